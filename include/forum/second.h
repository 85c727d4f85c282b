/*
 * The second factor of the team: six numbers from an app on their phone (TOTP, RFC 6238: SHA-1, six digits, 30 seconds),
 * or a code on paper. Until it is given in a session, whatever asks for it (policy.h) is off, and one of the team is an
 * ordinary member.
 *
 * The numbers of one moment to either side count too, since clocks differ; none counts twice, and none before the last.
 * After SECOND_TRIES wrong ones in an hour the numbers wait for the rest of it; codes on paper, which nobody guesses, go
 * on working, so that nobody is kept from the desk by somebody else's guessing. Source: product page, section 6.
 */
#ifndef BBS_FORUM_SECOND_H
#define BBS_FORUM_SECOND_H

#include "forum/code.h"
#include "forum/forum.h"
#include "forum/policy.h"

enum {
	SECOND_DIGITS = 6,
	SECOND_STEP_S = 30,
	SECOND_STEPS_BESIDE = 1,
	SECOND_CODES = 8,
	SECOND_CODE_BYTES = CODE_CHARS + 1,
	SECOND_SECRET_BYTES = 33, /* 32 letters and digits of base32, and the end */
	SECOND_TYPED_BYTES = 40,
	SECOND_TRIES = 5,
	SECOND_TRY_SECONDS = 3600,
};

/* Where somebody stands. */
enum second_state {
	SECOND_NEVER, /* none of the team */
	SECOND_TO_SET_UP,
	SECOND_TO_GIVE,
	SECOND_GIVEN,
};

/* ERR_OK; ERR_CLOSED, ERR_STORE. */
enum err second_look(struct forum *, const struct actor *, enum second_state *out);

/*
 * A secret for oneself, to put into the app; the same one until it was confirmed, and never again after that. The
 * caller wipes out. ERR_OK; ERR_DENIED none of the team; ERR_TAKEN one is confirmed; ERR_CLOSED; ERR_STORE.
 */
enum err second_begin(struct forum *, const struct actor *, char out[static SECOND_SECRET_BYTES]);

/*
 * The first numbers: the app has the secret. The actor has given it, and gets codes for paper; the caller wipes them.
 *
 * ERR_OK; ERR_EMPTY nothing was typed; ERR_INVALID not these numbers; ERR_TAKEN one is confirmed; ERR_NOT_FOUND it
 * was not begun; ERR_DENIED, ERR_CLOSED; ERR_STORE.
 */
enum err second_confirm(struct forum *, struct actor *, const char *typed, char codes[SECOND_CODES][SECOND_CODE_BYTES]);

/*
 * Give it: the numbers, or a code on paper, which is used up. The actor has given it then, in this session.
 *
 * ERR_OK; ERR_EMPTY; ERR_INVALID neither; ERR_TAKEN right, but these numbers were given before; ERR_RATE the numbers
 * wait; ERR_NOT_FOUND it was never set up; ERR_DENIED none of the team; ERR_CLOSED; ERR_STORE.
 */
enum err second_give(struct forum *, struct actor *, const char *typed);

/* How many codes on paper would still work. */
enum err second_left(struct forum *, const struct actor *, int64_t *out);

/*
 * A lost second factor: for the operator. The member sets it up anew at their next sign-in and is told; sessions that
 * gave the old one are members' again. In the audit. ERR_OK; ERR_NOT_FOUND nobody has that name; ERR_EMPTY they have
 * none; ERR_STORE.
 */
enum err second_reset(struct forum *, const char *name);

/* For the operator: since when this member has one; 0 for none. ERR_OK; ERR_NOT_FOUND nobody has that name; ERR_STORE. */
enum err second_since(struct forum *, const char *name, int64_t *out);

/* Inside the caller's transaction: none of the team any more, so nothing is kept. */
enum err second_forget(struct forum *, int64_t member);

#endif
