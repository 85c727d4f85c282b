/*
 * The first page is made of parts: what waits for me, the boards, other things. A part adds its heading and items when
 * it has any, and opens what was chosen. home.c has the table of them, in order. Private to the screens.
 *
 * An item is told from all others by its part and an id of the part's own, so that the choice stays on the same thing
 * when the page changes underneath.
 */
#ifndef BBS_UI_SCREENS_HOME_PARTS_H
#define BBS_UI_SCREENS_HOME_PARTS_H

#include "ui/screen.h"

/* Add an item of this part. id: 0 to 2^48. */
struct item *home_part_item(struct view *, int64_t part, int64_t id);

struct home_part {
	void (*add)(struct visit *, int64_t part, struct view *);
	struct outcome (*open)(struct visit *, int64_t id);
};

/* To the message with this id (not its number), in its conversation; stays when it can't be read any more. */
struct outcome home_open_message(struct visit *, int64_t message);

/* Parts in files of their own; home.c says in which order. */

/* home_drafts.c: what they were writing, and first what they slept on */
void home_add_drafts(struct visit *, int64_t part, struct view *);
struct outcome home_open_draft(struct visit *, int64_t id);

/* home_private.c: private messages with something new */
void home_add_privates(struct visit *, int64_t part, struct view *);
struct outcome home_open_private(struct visit *, int64_t id);

/* home_sealed.c: what needs a second person of the team */
void home_add_sealed(struct visit *, int64_t part, struct view *);
struct outcome home_open_sealed(struct visit *, int64_t id);

#endif
