/*
 * Coming back without a password: by a one-use code that the member wrote down, or by one that two of the team make
 * who have met them in person. Only hashes are kept.
 *
 * Codes look as forum/code.h says. After RECOVERY_TRIES wrong ones in an hour the member's codes wait for the rest of
 * it; their password goes on working. Source: product page, section 5; security page.
 */
#ifndef BBS_FORUM_RECOVERY_H
#define BBS_FORUM_RECOVERY_H

#include "forum/code.h"
#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum {
	RECOVERY_CODES = 8,
	RECOVERY_CODE_BYTES = CODE_CHARS + 1,
	RECOVERY_TYPED_BYTES = 40,
	RECOVERY_TRIES = 5,
	RECOVERY_TRY_SECONDS = 3600,
	RECOVERY_VOUCH_SECONDS = 86400, /* both vouches lie within this, and the code works for as long */
};

/* New codes for oneself; those before end. Needs CAP_SETTLE. The caller wipes out. ERR_OK; ERR_DENIED; ERR_STORE. */
enum err recovery_make(struct forum *, const struct actor *, char out[RECOVERY_CODES][RECOVERY_CODE_BYTES]);

/* How many would still work. */
enum err recovery_left(struct forum *, const struct actor *, int64_t *out);

/*
 * Use a code: the member gets this password, is told of it in a notice, and *out is them.
 *
 * ERR_OK; ERR_DENIED the name, the code, or both are wrong, or codes wait: they are not told apart and take alike
 * time; ERR_CLOSED a right code of a closed account; any of account_check_password(), before anything else;
 * ERR_BUSY; ERR_STORE. password and code borrowed; the caller wipes.
 */
enum err recovery_use(struct forum *, const char *name, const char *code, const char *password, struct actor *out);

/* What a vouch came to. */
enum recovery_vouch {
	RECOVERY_NOTED,      /* one of two */
	RECOVERY_NEEDS_LEAD, /* two, but this member of the team takes a lead, or one with a higher role */
	RECOVERY_CODE,       /* both: here is the code, to hand over */
};

/*
 * One of the team has met this member in person. The second one gets a code that works once and for a day.
 *
 * Both must have CAP_VOUCH now and cover the member's role (policy.h). For one of the team more is asked, so that
 * equals can't take over one another: both may more than the member, or one of them is a lead.
 *
 * who   needs CAP_VOUCH; nobody vouches for themselves
 * code  written only with RECOVERY_CODE; the caller wipes it
 * ERR_OK and *out; ERR_DENIED; ERR_NOT_FOUND no such member; ERR_CLOSED; ERR_STORE.
 */
enum err recovery_vouch(struct forum *, const struct actor *who, int64_t member, enum recovery_vouch *out,
    char code[static RECOVERY_CODE_BYTES]);

/* May they, as things are? For a screen that offers it. */
bool recovery_may_vouch(const struct actor *who, const struct member *);

#endif
