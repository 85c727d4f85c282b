/*
 * Copies of the board and the ledger of erasures: beside each copy lies the ledger as it was then, a copy that is put
 * back is brought up to it, and so are the copies that lie in the places for them. Sealed copies can't be opened here:
 * they are brought up when somebody puts them back, and expire.
 *
 * data: the data directory, borrowed, as everywhere.
 */
#ifndef BBS_FORUM_COPIES_H
#define BBS_FORUM_COPIES_H

#include "forum/forum.h"
#include "store/db.h"

struct copies_count {
	int64_t rewritten, sealed; /* sealed: can't be looked into, and only time takes them */
	int64_t failed;            /* can't be read or written: somebody has to look */
};

/*
 * Bring every plain copy in DATA/backups and in backup.directory up to the ledger. Each is made anew at this program's
 * version and takes its old name when it is whole. ERR_OK and how many; ERR_IO a place can't be looked through.
 */
enum err copies_catch_up(struct forum *, const char *data, struct copies_count *out);

/* A copy was made: the ledger goes beside it. ERR_FULL; ERR_IO. */
enum err copies_note(const char *data, const char *copy);

/* Before a copy is put back: this ledger learns what those beside the copy know. ERR_FULL; ERR_IO. */
enum err copies_learn(const char *data, const char *copy);

/* An upkeep_mend(): carry out the whole ledger. context: a struct copies_mend. */
struct copies_mend {
	const char *ledger;
	const struct config *config; /* NULL where there is none to hand */
};
enum err copies_bring_up(struct db *, void *context);

#endif
