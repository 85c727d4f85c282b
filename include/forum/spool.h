/*
 * What has left the database and waits for another unit: letters in DATA/spool/mail, calls for the team in
 * DATA/spool/alert, a file for each, named after its row of the outbox. A file holds what is needed to send it: no
 * name of anybody, no word of a message, not where it was written.
 *
 * The keeper writes them (see dispatch.h); `bbs admin spool send` and the unit bbs-alert take them away.
 */
#ifndef BBS_FORUM_SPOOL_H
#define BBS_FORUM_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* X(NAME, word: of the file's name and of its first line, folder) */
#define SPOOL_LIST(X) \
	X(NUDGE, "nudge", "mail")     /* somebody answered */ \
	X(CONFIRM, "confirm", "mail") /* the digits that confirm an address */ \
	X(RED, "red", "alert")        /* a red case waits */ \
	X(LATE, "late", "alert")      /* a case waits, and its time is over */

#define SPOOL_ENUM(name, word, folder) SPOOL_##name,
enum spool_kind { SPOOL_LIST(SPOOL_ENUM) SPOOL_KINDS };

struct spool_letter {
	enum spool_kind kind;
	char *address;  /* NULL: for the team */
	char *code;     /* NULL but with SPOOL_CONFIRM */
	char *language; /* the reader's, a code of bbs.conf's board.language; NULL: for the team */
	char *board;    /* only for the team */
	int64_t until;  /* seconds UTC: later it is of no use to anybody; 0 for ever */
};

void spool_letter_clear(struct spool_letter *);

const char *spool_word(enum spool_kind); /* static */

/* DATA/spool; owned. */
char *spool_path(const char *data);

/* --- writing, in two steps with the database's commit between them; spool as from spool_path() --- */

/* Write the whole file under a name that nobody takes it by, and see it on the disk. ERR_FULL, ERR_IO. */
enum err spool_prepare(const char *spool, int64_t id, const struct spool_letter *);
/* Give it its name: it can be taken. ERR_FULL, ERR_IO, and it is still prepared. */
enum err spool_release(const char *spool, int64_t id, enum spool_kind);
/* It is not to be. */
void spool_discard(const char *spool, int64_t id, enum spool_kind);

/* What was prepared and neither released nor discarded, after a crash. */
struct spool_prepared {
	int64_t id;
	enum spool_kind kind;
};
enum err spool_list_prepared(const char *spool, struct spool_prepared **out, size_t *count); /* *out owned */

/* --- taking --- */

/* Names of the files that wait in spool/mail, oldest first. Free each and the array. */
enum err spool_list_mail(const char *spool, char ***out, size_t *count);
/* ERR_OK; ERR_NOT_FOUND; ERR_IO; ERR_INVALID it is not a file as we write them. The address and code were checked. */
enum err spool_read(const char *spool, const char *name, struct spool_letter *out);
enum err spool_remove(const char *spool, const char *name);
/* Out of the way of the others, to spool/NAME.bad, for a person to look at. */
enum err spool_set_aside(const char *spool, const char *name);
/* Only one takes mail at a time. ERR_OK and *out_fd (close lets go); ERR_BUSY; ERR_NOT_FOUND; ERR_IO. */
enum err spool_lock(const char *spool, int *out_fd);

/* How many wait and for how long. */
struct spool_count {
	int64_t count, oldest_at; /* seconds UTC, 0 when there is none */
};
/* out[SPOOL_KINDS] counts those that were set aside. */
enum err spool_look(const char *spool, struct spool_count out[SPOOL_KINDS + 1]);

#endif
