/*
 * Where the visitor is on each screen, remembered while other screens are in front of it. Knows items and their
 * ids, but not how they are drawn.
 */
#ifndef BBS_UI_FULL_PLACE_H
#define BBS_UI_FULL_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/view.h"

enum {
	PLACE_COUNT = 16, /* screens that are remembered: the visitor's stack is rarely deeper */
	PLACE_NEWS = 8    /* items that are new, and known to be there: more are not told apart */
};

struct place {
	uint64_t serial;          /* of the screen */
	uint64_t used;            /* 0: free; the smallest has been away longest */
	int64_t chosen;           /* id of the chosen item */
	int index;                /* where in the view it was, for when it has gone */
	int top;                  /* the line of the page at the top of the content */
	int offset;               /* rows from the top of the content to the chosen item's first line */
	size_t field;             /* the field being filled in; as many as there are fields: the action row */
	size_t left;              /* the field from which the action row was entered */
	int piece;                /* the chosen piece of the action row; -1: none yet */
	int64_t seen;             /* see struct intent */
	uint64_t said;            /* which notices there were; 0: none */
	int64_t said_at;          /* the item above which they stand, where they are not in the head; 0: at the top */
	int64_t news[PLACE_NEWS]; /* ids of new items that are known */
};

/* The place on this screen, new when we have not been here; the one that has been away longest makes room. */
struct place *place_find(struct place places[static PLACE_COUNT], const struct view *);

/* Can this item be chosen? */
bool place_can_choose(const struct item *);

/* The item nearest to `from` that can be chosen, looking in steps of 1 or -1; -1 when there is none. */
int place_look(const struct view *, int from, int step);

void place_choose(struct place *, const struct view *, int index);

/*
 * Find the chosen item again after the view changed, by its id, else near where it was. Returns its index, or -1
 * when there is nothing to choose.
 */
int place_settle(struct place *, const struct view *);

/* What is new in a list is known from now on. */
void place_note_news(struct place *, const struct view *);

/* The first item before `end` that is new and was not known; -1 when there is none. */
int place_find_news(const struct place *, const struct view *, int end);

/* Other notices than before stand above the chosen item. Says whether there are any. */
bool place_note_said(struct place *, const struct view *);

#endif
