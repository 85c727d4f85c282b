/*
 * What the visitor has heard of a screen, so that nothing is said twice and only what is new is said.
 */
#ifndef BBS_UI_PLAIN_SAID_H
#define BBS_UI_PLAIN_SAID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/view.h"

struct said_item {
	int64_t id;
	uint64_t print; /* of its words; the date and "new" don't count, as they change by themselves */
};

struct said {
	bool is_set;
	uint64_t serial;
	uint64_t page;           /* print of where, title and intro */
	struct said_item *items; /* owned */
	size_t count;
};

enum said_change {
	SAID_SAME,
	SAID_ADDED, /* what was said still stands; there are other items too, or other words in one */
	SAID_OTHER,
};

void said_clear(struct said *);

/* This view has been said. Keeps prints, borrows nothing. */
void said_keep(struct said *, const struct view *);

enum said_change said_compare(const struct said *, const struct view *);

/* Has this item been said, in these words? */
bool said_has(const struct said *, const struct item *);

/* The id of the item said with this number in a list, 0 for none; and how many there are. */
int64_t said_at(const struct said *, int64_t number);
int64_t said_choices(const struct said *);

/* A print of words, to compare them later. */
uint64_t said_print(uint64_t print, const char *text);

#endif
