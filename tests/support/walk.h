/*
 * For the test that walks the policy: a small world, and for each capability one real call that asks for it.
 *
 * A call brings about all that it needs besides the capability (its own conversation, a case that whoever asks has
 * taken), so that nothing but the policy can be why it is refused. It answers ERR_OK when it did its work, ERR_DENIED
 * when it was refused, and anything else when the world is not as it should be.
 */
#ifndef BBS_TESTS_WALK_H
#define BBS_TESTS_WALK_H

#include "data.h"

struct walk {
	struct data *data;
	struct forum *forum;
	struct actor ann, mod, lead; /* a member who writes; two of the team, so that nobody is alone */
	int64_t open, closed;        /* boards: for guests too, and for members only */
	int64_t thread, message;     /* ids of the newest of walk_thread() */
};

void walk_begin(struct walk *, struct data *);

/* A member with this role that nobody has seen before; paused: a member until tomorrow; a guest is nobody. */
struct actor walk_actor(struct walk *, enum actor_role);

void walk_script(struct walk *, const char *statements);
void walk_thread(struct walk *,
    const struct actor *writer); /* on the open board, with one message; a guest's is ann's */

/* About the newest message, which is ann's, under an alias, and red; whoever asks has taken it. Returns its id. */
int64_t walk_case(struct walk *, const struct actor *who);

/* One for each capability, in the order of CAP_LIST. */
typedef enum err walk_call(struct walk *, const struct actor *who);
walk_call walk_read_open, walk_read, walk_tell, walk_appeal, walk_settle, walk_answer, walk_start, walk_change,
    walk_hug, walk_send_more, walk_fold, walk_private, walk_known, walk_vouch, walk_greet, walk_rota, walk_curate,
    walk_steer, walk_desk, walk_hide, walk_pause, walk_release, walk_unseal, walk_admit, walk_untold, walk_glass,
    walk_told_red;

#endif
