/*
 * What lies beside a case and has a screen of its own. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_CASE_PARTS_H
#define BBS_UI_SCREENS_CASE_PARTS_H

#include "forum/desk.h"
#include "ui/view.h"
#include "ui/visit.h"

/* What two of the team think of it, as far as this visitor may see that; nothing when nobody was asked. */
void case_add_opinions(struct visit *, int64_t desk_case, struct view *);

/* Not the outside reviewer's business unless the team is small: who that is, and how to reach them. Owned, NULL when
   the team of this size needs nobody. */
char *case_outside_words(const struct visit *, int64_t team);

/* By when somebody should look, and who hears of it when nobody does. Owned, "" for a case without a clock. */
char *case_clock_words(const struct desk_case *, int64_t now);

/* What the team noted, the oldest first; nothing when there is nothing. */
void case_add_notes(const struct desk_file *, struct view *);

/* Why something could not be done in a case. Translated; static. */
const char *case_turn_explain(enum err);

#endif
