/*
 * Reading a line: bytes in, a line out. There is no line discipline between us and the visitor, so with a
 * terminal what they type is echoed from here. Knows nothing of what a line means.
 */
#ifndef BBS_UI_PLAIN_ASK_H
#define BBS_UI_PLAIN_ASK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "ui/edit.h"

enum { ASK_LINE_BYTES = 64 * 1024, ASK_BATCH_BYTES = 4096 };

enum ask_result {
	ASK_WAITING, /* all bytes are used up, and the line has not ended */
	ASK_LINE,    /* a line is there: ask_text(), then ask_forget() */
	ASK_CLEARED, /* Ctrl-U on a line too long to be wiped by backspaces: prompt again */
	ASK_VANISH,  /* Ctrl-X */
	ASK_STUCK,   /* Ctrl-C or Ctrl-D on an empty line: somebody looks for the way out */
};

/* Where in an escape sequence we are. */
enum ask_escape {
	ESCAPE_NONE,
	ESCAPE_BEGUN,    /* after ESC */
	ESCAPE_BRACKET,  /* after ESC [ */
	ESCAPE_SEQUENCE, /* and some more */
	ESCAPE_ONE_MORE, /* one more byte belongs to it */
	ESCAPE_STRING,   /* after ESC ] and the like, until BEL or ESC \ */
};

struct ask {
	struct edit line;
	bool has_terminal;
	bool is_secret;  /* nothing is echoed */
	bool was_cut;    /* more was typed than a line can hold */
	bool had_return; /* the byte before was CR: LF belongs to it */
	bool is_late;    /* ESC was the last byte of its batch: likely the key, not a sequence */
	enum ask_escape escape;
	char part[4]; /* of a character whose other bytes are still to come */
	size_t part_bytes;
	int prompt_cols; /* columns taken before what is typed; for Ctrl-U */
	int window_cols;
	char batch[ASK_BATCH_BYTES];
	size_t batch_bytes, used;
};

void ask_init(struct ask *, bool has_terminal);
void ask_clear(struct ask *); /* wipes */

/* Take one batch of bytes from the descriptor. false: it has ended. */
bool ask_read(struct ask *, int fd);

/* Use waiting bytes until something is to be told. echo: what the visitor's terminal must show is added. */
enum ask_result ask_next(struct ask *, struct str *echo);

/* The line so far: safe text without newline, borrowed until the next call. */
const char *ask_text(const struct ask *);

/* Begin a new line; wipes the old one. */
void ask_forget(struct ask *);

#endif
