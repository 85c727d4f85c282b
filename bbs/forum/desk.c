/*
 * The desk.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "forum/appeal_judge.h"
#include "forum/audit.h"
#include "forum/case_file.h"
#include "forum/desk.h"
#include "forum/desk_act.h"
#include "forum/desk_team.h"
#include "forum/desk_turn.h"
#include "forum/folding.h"
#include "forum/held_send.h"
#include "forum/judge.h"
#include "forum/notice.h"
#include "forum/queue.h"
#include "store/case_turns.h"
#include "store/members.h"
#include "store/opinions.h"
#include "store/threads.h"

#define OUTCOME_WORD(name, word) [DESK_##name] = word,

static const char *const outcome_words[DESK_OUTCOME_COUNT] = {OUTCOME_WORD_LIST(OUTCOME_WORD)};

enum err
desk_count(struct forum *forum, const struct actor *actor, struct case_counts *out)
{
	if (actor_can(actor, CAP_DESK))
		return cases_count(forum->db, actor->member, clock_now() - DESK_LAPSE_RED_S, out);
	*out = (struct case_counts){0};
	return ERR_OK;
}

bool
desk_is_alone(struct forum *forum, const struct actor *actor)
{
	int64_t about = 0, others = 0;

	return actor_can(actor, CAP_DESK) && cases_count_about(forum->db, actor->member, &about) == ERR_OK && about &&
	    desk_count_others(forum, CAP_DESK, actor->member, &others) == ERR_OK && !others;
}

/* For the layers above: an unknown writer is nobody in particular. */
static void
desk_mask(struct desk_case *row)
{
	if (row->alias && row->about)
		row->about = DESK_UNKNOWN;
}

/* Where the page begins: after this open case, as far as it is still there. */
static enum err
desk_list_begin(struct forum *forum, int64_t after, struct case_ask *ask)
{
	struct desk_case row = {0};
	enum err err = cases_find(forum->db, after, &row);

	if (err == ERR_OK) {
		ask->risk = row.risk;
		ask->after_opened = row.opened_at;
		ask->after_id = row.id;
	}
	desk_case_clear(&row);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

enum err
desk_list(struct forum *forum, const struct actor *actor, const struct desk_ask *what, struct desk_case_list *out)
{
	struct case_ask ask = {
	    .kind = what->kind,
	    .queue = queue_name(what->queue),
	    .me = actor->member,
	    .not_about = actor->member,
	    .risk = RISK_RED,
	    .after_opened = INT64_MIN,
	};
	enum err err = actor_can(actor, CAP_DESK) ? ERR_OK : ERR_DENIED;

	if (err == ERR_OK && what->after)
		err = desk_list_begin(forum, what->after, &ask);
	for (; err == ERR_OK && ask.risk >= RISK_REST && out->count <= DESK_SHOWN; ask.risk--) {
		ask.limit = DESK_SHOWN + 1 - (int64_t)out->count;
		err = cases_list(forum->db, &ask, out);
		ask.after_opened = INT64_MIN;
		ask.after_id = 0;
	}
	if (err == ERR_OK)
		err = desk_turn_mark(forum, actor, out->rows, out->count);
	for (size_t k = 0; k < out->count; k++)
		desk_mask(&out->rows[k]);
	return err;
}

static enum err
desk_read_message(struct forum *forum, struct desk_file *file)
{
	struct thread thread = {0};
	enum err err = ERR_NOT_FOUND;

	if (file->row.message)
		err = messages_find_id(forum->db, file->row.message, 0, &file->message);
	if (err == ERR_OK)
		err = threads_find(forum->db, file->message.thread, 0, &thread);
	file->board = thread.board;
	thread_clear(&thread);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static enum err
desk_read_member(struct forum *forum, struct desk_file *file)
{
	struct sending_history history = {0};
	struct member member = {0};
	enum err err = members_find_id(forum->db, file->row.about, &member);

	if (err == ERR_NOT_FOUND)
		return ERR_OK;
	file->paused_until = member.paused_until;
	member_clear(&member);
	if (err == ERR_OK)
		err = messages_history(forum->db, file->row.about, &history);
	file->messages_ever = history.messages_ever;
	if (err == ERR_OK)
		err =
		    cases_history(forum->db, file->row.about, file->row.id, &file->cases_before, &file->pauses_before);
	return err;
}

/* By how many of the same there are a writer could be found among others: for an unknown one only about how many. */
static int64_t
desk_blur(int64_t count)
{
	static const int64_t steps[] = {DESK_MANY, DESK_SOME};

	for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
		if (count >= steps[k])
			return steps[k];
	return 0;
}

static void
desk_blur_file(struct desk_file *file)
{
	if (!file->row.alias)
		return;
	file->messages_ever = desk_blur(file->messages_ever);
	file->cases_before = desk_blur(file->cases_before);
	file->pauses_before = desk_blur(file->pauses_before);
	desk_mask(&file->row);
}

/* An appeal is told by whom it is about: an unknown writer stays unknown. */
static void
desk_mask_reports(struct desk_file *file)
{
	if (!file->row.alias || !file->row.appeal_of)
		return;
	for (size_t k = 0; k < file->reports.count; k++) {
		file->reports.rows[k].reporter = DESK_UNKNOWN;
		*file->reports.rows[k].reporter_name = '\0';
	}
}

/* While two are asked each for themselves, neither reads what the other noted. */
static enum err
desk_read_notes(struct forum *forum, const struct actor *actor, struct desk_file *file)
{
	struct case_opinion_list opinions = {0};
	enum err err = opinions_list(forum->db, file->row.id, &opinions);
	bool is_blind = opinions.count == 1 && opinions.rows[0].by_member != actor->member;

	case_opinion_list_clear(&opinions);
	if (err == ERR_OK && (!is_blind || file->row.claimed_by == actor->member))
		err = case_notes_list(forum->db, file->row.id, DESK_NOTES_SHOWN, &file->notes);
	return err;
}

static enum err
desk_read(struct forum *forum, const struct actor *actor, struct desk_file *file)
{
	enum err err = reports_list(forum->db, file->row.id, DESK_REPORTS_SHOWN, &file->reports);

	if (err == ERR_OK)
		err = reports_count(forum->db, file->row.id, &file->report_count);
	if (err == ERR_OK)
		err = evidence_list(forum->db, file->row.id, DESK_EVIDENCE_SHOWN, &file->evidence);
	if (err == ERR_OK)
		err = desk_read_message(forum, file);
	if (err == ERR_OK && file->row.about)
		err = desk_read_member(forum, file);
	if (err == ERR_OK)
		err = desk_judge_lead(forum, &file->row, &file->is_for_lead);
	if (err == ERR_OK)
		err = desk_read_notes(forum, actor, file);
	if (err == ERR_OK)
		err = desk_turn_mark(forum, actor, &file->row, 1);
	desk_mask_reports(file);
	desk_blur_file(file);
	return err;
}

enum err
desk_open(struct forum *forum, const struct actor *actor, int64_t id, struct desk_file *out)
{
	struct desk_file file = {0};
	enum err err = desk_act_find(forum, actor, id, &file.row);

	if (err == ERR_OK)
		err = desk_read(forum, actor, &file);
	if (err != ERR_OK)
		desk_file_clear(&file);
	else
		*out = file;
	return err;
}

void
desk_file_clear(struct desk_file *file)
{
	desk_case_clear(&file->row);
	report_list_clear(&file->reports);
	evidence_list_clear(&file->evidence);
	case_note_list_clear(&file->notes);
	message_clear(&file->message);
	*file = (struct desk_file){0};
}

static enum err
desk_claim_inside(struct forum *forum, struct actor *member, int64_t id)
{
	struct desk_case row = {0};
	bool is_enough = false;
	enum err err = desk_act_judge(forum, member, CAP_DESK, id, &row);

	if (err == ERR_OK && desk_turn_holder(&row, clock_now()) && row.for_member != member->member)
		err = ERR_TAKEN;
	if (err == ERR_OK && row.claimed_by != member->member)
		err = desk_turn_is_enough(forum, member, &row, &is_enough);
	if (err == ERR_OK && is_enough)
		err = ERR_RATE;
	if (err == ERR_OK)
		err = cases_claim(forum->db, id, member->member, clock_now());
	if (err == ERR_OK && row.claimed_by != member->member)
		err = claims_add(forum->db, id, member->member, row.risk, clock_now());
	if (err == ERR_OK && row.risk == RISK_RED)
		err = desk_team_uncall(forum);
	if (err == ERR_OK)
		err = audit_note(forum, member->member, "claim", "case", id, "");
	desk_case_clear(&row);
	return err;
}

enum err
desk_claim(struct forum *forum, const struct actor *actor, int64_t id)
{
	struct actor member = *actor;
	enum err err = db_begin(forum->db);

	if (err == ERR_OK)
		err = db_end(forum->db, desk_claim_inside(forum, &member, id));
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}

enum err
desk_grade(struct forum *forum, const struct actor *actor, int64_t id, enum risk risk)
{
	static const char *const codes[] = {[RISK_REST] = "green", [RISK_AMBER] = "amber", [RISK_RED] = "red"};
	struct actor member = *actor;
	struct desk_case row = {0};
	enum err err = desk_act_begin(forum, &member, CAP_DESK, id, &row);

	if (err != ERR_OK)
		return err;
	err = cases_set_risk(forum->db, id, risk);
	if (err == ERR_OK)
		err = queue_follow(forum, id);
	if (err == ERR_OK && risk == RISK_RED && row.risk != RISK_RED)
		err = claims_add(forum->db, id, member.member, risk, clock_now());
	if (err == ERR_OK && risk == RISK_RED && row.risk != RISK_RED)
		err = case_alert(forum, row.about);
	if (err == ERR_OK)
		err = audit_note(forum, member.member, "grade", "case", id, codes[risk]);
	return desk_act_end(forum, &row, err);
}

/* Everybody who told, once, but whoever closes the case. */
static enum err
desk_tell_reporters(struct forum *forum, const struct desk_case *row, int64_t closer)
{
	struct report_list reports = {0};
	enum err err = reports_list(forum->db, row->id, 100, &reports);

	for (size_t k = 0; err == ERR_OK && k < reports.count; k++) {
		int64_t reporter = reports.rows[k].reporter;
		bool is_first = reporter && reporter != closer;

		for (size_t before = 0; before < k; before++)
			is_first = is_first && reports.rows[before].reporter != reporter;
		if (is_first)
			err = notice_tell(forum, reporter, NOTICE_LOOKED_AT, row->thread, row->number, "", "");
	}
	report_list_clear(&reports);
	return err;
}

enum err
desk_close(struct forum *forum, const struct actor *actor, int64_t id, enum desk_outcome outcome)
{
	struct actor member = *actor;
	struct desk_case row = {0};
	enum err err = desk_act_begin(forum, &member, CAP_DESK, id, &row);

	if (err != ERR_OK)
		return err;
	err = held_check_close(forum, id);
	if (err == ERR_OK)
		err = appeal_judge_close(forum, id);
	if (err == ERR_OK)
		err = cases_close(forum->db, id, member.member, outcome_words[outcome], clock_now());
	if (err == ERR_OK) /* the team has looked: what members had folded until then is open again */
		err = folding_end_in_case(forum, member.member, &row);
	if (err == ERR_OK)
		err = desk_tell_reporters(forum, &row, member.member);
	if (err == ERR_OK)
		err = audit_note(forum, member.member, "case-close", "case", id, outcome_words[outcome]);
	return desk_act_end(forum, &row, err);
}

void
desk_touch(struct forum *forum, const struct actor *actor, int64_t id)
{
	struct actor member = *actor;
	struct desk_case row = {0};

	if (desk_act_find(forum, actor, id, &row) != ERR_OK)
		return;
	if (row.closed_at || desk_claimer(&row, clock_now()) != actor->member) {
		desk_case_clear(&row);
		return;
	}
	desk_case_clear(&row);
	if (desk_act_begin(forum, &member, CAP_DESK, id, &row) != ERR_OK)
		return;
	desk_case_clear(&row);
	db_end(forum->db, ERR_OK); /* nobody else sees a difference: the bell stays still */
}
