/*
 * The table waiting.
 */
#include "base/mem.h"
#include "store/author_sql.h"
#include "store/title_sql.h"
#include "store/waitings.h"

#define WAITING_SELECT \
	"SELECT w.message, w.thread, m.number, t.board, " TITLE_SHOWN ", " AUTHOR_NAME("m", "a") ", " AUTHOR_ID("m", \
	    "a") ", m.alias," \
		 " w.since, w.promised_by, w.due_at, w.is_first, w.answer, w.answered_at, w.reserved_by, w.reserved_until," \
		 " coalesce(h.name, '') FROM waiting w JOIN message m ON m.id = w.message JOIN thread t ON t.id = w.thread" \
		 " JOIN member a ON a.id = m.author JOIN board b ON b.id = t.board" \
		 " LEFT JOIN member h ON h.id = w.reserved_by AND w.reserved_by > 0"

/* It is there to be answered. */
#define WAITING_STANDS " m.state = 'live' AND a.leaving_at = 0 AND a.gone_at = 0 AND t.locked_at = 0 AND b.is_on = 1"

SQL(waiting_list_open, WAITING_SELECT
    " WHERE w.answered_at = 0 AND w.since > :after AND" WAITING_STANDS " ORDER BY w.since, w.message LIMIT :limit");
SQL(waiting_list_unheard, WAITING_SELECT
    " WHERE w.answered_at = 0 AND w.since > :after AND w.due_at + (w.due_at - w.since) < :now AND a.id <> :member"
    " AND" WAITING_STANDS " ORDER BY w.since, w.message LIMIT :limit");
SQL(waiting_count_open,
    "SELECT count(*), coalesce(sum(due_at < :now), 0) FROM (SELECT w.due_at FROM waiting w"
    " JOIN message m ON m.id = w.message JOIN thread t ON t.id = w.thread JOIN member a ON a.id = m.author"
    " JOIN board b ON b.id = t.board WHERE w.answered_at = 0 AND w.since > :after AND" WAITING_STANDS
    " ORDER BY w.since LIMIT :most)");
SQL(waiting_by_message, WAITING_SELECT " WHERE w.message = :message AND m.state = 'live'");
SQL(waiting_own, WAITING_SELECT
    " WHERE w.thread = :thread AND w.answered_at = 0 AND w.since > :after AND w.member = :member AND m.state = 'live'"
    " ORDER BY w.since LIMIT 1");
SQL(waiting_oldest, WAITING_SELECT
    " WHERE w.thread = :thread AND w.answered_at = 0 AND w.since > :after AND w.member <> :member AND" WAITING_STANDS
    " ORDER BY w.since LIMIT 1");
SQL(waiting_add,
    "INSERT INTO waiting (message, thread, member, since, promised_by, due_at, is_first)"
    " VALUES (:message, :thread, :member, :since, :promised_by, :due_at, :is_first)");

/*
 * Does a message x answer the message w.message, number n? A first message of a conversation by anything after it. Who
 * answers their own under another name counts as somebody else, as they do for everybody who looks: else the list
 * itself would say that the two are one.
 */
SQL(waiting_answer,
    "UPDATE waiting SET answer = :answer, answered_at = :at, reserved_by = 0, reserved_until = 0"
    " WHERE thread = :thread AND answered_at = 0 AND since > :after AND EXISTS"
    " (SELECT 1 FROM message m JOIN message x ON x.id = :answer WHERE m.id = waiting.message AND m.state = 'live' AND"
    " (waiting.member <> :writer OR x.alias <> m.alias) AND (m.number = 1 OR :reply_to = 0 OR :reply_to = m.number))");
SQL(waiting_let_go_of,
    "UPDATE waiting SET reserved_by = 0, reserved_until = 0"
    " WHERE thread = :thread AND answered_at = 0 AND since > :after AND reserved_by = :writer");

/* The next answer there is: see waiting_answer. */
#define NEXT_ANSWER \
	"(SELECT x.id FROM message m JOIN message x ON x.thread = m.thread AND x.number > m.number" \
	" WHERE m.id = waiting.message AND x.state = 'live' AND (x.author <> waiting.member OR x.alias <> m.alias) AND" \
	" (m.number = 1 OR x.reply_to = 0 OR x.reply_to = m.number) ORDER BY x.number LIMIT 1)"
#define ANSWER_AGAIN \
	"UPDATE waiting SET answer = coalesce(" NEXT_ANSWER \
	", 0), answered_at = coalesce((SELECT written_at FROM message" \
	" WHERE id = " NEXT_ANSWER "), 0)"

SQL(waiting_lose, ANSWER_AGAIN " WHERE answer = :message AND answer > 0");
SQL(waiting_regain, ANSWER_AGAIN
    " WHERE thread = (SELECT thread FROM message WHERE id = :message) AND answered_at = 0 AND message < :message");
SQL(waiting_reserve, "UPDATE waiting SET reserved_by = :member, reserved_until = :until WHERE message = :message");

static void
waitings_read(struct stmt *q, struct waiting *out)
{
	*out = (struct waiting){
	    .message = stmt_int(q, 0),
	    .thread = stmt_int(q, 1),
	    .number = stmt_int(q, 2),
	    .board = stmt_int(q, 3),
	    .title = mem_copy_string(stmt_text(q, 4)),
	    .name = mem_copy_string(stmt_text(q, 5)),
	    .member = stmt_int(q, 6),
	    .alias = stmt_int(q, 7),
	    .since = stmt_int(q, 8),
	    .promised_by = stmt_int(q, 9),
	    .due_at = stmt_int(q, 10),
	    .is_first = stmt_int(q, 11) != 0,
	    .answer = stmt_int(q, 12),
	    .answered_at = stmt_int(q, 13),
	    .reserved_by = stmt_int(q, 14),
	    .reserved_until = stmt_int(q, 15),
	    .holder_name = mem_copy_string(stmt_text(q, 16)),
	};
}

static enum err
waitings_read_all(struct stmt *q, struct waiting_list *out)
{
	while (stmt_next(q))
		waitings_read(q, waiting_list_add(out));
	return stmt_finish(q);
}

static enum err
waitings_read_one(struct stmt *q, struct waiting *out)
{
	bool found = stmt_next(q);

	if (found)
		waitings_read(q, out);
	return stmt_finish_found(q, found);
}

enum err
waitings_list(struct db *db, int64_t member, int64_t after, int64_t limit, struct waiting_list *out)
{
	struct stmt *q = db_stmt(db, &waiting_list_open);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":after", after);
	stmt_bind_int(q, ":limit", limit);
	return waitings_read_all(q, out);
}

enum err
waitings_list_unheard(struct db *db, int64_t member, int64_t after, int64_t now, int64_t limit,
    struct waiting_list *out)
{
	struct stmt *q = db_stmt(db, &waiting_list_unheard);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":after", after);
	stmt_bind_int(q, ":now", now);
	stmt_bind_int(q, ":limit", limit);
	return waitings_read_all(q, out);
}

enum err
waitings_count(struct db *db, int64_t after, int64_t now, int64_t most, int64_t *out_all, int64_t *out_late)
{
	struct stmt *q = db_stmt(db, &waiting_count_open);

	stmt_bind_int(q, ":after", after);
	stmt_bind_int(q, ":now", now);
	stmt_bind_int(q, ":most", most);
	if (stmt_next(q)) {
		*out_all = stmt_int(q, 0);
		*out_late = stmt_int(q, 1);
	}
	return stmt_finish(q);
}

enum err
waitings_find(struct db *db, int64_t message, int64_t member, struct waiting *out)
{
	struct stmt *q = db_stmt(db, &waiting_by_message);

	stmt_bind_int(q, ":message", message);
	stmt_bind_int(q, ":member", member);
	return waitings_read_one(q, out);
}

static enum err
waitings_find_in(struct db *db, const struct sql *sql, int64_t thread, int64_t member, int64_t after,
    struct waiting *out)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":after", after);
	return waitings_read_one(q, out);
}

enum err
waitings_find_own(struct db *db, int64_t thread, int64_t member, int64_t after, struct waiting *out)
{
	return waitings_find_in(db, &waiting_own, thread, member, after, out);
}

enum err
waitings_find_oldest(struct db *db, int64_t thread, int64_t member, int64_t after, struct waiting *out)
{
	return waitings_find_in(db, &waiting_oldest, thread, member, after, out);
}

enum err
waitings_add(struct db *db, const struct waiting *record)
{
	struct stmt *q = db_stmt(db, &waiting_add);

	stmt_bind_int(q, ":message", record->message);
	stmt_bind_int(q, ":thread", record->thread);
	stmt_bind_int(q, ":member", record->member);
	stmt_bind_int(q, ":since", record->since);
	stmt_bind_int(q, ":promised_by", record->promised_by);
	stmt_bind_int(q, ":due_at", record->due_at);
	stmt_bind_int(q, ":is_first", record->is_first);
	return stmt_run(q);
}

enum err
waitings_answer(struct db *db, const struct waiting_answer *answer, int64_t after)
{
	struct stmt *q = db_stmt(db, &waiting_answer);
	enum err err;

	stmt_bind_int(q, ":answer", answer->message);
	stmt_bind_int(q, ":at", answer->at);
	stmt_bind_int(q, ":thread", answer->thread);
	stmt_bind_int(q, ":after", after);
	stmt_bind_int(q, ":writer", answer->writer);
	stmt_bind_int(q, ":reply_to", answer->reply_to);
	err = stmt_run(q);
	if (err != ERR_OK || answer->is_anonymous)
		return err;
	q = db_stmt(db, &waiting_let_go_of);
	stmt_bind_int(q, ":thread", answer->thread);
	stmt_bind_int(q, ":after", after);
	stmt_bind_int(q, ":writer", answer->writer);
	return stmt_run(q);
}

static enum err
waitings_answer_again(struct db *db, const struct sql *sql, int64_t message)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":message", message);
	return stmt_run(q);
}

enum err
waitings_lose_answer(struct db *db, int64_t message)
{
	return waitings_answer_again(db, &waiting_lose, message);
}

enum err
waitings_regain_answer(struct db *db, int64_t message)
{
	return waitings_answer_again(db, &waiting_regain, message);
}

enum err
waitings_reserve(struct db *db, int64_t message, int64_t member, int64_t until)
{
	struct stmt *q = db_stmt(db, &waiting_reserve);

	stmt_bind_int(q, ":message", message);
	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":until", until);
	return stmt_run_change(db, q);
}
