/*
 * Pinning and locking: judged, written and noted in one transaction.
 */
#include "base/clock.h"
#include "forum/audit.h"
#include "forum/conversation.h"
#include "forum/judge.h"
#include "forum/steer.h"
#include "store/threads.h"

/* Inside the transaction, with the conversation as it is now. */
typedef enum err steer_act(struct forum *, const struct actor *, const struct thread *, bool);

static enum err
steer_check_room(struct forum *forum, int64_t board)
{
	struct thread_list pinned = {0};
	enum err err = threads_list_pinned(forum->db, board, 0, &pinned);

	if (err == ERR_OK && pinned.count >= STEER_PINNED_MOST)
		err = ERR_TOO_LONG;
	thread_list_clear(&pinned);
	return err;
}

static enum err
steer_pin_it(struct forum *forum, const struct actor *who, const struct thread *thread, bool is_pinned)
{
	enum err err = ERR_OK;

	if (is_pinned == (thread->pinned_at != 0))
		return ERR_OK;
	if (is_pinned)
		err = steer_check_room(forum, thread->board);
	if (err == ERR_OK)
		err = threads_set_pinned(forum->db, thread->id, is_pinned ? clock_now() : 0);
	if (err != ERR_OK)
		return err;
	return audit_note(forum, who->member, is_pinned ? "pin" : "unpin", "conversation", thread->id, "");
}

static enum err
steer_lock_it(struct forum *forum, const struct actor *who, const struct thread *thread, bool is_locked)
{
	enum err err;

	if (is_locked == (thread->locked_at != 0))
		return ERR_OK;
	err = threads_set_locked(forum->db, thread->id, is_locked ? clock_now() : 0);
	if (err != ERR_OK)
		return err;
	return audit_note(forum, who->member, is_locked ? "lock" : "unlock", "conversation", thread->id, "");
}

static enum err
steer_inside(struct forum *forum, const struct actor *who, int64_t thread_id, bool is_so, steer_act *act)
{
	struct actor steerer = *who;
	struct thread thread = {0};
	enum err err = judge_now(forum, &steerer, CAP_STEER);

	if (err == ERR_OK)
		err = conversation_get(forum, &steerer, thread_id, &thread);
	if (err == ERR_OK)
		err = act(forum, &steerer, &thread, is_so);
	thread_clear(&thread);
	return err;
}

static enum err
steer_do(struct forum *forum, const struct actor *who, int64_t thread, bool is_so, steer_act *act)
{
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	return db_end(forum->db, steer_inside(forum, who, thread, is_so, act));
}

enum err
steer_pin(struct forum *forum, const struct actor *who, int64_t thread, bool is_pinned)
{
	return steer_do(forum, who, thread, is_pinned, steer_pin_it);
}

enum err
steer_lock(struct forum *forum, const struct actor *who, int64_t thread, bool is_locked)
{
	return steer_do(forum, who, thread, is_locked, steer_lock_it);
}
