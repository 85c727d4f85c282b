/*
 * One line per event on standard error:  STAMP level area event key=value ... words=the rest of the line
 *
 *   2026-11-23T19:08:15Z info listener penalised why=failed seconds=5 address=192.0.2.7 source=1f00c0de
 *
 * STAMP is UTC; under the journal, which has stamps of its own, it is the priority instead: "<6>info listener ...".
 * An event is one word, a value has no space in it; only `words`, always the last, may. scripts/lint looks at that.
 *
 * User text never comes in unescaped: every value passes log_escape(), in one place. An address stands only in the
 * listener's line `penalised`, for fail2ban; everywhere else a keyed hash stands in its place, see net/sources.h.
 */
#ifndef BBS_BASE_LOG_H
#define BBS_BASE_LOG_H

#include <stdbool.h>
#include <stddef.h>

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

void log_init(enum log_level, const char *area); /* area: static word such as "listener" */

/* Once, while the environment is there ($JOURNAL_STREAM): is standard error the journal's? See systemd.exec(5). */
void log_find_journal(void);
bool log_is_journal(void);

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
