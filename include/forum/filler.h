/*
 * Generated messages, for a board of any size to measure things on. They are marked as generated, every one, and
 * mean nothing; what they are made of is bbs/content/filler.txt.
 */
#ifndef BBS_FORUM_FILLER_H
#define BBS_FORUM_FILLER_H

#include <stdint.h>

#include "forum/forum.h"

enum { FILLER_MOST = 2000000 };

struct filler_made {
	int64_t members, conversations, messages;
};

/*
 * Write this many messages, in conversations of varied length on every board there is, by members called
 * filler-0001 and on, some of whom write much more than others. The same every time for the same boards.
 *
 * messages  0..FILLER_MOST
 * until     seconds UTC; all were written before it, the last one just before
 *
 * It takes many short transactions, with a pause between, so that a board that is running goes on. ERR_OK;
 * ERR_INVALID nothing was written; ERR_TAKEN there are such members already; ERR_FULL, ERR_STORE part of it is
 * written, and out says how much.
 */
enum err filler_put(struct forum *, int64_t messages, int64_t until, struct filler_made *out);

#endif
