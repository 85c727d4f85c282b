/*
 * One line per event, escaped, written with one write(2) so that processes do not mix theirs.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"

static struct {
	enum log_level level;
	const char *area;
	bool is_journal; /* standard error is the journal's, which stamps lines itself */
} state = {.level = LOG_LEVEL_INFO, .area = "bbs"};

void
log_init(enum log_level level, const char *area)
{
	state.level = level;
	state.area = area;
}

void
log_find_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	char found[48];
	struct stat st;

	state.is_journal = false;
	if (!stream || fstat(STDERR_FILENO, &st))
		return;
	snprintf(found, sizeof found, "%ju:%ju", (uintmax_t)st.st_dev, (uintmax_t)st.st_ino);
	state.is_journal = !strcmp(found, stream);
}

bool
log_is_journal(void)
{
	return state.is_journal;
}

/* What comes before the words; at most 64 bytes with its end. */
static size_t
log_begin(char *line, enum log_level level)
{
	static const char *const names[] = {"error", "warning", "info", "debug"};
	static const int priorities[] = {3, 4, 6, 7}; /* syslog(3) */
	time_t now = (time_t)clock_now();
	char stamp[24];
	struct tm tm;

	if (state.is_journal)
		snprintf(stamp, sizeof stamp, "<%d>", priorities[level]);
	else
		strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%SZ ", gmtime_r(&now, &tm));
	return (size_t)snprintf(line, 64, "%s%s %.20s ", stamp, names[level], state.area);
}

/* Append to line (1000 bytes at most, one kept for the newline), escaping what could reach a terminal. */
static size_t
log_escape(char *line, size_t length, const char *text)
{
	enum { LONGEST = 1000 };

	for (; *text && length < LONGEST - 5; text++) {
		unsigned char byte = (unsigned char)*text;

		if (byte >= 0x20 && byte < 0x7f)
			line[length++] = (char)byte;
		else
			length += (size_t)snprintf(line + length, 5, "\\x%02x", byte);
	}
	return length;
}

void
log_write(enum log_level level, const char *format, ...)
{
	char words[1000], line[1024];
	size_t length;
	va_list args;

	if (level > state.level)
		return;
	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	length = log_escape(line, log_begin(line, level), words);
	line[length++] = '\n';
	if (write(STDERR_FILENO, line, length) < 0)
		return; /* nowhere left to say it */
}
