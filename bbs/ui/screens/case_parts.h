/*
 * What lies beside a case and has a screen of its own. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_CASE_PARTS_H
#define BBS_UI_SCREENS_CASE_PARTS_H

#include "ui/view.h"
#include "ui/visit.h"

/* What two of the team think of it, as far as this visitor may see that; nothing when nobody was asked. */
void case_add_opinions(struct visit *, int64_t desk_case, struct view *);

/* Not the outside reviewer's business unless the team is small: who that is, and how to reach them. Owned, NULL when
   the team of this size needs nobody. */
char *case_outside_words(const struct visit *, int64_t team);

#endif
