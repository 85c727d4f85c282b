/*
 * Where lines break; that no byte is lost between them; and that offsets and columns lead to each other.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/random.h"
#include "base/str.h"
#include "base/text.h"
#include "ui/wrap.h"

enum { ROUNDS = 100000 };

/* The lines with a bar after each: what a reader sees. */
static void
show_lines(const char *text, int cols, struct str *out)
{
	struct wrap wrap;

	wrap_text(text, strlen(text), cols, &wrap);
	for (size_t k = 0; k < wrap.count; k++) {
		str_add_bytes(out, text + wrap.lines[k].start, wrap.lines[k].end - wrap.lines[k].start);
		str_add_char(out, '|');
	}
	wrap_clear(&wrap);
}

static void
known_texts_break_as_expected(void **state)
{
	static const struct {
		const char *text;
		int cols;
		const char *lines;
	} cases[] = {
	    {"", 10, "|"},
	    {"\n", 10, "||"},
	    {"one", 10, "one|"},
	    {"one\n", 10, "one||"},
	    {"one\n\ntwo", 10, "one||two|"},
	    {"one two three", 7, "one two|three|"},
	    {"one two three", 8, "one two|three|"},
	    {"one two three", 6, "one|two|three|"},
	    {"abcdefghij", 4, "abcd|efgh|ij|"},
	    {"ab cdefghij", 4, "ab|cdef|ghij|"},
	    {"one    two", 5, "one|two|"},
	    {"hello ", 5, "hello|"},
	    {"hello \n", 5, "hello||"},
	    {"hello   \nworld", 5, "hello|world|"},
	    {"hi  \nyou", 5, "hi  |you|"},
	    {"  indent and more", 8, "  indent|and more|"},
	    {"  longer", 6, "  long|er|"},
	    {"> quoted words here", 9, "> quoted|words|here|"},
	    {"> muchlonger", 8, "> muchlo|nger|"},
	    {"> > deep quote", 8, "> > deep|quote|"},
	    {"          word", 5, "     |word|"},
	    {"日本語テキスト", 5, "日本|語テ|キス|ト|"},
	    {"日本", 1, "日|本|"},
	    {"日 a", 1, "日|a|"},
	    {"a日", 1, "a|日|"},
	    {"cafe\u0323\u0302 x", 4, "cafe\u0323\u0302|x|"},
	    {"a\u00A0b c", 3, "a\u00A0b|c|"},
	    {"a b", 0, "a|b|"}, /* taken as 1 */
	    {"a b", INT_MIN, "a|b|"},
	};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct str lines;

		str_init(&lines);
		show_lines(cases[k].text, cases[k].cols, &lines);
		assert_string_equal(lines.text, cases[k].lines);
		str_clear(&lines);
	}
}

static void
find_puts_skipped_spaces_at_the_end_of_their_line(void **state)
{
	static const struct {
		size_t at, line;
		int col;
	} cases[] = {{0, 0, 0}, {3, 0, 3}, {4, 0, 3}, {5, 1, 0}, {8, 1, 3}, {9, 2, 0}, {10, 3, 0}, {13, 3, 3}};
	const char *text = "one  two\n\nend"; /* one | two | | end */
	struct wrap wrap;

	(void)state;
	wrap_text(text, strlen(text), 4, &wrap);
	assert_int_equal(wrap.count, 4);
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		size_t line;
		int col;

		wrap_find(&wrap, text, cases[k].at, &line, &col);
		assert_int_equal(line, cases[k].line);
		assert_int_equal(col, cases[k].col);
	}
	wrap_clear(&wrap);
}

static void
offset_is_at_or_before_the_column(void **state)
{
	const char *text = "日本 abcdef";
	struct wrap wrap;

	(void)state;
	wrap_text(text, strlen(text), 4, &wrap); /* 日本 | abcd | ef */
	assert_int_equal(wrap_offset(&wrap, text, 0, 1), 0);
	assert_int_equal(wrap_offset(&wrap, text, 0, 2), 3);
	assert_int_equal(wrap_offset(&wrap, text, 0, 99), 6);
	assert_int_equal(wrap_offset(&wrap, text, 1, INT_MAX), 10); /* before d: behind it line 2 begins */
	assert_int_equal(wrap_offset(&wrap, text, 2, INT_MAX), 13);
	wrap_clear(&wrap);
}

static void
random_text(struct str *out, uint32_t pieces_most)
{
	static const char *const pieces[] = {"a", "b", "word", " ", " ", "  ", "\n", "\r\n", "> ", ">", "日", "é",
	    "e\u0301", "\u0323", " \u0301", "😀", "\U0001F469\u200D\U0001F467", "🇳", "🇱", "\u3000", "\u00A0", "क\u0940",
	    "\u102B", "\t", "\u0D4E", "\u1100", "\u1161", "averyverylongwordindeed"};
	struct str raw;

	str_init(&raw);
	for (uint32_t count = random_below(pieces_most + 1); count; count--)
		str_add(&raw, pieces[random_below(sizeof pieces / sizeof *pieces)]);
	text_sanitize(TEXT_BODY, raw.text, raw.bytes, out);
	str_clear(&raw);
}

static bool
is_boundary(const char *text, size_t bytes, size_t at)
{
	size_t boundary = 0;

	while (boundary < at)
		boundary += text_grapheme(text + boundary, bytes - boundary, NULL);
	return boundary == at;
}

/* Between the end of a line and the next: spaces, then at most one newline; a newline nowhere else. */
static void
assert_skipped(const char *text, const struct wrap_line *line)
{
	size_t at = line->end;

	assert_null(memchr(text + line->start, '\n', line->end - line->start));
	while (at < line->next && text[at] == ' ')
		at++;
	if (at < line->next && text[at] == '\n')
		at++;
	assert_int_equal(at, line->next);
}

static void
assert_line_fits(const char *text, const struct wrap_line *line, int cols)
{
	size_t bytes = line->end - line->start;

	if (text_width(text + line->start, bytes) > cols) {
		assert_int_equal(cols, 1);
		assert_int_equal(text_count_graphemes(text + line->start, bytes), 1);
	}
}

/* A line is cut short only where the next word does not fit behind it. */
static void
assert_line_is_full(const char *text, size_t bytes, const struct wrap_line *line, int cols)
{
	size_t word = line->next, length;

	if (line->next == bytes || text[line->next - 1] == '\n')
		return;
	for (; word < bytes; word += length) {
		length = text_grapheme(text + word, bytes - word, NULL);
		if (length == 1 && (text[word] == ' ' || text[word] == '\n'))
			break;
	}
	assert_true(word == line->next || text_width(text + line->start, word - line->start) > cols);
}

static void
check_wrap(const char *text, size_t bytes, int cols)
{
	struct wrap wrap;
	size_t at = 0;

	wrap_text(text, bytes, cols, &wrap);
	assert_true(wrap.count >= 1);
	for (size_t k = 0; k < wrap.count; k++) {
		const struct wrap_line *line = &wrap.lines[k];

		assert_int_equal(line->start, at);
		assert_true(line->end >= line->start && line->next >= line->end);
		assert_true(line->next > line->start || k + 1 == wrap.count);
		assert_true(is_boundary(text, bytes, line->start) && is_boundary(text, bytes, line->end));
		assert_skipped(text, line);
		assert_line_fits(text, line, cols);
		assert_line_is_full(text, bytes, line, cols);
		at = line->next;
	}
	assert_int_equal(at, bytes);
	if (bytes && text[bytes - 1] == '\n')
		assert_int_equal(wrap.lines[wrap.count - 1].start, bytes);
	wrap_clear(&wrap);
}

static void
check_ways_back(const char *text, size_t bytes, int cols)
{
	struct wrap wrap;
	size_t line, again;
	int col, col_again;

	wrap_text(text, bytes, cols, &wrap);
	for (size_t at = 0;; at += text_grapheme(text + at, bytes - at, NULL)) {
		wrap_find(&wrap, text, at, &line, &col);
		assert_true(wrap.lines[line].start <= at && at <= wrap.lines[line].next);
		assert_true(at < wrap.lines[line].next || line + 1 == wrap.count);
		if (at <= wrap.lines[line].end)
			assert_int_equal(wrap_offset(&wrap, text, line, col), at);
		if (at == bytes)
			break;
	}
	line = random_below((uint32_t)wrap.count);
	col = (int)random_below((uint32_t)cols + 3);
	wrap_find(&wrap, text, wrap_offset(&wrap, text, line, col), &again, &col_again);
	assert_int_equal(again, line);
	assert_true(col_again <= col);
	wrap_clear(&wrap);
}

static void
random_texts_lose_nothing(void **state)
{
	(void)state;
	random_pin(3);
	for (size_t round = 0; round < ROUNDS; round++) {
		struct str text;
		int cols = 1 + (int)random_below(12);

		str_init(&text);
		random_text(&text, 20);
		check_wrap(text.text, text.bytes, cols);
		check_ways_back(text.text, text.bytes, cols);
		str_clear(&text);
	}
}

/* A quadratic step takes minutes over a megabyte; the bound in processor time is far from both. */
static void
long_texts_take_linear_time(void **state)
{
	static const char *const units[] = {"x", " ", "word ", "日", "🇳", "\u0D4E", "\n", "\U0001F469\u200D", "> "};

	(void)state;
	for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
		struct str raw, text;
		struct wrap wrap;
		clock_t start;

		str_init(&raw);
		str_init(&text);
		while (raw.bytes < 1 << 20)
			str_add(&raw, units[k]);
		text_sanitize(TEXT_BODY, raw.text, raw.bytes, &text);
		start = clock();
		wrap_text(text.text, text.bytes, 80, &wrap);
		assert_true(clock() - start < 4 * CLOCKS_PER_SEC);
		wrap_clear(&wrap);
		str_clear(&raw);
		str_clear(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(known_texts_break_as_expected),
	    cmocka_unit_test(find_puts_skipped_spaces_at_the_end_of_their_line),
	    cmocka_unit_test(offset_is_at_or_before_the_column),
	    cmocka_unit_test(random_texts_lose_nothing),
	    cmocka_unit_test(long_texts_take_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
