/*
 * Taking out one message, or words in one, with what quotes it. Private to forum.
 */
#ifndef BBS_FORUM_ERASE_ONE_H
#define BBS_FORUM_ERASE_ONE_H

#include <stdbool.h>

#include "base/str.h"
#include "forum/forum.h"
#include "forum/ledger.h"
#include "store/erasing.h"

/* One order being carried out. */
struct erasure {
	struct forum *forum;
	const struct ledger_order *order;
	bool is_copy; /* nobody uses it, and nobody is told */
	struct erasing_message message;
	struct str gathered; /* all that the message says or said, see take_out.h */
};

/* Between two transactions: others get their turn. */
void erase_pause(void);

/* self->message, with its quotes. ERR_OK also when there is nothing left of it. */
enum err erase_one(struct erasure *self);

/* The order's message. ERR_NOT_FOUND: there is none, or not the one that was meant. */
enum err erase_order_message(struct erasure *self);
enum err erase_order_words(struct erasure *self);

#endif
