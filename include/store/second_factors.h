/*
 * The second factor of who signs in for the team: its secret, and codes on paper in its place. Rules of use as in
 * members.h; what counts as right is forum/second.h's.
 */
#ifndef BBS_STORE_SECOND_FACTORS_H
#define BBS_STORE_SECOND_FACTORS_H

#include "store/db.h"

enum { SECOND_SECRET_CHARS = 32 }; /* 160 bits in base32 */

struct second_factor {
	char secret[SECOND_SECRET_CHARS + 1];
	int64_t confirmed_at; /* 0: shown, and never given yet */
	int64_t last_step;    /* of the numbers given last */
};

/* ERR_NOT_FOUND. The caller wipes out. */
enum err second_factors_find(struct db *, int64_t member, struct second_factor *out);
/* Is there one that was confirmed? */
enum err second_factors_is_set(struct db *, int64_t member, bool *out);

/* Writes. Adding one that is there is ERR_TAKEN; removing takes the codes along. */
enum err second_factors_add(struct db *, int64_t member, const char *secret);
enum err second_factors_confirm(struct db *, int64_t member, int64_t at);
enum err second_factors_set_step(struct db *, int64_t member, int64_t step);
enum err second_factors_remove(struct db *, int64_t member);

/* Codes that were not used yet. */
enum err second_codes_count(struct db *, int64_t member, int64_t *out);
enum err second_codes_add(struct db *, int64_t member, const char *hash);             /* a write */
enum err second_codes_use(struct db *, int64_t member, const char *hash, int64_t at); /* a write; ERR_NOT_FOUND */
enum err second_codes_remove(struct db *, int64_t member);                            /* a write; used ones too */

#endif
