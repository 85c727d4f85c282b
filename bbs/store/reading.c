/*
 * The tables read_mark and board_floor: what is unread, counted only as far as it is shown.
 *
 * Counting looks at the conversations that moved since the floor, newest first, and stops at UNREAD_STOP
 * messages or READING_LOOK conversations. When a board turns out to be all read, and all of it was looked at,
 * marking moves the floor up, so that a faithful reader's count stays a look at nothing.
 */
#include "base/mem.h"
#include "store/author_sql.h"
#include "store/reading_sql.h"
#include "store/threads.h"
#include "store/title_sql.h"

enum {
	READING_LOOK = 500,         /* conversations looked at on one board; ours: a few milliseconds */
	READING_LOOK_REPLIES = 200, /* messages for one member looked at; ours */
};

/*
 * What is about something they muted does not count. Who has muted no tag, most people, pays one look for it.
 */
#define READING_HEARD \
	" AND (NOT EXISTS (SELECT 1 FROM mute WHERE member = :member AND kind = 'tag')" \
	" OR NOT EXISTS (SELECT 1 FROM mute u JOIN thread_tag g ON g.tag = u.what AND g.thread = t.id" \
	" WHERE u.member = :member AND u.kind = 'tag'))"

/* Of a message m: by somebody they would rather not meet. Whom an alias stands for makes no difference. */
#define READING_AVOIDED \
	"(m.alias = 0 AND EXISTS (SELECT 1 FROM block k WHERE k.member = :member AND k.other = m.author)" \
	" OR m.alias > 0 AND EXISTS (SELECT 1 FROM mute u WHERE u.member = :member AND u.kind = 'alias'" \
	" AND u.thread = m.thread AND u.what = CAST(m.alias AS TEXT)))"

#define READING_MOVED \
	" FROM thread t " READING_JOIN " WHERE t.board = :board AND t.last_message >" \
	" max(coalesce((SELECT message FROM board_floor WHERE member = :member AND board = :board), 0)," \
	" coalesce((SELECT floor_message FROM member WHERE id = :member), 0))" READING_HEARD

SQL(reading_moved, "SELECT t.id, t.message_count - " READ_NUMBER READING_MOVED
                   " ORDER BY t.last_message DESC LIMIT :most");
/* What is read already has to be passed over, so how much is looked at is bounded from the inside. */
SQL(reading_replies_page,
    "SELECT m.id, m.thread, m.number, " AUTHOR_NAME("m", "a") ", " TITLE_SHOWN ", m.written_at, m.alias FROM"
    " (SELECT id AS newest FROM message WHERE to_member = :member"
    " AND id > coalesce((SELECT floor_message FROM member WHERE id = :member), 0) ORDER BY id DESC LIMIT :look)"
    " CROSS JOIN message m ON m.id = newest JOIN thread t ON t.id = m.thread"
    " JOIN board b ON b.id = t.board AND b.is_on JOIN member a ON a.id = m.author"
    " LEFT JOIN read_mark rm ON rm.member = :member AND rm.thread = m.thread"
    " WHERE m.author <> :member AND m.number > coalesce(rm.number, 0) AND NOT m.to_seen AND NOT " READING_AVOIDED
    " AND m.id > coalesce((SELECT message FROM board_floor WHERE member = :member AND board = t.board), 0)"
    " ORDER BY m.id DESC LIMIT :limit");
/* What was opened out of turn: read by itself, while what stands before it is not. */
SQL(reading_told_any,
    "SELECT EXISTS (SELECT 1 FROM message m WHERE m.thread = :thread AND m.number BETWEEN :first AND :last"
    " AND (m.to_member = :member AND NOT m.to_seen"
    " OR EXISTS (SELECT 1 FROM mention n WHERE n.member = :member AND n.message = m.id)))");
SQL(reading_told_answer, "UPDATE message SET to_seen = 1 WHERE thread = :thread AND number BETWEEN :first AND :last"
			 " AND to_member = :member");
SQL(reading_told_again, "UPDATE message SET to_seen = 0 WHERE thread = :thread AND number >= :number"
			" AND to_member = :member AND to_seen");
SQL(reading_told_mention, "DELETE FROM mention WHERE member = :member AND message IN"
			  " (SELECT id FROM message WHERE thread = :thread AND number BETWEEN :first AND :last)");
SQL(reading_mark_save, "INSERT INTO read_mark (member, thread, number) VALUES (:member, :thread, :number)"
                       " ON CONFLICT (member, thread) DO UPDATE SET number = excluded.number"
                       " WHERE excluded.number > number");
/* Where a message stands, and how far it and what came before count as read. */
SQL(reading_place, "SELECT m.id, t.board, coalesce(bf.message, 0), coalesce(me.floor_message, 0), " READ_NUMBER
                   " FROM message m JOIN thread t ON t.id = m.thread " READING_JOIN
                   " WHERE m.thread = :thread AND m.number = :number");
SQL(reading_count_moved, "SELECT count(*) FROM (SELECT 1 FROM thread WHERE board = :board AND last_message >= :from"
                         " LIMIT :most)");
/* What the floor said of other conversations is said by their marks, so that the floor can sink. */
SQL(reading_marks_keep, "INSERT INTO read_mark (member, thread, number) SELECT :member, t.id, " READ_NUMBER
                        " AS read_number FROM thread t " READING_JOIN " WHERE t.board = :board AND t.last_message >= :from"
                        " AND t.id <> :thread AND read_number > 0 ON CONFLICT (member, thread)"
                        " DO UPDATE SET number = excluded.number WHERE excluded.number > number");
SQL(reading_floor_sink, "UPDATE board_floor SET message = :from - 1 WHERE member = :member AND board = :board");
SQL(reading_mark_set, "INSERT INTO read_mark (member, thread, number) VALUES (:member, :thread, :number)"
                      " ON CONFLICT (member, thread) DO UPDATE SET number = excluded.number");
SQL(reading_floor_save, "INSERT INTO board_floor (member, board, message) VALUES (:member, :board, :message)"
                        " ON CONFLICT (member, board) DO UPDATE SET message = excluded.message"
                        " WHERE excluded.message > message");

static struct stmt *
reading_stmt(struct db *db, const struct sql *sql, int64_t member, int64_t board)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":board", board);
	return q;
}

enum err
reading_count_board(struct db *db, int64_t member, int64_t board, int64_t *out, bool *out_saw_all)
{
	struct stmt *q = reading_stmt(db, &reading_moved, member, board);
	int64_t count = 0, looked = 0;
	enum err err;

	stmt_bind_int(q, ":most", READING_LOOK + 1); /* is there one more? */
	while (count < UNREAD_STOP && looked <= READING_LOOK && stmt_next(q))
		if (looked++ < READING_LOOK && stmt_int(q, 1) > 0)
			count += stmt_int(q, 1);
	err = stmt_finish(q);
	if (err != ERR_OK)
		return err;
	*out = count < UNREAD_STOP ? count : UNREAD_STOP;
	if (out_saw_all)
		*out_saw_all = count < UNREAD_STOP && looked <= READING_LOOK;
	return ERR_OK;
}

enum err
reading_next_on_board(struct db *db, int64_t member, int64_t board, int64_t not_thread, int64_t *out_thread)
{
	struct stmt *q = reading_stmt(db, &reading_moved, member, board);
	int64_t found = 0;
	enum err err;

	/* the same ones that are counted, newest first: the last found has waited longest */
	stmt_bind_int(q, ":most", READING_LOOK);
	while (stmt_next(q))
		if (stmt_int(q, 1) > 0 && stmt_int(q, 0) != not_thread)
			found = stmt_int(q, 0);
	err = stmt_finish(q);
	if (err != ERR_OK)
		return err;
	if (!found)
		return ERR_NOT_FOUND;
	*out_thread = found;
	return ERR_OK;
}

enum err
reading_replies(struct db *db, int64_t member, int64_t limit, struct reply_list *out)
{
	struct stmt *q = db_stmt(db, &reading_replies_page);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":look", READING_LOOK_REPLIES);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*reply_list_add(out) = (struct reply){
		    .message = stmt_int(q, 0),
		    .thread = stmt_int(q, 1),
		    .number = stmt_int(q, 2),
		    .author_name = mem_copy_string(stmt_text(q, 3)),
		    .title = mem_copy_string(stmt_text(q, 4)),
		    .written_at = stmt_int(q, 5),
		    .alias = stmt_int(q, 6),
		};
	return stmt_finish(q);
}

static struct stmt *
reading_stmt_number(struct db *db, const struct sql *sql, int64_t member, int64_t thread, int64_t number)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":number", number);
	return q;
}

enum err
reading_mark(struct db *db, int64_t member, int64_t thread, int64_t number)
{
	return stmt_run(reading_stmt_number(db, &reading_mark_save, member, thread, number));
}

static struct stmt *
reading_stmt_span(struct db *db, const struct sql *sql, int64_t member, int64_t thread, const int64_t span[static 2])
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":first", span[0]);
	stmt_bind_int(q, ":last", span[1]);
	return q;
}

enum err
reading_has_told(struct db *db, int64_t member, int64_t thread, const int64_t span[static 2], bool *out)
{
	int64_t any = 0;
	enum err err = stmt_read_int(reading_stmt_span(db, &reading_told_any, member, thread, span), &any);

	if (err == ERR_OK)
		*out = any != 0;
	return err;
}

enum err
reading_tell(struct db *db, int64_t member, int64_t thread, const int64_t span[static 2])
{
	enum err err = stmt_run(reading_stmt_span(db, &reading_told_answer, member, thread, span));

	return err == ERR_OK ? stmt_run(reading_stmt_span(db, &reading_told_mention, member, thread, span)) : err;
}

/* A message, and how far its reader has read around it. */
struct reading_place {
	int64_t id, board, board_floor, member_floor, read_number;
};

static enum err
reading_find_place(struct db *db, int64_t member, int64_t thread, int64_t number, struct reading_place *out)
{
	struct stmt *q = reading_stmt_number(db, &reading_place, member, thread, number);
	bool found = stmt_next(q);

	if (found)
		*out = (struct reading_place){
		    .id = stmt_int(q, 0),
		    .board = stmt_int(q, 1),
		    .board_floor = stmt_int(q, 2),
		    .member_floor = stmt_int(q, 3),
		    .read_number = stmt_int(q, 4),
		};
	return stmt_finish_found(q, found);
}

static enum err
reading_count_since(struct db *db, int64_t board, int64_t from, int64_t *out)
{
	struct stmt *q = db_stmt(db, &reading_count_moved);

	stmt_bind_int(q, ":board", board);
	stmt_bind_int(q, ":from", from);
	stmt_bind_int(q, ":most", READING_LOOK + 1);
	return stmt_read_int(q, out);
}

/* The board's floor goes to below this message; what it said of other conversations still holds. */
static enum err
reading_sink_floor(struct db *db, int64_t member, int64_t thread, const struct reading_place *place)
{
	struct stmt *q;
	int64_t moved = 0;
	enum err err = reading_count_since(db, place->board, place->id, &moved);

	if (err != ERR_OK)
		return err;
	if (moved > READING_LOOK)
		return ERR_LATE;
	q = reading_stmt(db, &reading_marks_keep, member, place->board);
	stmt_bind_int(q, ":thread", thread);
	stmt_bind_int(q, ":from", place->id);
	err = stmt_run(q);
	if (err != ERR_OK)
		return err;
	q = reading_stmt(db, &reading_floor_sink, member, place->board);
	stmt_bind_int(q, ":from", place->id);
	return stmt_run(q);
}

enum err
reading_keep_unread(struct db *db, int64_t member, int64_t thread, int64_t number)
{
	struct reading_place place = {0};
	enum err err = reading_find_place(db, member, thread, number, &place);

	if (err != ERR_OK)
		return err;
	err = stmt_run(reading_stmt_number(db, &reading_told_again, member, thread, number));
	if (err != ERR_OK || place.read_number < number)
		return err;
	if (place.id <= place.member_floor)
		return ERR_LATE;
	if (place.id <= place.board_floor)
		err = reading_sink_floor(db, member, thread, &place);
	return err == ERR_OK ? stmt_run(reading_stmt_number(db, &reading_mark_set, member, thread, number - 1)) : err;
}

enum err
reading_set_floor(struct db *db, int64_t member, int64_t board, int64_t message)
{
	struct stmt *q = reading_stmt(db, &reading_floor_save, member, board);

	stmt_bind_int(q, ":message", message);
	return stmt_run(q);
}
