/*
 * What is said in the place of words that are folded.
 */
#ifndef BBS_UI_VEILED_H
#define BBS_UI_VEILED_H

#include "forum/veil.h"
#include "ui/visit.h"

/* Why a message is folded, in a sentence. note: of the message, a word. Returns owned, "" for VEIL_NONE. */
char *veiled_words(enum veil_why, const char *note);

/* The same, and how to open it where it stands. */
char *veiled_words_here(const struct veil *, const struct visit *, enum veil_why, const struct message *);

/* In the place of a conversation's title. tag: as veil_look_thread() gave it. Returns owned. */
char *veiled_title(enum veil_why, const char *tag);

#endif
