/*
 * Boards and their groups. Rules of use as in store/members.h.
 */
#ifndef BBS_STORE_BOARDS_H
#define BBS_STORE_BOARDS_H

#include "store/db.h"
#include "store/records.h"

/* member: whose is_hidden is told; 0 for nobody's. In order of group and position; all of them, or only those that are switched on. */
enum err boards_list(struct db *, bool only_on, int64_t member, struct board_list *out);
enum err boards_find(struct db *, const char *slug, struct board *out);
enum err boards_find_id(struct db *, int64_t id, int64_t member, struct board *out);

/* Writes. ERR_TAKEN when the slug is in use; ERR_NOT_FOUND when there is no such group. */
enum err boards_add_group(struct db *, const char *slug, const char *name, int64_t position);
/* record: slug, name, about, group_slug, is_open, is_on; it comes last in its group. */
enum err boards_add(struct db *, const struct board *record);
/* record: id and everything that may have changed, position included. */
enum err boards_save(struct db *, const struct board *record);

/* Left out of a member's home, or not any more. Twice is fine. */
enum err boards_set_hidden(struct db *, int64_t member, int64_t board, bool is_hidden);

#endif
