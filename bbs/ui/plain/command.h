/*
 * What a line means where a choice is made, and the prompt that says what can be typed.
 */
#ifndef BBS_UI_PLAIN_COMMAND_H
#define BBS_UI_PLAIN_COMMAND_H

#include "ui/plain/plain.h"

/* True: the event is to be told. Else all is said and done. */
bool command_run(struct renderer *, const char *line, struct event *out);

/* Is the line a letter that works everywhere: help, people to call, say it again, leave? */
bool command_is_house(const struct renderer *, const char *line);

/* Add the choices as a prompt: the long one once on every screen, then the short one. */
void command_add_prompt(struct renderer *, struct str *out);

/* Add "s for send, k for keep for later, "; the actions in the order of the view, at most so many. */
void command_add_offers(const struct renderer *, struct str *out, size_t most);

/* The whole list of what can be typed, said now. first: a line to begin with. */
void command_tell_help(struct renderer *, const char *first);

/* 1.. when the line is nothing but a number, else 0; one that is too large is as large as it gets. */
int64_t command_parse_number(const char *line);

/* The line without spaces around it, and is it this one letter in either case? */
char *command_trim(const char *line); /* returns owned */
bool command_is(const char *line, char letter);

#endif
