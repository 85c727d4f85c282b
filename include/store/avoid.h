/*
 * What a member would rather not meet: the tables block and mute. Rules of use as in members.h.
 *
 * Read for that member alone: nobody else can tell.
 */
#ifndef BBS_STORE_AVOID_H
#define BBS_STORE_AVOID_H

#include "store/db.h"
#include "store/records.h"

/* In order of name. */
enum err blocks_list(struct db *, int64_t member, struct block_row_list *out);
/* *out: has this member blocked that one? */
enum err blocks_has(struct db *, int64_t member, int64_t other, bool *out);
enum err blocks_add(struct db *, int64_t member, int64_t other, int64_t at); /* a write; twice is fine */
enum err blocks_remove(struct db *, int64_t member, int64_t other);          /* a write */

/* By kind, then thread and word. */
enum err mutes_list(struct db *, int64_t member, struct mute_row_list *out);
/* Is this conversation about something they muted? tag: the word of it, room for `bytes`. */
enum err mutes_find_tag(struct db *, int64_t member, int64_t thread, char *tag, size_t bytes);
/* Writes. row: kind, thread, what are used. Twice is fine. */
enum err mutes_add(struct db *, int64_t member, const struct mute_row *row, int64_t at);
enum err mutes_remove(struct db *, int64_t member, const struct mute_row *row);

#endif
