/*
 * Guides and useful pages. Rules of use as in members.h.
 */
#ifndef BBS_STORE_GUIDES_H
#define BBS_STORE_GUIDES_H

#include "store/db.h"
#include "store/records.h"

enum { GUIDES_MOST = 100 };

/* In order, without their texts; all, or only those shown to visitors; at most GUIDES_MOST. */
enum err guides_list(struct db *, bool only_shown, struct guide_list *out);
/* Whole. ERR_NOT_FOUND. */
enum err guides_find(struct db *, const char *slug, struct guide *out);
enum err guides_find_id(struct db *, int64_t id, struct guide *out);

/* Writes. */
enum err guides_add(struct db *, const struct guide *record);  /* comes last; ERR_TAKEN the slug is in use */
enum err guides_save(struct db *, const struct guide *record); /* all but slug and position, found by the slug */
enum err guides_remove(struct db *, const char *slug);         /* ERR_NOT_FOUND */

#endif
