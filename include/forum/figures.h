/*
 * How the board is doing, in numbers for the operator: never a name, never a word.
 */
#ifndef BBS_FORUM_FIGURES_H
#define BBS_FORUM_FIGURES_H

#include "forum/forum.h"
#include "store/figures.h"

/* Those with a time count from `days` ago. ERR_OK; ERR_STORE. */
enum err figures_look(struct forum *, int64_t days, struct figures *out);

/* X(NAME, word for --json) */
#define HEALTH_LIST(X) \
	X(KEEPER, "keeper")       /* the keeper runs; number: 0 */ \
	X(BACKUP, "backup")       /* the last copy; number: its age in hours, -1 for none */ \
	X(DISK, "disk")           /* room; number: percent free */ \
	X(LOG, "log")             /* the database's log; number: MiB */ \
	X(SIGNPOSTS, "signposts") /* number: how many must be checked */ \
	X(GUIDES, "guides")       /* number: how many that visitors see must be checked */ \
	X(RED, "red")             /* number: minutes that the oldest red case has waited for somebody */ \
	X(SPOOL, "spool")         /* mail and alerts; number: minutes that the oldest has waited */ \
	X(READY, "ready")         /* everything of forum/ready.h is done; number: 0 */

#define HEALTH_ENUM(name, word) HEALTH_##name,
enum health { HEALTH_LIST(HEALTH_ENUM) HEALTH_COUNT };

struct health_state {
	bool is_fine;
	int64_t number;
};

const char *health_word(enum health); /* static */

/* data: the data directory, borrowed. ERR_OK; ERR_STORE, ERR_IO. */
enum err health_look(struct forum *, const char *data, struct health_state out[HEALTH_COUNT]);

#endif
