/*
 * What a line means where a choice is made.
 */
#ifndef BBS_UI_PLAIN_COMMAND_H
#define BBS_UI_PLAIN_COMMAND_H

#include "ui/plain/plain.h"

/* True: the event is to be told. Else all is said and done. */
bool command_run(struct renderer *, const char *line, struct event *out);

/* 1.. when the line is nothing but a number, else 0; one that is too large is as large as it gets. */
int64_t command_parse_number(const char *line);

/* The line without spaces around it; returns owned. And is it this one letter, in either case? */
char *command_trim(const char *line);
bool command_is(const char *line, char letter);

#endif
