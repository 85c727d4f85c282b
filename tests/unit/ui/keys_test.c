/*
 * The key decoder: every terminal's way to say a key, however the bytes are cut, and nothing for anything else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "ui/full/keys.h"

enum { MOST = 64 };

struct heard {
	uint32_t codes[MOST];
	size_t count;
	bool was_pasted;
};

static void
hear(struct keys *keys, bool is_late, struct heard *heard)
{
	struct key_press press;

	while (keys_next(keys, is_late, &press)) {
		if (heard->count < MOST)
			heard->codes[heard->count++] = press.code;
		heard->was_pasted = press.is_pasted;
	}
}

/* All at once, then nothing more for a while. */
static struct heard
decode(const char *bytes, size_t count)
{
	struct keys keys;
	struct heard heard = {.count = 0};

	keys_init(&keys);
	keys_feed(&keys, bytes, count, 0);
	hear(&keys, false, &heard);
	hear(&keys, true, &heard);
	assert_false(keys_are_unfinished(&keys));
	return heard;
}

/* Byte by byte, quickly. */
static struct heard
decode_slowly(const char *bytes, size_t count)
{
	struct keys keys;
	struct heard heard = {.count = 0};

	keys_init(&keys);
	for (size_t k = 0; k < count; k++) {
		keys_feed(&keys, bytes + k, 1, 0);
		hear(&keys, false, &heard);
	}
	hear(&keys, true, &heard);
	return heard;
}

static void
test_one_key(void **unused)
{
	static const struct {
		const char *bytes;
		uint32_t code;
	} rows[] = {
	    {"a", 'a'},
	    {"\303\251", 0xe9},
	    {"\360\237\214\267", 0x1f337},
	    {"\r", K_ENTER},
	    {"\n", K_ENTER},
	    {"\r\n", K_ENTER},
	    {"\010", K_BACKSPACE},
	    {"\177", K_BACKSPACE},
	    {"\t", K_TAB},
	    {"\030", K_CTRL_X},
	    {"\033", K_ESCAPE},
	    {"\033[A", K_UP},
	    {"\033OA", K_UP},
	    {"\033[B", K_DOWN},
	    {"\033OB", K_DOWN},
	    {"\033[C", K_RIGHT},
	    {"\033OD", K_LEFT},
	    {"\033[H", K_HOME},
	    {"\033OH", K_HOME},
	    {"\033[1~", K_HOME},
	    {"\033[7~", K_HOME},
	    {"\033[F", K_END},
	    {"\033OF", K_END},
	    {"\033[4~", K_END},
	    {"\033[8~", K_END},
	    {"\033[5~", K_PAGE_UP},
	    {"\033[6~", K_PAGE_DOWN},
	    {"\033[3~", K_DELETE},
	    {"\033[Z", K_BACK_TAB},
	    {"\033[1;5C", K_WORD_RIGHT},
	    {"\033[1;5D", K_WORD_LEFT},
	    {"\033[1;3C", K_WORD_RIGHT},
	    {"\033Oc", K_WORD_RIGHT},
	    {"\033Od", K_WORD_LEFT},
	    {"\033b", K_WORD_LEFT},
	    {"\033f", K_WORD_RIGHT},
	    {"\033[1;2A", K_UP},
	    {"\033[a", K_UP},
	    {"\033[7^", K_HOME},
	    {"\033[3$", K_DELETE},
	    {"\033OM", K_ENTER},
	    {"\033Op", '0'},
	    {"\033Oy", '9'},
	    {"\033\033[A", K_UP},
	    {"\377", 0xfffd},
	};

	(void)unused;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		struct heard heard = decode(rows[k].bytes, strlen(rows[k].bytes));

		assert_int_equal(heard.count, 1);
		assert_int_equal(heard.codes[0], rows[k].code);
	}
}

static void
test_nothing(void **unused)
{
	static const char *const rows[] = {"\033[15~", "\033OP", "\033[[A", "\033[<0;12;5M", "\033[M !!",
	    "\033[?62;1;2;6;22c", "\033[12;40R", "\033]11;rgb:ffff/ffff/ffff\007", "\033]0;quit\033\\",
	    "\033P>|XTerm(367)\033\\", "\033_ok\033\\", "\033q", "\033\r", "\033[2~", "\033[201~", "\033[I", "\033[O",
	    "\302\233", "\033[1;2;3;4;5;6;7;8;9q", "\033[?2026;1$y", "\033[>0;276;0c", "\033[200~\033[201~"};

	(void)unused;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
		if (decode(rows[k], strlen(rows[k])).count)
			fail_msg("ESC%s is a key", rows[k] + 1);
	assert_int_equal(decode("\0", 1).count, 0);
}

static void
test_cut_anywhere(void **unused)
{
	static const char bytes[] =
	    "a\033[1;5C\303\251\033OA\033[3~\r\nz\033[200~p\rq\033[201~!\033[<0;1;2M\033]11;x\007.";
	static const uint32_t wanted[] = {'a', K_WORD_RIGHT, 0xe9, K_UP, K_DELETE, K_ENTER, 'z', 'p', '\n', 'q', '!',
	    '.'};
	struct heard heard = decode(bytes, sizeof bytes - 1);

	(void)unused;
	assert_int_equal(heard.count, sizeof wanted / sizeof *wanted);
	assert_memory_equal(heard.codes, wanted, sizeof wanted);
	heard = decode_slowly(bytes, strlen("a\033[1;5C\303\251\033OA\033[3~\r\nz\033[200~p\rq\033[201~!"));
	assert_int_equal(heard.count, sizeof wanted / sizeof *wanted - 1);
	assert_memory_equal(heard.codes, wanted, sizeof wanted - sizeof *wanted);
}

static void
test_escape_by_hand(void **unused)
{
	struct keys keys;
	struct heard heard = {.count = 0};

	(void)unused;
	keys_init(&keys);
	keys_feed(&keys, "\033", 1, 0);
	hear(&keys, false, &heard);
	assert_int_equal(heard.count, 0);
	assert_true(keys_are_unfinished(&keys));
	keys_feed(&keys, "s", 1, 100);
	hear(&keys, false, &heard);
	assert_int_equal(heard.count, 2);
	assert_int_equal(heard.codes[0], K_ESCAPE);
	assert_int_equal(heard.codes[1], 's');
}

static void
test_paste(void **unused)
{
	static const char bytes[] = "\033[200~a\033[A\030\tb\r\n\n\177\033[20\033[201~";
	struct heard heard = decode(bytes, strlen(bytes));
	static const uint32_t wanted[] = {'a', '[', 'A', '\t', 'b', '\n', '\n', '[', '2', '0'};

	(void)unused;
	assert_int_equal(heard.count, sizeof wanted / sizeof *wanted);
	assert_memory_equal(heard.codes, wanted, sizeof wanted);
	assert_true(heard.was_pasted);
}

static void
test_paste_that_never_ends(void **unused)
{
	struct keys keys;
	struct heard heard = {.count = 0};

	(void)unused;
	keys_init(&keys);
	keys_feed(&keys, "\033[200~a", 7, 0);
	hear(&keys, false, &heard);
	keys_feed(&keys, "b", 1, KEYS_PASTE_MS);
	hear(&keys, false, &heard);
	assert_true(heard.was_pasted);
	keys_feed(&keys, "c", 1, 2 * KEYS_PASTE_MS + 1);
	hear(&keys, false, &heard);
	assert_false(heard.was_pasted);
	keys_feed(&keys, "\033[201~d", 7, 3 * KEYS_PASTE_MS);
	hear(&keys, false, &heard);
	assert_int_equal(heard.count, 4);
	assert_int_equal(heard.codes[3], 'd');
}

/* Whatever comes in whatever pieces: the buffer never overflows, and a pause always frees the decoder. */
static void
test_anything(void **unused)
{
	static const char likely[] = "\033[OP]\\;0123~MA\r\n\303";
	struct keys keys;
	struct heard heard;

	(void)unused;
	random_pin(3);
	keys_init(&keys);
	for (int round = 0; round < 100000; round++) {
		char bytes[KEYS_FEED_BYTES];
		size_t count = random_below(round % 100 ? 12 : KEYS_FEED_BYTES + 1);

		random_bytes(bytes, count);
		for (size_t k = 0; k < count; k++)
			if (random_below(4))
				bytes[k] = likely[random_below(sizeof likely - 1)];
		keys_feed(&keys, bytes, count, round);
		heard.count = 0;
		hear(&keys, false, &heard);
		if (random_below(10))
			continue;
		hear(&keys, true, &heard);
		assert_false(keys_are_unfinished(&keys));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_one_key),
	    cmocka_unit_test(test_nothing),
	    cmocka_unit_test(test_cut_anywhere),
	    cmocka_unit_test(test_escape_by_hand),
	    cmocka_unit_test(test_paste),
	    cmocka_unit_test(test_paste_that_never_ends),
	    cmocka_unit_test(test_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
