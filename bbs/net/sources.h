/*
 * Who may come in: counts and penalties per source, where a source is a keyed hash of an address and nothing
 * else. Pure: no socket, no clock, no chance of its own, so every rule is a unit test.
 *
 * Limits are from the security page ("SSH"), penalties as OpenSSH 9.8's srclimit.c.
 */
#ifndef BBS_NET_SOURCES_H
#define BBS_NET_SOURCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "net/address.h"

enum { SOURCE_KEY_BYTES = 32 };

/* A keyed BLAKE2b of the source: its first 8 hex digits stand for it in logs. */
uint64_t source_hash(const unsigned char key[static SOURCE_KEY_BYTES], const struct address *);

struct sources_limits {
	int64_t visitors, signing_in, signing_in_per_source, guests, guests_per_source;
	bool penalties;
};

enum sources_verdict {
	SOURCES_ADMIT,
	SOURCES_FULL,       /* as many visitors as there may be */
	SOURCES_EARLY_DROP, /* by chance, since many are signing in */
	SOURCES_TOO_MANY,   /* signing in from this source */
	SOURCES_PENALISED,  /* this source has to wait */
};

/* Where a visitor stands; each counts against something else. */
enum sources_stage {
	SOURCES_SIGNING_IN,
	SOURCES_GUEST, /* or joining, or help */
	SOURCES_MEMBER,
	SOURCES_TURNED_AWAY, /* signed in as a guest when there were too many; is about to leave */
};

/* Seconds of penalty, by what happened. */
enum sources_penalty { PENALTY_FAILED_S = 5, PENALTY_PROTOCOL_S = 10, PENALTY_CRASH_S = 90 };
enum { PENALTY_MIN_S = 15, PENALTY_MAX_S = 600 };

struct sources;
struct sources *sources_new(void); /* returns owned */
void sources_free(struct sources *);

/*
 * May one more come from this source? SOURCES_ADMIT counts it as signing in; end that with sources_gone().
 *
 * exempt   listed by the operator: free of what is per source, not of what is in all
 * now_ms   monotonic
 * dice     0..99, drawn anew for each call
 */
enum sources_verdict sources_admit(struct sources *, const struct sources_limits *, uint64_t source, bool exempt,
    int64_t now_ms, unsigned dice);

/* Signed in: the stage from now on, SOURCES_TURNED_AWAY when it wants to be a guest and there are too many. */
enum sources_stage sources_sign_in(struct sources *, const struct sources_limits *, uint64_t source, bool exempt,
    bool guest);

void sources_gone(struct sources *, uint64_t source, enum sources_stage);

/* Add to what this source has to wait. It is enforced from PENALTY_MIN_S on, and never more than PENALTY_MAX_S. */
void sources_penalise(struct sources *, uint64_t source, int64_t seconds, int64_t now_ms);

/* Per cent of newcomers to drop with that many signing in: none below half, 30 at half, 100 at the limit. */
unsigned sources_drop_percent(int64_t signing_in, int64_t most);

int64_t sources_visitors(const struct sources *);

#endif
