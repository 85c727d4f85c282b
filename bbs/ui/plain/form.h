/*
 * Fields, one after the other, and then what to do with them.
 */
#ifndef BBS_UI_PLAIN_FORM_H
#define BBS_UI_PLAIN_FORM_H

#include "ui/plain/plain.h"

/* Add the question of the stage to what is to be said. Then say_go_on(). */
void form_tell(struct renderer *);

/* Say the question of this stage now. */
void form_ask(struct renderer *);

/* The screen has answered what was asked from its offers: where to go on. */
void form_take_answer(struct renderer *);

/* False: there is no prompt, as in the line editor. */
bool form_add_prompt(struct renderer *, struct str *out);

/* True: the event is to be told. */
bool form_take_line(struct renderer *, const char *line, struct event *out);

/* The text field that is being filled in, and its field; NULL when there is none. */
struct edit *form_edit(const struct renderer *);
const struct field *form_field(const struct renderer *);
bool form_is_secret(const struct renderer *);

/*
 * Put the line that is being typed at the end of the field's text, so that it is saved whatever happens; take
 * it out again. True when the text has changed.
 */
bool form_store_half(struct renderer *);
void form_drop_half(struct renderer *);

/* The field is filled in: on to the next, or to the offers. */
void form_go_on(struct renderer *);
bool form_go_back(struct renderer *, struct event *out);

#endif
