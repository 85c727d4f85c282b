/*
 * A message has just been put in: what follows from it, inside the same transaction. Private to forum.
 */
#ifndef BBS_FORUM_SENT_H
#define BBS_FORUM_SENT_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

struct sent {
	const struct actor *writer; /* as they are now */
	int64_t board, thread, message, number;
	int64_t reply_to;              /* number, 0 for none */
	const char *body;              /* clean */
	const struct options *options; /* never NULL */
	int64_t at;
	bool is_dark; /* there are danger words in it */
};

enum err sent_note(struct forum *, const struct sent *);

#endif
