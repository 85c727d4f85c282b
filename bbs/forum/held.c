/*
 * What waits for the team, and what becomes of it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "forum/audit.h"
#include "forum/board.h"
#include "forum/case_file.h"
#include "forum/conversation.h"
#include "forum/desk_act.h"
#include "forum/held_send.h"
#include "forum/judge.h"
#include "forum/live.h"
#include "forum/next.h"
#include "forum/notice.h"
#include "store/drafts.h"

/* --- its writer --- */

enum err
held_list(struct forum *forum, const struct actor *actor, struct held_list *out)
{
	return actor->member ? helds_list(forum->db, actor->member, HELD_SHOWN, out) : ERR_OK;
}

enum err
held_list_in(struct forum *forum, const struct actor *actor, int64_t thread, struct held_list *out)
{
	return actor->member ? helds_list_thread(forum->db, actor->member, thread, HELD_SHOWN, out) : ERR_OK;
}

enum err
held_find(struct forum *forum, const struct actor *actor, int64_t id, struct held *out)
{
	struct held held = {0};
	enum err err = helds_find(forum->db, id, &held);

	if (err == ERR_OK && (!actor->member || held.member != actor->member))
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		*out = held;
	else
		held_clear(&held);
	return err;
}

/* The words are a draft where they came from, below whatever is being written there. */
static enum err
held_give_back(struct forum *forum, const struct held *held)
{
	struct draft found = {0},
		     draft = {
			 .member = held->member,
			 .board = held->board,
			 .thread = held->thread,
			 .reply_to = held->thread ? held->reply_to : 0,
			 .title = held->title,
			 .body = held->body,
			 .options = held->options,
			 .saved_at = clock_now(),
		     };
	enum err err = drafts_find(forum->db, draft.member, draft.board, draft.thread, draft.reply_to, &found);
	char *body = err == ERR_OK && *found.body ? mem_format("%s\n\n%s", found.body, held->body) : NULL;

	if (body)
		draft.body = body;
	if (err == ERR_OK && *found.title)
		draft.title = found.title;
	draft.options.is_anonymous = draft.options.is_anonymous || found.options.is_anonymous;
	if (err == ERR_OK || err == ERR_NOT_FOUND)
		err = drafts_save(forum->db, &draft);
	free(body);
	draft_clear(&found);
	return err;
}

static enum err
held_close_case(struct forum *forum, int64_t held, int64_t by, const char *outcome)
{
	int64_t desk_case = 0;
	enum err err = helds_find_case(forum->db, held, &desk_case);

	if (err == ERR_NOT_FOUND)
		return ERR_OK;
	if (err == ERR_OK)
		err = cases_close(forum->db, desk_case, by, outcome, clock_now());
	return err == ERR_OK ? audit_note(forum, by, outcome, "case", desk_case, "") : err;
}

static enum err
held_take_back_inside(struct forum *forum, const struct actor *who, int64_t id, struct place *out)
{
	struct actor writer = *who;
	struct held held = {0};
	enum err err = judge_now(forum, &writer, CAP_SETTLE);

	if (err == ERR_OK)
		err = held_find(forum, &writer, id, &held);
	if (err == ERR_OK)
		err = held_give_back(forum, &held);
	if (err == ERR_OK)
		err = held_close_case(forum, id, writer.member, "taken-back");
	if (err == ERR_OK)
		err = helds_remove(forum->db, id);
	if (err == ERR_OK)
		*out = (struct place){held.board, held.thread, held.thread ? held.reply_to : 0};
	held_clear(&held);
	return err;
}

enum err
held_take_back(struct forum *forum, const struct actor *who, int64_t id, struct place *out)
{
	enum err err = who->member ? db_begin(forum->db) : ERR_DENIED;

	if (err == ERR_OK)
		err = db_end(forum->db, held_take_back_inside(forum, who, id, out));
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}

/* --- going live --- */

/* May its writer still write there? Errors as held_let_out(). */
static enum err
held_judge_writer(struct forum *forum, const struct held *held, struct actor *writer, struct outgoing *outgoing)
{
	struct thread thread = {0};
	struct board board = {0};
	enum err err = judge_now(forum, writer, held->thread ? CAP_ANSWER : CAP_START);

	if (err == ERR_DENIED || err == ERR_CLOSED)
		return ERR_LATE;
	if (err == ERR_OK && held->thread) {
		err = conversation_get(forum, writer, held->thread, &thread);
		outgoing->board = thread.board;
		outgoing->read_number = thread.read_number;
		if (err == ERR_OK && !conversation_may_answer(writer, &thread))
			err = ERR_LOCKED;
	} else if (err == ERR_OK)
		err = board_get(forum, writer, held->board, &board);
	board_clear(&board);
	thread_clear(&thread);
	return err;
}

/* Inside a transaction. What others sent meanwhile comes before it. */
static enum err
held_send(struct forum *forum, const struct held *held, struct outgoing *out)
{
	struct actor writer = {.member = held->member};
	struct outgoing outgoing = {
	    .board = held->board,
	    .thread = held->thread,
	    .reply_to = held->reply_to,
	    .title = held->title,
	    .body = held->body,
	    .options = &held->options,
	};
	enum err err = held_judge_writer(forum, held, &writer, &outgoing);

	if (err == ERR_OK)
		err = outgoing_go_live(forum, &writer, &outgoing);
	if (err == ERR_OK)
		err = helds_remove(forum->db, held->id);
	if (err == ERR_OK)
		err = notice_tell(forum, held->member, NOTICE_LIVE, outgoing.thread, outgoing.number, "", "");
	*out = outgoing;
	return err;
}

/* --- the team --- */

enum err
held_in_case(struct forum *forum, const struct actor *actor, int64_t desk_case, struct held *out)
{
	struct held held = {0};
	enum err err = actor_can(actor, CAP_DESK) ? helds_find_in_case(forum->db, desk_case, &held) : ERR_DENIED;

	if (err == ERR_OK && held.member == actor->member)
		err = ERR_NOT_FOUND;
	if (err != ERR_OK) {
		held_clear(&held);
		return err;
	}
	if (held.options.is_anonymous)
		held.member = DESK_UNKNOWN;
	*out = held;
	return ERR_OK;
}

static enum err
held_let_out_it(struct forum *forum, const struct actor *member, const struct desk_case *row)
{
	struct held held = {0};
	struct outgoing sent = {0};
	enum err err = helds_find_in_case(forum->db, row->id, &held);

	if (err == ERR_OK)
		err = held_send(forum, &held, &sent);
	if (err == ERR_OK)
		err = helds_case_went_live(forum->db, row->id, sent.thread, sent.message);
	if (err == ERR_OK)
		err = cases_close(forum->db, row->id, member->member, "let-out", clock_now());
	if (err == ERR_OK)
		err = audit_note(forum, member->member, "let-out", "message", sent.message, held.why);
	held_clear(&held);
	return err;
}

enum err
held_let_out(struct forum *forum, const struct actor *actor, int64_t desk_case)
{
	struct actor member = *actor;
	struct desk_case row = {0};
	enum err err = desk_act_begin(forum, &member, CAP_RELEASE, desk_case, &row);

	return err == ERR_OK ? desk_act_end(forum, &row, held_let_out_it(forum, &member, &row)) : err;
}

static enum err
held_send_back_it(struct forum *forum, const struct actor *member, const struct desk_case *row, enum ground ground,
    const char *words)
{
	struct held held = {0};
	struct str clean;
	enum err err = helds_find_in_case(forum->db, row->id, &held);

	text_clean(TEXT_BODY, words, &clean);
	if (err == ERR_OK)
		err = held_give_back(forum, &held);
	if (err == ERR_OK)
		err = case_keep_evidence(forum, row->id, 0, held.body);
	if (err == ERR_OK)
		err = helds_remove(forum->db, held.id);
	if (err == ERR_OK)
		err =
		    notice_tell(forum, held.member, NOTICE_SENT_BACK, held.thread, 0, ground_name(ground), clean.text);
	if (err == ERR_OK)
		err = cases_close(forum->db, row->id, member->member, "sent-back", clock_now());
	if (err == ERR_OK)
		err = audit_note(forum, member->member, "send-back", "case", row->id, ground_name(ground));
	str_clear(&clean);
	held_clear(&held);
	return err;
}

enum err
held_send_back(struct forum *forum, const struct actor *actor, int64_t desk_case, enum ground ground, const char *words)
{
	struct actor member = *actor;
	struct desk_case row = {0};
	enum err err = moderation_check_words(words);

	if (err == ERR_OK)
		err = desk_act_begin(forum, &member, CAP_RELEASE, desk_case, &row);
	return err == ERR_OK ? desk_act_end(forum, &row, held_send_back_it(forum, &member, &row, ground, words)) : err;
}

/* --- the keeper --- */

int64_t
held_wait_s(struct forum *forum)
{
	int64_t at, now = clock_now();

	if (helds_next_at(forum->db, &at) != ERR_OK)
		return INT64_MAX;
	return at > now ? at - now : 0;
}

/* Its case stays open, about the message that it is now. */
static enum err
held_go_live_one(struct forum *forum, int64_t id)
{
	struct held held = {0};
	struct outgoing sent = {0};
	int64_t desk_case = 0;
	enum err err = helds_find(forum->db, id, &held), found;

	if (err == ERR_OK)
		err = held_send(forum, &held, &sent);
	found = err == ERR_OK ? helds_find_case(forum->db, id, &desk_case) : ERR_NOT_FOUND;
	if (found == ERR_OK)
		err = helds_case_went_live(forum->db, desk_case, sent.thread, sent.message);
	if (err == ERR_OK)
		err = audit_note(forum, AUDIT_PROGRAM, "let-out", "message", sent.message, "time");
	held_clear(&held);
	return err;
}

/* What can't go live now, because its writer or its conversation changed, waits for the team. */
static enum err
held_go_live_next(struct forum *forum)
{
	int64_t id;
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	err = helds_find_due(forum->db, clock_now(), &id);
	if (err == ERR_OK)
		err = held_go_live_one(forum, id);
	if (err != ERR_LATE && err != ERR_LOCKED && err != ERR_NOT_FOUND)
		return db_end(forum->db, err);
	db_rollback(forum->db);
	if (err == ERR_NOT_FOUND && helds_find_due(forum->db, clock_now(), &id) != ERR_OK)
		return ERR_NOT_FOUND;
	err = db_begin(forum->db);
	return err == ERR_OK ? db_end(forum->db, helds_wait_for_team(forum->db, id)) : err;
}

enum err
held_go_live_due(struct forum *forum, bool *did)
{
	enum err err = ERR_OK;

	while (err == ERR_OK && held_wait_s(forum) == 0 && live_has_moderator(forum)) {
		err = held_go_live_next(forum);
		*did = *did || err == ERR_OK;
	}
	if (*did)
		db_ring(forum->db);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}
