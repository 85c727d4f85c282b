/*
 * People to call. Data with an owner and a date, never strings in code. Rules of use as in members.h.
 */
#ifndef BBS_STORE_SIGNPOSTS_H
#define BBS_STORE_SIGNPOSTS_H

#include "store/db.h"
#include "store/records.h"

/* In order; all, or only those shown to visitors. */
enum err signposts_list(struct db *, bool only_shown, struct signpost_list *out);
enum err signposts_add(struct db *, const struct signpost *record, int64_t position); /* a write */

#endif
