/*
 * What a message said before, and its state. A message that is not live has no body: its text is its newest revision,
 * until that has grown old. Rules of use as in members.h.
 *
 * Nothing here changes a number, a count or a read mark: a message that was taken down stays where it was.
 */
#ifndef BBS_STORE_REVISIONS_H
#define BBS_STORE_REVISIONS_H

#include "store/db.h"
#include "store/records.h"

/* What a message said before, newest first. */
enum err revisions_list(struct db *, int64_t message, int64_t limit, struct revision_list *out);
/* The newest: of a message that is not live, its text. ERR_NOT_FOUND there is none, or it was let go. */
enum err revisions_find(struct db *, int64_t message, struct revision *out);

/*
 * Writes. message: an id; by: member id, 0 for the operator; at: seconds UTC.
 *
 * Each is ERR_NOT_FOUND, and changes nothing, when there is no such message in the state it starts from.
 */
/* A live message says something else; what it said is kept ('edit'), and it counts as edited. */
enum err messages_revise(struct db *, int64_t message, const char *body, int64_t by, int64_t at);
/* A live message is taken down: state "hidden" or "withdrawn". What it said is kept ('hide', 'withdraw'). */
enum err messages_set_state(struct db *, int64_t message, const char *state, int64_t by, int64_t at);
/* A hidden message is live again with the text it had. ERR_NOT_FOUND also when that text was let go. */
enum err messages_restore(struct db *, int64_t message);

/*
 * A write. At most `limit` revisions from before this time go, but none of a message with an open case; db_changes()
 * says how many.
 */
enum err revisions_expire(struct db *, int64_t before, int64_t limit);

#endif
