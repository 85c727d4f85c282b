/*
 * The state of the plain form, one for each visitor, and the small questions that every part asks of it. Nothing here
 * says a word. plain.c says who does.
 */
#ifndef BBS_UI_PLAIN_STATE_H
#define BBS_UI_PLAIN_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "ui/plain/ask.h"
#include "ui/plain/said.h"
#include "ui/plain/say.h"
#include "ui/renderer.h"

/* Where somebody is in a form. */
enum stage {
	STAGE_FIELD,  /* field number `field` is being filled in */
	STAGE_OFFERS, /* all are filled in: what now? */
	STAGE_WHICH,  /* which of them shall be changed? */
};

/* Where somebody was on a screen, for when they come back to it. */
struct place {
	uint64_t serial;
	int64_t item;
	int64_t whole; /* the highest item said to its end */
	enum stage stage;
	size_t field;
	bool knows_choices; /* the long prompt was said */
};

enum { PLACES = 32 };

struct renderer {
	struct wire *wire;           /* borrowed */
	const struct keymap *keymap; /* borrowed */
	const struct view *view;     /* borrowed from show() to show(); NULL before the first */
	bool has_terminal;

	struct say say;
	struct ask ask;
	struct said said;
	size_t told_from; /* a document's items before this one have not been said */
	int64_t chosen;   /* the item chosen by number in a list that opens nothing */

	uint64_t serial;
	enum stage stage;
	size_t field;
	size_t half_bytes; /* the end of this field's text is a line that has not ended */
	bool returns;      /* this field is being changed: back to the offers after it */

	struct place places[PLACES];
	size_t place_next;

	struct str news;    /* said by the next prompt */
	uint64_t heard[16]; /* prints of the notices said last */
	size_t heard_count;

	enum action asked;  /* the last intent that was told, and not answered yet */
	bool asked_of_none; /* ... by a letter in a list, with no number */
	bool prompt_due;
	bool knows_choices;
	bool knows_house; /* people to call and leaving have been in a prompt */
	bool was_help;    /* the line before was h */
	bool was_vanish;  /* the key before was Ctrl-X */
	bool ended;
};

/* Fill in the event for an action; item 0 for the chosen one. Returns true, "there is an event". */
bool state_intend(struct renderer *, enum action, int64_t item, int64_t number, struct event *out);

/* Fill in the event for a field whose text has changed. Returns true, as above. */
bool state_tell_change(struct event *out);

/* The item an action is about when no number was typed with it, in a document the one being heard; 0 for none. */
int64_t state_current(const struct renderer *);

/* The item of a document that people call by this number, or NULL. */
const struct item *state_find_number(const struct renderer *, int64_t number);

/* Do people call this document's items by numbers of their own? */
bool state_has_numbers(const struct view *);

#endif
