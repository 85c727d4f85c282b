/*
 * Everything about one member, a page of rows at a time, so that somebody who wrote a great deal takes no more memory
 * than somebody who did not. The words around it are ui's; JSON has none. Source: security page, data rights.
 */
#ifndef BBS_FORUM_EXPORT_H
#define BBS_FORUM_EXPORT_H

#include "base/str.h"
#include "forum/forum.h"
#include "forum/policy.h"
#include "store/mine.h"

enum { EXPORT_ROWS = 20 };

/* How far it has come. Copying one is how to come back to a page. */
struct export
{
	int64_t member;
	int part; /* an enum mine_part; MINE_PARTS at the end */
	int64_t after;
};

/* From the start. A member has their own; the operator anybody's by name: ERR_NOT_FOUND. */
void export_begin(const struct actor *, struct export *out);
enum err export_begin_named(struct forum *, const char *name, struct export *out);

/*
 * The next rows, of one part, EXPORT_ROWS at most. Keys are fingerprints in it. ERR_OK and at least one row;
 * ERR_NOT_FOUND that was all; ERR_STORE.
 */
enum err export_next(struct forum *, struct export *, struct mine_row_list *out);

/*
 * Rows as JSON: one object, a list for each part, one row a line. first: the part to begin at, `*next` of the call
 * before; 0 opens the object. rows NULL: close it.
 */
void export_json(const struct mine_row_list *rows, int *next, struct str *out);

/* "2026-11-23T12:00:00Z"; "" for 0. */
void export_time(int64_t at, char out[static 24]);

#endif
