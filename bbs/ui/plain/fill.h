/*
 * What a line means where a form is filled in.
 */
#ifndef BBS_UI_PLAIN_FILL_H
#define BBS_UI_PLAIN_FILL_H

#include "ui/plain/state.h"

/* True: the event is to be told. */
bool fill_take_line(struct renderer *, const char *line, struct event *out);

/*
 * Put the line that is being typed at the end of the field's text, so that it is saved whatever happens. The next
 * line takes it out again. True when the text has changed.
 */
bool fill_store_half(struct renderer *);

#endif
