/*
 * The table hug.
 */
#include "base/mem.h"
#include "store/hugs.h"
#include "store/title_sql.h"

enum { HUGS_LOOK = 500 }; /* unseen ones looked at for home; ours */

SQL(hug_list,
    "SELECT m.id, m.number, k.value, (SELECT count(*) FROM (SELECT 1 FROM hug h WHERE h.message = m.id"
    " AND h.kind = k.value LIMIT :stop)), EXISTS (SELECT 1 FROM hug h WHERE h.message = m.id AND h.kind = k.value"
    " AND h.member = :member) FROM message m CROSS JOIN json_each(:kinds) k WHERE m.thread = :thread"
    " AND m.number >= :first AND m.number < :first + :limit AND EXISTS (SELECT 1 FROM hug h WHERE h.message = m.id)"
    " AND EXISTS (SELECT 1 FROM hug h WHERE h.message = m.id AND h.kind = k.value) ORDER BY m.number, k.key");
/* How much is looked at is bounded from the inside. */
SQL(hug_unseen_list,
    "SELECT hugged, m.number, hug_kind, count(*), " TITLE_SHOWN_TO(":member") " FROM (SELECT message AS hugged, kind AS hug_kind FROM hug"
    " WHERE to_member = :member AND is_seen = 0 ORDER BY message DESC LIMIT :look)"
    " CROSS JOIN message m ON m.id = hugged AND m.state = 'live' JOIN thread t ON t.id = m.thread"
    " JOIN board b ON b.id = t.board AND b.is_on GROUP BY hugged, hug_kind ORDER BY hugged DESC");
SQL(hug_unseen_here,
    "SELECT EXISTS (SELECT 1 FROM message m WHERE m.thread = :thread AND m.number BETWEEN :first AND :last"
    " AND m.author = :member AND EXISTS (SELECT 1 FROM hug h WHERE h.to_member = :member AND h.message = m.id"
    " AND h.is_seen = 0 AND h.at <= :until))");
SQL(hug_see_here, "UPDATE hug SET is_seen = 1 WHERE to_member = :member AND is_seen = 0 AND at <= :until AND message IN"
                  " (SELECT id FROM message WHERE thread = :thread AND number BETWEEN :first AND :last)");
SQL(hug_count_given, "SELECT count(*) FROM (SELECT 1 FROM hug WHERE member = :member AND at > :since"
                     " AND at <= :now LIMIT :most)");
SQL(hug_add, "INSERT INTO hug (message, member, kind, to_member, at) VALUES (:message, :member, :kind, :to_member, :at)"
             " ON CONFLICT (message, kind, member) DO NOTHING");
SQL(hug_remove, "DELETE FROM hug WHERE message = :message AND kind = :kind AND member = :member");

enum err
hugs_list(struct db *db, int64_t thread, int64_t member, int64_t first, int64_t limit, const char *kinds,
    struct hug_row_list *out)
{
	struct stmt *q = db_stmt(db, &hug_list);

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":first", first);
	stmt_bind_int(q, ":limit", limit);
	stmt_bind_int(q, ":stop", HUGS_STOP);
	stmt_bind_text(q, ":kinds", kinds);
	while (stmt_next(q))
		*hug_row_list_add(out) = (struct hug_row){
		    .message = stmt_int(q, 0),
		    .number = stmt_int(q, 1),
		    .kind = mem_copy_string(stmt_text(q, 2)),
		    .count = stmt_int(q, 3),
		    .is_own = stmt_int(q, 4) != 0,
		};
	return stmt_finish(q);
}

enum err
hugs_list_unseen(struct db *db, int64_t member, struct hug_row_list *out)
{
	struct stmt *q = db_stmt(db, &hug_unseen_list);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":look", HUGS_LOOK);
	while (stmt_next(q))
		*hug_row_list_add(out) = (struct hug_row){
		    .message = stmt_int(q, 0),
		    .number = stmt_int(q, 1),
		    .kind = mem_copy_string(stmt_text(q, 2)),
		    .count = stmt_int(q, 3),
		    .title = mem_copy_string(stmt_text(q, 4)),
		};
	return stmt_finish(q);
}

static struct stmt *
hugs_stmt_here(struct db *db, const struct sql *sql, const struct hugs_here *here)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":member", here->member);
	stmt_bind_int(q, ":thread", here->thread);
	stmt_bind_int(q, ":first", here->first);
	stmt_bind_int(q, ":last", here->last);
	stmt_bind_int(q, ":until", here->until);
	return q;
}

enum err
hugs_have_unseen(struct db *db, const struct hugs_here *here, bool *out)
{
	int64_t has;
	enum err err = stmt_read_int(hugs_stmt_here(db, &hug_unseen_here, here), &has);

	if (err == ERR_OK)
		*out = has != 0;
	return err;
}

enum err
hugs_see(struct db *db, const struct hugs_here *here)
{
	return stmt_run(hugs_stmt_here(db, &hug_see_here, here));
}

enum err
hugs_count_given(struct db *db, int64_t member, int64_t since, int64_t now, int64_t most, int64_t *out)
{
	struct stmt *q = db_stmt(db, &hug_count_given);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":since", since);
	stmt_bind_int(q, ":now", now);
	stmt_bind_int(q, ":most", most);
	return stmt_read_int(q, out);
}

enum err
hugs_add(struct db *db, int64_t message, const char *kind, int64_t member, int64_t to_member, int64_t at)
{
	struct stmt *q = db_stmt(db, &hug_add);

	stmt_bind_int(q, ":message", message);
	stmt_bind_text(q, ":kind", kind);
	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":to_member", to_member);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
hugs_remove(struct db *db, int64_t message, const char *kind, int64_t member)
{
	struct stmt *q = db_stmt(db, &hug_remove);

	stmt_bind_int(q, ":message", message);
	stmt_bind_text(q, ":kind", kind);
	stmt_bind_int(q, ":member", member);
	return stmt_run_change(db, q);
}
