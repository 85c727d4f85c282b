/*
 * What was decided in a case, and what it asks to look at again: parts of its page. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_CASE_DONE_H
#define BBS_UI_SCREENS_CASE_DONE_H

#include "ui/view.h"
#include "ui/visit.h"

/* What the case asks to look at again, if it does; and a notice to who decided it. */
void case_add_appealed(struct visit *, int64_t desk_case, struct view *out);

/* What was done in the case so far, if anything was. */
void case_add_done(struct visit *, int64_t desk_case, struct view *out);

/* Is it the appeal of what this visitor decided? Somebody else looks at that. */
bool case_is_own_decision(struct visit *, int64_t desk_case);

#endif
