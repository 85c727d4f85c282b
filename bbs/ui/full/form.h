/*
 * Forms: moving between fields and the action row, and what keys do in each.
 */
#ifndef BBS_UI_FULL_FORM_H
#define BBS_UI_FULL_FORM_H

#include "ui/full/state.h"

void form_clear(struct form *); /* frees and forgets what was typed; ready for another form */

void form_lay_out(struct full *);
enum action form_press(struct full *, const struct key_press *);
enum action form_press_unseen(struct full *, const struct key_press *); /* the window is too small to show it */
void form_flush(struct full *);                                         /* put what was typed into its field */
bool form_is_on_actions(const struct full *);

/*
 * The form is laid out anew as the answer to an action. When it warns, go from the action row back to the field
 * from which that was entered, to type at once; where the warning and the field can't be shown together, show the
 * warning.
 */
void form_answer(struct full *);

#endif
