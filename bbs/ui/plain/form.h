/*
 * Fields, one after the other, and then what to do with them: where somebody is, what is asked there.
 */
#ifndef BBS_UI_PLAIN_FORM_H
#define BBS_UI_PLAIN_FORM_H

#include "ui/plain/state.h"

/* The text field that is being filled in, and its field; NULL when there is none. */
struct edit *form_edit(const struct renderer *);
const struct field *form_field(const struct renderer *);
bool form_is_secret(const struct renderer *);

/* Is a message written in this form? Has one of this field's choices been made? */
bool form_has_body(const struct view *);
bool form_has_choice(const struct field *);

/* Add the question of the stage to what is to be said. Then say_go_on(). */
void form_tell(struct renderer *);

/* Say the question of this stage now; say all that has been filled in. */
void form_ask(struct renderer *);
void form_list(struct renderer *);

/* False: there is no prompt, as in the line editor. */
bool form_add_prompt(struct renderer *, struct str *out);

/* The field is filled in: on to the next, or to the offers. */
void form_go_on(struct renderer *);

/* To the field before. True: the event is to be told, as there is none before. */
bool form_go_back(struct renderer *, struct event *out);

/* Fill in this field once more, 0 for the first; or the one field there is, or ask which. Then back to the offers. */
void form_change(struct renderer *, size_t field);
void form_change_something(struct renderer *);

/* The screen has answered what was asked from its offers: where to go on. */
void form_take_answer(struct renderer *);

#endif
