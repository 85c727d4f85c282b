/*
 * Words made comparable: what two people type for the same thing should look the same.
 */
#ifndef BBS_BASE_FOLD_H
#define BBS_BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Append `text` as words with one space between them: in small letters, without accents, without apostrophes
 * ("Don't" and "dont" are the same). What is neither letter nor digit parts words, and the end of a sentence is a
 * word "." of its own.
 *
 * text  UTF-8, borrowed; not inside `out`
 * out   initialised; what is in it stays
 */
void fold_words(const char *text, size_t bytes, struct str *out);

/* Are two folded words the same but for one slip: a letter missing, added, changed, or two of them swapped? */
bool fold_is_near(const char *a, const char *b);

#endif
