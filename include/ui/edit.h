/*
 * Text being written: a cursor, undo, and the limits of a field. Knows nothing of keys or screens; both the
 * screen editor and the line editor change text through here. Text is safe (text.h) at all times.
 */
#ifndef BBS_UI_EDIT_H
#define BBS_UI_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/text.h"

struct edit_undo; /* private to edit.c */

struct edit {
	struct str text;
	size_t cursor;          /* byte offset, on a grapheme boundary */
	enum text_kind kind;    /* TEXT_LINE refuses newlines (they become spaces) */
	size_t limit_bytes;     /* never grows past this */
	uint64_t changes;       /* counts up with every change of the text: cheap to compare */
	struct edit_undo *undo; /* owned */
	bool refused;           /* the last insertion was cut at the limit; cleared by the next one that is not */
	int column;             /* where up and down want to be; -1 after anything else */
};

/*
 * A TEXT_LINE of at most 1024 bytes may be a password: its text never moves in memory while it is edited, so
 * that no copy is left behind.
 */
void edit_init(struct edit *, enum text_kind, size_t limit_bytes);
void edit_clear(struct edit *); /* wipes text and undo before freeing; edit_init() before using it again */

/* Replace everything; undo starts afresh; the cursor goes to the end. Sanitises; cut at the limit. */
void edit_set(struct edit *, const char *text);

/*
 * Insert bytes as typed or pasted. They may be a part of a longer stream: an unfinished UTF-8 sequence at the
 * end becomes U+FFFD, so the caller collects whole characters first. Sanitises; combining marks join what is
 * before the cursor. What would pass the limit is left out and `refused` set; nothing else changes. One
 * grapheme is typing, more than one a paste. An emoji sequence must come in one call: a joiner alone is dropped.
 */
void edit_insert(struct edit *, const char *bytes, size_t count);

void edit_backspace(struct edit *); /* one grapheme; at a "base + mark" removes both */
void edit_delete(struct edit *);
void edit_empty(struct edit *); /* takes everything away; one step to undo */
void edit_left(struct edit *);
void edit_right(struct edit *);
void edit_word_left(struct edit *); /* to the start of a word */
void edit_word_right(struct edit *);
void edit_start(struct edit *); /* of the text */
void edit_end(struct edit *);

/*
 * Take back one step: a run of typing up to the next word, a paste, or one deletion. Thousands of steps are
 * kept; the oldest go when together they hold more than 256 KiB. Nothing to take back: nothing happens.
 */
void edit_undo(struct edit *);

/* Move within lines wrapped at `cols` columns (see wrap.h); up and down keep the column where they can. */
void edit_line_start(struct edit *, int cols);
void edit_line_end(struct edit *, int cols);
void edit_up(struct edit *, int cols);
void edit_down(struct edit *, int cols);

/* Nothing but spaces and newlines? */
bool edit_is_blank(const struct edit *);

#endif
