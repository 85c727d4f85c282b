/*
 * Two opinions of a case.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/audit.h"
#include "forum/desk.h"
#include "forum/desk_act.h"
#include "forum/judge.h"
#include "forum/notice.h"
#include "forum/opinion.h"
#include "store/opinions.h"

#define OPINION_WORD(name, word) [OPINION_##name] = word,

static const char *const opinion_words[OPINION_COUNT] = {OPINION_LIST(OPINION_WORD)};

const char *
opinion_name(enum opinion opinion)
{
	return opinion_words[opinion];
}

int
opinion_find(const char *word)
{
	for (int opinion = 0; opinion < OPINION_COUNT; opinion++)
		if (!strcmp(opinion_words[opinion], word))
			return opinion;
	return -1;
}

bool
opinion_differs(const struct case_opinion_list *list)
{
	return list->count > 1 &&
	    (strcmp(list->rows[0].opinion, list->rows[1].opinion) || list->rows[0].risk != list->rows[1].risk);
}

/* May they work on it, but for somebody having it? */
static bool
opinion_is_theirs(const struct desk_file *file, const struct actor *actor)
{
	return !file->row.closed_at && (!file->is_for_lead || actor_can(actor, CAP_TOLD_RED));
}

/* Theirs, or both once there are two: the others are taken out. */
static void
opinion_veil(struct opinion_state *state, int64_t member)
{
	struct case_opinion_list all = state->seen;

	if (all.count > 1)
		return;
	state->seen = (struct case_opinion_list){0};
	for (size_t k = 0; k < all.count; k++) {
		bool is_own = all.rows[k].by_member == member;

		state->is_blind = state->is_blind || !is_own;
		if (is_own) {
			*case_opinion_list_add(&state->seen) = all.rows[k];
			all.rows[k] = (struct case_opinion){0};
		}
	}
	case_opinion_list_clear(&all);
}

static enum err
opinion_read(struct forum *forum, const struct actor *actor, const struct desk_file *file, struct opinion_state *out)
{
	bool is_wanted = false;
	enum err err = opinions_list(forum->db, file->row.id, &out->seen);

	if (err == ERR_OK)
		err = opinions_find_wish(forum->db, file->row.id, &is_wanted);
	if (err == ERR_OK)
		err =
		    desk_count_others(forum, file->is_for_lead ? CAP_TOLD_RED : CAP_DESK, file->row.about, &out->team);
	if (err != ERR_OK)
		return err;
	out->is_asked = is_wanted && out->seen.count == 1;
	out->may_ask = !out->seen.count && opinion_is_theirs(file, actor) && file->row.claimed_by == actor->member;
	opinion_veil(out, actor->member);
	out->may_give = out->is_asked && out->is_blind && opinion_is_theirs(file, actor);
	return ERR_OK;
}

enum err
opinion_look(struct forum *forum, const struct actor *actor, int64_t desk_case, struct opinion_state *out)
{
	struct desk_file file = {0};
	struct opinion_state state = {0};
	enum err err = desk_open(forum, actor, desk_case, &file);

	if (err == ERR_OK)
		err = opinion_read(forum, actor, &file, &state);
	desk_file_clear(&file);
	if (err == ERR_OK)
		*out = state;
	else
		opinion_state_clear(&state);
	return err;
}

void
opinion_state_clear(struct opinion_state *state)
{
	case_opinion_list_clear(&state->seen);
	*state = (struct opinion_state){0};
}

/* Who gave the first one is told that there is a second. */
static enum err
opinion_tell_first(struct forum *forum, const struct desk_file *file)
{
	struct case_opinion_list list = {0};
	enum err err = opinions_list(forum->db, file->row.id, &list);

	if (err == ERR_OK && list.count)
		err = notice_tell(forum, list.rows[0].by_member, NOTICE_SECOND, file->row.thread, file->row.number, "",
		    "");
	case_opinion_list_clear(&list);
	return err;
}

static enum err
opinion_put(struct forum *forum, const struct desk_file *file, const struct case_opinion *record)
{
	enum err err = opinions_add(forum->db, record);

	if (err == ERR_OK)
		err = opinions_set_wish(forum->db, record->desk_case, !record->is_second);
	if (err == ERR_OK && record->is_second)
		err = opinion_tell_first(forum, file);
	if (err == ERR_OK)
		err = audit_note(forum, record->by_member, record->is_second ? "second-opinion" : "opinion", "case",
		    record->desk_case, record->opinion);
	return err;
}

/* The first is of whoever has the case; the second of anybody who may work on it but did not give the first. */
static enum err
opinion_judge(const struct desk_file *file, const struct opinion_state *state)
{
	if (file->row.closed_at)
		return ERR_CLOSED;
	if (state->may_ask || state->may_give)
		return ERR_OK;
	return state->seen.count ? ERR_TAKEN : ERR_DENIED;
}

static enum err
opinion_give_inside(struct forum *forum, const struct actor *actor, struct case_opinion *record)
{
	struct actor member = *actor;
	struct desk_file file = {0};
	struct opinion_state state = {0};
	enum err err = judge_now(forum, &member, CAP_DESK);

	if (err == ERR_OK)
		err = desk_open(forum, &member, record->desk_case, &file);
	if (err == ERR_OK)
		err = opinion_read(forum, &member, &file, &state);
	if (err == ERR_OK)
		err = opinion_judge(&file, &state);
	record->by_member = member.member;
	record->is_second = state.may_give;
	if (err == ERR_OK)
		err = opinion_put(forum, &file, record);
	opinion_state_clear(&state);
	desk_file_clear(&file);
	return err;
}

static enum err
opinion_give_clean(struct forum *forum, const struct actor *actor, struct case_opinion *record)
{
	enum err err = db_begin(forum->db);

	if (err == ERR_OK)
		err = db_end(forum->db, opinion_give_inside(forum, actor, record));
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}

enum err
opinion_give(struct forum *forum, const struct actor *actor, int64_t desk_case, enum opinion opinion, enum risk risk,
    const char *words)
{
	struct str clean;
	struct case_opinion record = {
	    .desk_case = desk_case,
	    .opinion = (char *)opinion_words[opinion], /* borrowed, and only read */
	    .risk = risk,
	    .at = clock_now(),
	};
	enum err err;

	text_clean(TEXT_BODY, words, &clean);
	record.words = clean.text;
	err = clean.bytes > OPINION_WORDS_BYTES ? ERR_TOO_LONG : opinion_give_clean(forum, actor, &record);
	str_clear(&clean);
	return err;
}

enum err
opinion_list_wanted(struct forum *forum, const struct actor *actor, struct desk_case_list *out)
{
	return actor_can(actor, CAP_DESK) ? opinions_list_wanted(forum->db, actor->member, OPINIONS_SHOWN, out)
					  : ERR_DENIED;
}
