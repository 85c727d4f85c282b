/*
 * Which key asks for which action. Defaults are in ACTION_LIST; the [keys] section of the configuration
 * changes them.
 */
#ifndef BBS_UI_KEYMAP_H
#define BBS_UI_KEYMAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/config.h"
#include "ui/action.h"

/* One key press: a Unicode code point below 0x110000, or one of these. */
enum key {
	KEYS_BEYOND_UNICODE = 0x110000,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_DELETE,
	K_WORD_LEFT,
	K_WORD_RIGHT,
	K_BACK_TAB,
	K_PASTE_BEGIN,
	K_PASTE_END,
	K_RESIZE,
	K_ENTER = '\r',
	K_TAB = '\t',
	K_ESCAPE = 0x1b,
	K_BACKSPACE = 0x7f,
	K_SPACE = ' ',
	K_CTRL_U = 0x15,
	K_CTRL_X = 0x18,
	K_CTRL_Z = 0x1a,
};

struct keymap {
	uint32_t keys[ACTION_COUNT];
};

void keymap_init(struct keymap *); /* the defaults */

/*
 * Lay the configuration's [keys] over the defaults. ERR_OK; ERR_INVALID: *bad is the row that names no action
 * or no key (or a key taken for moving, or for another action that can stand beside it), as written; the keymap
 * is as it was. Actions that share a key by default never stand in one view, and any others might.
 */
enum err keymap_load(struct keymap *, const struct config *, const struct config_key **bad);

/* Does this key ask for this action? A letter does in either case: the Caps Lock key is easily pressed. */
bool keymap_asks(const struct keymap *, uint32_t key, enum action);

/* "Enter", "Space", "Ctrl-X", "a" to a key; 0 when it is none. */
uint32_t key_parse(const char *name);

/* The key's name as people read it, "Enter", "Space", "a"; static or in the given buffer. */
const char *key_name(uint32_t key, char buffer[static 16]);

#endif
