/*
 * What several screens ask alike: a new password, typed twice; a name. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_PARTS_H
#define BBS_UI_SCREENS_PARTS_H

#include "ui/screens.h"

/* A new password in two fields. */
struct fresh {
	struct edit password, again;
	bool is_again; /* they have to be typed again */
};

void fresh_init(struct fresh *);
void fresh_clear(struct fresh *); /* wipes */

/* Its two fields go at the end of the form; when they are to be typed again, the focus goes there. */
void fresh_add_fields(struct fresh *, const char *label, const char *hint, struct view *out);

/* As it is typed now. If it won't do, that is said, and both fields are empty. name: whose. */
bool fresh_is_fine(struct fresh *, struct visit *, const char *name);

/* The answer to an error about the new password; the fields are empty after it. */
void fresh_refuse(struct fresh *, struct visit *, enum err);

/* Say why this name can't be had: account_check_free() or rename_check() gave the error. */
void parts_say_name(struct visit *, const char *name, enum err);

/* A newcomer's way on: home, the first board on it, and on that the page to write on. */
struct outcome join_arrive(struct visit *);

#endif
