/*
 * One line per event on standard error, for the journal:  level area event key=value ...
 *
 * User text never comes in unescaped: every value passes log_escape() here, in one place. No address is
 * ever logged; see net/source.h for what stands in its place.
 */
#ifndef BBS_BASE_LOG_H
#define BBS_BASE_LOG_H

#include <stddef.h>

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

void log_init(enum log_level, const char *area); /* area: static word such as "listener" */

/*
 * format makes the whole rest of the line, "event key=value"; bytes below 0x20, 0x7f and above are written as
 * \xNN, and a line ends at 1000 bytes.
 */
void log_write(enum log_level, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define log_error(...) log_write(LOG_LEVEL_ERROR, __VA_ARGS__)
#define log_warning(...) log_write(LOG_LEVEL_WARNING, __VA_ARGS__)
#define log_info(...) log_write(LOG_LEVEL_INFO, __VA_ARGS__)
#define log_debug(...) log_write(LOG_LEVEL_DEBUG, __VA_ARGS__)

#endif
