/*
 * People to call. Data with an owner and a date, never strings in code. Rules of use as in members.h.
 */
#ifndef BBS_STORE_SIGNPOSTS_H
#define BBS_STORE_SIGNPOSTS_H

#include "store/db.h"
#include "store/records.h"

/* In order; all, or only those shown to visitors. */
enum err signposts_list(struct db *, bool only_shown, struct signpost_list *out);
/* ERR_NOT_FOUND. */
enum err signposts_find(struct db *, const char *slug, struct signpost *out);

/* Writes. */
enum err signposts_save(struct db *, const struct signpost *record); /* all but the slug, found by it */
enum err signposts_add(struct db *, const struct signpost *record, int64_t position);

#endif
