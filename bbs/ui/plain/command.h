/*
 * What a line means where a choice is made.
 */
#ifndef BBS_UI_PLAIN_COMMAND_H
#define BBS_UI_PLAIN_COMMAND_H

#include "ui/plain/state.h"

/* True: the event is to be told. Else all is said and done. */
bool command_run(struct renderer *, const char *line, struct event *out);

#endif
