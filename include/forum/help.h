/*
 * People to call, chosen by the board's nation.
 */
#ifndef BBS_FORUM_HELP_H
#define BBS_FORUM_HELP_H

#include "forum/forum.h"
#include "store/records.h"

/* In order; only what is shown to visitors in this nation. For anybody. */
enum err help_list(struct forum *, struct signpost_list *out);

/* --- for the operator --- */

/* Every one there is, also those that are not shown. */
enum err help_list_all(struct forum *, struct signpost_list *out);

/* How many that visitors see have not been checked, or are due to be checked again. */
enum err help_count_unconfirmed(struct forum *, int64_t *out);

enum { HELP_RECHECK_DAYS = 183, HELP_TEXT_BYTES = 200 };

/* What the operator has found out; NULL leaves a thing as it is. */
struct help_facts {
	const char *number, *hours, *about;
	const char *recheck_by; /* YYYY-MM-DD, after today; NULL: HELP_RECHECK_DAYS from now */
};

/*
 * It was checked today and is shown from now on. ERR_OK and *out; ERR_NOT_FOUND no such slug; ERR_EMPTY it has no
 * number yet; ERR_INVALID recheck_by; ERR_TOO_LONG a text past HELP_TEXT_BYTES.
 */
enum err help_confirm(struct forum *, const char *slug, const struct help_facts *, struct signpost *out);

/* Show it to nobody. ERR_NOT_FOUND. */
enum err help_hide(struct forum *, const char *slug);

#endif
