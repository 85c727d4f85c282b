/*
 * What every act on a case has in common: private to forum.
 */
#ifndef BBS_FORUM_DESK_ACT_H
#define BBS_FORUM_DESK_ACT_H

#include "forum/desk.h"

/* The case, when this actor may look at it; owned. ERR_DENIED; ERR_NOT_FOUND also when it is about them. */
enum err desk_act_find(struct forum *, const struct actor *, int64_t id, struct desk_case *out);

/* Inside a transaction: the open case that this actor may work on. member: brought up to date. Errors as desk_grade(). */
enum err desk_act_judge(struct forum *, struct actor *member, enum cap, int64_t id, struct desk_case *out);

/*
 * Begin the transaction, judge the actor and the case. member: brought up to date. ERR_OK and the case, owned, claimed
 * by them and touched; else nothing is held. Errors as desk_grade(). End with desk_act_end() either way.
 */
enum err desk_act_begin(struct forum *, struct actor *member, enum cap, int64_t id, struct desk_case *out);
enum err desk_act_end(struct forum *, struct desk_case *, enum err so_far);

/*
 * Is it about one of the team, and is there a lead to take it? Not asked of an unknown writer: the answer would say who
 * they may be.
 */
enum err desk_judge_lead(struct forum *, const struct desk_case *, bool *out);

/* How many may do this, without that member; but: an id, 0 for nobody. */
enum err desk_count_others(struct forum *, enum cap, int64_t but, int64_t *out);

#endif
