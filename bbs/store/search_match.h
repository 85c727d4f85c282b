/*
 * A search as the engine wants to be asked. Private to the store.
 */
#ifndef BBS_STORE_SEARCH_MATCH_H
#define BBS_STORE_SEARCH_MATCH_H

#include "base/str.h"
#include "store/search.h"

#define PLACE "\xee\x80\x80" /* how the words begin that nobody can type; as in the view message_text */

/*
 * Append it. Nothing is added when nothing is looked for. out initialised. out_is_cut: set when more words begin so
 * than are asked for.
 */
enum err search_match(struct db *, const struct search *, struct str *out, bool *out_is_cut);

#endif
