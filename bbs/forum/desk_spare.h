/*
 * What the desk spares its people, asked for any of them: private to forum.
 */
#ifndef BBS_FORUM_DESK_SPARE_H
#define BBS_FORUM_DESK_SPARE_H

#include "forum/desk_turn.h"

/* What this member would rather not look at; out[topic]. */
enum err desk_spare_topics(struct forum *, int64_t member, bool out[DESK_TOPIC_COUNT]);

/* Is this case about one of the wanted topics? */
enum err desk_spare_is_about(struct forum *, const struct desk_case *, const bool wanted[DESK_TOPIC_COUNT], bool *out);

/* Red cases that this member took in a shift, without that one. */
enum err desk_spare_count_red(struct forum *, int64_t member, int64_t but, int64_t *out);

#endif
