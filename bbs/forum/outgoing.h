/*
 * What is on its way out, whether it goes live now or waits for the team first. Private to forum; inside the caller's
 * transaction.
 */
#ifndef BBS_FORUM_OUTGOING_H
#define BBS_FORUM_OUTGOING_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

struct outgoing {
	int64_t board, thread, reply_to; /* thread 0: a new conversation, until it is live */
	int64_t read_number;             /* how far its writer had read that conversation */
	const char *title, *body;        /* title "" of an answer; cleaned on the way in */
	const struct options *options;   /* never NULL */
	bool is_dark;                    /* there are danger words in it */
	int64_t number, message;         /* out: of the message it became */
};

/*
 * It goes live: the conversation when it is a new one, the message, what follows from it, its writer's read mark and
 * the nudge. Whether its writer may was asked by the caller. writer: as they are now.
 */
enum err outgoing_go_live(struct forum *, const struct actor *writer, struct outgoing *);

#endif
