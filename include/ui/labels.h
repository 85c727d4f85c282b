/*
 * What the labels of forum/label.h are called on the screen. Translated; static.
 */
#ifndef BBS_UI_LABELS_H
#define BBS_UI_LABELS_H

#include "forum/label.h"

const char *label_help(enum help); /* "Just listen" */
const char *label_help_asked(
    const char *word); /* what a reader is told: "They would like you just to listen." NULL for none */
const char *label_content_note(enum content_note); /* "death" */
const char *label_note_says(const char *word);     /* "This talks about death." NULL for none */
const char *label_tag_kind(enum tag_kind);         /* "Where things are" */
const char *label_tag(enum tag);                   /* "new diagnosis" */
/* The names of some, with commas; tags: words divided by spaces. Owned, "" for none. */
char *label_tags(const char *tags);

#endif
