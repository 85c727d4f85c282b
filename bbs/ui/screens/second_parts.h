/*
 * What the pages of the second step do alike. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_SECOND_PARTS_H
#define BBS_UI_SCREENS_SECOND_PARTS_H

#include "ui/screens.h"

/* Given, or "later": on to where the visit begins, the desk, or back. */
struct outcome second_go_on(const struct screen *, struct visit *);
struct outcome second_later(const struct screen *, struct visit *);

const char *second_explain(enum err); /* translated; static */

/* The way to put a secret into an app; opened by second_open() where nothing is set up. */
screen_opener second_set_up_open;

#endif
