/*
 * Everything about a member in words: for their screen, and for the file that the operator makes.
 */
#ifndef BBS_UI_MINE_H
#define BBS_UI_MINE_H

#include "base/str.h"
#include "forum/export.h"

/* What a part is called; translated. */
const char *mine_part_title(enum mine_part);

/* One row, a line for each thing that there is to say, then the words. Added to out. */
void mine_write_row(const struct mine_row *, struct str *out);

/* Rows of one part, with its title when they are the first of it: `is_first`. Added to out. */
void mine_write(const struct mine_row_list *, bool is_first, struct str *out);

#endif
