/*
 * Documents: items one after another, read by scrolling.
 */
#ifndef BBS_UI_FULL_DOCUMENT_H
#define BBS_UI_FULL_DOCUMENT_H

#include "ui/full/state.h"

void document_lay_out(struct full *);
void document_draw(struct full *);
enum action document_press(struct full *, uint32_t key);
bool document_is_at_end(const struct full *);

#endif
