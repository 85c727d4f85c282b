/*
 * The tables thread and message.
 */
#include "base/mem.h"
#include "store/author_sql.h"
#include "store/reading_sql.h"
#include "store/title_sql.h"
#include "store/threads.h"

#define THREAD_SELECT \
	"SELECT t.id, t.board, " TITLE_SHOWN ", " AUTHOR_ID("t", "s") ", " AUTHOR_NAME("t", \
	    "s") ", t.started_at," \
		 " t.last_at, t.message_count, t.first_message, t.last_message, t.pinned_at, t.locked_at, t.alias, t.help," \
		 " t.next_message, " READ_NUMBER " FROM thread t JOIN member s ON s.id = t.starter " READING_JOIN

SQL(thread_list_page, THREAD_SELECT
    " WHERE t.board = :board AND t.last_message < :before AND t.pinned_at = 0"
    " ORDER BY t.last_message DESC LIMIT :limit");
SQL(thread_list_pinned, THREAD_SELECT " WHERE t.board = :board AND t.pinned_at > 0 ORDER BY t.pinned_at, t.id");
SQL(thread_pin, "UPDATE thread SET pinned_at = :at WHERE id = :id");
SQL(thread_lock, "UPDATE thread SET locked_at = :at WHERE id = :id");
SQL(thread_by_id, THREAD_SELECT " WHERE t.id = :id");
SQL(thread_title, "SELECT title FROM thread WHERE id = :id");

#define MESSAGE_SELECT \
	"SELECT m.id, m.thread, m.number, " AUTHOR_ID("m", \
	    "a") ", iif(m.to_member = :member, m.to_member, 0), " AUTHOR_NAME("m", \
	    "a") ", m.reply_to," \
		 " coalesce(" AUTHOR_NAME("r", "ra") ", ''), " MESSAGE_BODY("m", \
		     "a") ", m.written_at, " MESSAGE_STATE("m", \
		     "a") "," \
			  " m.edited_at, k.at IS NOT NULL, u.message IS NOT NULL, m.alias, coalesce(r.alias, 0), m.note, m.folded" \
			  " FROM message m JOIN member a ON a.id = m.author" \
			  " LEFT JOIN message r ON r.thread = m.thread AND r.number = m.reply_to" \
			  " LEFT JOIN member ra ON ra.id = r.author" \
			  " LEFT JOIN bookmark k ON k.member = :member AND k.message = m.id" \
			  " LEFT JOIN unseen u ON u.member = :member AND u.message = m.id"

SQL(message_list_page, MESSAGE_SELECT
    " WHERE m.thread = :thread AND m.number >= :first ORDER BY m.number LIMIT :limit");
SQL(message_by_number, MESSAGE_SELECT " WHERE m.thread = :thread AND m.number = :number");
/* numbers: "[3,1,2]"; in that order */
SQL(message_some, MESSAGE_SELECT
    " JOIN json_each(:numbers) n ON n.value = m.number WHERE m.thread = :thread ORDER BY n.key");
SQL(message_shape, "SELECT number, reply_to FROM message WHERE thread = :thread AND number >= :first"
                   " ORDER BY number LIMIT :limit");
SQL(message_by_id, MESSAGE_SELECT " WHERE m.id = :id");
SQL(message_newest, "SELECT coalesce(max(id), 0) FROM message");
SQL(message_history,
    "SELECT (SELECT written_at FROM message WHERE author = :member ORDER BY id DESC LIMIT 1),"
    " (SELECT started_at FROM thread WHERE starter = :member ORDER BY id DESC LIMIT 1),"
    " (SELECT count(*) FROM (SELECT 1 FROM message WHERE author = :member LIMIT 100))");
SQL(message_signed, "SELECT count(*) FROM (SELECT alias FROM message WHERE author = :member ORDER BY id LIMIT 100)"
                    " WHERE alias = 0");
SQL(message_nth, "SELECT written_at FROM message WHERE author = :member ORDER BY id DESC LIMIT 1 OFFSET :n - 1");
SQL(message_writer, "SELECT author FROM message WHERE id = :id");
SQL(message_receiver, "SELECT to_member FROM message WHERE id = :id");
SQL(thread_add, "INSERT INTO thread (board, title, starter, started_at, help) VALUES (:board, :title, :starter, :at, :help)");
SQL(message_add,
    "INSERT INTO message (thread, number, author, reply_to, to_member, body, written_at, alias, note)"
    " SELECT t.id, t.message_count + 1, :author, coalesce(r.number, 0), " MESSAGE_TO(":author", ":alias") ", :body, :at, :alias, :note"
    " FROM thread t LEFT JOIN message r ON r.thread = t.id AND r.number = :reply_to WHERE t.id = :thread"
    " RETURNING number, id");
SQL(thread_touch,
    "UPDATE thread SET message_count = message_count + 1, last_message = :message, last_at = :at,"
    " first_message = CASE first_message WHEN 0 THEN :message ELSE first_message END,"
    " alias = CASE first_message WHEN 0 THEN :alias ELSE alias END WHERE id = :thread");

static void
threads_read(struct stmt *q, struct thread *out)
{
	*out = (struct thread){
	    .id = stmt_int(q, 0),
	    .board = stmt_int(q, 1),
	    .title = mem_copy_string(stmt_text(q, 2)),
	    .starter = stmt_int(q, 3),
	    .starter_name = mem_copy_string(stmt_text(q, 4)),
	    .started_at = stmt_int(q, 5),
	    .last_at = stmt_int(q, 6),
	    .message_count = stmt_int(q, 7),
	    .first_message = stmt_int(q, 8),
	    .last_message = stmt_int(q, 9),
	    .pinned_at = stmt_int(q, 10),
	    .locked_at = stmt_int(q, 11),
	    .alias = stmt_int(q, 12),
	    .help = mem_copy_string(stmt_text(q, 13)),
	    .next_message = stmt_int(q, 14),
	    .read_number = stmt_int(q, 15),
	};
	if (out->message_count > out->read_number)
		out->unread = out->message_count - out->read_number;
}

enum err
threads_list(struct db *db, int64_t board, int64_t member, int64_t before, int64_t limit, struct thread_list *out)
{
	struct stmt *q = db_stmt(db, &thread_list_page);

	stmt_bind_int(q, ":board", board);
	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":before", before);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		threads_read(q, thread_list_add(out));
	return stmt_finish(q);
}

enum err
threads_list_pinned(struct db *db, int64_t board, int64_t member, struct thread_list *out)
{
	struct stmt *q = db_stmt(db, &thread_list_pinned);

	stmt_bind_int(q, ":board", board);
	stmt_bind_int(q, ":member", member);
	while (stmt_next(q))
		threads_read(q, thread_list_add(out));
	return stmt_finish(q);
}

static enum err
threads_set(struct db *db, const struct sql *sql, int64_t id, int64_t at)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
threads_set_pinned(struct db *db, int64_t id, int64_t at)
{
	return threads_set(db, &thread_pin, id, at);
}

enum err
threads_set_locked(struct db *db, int64_t id, int64_t at)
{
	return threads_set(db, &thread_lock, id, at);
}

enum err
threads_find(struct db *db, int64_t id, int64_t member, struct thread *out)
{
	struct stmt *q = db_stmt(db, &thread_by_id);
	bool found;

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":member", member);
	found = stmt_next(q);
	if (found)
		threads_read(q, out);
	return stmt_finish_found(q, found);
}

enum err
threads_find_title(struct db *db, int64_t id, char **out)
{
	struct stmt *q = db_stmt(db, &thread_title);
	bool found;
	enum err err;

	stmt_bind_int(q, ":id", id);
	found = stmt_next(q);
	if (found)
		*out = mem_copy_string(stmt_text(q, 0));
	err = stmt_finish(q);
	return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

static void
messages_read(struct stmt *q, struct message *out)
{
	*out = (struct message){
	    .id = stmt_int(q, 0),
	    .thread = stmt_int(q, 1),
	    .number = stmt_int(q, 2),
	    .author = stmt_int(q, 3),
	    .to_member = stmt_int(q, 4),
	    .author_name = mem_copy_string(stmt_text(q, 5)),
	    .reply_to = stmt_int(q, 6),
	    .reply_to_name = mem_copy_string(stmt_text(q, 7)),
	    .body = mem_copy_string(stmt_text(q, 8)),
	    .written_at = stmt_int(q, 9),
	    .state = mem_copy_string(stmt_text(q, 10)),
	    .edited_at = stmt_int(q, 11),
	    .is_kept = stmt_int(q, 12) != 0,
	    .is_unseen = stmt_int(q, 13) != 0,
	    .alias = stmt_int(q, 14),
	    .reply_to_alias = stmt_int(q, 15),
	    .note = mem_copy_string(stmt_text(q, 16)),
	    .folded = mem_copy_string(stmt_text(q, 17)),
	};
}

enum err
messages_list(struct db *db, int64_t thread, int64_t member, int64_t first, int64_t limit, struct message_list *out)
{
	struct stmt *q = db_stmt(db, &message_list_page);

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":first", first);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		messages_read(q, message_list_add(out));
	return stmt_finish(q);
}

enum err
messages_list_some(struct db *db, int64_t thread, int64_t member, const char *numbers, struct message_list *out)
{
	struct stmt *q = db_stmt(db, &message_some);

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":member", member);
	stmt_bind_text(q, ":numbers", numbers);
	while (stmt_next(q))
		messages_read(q, message_list_add(out));
	return stmt_finish(q);
}

enum err
messages_shape(struct db *db, int64_t thread, int64_t first, int64_t limit, int64_t *replies, int64_t *count)
{
	struct stmt *q = db_stmt(db, &message_shape);

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":first", first);
	stmt_bind_int(q, ":limit", limit);
	for (*count = 0; stmt_next(q); ++*count)
		replies[*count] = stmt_int(q, 1);
	return stmt_finish(q);
}

static enum err
messages_read_one(struct stmt *q, struct message *out)
{
	bool found = stmt_next(q);

	if (found)
		messages_read(q, out);
	return stmt_finish_found(q, found);
}

enum err
messages_find(struct db *db, int64_t thread, int64_t member, int64_t number, struct message *out)
{
	struct stmt *q = db_stmt(db, &message_by_number);

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":number", number);
	return messages_read_one(q, out);
}

enum err
messages_find_id(struct db *db, int64_t id, int64_t member, struct message *out)
{
	struct stmt *q = db_stmt(db, &message_by_id);

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":member", member);
	return messages_read_one(q, out);
}

enum err
messages_newest(struct db *db, int64_t *out)
{
	struct stmt *q = db_stmt(db, &message_newest);

	return stmt_read_int(q, out);
}

enum err
messages_history(struct db *db, int64_t member, struct sending_history *out)
{
	struct stmt *q = db_stmt(db, &message_history);

	stmt_bind_int(q, ":member", member);
	if (stmt_next(q))
		*out = (struct sending_history){
		    .last_message_at = stmt_int(q, 0),
		    .last_conversation_at = stmt_int(q, 1),
		    .messages_ever = stmt_int(q, 2),
		};
	return stmt_finish(q);
}

enum err
messages_count_signed(struct db *db, int64_t member, int64_t *out)
{
	struct stmt *q = db_stmt(db, &message_signed);

	stmt_bind_int(q, ":member", member);
	return stmt_read_int(q, out);
}

enum err
messages_nth_newest(struct db *db, int64_t member, int64_t n, int64_t *out_written_at)
{
	struct stmt *q = db_stmt(db, &message_nth);
	bool found;

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":n", n);
	found = stmt_next(q);
	if (found)
		*out_written_at = stmt_int(q, 0);
	return stmt_finish_found(q, found);
}

enum err
threads_add(struct db *db, const struct thread *record, int64_t *out_id)
{
	struct stmt *q = db_stmt(db, &thread_add);
	enum err err;

	stmt_bind_int(q, ":board", record->board);
	stmt_bind_text(q, ":title", record->title);
	stmt_bind_int(q, ":starter", record->starter);
	stmt_bind_int(q, ":at", record->started_at);
	stmt_bind_text(q, ":help", record->help ? record->help : "");
	err = stmt_run(q);
	if (err == ERR_OK)
		*out_id = db_last_id(db);
	return err;
}

static enum err
threads_touch(struct db *db, const struct message *record, int64_t message)
{
	struct stmt *q = db_stmt(db, &thread_touch);

	stmt_bind_int(q, ":thread", record->thread);
	stmt_bind_int(q, ":message", message);
	stmt_bind_int(q, ":at", record->written_at);
	stmt_bind_int(q, ":alias", record->alias);
	return stmt_run(q);
}

static enum err
messages_find_person(struct db *db, const struct sql *sql, int64_t id, int64_t *out)
{
	struct stmt *q = db_stmt(db, sql);
	bool found;

	stmt_bind_int(q, ":id", id);
	found = stmt_next(q);
	if (found)
		*out = stmt_int(q, 0);
	return stmt_finish_found(q, found);
}

enum err
messages_find_writer(struct db *db, int64_t id, int64_t *out)
{
	return messages_find_person(db, &message_writer, id, out);
}

enum err
messages_find_receiver(struct db *db, int64_t id, int64_t *out)
{
	return messages_find_person(db, &message_receiver, id, out);
}

enum err
messages_find_as_written(struct db *db, int64_t id, struct message *out)
{
	int64_t writer;
	enum err err = messages_find_writer(db, id, &writer);

	return err == ERR_OK ? messages_find_id(db, id, writer, out) : err;
}

enum err
messages_add(struct db *db, const struct message *record, int64_t *out_id, int64_t *out_number)
{
	struct stmt *q = db_stmt(db, &message_add);
	int64_t number = 0, id = 0;
	enum err err;

	stmt_bind_int(q, ":thread", record->thread);
	stmt_bind_int(q, ":author", record->author);
	stmt_bind_int(q, ":reply_to", record->reply_to);
	stmt_bind_text(q, ":body", record->body);
	stmt_bind_int(q, ":at", record->written_at);
	stmt_bind_int(q, ":alias", record->alias);
	stmt_bind_text(q, ":note", record->note ? record->note : "");
	while (stmt_next(q)) {
		number = stmt_int(q, 0);
		id = stmt_int(q, 1);
	}
	err = stmt_finish(q);
	if (err != ERR_OK)
		return err;
	if (!number)
		return ERR_NOT_FOUND;
	err = threads_touch(db, record, id);
	if (err == ERR_OK) {
		*out_id = id;
		*out_number = number;
	}
	return err;
}
