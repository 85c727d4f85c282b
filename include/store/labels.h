/*
 * What conversations are about: the table thread_tag. Rules of use as in members.h.
 */
#ifndef BBS_STORE_LABELS_H
#define BBS_STORE_LABELS_H

#include "store/db.h"

enum err tags_list(struct db *, int64_t thread, char *out,
    size_t out_bytes);                                           /* words, divided by spaces; those that fit */
enum err tags_add(struct db *, int64_t thread, const char *tag); /* a write; twice is fine */

#endif
