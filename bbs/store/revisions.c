/*
 * The table message_revision, and the state of messages.
 */
#include <string.h>

#include "base/mem.h"
#include "store/revisions.h"

#define REVISION_SELECT "SELECT id, message, body, why, by_member, at FROM message_revision WHERE message = :message"

SQL(revision_list_page, REVISION_SELECT " ORDER BY id DESC LIMIT :limit");
SQL(revision_keep, "INSERT INTO message_revision (message, body, why, by_member, at)"
                   " SELECT id, body, :why, :by, :at FROM message WHERE id = :message AND state = 'live'");
SQL(revision_expire,
    "DELETE FROM message_revision WHERE id IN (SELECT r.id FROM message_revision r WHERE r.at < :before AND NOT EXISTS"
    " (SELECT 1 FROM desk_case c WHERE c.message > 0 AND c.message = r.message AND c.closed_at = 0) LIMIT :limit)");
SQL(message_revise, "UPDATE message SET body = :body, edited_at = :at WHERE id = :message AND state = 'live'");
SQL(message_take_down, "UPDATE message SET state = :state, body = '' WHERE id = :message AND state = 'live'");
SQL(message_restore,
    "UPDATE message SET state = 'live', body = (SELECT body FROM message_revision WHERE message = :message"
    " ORDER BY id DESC LIMIT 1) WHERE id = :message AND state = 'hidden'"
    " AND EXISTS (SELECT 1 FROM message_revision WHERE message = :message)");
SQL(revision_take_back, "DELETE FROM message_revision WHERE id = (SELECT max(id) FROM message_revision"
                        " WHERE message = :message)");

static struct stmt *
revisions_stmt(struct db *db, const struct sql *sql, int64_t message)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":message", message);
	return q;
}

enum err
revisions_list(struct db *db, int64_t message, int64_t limit, struct revision_list *out)
{
	struct stmt *q = revisions_stmt(db, &revision_list_page, message);

	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*revision_list_add(out) = (struct revision){
		    .id = stmt_int(q, 0),
		    .message = stmt_int(q, 1),
		    .body = mem_copy_string(stmt_text(q, 2)),
		    .why = mem_copy_string(stmt_text(q, 3)),
		    .by = stmt_int(q, 4),
		    .at = stmt_int(q, 5),
		};
	return stmt_finish(q);
}

enum err
revisions_find(struct db *db, int64_t message, struct revision *out)
{
	struct revision_list newest = {0};
	enum err err = revisions_list(db, message, 1, &newest);

	if (err == ERR_OK && !newest.count)
		err = ERR_NOT_FOUND;
	if (err == ERR_OK) {
		*out = newest.rows[0];
		newest.rows[0] = (struct revision){0};
	}
	revision_list_clear(&newest);
	return err;
}

static enum err
revisions_keep(struct db *db, int64_t message, const char *why, int64_t by, int64_t at)
{
	struct stmt *q = revisions_stmt(db, &revision_keep, message);

	stmt_bind_text(q, ":why", why);
	stmt_bind_int(q, ":by", by);
	stmt_bind_int(q, ":at", at);
	return stmt_run_change(db, q);
}

enum err
messages_revise(struct db *db, int64_t message, const char *body, int64_t by, int64_t at)
{
	enum err err = revisions_keep(db, message, "edit", by, at);
	struct stmt *q;

	if (err != ERR_OK)
		return err;
	q = revisions_stmt(db, &message_revise, message);
	stmt_bind_text(q, ":body", body);
	stmt_bind_int(q, ":at", at);
	return stmt_run_change(db, q);
}

enum err
messages_set_state(struct db *db, int64_t message, const char *state, int64_t by, int64_t at)
{
	enum err err = revisions_keep(db, message, strcmp(state, "hidden") ? "withdraw" : "hide", by, at);
	struct stmt *q;

	if (err != ERR_OK)
		return err;
	q = revisions_stmt(db, &message_take_down, message);
	stmt_bind_text(q, ":state", state);
	return stmt_run_change(db, q);
}

enum err
messages_restore(struct db *db, int64_t message)
{
	enum err err = stmt_run_change(db, revisions_stmt(db, &message_restore, message));

	return err == ERR_OK ? stmt_run_change(db, revisions_stmt(db, &revision_take_back, message)) : err;
}

enum err
revisions_expire(struct db *db, int64_t before, int64_t limit)
{
	struct stmt *q = db_stmt(db, &revision_expire);

	stmt_bind_int(q, ":before", before);
	stmt_bind_int(q, ":limit", limit);
	return stmt_run(q);
}
