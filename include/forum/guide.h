/*
 * Guides and useful pages: plain words that the team keeps, each with an owner and the day somebody checked it. Seen by
 * everybody, guests too, once the operator has confirmed them.
 */
#ifndef BBS_FORUM_GUIDE_H
#define BBS_FORUM_GUIDE_H

#include "forum/forum.h"
#include "store/records.h"

enum { GUIDE_SLUG_MOST = 40, GUIDE_LINE_BYTES = 200, GUIDE_BODY_BYTES = 16384, GUIDE_RECHECK_DAYS = 183 };

/* In order, without their texts: what visitors see. */
enum err guide_list(struct forum *, struct guide_list *out);
bool guide_is_any(struct forum *);
/* Whole. ERR_NOT_FOUND also when it is not shown. */
enum err guide_get(struct forum *, int64_t id, struct guide *out);
/* Is the day over by which it was to be checked again? */
bool guide_is_due(const struct guide *);
/* How many that visitors see are due. */
enum err guide_count_due(struct forum *, int64_t *out);

/* --- as a file: "title: ...", "owner: ...", "source: ...", an empty line, then its text; "# " begins a heading --- */

/* ERR_OK and *out, without a slug; ERR_INVALID no such file, ERR_EMPTY, ERR_TOO_LONG. text borrowed. */
enum err guide_parse(const char *text, struct guide *out);
char *guide_write(const struct guide *); /* owned */

/* --- for the operator --- */

enum err guide_list_all(struct forum *, struct guide_list *out);
enum err guide_find(struct forum *, const char *slug, struct guide *out);

/*
 * It was checked today and is shown from now on, to be checked again by `until` (YYYY-MM-DD, after today; NULL:
 * GUIDE_RECHECK_DAYS from now). owner: who keeps it, NULL as before. ERR_OK and *out; ERR_NOT_FOUND; ERR_INVALID the
 * day; ERR_TOO_LONG the owner.
 */
enum err guide_confirm(struct forum *, const char *slug, const char *until, const char *owner, struct guide *out);

/* Show it to nobody, or remove it for good. ERR_NOT_FOUND. */
enum err guide_hide(struct forum *, const char *slug);
enum err guide_remove(struct forum *, const char *slug);

/*
 * A page in the form above, new or instead of the one of this slug; nobody sees it until it is confirmed. Errors as
 * guide_parse(); ERR_INVALID also for a slug that is not 3 to 40 of a-z 0-9 -.
 */
enum err guide_put(struct forum *, const char *slug, const char *text);

/* Put in what the program brings along and has not put in before; in a transaction. What was removed stays so. */
enum err guide_put_shipped(struct db *);
/* Confirm them all, in a transaction: for the demo board. */
enum err guide_confirm_all(struct forum *);

#endif
