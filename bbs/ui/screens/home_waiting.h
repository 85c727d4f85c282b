/*
 * Who has not heard back, as parts of home, and what its list shares with them. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_HOME_WAITING_H
#define BBS_UI_SCREENS_HOME_WAITING_H

#include "forum/waiting.h"
#include "ui/screens/home_parts.h"

/* For greeters a line that leads to the list; for everybody those whom nobody answered for far too long. */
void home_add_waiting(struct visit *, int64_t part, struct view *);
struct outcome home_open_waiting(struct visit *, int64_t message); /* 0: the list */

void waiting_add_item(const struct visit *, const struct waiting *, struct item *);

/* Say what waiting_take() answered; now: as it filled it in. */
void waiting_say_taken(struct visit *, enum err, const struct waiting *now);

/* In a conversation: to who waits in it, what was promised; to greeters, that they can take it, or who has it. */
void waiting_mark(struct visit *, int64_t thread, struct view *);
/* Take what waits there, this message first, or give it back; what came of it is said. */
void waiting_take_in(struct visit *, int64_t thread, int64_t number);

#endif
