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

/*
 * The same with more: the case it is done in, and the text that it is done to. Of that only a hash is kept, made with a
 * key of this board's (db/audit.key), so that the text can be known again and never be read. audit_note() knows the case
 * by itself when the object is one.
 */
struct audit_act {
	int64_t actor;
	const char *action, *object, *code; /* as above; borrowed */
	int64_t object_id;
	int64_t desk_case; /* 0 for none */
	const char *text;  /* as it is stored; NULL for none; borrowed */
};
enum err audit_note_act(struct forum *, const struct audit_act *);

/* Rows after this id, oldest first, at most `limit`. For the operator. */
enum err audit_list(struct forum *, int64_t after, int64_t limit, struct audit_row_list *out);

/*
 * In which rows stands the hash of this text? Oldest first, AUDIT_FOUND_MOST at most. bytes: of text, which is
 * looked for as it is. ERR_NOT_FOUND there is no key, so there is nothing to compare with.
 */
enum { AUDIT_FOUND_MOST = 100 };
enum err audit_find_text(struct forum *, const char *text, size_t bytes, struct audit_row_list *out);

/* Walk the whole chain. ERR_OK and how many rows; ERR_DAMAGED and the id of the first row that is not as written. */
enum err audit_verify(struct forum *, int64_t *out_rows, int64_t *out_broken);

#endif
