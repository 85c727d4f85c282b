/*
 * Watching, and not now.
 */
#include "base/clock.h"
#include "forum/conversation.h"
#include "forum/judge.h"
#include "forum/watch.h"
#include "store/db.h"
#include "store/threads.h"
#include "store/watches.h"

static enum err
watch_add(struct forum *forum, int64_t member, int64_t thread)
{
	bool has = false;
	int64_t count = 0;
	enum err err = watches_have(forum->db, member, thread, &has);

	if (err == ERR_OK)
		err = watches_count(forum->db, member, WATCH_MOST, &count);
	if (err == ERR_OK && !has && count >= WATCH_MOST)
		err = ERR_TOO_LONG;
	return err == ERR_OK ? watches_add(forum->db, member, thread, clock_now()) : err;
}

static enum err
watch_set_inside(struct forum *forum, const struct actor *who, int64_t thread_id, bool watches)
{
	struct actor watcher = *who;
	struct thread thread = {0};
	enum err err = judge_now(forum, &watcher, CAP_SETTLE);

	if (err == ERR_OK && !watches)
		return watches_remove(forum->db, watcher.member, thread_id);
	if (err == ERR_OK)
		err = conversation_get(forum, &watcher, thread_id, &thread);
	thread_clear(&thread);
	return err == ERR_OK ? watch_add(forum, watcher.member, thread_id) : err;
}

enum err
watch_set(struct forum *forum, const struct actor *who, int64_t thread, bool watches)
{
	enum err err = who->member ? db_begin(forum->db) : ERR_DENIED;

	return err == ERR_OK ? db_end(forum->db, watch_set_inside(forum, who, thread, watches)) : err;
}

bool
watch_has(struct forum *forum, const struct actor *actor, int64_t thread)
{
	bool has = false;

	return actor->member && watches_have(forum->db, actor->member, thread, &has) == ERR_OK && has;
}

enum err
watch_list_unread(struct forum *forum, const struct actor *actor, struct thread_list *out)
{
	return actor_can(actor, CAP_READ) ? watches_list_unread(forum->db, actor->member, WATCH_SHOWN, out) : ERR_OK;
}

static enum err
watch_keep_inside(struct forum *forum, const struct actor *who, int64_t thread_id, int64_t number)
{
	struct actor reader = *who;
	struct thread thread = {0};
	enum err err = judge_now(forum, &reader, CAP_SETTLE);

	if (err == ERR_OK)
		err = conversation_get(forum, &reader, thread_id, &thread);
	thread_clear(&thread);
	return err == ERR_OK ? reading_keep_unread(forum->db, reader.member, thread_id, number) : err;
}

enum err
watch_keep_unread(struct forum *forum, const struct actor *who, int64_t thread, int64_t number)
{
	enum err err = who->member ? db_begin(forum->db) : ERR_DENIED;

	return err == ERR_OK ? db_end(forum->db, watch_keep_inside(forum, who, thread, number)) : err;
}
