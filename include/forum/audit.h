/*
 * The audit: what the team, the operator and the program did, in a chain nobody can mend unseen. Ids and codes only,
 * never text, so that a person's words can be erased without a hole in it. Source: security page, data rights.
 */
#ifndef BBS_FORUM_AUDIT_H
#define BBS_FORUM_AUDIT_H

#include "forum/forum.h"
#include "store/records.h"

enum { AUDIT_OPERATOR = 0, AUDIT_PROGRAM = -1 }; /* actors that are no members */

/*
 * Note one act, inside the transaction that does it: both are on disk, or neither.
 *
 * actor      member id, AUDIT_OPERATOR or AUDIT_PROGRAM
 * action     "hide", "claim", "role", ...: a static word
 * object     "message", "member", "case", "board", "site": a static word
 * code       a reason or value as a code, "" for none; never anything a person typed
 */
enum err audit_note(struct forum *, int64_t actor, const char *action, const char *object, int64_t object_id,
    const char *code);

/* Rows after this id, oldest first, at most `limit`. For the operator. */
enum err audit_list(struct forum *, int64_t after, int64_t limit, struct audit_row_list *out);

/* Walk the whole chain. ERR_OK and how many rows; ERR_DAMAGED and the id of the first row that is not as written. */
enum err audit_verify(struct forum *, int64_t *out_rows, int64_t *out_broken);

#endif
