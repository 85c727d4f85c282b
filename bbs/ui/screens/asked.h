/*
 * What the starter of a conversation said about it: what would help, and what it is about. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_ASKED_H
#define BBS_UI_SCREENS_ASKED_H

#include "ui/visit.h"

/* In lines: what would help, the tags, and asked_caution(). Owned; NULL for nothing. */
char *asked_words(struct visit *, const struct thread *);

/* That nobody here is a doctor, where somebody might think so; NULL elsewhere. Static. */
const char *asked_caution(struct visit *, const struct thread *);

#endif
