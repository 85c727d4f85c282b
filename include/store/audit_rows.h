/*
 * The rows of the audit; forum/audit.h makes and checks the chain. Rules of use as in members.h.
 */
#ifndef BBS_STORE_AUDIT_ROWS_H
#define BBS_STORE_AUDIT_ROWS_H

#include "store/db.h"
#include "store/records.h"

/* The newest row's hash, "" when there is none, and the id that comes after it. hash owned by the caller. */
enum err audit_rows_last(struct db *, char **hash, int64_t *next_id);

/* Rows after this id, oldest first. */
enum err audit_rows_list(struct db *, int64_t after, int64_t limit, struct audit_row_list *out);

enum err audit_rows_add(struct db *, const struct audit_row *record); /* a write; every member is used */

/* A number that moves with every message sent and with everything the team does. */
enum err audit_rows_news(struct db *, int64_t *out);

#endif
