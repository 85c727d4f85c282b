/*
 * One line per event, escaped, written with one write(2) so that processes do not mix theirs.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

static struct {
	enum log_level level;
	const char *area;
} state = {LOG_LEVEL_INFO, "bbs"};

void
log_init(enum log_level level, const char *area)
{
	state.level = level;
	state.area = area;
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
	static const char *const names[] = {"error", "warning", "info", "debug"};
	char words[1000], line[1024];
	size_t length;
	va_list args;

	if (level > state.level)
		return;
	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	length = (size_t)snprintf(line, 64, "%s %.20s ", names[level], state.area);
	length = log_escape(line, length, words);
	line[length++] = '\n';
	if (write(STDERR_FILENO, line, length) < 0)
		return; /* nowhere left to say it */
}
