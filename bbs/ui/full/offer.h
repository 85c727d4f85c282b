/*
 * Which of the actions open now a key asks for.
 */
#ifndef BBS_UI_FULL_OFFER_H
#define BBS_UI_FULL_OFFER_H

#include <stdint.h>

#include "ui/keymap.h"
#include "ui/view.h"

/*
 * The offered action that this key asks for, or ACTION_NONE. Esc goes back, too; Ctrl-C and Ctrl-D leave, since
 * people press them; leaving at once is always possible.
 */
enum action offer_find(const struct view *, const struct keymap *, uint32_t key);

/* While the window is too small only the ways out work. */
enum action offer_find_way_out(const struct keymap *, uint32_t key);

#endif
