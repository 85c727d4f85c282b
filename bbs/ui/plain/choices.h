/*
 * The choices of a screen in words: letters, the prompt that ends with them, and the whole list.
 */
#ifndef BBS_UI_PLAIN_CHOICES_H
#define BBS_UI_PLAIN_CHOICES_H

#include "ui/plain/state.h"

/* The action a letter stands for here, in either case; ACTION_NONE. */
enum action choices_find_letter(const struct renderer *, uint32_t letter);

/* The action whose name begins with these words, of three letters or more. */
enum action choices_find_name(const struct renderer *, const char *words);

/* Add the choices as a prompt: the long one once on every screen, then the short one. */
void choices_add_prompt(struct renderer *, struct str *out);

/*
 * Add "s for send, k for keep for later, e to change something, b for back, ".
 *
 * but  an action that is not said, or ACTION_NONE
 * own  the third of these, or ""
 */
void choices_add_offers(const struct renderer *, struct str *out, enum action but, const char *own);

/* Say all that can be typed, now. first: a line to begin with, or "". */
void choices_tell(struct renderer *, const char *first);

/* A letter was typed that is about one of the list, and no number: say how to say which. */
void choices_ask_which(struct renderer *, enum action);

#endif
