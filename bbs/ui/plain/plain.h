/*
 * The plain form: what its parts share. One state for each visitor; who does what:
 *
 *   plain.c    the table of functions, the loop of reading
 *   tell.c     a view into sentences            said.c  what of it has been heard
 *   command.c  what a line means on a screen    choices.c  letters, prompts, the list that h says
 *   form.c     fields, one after the other      body.c  the line editor    slash.c  /words in a field
 *   say.c      printing, page by page           ask.c   bytes into a line, echo
 */
#ifndef BBS_UI_PLAIN_PLAIN_H
#define BBS_UI_PLAIN_PLAIN_H

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

	enum action asked; /* the last intent that was told, and not answered yet */
	bool prompt_due;
	bool knows_choices;
	bool knows_house; /* people to call and leaving have been in a prompt */
	bool was_help;    /* the line before was h */
	bool was_vanish;  /* the key before was Ctrl-X */
	bool ended;
};

/* Fill in the event for an action; item 0 for the chosen one. Returns true, "there is an event". */
bool plain_intend(struct renderer *, enum action, int64_t item, int64_t number, struct event *out);

/* The item of a document that people call by this number, or NULL. */
const struct item *plain_find_number(const struct renderer *, int64_t number);

/* Do people call this document's items by numbers of their own? */
bool plain_has_numbers(const struct view *);

#endif
