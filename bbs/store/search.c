/*
 * The tables message_index, message_word and message_stale.
 *
 * Asked for one word the engine walks back through its list and stops at the page. Asked for several that hardly ever
 * meet it may walk through everything before it finds the first, and cannot be told how far to go. So it has a few
 * milliseconds; after that the search goes on block by block (4096 ids each have a word of their own in the index), so
 * many blocks in a call, and knows how far it has come.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/author_sql.h"
#include "store/search.h"
#include "store/search_match.h"
#include "store/title_sql.h"

enum {
	STRAIGHT_MS = 8,     /* for walking back in one go */
	BLOCK_BITS = 12,     /* as in the view message_text */
	BLOCKS_AT_ONCE = 16, /* in one question to the engine */
	BLOCKS_MOST = 128,   /* in one call: half a million messages */
	MERGE_PAGES = 32,    /* of the index, in one step */
	SINCE_STEPS = 64,
};

/*
 * Somebody else has answered, as far as others can tell: an alias is somebody else. Who talks to themselves for longer
 * than that has not been answered. t: the conversation.
 */
#define IS_ANSWERED \
	"EXISTS (SELECT 1 FROM message x WHERE x.thread = t.id AND x.number <= 60 AND x.state = 'live'" \
	" AND (x.alias <> t.alias OR (x.alias = 0 AND x.author <> t.starter)))"
#define IS_UNSEEN "EXISTS (SELECT 1 FROM unseen u WHERE u.member = :member AND u.message = m.id)"

/*
 * Where members told of personal details nobody finds the message by them, until the team has looked.
 */
#define IS_SHUT "(m.folded = 'details')"

/* What is cheap to know comes first: only the conditions of a CASE are not worked out once the answer is known. */
SQL(search_walk,
    "SELECT c.id, CASE WHEN m.state <> 'live' OR m.written_at < :since OR " IS_SHUT " OR " AUTHOR_IS_LEAVING("a")
    " OR t.board NOT IN (SELECT value FROM json_each(:boards)) OR " IS_UNSEEN " THEN 0 WHEN :answered = 0 THEN 1"
    " WHEN " IS_ANSWERED " THEN :answered = 1 ELSE :answered = 2 END"
    " FROM (SELECT rowid AS id FROM message_index WHERE message_index MATCH :match AND rowid < :before"
    " AND rowid >= :from ORDER BY rowid DESC LIMIT :limit) c"
    " CROSS JOIN message m ON m.id = c.id CROSS JOIN thread t ON t.id = m.thread"
    " CROSS JOIN member a ON a.id = m.author");
SQL(search_found,
    "SELECT m.id, m.thread, m.number, " AUTHOR_ID("m", "a") ", " AUTHOR_NAME("m", "a")
    ", m.alias, m.note, m.folded, m.body, m.state, m.written_at, t.board, b.name, " TITLE_SHOWN
    " FROM message m JOIN thread t ON t.id = m.thread JOIN board b ON b.id = t.board JOIN member a ON a.id = m.author"
    " WHERE m.id = :id AND m.state = 'live' AND NOT " IS_SHUT " AND NOT " AUTHOR_IS_LEAVING("a") " AND NOT " IS_UNSEEN);
SQL(search_at, "SELECT id, written_at FROM message WHERE id >= :id ORDER BY id LIMIT 1");
SQL(search_last, "SELECT coalesce(max(id), 0) FROM message");
SQL(stale_any, "SELECT EXISTS (SELECT 1 FROM message_stale)");
SQL(stale_forget, "INSERT INTO message_index (message_index, rowid, title, body, place)"
                  " SELECT 'delete', message, title, body, place FROM message_stale WHERE title IS NOT NULL");
SQL(stale_learn, "INSERT INTO message_index (rowid, title, body, place) SELECT x.id, x.title, x.body, x.place"
                 " FROM message_stale s CROSS JOIN message_text x ON x.id = s.message");
SQL(stale_clear, "DELETE FROM message_stale");
SQL(index_merge, "INSERT INTO message_index (message_index, rank) VALUES ('merge', :pages)");
SQL(changes_made, "SELECT total_changes()");

/* --- walking back --- */

struct walk {
	struct db *db;
	const struct search *search;
	const char *match;
	char *boards; /* json; owned */
	int64_t before, from, begun_ms, until_ms;
	size_t limit, look_most, looked;
	unsigned asked;
	bool is_late, is_unwanted;
	struct search_hits *out;
};

static bool
walk_is_over(void *context)
{
	struct walk *walk = context;
	int64_t now;

	if (++walk->asked % 8) /* the clock costs more than being asked */
		return false;
	now = clock_monotonic_ms();
	walk->is_late = now > walk->until_ms;
	if (!walk->is_late && walk->search->is_unwanted && now - walk->begun_ms > SEARCH_GRACE_MS)
		walk->is_unwanted = walk->search->is_unwanted(walk->search->context);
	return walk->is_late || walk->is_unwanted;
}

static bool
walk_is_full(const struct walk *walk)
{
	return walk->out->count >= walk->limit || walk->looked >= walk->look_most;
}

static void
walk_take(struct walk *walk, int64_t id, bool is_hit)
{
	walk->looked++;
	walk->before = id;
	if (!is_hit)
		return;
	walk->out->ids = mem_resize_array(walk->out->ids, walk->out->count + 1, sizeof *walk->out->ids);
	walk->out->ids[walk->out->count++] = id;
}

/* From `before` down to `from`. ERR_STOPPED: it did not come to the end; before is as far as it came. */
static enum err
walk_back(struct walk *walk, const char *match, int64_t from)
{
	struct stmt *q = db_stmt(walk->db, &search_walk);
	enum err err;

	stmt_bind_text(q, ":match", match);
	stmt_bind_text(q, ":boards", walk->boards);
	stmt_bind_int(q, ":before", walk->before);
	stmt_bind_int(q, ":from", from);
	stmt_bind_int(q, ":since", walk->search->since_at);
	stmt_bind_int(q, ":member", walk->search->member);
	stmt_bind_int(q, ":answered", walk->search->answered);
	stmt_bind_int(q, ":limit", (int64_t)(walk->look_most - walk->looked));
	db_interrupt_when(walk->db, walk_is_over, walk);
	while (!walk_is_full(walk) && stmt_next(q))
		walk_take(walk, stmt_int(q, 0), stmt_int(q, 1) != 0);
	db_interrupt_when(walk->db, NULL, NULL);
	err = stmt_finish(q);
	if (err == ERR_OK && !walk_is_full(walk))
		walk->before = from;
	return err;
}

/* The blocks from this one down to that, as a part of the question. */
static char *
walk_in_blocks(const char *match, int64_t high, int64_t low)
{
	struct str out;

	str_init(&out);
	str_add_format(&out, "%s AND (", match);
	for (int64_t block = high; block >= low; block--)
		str_add_format(&out, "%s\"" PLACE "k%" PRId64 "\"", block < high ? " OR " : "", block);
	str_add(&out, ")");
	return str_take(&out);
}

static enum err
walk_by_blocks(struct walk *walk, int64_t newest)
{
	enum err err = ERR_OK;

	if (walk->before > newest + 1)
		walk->before = newest + 1;
	walk->until_ms = INT64_MAX;
	for (int k = 0; k < BLOCKS_MOST / BLOCKS_AT_ONCE && err == ERR_OK; k++) {
		int64_t high = (walk->before - 1) >> BLOCK_BITS, low = high - BLOCKS_AT_ONCE + 1, from;
		char *match;

		if (walk->before <= walk->from || walk_is_full(walk))
			break;
		low = low > 0 ? low : 0;
		from = low << BLOCK_BITS;
		match = walk_in_blocks(walk->match, high, low);
		err = walk_back(walk, match, from > walk->from ? from : walk->from);
		free(match);
	}
	return err;
}

/* --- since when --- */

static enum err
since_look(struct db *db, int64_t id, int64_t *out_at)
{
	struct stmt *q = db_stmt(db, &search_at);

	stmt_bind_int(q, ":id", id);
	*out_at = stmt_next(q) ? stmt_int(q, 1) : INT64_MAX;
	return stmt_finish(q);
}

/* The first id that was written then or later. Where a clock has jumped it is about right; the walk looks again. */
static enum err
since_find(struct db *db, int64_t at, int64_t newest, int64_t *out)
{
	int64_t low = 0, high = newest + 1, here_at;
	enum err err = ERR_OK;

	for (int k = 0; low < high && k < SINCE_STEPS && err == ERR_OK; k++) {
		int64_t middle = low + (high - low) / 2;

		err = since_look(db, middle, &here_at);
		if (here_at >= at)
			high = middle;
		else
			low = middle + 1;
	}
	*out = low;
	return err;
}

static char *
boards_as_json(const struct search *search)
{
	struct str out;

	str_init(&out);
	str_add(&out, "[");
	for (size_t k = 0; k < search->board_count; k++)
		str_add_format(&out, "%s%" PRId64, k ? "," : "", search->boards[k]);
	str_add(&out, "]");
	return str_take(&out);
}

static enum err
walk_run(struct walk *walk)
{
	int64_t newest = 0;
	enum err err = stmt_read_int(db_stmt(walk->db, &search_last), &newest);

	if (err == ERR_OK && walk->search->since_at)
		err = since_find(walk->db, walk->search->since_at, newest, &walk->from);
	if (err == ERR_OK)
		err = walk->search->is_by_blocks ? ERR_STOPPED : walk_back(walk, walk->match, walk->from);
	if (err == ERR_STOPPED && !walk->is_unwanted)
		err = walk_by_blocks(walk, newest);
	if (err == ERR_STOPPED) {
		walk->out->was_stopped = true;
		err = ERR_OK;
	}
	walk->out->next = walk->before > walk->from ? walk->before : 0;
	return err;
}

enum err
search_newest(struct db *db, const struct search *search, int64_t before, size_t limit, struct search_hits *out)
{
	struct search_hits hits = {0};
	struct str match;
	struct walk walk = {
	    .db = db,
	    .search = search,
	    .before = before,
	    .limit = limit,
	    .look_most = limit > SEARCH_LOOK_MOST ? limit : SEARCH_LOOK_MOST,
	    .begun_ms = clock_monotonic_ms(),
	    .out = &hits,
	};
	enum err err;

	str_init(&match);
	err = search_match(db, search, &match, &hits.is_cut);
	walk.match = match.text;
	walk.until_ms = walk.begun_ms + STRAIGHT_MS;
	if (err == ERR_OK && match.bytes) {
		walk.boards = boards_as_json(search);
		err = walk_run(&walk);
		free(walk.boards);
	}
	str_clear(&match);
	if (err != ERR_OK) {
		search_hits_clear(&hits);
		return err;
	}
	*out = hits;
	return ERR_OK;
}

void
search_hits_clear(struct search_hits *hits)
{
	free(hits->ids);
	*hits = (struct search_hits){0};
}

static void
search_read(struct stmt *q, struct found *out)
{
	*out = (struct found){
	    .message =
		{
		    .id = stmt_int(q, 0),
		    .thread = stmt_int(q, 1),
		    .number = stmt_int(q, 2),
		    .author = stmt_int(q, 3),
		    .author_name = mem_copy_string(stmt_text(q, 4)),
		    .alias = stmt_int(q, 5),
		    .note = mem_copy_string(stmt_text(q, 6)),
		    .folded = mem_copy_string(stmt_text(q, 7)),
		    .body = mem_copy_string(stmt_text(q, 8)),
		    .state = mem_copy_string(stmt_text(q, 9)),
		    .reply_to_name = mem_copy_string(""),
		    .written_at = stmt_int(q, 10),
		},
	    .board = stmt_int(q, 11),
	    .board_name = mem_copy_string(stmt_text(q, 12)),
	    .title = mem_copy_string(stmt_text(q, 13)),
	};
}

enum err
search_load(struct db *db, int64_t message, int64_t member, struct found *out)
{
	struct stmt *q = db_stmt(db, &search_found);
	bool found;

	stmt_bind_int(q, ":id", message);
	stmt_bind_int(q, ":member", member);
	found = stmt_next(q);
	if (found)
		search_read(q, out);
	return stmt_finish_found(q, found);
}

/* --- keeping the index --- */

enum err
search_catch_up(struct db *db)
{
	int64_t is_any = 0;
	enum err err = stmt_read_int(db_stmt(db, &stale_any), &is_any);

	if (err != ERR_OK || !is_any)
		return err;
	err = stmt_run(db_stmt(db, &stale_forget));
	if (err == ERR_OK)
		err = stmt_run(db_stmt(db, &stale_learn));
	return err == ERR_OK ? stmt_run(db_stmt(db, &stale_clear)) : err;
}

/* Fewer than this many changes are made by a step that found nothing to do. */
enum { MERGE_CHANGES_NONE = 2 };

enum err
search_merge(struct db *db, bool *more)
{
	int64_t before = 0, after = 0;
	enum err err = stmt_read_int(db_stmt(db, &changes_made), &before);
	struct stmt *q;

	if (err != ERR_OK)
		return err;
	q = db_stmt(db, &index_merge);
	/* less than nothing: also put together what the engine would leave apart for now, such as what was forgotten */
	stmt_bind_int(q, ":pages", *more ? MERGE_PAGES : -MERGE_PAGES);
	err = stmt_run(q);
	if (err == ERR_OK)
		err = stmt_read_int(db_stmt(db, &changes_made), &after);
	if (err == ERR_OK)
		*more = after - before >= MERGE_CHANGES_NONE;
	return err;
}
