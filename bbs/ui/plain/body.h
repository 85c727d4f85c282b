/*
 * The line editor: a message is written line by line, and lines can be heard, changed and taken back.
 */
#ifndef BBS_UI_PLAIN_BODY_H
#define BBS_UI_PLAIN_BODY_H

#include "ui/plain/state.h"

/* Add what is written so far, shortly, and how to write on. Then say_go_on(). */
void body_tell(struct renderer *, const struct edit *);

/* Add every line with its number. */
void body_list(struct renderer *, const struct edit *);

/* Add a line at the end; "" makes a gap. True: the event is to be told. */
bool body_append(struct renderer *, struct edit *, const char *line, struct event *out);

/* Take the last line away; write a line again: rest is "3 new words". True: the event is to be told. */
bool body_undo(struct renderer *, struct edit *, struct event *out);
bool body_change(struct renderer *, struct edit *, const char *rest, struct event *out);

/* Lines with words in them. */
int body_count_lines(const struct edit *);

#endif
