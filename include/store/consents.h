/*
 * Yes and no to what is kept of a member. Rules of use as in members.h.
 */
#ifndef BBS_STORE_CONSENTS_H
#define BBS_STORE_CONSENTS_H

#include <stdbool.h>

#include "store/db.h"

/* One more line of the record. words_hash: of the words they were shown, "" where that is not known. A write. */
enum err consents_add(struct db *, int64_t member, bool is_given, const char *words_hash, int64_t at);

/* The newest line. words_hash owned. ERR_NOT_FOUND they never said yes or no. */
enum err consents_find(struct db *, int64_t member, bool *is_given, char **words_hash, int64_t *at);

#endif
