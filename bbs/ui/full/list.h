/*
 * Lists: one item chosen.
 */
#ifndef BBS_UI_FULL_LIST_H
#define BBS_UI_FULL_LIST_H

#include "ui/full/state.h"

void list_arrive(struct full *); /* before it is laid out, when another screen was there before */
void list_lay_out(struct full *);
void list_draw(struct full *);
enum action list_press(struct full *, uint32_t key);

#endif
