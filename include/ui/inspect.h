/*
 * What a screen says, as text, with no renderer and no terminal: for `bbs debug view` and for whoever writes a screen.
 */
#ifndef BBS_UI_INSPECT_H
#define BBS_UI_INSPECT_H

#include "base/config.h"

/*
 * data, config  borrowed
 * as            whose eyes to look through, or NULL for a guest's
 * name          "home", "board:3", "conversation:12"
 *
 * Returns owned; NULL when the board can't be opened, or there is no such screen or member.
 */
char *inspect_screen(const char *data, const struct config *config, const char *as, const char *name);

#endif
