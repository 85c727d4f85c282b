/*
 * What a board of some size takes to search and to read, beside the bare statements; not shipped. tests/bench/by-words
 * makes the boards.
 *
 *   paces DATA TIMES
 *
 * It lets up to 20 000 people wait for an answer on that board, and 100 000 cases for the team: give it one of its own.
 *
 * Prints rows of a Markdown table: what, p50 and p99 in microseconds, and p99 of processor time alone, which is what
 * counts where others use the machine too.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "forum/account.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/desk.h"
#include "forum/find.h"
#include "forum/waiting.h"
#include "store/threads.h"
#include "ui/screens.h"

enum { WORDS_MOST = 400, WORD_BYTES = 40, STATEMENTS_MOST = 200, WAIT_MOST = 20000, CASES_MOST = 100000 };

struct paces {
	struct config config;
	struct forum forum;
	struct actor who, greeter, moderator;
	sqlite3 *bare;
	char words[2][WORDS_MOST][WORD_BYTES]; /* common ones, rare ones */
	size_t counts[2];
	int64_t board, thread; /* the board with the most in it; a conversation in its midst */
	int times, turn, writers;
};

static void
must(enum err err, const char *what)
{
	if (err != ERR_OK)
		fatal("%s: %s", what, err_name(err));
}

/* --- what is timed: one turn each --- */

static const char *
pick(struct paces *p, int kind)
{
	return p->words[kind][(size_t)p->turn % p->counts[kind]];
}

static void
look(struct paces *p, const char *text, enum find_order order, int64_t before)
{
	struct find_ask ask = {.text = text, .order = order, .before = before};
	struct find_result result = {0};
	enum err err = find(&p->forum, &p->who, &ask, &result);

	if (err != ERR_OK && err != ERR_EMPTY)
		must(err, text);
	find_result_clear(&result);
}

/* The page too: each of the results as it is shown. */
static void
look_and_load(struct paces *p, const char *text)
{
	struct find_ask ask = {.text = text};
	struct find_result result = {0};

	must(find(&p->forum, &p->who, &ask, &result), text);
	for (size_t k = 0; k < result.count; k++) {
		struct found found = {0};

		must(find_load(&p->forum, &p->who, result.ids[k], &found), "load");
		free(find_words_around(found.message.body, text, 140));
		found_clear(&found);
	}
	find_result_clear(&result);
}

static void
two_words(struct paces *p, char *out, size_t out_bytes, const char *between)
{
	snprintf(out, out_bytes, "%s%s%s", pick(p, 0), between, p->words[0][(size_t)(p->turn * 7 + 3) % p->counts[0]]);
}

static void
common_newest(struct paces *p)
{
	look(p, pick(p, 0), FIND_NEWEST, 0);
}

static void
rare_newest(struct paces *p)
{
	look(p, pick(p, 1), FIND_NEWEST, 0);
}

static void
common_page(struct paces *p)
{
	look_and_load(p, pick(p, 0));
}

static void
common_best(struct paces *p)
{
	look(p, pick(p, 0), FIND_BEST, 0);
}

static void
rare_best(struct paces *p)
{
	look(p, pick(p, 1), FIND_BEST, 0);
}

static void
common_deep(struct paces *p)
{
	look(p, pick(p, 0), FIND_NEWEST, 1 + p->turn * 37);
}

static void
pair_newest(struct paces *p)
{
	char text[100];

	two_words(p, text, sizeof text, " ");
	look(p, text, FIND_NEWEST, 0);
}

static void
phrase_newest(struct paces *p)
{
	char text[100];

	snprintf(text, sizeof text, "\"%s %s\"", pick(p, 0), p->words[0][(size_t)(p->turn * 7 + 3) % p->counts[0]]);
	look(p, text, FIND_NEWEST, 0);
}

static void
mixed_newest(struct paces *p)
{
	char text[100];

	snprintf(text, sizeof text, "%s %s", pick(p, 0), pick(p, 1));
	look(p, text, FIND_NEWEST, 0);
}

static void
beginning_newest(struct paces *p)
{
	char text[100];

	snprintf(text, sizeof text, "%.3s*", pick(p, 0));
	look(p, text, FIND_NEWEST, 0);
}

static void
writer_newest(struct paces *p)
{
	char text[100];

	snprintf(text, sizeof text, "by:filler-%04d %s", 1 + p->turn % p->writers, pick(p, 0));
	look(p, text, FIND_NEWEST, 0);
}

static void
writer_only(struct paces *p)
{
	char text[100];

	snprintf(text, sizeof text, "by:filler-%04d", 1 + p->turn % p->writers);
	look(p, text, FIND_NEWEST, 0);
}

static void
unanswered(struct paces *p)
{
	(void)p;
	look(p, "answered:no", FIND_NEWEST, 0);
}

static void
nothing(struct paces *p)
{
	char text[100];

	snprintf(text, sizeof text, "%szz", pick(p, 0));
	look(p, text, FIND_NEWEST, 0);
}

static void
alike(struct paces *p)
{
	struct thread_list list = {0};
	char title[200];

	snprintf(title, sizeof title, "%s %s %s", pick(p, 0), pick(p, 1),
	    p->words[0][(size_t)(p->turn * 5) % p->counts[0]]);
	must(find_similar(&p->forum, &p->who, title, &list), "similar");
	thread_list_clear(&list);
}

/* The first page whole, as its screen says it, of a greeter who sees who waits. */
static void
home_page(struct paces *p)
{
	static struct visit visit;
	struct route route = {.kind = ROUTE_HOME};
	struct screen *home;
	struct view view;

	visit.config = &p->config;
	visit.forum = p->forum;
	visit.actor = p->greeter;
	home = screens_open(&visit, &route);
	view_init(&view, VIEW_LIST);
	home->ops->view(home, &visit, &view);
	view_clear(&view);
	if (home->ops->close)
		home->ops->close(home, &visit);
	free(home);
}

/* And the desk, with 100 000 cases, as one of the team opens it: whole, too. */
static void
desk_page(struct paces *p)
{
	static struct visit visit;
	struct route route = {.kind = ROUTE_DESK};
	struct screen *desk;
	struct view view;

	visit.config = &p->config;
	visit.forum = p->forum;
	visit.actor = p->moderator;
	desk = screens_open(&visit, &route);
	view_init(&view, VIEW_LIST);
	desk->ops->view(desk, &visit, &view);
	if (view.item_count < DESK_SHOWN)
		fatal("the desk is empty");
	view_clear(&view);
	free(desk);
}

static void
desk_cases(struct paces *p)
{
	struct desk_case_list list = {0};
	const struct desk_ask first = {0};

	must(desk_list(&p->forum, &p->moderator, &first, &list), "desk");
	desk_case_list_clear(&list);
}

static void
board_page(struct paces *p)
{
	struct thread_list list = {0};

	must(conversation_list(&p->forum, &p->who, p->board, INT64_MAX, &list), "board");
	thread_list_clear(&list);
}

static void
conversation_page(struct paces *p)
{
	struct message_list list = {0};
	struct thread thread = {0};

	must(conversation_get(&p->forum, &p->who, p->thread, &thread), "conversation");
	must(conversation_messages(&p->forum, &p->who, &thread, 1, &list), "messages");
	message_list_clear(&list);
	thread_clear(&thread);
}

static void
not_heard_back(struct paces *p)
{
	struct waiting_list list = {0};

	must(waiting_list(&p->forum, &p->greeter, &list), "waiting");
	if (!list.count)
		fatal("nobody waits");
	waiting_list_clear(&list);
}

/* --- bare: what the engine takes for the rows alone --- */

static void
bare_run(struct paces *p, sqlite3_stmt **stmt, const char *text, int64_t a)
{
	if (!*stmt && sqlite3_prepare_v2(p->bare, text, -1, stmt, NULL) != SQLITE_OK)
		fatal("%s: %s", text, sqlite3_errmsg(p->bare));
	sqlite3_bind_int64(*stmt, 1, a);
	while (sqlite3_step(*stmt) == SQLITE_ROW)
		for (int k = 0; k < sqlite3_column_count(*stmt); k++)
			sqlite3_column_text(*stmt, k);
	sqlite3_reset(*stmt);
}

static void
bare_board(struct paces *p)
{
	static sqlite3_stmt *stmt;

	bare_run(p, &stmt,
	    "SELECT t.id, t.title, s.name, t.message_count, t.last_at FROM thread t JOIN member s ON s.id = t.starter"
	    " WHERE board = ?1 AND t.pinned_at = 0 ORDER BY last_message DESC LIMIT 21",
	    p->board);
}

static void
bare_conversation(struct paces *p)
{
	static sqlite3_stmt *stmt;

	bare_run(p, &stmt,
	    "SELECT m.id, m.number, a.name, m.body, m.written_at FROM message m JOIN member a ON a.id = m.author"
	    " WHERE thread = ?1 AND number >= 1 ORDER BY number LIMIT 20",
	    p->thread);
}

static void
bare_word(struct paces *p)
{
	static sqlite3_stmt *stmt;

	if (!stmt &&
	    sqlite3_prepare_v2(p->bare,
		"SELECT rowid FROM message_index WHERE message_index MATCH ?1 ORDER BY rowid DESC LIMIT 20", -1, &stmt,
		NULL) != SQLITE_OK)
		fatal("bare: %s", sqlite3_errmsg(p->bare));
	sqlite3_bind_text(stmt, 1, pick(p, 0), -1, SQLITE_STATIC);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
}

/*
 * --- bare: every statement of a page once more, prepared before and read by nobody ---
 *
 * With its values as literals, since a statement does not tell what is bound to it: where that makes the engine choose
 * other ways, as on the first page, it compares nothing.
 */

static struct {
	sqlite3 *handle; /* the board's own connection */
	bool is_on;
	sqlite3_stmt *kept[STATEMENTS_MOST];
	size_t count;
	struct paces *paces;
} echo;

static int
echo_take(unsigned kind, void *context, void *stmt, void *text)
{
	char *expanded;

	(void)context;
	(void)text;
	if (kind != SQLITE_TRACE_STMT || !echo.is_on || echo.count == STATEMENTS_MOST)
		return 0;
	expanded = sqlite3_expanded_sql(stmt);
	if (sqlite3_prepare_v2(echo.paces->bare, expanded, -1, &echo.kept[echo.count], NULL) != SQLITE_OK)
		fatal("%s: %s", expanded, sqlite3_errmsg(echo.paces->bare));
	echo.count++;
	sqlite3_free(expanded);
	return 0;
}

/* Called by the engine for every connection that is opened: the first one is the board's. */
static int
echo_meet(sqlite3 *handle, char **error, const void *api)
{
	(void)error;
	(void)api;
	if (!echo.handle) {
		echo.handle = handle;
		sqlite3_trace_v2(handle, SQLITE_TRACE_STMT, echo_take, NULL);
	}
	return SQLITE_OK;
}

/* What one turn asks the engine. */
static void
echo_listen(struct paces *p, void (*turn)(struct paces *))
{
	while (echo.count)
		sqlite3_finalize(echo.kept[--echo.count]);
	echo.paces = p;
	echo.is_on = true;
	turn(p);
	echo.is_on = false;
}

static void
echo_run(struct paces *p)
{
	(void)p;
	for (size_t k = 0; k < echo.count; k++) {
		while (sqlite3_step(echo.kept[k]) == SQLITE_ROW)
			for (int column = 0; column < sqlite3_column_count(echo.kept[k]); column++)
				sqlite3_column_text(echo.kept[k], column);
		sqlite3_reset(echo.kept[k]);
	}
}

/* --- timing --- */

static double
clock_us(clockid_t clock)
{
	struct timespec at;

	clock_gettime(clock, &at);
	return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

static int
compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

static double
at_percent(double *values, int count, int percent)
{
	qsort(values, (size_t)count, sizeof *values, compare);
	return values[(count - 1) * percent / 100];
}

static void
measure(struct paces *p, const char *what, void (*turn)(struct paces *))
{
	double *wall = mem_alloc_array((size_t)p->times, sizeof *wall),
	       *cpu = mem_alloc_array((size_t)p->times, sizeof *cpu);

	for (p->turn = 0; p->turn < p->times; p->turn++) {
		double wall_us = clock_us(CLOCK_MONOTONIC), cpu_us = clock_us(CLOCK_PROCESS_CPUTIME_ID);

		turn(p);
		wall[p->turn] = clock_us(CLOCK_MONOTONIC) - wall_us;
		cpu[p->turn] = clock_us(CLOCK_PROCESS_CPUTIME_ID) - cpu_us;
	}
	printf("| %s | %.0f | %.0f | %.0f |\n", what, at_percent(wall, p->times, 50), at_percent(wall, p->times, 99),
	    at_percent(cpu, p->times, 99));
	free(cpu);
	free(wall);
}

/* --- the board --- */

static int64_t
ask(struct paces *p, const char *text)
{
	int64_t answer = 0;
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(p->bare, text, -1, &stmt, NULL) != SQLITE_OK)
		fatal("%s: %s", text, sqlite3_errmsg(p->bare));
	if (sqlite3_step(stmt) == SQLITE_ROW)
		answer = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return answer;
}

static void
take_word(struct paces *p, int kind, const char *word)
{
	for (size_t k = 0; k < p->counts[kind]; k++)
		if (!strcmp(p->words[kind][k], word))
			return;
	if (p->counts[kind] < WORDS_MOST && strlen(word) < WORD_BYTES)
		snprintf(p->words[kind][p->counts[kind]++], WORD_BYTES, "%s", word);
}

/* Common words are those of what is generated; rare ones are its numbers, each in one message and a few titles. */
static void
take_words(struct paces *p)
{
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(p->bare, "SELECT body FROM message ORDER BY id DESC LIMIT 300", -1, &stmt, NULL) !=
	    SQLITE_OK)
		fatal("words");
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		char *text = mem_copy_string((const char *)sqlite3_column_text(stmt, 0)), *rest = text, *word;

		while ((word = strsep(&rest, " \n.,;:?!'\"-()>")))
			if (*word >= '0' && *word <= '9')
				take_word(p, 1, word);
			else if (strlen(word) > 2)
				take_word(p, 0, word);
		free(text);
	}
	sqlite3_finalize(stmt);
}

/* As many as there can be, so that a list that is not bounded would show. */
static void
have_many_wait(struct paces *p)
{
	char *text = mem_format("INSERT OR IGNORE INTO waiting (message, thread, member, since, due_at)"
				" SELECT first_message, id, starter, started_at, started_at + 43200 FROM thread"
				" ORDER BY id DESC LIMIT %d",
	    WAIT_MOST);

	if (sqlite3_exec(p->bare, text, NULL, NULL, NULL) != SQLITE_OK)
		fatal("waiting: %s", sqlite3_errmsg(p->bare));
	free(text);
}

/* About messages of that board, of every risk and queue, a third of them too late. */
static void
have_many_cases(struct paces *p)
{
	char *text =
	    mem_format("WITH RECURSIVE n (k) AS (VALUES (1) UNION ALL SELECT k + 1 FROM n WHERE k < %d)"
		       " INSERT INTO desk_case (reason, source, risk, thread, message, about, opened_at, queue,"
		       " due_at, missed_at) SELECT CASE k %% 3 WHEN 0 THEN 'safety' WHEN 1 THEN 'details' ELSE"
		       " 'unkind' END, 'report', 3 - k %% 3, m.thread, m.id, m.author, 1700000000 + k,"
		       " CASE k %% 3 WHEN 0 THEN 'red' WHEN 1 THEN 'details' ELSE 'report' END,"
		       " 1700000000 + k + 900, (k %% 3 = 0) * (1700000000 + k + 900) FROM n"
		       " JOIN message m ON m.id = 1 + k %% (SELECT max(id) FROM message)",
		CASES_MOST);

	if (sqlite3_exec(p->bare, text, NULL, NULL, NULL) != SQLITE_OK)
		fatal("cases: %s", sqlite3_errmsg(p->bare));
	free(text);
}

static void
paces_open(struct paces *p, const char *data)
{
	char *path = mem_format("%s/db/board.db", data);

	sqlite3_auto_extension((void (*)(void))echo_meet);
	config_init(&p->config);
	must(forum_open(data, &p->config, &p->forum), "open");
	must(account_find(&p->forum, "kettle-on", &p->who), "kettle-on");
	p->greeter = p->who;
	p->greeter.role = ACTOR_GREETER;
	p->moderator = p->who;
	p->moderator.role = ACTOR_MODERATOR;
	p->moderator.is_proven = true;
	if (sqlite3_open_v2(path, &p->bare, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		fatal("bare");
	have_many_wait(p);
	have_many_cases(p);
	sqlite3_exec(p->bare, "PRAGMA cache_size = -128; PRAGMA mmap_size = 67108864", NULL, NULL, NULL);
	free(path);
	p->board = ask(p, "SELECT board FROM thread GROUP BY board ORDER BY count(*) DESC LIMIT 1");
	p->thread = ask(p,
	    "SELECT id FROM thread WHERE message_count > 40 ORDER BY id LIMIT 1 OFFSET (SELECT count(*) / 3 FROM thread"
	    " WHERE message_count > 40)");
	p->writers = (int)ask(p, "SELECT min(50, count(*)) FROM member WHERE name LIKE 'filler-%'");
	take_words(p);
}

int
main(int argc, char **argv)
{
	static struct paces p;
	static const struct {
		const char *what;
		void (*turn)(struct paces *);
	} turns[] = {
	    {"a common word, newest first", common_newest},
	    {"bare: its 20 newest ids", bare_word},
	    {"the same with its page of results", common_page},
	    {"a rare word, newest first", rare_newest},
	    {"a common word, best first", common_best},
	    {"a rare word, best first", rare_best},
	    {"a common word, from long ago", common_deep},
	    {"two common words", pair_newest},
	    {"two common words in a row", phrase_newest},
	    {"a common and a rare word", mixed_newest},
	    {"a beginning of three letters", beginning_newest},
	    {"a writer and a common word", writer_newest},
	    {"a writer", writer_only},
	    {"answered:no", unanswered},
	    {"a word that nobody wrote", nothing},
	    {"similar conversations", alike},
	    {"home", home_page},
	    {"board page", board_page},
	    {"bare: its statements", NULL},
	    {"bare: its conversations", bare_board},
	    {"conversation page", conversation_page},
	    {"bare: its statements", NULL},
	    {"bare: its messages", bare_conversation},
	    {"not heard back", not_heard_back},
	    {"bare: its statements", NULL},
	    {"the desk with 100 000 cases, whole", desk_page},
	    {"bare: its statements", NULL},
	    {"its cases", desk_cases},
	    {"bare: its statements", NULL},
	};

	if (argc != 3 || (p.times = (int)strtol(argv[2], NULL, 10)) < 1)
		fatal("paces DATA TIMES");
	log_init(LOG_LEVEL_ERROR, "paces");
	paces_open(&p, argv[1]);
	printf("| %lld messages | p50 us | p99 us | p99 us of processor |\n| --- | --- | --- | --- |\n",
	    (long long)ask(&p, "SELECT count(*) FROM message"));
	for (size_t k = 0; k < sizeof turns / sizeof *turns; k++) {
		if (!turns[k].turn)
			echo_listen(&p, turns[k - 1].turn);
		measure(&p, turns[k].what, turns[k].turn ? turns[k].turn : echo_run);
	}
	while (echo.count)
		sqlite3_finalize(echo.kept[--echo.count]);
	sqlite3_close(p.bare);
	forum_close(&p.forum);
	return 0;
}
