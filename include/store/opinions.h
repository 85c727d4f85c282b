/*
 * What two of the team think of a case, each on their own. Rules of use as in members.h.
 */
#ifndef BBS_STORE_OPINIONS_H
#define BBS_STORE_OPINIONS_H

#include "store/db.h"
#include "store/records.h"

/* The first before the second; with who gave it, "" of who has gone. */
enum err opinions_list(struct db *, int64_t desk_case, struct case_opinion_list *out);
/* Is a second opinion asked for in this case? ERR_NOT_FOUND there is no such case. */
enum err opinions_find_wish(struct db *, int64_t desk_case, bool *out);
/*
 * Open cases that wait for a second opinion, the oldest first: neither about this member, nor one they gave an opinion
 * in. Of each only id, reason, opened_at and thread_title: not what the first made of it.
 */
enum err opinions_list_wanted(struct db *, int64_t member, int64_t limit, struct desk_case_list *out);

/* Writes. ERR_TAKEN this member gave one already. */
enum err opinions_add(struct db *, const struct case_opinion *record);
enum err opinions_set_wish(struct db *, int64_t desk_case, bool is_wanted);

#endif
