/*
 * Mail and alerts on their way out; the keeper moves them into spool/ when they are due. Rules of use as in members.h.
 */
#ifndef BBS_STORE_OUTBOX_H
#define BBS_STORE_OUTBOX_H

#include "store/db.h"
#include "store/records.h"

/* When the next one is due. ERR_NOT_FOUND when none waits. */
enum err outbox_next_due(struct db *, int64_t *out_at);
/* Does this one still wait? */
enum err outbox_has(struct db *, int64_t id, bool *out);
/* Those due by now, oldest first. */
enum err outbox_list(struct db *, int64_t now, int64_t limit, struct outbox_row_list *out);

/* Writes. One of a kind waits for each member: the earlier time stays, the newer code does. */
enum err outbox_add(struct db *, const char *kind, int64_t member, const char *code, int64_t due_at);
enum err outbox_remove(struct db *, int64_t id);
/* Whatever of this kind waits for this member is not sent. */
enum err outbox_cancel(struct db *, const char *kind, int64_t member);

#endif
