/*
 * Taking somebody's words out of a text of somebody else. Private to forum.
 */
#ifndef BBS_FORUM_TAKE_OUT_H
#define BBS_FORUM_TAKE_OUT_H

#include <stdbool.h>

#include "base/str.h"
#include "forum/ledger.h"

/*
 * The words of a text as one line with single spaces, without what it quotes: what a quote of it is looked for in.
 * Added to out, with a line break at its end.
 */
void take_out_gather(const char *text, struct str *out);

/*
 * Quoted lines that quote any of these words become ERASE_QUOTE, one for a run of them. gathered: by the function
 * above. True when there was one; out is added to either way.
 */
bool take_out_quotes(const char *text, const char *gathered, struct str *out);

/*
 * Words that the order's hash knows are replaced, whole words only, in upper or lower case; with only_quotes in quoted
 * lines alone. True when there was one; out is added to either way.
 */
bool take_out_words(const char *text, const struct ledger_order *, bool only_quotes, struct str *out);

#endif
