/*
 * Words with a slash before them: what can be asked for in the middle of typing, where letters are text.
 */
#ifndef BBS_UI_PLAIN_SLASH_H
#define BBS_UI_PLAIN_SLASH_H

#include "ui/plain/state.h"

/*
 * Do what the line asks for. *is_command false: it is text, and nothing was done. True: the event is to be told.
 */
bool slash_run(struct renderer *, const char *line, bool *is_command, struct event *out);

/* Would slash_run() take this line? */
bool slash_is_command(const char *line);

/* The line without the slash that says "this is text"; borrowed from the line. */
const char *slash_text(const char *line);

#endif
