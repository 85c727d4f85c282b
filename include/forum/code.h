/*
 * Codes that people write down and type again: to come back with, to join with. About 60 bits in groups of four, from
 * letters and digits that nobody takes for one another; case, spaces and hyphens don't matter when one is typed.
 */
#ifndef BBS_FORUM_CODE_H
#define BBS_FORUM_CODE_H

enum {
	CODE_CHARS = 14,      /* "k7mq-2fhp-9xtd" */
	CODE_HASH_CHARS = 64, /* what is kept of it */
};

/* A new code; out holds CODE_CHARS + 1. The caller wipes it. */
void code_make(char *out);

/*
 * The hash by which a code is known, whatever way it was typed; out holds CODE_HASH_CHARS + 1. purpose: a static
 * word, so that a code for one thing is none for another.
 */
void code_hash(const char *purpose, const char *typed, char *out);

#endif
