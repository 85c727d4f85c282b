/*
 * The configuration: every option is one row of OPTION_LIST with its type, unit, range, default and help line.
 * The parser, `bbs admin config`, the manual and the tests are made from the same rows.
 *
 * An unknown option, a bad value or a value out of range is an error with file and line, before anything starts.
 */
#ifndef BBS_BASE_CONFIG_H
#define BBS_BASE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/*
 * INT(section, name, default, minimum, maximum, unit, help)   a whole number
 * BOOL(section, name, default, help)                          yes or no
 * TEXT(section, name, default, longest_bytes, help)           one line of text
 * WORD(section, name, default, words, help)                   one of these words, with spaces between them
 */
#define OPTION_LIST(INT, BOOL, TEXT, WORD) \
	TEXT(board, name, "Kidsof", 60, "What this board is called on every screen.") \
	TEXT(board, address, "localhost", 120, "The host name people type after the @.") \
	WORD(board, nation, "england", "england wales scotland northern-ireland", "Chooses the people to call.") \
	WORD(board, language, "en", "en cy pl", "The language of a visitor who has not chosen one.") \
	TEXT(board, timezone, "", 60, "Where the board's clock is: Europe/London. Empty is this machine's.") \
	TEXT(board, theme, "default", 30, "The theme of a visitor who has not chosen one.") \
	INT(board, old_days, 60, 1, 3650, "days", \
	    "Whoever answers after so long is told how old the conversation is.") \
	INT(keep, revisions_days, 30, 1, 3650, "days", "How long the team can see what a message said before.") \
	INT(net, port, 2222, 0, 65535, "port", "Where to listen; 0 takes a free one.") \
	TEXT(net, listen, "127.0.0.1 ::1", 400, "Addresses to listen on, with spaces between them.") \
	BOOL(net, open_unready, false, "Let everybody in although 'bbs admin ready' misses something.") \
	TEXT(net, centres, "", 2000, "Addresses or networks of centres, free of per-source limits.") \
	INT(net, max_visitors, 1000, 1, 20000, "visitors", "Everybody who is connected at once.") \
	INT(net, max_signing_in, 64, 2, 5000, "visitors", "Connected but not signed in, at once.") \
	INT(net, max_signing_in_per_source, 5, 1, 5000, "visitors", "The same, from one address.") \
	INT(net, max_guests, 500, 1, 20000, "visitors", "Signed in as a guest or joining, at once.") \
	INT(net, max_guests_per_source, 20, 1, 20000, "visitors", "The same, from one address.") \
	INT(net, key_exchange_s, 10, 2, 120, "seconds", "For the visitor's program to agree on keys.") \
	INT(net, fingerprint_s, 120, 10, 600, "seconds", "For a person to read the fingerprint.") \
	INT(net, sign_in_s, 180, 10, 600, "seconds", "For everything up to being signed in.") \
	INT(net, tries, 6, 1, 20, "tries", "Attempts to sign in on one connection.") \
	BOOL(limits, penalties, true, "Make a source that fails or breaks things wait.") \
	INT(limits, new_gap_s, 30, 0, 86400, "seconds", "Between two messages of a new member.") \
	INT(limits, new_hourly, 10, 1, 10000, "messages", "From a new member in an hour.") \
	INT(limits, new_conversation_gap_s, 600, 0, 86400, "seconds", "Between two conversations of a new member.") \
	INT(limits, member_factor, 3, 1, 100, "times", "A member may do this many times as much.") \
	INT(limits, first_messages, 3, 0, 20, "messages", \
	    "Of a new member the team looks at so many before others see them.") \
	INT(answer, day_hours, 3, 1, 72, "hours", "Who wrote in the day should have an answer within this time.") \
	INT(answer, night_hours, 12, 1, 168, "hours", "The same, for who wrote at night.") \
	INT(answer, day_from, 8, 0, 23, "hour", "When the day begins, by the board's clock.") \
	INT(answer, day_to, 22, 1, 24, "hour", "When the night begins.") \
	TEXT(desk, outside, "", 200, \
	    "Who gives a second opinion while the team is fewer than three, and how to reach them.") \
	TEXT(backup, directory, "", 400, "Where copies go. When empty: backups/ in the data directory.") \
	TEXT(backup, public_key, "", 64, \
	    "Copies are sealed, for the owner of this key only. See 'bbs admin key make'.") \
	INT(backup, keep_days, 30, 1, 3650, "days", "How long a copy is kept.") \
	TEXT(mail, from, "", 254, "Where mail comes from. When empty: bbs@ and board.address.") \
	TEXT(mail, sendmail, "/usr/sbin/sendmail", 400, "The program that takes mail, run with -t -i.") \
	INT(log, level, 2, 0, 3, "level", "0 errors, 1 warnings, 2 events, 3 everything.")

#define CONFIG_FIELD_INT(section, name, ...) int64_t section##_##name;
#define CONFIG_FIELD_BOOL(section, name, ...) bool section##_##name;
#define CONFIG_FIELD_TEXT(section, name, ...) char *section##_##name;
/* One member per option: config.net_port, config.board_name, ... Texts are owned by the struct. */
struct config {
	OPTION_LIST(CONFIG_FIELD_INT, CONFIG_FIELD_BOOL, CONFIG_FIELD_TEXT, CONFIG_FIELD_TEXT)
	struct config_key *keys; /* the [keys] section as written, for ui/keymap.h; NULL-name ended, owned */
	size_t key_count;
};

/* One line of the [keys] section: `open = Enter`. Judged by ui/keymap.h, which knows actions. */
struct config_key {
	char *action; /* owned */
	char *key;    /* owned */
	int line;
};

enum config_problem {
	CONFIG_FINE,
	CONFIG_CANNOT_READ, /* errno holds why */
	CONFIG_SYNTAX,      /* not `name = value` under a [section] */
	CONFIG_UNKNOWN_OPTION,
	CONFIG_NOT_A_NUMBER,
	CONFIG_OUT_OF_RANGE,
	CONFIG_NOT_YES_OR_NO,
	CONFIG_TOO_LONG,
	CONFIG_NOT_ONE_OF, /* with words */
};

struct config_error {
	enum config_problem problem;
	int line;                 /* 1-based; 0 when it is not about a line */
	char option[64];          /* "net.port", cut to fit, safe to show */
	char value[64];           /* as written, cut to fit, safe to show */
	int64_t minimum, maximum; /* with CONFIG_OUT_OF_RANGE and CONFIG_TOO_LONG */
	const char *words;        /* with CONFIG_NOT_ONE_OF; static */
};

enum option_type { OPTION_INT, OPTION_BOOL, OPTION_TEXT, OPTION_WORD };

/* One row, for manuals and for showing what is set. */
struct option {
	const char *section, *name;
	enum option_type type;
	const char *default_text; /* as it would be written */
	int64_t minimum, maximum; /* of an INT; maximum bytes of a TEXT */
	const char *unit;         /* "" unless INT */
	const char *words;        /* of a WORD, with spaces between them; NULL of others */
	const char *help;
	size_t offset; /* in struct config */
};

/* The k-th option, or NULL past the last. Static. */
const struct option *option_at(size_t k);

void config_init(struct config *); /* every option at its default */
void config_clear(struct config *);

/*
 * Read a file over what is already set. path borrowed. ERR_OK; ERR_NOT_FOUND when there is no such file, which
 * is not a mistake; ERR_INVALID with *error filled, and the config as it was before the call.
 */
enum err config_load(struct config *, const char *path, struct config_error *error);

/* Set one option by "section.name", from the command line. As config_load(). */
enum err config_set(struct config *, const char *option, const char *value, struct config_error *error);

#endif
