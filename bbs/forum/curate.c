/*
 * Kept answers.
 */
#include "base/clock.h"
#include "forum/audit.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/curate.h"
#include "forum/judge.h"
#include "forum/message.h"
#include "store/db.h"
#include "store/kept_answers.h"

static enum err
curate_add(struct forum *forum, int64_t board, const struct message *message, int64_t by)
{
	int64_t count = 0;
	enum err err = kept_answers_count_all(forum->db, board, CURATE_MOST, &count);

	if (err == ERR_OK && count >= CURATE_MOST)
		err = ERR_TOO_LONG;
	if (err == ERR_OK && !message_is_live(message))
		err = ERR_NOT_FOUND;
	return err == ERR_OK ? kept_answers_add(forum->db, board, message->id, by, clock_now()) : err;
}

/* What is so already is left as it is, and not noted twice. */
static enum err
curate_change(struct forum *forum, const struct actor *who, int64_t board, const struct message *message, bool keeps)
{
	bool is_kept = false;
	enum err err = kept_answers_have(forum->db, message->id, &is_kept);

	if (err != ERR_OK || is_kept == keeps)
		return err;
	err = keeps ? curate_add(forum, board, message, who->member) : kept_answers_remove(forum->db, message->id);
	if (err != ERR_OK)
		return err;
	return audit_note(forum, who->member, keeps ? "keep-answer" : "drop-answer", "message", message->id, "");
}

static enum err
curate_keep_inside(struct forum *forum, const struct actor *who, int64_t thread_id, int64_t number, bool keeps)
{
	struct actor keeper = *who;
	struct thread thread = {0};
	struct message message = {0};
	enum err err = judge_now(forum, &keeper, CAP_CURATE);

	if (err == ERR_OK)
		err = conversation_get(forum, &keeper, thread_id, &thread);
	if (err == ERR_OK)
		err = conversation_message(forum, &keeper, &thread, number, &message);
	if (err == ERR_OK)
		err = curate_change(forum, &keeper, thread.board, &message, keeps);
	message_clear(&message);
	thread_clear(&thread);
	return err;
}

enum err
curate_keep(struct forum *forum, const struct actor *who, int64_t thread, int64_t number, bool keeps)
{
	enum err err = db_begin(forum->db);

	return err == ERR_OK ? db_end(forum->db, curate_keep_inside(forum, who, thread, number, keeps)) : err;
}

bool
curate_has(struct forum *forum, int64_t message)
{
	bool has = false;

	return kept_answers_have(forum->db, message, &has) == ERR_OK && has;
}

static enum err
curate_check_board(struct forum *forum, const struct actor *actor, int64_t id)
{
	struct board board = {0};
	enum err err = board_get(forum, actor, id, &board);

	board_clear(&board);
	return err;
}

int64_t
curate_count(struct forum *forum, const struct actor *actor, int64_t board)
{
	int64_t count = 0;

	if (curate_check_board(forum, actor, board) != ERR_OK ||
	    kept_answers_count(forum->db, board, actor->member, &count) != ERR_OK)
		return 0;
	return count;
}

enum err
curate_list(struct forum *forum, const struct actor *actor, int64_t board, int64_t skip, struct kept_list *out,
    bool *more)
{
	enum err err = curate_check_board(forum, actor, board);

	*more = false;
	if (err == ERR_OK)
		err = kept_answers_list(forum->db, board, actor->member, skip, CURATE_PAGE + 1, out);
	if (err != ERR_OK)
		return err;
	*more = out->count > CURATE_PAGE;
	if (*more)
		kept_clear(&out->rows[--out->count]);
	return ERR_OK;
}
