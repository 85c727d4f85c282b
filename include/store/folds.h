/*
 * Messages that are folded because members told the team. Rules of use as in members.h.
 */
#ifndef BBS_STORE_FOLDS_H
#define BBS_STORE_FOLDS_H

#include "store/db.h"

/* May it be folded: is it live, and did the team not look at these words already? ERR_NOT_FOUND. */
enum err folds_check(struct db *, int64_t message, bool *out);

/* Writes. reason: a word of forum/report.h's list. ERR_NOT_FOUND it is not live. */
enum err folds_set(struct db *, int64_t message, const char *reason);
/* Open it again. ERR_NOT_FOUND it was not folded. */
enum err folds_clear(struct db *, int64_t message, int64_t at);

#endif
