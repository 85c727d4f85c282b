/*
 * Parts of home: what happened since a member was last here. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_HOME_SINCE_H
#define BBS_UI_SCREENS_HOME_SINCE_H

#include "ui/screens/home_parts.h"

void home_add_mentions(struct visit *, int64_t part, struct view *);
void home_add_hugs(struct visit *, int64_t part, struct view *);
struct outcome home_open_hug(struct visit *, int64_t message); /* and it is no news any more */
void home_add_watched(struct visit *, int64_t part, struct view *);
struct outcome home_open_watched(struct visit *, int64_t thread); /* at the first unread */
void home_add_next(struct visit *, int64_t part, struct view *);
struct outcome home_open_next(struct visit *, int64_t thread);

#endif
