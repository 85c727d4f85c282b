/*
 * The people of the team as the desk needs them: who may be given a case, who is on shift, and who may be called.
 */
#ifndef BBS_FORUM_DESK_TEAM_H
#define BBS_FORUM_DESK_TEAM_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/case_turns.h"

/*
 * Everybody with this capability who is neither closed, paused, on a break nor leaving, without that member (0: nobody
 * is left out), by name; DESK_TEAM_MOST at most.
 */
enum { DESK_TEAM_MOST = 100 };
enum err desk_team_list(struct forum *, enum cap, int64_t but, struct teammate_list *out);

/* May be called at any time for a red case: their own choice. Needs CAP_DESK. */
enum err desk_team_set_on_call(struct forum *, const struct actor *, bool is_on_call);
bool desk_team_is_on_call(struct forum *, const struct actor *);

/* Red: a notice to the lead and to everybody on call, but for whom it is about. Inside the caller's transaction. */
enum err desk_team_call(struct forum *, int64_t but);

/* A red case was taken: when nobody needs to come any more, who was called need not read of it. Inside it, too. */
enum err desk_team_uncall(struct forum *);

/* How many of the team are on the rota by weekday, 0 Monday to 6 Sunday. */
struct cover {
	int64_t people[7];
	bool has_rota; /* somebody of them is on it at all */
};
enum err desk_team_cover(struct forum *, struct cover *out);

#endif
