/*
 * The index of words: it knows what is live and nothing else, whoever wrote it and by whatever way; and what is walked
 * back through is what it should be, in one go or block by block.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/str.h"
#include "store/labels.h"
#include "store/migrate.h"
#include "store/revisions.h"
#include "store/search.h"
#include "store/threads.h"
#include "store/upkeep.h"

struct scene {
	struct data *data;
	struct db *db;
	struct actor ann, bob;
	int64_t board, thread;
};

static char kettle[] = "A kettle.";

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	data_group(s.data, "talking", 1);
	s.db = s.data->forum.db;
	s.board = data_board(s.data, "nights", "talking", true);
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.bob = data_member(s.data, "bob-here", ACTOR_MEMBER);
	s.thread = data_thread(s.data, s.board, &s.ann, "Washing at four");
	return s;
}

/* How many are found by one text. */
static size_t
count(const struct scene *s, const char *text)
{
	const struct search_term term = {.text = text};
	const struct search search = {.terms = &term, .term_count = 1, .boards = &s->board, .board_count = 1};
	struct search_hits hits = {0};
	size_t found;

	assert_int_equal(search_newest(s->db, &search, INT64_MAX, 1000, &hits), ERR_OK);
	assert_int_equal(hits.next, 0);
	found = hits.count;
	search_hits_clear(&hits);
	return found;
}

/* The engine's own look at every word of it. */
static bool
is_sound(const struct scene *s)
{
	char path[200];
	sqlite3 *db;
	int code;

	snprintf(path, sizeof path, "%s/board.db", s->data->db);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	code = sqlite3_exec(db, "INSERT INTO message_index (message_index, rank) VALUES ('integrity-check', 1)", NULL,
	    NULL, NULL);
	sqlite3_close(db);
	return code == SQLITE_OK;
}

static void
words_are_found_whatever_their_ending(void **state)
{
	struct scene s = begin(state);

	data_message(s.data, s.thread, &s.ann, 0, "She washes her face in the caf\xc3\xa9.");
	assert_int_equal(count(&s, "wash"), 1);
	assert_int_equal(count(&s, "washed"), 1);
	assert_int_equal(count(&s, "WASHING"), 1);
	assert_int_equal(count(&s, "cafe"), 1);
	assert_int_equal(count(&s, "caf\xc3\xa9s"), 1);
	assert_int_equal(count(&s, "her face"), 1);
	assert_int_equal(count(&s, "face her"), 0);
	assert_int_equal(count(&s, "at four"), 1); /* of the title, with the first message */
	data_message(s.data, s.thread, &s.bob, 0, "Mine too.");
	assert_int_equal(count(&s, "four"), 1);
	assert_true(is_sound(&s));
}

static void
what_is_not_live_is_not_found(void **state)
{
	struct scene s = begin(state);
	int64_t id;

	data_message(s.data, s.thread, &s.ann, 0, "A kettle sings.");
	id = data_count(s.data, "SELECT max(id) FROM message");
	assert_int_equal(count(&s, "kettle"), 1);
	assert_int_equal(db_begin(s.db), ERR_OK);
	assert_int_equal(db_end(s.db, messages_revise(s.db, id, "A teapot is quiet.", s.ann.member, DATA_NOON)),
	    ERR_OK);
	assert_int_equal(count(&s, "kettle"), 0);
	assert_int_equal(count(&s, "teapot"), 1);
	assert_int_equal(db_begin(s.db), ERR_OK);
	assert_int_equal(db_end(s.db, messages_set_state(s.db, id, "hidden", s.bob.member, DATA_NOON)), ERR_OK);
	assert_int_equal(count(&s, "teapot"), 0);
	assert_int_equal(count(&s, "four"), 0); /* nor the title that goes with it */
	assert_int_equal(db_begin(s.db), ERR_OK);
	assert_int_equal(db_end(s.db, messages_restore(s.db, id)), ERR_OK);
	assert_int_equal(count(&s, "teapot"), 1);
	assert_int_equal(count(&s, "four"), 1);
	assert_int_equal(db_begin(s.db), ERR_OK);
	assert_int_equal(db_end(s.db, messages_set_state(s.db, id, "withdrawn", s.ann.member, DATA_NOON)), ERR_OK);
	assert_int_equal(count(&s, "teapot"), 0);
	assert_true(is_sound(&s));
}

static void
what_is_taken_back_was_never_there(void **state)
{
	struct scene s = begin(state);
	struct message record = {.thread = s.thread, .author = s.ann.member, .body = kettle, .written_at = DATA_NOON};
	int64_t id, number;

	assert_int_equal(db_begin(s.db), ERR_OK);
	assert_int_equal(messages_add(s.db, &record, &id, &number), ERR_OK);
	db_rollback(s.db);
	assert_int_equal(count(&s, "kettle"), 0);
	assert_true(is_sound(&s));
}

static bool
is_found_by(const struct scene *s, struct search search)
{
	struct search_hits hits = {0};
	bool is_found;

	search.boards = &s->board;
	search.board_count = 1;
	assert_int_equal(search_newest(s->db, &search, INT64_MAX, 10, &hits), ERR_OK);
	is_found = hits.count == 1;
	search_hits_clear(&hits);
	return is_found;
}

static enum err
clear_tags(struct db *db, int64_t thread)
{
	char *script = mem_format("DELETE FROM thread_tag WHERE thread = %lld", (long long)thread);
	enum err err = db_script(db, script);

	free(script);
	return err;
}

static void
tags_and_writers_are_found_but_not_who_is_unknown(void **state)
{
	struct scene s = begin(state);
	struct message record = {.thread = s.thread, .author = s.bob.member, .body = kettle, .written_at = DATA_NOON};
	const char *memory = "memory", *last = "last-months";
	int64_t id, number;

	record.alias = 7;
	assert_int_equal(db_begin(s.db), ERR_OK);
	assert_int_equal(messages_add(s.db, &record, &id, &number), ERR_OK);
	assert_int_equal(tags_add(s.db, s.thread, "last-months"), ERR_OK);
	assert_int_equal(tags_add(s.db, s.thread, "last-months"), ERR_OK);
	assert_int_equal(db_commit(s.db), ERR_OK);
	assert_true(is_found_by(&s, (struct search){.tags = &last, .tag_count = 1}));
	assert_false(is_found_by(&s, (struct search){.tags = &memory, .tag_count = 1}));
	assert_false(is_found_by(&s, (struct search){.writers = &s.bob.member, .writer_count = 1}));
	/* not even by the one who wrote it: what they can find others could see them find */
	assert_false(
	    is_found_by(&s, (struct search){.writers = &s.bob.member, .writer_count = 1, .member = s.bob.member}));
	assert_true(is_found_by(&s, (struct search){.is_first_only = true}));
	data_message(s.data, s.thread, &s.bob, 0, "A teapot.");
	assert_true(is_found_by(&s, (struct search){.writers = &s.bob.member, .writer_count = 1}));
	assert_true(is_found_by(&s,
	    (struct search){.writers = &s.bob.member, .writer_count = 1, .tags = &last, .tag_count = 1}));
	assert_int_equal(db_begin(s.db), ERR_OK);
	assert_int_equal(db_end(s.db, clear_tags(s.db, s.thread)), ERR_OK);
	assert_false(is_found_by(&s, (struct search){.tags = &last, .tag_count = 1}));
	assert_true(is_sound(&s));
}

/* A session of the older program knows no index; its schema is not trusted. */
static void
an_older_program_keeps_it_right(void **state)
{
	static const char writes[] =
	    "PRAGMA trusted_schema = OFF; BEGIN IMMEDIATE;"
	    "INSERT INTO message (thread, number, author, to_member, body, written_at) SELECT id, 1, starter, starter, 'A kettle.', 0"
	    " FROM thread;"
	    "INSERT INTO message (thread, number, author, to_member, body, written_at) SELECT id, 2, starter, starter, 'A kettle.', 0"
	    " FROM thread; UPDATE message SET body = 'A teapot.' WHERE number = 2; UPDATE thread SET title = 'A cup'; COMMIT";
	struct scene s = begin(state);
	char path[200];
	sqlite3 *db;

	snprintf(path, sizeof path, "%s/board.db", s.data->db);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, writes, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(count(&s, "kettle"), 0);
	assert_int_equal(db_begin(s.db), ERR_OK); /* whoever writes next */
	assert_int_equal(db_commit(s.db), ERR_OK);
	assert_int_equal(count(&s, "kettle"), 1);
	assert_int_equal(count(&s, "teapot"), 1);
	assert_int_equal(count(&s, "cup"), 1);
	assert_int_equal(count(&s, "four"), 0);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message_stale"), 0);
	assert_true(is_sound(&s));
}

/* One change of any kind to some message. Errors are fine: not every change suits every message. */
static void
change_something(struct scene *s, int64_t threads[static 3])
{
	int64_t id = 1 + random_below(60), thread = threads[random_below(3)], number;
	char words[] = "kettle x teapot";
	struct message record = {.thread = thread, .author = s->bob.member, .body = words, .written_at = DATA_NOON};

	words[7] = (char)('a' + random_below(26));
	record.alias = random_below(2);
	switch (random_below(8)) {
	case 0:
		messages_revise(s->db, id, words, s->bob.member, DATA_NOON);
		break;
	case 1:
		messages_set_state(s->db, id, random_below(2) ? "hidden" : "withdrawn", s->bob.member, DATA_NOON);
		break;
	case 2:
		messages_restore(s->db, id);
		break;
	case 3:
		tags_add(s->db, thread, random_below(2) ? "memory" : "in-a-home");
		break;
	case 4:
		clear_tags(s->db, thread);
		break;
	case 5:
		db_script(s->db, "UPDATE thread SET title = title || ' more' WHERE id = (SELECT max(id) FROM thread)");
		break;
	default:
		assert_int_equal(messages_add(s->db, &record, &id, &number), ERR_OK);
	}
}

static void
after_any_changes_it_is_sound(void **state)
{
	struct scene s = begin(state);
	int64_t threads[3] = {s.thread, data_thread(s.data, s.board, &s.ann, "Two"),
	    data_thread(s.data, s.board, &s.ann, "Three")};

	for (int k = 0; k < 300; k++) {
		assert_int_equal(db_begin(s.db), ERR_OK);
		for (uint32_t n = random_below(5); n; n--)
			change_something(&s, threads);
		if (random_below(4))
			assert_int_equal(db_commit(s.db), ERR_OK);
		else
			db_rollback(s.db);
	}
	assert_true(data_count(s.data, "SELECT count(*) FROM message WHERE state = 'live'") > 50);
	assert_true(is_sound(&s));
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM message_index_docsize"),
	    data_count(s.data, "SELECT count(*) FROM message WHERE state = 'live'"));
}

/* --- walking back --- */

enum { MANY = 12000 };

/* "even" and "odd" never meet but once, in a message long ago; ids go through several blocks. */
static void
fill(struct scene *s)
{
	int64_t id, number;

	assert_int_equal(db_begin(s->db), ERR_OK);
	for (int k = 0; k < MANY; k++) {
		struct message record = {.thread = s->thread, .author = s->ann.member, .written_at = DATA_NOON + k};
		char body[40];

		snprintf(body, sizeof body, "%s %s", k % 2 ? "odd" : "even",
		    k == 100    ? "odd"
			: k % 3 ? "one"
				: "three");
		record.body = body;
		assert_int_equal(messages_add(s->db, &record, &id, &number), ERR_OK);
	}
	assert_int_equal(db_commit(s->db), ERR_OK);
}

static bool
at_once(void *context)
{
	(*(int *)context)++;
	return true;
}

static void
what_takes_long_goes_on_block_by_block(void **state)
{
	const struct search_term terms[] = {{.text = "even"}, {.text = "odd"}};
	struct scene s = begin(state);
	struct search search = {.terms = terms, .term_count = 2, .boards = &s.board, .board_count = 1};
	struct search_hits hits = {0};

	fill(&s);
	search.is_by_blocks = true;
	assert_int_equal(search_newest(s.db, &search, INT64_MAX, 10, &hits), ERR_OK);
	assert_int_equal(hits.count, 1);
	assert_int_equal(hits.ids[0], 101);
	assert_int_equal(hits.next, 0);
	search_hits_clear(&hits);
}

static void
look_through_pages(struct scene *s, bool is_by_blocks)
{
	const struct search_term term = {.text = "three"};
	const struct search search = {.terms = &term,
	    .term_count = 1,
	    .boards = &s->board,
	    .board_count = 1,
	    .is_by_blocks = is_by_blocks};
	int64_t before = INT64_MAX, last = INT64_MAX;
	size_t found = 0;

	while (before) {
		struct search_hits hits = {0};

		assert_int_equal(search_newest(s->db, &search, before, 37, &hits), ERR_OK);
		for (size_t k = 0; k < hits.count; k++) {
			assert_true(hits.ids[k] < last);
			last = hits.ids[k];
		}
		found += hits.count;
		before = hits.next;
		search_hits_clear(&hits);
	}
	assert_int_equal(found, data_count(s->data, "SELECT count(*) FROM message WHERE body LIKE '%three%'"));
}

static void
pages_leave_nothing_out_and_say_nothing_twice(void **state)
{
	struct scene s = begin(state);

	fill(&s);
	look_through_pages(&s, false);
	look_through_pages(&s, true);
}

/* What takes no time is not asked about, even when a key waits. */
static void
a_quick_search_is_never_stopped(void **state)
{
	const struct search_term term = {.text = "three"};
	struct scene s = begin(state);
	int asked = 0;
	const struct search search = {.terms = &term,
	    .term_count = 1,
	    .boards = &s.board,
	    .board_count = 1,
	    .is_unwanted = at_once,
	    .context = &asked};
	struct search_hits hits = {0};

	fill(&s);
	assert_int_equal(search_newest(s.db, &search, INT64_MAX, 10, &hits), ERR_OK);
	assert_int_equal(hits.count, 10);
	assert_false(hits.was_stopped);
	assert_int_equal(asked, 0);
	search_hits_clear(&hits);
}

static void
a_statement_can_be_stopped(void **state)
{
	const struct search_term term = {.text = "three"};
	struct scene s = begin(state);
	int64_t found = 0;
	int asked = 0;

	fill(&s);
	db_interrupt_when(s.db, at_once, &asked);
	assert_int_equal(search_count(s.db, &term, MANY, &found), ERR_STOPPED);
	assert_int_equal(asked, 1);
	db_interrupt_when(s.db, NULL, NULL);
	assert_int_equal(search_count(s.db, &term, MANY, &found), ERR_OK);
	assert_int_equal(found, MANY / 3);
}

static void
since_when_is_found_by_halves(void **state)
{
	struct scene s = begin(state);
	struct search search = {.boards = &s.board, .board_count = 1};
	struct search_hits hits = {0};

	fill(&s);
	search.since_at = DATA_NOON + MANY - 5;
	assert_int_equal(search_newest(s.db, &search, INT64_MAX, 100, &hits), ERR_OK);
	assert_int_equal(hits.count, 5);
	assert_int_equal(hits.next, 0);
	search_hits_clear(&hits);
	search.since_at = DATA_NOON + MANY;
	assert_int_equal(search_newest(s.db, &search, INT64_MAX, 100, &hits), ERR_OK);
	assert_int_equal(hits.count, 0);
	search_hits_clear(&hits);
}

static void
take_word(void *context, const char *word)
{
	struct str *out = context;

	str_add_format(out, "%s ", word);
}

static void
words_that_begin_alike(void **state)
{
	struct scene s = begin(state);
	const struct search_term begins = {.text = "kettl", .is_beginning = true},
				 three = {.text = "ket", .is_beginning = true};
	struct str words;

	data_message(s.data, s.thread, &s.ann, 0, "A kettle, a kettledrum, kettlework.");
	str_init(&words);
	assert_int_equal(search_words(s.db, "kett", 10, take_word, &words), ERR_OK);
	assert_string_equal(words.text, "kettl kettledrum kettlework ");
	str_cut(&words, 0);
	assert_int_equal(search_words(s.db, "kett", 2, take_word, &words), ERR_OK);
	assert_string_equal(words.text, "kettl kettledrum ");
	str_clear(&words);
	assert_true(is_found_by(&s, (struct search){.terms = &begins, .term_count = 1}));
	assert_true(is_found_by(&s, (struct search){.terms = &three, .term_count = 1}));
}

/* --- forgetting --- */

static bool
is_in_file(const struct data *data, const char *name, const char *word)
{
	char path[200];
	FILE *file;
	char *bytes;
	size_t count_bytes;
	bool is_there;

	snprintf(path, sizeof path, "%s/%s", data->db, name);
	file = fopen(path, "rb");
	if (!file)
		return false;
	bytes = mem_alloc(64 << 20);
	count_bytes = fread(bytes, 1, 64 << 20, file);
	is_there = memmem(bytes, count_bytes, word, strlen(word)) != NULL;
	free(bytes);
	fclose(file);
	return is_there;
}

static void
a_forgotten_word_is_in_no_page(void **state)
{
	struct scene s = begin(state);
	bool more = false;
	int steps = 0;
	int64_t id;

	data_message(s.data, s.thread, &s.ann, 0, "The word xylophonic is only here.");
	id = data_count(s.data, "SELECT max(id) FROM message");
	fill(&s);
	assert_int_equal(db_checkpoint(s.db), ERR_OK);
	assert_true(is_in_file(s.data, "board.db", "lophon"));
	assert_int_equal(db_begin(s.db), ERR_OK);
	assert_int_equal(messages_set_state(s.db, id, "withdrawn", s.ann.member, DATA_NOON), ERR_OK);
	assert_int_equal(revisions_expire(s.db, DATA_NOON + 1, 10), ERR_OK);
	assert_int_equal(db_commit(s.db), ERR_OK);
	do {
		assert_int_equal(db_begin(s.db), ERR_OK);
		assert_int_equal(db_end(s.db, search_merge(s.db, &more)), ERR_OK);
		steps++;
	} while (more && steps < 10000);
	assert_in_range(steps, 2, 9999);
	assert_int_equal(db_checkpoint(s.db), ERR_OK);
	assert_false(is_in_file(s.data, "board.db", "lophon"));
	assert_false(is_in_file(s.data, "board.db-wal", "lophon"));
	assert_true(is_sound(&s));
	assert_int_equal(count(&s, "xylophonic"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(words_are_found_whatever_their_ending, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(what_is_not_live_is_not_found, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(what_is_taken_back_was_never_there, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(tags_and_writers_are_found_but_not_who_is_unknown, data_make_empty,
		data_remove),
	    cmocka_unit_test_setup_teardown(an_older_program_keeps_it_right, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(after_any_changes_it_is_sound, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(what_takes_long_goes_on_block_by_block, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(pages_leave_nothing_out_and_say_nothing_twice, data_make_empty,
		data_remove),
	    cmocka_unit_test_setup_teardown(a_quick_search_is_never_stopped, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_statement_can_be_stopped, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(since_when_is_found_by_halves, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(words_that_begin_alike, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_forgotten_word_is_in_no_page, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
