/*
 * Messages between a visitor's two processes: only what is whole and in range comes through.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/control.h"

static void
sizes_are_brought_within_limits(void **state)
{
	uint16_t cols, rows;

	(void)state;
	control_clamp(0, 0, &cols, &rows);
	assert_int_equal(cols, 80);
	assert_int_equal(rows, 24);
	control_clamp(1, 1, &cols, &rows);
	assert_int_equal(cols, WINDOW_MIN_COLS);
	assert_int_equal(rows, WINDOW_MIN_ROWS);
	control_clamp(UINT32_MAX, UINT32_MAX, &cols, &rows);
	assert_int_equal(cols, WINDOW_MAX_COLS);
	assert_int_equal(rows, WINDOW_MAX_ROWS);
	control_clamp(0, 40, &cols, &rows);
	assert_int_equal(cols, 80);
	assert_int_equal(rows, 40);
}

static void
terminal_names_are_clean_or_empty(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	    {"xterm-256color", "xterm-256color"},
	    {"screen.xterm+x_1", "screen.xterm+x_1"},
	    {"9term", "9term"},
	    {"", ""},
	    {NULL, ""},
	    {"../../etc/passwd", ""},
	    {".x", ""},
	    {"-x", ""},
	    {"a/b", ""},
	    {"a b", ""},
	    {"xterm\033[2J", ""},
	    {"\303\244", ""},
	    {"a234567890123456789012345678901234567890123456789012345678901234",
		"a234567890123456789012345678901234567890123456789012345678901234"},
	    {"a2345678901234567890123456789012345678901234567890123456789012345", ""},
	};
	char out[CONTROL_TERM_BYTES + 1];

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		control_clean_term(cases[k].in, out);
		assert_string_equal(out, cases[k].out);
	}
}

static void
languages_are_names_of_locales_or_nothing(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	    {"cy_GB.UTF-8", "cy_GB.UTF-8"},
	    {"C", "C"},
	    {"de_DE@euro", "de_DE@euro"},
	    {"abcdefghijklmnopqrstuvwxyzabcde", "abcdefghijklmnopqrstuvwxyzabcde"},
	    {"abcdefghijklmnopqrstuvwxyzabcdef", ""},
	    {"", ""},
	    {NULL, ""},
	    {"../cy", ""},
	    {"cy/../pl", ""},
	    {"1cy", ""},
	    {"_cy", ""},
	    {"cy:pl", ""},
	    {"cy\n", ""},
	};
	char out[CONTROL_LANG_BYTES + 1];

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		control_clean_lang(cases[k].in, out);
		assert_string_equal(out, cases[k].out);
	}
}

static void
what_is_sent_is_received(void **state)
{
	struct control sent = {.kind = CONTROL_ASK_PASSWORD, .name = "anna", .secret = "correct horse"}, got;
	int ends[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
	assert_int_equal(control_receive(ends[1], &got, MSG_DONTWAIT), ERR_BUSY);
	assert_int_equal(control_send(ends[0], &sent), ERR_OK);
	assert_int_equal(control_receive(ends[1], &got, 0), ERR_OK);
	assert_memory_equal(&sent, &got, sizeof got);
	close(ends[0]);
	assert_int_equal(control_receive(ends[1], &got, 0), ERR_IO);
	assert_int_equal(control_send(ends[1], &sent), ERR_IO);
	close(ends[1]);
}

static void
a_full_socket_does_not_block_the_transport(void **state)
{
	struct control message = {.kind = CONTROL_RESIZE, .cols = 80, .rows = 24};
	enum err result = ERR_OK;
	int ends[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, ends), 0);
	for (int k = 0; k < 100000 && result == ERR_OK; k++)
		result = control_send(ends[0], &message);
	assert_int_equal(result, ERR_BUSY);
	close(ends[0]);
	close(ends[1]);
}

/* Send raw bytes, expect them refused and *got untouched. */
static void
assert_refused(const void *bytes, size_t count)
{
	struct control got = {.kind = 77};
	int ends[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
	assert_int_equal(send(ends[0], bytes, count, 0), (ssize_t)count);
	assert_int_equal(control_receive(ends[1], &got, 0), ERR_INVALID);
	assert_int_equal(got.kind, 77);
	close(ends[0]);
	close(ends[1]);
}

static void
short_and_long_messages_are_refused(void **state)
{
	struct control good = {.kind = CONTROL_LEAVE};
	char longer[sizeof good + 1] = {0};

	(void)state;
	memcpy(longer, &good, sizeof good);
	assert_refused(&good, sizeof good - 1);
	assert_refused(longer, sizeof longer);
	assert_refused("x", 1);
}

static void
fields_out_of_range_are_refused(void **state)
{
	const struct control good = {.kind = CONTROL_START, .cols = 80, .rows = 24, .term = "xterm"};
	struct control bad;

	(void)state;
	assert_true(control_is_valid(&good));
#define ASSERT_BAD(change) \
	do { \
		bad = good; \
		change; \
		assert_false(control_is_valid(&bad)); \
		assert_refused(&bad, sizeof bad); \
	} while (0)
	ASSERT_BAD(bad.kind = 0);
	ASSERT_BAD(bad.kind = CONTROL_KINDS);
	ASSERT_BAD(bad.verdict = CONTROL_VERDICTS);
	ASSERT_BAD(bad.proven = 2);
	ASSERT_BAD(bad.has_terminal = 255);
	ASSERT_BAD(bad.cols = WINDOW_MAX_COLS + 1);
	ASSERT_BAD(bad.rows = 0);
	ASSERT_BAD(memcpy(bad.term, "a/b", 4));
	ASSERT_BAD(memcpy(bad.lang, "a/b", 4));
	ASSERT_BAD(memset(bad.lang, 97, sizeof bad.lang));
#undef ASSERT_BAD
}

static void
texts_without_an_end_are_refused(void **state)
{
	struct control bad = {.kind = CONTROL_ASK_NONE};

	(void)state;
	memset(bad.name, 'a', sizeof bad.name);
	assert_refused(&bad, sizeof bad);
	bad = (struct control){.kind = CONTROL_ASK_KEY};
	memset(bad.key, 'a', sizeof bad.key);
	assert_refused(&bad, sizeof bad);
	bad = (struct control){.kind = CONTROL_ASK_PASSWORD};
	memset(bad.secret, 'a', sizeof bad.secret);
	assert_refused(&bad, sizeof bad);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sizes_are_brought_within_limits),
	    cmocka_unit_test(terminal_names_are_clean_or_empty),
	    cmocka_unit_test(languages_are_names_of_locales_or_nothing),
	    cmocka_unit_test(what_is_sent_is_received),
	    cmocka_unit_test(a_full_socket_does_not_block_the_transport),
	    cmocka_unit_test(short_and_long_messages_are_refused),
	    cmocka_unit_test(fields_out_of_range_are_refused),
	    cmocka_unit_test(texts_without_an_end_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
