/*
 * Writing, moving and taking back. Random editing is compared with a model that sanitises the whole text each time,
 * which is what editing a neighbourhood must come to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/random.h"
#include "ui/edit.h"
#include "ui/wrap.h"

enum {
	ROUNDS = 2500,
	ROUND_STEPS = 40,
	BODY_BYTES = 64 * 1024,
};

static const char secret[] = "s3cret";

static struct {
	const char *secret;
	size_t wiped_bytes;
	size_t wiped_secrets; /* pieces of memory that held the secret when they were wiped */
} seen;

/* In place of libsodium's, to see what is wiped. */
void
sodium_memzero(void *const memory, const size_t bytes)
{
	if (seen.secret && memmem(memory, bytes, seen.secret, strlen(seen.secret)))
		seen.wiped_secrets++;
	seen.wiped_bytes += bytes;
	memset(memory, 0, bytes);
	__asm__ volatile("" : : "r"(memory) : "memory");
}

static void
type(struct edit *e, const char *text)
{
	size_t bytes = strlen(text), length;

	for (size_t at = 0; at < bytes; at += length) {
		length = text_grapheme(text + at, bytes - at, NULL);
		edit_insert(e, text + at, length);
	}
}

static void
insert(struct edit *e, const char *text)
{
	edit_insert(e, text, strlen(text));
}

/* The text with a bar at the cursor. */
static void
assert_edit(const struct edit *e, const char *expected)
{
	struct str shown;

	str_init(&shown);
	str_add_bytes(&shown, e->text.text, e->cursor);
	str_add_char(&shown, '|');
	str_add(&shown, e->text.text + e->cursor);
	assert_string_equal(shown.text, expected);
	str_clear(&shown);
}

static int
start_body(void **state)
{
	static struct edit e;

	edit_init(&e, TEXT_BODY, BODY_BYTES);
	*state = &e;
	return 0;
}

static int
finish(void **state)
{
	edit_clear(*state);
	return 0;
}

static void
typing_goes_in_at_the_cursor(void **state)
{
	struct edit *e = *state;

	type(e, "held");
	assert_edit(e, "held|");
	edit_left(e);
	type(e, "lo wor");
	assert_edit(e, "hello wor|d");
	edit_right(e);
	edit_right(e);
	assert_edit(e, "hello word|");
	edit_start(e);
	edit_left(e);
	type(e, "> ");
	assert_edit(e, "> |hello word");
	edit_end(e);
	assert_edit(e, "> hello word|");
}

static void
deleting_takes_whole_graphemes(void **state)
{
	struct edit *e = *state;

	insert(e, "aq\u0301\U0001F469\u200D\U0001F467🇳🇱z");
	edit_backspace(e);
	edit_backspace(e);
	assert_edit(e, "aq\u0301\U0001F469\u200D\U0001F467|");
	edit_backspace(e);
	assert_edit(e, "aq\u0301|");
	edit_backspace(e);
	assert_edit(e, "a|");
	edit_start(e);
	edit_backspace(e);
	edit_delete(e);
	assert_edit(e, "|");
	edit_delete(e);
	edit_backspace(e);
	assert_edit(e, "|");
}

static void
a_text_is_emptied_and_comes_back(void **state)
{
	struct edit *e = *state;

	type(e, "one two");
	edit_left(e);
	edit_empty(e);
	assert_edit(e, "|");
	edit_empty(e);
	assert_edit(e, "|");
	edit_undo(e);
	assert_edit(e, "one tw|o");
}

static void
neighbours_join_when_what_parted_them_goes(void **state)
{
	struct edit *e = *state;

	insert(e, "\u1112x");
	insert(e, "\u1161"); /* a loose vowel is dropped */
	assert_edit(e, "\u1112x|");
	edit_set(e, "🇳x🇱");
	edit_left(e);
	edit_backspace(e);
	assert_edit(e, "🇳🇱|"); /* not between the halves of a flag */
	edit_set(e, "x\u102By");
	edit_start(e);
	edit_delete(e);
	assert_edit(e, "|y"); /* nor a mark with nothing before it */
	edit_undo(e);
	assert_edit(e, "|x\u102By");
}

static void
marks_join_what_is_before_the_cursor(void **state)
{
	struct edit *e = *state;

	type(e, "e");
	insert(e, "\u0301");
	assert_edit(e, "\u00E9|");
	insert(e, "\u0323");
	assert_edit(e, "\u1EB9\u0301|");
	insert(e, "\u0301\u0301\u0301\u0301\u0301");
	assert_edit(e, "\u1EB9\u0301\u0301\u0301\u0301|");
	edit_set(e, "");
	insert(e, "\u0301");
	assert_edit(e, "|");
}

static void
what_is_inserted_is_sanitised(void **state)
{
	struct edit *e = *state;
	struct edit line;

	insert(e, "a\033[31m\r\nb\u202E\xFF\xE2\x82");
	assert_edit(e, "a [31m\nb\uFFFD\uFFFD\uFFFD|");
	edit_set(e, "a\nb");
	edit_start(e);
	edit_right(e);
	insert(e, "\r");
	assert_edit(e, "a\n|\nb"); /* CR before a newline that is there already is another one */
	edit_init(&line, TEXT_LINE, 100);
	insert(&line, "one\ntwo\U0001F469\u200D\U0001F467");
	assert_edit(&line, "one two\U0001F469\U0001F467|");
	edit_clear(&line);
}

static void
the_limit_is_kept(void **state)
{
	struct edit e;

	(void)state;
	edit_init(&e, TEXT_LINE, 6);
	insert(&e, "abcd");
	assert_false(e.refused);
	insert(&e, "e日"); /* the letter fits, the other does not */
	assert_edit(&e, "abcde|");
	assert_true(e.refused);
	insert(&e, "é");
	assert_edit(&e, "abcde|");
	assert_true(e.refused);
	edit_start(&e);
	insert(&e, "xyz");
	assert_edit(&e, "x|abcde");
	edit_backspace(&e);
	edit_end(&e);
	insert(&e, "f");
	assert_edit(&e, "abcdef|");
	assert_false(e.refused);
	edit_set(&e, "abcd日本");
	assert_edit(&e, "abcd|");
	assert_true(e.refused);
	edit_set(&e, "ab\u00E5"); /* a dot below makes two bytes of ring and a letter five */
	e.limit_bytes = 6;
	insert(&e, "\u0323");
	assert_edit(&e, "ab\u00E5|");
	assert_true(e.refused);
	edit_undo(&e);
	assert_edit(&e, "ab\u00E5|");
	edit_clear(&e);
}

static void
changes_are_counted(void **state)
{
	struct edit *e = *state;
	uint64_t before = e->changes;

	insert(e, "a");
	assert_true(e->changes > before);
	before = e->changes;
	edit_left(e);
	edit_backspace(e);
	insert(e, "\u200B");
	assert_int_equal(e->changes, before);
	edit_undo(e);
	assert_true(e->changes > before);
}

static void
undo_takes_back_words(void **state)
{
	struct edit *e = *state;

	type(e, "one two  three");
	edit_undo(e);
	assert_edit(e, "one two  |");
	edit_undo(e);
	assert_edit(e, "one |");
	edit_undo(e);
	assert_edit(e, "|");
	edit_undo(e);
	assert_edit(e, "|");
}

static void
undo_keeps_composing_in_the_run(void **state)
{
	struct edit *e = *state;

	insert(e, "x");
	edit_end(e);
	type(e, "caf");
	insert(e, "e");
	insert(e, "\u0301");
	type(e, "s");
	assert_edit(e, "xcaf\u00E9s|");
	edit_undo(e);
	assert_edit(e, "x|");
}

static void
a_move_a_delete_and_a_paste_end_a_run(void **state)
{
	struct edit *e = *state;

	type(e, "ab");
	edit_left(e);
	edit_right(e);
	type(e, "cd");
	insert(e, "pasted");
	type(e, "ef");
	edit_backspace(e);
	type(e, "g");
	assert_edit(e, "abcdpastedeg|");
	edit_undo(e);
	assert_edit(e, "abcdpastede|");
	edit_undo(e);
	assert_edit(e, "abcdpastedef|");
	edit_undo(e);
	assert_edit(e, "abcdpasted|");
	edit_undo(e);
	assert_edit(e, "abcd|");
	edit_undo(e);
	assert_edit(e, "ab|");
	edit_undo(e);
	assert_edit(e, "|");
}

static void
undo_puts_the_cursor_where_it_was(void **state)
{
	struct edit *e = *state;

	insert(e, "one two three");
	edit_word_left(e);
	edit_delete(e);
	edit_start(e);
	edit_undo(e);
	assert_edit(e, "one two |three");
}

static void
setting_starts_undo_afresh(void **state)
{
	struct edit *e = *state;

	type(e, "old");
	edit_set(e, "new\r\ntext");
	assert_edit(e, "new\ntext|");
	edit_undo(e);
	assert_edit(e, "new\ntext|");
}

static void
thousands_of_steps_are_kept_and_the_oldest_go(void **state)
{
	struct edit *e = *state;
	size_t undone = 0;

	for (size_t k = 0; k < 10000; k++)
		insert(e, "ab");
	while (e->text.bytes) {
		uint64_t before = e->changes;

		edit_undo(e);
		if (e->changes == before)
			break;
		undone++;
	}
	assert_in_range(undone, 1000, 256 * 1024 / 24); /* 24: no step could be smaller */
	assert_int_equal(e->text.bytes, 20000 - 2 * undone);
}

/* What was deleted is held as well. */
static void
large_deletions_count_in_bytes(void **state)
{
	struct edit *e = *state;
	struct str chain;
	size_t undone = 0;

	str_init(&chain);
	while (chain.bytes < 60000)
		str_add(&chain, chain.bytes ? "\u200D\U0001F469" : "\U0001F469");
	for (size_t k = 0; k < 50; k++) {
		insert(e, chain.text);
		assert_int_equal(e->text.bytes, chain.bytes);
		edit_backspace(e); /* one grapheme */
		assert_int_equal(e->text.bytes, 0);
	}
	for (uint64_t before = e->changes + 1; before != e->changes; undone++) {
		before = e->changes;
		edit_undo(e);
	}
	assert_in_range(undone, 4, 10);
	str_clear(&chain);
}

static void
words_are_moved_over(void **state)
{
	struct edit *e = *state;

	insert(e, "one  two\nthree ");
	edit_word_left(e);
	assert_edit(e, "one  two\n|three ");
	edit_word_left(e);
	assert_edit(e, "one  |two\nthree ");
	edit_word_left(e);
	edit_word_left(e);
	assert_edit(e, "|one  two\nthree ");
	edit_word_right(e);
	assert_edit(e, "one  |two\nthree ");
	edit_word_right(e);
	edit_word_right(e);
	assert_edit(e, "one  two\nthree |");
}

static void
lines_are_moved_over_and_keep_the_column(void **state)
{
	struct edit *e = *state;

	insert(e, "first line\nab\nthird line"); /* first | line | ab | third | line */
	edit_up(e, 6);
	assert_edit(e, "first line\nab\nthir|d line");
	edit_up(e, 6);
	assert_edit(e, "first line\nab|\nthird line");
	edit_up(e, 6);
	assert_edit(e, "first line|\nab\nthird line");
	edit_line_start(e, 6);
	assert_edit(e, "first |line\nab\nthird line");
	edit_up(e, 6);
	edit_up(e, 6);
	assert_edit(e, "|first line\nab\nthird line");
	edit_line_end(e, 6);
	assert_edit(e, "first| line\nab\nthird line");
	for (int k = 0; k < 9; k++)
		edit_down(e, 6);
	assert_edit(e, "first line\nab\nthird line|");
}

static void
the_end_of_a_cut_word_is_on_its_line(void **state)
{
	struct edit *e = *state;

	insert(e, "abcdefgh");
	edit_start(e);
	edit_line_end(e, 4);
	assert_edit(e, "abc|defgh");
	edit_down(e, 4);
	assert_edit(e, "abcdefg|h");
	edit_line_end(e, 4);
	assert_edit(e, "abcdefgh|");
	edit_line_end(e, 0); /* taken as 1 */
	assert_edit(e, "abcdefgh|");
}

static void
blank_is_spaces_and_newlines(void **state)
{
	struct edit *e = *state;

	assert_true(edit_is_blank(e));
	insert(e, " \n\t\u3000\u00A0");
	assert_true(edit_is_blank(e));
	insert(e, "\u0301"); /* on a space it can be seen */
	assert_false(edit_is_blank(e));
}

static void
a_password_never_moves_and_is_wiped(void **state)
{
	struct edit e;
	const char *where;

	(void)state;
	seen.secret = secret;
	edit_init(&e, TEXT_LINE, 1024);
	where = e.text.text;
	type(&e, secret);
	for (int k = 0; k < 1100; k++)
		insert(&e, "x");
	assert_int_equal(e.text.bytes, 1024);
	assert_ptr_equal(e.text.text, where);
	edit_set(&e, secret);
	assert_ptr_equal(e.text.text, where);
	seen.wiped_secrets = seen.wiped_bytes = 0;
	insert(&e, secret); /* all that was needed for it on the way */
	assert_in_range(seen.wiped_secrets, 4, 4);
	seen.wiped_secrets = seen.wiped_bytes = 0;
	edit_clear(&e);
	assert_int_equal(seen.wiped_secrets, 1);
	assert_true(seen.wiped_bytes >= 1024);
}

/* What was deleted is in undo only, and must not outlive the field there. */
static void
deleted_text_is_wiped_with_undo(void **state)
{
	struct edit e;

	(void)state;
	edit_init(&e, TEXT_LINE, 64);
	insert(&e, "日");
	edit_backspace(&e);
	seen.secret = "日";
	seen.wiped_secrets = 0;
	edit_clear(&e);
	assert_int_equal(seen.wiped_secrets, 1);
}

/* ---- random editing ---- */

static size_t
random_piece(char *out)
{
	static const char *const pieces[] = {"a", "b", " ", " ", "\n", "\r", "\r\n", "e", "\u0301", "\u0323", "\u00E5",
	    "日", "😀", "\u200D", "\uFE0F", "\u2764", "\u2194", "\u0338", "\U0001F3FD", "🇳", "🇱", "\u1112", "\u1161",
	    "\u11AB", "\u102B", "\u0D4E", "\u202E", "\xFF", "\xE2\x82", "\033", "\u09C7", "\u09BE", "\u0344", "\u115F",
	    "\u1E69", "word "};
	const char *piece = pieces[random_below(sizeof pieces / sizeof *pieces)];

	memcpy(out, piece, strlen(piece));
	return strlen(piece);
}

static size_t
random_paste(char *out)
{
	size_t used = 0;

	for (uint32_t count = random_below(4) ? 1 : random_below(9); count; count--)
		used += random_piece(out + used);
	return used;
}

/* The whole of it sanitised, where the editor takes a neighbourhood. */
static void
model(const struct edit *e, size_t from, size_t to, const char *bytes, size_t count, struct str *out)
{
	struct str raw, head;

	str_init(&raw);
	str_init(&head);
	str_add_bytes(&raw, e->text.text, from);
	str_add_bytes(&raw, bytes, count);
	text_sanitize(e->kind, raw.text, raw.bytes, &head);
	str_add(&head, e->text.text + to);
	text_sanitize(e->kind, head.text, head.bytes, out);
	str_clear(&raw);
	str_clear(&head);
}

static void
assert_sound(const struct edit *e)
{
	size_t boundary = 0;

	assert_true(text_is_safe(e->kind, e->text.text, e->text.bytes));
	assert_true(e->text.bytes <= e->limit_bytes);
	assert_int_equal(strlen(e->text.text), e->text.bytes);
	while (boundary < e->cursor)
		boundary += text_grapheme(e->text.text + boundary, e->text.bytes - boundary, NULL);
	assert_int_equal(boundary, e->cursor);
}

static void
random_insertion(struct edit *e)
{
	char bytes[64];
	size_t count = random_paste(bytes);
	struct str expected;

	str_init(&expected);
	model(e, e->cursor, e->cursor, bytes, count, &expected);
	edit_insert(e, bytes, count);
	if (expected.bytes <= e->limit_bytes)
		assert_string_equal(e->text.text, expected.text);
	else
		assert_true(e->refused);
	if (e->refused)
		assert_true(expected.bytes > e->limit_bytes);
	str_clear(&expected);
}

static void
random_deletion(struct edit *e, bool backward)
{
	size_t from = backward ? text_previous(e->text.text, e->cursor) : e->cursor;
	size_t to = backward ? e->cursor : from + text_grapheme(e->text.text + from, e->text.bytes - from, NULL);
	size_t before = e->text.bytes;
	struct str expected;

	str_init(&expected);
	model(e, from, to, "", 0, &expected);
	if (backward)
		edit_backspace(e);
	else
		edit_delete(e);
	assert_string_equal(e->text.text, expected.text);
	assert_true(e->text.bytes < before || from == to);
	str_clear(&expected);
}

static void
random_move(struct edit *e)
{
	int cols = 1 + (int)random_below(9);

	switch (random_below(10)) {
	case 0:
		edit_right(e);
		break;
	case 1:
		edit_word_left(e);
		break;
	case 2:
		edit_word_right(e);
		break;
	case 3:
		edit_line_start(e, cols);
		break;
	case 4:
		edit_line_end(e, cols);
		break;
	case 5:
		edit_up(e, cols);
		break;
	case 6:
		edit_down(e, cols);
		break;
	case 7:
		edit_end(e);
		break;
	default:
		edit_left(e);
		break;
	}
}

static void
random_step(struct edit *e)
{
	switch (random_below(8)) {
	case 0:
		random_deletion(e, true);
		break;
	case 1:
		random_deletion(e, false);
		break;
	case 2:
	case 3:
		random_move(e);
		break;
	case 4:
		if (!random_below(4))
			edit_undo(e);
		break;
	default:
		random_insertion(e);
		break;
	}
}

static void
undo_everything(struct edit *e)
{
	uint64_t before;

	do {
		before = e->changes;
		edit_undo(e);
		assert_sound(e);
	} while (e->changes != before);
}

static void
random_editing_stays_sound(void **state)
{
	(void)state;
	random_pin(4);
	for (size_t round = 0; round < ROUNDS; round++) {
		struct edit e;
		struct str original;
		char bytes[80];
		size_t count = random_paste(bytes);

		edit_init(&e, round % 2 ? TEXT_BODY : TEXT_LINE, 1 + random_below(60));
		bytes[count] = '\0';
		edit_set(&e, bytes);
		str_init(&original);
		str_add(&original, e.text.text);
		for (size_t step = 0; step < ROUND_STEPS; step++) {
			random_step(&e);
			assert_sound(&e);
		}
		undo_everything(&e);
		assert_string_equal(e.text.text, original.text);
		str_clear(&original);
		edit_clear(&e);
	}
}

/* Sanitising all of it, or all behind the cursor, at every key would be 2000 times 64 KiB. Processor time. */
static void
long_bodies_are_quick_to_edit(void **state)
{
	struct edit *e = *state;
	struct str paste;
	clock_t start;

	str_init(&paste);
	while (paste.bytes < BODY_BYTES - 10000)
		str_add(&paste, "ẹ\u0301 日本語 क\u0940 word\n");
	start = clock();
	insert(e, paste.text);
	for (int k = 0; k < 2000; k++)
		insert(e, "é");
	for (int k = 0; k < 2000; k++)
		edit_backspace(e);
	assert_string_equal(e->text.text, paste.text);
	edit_start(e);
	for (int k = 0; k < 2000; k++)
		insert(e, "é");
	assert_true(clock() - start < CLOCKS_PER_SEC);
	str_clear(&paste);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(typing_goes_in_at_the_cursor, start_body, finish),
	    cmocka_unit_test_setup_teardown(deleting_takes_whole_graphemes, start_body, finish),
	    cmocka_unit_test_setup_teardown(a_text_is_emptied_and_comes_back, start_body, finish),
	    cmocka_unit_test_setup_teardown(neighbours_join_when_what_parted_them_goes, start_body, finish),
	    cmocka_unit_test_setup_teardown(marks_join_what_is_before_the_cursor, start_body, finish),
	    cmocka_unit_test_setup_teardown(what_is_inserted_is_sanitised, start_body, finish),
	    cmocka_unit_test(the_limit_is_kept),
	    cmocka_unit_test_setup_teardown(changes_are_counted, start_body, finish),
	    cmocka_unit_test_setup_teardown(undo_takes_back_words, start_body, finish),
	    cmocka_unit_test_setup_teardown(undo_keeps_composing_in_the_run, start_body, finish),
	    cmocka_unit_test_setup_teardown(a_move_a_delete_and_a_paste_end_a_run, start_body, finish),
	    cmocka_unit_test_setup_teardown(undo_puts_the_cursor_where_it_was, start_body, finish),
	    cmocka_unit_test_setup_teardown(setting_starts_undo_afresh, start_body, finish),
	    cmocka_unit_test_setup_teardown(thousands_of_steps_are_kept_and_the_oldest_go, start_body, finish),
	    cmocka_unit_test_setup_teardown(large_deletions_count_in_bytes, start_body, finish),
	    cmocka_unit_test_setup_teardown(words_are_moved_over, start_body, finish),
	    cmocka_unit_test_setup_teardown(lines_are_moved_over_and_keep_the_column, start_body, finish),
	    cmocka_unit_test_setup_teardown(the_end_of_a_cut_word_is_on_its_line, start_body, finish),
	    cmocka_unit_test_setup_teardown(blank_is_spaces_and_newlines, start_body, finish),
	    cmocka_unit_test(a_password_never_moves_and_is_wiped),
	    cmocka_unit_test(deleted_text_is_wiped_with_undo),
	    cmocka_unit_test(random_editing_stays_sound),
	    cmocka_unit_test_setup_teardown(long_bodies_are_quick_to_edit, start_body, finish),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
