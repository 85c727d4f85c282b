/*
 * Reads what a program writes to a terminal, and notes everything that a calm screen does not need.
 */
#ifndef BBS_TESTS_SCAN_H
#define BBS_TESTS_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum scan_state { SCAN_TEXT, SCAN_ESCAPE, SCAN_CHARSET, SCAN_CONTROL, SCAN_STRING };

struct scan {
	enum scan_state state;
	struct str sequence;   /* the escape sequence being read, without ESC */
	struct str strange;    /* what was noted, each once */
	unsigned char held[4]; /* the beginning of a character */
	size_t held_count;
};

void scan_init(struct scan *);
void scan_clear(struct scan *);
void scan_bytes(struct scan *, const char *bytes, size_t count);

#endif
