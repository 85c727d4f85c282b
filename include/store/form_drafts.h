/*
 * What members are typing into forms that are no messages. Rules of use as in members.h.
 */
#ifndef BBS_STORE_FORM_DRAFTS_H
#define BBS_STORE_FORM_DRAFTS_H

#include "store/db.h"

/* Which form of whose. form: a static word. */
struct form_place {
	int64_t member;
	const char *form;
	int64_t thread, number;
};

enum err form_drafts_find(struct db *, const struct form_place *, char **body); /* owned by the caller */

/* Writes. One for each place: saving again replaces it. */
enum err form_drafts_save(struct db *, const struct form_place *, const char *body, int64_t at);
enum err form_drafts_remove(struct db *, const struct form_place *);
/* At most `limit` of those saved before this time, of everybody; db_changes() says how many. */
enum err form_drafts_expire(struct db *, int64_t before, int64_t limit);

#endif
