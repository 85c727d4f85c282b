/*
 * Who may work on an appeal: private to forum, for the desk.
 */
#ifndef BBS_FORUM_APPEAL_JUDGE_H
#define BBS_FORUM_APPEAL_JUDGE_H

#include "forum/forum.h"

/* ERR_OK; ERR_DENIED the case is the appeal of what this member decided. */
enum err appeal_judge(struct forum *, int64_t member, int64_t desk_case);

/* May the case be closed with nothing said? ERR_INVALID it is an appeal: that ends with an answer. */
enum err appeal_judge_close(struct forum *, int64_t desk_case);

#endif
