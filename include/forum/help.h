/*
 * People to call, chosen by the board's nation.
 */
#ifndef BBS_FORUM_HELP_H
#define BBS_FORUM_HELP_H

#include "forum/forum.h"
#include "store/records.h"

/* In order; only what is shown to visitors in this nation. For anybody. */
enum err help_list(struct forum *, struct signpost_list *out);

#endif
