/*
 * @name in a message: that member is told at home until they have read it.
 *
 * Not told: oneself; who may not read the board; whoever it already is an answer to (that is told as one); what
 * somebody writes, signed, whom they have blocked.
 */
#ifndef BBS_FORUM_MENTION_H
#define BBS_FORUM_MENTION_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum {
	MENTION_MOST = 10,  /* members named in one message; ours */
	MENTION_TRIES = 40, /* names looked up in one message; ours */
	MENTION_SHOWN = 9,
};

/*
 * Inside the transaction that sends a message, or changes it: note whom it names, in place of whom it named before.
 * What is quoted names nobody.
 *
 * writer  member id, in truth
 * body    clean
 */
enum err mention_note(struct forum *, int64_t writer, int64_t board, int64_t message, const char *body);

/* Messages that name the actor and are not read, newest first, MENTION_SHOWN at most. */
enum err mention_list(struct forum *, const struct actor *, struct reply_list *out);

/*
 * The next @name in a text, from *at on, not on a quoted line: false when there is none. *at goes on behind it. name: lower
 * case, as a name may be; a longer run is none.
 */
bool mention_next(const char *text, size_t *at, char name[static 21]);

#endif
