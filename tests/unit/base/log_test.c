/*
 * A log line is one line of plain ASCII, whatever is in it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"

#define STAMP "2026-11-23T12:00:00Z "

static char written[4096];

/* What this call writes to standard error. */
#define WRITTEN_BY(call) (capture_begin(), (call), capture_end())

static int saved_fd, pipe_fd[2];

static void
capture_begin(void)
{
	assert_int_equal(pipe2(pipe_fd, O_CLOEXEC | O_NONBLOCK), 0);
	saved_fd = dup(STDERR_FILENO);
	dup2(pipe_fd[1], STDERR_FILENO);
}

static const char *
capture_end(void)
{
	ssize_t bytes;

	dup2(saved_fd, STDERR_FILENO);
	close(saved_fd);
	close(pipe_fd[1]);
	bytes = read(pipe_fd[0], written, sizeof written - 1);
	close(pipe_fd[0]);
	written[bytes > 0 ? bytes : 0] = '\0';
	return written;
}

static void
a_line_has_level_area_and_words(void **state)
{
	(void)state;
	log_init(LOG_LEVEL_DEBUG, "listener");
	assert_string_equal(WRITTEN_BY(log_error("ended status=%d", 3)), STAMP "error listener ended status=3\n");
	assert_string_equal(WRITTEN_BY(log_warning("w")), STAMP "warning listener w\n");
	assert_string_equal(WRITTEN_BY(log_info("i")), STAMP "info listener i\n");
	assert_string_equal(WRITTEN_BY(log_debug("d")), STAMP "debug listener d\n");
}

static void
levels_above_are_silent(void **state)
{
	(void)state;
	log_init(LOG_LEVEL_WARNING, "keeper");
	assert_string_equal(WRITTEN_BY(log_info("i")), "");
	assert_string_equal(WRITTEN_BY(log_debug("d")), "");
	assert_string_equal(WRITTEN_BY(log_warning("w")), STAMP "warning keeper w\n");
	log_init(LOG_LEVEL_ERROR, "keeper");
	assert_string_equal(WRITTEN_BY(log_warning("w")), "");
	assert_string_equal(WRITTEN_BY(log_error("e")), STAMP "error keeper e\n");
}

static void
what_could_reach_a_terminal_is_escaped(void **state)
{
	(void)state;
	log_init(LOG_LEVEL_INFO, "t");
	assert_string_equal(WRITTEN_BY(log_info("name=%s", "a\nerror t faked\r\033[2J\x7f\xc3\xa9")),
	    STAMP "info t name=a\\x0aerror t faked\\x0d\\x1b[2J\\x7f\\xc3\\xa9\n");
}

/* JOURNAL_STREAM names the file that standard error is, or was in a process further up. */
static void
under_the_journal_a_priority_stands_for_the_stamp(void **state)
{
	static const char *const lines[] = {"<3>error t x\n", "<4>warning t x\n", "<6>info t x\n", "<7>debug t x\n"};
	char name[64];
	struct stat st;

	(void)state;
	log_init(LOG_LEVEL_DEBUG, "t");
	capture_begin();
	assert_int_equal(fstat(STDERR_FILENO, &st), 0);
	snprintf(name, sizeof name, "%ju:%ju", (uintmax_t)st.st_dev, (uintmax_t)st.st_ino);
	setenv("JOURNAL_STREAM", name, 1);
	log_find_journal();
	for (int level = LOG_LEVEL_ERROR; level <= LOG_LEVEL_DEBUG; level++)
		log_write((enum log_level)level, "x");
	capture_end();
	assert_true(log_is_journal());
	for (size_t k = 0, at = 0; k < 4; at += strlen(lines[k]), k++)
		assert_memory_equal(written + at, lines[k], strlen(lines[k]));
	log_find_journal(); /* another file now */
	assert_false(log_is_journal());
	unsetenv("JOURNAL_STREAM");
	log_find_journal();
	assert_false(log_is_journal());
}

/* Any bytes at any length: one line, at most 1000 bytes and its newline, printable. */
static void
any_text_makes_one_short_line(void **state)
{
	char text[3000];

	(void)state;
	log_init(LOG_LEVEL_INFO, "t");
	random_pin(3);
	for (size_t bytes = 0; bytes < sizeof text; bytes += 1 + bytes / 50) {
		const char *line;

		random_bytes(text, bytes);
		for (size_t k = 0; k < bytes; k++)
			if (!text[k])
				text[k] = 'x';
		text[bytes] = '\0';
		line = WRITTEN_BY(log_info("%s", text));
		assert_in_range(strlen(line), 8, 1001);
		assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
		for (size_t k = 0; line[k] != '\n'; k++)
			assert_in_range(line[k], 0x20, 0x7e);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_line_has_level_area_and_words),
	    cmocka_unit_test(levels_above_are_silent),
	    cmocka_unit_test(what_could_reach_a_terminal_is_escaped),
	    cmocka_unit_test(under_the_journal_a_priority_stands_for_the_stamp),
	    cmocka_unit_test(any_text_makes_one_short_line),
	};

	clock_pin(1795435200); /* 2026-11-23 12:00:00 UTC */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
