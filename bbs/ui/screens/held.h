/*
 * What waits to be checked, as its writer and the team see it. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_HELD_H
#define BBS_UI_SCREENS_HELD_H

#include "forum/desk.h"
#include "forum/held.h"
#include "ui/screens/home_parts.h"

/* home_held.c: on the first page */
void home_add_held(struct visit *, int64_t part, struct view *);
struct outcome home_open_held(struct visit *, int64_t id);

/* At the end of its conversation, for its writer only. */
void held_add_to_conversation(struct visit *, int64_t thread, struct view *);

/* case_held.c: in its case, why it waits and what it says; nothing where the case is about nothing held. */
void case_add_held(struct visit *, const struct desk_file *, struct view *);
bool case_is_held(struct visit *, int64_t desk_case);

#endif
