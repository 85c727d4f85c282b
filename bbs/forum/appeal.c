/*
 * Appeals.
 *
 *  - One a decision, by whom it is about. The case is their own: reports about the same message never join it.
 *  - The first decider neither takes it nor judges it.
 *  - It waits among the rest, but where its own words sound dark: then it is red.
 *  - What is undone is only what this decision did: where something newer of the same kind stands, that stays.
 */
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/appeal.h"
#include "forum/audit.h"
#include "forum/case_file.h"
#include "forum/danger.h"
#include "forum/desk_act.h"
#include "forum/judge.h"
#include "forum/moderation.h"
#include "forum/moderation_deed.h"
#include "store/cases.h"
#include "store/decisions.h"
#include "store/threads.h"

enum err
appeal_find(struct forum *forum, const struct actor *actor, int64_t id, struct decision *out)
{
	struct decision found = {0};
	enum err err = actor->member && id ? decisions_find(forum->db, id, &found) : ERR_NOT_FOUND;

	if (err == ERR_OK && (found.about != actor->member || found.is_untold))
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		*out = found;
	else
		decision_clear(&found);
	return err;
}

enum err
appeal_check(const struct actor *actor, const struct decision *decision)
{
	int act = act_find(decision->act);

	if (act < 0 || !act_is_appealable((enum team_act)act) || !actor_can(actor, CAP_APPEAL))
		return ERR_DENIED;
	return decision->appealed_at ? ERR_TAKEN : ERR_OK;
}

/* For the audit: who wrote without a name is not noted beside what they wrote. */
static int64_t
appeal_teller(struct forum *forum, const struct decision *decision)
{
	struct message message = {0};
	bool is_unknown = decision->message &&
	    messages_find_as_written(forum->db, decision->message, &message) == ERR_OK && message.alias;

	message_clear(&message);
	return is_unknown ? AUDIT_PROGRAM : decision->about;
}

static enum err
appeal_open_case(struct forum *forum, int64_t teller, const struct decision *decision, const char *words)
{
	struct desk_case record = {
	    .reason = (char *)"appeal", /* borrowed, and only read */
	    .source = (char *)"appeal",
	    .risk = danger_is_in_message("", words) ? RISK_RED : RISK_REST,
	    .thread = decision->thread,
	    .message = decision->message,
	    .about = decision->about,
	    .appeal_of = decision->id,
	    .opened_at = clock_now(),
	};
	struct report report = {
	    .reporter = decision->about,
	    .reason = (char *)"appeal",
	    .words = (char *)words,
	    .at = clock_now(),
	};
	enum err err = case_put(forum, teller, &record, ERR_NOT_FOUND, NULL, &report.desk_case);

	return err == ERR_OK ? reports_add(forum->db, &report) : err;
}

static enum err
appeal_send_inside(struct forum *forum, const struct actor *actor, int64_t id, const char *words)
{
	struct actor member = *actor;
	struct decision decision = {0};
	enum err err = judge_now(forum, &member, CAP_APPEAL);

	if (err == ERR_OK)
		err = appeal_find(forum, &member, id, &decision);
	if (err == ERR_OK)
		err = appeal_check(&member, &decision);
	if (err == ERR_OK)
		err = decisions_set_appealed(forum->db, id, clock_now());
	if (err == ERR_OK)
		err = audit_note(forum, appeal_teller(forum, &decision), "appeal", "decision", id, decision.act);
	if (err == ERR_OK)
		err = appeal_open_case(forum, appeal_teller(forum, &decision), &decision, words);
	decision_clear(&decision);
	return err;
}

enum err
appeal_send(struct forum *forum, const struct actor *actor, int64_t decision, const char *words)
{
	struct str clean;
	enum err err;

	text_clean(TEXT_BODY, words, &clean);
	err = !clean.bytes ? ERR_EMPTY : clean.bytes > APPEAL_WORDS_BYTES ? ERR_TOO_LONG : ERR_OK;
	if (err == ERR_OK)
		err = db_begin(forum->db);
	if (err == ERR_OK)
		err = db_end(forum->db, appeal_send_inside(forum, actor, decision, clean.text));
	if (err == ERR_OK)
		db_ring(forum->db);
	str_clear(&clean);
	return err;
}

enum err
appeal_read(struct forum *forum, const struct actor *actor, int64_t desk_case, struct decision *out)
{
	return actor_can(actor, CAP_DESK) ? decisions_find_appealed(forum->db, desk_case, out) : ERR_DENIED;
}

/* --- undoing --- */

static enum err
appeal_undo_message(struct forum *forum, const struct decision *decision)
{
	struct message message = {0};
	enum err err = messages_find_as_written(forum->db, decision->message, &message);

	if (err == ERR_OK)
		err = moderation_undo_message(forum, (enum team_act)act_find(decision->act), &message);
	message_clear(&message);
	return err;
}

/* What is gone, or was undone meanwhile, needs no undoing. */
static enum err
appeal_undo(struct forum *forum, const struct decision *decision)
{
	bool is_message = act_is_to_message((enum team_act)act_find(decision->act));
	int64_t newest = 0;
	enum err err =
	    decisions_newest(forum->db, decision->act, is_message ? decision->message : 0, decision->about, &newest);

	if (err != ERR_OK || newest != decision->id)
		return err;
	err = is_message ? appeal_undo_message(forum, decision)
			 : moderation_undo_member(forum, (enum team_act)act_find(decision->act), decision->about);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

/* --- the answer --- */

/* Whom it is about, and who decided first. */
static enum err
appeal_tell(struct forum *forum, const struct decision *decision, bool is_changed, const char *words)
{
	const char *result = is_changed ? "changed" : "upheld";
	bool is_message = act_is_to_message((enum team_act)act_find(decision->act));
	int64_t thread = is_message ? decision->thread : 0, number = is_message ? decision->number : 0;
	enum err err = notice_tell_decision(forum, decision->about, is_changed ? NOTICE_CHANGED : NOTICE_UPHELD,
	    decision->id, thread, number, "", words);

	if (err == ERR_OK && decision->by_member)
		err = notice_tell(forum, decision->by_member, NOTICE_APPEALED, thread, number, result, "");
	return err;
}

static enum err
appeal_answer_inside(struct forum *forum, const struct actor *member, const struct desk_case *row, bool is_changed,
    const char *words)
{
	const char *result = is_changed ? "changed" : "upheld";
	struct decision decision = {0};
	struct str clean;
	enum err err = decisions_find_appealed(forum->db, row->id, &decision);

	text_clean(TEXT_BODY, words, &clean);
	if (err == ERR_OK)
		err = decisions_set_result(forum->db, decision.id, result, clock_now());
	if (err == ERR_OK && is_changed)
		err = appeal_undo(forum, &decision);
	if (err == ERR_OK)
		err = appeal_tell(forum, &decision, is_changed, clean.text);
	if (err == ERR_OK)
		err = cases_close(forum->db, row->id, member->member, result, clock_now());
	if (err == ERR_OK)
		err = audit_note(forum, member->member, is_changed ? "change" : "uphold", "decision", decision.id,
		    decision.act);
	str_clear(&clean);
	decision_clear(&decision);
	return err;
}

static enum err
appeal_answer(struct forum *forum, const struct actor *actor, int64_t desk_case, bool is_changed, const char *words)
{
	struct actor member = *actor;
	struct desk_case row = {0};
	enum err err = moderation_check_words(words);

	if (err == ERR_OK)
		err = desk_act_begin(forum, &member, CAP_DESK, desk_case, &row);
	if (err != ERR_OK)
		return err;
	return desk_act_end(forum, &row, appeal_answer_inside(forum, &member, &row, is_changed, words));
}

enum err
appeal_uphold(struct forum *forum, const struct actor *actor, int64_t desk_case, const char *words)
{
	return appeal_answer(forum, actor, desk_case, false, words);
}

enum err
appeal_change(struct forum *forum, const struct actor *actor, int64_t desk_case, const char *words)
{
	return appeal_answer(forum, actor, desk_case, true, words);
}
