/*
 * The fields of a form on the page. Knows which one is being filled in, and nothing of keys.
 */
#ifndef BBS_UI_FULL_FIELDS_H
#define BBS_UI_FULL_FIELDS_H

#include "ui/full/state.h"

void fields_lay_out(struct full *);
void fields_draw(struct full *);

/* Break the body's text into the form's wrap, if that is not what it holds. */
void fields_wrap(struct form *, const struct edit *, int cols);

#endif
