/*
 * E-mail nudges: "something is waiting for you", to those who asked for it, once for each absence. A nudge holds no
 * name and no word of a message. This layer decides; the keeper sends what is in the outbox.
 */
#ifndef BBS_FORUM_NUDGE_H
#define BBS_FORUM_NUDGE_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum {
	NUDGE_ADDRESS_BYTES = 254, /* RFC 5321, 4.5.3.1.3, without the angle brackets */
	NUDGE_CODE_DIGITS = 6,
	NUDGE_CODE_SECONDS = 3600,
	NUDGE_CODE_TRIES = 5,
	NUDGE_ASKS_A_DAY = 5, /* mails to addresses that nobody has confirmed */
	NUDGE_AFTER_SECONDS = 30 * 60,
};

/* ERR_OK; ERR_EMPTY; ERR_INVALID no e-mail address; ERR_TOO_LONG. Spaces at both ends don't matter. */
enum err nudge_check_address(const char *typed);

/* ERR_OK and the member's; ERR_NOT_FOUND they want none. Clear with nudge_row_clear(). */
enum err nudge_find(struct forum *, const struct actor *, struct nudge_row *out);

/* Mail a code to this address, in place of the one before. Also ERR_RATE that was NUDGE_ASKS_A_DAY times today. */
enum err nudge_ask(struct forum *, const struct actor *, const char *typed_address);

/*
 * The code, as typed. ERR_OK the address is confirmed; ERR_DENIED it is another; ERR_RATE too many tries, or it is
 * too old: ask for a new one; ERR_NOT_FOUND no address waits.
 */
enum err nudge_confirm(struct forum *, const struct actor *, const char *typed_code);

enum err nudge_set_on(struct forum *, const struct actor *, bool is_on);
enum err nudge_remove(struct forum *, const struct actor *); /* the address is gone from the board */

/* Is there an address, confirmed and switched on? */
bool nudge_is_wanted(const struct nudge_row *);

/* An answer to this member was written: put a nudge in the outbox if they want one. Inside the transaction. */
enum err nudge_note_answer(struct forum *, int64_t to_member);

/* The member is here again: nothing is to be sent. Cheap for who has no address. */
enum err nudge_forget(struct forum *, const struct actor *);

/*
 * For the keeper, when a nudge's time has come: do they still want it, and does something wait? ERR_OK and *out, and
 * *address (owned) when it is to be sent.
 */
enum err nudge_is_still_due(struct forum *, int64_t member, bool *out, char **address);

/* For the keeper: where to send the code that confirms an address; owned. ERR_NOT_FOUND it is no longer asked for. */
enum err nudge_confirm_address(struct forum *, int64_t member, char **out);

#endif
