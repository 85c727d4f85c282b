/*
 * Whose turn it is on the desk: the people of the team, what they have taken, what they would rather not look at, and
 * what they noted. The tables case_claim, case_note, desk_opt_out and on_call. Rules of use as in members.h.
 */
#ifndef BBS_STORE_CASE_TURNS_H
#define BBS_STORE_CASE_TURNS_H

#include "store/db.h"
#include "store/records.h"

/* Of this role, neither closed, paused, on a break nor leaving, but that member; by name. */
enum err teammates_list(struct db *, const char *role, int64_t but, int64_t now, int64_t limit,
    struct teammate_list *out);

enum err on_call_has(struct db *, int64_t member, bool *out);
enum err on_call_set(struct db *, int64_t member, bool is_on_call); /* a write */

/* How many different cases of this risk but that one they have taken since then; counting stops at 100. */
enum err claims_count(struct db *, int64_t member, int64_t risk, int64_t since, int64_t but, int64_t *out);
/* Has this member had this case before? */
enum err claims_has(struct db *, int64_t desk_case, int64_t member, bool *out);
enum err claims_add(struct db *, int64_t desk_case, int64_t member, int64_t risk, int64_t at); /* a write */

/* topic: a static word. */
enum err opt_outs_has(struct db *, int64_t member, const char *topic, bool *out);
enum err opt_outs_set(struct db *, int64_t member, const char *topic, bool is_out); /* a write */

/* Newest first. */
enum err case_notes_list(struct db *, int64_t desk_case, int64_t limit, struct case_note_list *out);
enum err case_notes_add(struct db *, int64_t desk_case, int64_t by, const char *words, int64_t at); /* a write */

#endif
