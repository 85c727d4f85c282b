/*
 * The tables private_thread, private_side and private_message.
 */
#include <stdio.h>

#include "base/mem.h"
#include "store/author_sql.h"
#include "store/privates.h"

#define PRIVATE_BLOCKED "EXISTS (SELECT 1 FROM block b WHERE b.member = :member AND b.other = w.id)"
/* p: the thread; s: the side of who looks; w: the other; l: the newest message on this side. */
#define PRIVATE_SELECT \
	"SELECT p.id, w.id, " MEMBER_NAME( \
	    "w") ", p.state, p.ended_by, p.asked_at, p.asker = :member," \
		 " " PRIVATE_BLOCKED ", s.has_news, s.last_message," \
		 " s.read_message, (SELECT count(*) FROM (SELECT 1 FROM private_message n WHERE n.private_thread = p.id" \
		 " AND n.id > s.read_message AND n.author = w.id AND n.is_kept_back = 0 LIMIT 100))," \
		 " l.author, iif(l.author = w.id, " PRIVATE_STATE("l", "w") ", l.state)," \
									    " iif(l.author = w.id, " MESSAGE_BODY("l", \
										"w") ", l.body), l.written_at"
#define PRIVATE_FROM \
	" CROSS JOIN private_thread p ON p.id = s.private_thread" \
	" JOIN member w ON w.id = iif(p.asker = :member, p.other, p.asker)" \
	" JOIN private_message l ON l.id = s.last_message"

SQL(private_list_page,
    PRIVATE_SELECT " FROM private_side s" PRIVATE_FROM
                   " WHERE s.member = :member AND s.last_message > 0 AND s.last_message < :before"
                   " AND NOT (p.state = 'asked' AND p.asker <> :member AND " PRIVATE_BLOCKED ")"
                   " ORDER BY s.last_message DESC LIMIT :limit");
SQL(private_list_news,
    PRIVATE_SELECT " FROM private_side s" PRIVATE_FROM
                   " WHERE s.member = :member AND s.has_news = 1 AND NOT " PRIVATE_BLOCKED
                   " ORDER BY s.last_message DESC LIMIT :limit");
SQL(private_by_id,
    PRIVATE_SELECT " FROM private_side s" PRIVATE_FROM
                   " WHERE s.member = :member AND s.private_thread = :id AND s.last_message > 0");
SQL(private_any, "SELECT 1 FROM private_side WHERE member = :member AND last_message > 0 LIMIT 1");
SQL(private_by_pair, "SELECT id, asker, ended_by, state FROM private_thread"
                     " WHERE min(asker, other) = min(:one, :two) AND max(asker, other) = max(:one, :two)");
SQL(private_count_asked, "SELECT count(*) FROM (SELECT 1 FROM private_thread WHERE asker = :asker"
                         " AND asked_at > :since AND asked_at <= :now LIMIT 100)");
SQL(private_add, "INSERT INTO private_thread (asker, other, state, asked_at) VALUES (:asker, :other, 'asked', :at)");
SQL(private_side_add, "INSERT INTO private_side (member, private_thread) VALUES (:member, :id)");
SQL(private_state, "UPDATE private_thread SET state = :state, ended_by = :by WHERE id = :id");
SQL(private_news, "UPDATE private_side SET has_news = 1 WHERE private_thread = :id AND member <> :but");
SQL(private_read, "UPDATE private_side SET read_message = max(read_message, min(:message, last_message)),"
                  " has_news = has_news AND :message < last_message WHERE member = :member AND private_thread = :id");
/* One statement whether it is kept back or not, so that sending takes alike long. */
SQL(private_side_reach,
    "UPDATE private_side SET last_message = iif(member = :author OR :kept = 0, :message, last_message),"
    " read_message = iif(member = :author, :message, read_message),"
    " has_news = iif(member = :author, 0, iif(:kept, has_news, 1)) WHERE private_thread = :id");

#define PRIVATE_MESSAGE_SELECT \
	"SELECT m.id, m.private_thread, m.author, " MESSAGE_BODY("m", "w") ", " PRIVATE_STATE("m", \
	    "w") ", m.written_at" \
		 " FROM private_message m JOIN member w ON w.id = m.author"
#define PRIVATE_MESSAGE_SEEN "(m.is_kept_back = 0 OR m.author = :member)"

SQL(private_message_page,
    PRIVATE_MESSAGE_SELECT " WHERE m.private_thread = :thread AND m.id < :before AND " PRIVATE_MESSAGE_SEEN
                           " ORDER BY m.id DESC LIMIT :limit");
SQL(private_message_by_id,
    PRIVATE_MESSAGE_SELECT " WHERE m.id = :id AND " PRIVATE_MESSAGE_SEEN
                           " AND EXISTS (SELECT 1 FROM private_side s WHERE s.member = :member"
                           " AND s.private_thread = m.private_thread)");
SQL(private_message_nth, "SELECT written_at FROM private_message WHERE author = :author ORDER BY id DESC"
                         " LIMIT 1 OFFSET :skip");
SQL(private_message_add, "INSERT INTO private_message (private_thread, author, body, written_at, is_kept_back)"
                         " VALUES (:thread, :author, :body, :at, :kept)");
SQL(private_message_withdraw,
    "UPDATE private_message SET state = 'withdrawn', body = '' WHERE id = :id AND state = 'live'");

static void
privates_read(struct stmt *q, struct private_thread *out)
{
	*out = (struct private_thread){
	    .id = stmt_int(q, 0),
	    .with = stmt_int(q, 1),
	    .with_name = mem_copy_string(stmt_text(q, 2)),
	    .state = mem_copy_string(stmt_text(q, 3)),
	    .ended_by = stmt_int(q, 4),
	    .asked_at = stmt_int(q, 5),
	    .is_asker = stmt_int(q, 6) != 0,
	    .is_blocked = stmt_int(q, 7) != 0,
	    .has_news = stmt_int(q, 8) != 0,
	    .last_message = stmt_int(q, 9),
	    .read_message = stmt_int(q, 10),
	    .unread = stmt_int(q, 11),
	    .last_author = stmt_int(q, 12),
	    .last_state = mem_copy_string(stmt_text(q, 13)),
	    .last_body = mem_copy_string(stmt_text(q, 14)),
	    .last_at = stmt_int(q, 15),
	};
}

static struct stmt *
privates_stmt(struct db *db, const struct sql *sql, const char *name, int64_t value)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, name, value);
	return q;
}

static enum err
privates_read_list(struct stmt *q, struct private_thread_list *out)
{
	while (stmt_next(q))
		privates_read(q, private_thread_list_add(out));
	return stmt_finish(q);
}

enum err
privates_list(struct db *db, int64_t member, int64_t before, int64_t limit, struct private_thread_list *out)
{
	struct stmt *q = privates_stmt(db, &private_list_page, ":member", member);

	stmt_bind_int(q, ":before", before);
	stmt_bind_int(q, ":limit", limit);
	return privates_read_list(q, out);
}

enum err
privates_list_news(struct db *db, int64_t member, int64_t limit, struct private_thread_list *out)
{
	struct stmt *q = privates_stmt(db, &private_list_news, ":member", member);

	stmt_bind_int(q, ":limit", limit);
	return privates_read_list(q, out);
}

enum err
privates_find(struct db *db, int64_t id, int64_t member, struct private_thread *out)
{
	struct stmt *q = privates_stmt(db, &private_by_id, ":member", member);
	bool found;

	stmt_bind_int(q, ":id", id);
	found = stmt_next(q);
	if (found)
		privates_read(q, out);
	return stmt_finish_found(q, found);
}

enum err
privates_check_any(struct db *db, int64_t member)
{
	struct stmt *q = privates_stmt(db, &private_any, ":member", member);

	return stmt_finish_found(q, stmt_next(q));
}

enum err
privates_find_pair(struct db *db, int64_t one, int64_t two, struct private_pair *out)
{
	struct stmt *q = privates_stmt(db, &private_by_pair, ":one", one);
	bool found;

	stmt_bind_int(q, ":two", two);
	found = stmt_next(q);
	if (found) {
		*out = (struct private_pair){
		    .id = stmt_int(q, 0),
		    .asker = stmt_int(q, 1),
		    .ended_by = stmt_int(q, 2),
		};
		snprintf(out->state, sizeof out->state, "%s", stmt_text(q, 3));
	}
	return stmt_finish_found(q, found);
}

enum err
privates_count_asked(struct db *db, int64_t asker, int64_t since, int64_t now, int64_t *out)
{
	struct stmt *q = privates_stmt(db, &private_count_asked, ":asker", asker);

	stmt_bind_int(q, ":since", since);
	stmt_bind_int(q, ":now", now);
	return stmt_read_int(q, out);
}

static void
private_messages_read(struct stmt *q, struct private_message *out)
{
	*out = (struct private_message){
	    .id = stmt_int(q, 0),
	    .private_thread = stmt_int(q, 1),
	    .author = stmt_int(q, 2),
	    .body = mem_copy_string(stmt_text(q, 3)),
	    .state = mem_copy_string(stmt_text(q, 4)),
	    .written_at = stmt_int(q, 5),
	};
}

enum err
private_messages_list(struct db *db, int64_t thread, int64_t member, int64_t before, int64_t limit,
    struct private_message_list *out)
{
	struct stmt *q = privates_stmt(db, &private_message_page, ":thread", thread);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":before", before);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		private_messages_read(q, private_message_list_add(out));
	return stmt_finish(q);
}

enum err
private_messages_find(struct db *db, int64_t id, int64_t member, struct private_message *out)
{
	struct stmt *q = privates_stmt(db, &private_message_by_id, ":id", id);
	bool found;

	stmt_bind_int(q, ":member", member);
	found = stmt_next(q);
	if (found)
		private_messages_read(q, out);
	return stmt_finish_found(q, found);
}

enum err
private_messages_nth_newest(struct db *db, int64_t author, int64_t n, int64_t *out_written_at)
{
	struct stmt *q = privates_stmt(db, &private_message_nth, ":author", author);
	bool found;

	stmt_bind_int(q, ":skip", n - 1);
	found = stmt_next(q);
	if (found)
		*out_written_at = stmt_int(q, 0);
	return stmt_finish_found(q, found);
}

enum err
private_messages_last_at(struct db *db, int64_t author, int64_t *out)
{
	enum err err = private_messages_nth_newest(db, author, 1, out);

	if (err == ERR_NOT_FOUND)
		*out = 0;
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static enum err
privates_add_side(struct db *db, int64_t id, int64_t member)
{
	struct stmt *q = privates_stmt(db, &private_side_add, ":id", id);

	stmt_bind_int(q, ":member", member);
	return stmt_run(q);
}

enum err
privates_add(struct db *db, int64_t asker, int64_t other, int64_t at, int64_t *out_id)
{
	struct stmt *q = privates_stmt(db, &private_add, ":asker", asker);
	enum err err;
	int64_t id;

	stmt_bind_int(q, ":other", other);
	stmt_bind_int(q, ":at", at);
	err = stmt_run(q);
	id = db_last_id(db);
	if (err == ERR_OK)
		err = privates_add_side(db, id, asker);
	if (err == ERR_OK)
		err = privates_add_side(db, id, other);
	if (err == ERR_OK)
		*out_id = id;
	return err;
}

enum err
privates_set_state(struct db *db, int64_t id, const char *state, int64_t ended_by)
{
	struct stmt *q = privates_stmt(db, &private_state, ":id", id);

	stmt_bind_text(q, ":state", state);
	stmt_bind_int(q, ":by", ended_by);
	return stmt_run(q);
}

static enum err
private_messages_reach(struct db *db, const struct private_message *record, bool is_kept_back, int64_t message)
{
	struct stmt *q = privates_stmt(db, &private_side_reach, ":id", record->private_thread);

	stmt_bind_int(q, ":author", record->author);
	stmt_bind_int(q, ":kept", is_kept_back);
	stmt_bind_int(q, ":message", message);
	return stmt_run(q);
}

enum err
private_messages_add(struct db *db, const struct private_message *record, bool is_kept_back, int64_t *out_id)
{
	struct stmt *q = privates_stmt(db, &private_message_add, ":thread", record->private_thread);
	enum err err;
	int64_t id;

	stmt_bind_int(q, ":author", record->author);
	stmt_bind_text(q, ":body", record->body);
	stmt_bind_int(q, ":at", record->written_at);
	stmt_bind_int(q, ":kept", is_kept_back);
	err = stmt_run(q);
	id = db_last_id(db);
	if (err == ERR_OK)
		err = private_messages_reach(db, record, is_kept_back, id);
	if (err == ERR_OK)
		*out_id = id;
	return err;
}

enum err
privates_note_news(struct db *db, int64_t id, int64_t but)
{
	struct stmt *q = privates_stmt(db, &private_news, ":id", id);

	stmt_bind_int(q, ":but", but);
	return stmt_run(q);
}

enum err
privates_mark_read(struct db *db, int64_t id, int64_t member, int64_t message)
{
	struct stmt *q = privates_stmt(db, &private_read, ":id", id);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":message", message);
	return stmt_run(q);
}

enum err
private_messages_withdraw(struct db *db, int64_t id)
{
	return stmt_run_change(db, privates_stmt(db, &private_message_withdraw, ":id", id));
}
