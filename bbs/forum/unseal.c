/*
 * The two-person rule.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/audit.h"
#include "forum/desk_act.h"
#include "forum/judge.h"
#include "forum/notice.h"
#include "forum/unseal.h"
#include "store/cases.h"
#include "store/members.h"
#include "store/unsealings.h"

enum { DAY_S = 86400, LONG_AFTER_S = 30 * DAY_S };

#define UNSEAL_KIND_WORD(name, word) [UNSEAL_##name] = word,
#define UNSEAL_WHY_WORD(name, word) [UNSEAL_FOR_##name] = word,

static const char *const kind_words[UNSEAL_KIND_COUNT] = {UNSEAL_KIND_LIST(UNSEAL_KIND_WORD)};
static const char *const why_words[UNSEAL_WHY_COUNT] = {UNSEAL_WHY_LIST(UNSEAL_WHY_WORD)};

int
unseal_kind_find(const char *word)
{
	for (int kind = 0; kind < UNSEAL_KIND_COUNT; kind++)
		if (!strcmp(kind_words[kind], word))
			return kind;
	return -1;
}

int
unseal_why_find(const char *word)
{
	for (int why = 0; why < UNSEAL_WHY_COUNT; why++)
		if (!strcmp(why_words[why], word))
			return why;
	return -1;
}

enum unseal_state
unseal_state(const struct unsealing *row, int64_t now)
{
	if (row->refused_by)
		return UNSEAL_REFUSED;
	if (row->until) /* a clock that was set back must not hold it open for ever */
		return !row->closed_at && now < row->until && now >= row->until - 2 * UNSEAL_OPEN_S ? UNSEAL_OPEN
												    : UNSEAL_OVER;
	return row->closed_at || now > row->asked_at + UNSEAL_ASKED_S ? UNSEAL_LAPSED : UNSEAL_ASKED;
}

bool
unseal_is_for(const struct unsealing *row, const struct actor *actor)
{
	return actor->member && (row->asked_by == actor->member || row->granted_by == actor->member);
}

/* Nobody looks into what is theirs: the writer, or either of the two who wrote privately. */
static enum err
unseal_judge_own(struct forum *forum, const struct actor *actor, int64_t about, int64_t private_message)
{
	int64_t pair[2] = {0};
	enum err err = private_message ? unsealings_find_pair(forum->db, private_message, pair) : ERR_OK;

	if (err != ERR_OK && err != ERR_NOT_FOUND)
		return err;
	return actor->member == about || actor->member == pair[0] || actor->member == pair[1] ? ERR_DENIED : ERR_OK;
}

static enum err
unseal_note(struct forum *forum, const struct actor *actor, const char *action, const struct unsealing *row,
    const char *code)
{
	const struct audit_act act = {
	    .actor = actor->member,
	    .action = action,
	    .object = "unsealing",
	    .object_id = row->id,
	    .code = code,
	    .desk_case = row->desk_case,
	};

	return audit_note_act(forum, &act);
}

/* --- lists --- */

enum err
unseal_list(struct forum *forum, const struct actor *actor, int64_t desk_case, struct unsealing_list *out)
{
	struct desk_case row = {0};
	enum err err = actor_can(actor, CAP_UNSEAL) ? cases_find(forum->db, desk_case, &row) : ERR_DENIED;

	if (err == ERR_OK && unseal_judge_own(forum, actor, row.about, row.private_message) != ERR_OK)
		err = ERR_NOT_FOUND;
	desk_case_clear(&row);
	return err == ERR_OK ? unsealings_list(forum->db, desk_case, UNSEAL_SHOWN, out) : err;
}

enum err
unseal_list_waiting(struct forum *forum, const struct actor *actor, struct unsealing_list *out)
{
	if (!actor_can(actor, CAP_UNSEAL))
		return ERR_DENIED;
	return unsealings_list_waiting(forum->db, actor->member, clock_now() - UNSEAL_ASKED_S, UNSEAL_SHOWN, out);
}

enum err
unseal_count_overdue(struct forum *forum, int64_t *out)
{
	return unsealings_count_overdue(forum->db, clock_now() - UNSEAL_REVIEW_S, out);
}

/* --- asking --- */

static bool
unseal_is_in(const struct desk_case *row, enum unseal_kind kind)
{
	return kind == UNSEAL_NAME ? row->alias && row->about : row->private_message != 0;
}

static enum err
unseal_check_new(struct forum *forum, const struct actor *actor, const struct desk_case *row, enum unseal_kind kind)
{
	struct unsealing_list list = {0};
	enum err err = unseal_is_in(row, kind) ? ERR_OK : ERR_NOT_FOUND;

	if (err == ERR_OK)
		err = unseal_judge_own(forum, actor, row->about, row->private_message);
	if (err == ERR_OK)
		err = unsealings_list(forum->db, row->id, UNSEAL_SHOWN, &list);
	for (size_t k = 0; err == ERR_OK && k < list.count; k++) {
		enum unseal_state state = unseal_state(&list.rows[k], clock_now());

		if (!strcmp(list.rows[k].kind, kind_words[kind]) && (state == UNSEAL_ASKED || state == UNSEAL_OPEN))
			err = ERR_TAKEN;
	}
	unsealing_list_clear(&list);
	return err;
}

static enum err
unseal_put(struct forum *forum, const struct actor *actor, const struct desk_case *row, struct unsealing *record,
    enum unseal_kind kind, enum unseal_why why)
{
	enum err err = unseal_check_new(forum, actor, row, kind);

	record->desk_case = row->id;
	record->kind = (char *)kind_words[kind]; /* borrowed, and only read */
	record->why = (char *)why_words[why];
	record->asked_by = actor->member;
	record->asked_at = clock_now();
	if (err == ERR_OK)
		err = unsealings_add(forum->db, record, &record->id);
	if (err == ERR_OK)
		err = unseal_note(forum, actor, record->is_glass ? "break-glass" : "unseal-ask", record,
		    record->is_glass ? record->kind : record->why);
	return err;
}

enum err
unseal_ask(struct forum *forum, const struct actor *actor, int64_t desk_case, enum unseal_kind kind,
    enum unseal_why why)
{
	struct actor member = *actor;
	struct unsealing record = {0};
	struct desk_case row = {0};
	enum err err = desk_act_begin(forum, &member, CAP_UNSEAL, desk_case, &row);

	if (err != ERR_OK)
		return err;
	return desk_act_end(forum, &row, unseal_put(forum, &member, &row, &record, kind, why));
}

/* --- the glass --- */

static enum err
unseal_tell_role(struct forum *forum, const char *role, int64_t but, const struct desk_case *row)
{
	struct actor other = {0};
	enum err err;

	while ((err = members_next_of_role(forum->db, role, other.member, &other.member)) == ERR_OK) {
		if (other.member != but && unseal_judge_own(forum, &other, row->about, row->private_message) == ERR_OK)
			err = notice_tell(forum, other.member, NOTICE_GLASS, 0, 0, "", "");
		if (err != ERR_OK)
			return err;
	}
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

/* All who may review it: not who did it, nor whom it is about. */
static enum err
unseal_tell_team(struct forum *forum, const struct actor *actor, const struct desk_case *row)
{
	enum err err = ERR_OK;

	for (int role = 0; err == ERR_OK && role < ACTOR_ROLE_COUNT; role++) {
		struct actor kept = {.role = (enum actor_role)role, .is_proven = true};

		if (actor_can(&kept, CAP_UNSEAL))
			err = unseal_tell_role(forum, actor_role_name(kept.role), actor->member, row);
	}
	return err;
}

enum err
unseal_break_glass(struct forum *forum, const struct actor *actor, int64_t desk_case, enum unseal_kind kind)
{
	struct actor member = *actor;
	struct unsealing record = {.is_glass = true, .until = clock_now() + UNSEAL_OPEN_S};
	struct desk_case row = {0};
	enum err err = desk_act_begin(forum, &member, CAP_GLASS, desk_case, &row);

	if (err != ERR_OK)
		return err;
	err = row.risk == RISK_RED ? unseal_put(forum, &member, &row, &record, kind, UNSEAL_FOR_DANGER) : ERR_DENIED;
	if (err == ERR_OK)
		err = unseal_tell_team(forum, &member, &row);
	return desk_act_end(forum, &row, err);
}

/* --- answering --- */

/* Inside a transaction: one that this member may say something to. member: brought up to date. */
static enum err
unseal_get(struct forum *forum, struct actor *member, enum cap cap, int64_t id, struct unsealing *out)
{
	enum err err = judge_now(forum, member, cap);

	if (err == ERR_OK)
		err = unsealings_find(forum->db, id, out);
	if (err == ERR_OK)
		err = unseal_judge_own(forum, member, out->about, out->private_message);
	return err;
}

/* What is done to one, inside the transaction. */
typedef enum err unseal_deed(struct forum *, const struct actor *, const struct unsealing *, bool is_yes);

static enum err
unseal_act(struct forum *forum, const struct actor *actor, enum cap cap, int64_t id, unseal_deed *deed, bool is_yes)
{
	struct actor member = *actor;
	struct unsealing row = {0};
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	err = unseal_get(forum, &member, cap, id, &row);
	if (err == ERR_OK)
		err = deed(forum, &member, &row, is_yes);
	err = db_end(forum->db, err);
	unsealing_clear(&row);
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}

static enum err
unseal_answer_it(struct forum *forum, const struct actor *member, const struct unsealing *row, bool is_yes)
{
	int64_t now = clock_now();
	enum err err;

	if (row->asked_by == member->member)
		return ERR_DENIED;
	if (row->closed_at)
		return ERR_CLOSED;
	if (unseal_state(row, now) != UNSEAL_ASKED)
		return ERR_NOT_FOUND;
	err = is_yes ? unsealings_grant(forum->db, row->id, member->member, now + UNSEAL_OPEN_S)
		     : unsealings_refuse(forum->db, row->id, member->member);
	return err == ERR_OK ? unseal_note(forum, member, is_yes ? "unseal-grant" : "unseal-refuse", row, row->kind)
			     : err;
}

enum err
unseal_answer(struct forum *forum, const struct actor *actor, int64_t id, bool is_yes)
{
	return unseal_act(forum, actor, CAP_UNSEAL, id, unseal_answer_it, is_yes);
}

static enum err
unseal_review_it(struct forum *forum, const struct actor *member, const struct unsealing *row, bool was_right)
{
	enum err err;

	if (row->asked_by == member->member)
		return ERR_DENIED;
	err = unsealings_review(forum->db, row->id, member->member, clock_now());
	return err == ERR_OK ? unseal_note(forum, member, "glass-review", row, was_right ? "right" : "not-right") : err;
}

enum err
unseal_review(struct forum *forum, const struct actor *actor, int64_t id, bool was_right)
{
	return unseal_act(forum, actor, CAP_UNSEAL, id, unseal_review_it, was_right);
}

static enum err
unseal_leave_it_untold(struct forum *forum, const struct actor *member, const struct unsealing *row, bool is_yes)
{
	enum err err = unsealings_set_untold(forum->db, row->id);

	(void)is_yes;
	return err == ERR_OK ? unseal_note(forum, member, "untold", row, row->kind) : err;
}

enum err
unseal_leave_untold(struct forum *forum, const struct actor *actor, int64_t id)
{
	return unseal_act(forum, actor, CAP_UNTOLD, id, unseal_leave_it_untold, true);
}

/* --- looking --- */

static enum err
unseal_judge_look(const struct actor *actor, const struct unsealing *row)
{
	return unseal_is_for(row, actor) && unseal_state(row, clock_now()) == UNSEAL_OPEN ? ERR_OK : ERR_DENIED;
}

static enum err
unseal_note_look(struct forum *forum, const struct actor *member, const struct unsealing *row, bool is_yes)
{
	enum err err = unseal_judge_look(member, row);

	(void)is_yes;
	return err == ERR_OK ? unseal_note(forum, member, "unseal-look", row, row->kind) : err;
}

enum err
unseal_look(struct forum *forum, const struct actor *actor, int64_t id)
{
	return unseal_act(forum, actor, CAP_UNSEAL, id, unseal_note_look, true);
}

static enum err
unseal_read_names(struct forum *forum, struct unsealed *out)
{
	enum err err = ERR_OK;

	for (int k = 0; err == ERR_OK && k < 2; k++) {
		struct member member = {0};

		if (out->members[k])
			err = members_find_id(forum->db, out->members[k], &member);
		if (err == ERR_NOT_FOUND)
			err = ERR_OK;
		out->names[k] = mem_copy_string(member.name && !member.gone_at ? member.name : "");
		member_clear(&member);
	}
	return err;
}

enum err
unseal_read(struct forum *forum, const struct actor *actor, int64_t id, struct unsealed *out)
{
	struct unsealed found = {0};
	enum err err = actor_can(actor, CAP_UNSEAL) ? unsealings_find(forum->db, id, &found.row) : ERR_DENIED;

	if (err == ERR_OK)
		err = unseal_judge_look(actor, &found.row);
	found.members[0] = found.row.about;
	if (err == ERR_OK && unseal_kind_find(found.row.kind) == UNSEAL_PRIVATE) {
		err = unsealings_find_pair(forum->db, found.row.private_message, found.members);
		if (err == ERR_OK)
			err = unsealings_list_private(forum->db, found.row.private_message, UNSEAL_AROUND,
			    &found.messages);
	}
	if (err == ERR_OK)
		err = unseal_read_names(forum, &found);
	if (err == ERR_OK)
		*out = found;
	else
		unsealed_clear(&found);
	return err;
}

void
unsealed_clear(struct unsealed *unsealed)
{
	unsealing_clear(&unsealed->row);
	private_message_list_clear(&unsealed->messages);
	free(unsealed->names[0]);
	free(unsealed->names[1]);
	*unsealed = (struct unsealed){0};
}

/* --- telling those it was about --- */

static enum err
unseal_tell(struct forum *forum, const struct unsealing *row)
{
	static const struct actor program = {.member = AUDIT_PROGRAM};
	int64_t pair[2] = {row->about, 0};
	bool is_private = unseal_kind_find(row->kind) == UNSEAL_PRIVATE;
	enum err err = is_private ? unsealings_find_pair(forum->db, row->private_message, pair) : ERR_OK;

	if (err == ERR_NOT_FOUND) /* they are erased: nobody is left to be told */
		err = ERR_OK;
	for (int k = 0; err == ERR_OK && k < 2; k++)
		if (pair[k])
			err = notice_tell(forum, pair[k], is_private ? NOTICE_OPENED_PRIVATE : NOTICE_OPENED_NAME,
			    is_private ? 0 : row->thread, is_private ? 0 : row->number, "", "");
	if (err == ERR_OK)
		err = unsealings_set_told(forum->db, row->id, clock_now());
	return err == ERR_OK ? unseal_note(forum, &program, "unseal-told", row, row->kind) : err;
}

enum err
unseal_tell_due(struct forum *forum)
{
	int64_t now = clock_now();
	enum err err;

	do {
		struct unsealing row = {0};

		err = db_begin(forum->db);
		if (err != ERR_OK)
			return err;
		err = unsealings_find_to_tell(forum->db, now, now - DAY_S, now - LONG_AFTER_S, &row);
		if (err == ERR_OK)
			err = unseal_tell(forum, &row);
		unsealing_clear(&row);
		err = db_end(forum->db, err);
	} while (err == ERR_OK);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}
