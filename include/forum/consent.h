/*
 * What a member agreed to, and when: one line each time they say yes or no, with a hash of the words they were shown,
 * so that it can be told later which words those were. Source: security page, data rights.
 */
#ifndef BBS_FORUM_CONSENT_H
#define BBS_FORUM_CONSENT_H

#include "forum/forum.h"
#include "forum/policy.h"

enum { CONSENT_HASH_CHARS = 64 };

/* Of words as they were shown; "" for none (""). */
void consent_hash(const char *words, char out[static CONSENT_HASH_CHARS + 1]);

/* They were asked just now, in these words, and said yes. Nothing when they had before. Needs CAP_SETTLE. */
enum err consent_give(struct forum *, const struct actor *, const char *words);

/* They take their yes back: they are asked again before anything else. Needs CAP_SETTLE. */
enum err consent_withdraw(struct forum *, const struct actor *);

/* When they last said yes or no. ERR_NOT_FOUND never. */
enum err consent_find(struct forum *, const struct actor *, bool *out_given, int64_t *out_at);

/* Inside the transaction that makes the account. words NULL: it is not known which. */
enum err consent_note(struct forum *, int64_t member, bool is_given, const char *words);

#endif
