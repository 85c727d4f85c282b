/*
 * Danger words: does this sound as if somebody may come to harm? The phrases are content/danger.txt. A yes never
 * holds, folds or blocks anything: help is shown to the writer, and people are told.
 */
#ifndef BBS_FORUM_DANGER_H
#define BBS_FORUM_DANGER_H

#include <stdbool.h>

/* text: UTF-8, borrowed. About a millisecond for an ordinary message. */
bool danger_is_in(const char *text);

/* A message as it is sent; title "" for an answer. Lines that quote others ("> ") are not the writer's own. */
bool danger_is_in_message(const char *title, const char *body);

/* Is this a well written file of phrases? NULL, or the first line that is not; owned. */
char *danger_check(const char *phrases);

#endif
