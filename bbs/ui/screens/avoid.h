/*
 * Short ways to what a member would rather not meet. Private to the screens. Each acts at once and says what became of
 * it: all of it can be undone in the settings.
 */
#ifndef BBS_UI_SCREENS_AVOID_H
#define BBS_UI_SCREENS_AVOID_H

#include "ui/visit.h"

void avoid_block_writer(struct visit *, int64_t member);
void avoid_unblock_writer(struct visit *, int64_t member);

/* How much is on the list, for the settings: "3 on the list". Returns owned. */
char *avoid_count_words(struct visit *);

#endif
