/*
 * Bytes from a terminal into key presses, whatever TERM says: the sequences of xterm, vt100, linux, rxvt, PuTTY
 * and screen are all understood at once, and any other sequence is swallowed whole, so that the answer of a
 * terminal or a strange key never acts as letters. Knows no file, no clock and no ncurses.
 */
#ifndef BBS_UI_FULL_KEYS_H
#define BBS_UI_FULL_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/keymap.h"

enum {
	KEYS_FEED_BYTES = 1024, /* most that one keys_feed() takes */
	KEYS_ESCAPE_MS = 300,   /* an unfinished sequence older than this is what it looks like */
	KEYS_PASTE_MS = 1000,   /* a paste that pauses longer has ended: its end mark was lost */
};

struct keys {
	unsigned char bytes[KEYS_FEED_BYTES + 160];
	size_t at, used;
	size_t fresh;         /* where the bytes of the last feed begin */
	bool is_pasting;      /* between the marks of a bracketed paste */
	bool is_in_string;    /* inside an answer such as ESC ] ... BEL */
	bool is_after_return; /* a line feed right after a return is the same key */
	int64_t paste_at_ms;  /* when the paste last moved */
};

struct key_press {
	uint32_t code;  /* enum key or a Unicode code point; a newline in a paste is '\n' */
	bool is_pasted; /* text, whatever it looks like */
};

void keys_init(struct keys *);

/* Take count bytes, at most KEYS_FEED_BYTES, read at now_ms. Only when keys_next() has said false. */
void keys_feed(struct keys *, const void *bytes, size_t count, int64_t now_ms);

/*
 * The next key press. False when there is none, or only the beginning of one. is_late: nothing more came for
 * KEYS_ESCAPE_MS, so a beginning is all there will be.
 */
bool keys_next(struct keys *, bool is_late, struct key_press *out);

/* Is the beginning of a key press waiting for its end? */
bool keys_are_unfinished(const struct keys *);

#endif
