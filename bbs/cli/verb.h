/*
 * What the verbs of `bbs admin` share: the table's row, the words they were called with, and how they speak.
 */
#ifndef BBS_CLI_VERB_H
#define BBS_CLI_VERB_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/config.h"
#include "base/err.h"
#include "cli/admin.h"
#include "forum/forum.h"

enum { ADMIN_DONE = 0, ADMIN_FAILED = 1, ADMIN_MISUSED = 2, ADMIN_BUSY = 3 }; /* exit statuses, see cli/admin.h */

/* X(NAME, word after "--", takes a value) */
#define ADMIN_OPTION_LIST(X) \
	X(HELP, "help", false) \
	X(JSON, "json", false) \
	X(ROLE, "role", true) \
	X(PASSWORD_STDIN, "password-stdin", false) \
	X(KEY, "key", true) \
	X(GROUP, "group", true) \
	X(NAME, "name", true) \
	X(ABOUT, "about", true) \
	X(OPEN, "open", false) \
	X(OFF, "off", false) \
	X(NUMBER, "number", true) \
	X(HOURS, "hours", true) \
	X(RECHECK, "recheck", true) \
	X(UNTIL, "until", true) \
	X(OWNER, "owner", true) \
	X(NOTICE, "notice", true) \
	X(DAYS, "days", true) \
	X(AFTER, "after", true) \
	X(SIZE, "size", true) \
	X(EXPIRE, "expire", false) \
	X(LARGE, "large", false) \
	X(TO, "to", true) \
	X(REASON, "reason", true) \
	X(WORDS, "words", true) \
	X(KEEP_WORDS, "keep-words", false) \
	X(WITH, "with", true) \
	X(OUT, "out", true) \
	X(RESET, "reset", false)

#define ADMIN_OPTION_ENUM(name, word, takes_value) ADMIN_##name,
enum admin_option { ADMIN_OPTION_LIST(ADMIN_OPTION_ENUM) ADMIN_OPTION_COUNT };
#define ADMIN_BIT(option) (1U << (option))

enum { ADMIN_WORDS_MOST = 4 };

/* One run of one verb. */
struct admin {
	const char *data;                /* borrowed */
	const struct config *config;     /* borrowed */
	const struct admin_hooks *hooks; /* borrowed */
	const struct admin_verb *verb;
	const char *words[ADMIN_WORDS_MOST];
	int word_count;
	const char *options[ADMIN_OPTION_COUNT]; /* NULL: not given; "" for one without a value */
	struct forum forum;                      /* open while a verb that needs_board runs */
	int lock_fd;
};

/* One row of the table in admin.c. */
struct admin_verb {
	const char *noun, *verb; /* verb "" when the noun says it all */
	const char *arguments;   /* for people */
	int least, most;         /* words */
	unsigned options;        /* ADMIN_BIT()s beside --help and --json */
	bool needs_board;        /* open the forum first */
	int (*run)(struct admin *);
	const char *brief, *more; /* one line; what else there is to know */
};

/* The k-th row, or NULL past the last. Static. */
const struct admin_verb *admin_verb_at(size_t k);

/* --- the verbs: each returns an exit status --- */

int admin_init(struct admin *);
int admin_demo(struct admin *);
int admin_config(struct admin *);
int admin_leaflet(struct admin *);
int admin_backup(struct admin *);
int admin_restore(struct admin *);
int admin_key_make(struct admin *);
int admin_ready(struct admin *);
int admin_signpost_list(struct admin *);
int admin_signpost_confirm(struct admin *);
int admin_signpost_hide(struct admin *);
int admin_guide_list(struct admin *);
int admin_guide_show(struct admin *);
int admin_guide_print(struct admin *);
int admin_guide_confirm(struct admin *);
int admin_guide_hide(struct admin *);
int admin_guide_add(struct admin *);
int admin_guide_remove(struct admin *);
int admin_joining(struct admin *);
int admin_invite(struct admin *);
int admin_private_on(struct admin *);
int admin_private_off(struct admin *);
int admin_private_status(struct admin *);
int admin_stats(struct admin *);
int admin_health(struct admin *);
int admin_audit_list(struct admin *);
int admin_audit_verify(struct admin *);
int admin_audit_export(struct admin *);
int admin_audit_text(struct admin *);
int admin_conversation_list(struct admin *);
int admin_message_hide(struct admin *);
int admin_message_restore(struct admin *);
int admin_spool_list(struct admin *);
int admin_spool_send(struct admin *);
int admin_check(struct admin *);
int admin_export(struct admin *);
int admin_erase_member(struct admin *);
int admin_erase_message(struct admin *);
int admin_erase_words(struct admin *);
int admin_erase_copies(struct admin *);
int admin_member_list(struct admin *);
int admin_member_add(struct admin *);
int admin_member_role(struct admin *);
int admin_member_password(struct admin *);
int admin_member_second(struct admin *);
int admin_member_close(struct admin *);
int admin_member_reopen(struct admin *);
int admin_rota_list(struct admin *);
int admin_rota_add(struct admin *);
int admin_rota_remove(struct admin *);
int admin_board_list(struct admin *);
int admin_board_add(struct admin *);
int admin_board_edit(struct admin *);
int admin_board_order(struct admin *);
int admin_board_open(struct admin *);
int admin_board_shut(struct admin *);
int admin_board_on(struct admin *);
int admin_board_off(struct admin *);

/* --- erase.c --- */

struct copies_count;

/* Bring copies up to the ledger of erasures. ADMIN_DONE, or a sentence was said. And say, for people, how many were. */
int admin_catch_up(struct admin *, struct copies_count *out);
void admin_print_copies(const struct copies_count *);

/* --- parse.c --- */

/*
 * Sort the words and options of a verb into admin. argv is borrowed and stays. ADMIN_DONE, or ADMIN_MISUSED when
 * a sentence was said; with --help only that option counts.
 */
int admin_parse(struct admin *, int argc, char **argv);

/* A whole number from least to most, and nothing else. False, with *out as it was, when it is none. */
bool admin_take_number(const char *text, int64_t least, int64_t most, int64_t *out);

/* --- say.c --- */

/* What an error is about: the same code means another sentence for a member than for a file. */
enum admin_thing {
	THING_ANY,
	THING_DATA, /* opening or making the board */
	THING_MEMBER,
	THING_PASSWORD,
	THING_TERMINAL, /* asking for a password */
	THING_KEY,
	THING_BOARD,
	THING_GROUP,
	THING_DEMO,
	THING_FILLER, /* of which a part may be written */
	THING_BACKUP, /* the file to make */
	THING_COPY,   /* the file to put back */
	THING_SEALED, /* the same, when only a key opens it */
	THING_OLD_COPIES,
	THING_READY,
	THING_SIGNPOST,
	THING_GUIDE,
	THING_GUIDE_FILE,
	THING_KEY_FILE, /* for a new secret key */
	THING_LEAFLET,  /* the file to make */
	THING_HOST_KEY,
	THING_SPOOL,
	THING_MESSAGE,
	THING_ERASE_MEMBER,
	THING_ERASE, /* a message, or words in one */
	THING_CATCH_UP,
	THING_EXPORT,     /* the file to make */
	THING_AUDIT_COPY, /* an export to compare with */
	THING_AUDIT_TEXT, /* a text to look for in the audit */
};

/*
 * Say on standard error what happened, what is safe and what to do next. about: which one; borrowed, made safe
 * here. Returns the exit status that fits.
 */
int admin_fail(const struct admin *, enum admin_thing, enum err, const char *about);

/* Say that the words were wrong, and where help is. word: the one that is; NULL for none. ADMIN_MISUSED. */
int admin_misuse(const struct admin_verb *, const char *sentence, const char *word);

/* A copy of any text that may go to a terminal, on one line. Returns owned. */
char *admin_safe(const char *text);

json_t *admin_json_text(const char *text); /* the same as a JSON string; owned */
json_t *admin_json_time(int64_t at);       /* "2026-11-23T19:08:15Z", null for 0; owned */

/* Takes what a verb found, NULL being a bug, and prints it. ADMIN_DONE. */
int admin_print_json(json_t *taken);

static inline bool
admin_wants_json(const struct admin *admin)
{
	return admin->options[ADMIN_JSON] != NULL;
}

#endif
