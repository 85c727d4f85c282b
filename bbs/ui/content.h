/*
 * Our own texts, which travel inside the program: gaps are filled, and headings found. "# " begins a heading.
 */
#ifndef BBS_UI_CONTENT_H
#define BBS_UI_CONTENT_H

#include "base/config.h"
#include "forum/help.h"
#include "ui/view.h"

/* In a text this word stands for something else. The first that fits counts. */
struct content_gap {
	const char *word, *value; /* borrowed */
};

/*
 * A text of bbs/content in the language of this process with its gaps filled: HOST is the board's address, SSH and a space what to type before it, and
 * any more that the caller knows. gaps: NULL-word ended, or NULL. Returns owned.
 */
char *content_fill(const char *file, const struct config *, const struct content_gap *gaps);

/* Add a text to a document: each heading, and what stands under it as one item. text is changed; borrowed. */
void content_add(struct view *, char *text);

/* "Call 116 123, any time. Somebody to talk to." Returns owned. */
char *content_signpost(const struct signpost *);

#endif
