/*
 * What text_sanitize() lets through, and that lengths and widths agree with each other. The check of what is
 * safe is written again here, from the security page and utf8proc's own NFC, so as not to believe text.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "base/random.h"
#include "base/text.h"

enum { ROUNDS = 100000 };

static const enum text_kind kinds[] = {TEXT_LINE, TEXT_BODY};

static bool
is_mark(int32_t cp)
{
	utf8proc_category_t category = utf8proc_category(cp);

	return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

static bool
is_pictograph(int32_t cp)
{
	return utf8proc_get_property(cp)->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static bool
within(int32_t cp, int32_t first, int32_t last)
{
	return cp >= first && cp <= last;
}

/* The list of the security page, in numbers. */
static bool
is_forbidden(int32_t cp)
{
	return (cp < 0x20 && cp != '\n') || within(cp, 0x7F, 0x9F) || within(cp, 0x200B, 0x200C) ||
	    within(cp, 0x200E, 0x200F) || within(cp, 0x2028, 0x202E) || within(cp, 0x2060, 0x206F) || cp == 0xAD ||
	    cp == 0x61C || cp == 0xFEFF || within(cp, 0xD800, 0xF8FF) || within(cp, 0xE0000, 0xE0FFF) ||
	    within(cp, 0xFE00, 0xFE0E) || within(cp, 0xFFF9, 0xFFFB) || within(cp, 0xF0000, 0x10FFFF) ||
	    within(cp, 0xFDD0, 0xFDEF) || (cp & 0xFFFE) == 0xFFFE || utf8proc_category(cp) == UTF8PROC_CATEGORY_CN;
}

static void
assert_nfc(const char *text)
{
	utf8proc_uint8_t *nfc = utf8proc_NFC((const utf8proc_uint8_t *)text);

	assert_non_null(nfc);
	assert_string_equal(text, (const char *)nfc);
	free(nfc);
}

static void
assert_joiner_in_emoji(enum text_kind kind, int32_t before, int32_t after)
{
	assert_int_equal(kind, TEXT_BODY);
	assert_true(is_pictograph(before) || before == 0xFE0F || within(before, 0x1F3FB, 0x1F3FF));
	assert_true(is_pictograph(after));
}

static void
assert_safe(enum text_kind kind, const char *text, size_t bytes)
{
	int32_t before = '\n', cp, after;
	int marks = 0;

	for (size_t at = 0, length; at < bytes; at += length, before = cp) {
		utf8proc_ssize_t valid =
		    utf8proc_iterate((const uint8_t *)text + at, (utf8proc_ssize_t)(bytes - at), &cp);

		assert_true(valid > 0);
		length = (size_t)valid;
		assert_false(is_forbidden(cp));
		assert_false(cp == '\n' && kind == TEXT_LINE);
		marks = is_mark(cp) ? marks + 1 : 0;
		assert_true(marks <= 4);
		assert_false(marks == 1 && before == '\n');
		if (cp == 0xFE0F)
			assert_true(kind == TEXT_BODY && is_pictograph(before));
		if (cp == 0x200D) {
			after = 0;
			utf8proc_iterate((const uint8_t *)text + at + length, (utf8proc_ssize_t)(bytes - at - length),
			    &after);
			assert_joiner_in_emoji(kind, before, after);
		}
	}
	assert_nfc(text);
}

/* Forward, backward, and from any byte; every grapheme can be seen, and its cell is no wider than itself. */
static void
assert_measured(const char *text, size_t bytes)
{
	size_t start = 0, count = 0;
	int total = 0, width, cols;

	for (size_t length; start < bytes; start += length, count++) {
		length = text_grapheme(text + start, bytes - start, &width);
		assert_in_range(length, 1, bytes - start);
		assert_in_range(width, text[start] != '\n', 2);
		assert_true(text_cell(text + start, length, &cols) <= length);
		assert_in_range(cols, text[start] != '\n', width);
		for (size_t at = start; at < start + length; at++)
			assert_int_equal(text_snap(text, bytes, at), start);
		assert_int_equal(text_previous(text, start + length), start);
		assert_true(text_seam_before(text, start + length) <= start);
		assert_true(text_seam_after(text, bytes, start) >= start + length);
		total += width;
	}
	assert_int_equal(start, bytes);
	assert_int_equal(text_width(text, bytes), total);
	assert_int_equal(text_count_graphemes(text, bytes), count);
	assert_int_equal(text_snap(text, bytes, bytes), bytes);
}

static void
assert_fits(const char *text, size_t bytes, int cols)
{
	size_t fit = text_fit(text, bytes, cols);
	int next;

	assert_true(text_width(text, fit) <= cols);
	text_grapheme(text + fit, bytes - fit, &next);
	assert_true(fit == bytes || text_width(text, fit) + next > cols);
}

/* A seam is where the halves are safe apart. */
static void
assert_seams(enum text_kind kind, const char *text, size_t bytes)
{
	for (size_t seam = text_seam_after(text, bytes, 0); seam < bytes; seam = text_seam_after(text, bytes, seam)) {
		assert_true(text_is_safe(kind, text, seam));
		assert_true(text_is_safe(kind, text + seam, bytes - seam));
	}
}

static void
check_bytes(enum text_kind kind, const char *in, size_t bytes)
{
	struct str once, twice;

	str_init(&once);
	str_init(&twice);
	text_sanitize(kind, in, bytes, &once);
	assert_true(once.bytes <= bytes * 3);
	assert_safe(kind, once.text, once.bytes);
	text_sanitize(kind, once.text, once.bytes, &twice);
	assert_int_equal(once.bytes, twice.bytes);
	assert_memory_equal(once.text, twice.text, once.bytes);
	assert_true(text_is_safe(kind, once.text, once.bytes));
	assert_int_equal(text_is_safe(kind, in, bytes), once.bytes == bytes && !memcmp(once.text, in, bytes));
	assert_measured(once.text, once.bytes);
	assert_fits(once.text, once.bytes, (int)random_below(12));
	assert_seams(kind, once.text, once.bytes);
	text_trim(&once);
	assert_true(text_is_safe(kind, once.text, once.bytes));
	str_clear(&once);
	str_clear(&twice);
}

static void
known_texts_come_out_as_expected(void **state)
{
	static const struct {
		const char *in, *line, *body;
	} cases[] = {
	    {"", "", ""},
	    {"plain", "plain", "plain"},
	    {"a\tb\vc\fd\033[31m\b", "a b c d [31m ", "a b c d [31m "},
	    {"a\nb\r\nc\rd\n\re", "a b c d  e", "a\nb\nc\nd\n\ne"},
	    {"\x7F"
	     "a\xC2\x9B"
	     "31mb\xC2\x85",
		"a31mb", "a31mb"},
	    {"\xE2\x80\xAE"
	     "evil\xE2\x80\xAC\xE2\x81\xA6\xE2\x81\xA9\xD8\x9C\xE2\x80\x8E",
		"evil", "evil"},
	    {"a\xE2\x80\xA8"
	     "b\xE2\x80\xA9"
	     "c\xE2\x80\x8B"
	     "d\xEF\xBB\xBF"
	     "e\xC2\xAD",
		"abcde", "abcde"},
	    {"\xF3\xA0\x81\x81"
	     "a\xF3\xA0\x81\xBF",
		"a", "a"},
	    {"a\xEE\x80\x80\xEF\xB7\x90\xEF\xBF\xBE\xF4\x8F\xBF\xBF"
	     "b",
		"ab", "ab"},
	    {"\xFF\xC0\x80", "\uFFFD\uFFFD\uFFFD", "\uFFFD\uFFFD\uFFFD"},
	    {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", "\uFFFD\uFFFD\uFFFD"},
	    {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD", "\uFFFD\uFFFD\uFFFD\uFFFD"},
	    {"x\xE2\x82", "x\uFFFD\uFFFD", "x\uFFFD\uFFFD"},
	    {"\xCD\xB8", "\uFFFD", "\uFFFD"}, /* U+0378 is assigned to nothing */
	    {"e\xCC\x81", "\u00E9", "\u00E9"},
	    {"e\xE2\x80\x8B\xCC\x81", "\u00E9", "\u00E9"}, /* composes once the zero-width is gone */
	    {"e\xE2\x80\x8D\xCC\x81", "\u00E9", "\u00E9"},
	    {"e\x7F\xCC\x81", "\u00E9", "\u00E9"},
	    {"\xCC\x81"
	     "e",
		"e", "e"}, /* a mark with nothing to join */
	    {"a\n\xCC\x81", "a \u0301", "a\n"},
	    {"q\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81z", "q\u0301\u0301\u0301\u0301z", "q\u0301\u0301\u0301\u0301z"},
	    {"q\xCC\x81\xCC\xA3", "q\u0323\u0301", "q\u0323\u0301"}, /* canonical order */
	    {"q\xCD\x84\xCD\x84\xCD\x84", "q\u0308\u0301\u0308\u0301", "q\u0308\u0301\u0308\u0301"},
	    {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\uD55C", "\uD55C"}, /* jamo to a syllable */
	    {"\xE1\x85\xA1"
	     "a\xE1\x86\xAB",
		"a", "a"},
	    {"\xE2\x84\xAB", "\u00C5", "\u00C5"},
	    {"\xE2\x9D\xA4\xEF\xB8\x8F!", "\u2764!", "\u2764\uFE0F!"},
	    {"1\xEF\xB8\x8F\xE2\x83\xA3", "1\u20E3", "1\u20E3"},
	    {"\U0001F469\u200D\U0001F467", "\U0001F469\U0001F467", "\U0001F469\u200D\U0001F467"},
	    {"\U0001F469\U0001F3FD\u200D\U0001F692", "\U0001F469\U0001F3FD\U0001F692",
		"\U0001F469\U0001F3FD\u200D\U0001F692"},
	    {"\U0001F3F3\uFE0F\u200D\U0001F308", "\U0001F3F3\U0001F308", "\U0001F3F3\uFE0F\u200D\U0001F308"},
	    {"\U0001F469\u200D", "\U0001F469", "\U0001F469"},
	    {"\U0001F469\u200Dx", "\U0001F469x", "\U0001F469x"},
	    {"x\u200D\U0001F469", "x\U0001F469", "x\U0001F469"},
	    {"x\U0001F3FD\u200D\U0001F467", "x\U0001F3FD\U0001F467", "x\U0001F3FD\U0001F467"}, /* the tone of nothing */
	    {"\U0001F469\u200D\u200D\u2060\U0001F467", "\U0001F469\U0001F467", "\U0001F469\u200D\U0001F467"},
	    /* an arrow is an emoji until a stroke makes another arrow of it */
	    {"\U0001F469\u200D\u2194\u0338", "\U0001F469\u21AE", "\U0001F469\u21AE"},
	};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct str line, body;

		str_init(&line);
		str_init(&body);
		text_sanitize(TEXT_LINE, cases[k].in, strlen(cases[k].in), &line);
		text_sanitize(TEXT_BODY, cases[k].in, strlen(cases[k].in), &body);
		assert_string_equal(line.text, cases[k].line);
		assert_string_equal(body.text, cases[k].body);
		str_clear(&line);
		str_clear(&body);
	}
}

static void
nul_becomes_a_space(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	str_add(&out, "kept ");
	text_sanitize(TEXT_BODY, "a\0b", 3, &out);
	assert_string_equal(out.text, "kept a b");
	str_clear(&out);
}

/* What stays of text when nothing is wrong with it. */
static void
ordinary_text_is_safe(void **state)
{
	static const char *const texts[] = {
	    "The quick brown fox.\n\n> quoted",
	    "Zażółć gęślą jaźń",
	    "Ελληνικά",
	    "Привет",
	    "שָׁלוֹם",
	    "مرحبا",
	    "हिन्दी",
	    "ไทยนี้",
	    "日本語テキスト",
	    "한국어",
	    "မြန်မာ",
	    "😀 🇳🇱",
	    "┌─┐│█",
	    "½ × €5 – “ok”…",
	};

	(void)state;
	for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
		assert_true(text_is_safe(TEXT_BODY, texts[k], strlen(texts[k])));
		check_bytes(TEXT_LINE, texts[k], strlen(texts[k]));
	}
	assert_false(text_is_safe(TEXT_LINE, "a\nb", 3));
	assert_false(text_is_safe(TEXT_BODY, "a\033b", 3));
}

static void
widths_are_as_terminals_count(void **state)
{
	static const struct {
		const char *text;
		int width, cell;
	} cases[] = {
	    {"a", 1, 1},
	    {"\n", 0, 0},
	    {"é", 1, 1},
	    {"q\u0301\u0323", 1, 1},
	    {"語", 2, 2},
	    {"한", 2, 2},
	    {"！", 2, 2},
	    {"\uFFFD", 1, 1},
	    {"─", 1, 1},
	    {"\u3000", 2, 2},
	    {"\u4DC0", 2, 2},             /* by custom */
	    {"क\u0940", 2, 2},            /* a spacing mark takes a column */
	    {"ক\u09BE\u0983", 2, 2},      /* two of them would take three */
	    {"\u1100\u1161\u11F0", 2, 2}, /* jamo that do not compose: one wide cell */
	    {"😀", 2, 2},
	    {"\u2764", 1, 1},
	    {"\u2764\uFE0F", 2, 1},
	    {"\U0001F44D\U0001F3FD", 2, 2},
	    {"\U0001F469\u200D\U0001F467\u200D\U0001F466", 2, 2},
	    {"\U0001F3F3\uFE0F\u200D\U0001F308", 2, 1},
	    {"🇳🇱", 2, 2},
	    {"\U0001F1F3", 1, 1},
	    {"1\u20E3", 1, 1},
	};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		size_t bytes = strlen(cases[k].text);
		int width = -1, cell = -1;

		assert_int_equal(text_grapheme(cases[k].text, bytes, &width), bytes);
		assert_int_equal(width, cases[k].width);
		text_cell(cases[k].text, bytes, &cell);
		assert_int_equal(cell, cases[k].cell);
	}
	assert_int_equal(text_grapheme("", 0, NULL), 0);
	assert_int_equal(text_count_graphemes("🇳🇱🇧🇪🇱🇺🇩", strlen("🇳🇱🇧🇪🇱🇺🇩")), 4);
}

/* A cell grid gets no joiner and no selector, and not what would need a third column. */
static void
cells_hold_what_adds_up(void **state)
{
	static const struct {
		const char *text;
		size_t bytes;
	} cases[] = {
	    {"q\u0301\u0323", 5},
	    {"क\u0940", 6},
	    {"ক\u09BE\u0983", 6},
	    {"\u2764\uFE0F", 3},
	    {"\U0001F44D\U0001F3FD", 4},
	    {"\U0001F469\u200D\U0001F467", 4},
	    {"🇳🇱", 8},
	    {"\n", 0},
	    {"q\u0301\u0301\u0301\u0301", 9},
	};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		int cols;

		assert_int_equal(text_cell(cases[k].text, strlen(cases[k].text), &cols), cases[k].bytes);
	}
}

static void
fit_keeps_graphemes_whole(void **state)
{
	(void)state;
	assert_int_equal(text_fit("abc", 3, 2), 2);
	assert_int_equal(text_fit("日本", 6, 3), 3);
	assert_int_equal(text_fit("日本", 6, 1), 0);
	assert_int_equal(text_fit("e\u0323\u0302x", 6, 1), 5);
	assert_int_equal(text_fit("abc", 3, 0), 0);
	assert_int_equal(text_fit("abc", 3, 80), 3);
}

static void
trim_takes_spaces_only(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	    {"", ""}, {" \n ", ""}, {"  a b \n", "a b"}, {"\u00A0\u3000a\u2003", "a"}, {" \u0301 ", " \u0301"},
	    {" \u102B", " \u102B"}, /* taking the space would leave a mark with nothing before it */
	};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct str s;

		str_init(&s);
		str_add(&s, cases[k].in);
		text_trim(&s);
		assert_string_equal(s.text, cases[k].out);
		str_clear(&s);
	}
}

static void
decode_agrees_with_utf8proc(void **state)
{
	(void)state;
	for (uint32_t n = 0; n < 1U << 22; n++) {
		unsigned char bytes[4] = {(unsigned char)(0xC0 | (n >> 16)), (unsigned char)(n >> 8), (unsigned char)n,
		    0xBF};
		int32_t expected;
		uint32_t cp;
		utf8proc_ssize_t valid = utf8proc_iterate(bytes, 4, &expected);
		size_t length = text_decode((const char *)bytes, 4, &cp);

		if (length != (valid > 0 ? (size_t)valid : 1) || cp != (valid > 0 ? (uint32_t)expected : 0xFFFD))
			fail_msg("bytes %06x", n);
	}
}

static void
decode_tells_unfinished_from_invalid(void **state)
{
	uint32_t cp;

	(void)state;
	assert_int_equal(text_decode("\xC3", 1, &cp), 0);
	assert_int_equal(text_decode("\xE2\x82", 2, &cp), 0);
	assert_int_equal(text_decode("\xF0\x9F\x98", 3, &cp), 0);
	assert_int_equal(text_decode("\xE0\x80", 2, &cp), 1); /* overlong already */
	assert_int_equal(text_decode("\xED\xA0", 2, &cp), 1);
	assert_int_equal(text_decode("\x80", 1, &cp), 1);
	assert_int_equal(cp, 0xFFFD);
}

static void
encode_and_decode_are_inverse(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp < 0x110002; cp++) {
		char bytes[4];
		uint32_t back;
		size_t length = text_encode(cp, bytes);
		bool valid = cp < 0x110000 && (cp < 0xD800 || cp > 0xDFFF);

		if (text_decode(bytes, length, &back) != length || back != (valid ? cp : 0xFFFD))
			fail_msg("code point %04x", cp);
	}
}

/* Nearly a million code points are ideographs, private or not assigned; a part of them will do. */
static bool
is_one_of_many(uint32_t cp)
{
	utf8proc_category_t category = utf8proc_category((int32_t)cp);

	return category == UTF8PROC_CATEGORY_CO || category == UTF8PROC_CATEGORY_CN ||
	    (category == UTF8PROC_CATEGORY_LO && cp >= 0x3400);
}

/* Each code point alone, after a letter, between emoji and before a mark. */
static void
every_code_point_comes_out_safe(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp < 0x110000; cp++) {
		char bytes[32] = "a";
		size_t used = 1, skip;

		if (is_one_of_many(cp) && cp % 61)
			continue;
		used += text_encode(cp, bytes + used);
		used += text_encode(0x0301, bytes + used);
		skip = used;
		used += text_encode(0x1F469, bytes + used);
		used += text_encode(0x200D, bytes + used);
		used += text_encode(cp, bytes + used);
		used += text_encode(0x200D, bytes + used);
		used += text_encode(0x1F467, bytes + used);
		check_bytes(TEXT_BODY, bytes, used);
		check_bytes(TEXT_LINE, bytes, skip);
		check_bytes(TEXT_BODY, bytes + 1, skip - 1);
	}
}

static size_t
add_code_point(char *out, const uint32_t *from, size_t count)
{
	return text_encode(from[random_below((uint32_t)count)], out);
}

#define PICK(out, ...) \
	add_code_point(out, (const uint32_t[]){__VA_ARGS__}, sizeof(uint32_t[]){__VA_ARGS__} / sizeof(uint32_t))

/* One hostile piece, at most 8 bytes. */
static size_t
hostile_piece(char *out)
{
	static const char *const broken[] = {"\xC0\x80", "\xE0\x80\x80", "\xF0\x80\x80\x80", "\xED\xA0\x80",
	    "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xE2\x82", "\xC3", "\xFE\xFF", "\x80\xBF",
	    "\r\n", "\033[2J"};
	const char *piece;

	switch (random_below(14)) {
	case 0:
		return text_encode(random_below(0x20), out);
	case 1:
		return text_encode(0x7F + random_below(0x21), out);
	case 2:
		return PICK(out, 0xAD, 0x61C, 0x200B, 0x200C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060,
		    0x2066, 0x2069, 0x206A, 0xFEFF, 0xFFF9, 0xFFFB, 0x600, 0x6DD, 0x180E, 0xE0001, 0xE0041, 0xE007F,
		    0xE0100, 0x34F, 0x3164);
	case 3:
		return PICK(out, 0x300, 0x301, 0x323, 0x338, 0x344, 0x345, 0x5B0, 0x5C1, 0x93C, 0x93E, 0x9BE, 0x102B,
		    0x1D165, 0x1D16E, 0x302A, 0x20E3, 0x3099, 0xDCA, 0xDCF);
	case 4:
		return PICK(out, 0x1F469, 0x1F467, 0x2764, 0x2194, 0xA9, 0x1F3F3, 0x2640);
	case 5:
		return PICK(out, 0x200D, 0x200D, 0xFE0F, 0xFE0E, 0x1F3FB, 0x1F3FF);
	case 6:
		return text_encode(0x1F1E6 + random_below(26), out);
	case 7:
		return PICK(out, 0x1100, 0x1112, 0x115F, 0x1160, 0x1161, 0x11A7, 0x11A8, 0x11F0, 0xA960, 0xD7B0, 0xD7CB,
		    0xAC00, 0xAC01);
	case 8:
		return PICK(out, 0x958, 0xFB2C, 0x1D15E, 0x1D160, 0x212B, 0x2126, 0x1E69, 0xE5, 0x390, 0xF43, 0x9C7,
		    0x2ADC, 0x37E, 0x1FEF, 0x2000, 0xF900, 0x2F800, 0xD4E, 0x111C2, 0xFF9E);
	case 9:
		return text_encode(random_below(0x110000), out);
	case 10:
		out[0] = (char)random_below(256);
		return 1;
	case 11:
		piece = broken[random_below(sizeof broken / sizeof *broken)];
		memcpy(out, piece, strlen(piece));
		return strlen(piece);
	case 12:
		return PICK(out, '\n', ' ', 0xA0, 0x3000, 0x4E2D, 0xFF21);
	default:
		return text_encode(' ' + random_below(0x5F), out);
	}
}

static size_t
hostile_text(char *out, size_t room)
{
	size_t used = 0, pieces = random_below(24);

	while (pieces-- && used + 64 < room) {
		char piece[8];
		size_t bytes = hostile_piece(piece), repeats = random_below(8) ? 1 : 1 + random_below(7);

		for (; repeats; repeats--, used += bytes)
			memcpy(out + used, piece, bytes);
	}
	return used;
}

static void
hostile_texts_come_out_safe(void **state)
{
	char text[512];

	(void)state;
	random_pin(1);
	for (size_t round = 0; round < ROUNDS; round++) {
		size_t bytes = hostile_text(text, sizeof text);

		check_bytes(kinds[round % 2], text, bytes);
	}
}

static void
random_bytes_come_out_safe(void **state)
{
	char text[64];

	(void)state;
	random_pin(2);
	for (size_t round = 0; round < ROUNDS; round++) {
		random_bytes(text, sizeof text);
		check_bytes(kinds[round % 2], text, random_below(sizeof text));
	}
}

/*
 * Long runs of what needs sorting, composing or looking back. A quadratic step takes minutes over a megabyte; the
 * bound in processor time is far from both.
 */
static void
long_runs_take_linear_time(void **state)
{
	static const char *const units[] = {"\u0301\u0323", "a\u0301\u0323\u0338", "\U0001F469\u200D",
	    "\u1100\u1161\u11A8", "\u200D\uFE0F", "\u202E\u200B", "\xF0\x9F", "\u0344", "\U0001F1E6", "\r", "\u0D4E"};

	(void)state;
	for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
		struct str in, out;
		clock_t start;

		str_init(&in);
		str_init(&out);
		while (in.bytes < 1 << 20)
			str_add(&in, units[k]);
		start = clock();
		text_sanitize(TEXT_BODY, in.text, in.bytes, &out);
		text_width(out.text, out.bytes);
		text_previous(out.text, out.bytes);
		text_trim(&out);
		assert_true(clock() - start < 4 * CLOCKS_PER_SEC);
		str_clear(&in);
		str_clear(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(known_texts_come_out_as_expected),
	    cmocka_unit_test(nul_becomes_a_space),
	    cmocka_unit_test(ordinary_text_is_safe),
	    cmocka_unit_test(widths_are_as_terminals_count),
	    cmocka_unit_test(cells_hold_what_adds_up),
	    cmocka_unit_test(fit_keeps_graphemes_whole),
	    cmocka_unit_test(trim_takes_spaces_only),
	    cmocka_unit_test(decode_agrees_with_utf8proc),
	    cmocka_unit_test(decode_tells_unfinished_from_invalid),
	    cmocka_unit_test(encode_and_decode_are_inverse),
	    cmocka_unit_test(every_code_point_comes_out_safe),
	    cmocka_unit_test(hostile_texts_come_out_safe),
	    cmocka_unit_test(random_bytes_come_out_safe),
	    cmocka_unit_test(long_runs_take_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
