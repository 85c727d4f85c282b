/*
 * The walk: what greeters, guides, hosts and the team ask for.
 */
#include <stdio.h>

#include "forum/curate.h"
#include "forum/desk.h"
#include "forum/held.h"
#include "forum/joining.h"
#include "forum/moderation.h"
#include "forum/rota.h"
#include "forum/steer.h"
#include "forum/unseal.h"
#include "forum/waiting.h"
#include "walk.h"

enum err
walk_greet(struct walk *w, const struct actor *who)
{
	struct waiting row = {0};
	enum err err;

	walk_thread(w, &w->ann);
	walk_script(w,
	    "INSERT INTO waiting (message, thread, member, since, due_at) SELECT id, thread, author, written_at,"
	    " written_at + 60 FROM message ORDER BY id DESC LIMIT 1");
	err = waiting_take(w->forum, who, w->message, &row);
	waiting_clear(&row);
	return err;
}

enum err
walk_rota(struct walk *w, const struct actor *who)
{
	int64_t id;

	return rota_add(w->forum, who, 1, 9 * 60, 10 * 60, &id);
}

enum err
walk_curate(struct walk *w, const struct actor *who)
{
	walk_thread(w, &w->ann);
	return curate_keep(w->forum, who, w->thread, 1, true);
}

/* On a board of which everybody is the host, by the table of hosts: the role is asked for all the same. */
enum err
walk_steer(struct walk *w, const struct actor *who)
{
	walk_script(w,
	    "INSERT INTO board_host (board, member) SELECT b.id, m.id FROM board b, member m WHERE true"
	    " ON CONFLICT DO NOTHING");
	walk_thread(w, &w->ann);
	return steer_lock(w->forum, who, w->thread, true);
}

enum err
walk_desk(struct walk *w, const struct actor *who)
{
	return desk_grade(w->forum, who, walk_case(w, who), RISK_AMBER);
}

enum err
walk_hide(struct walk *w, const struct actor *who)
{
	return moderation_hide(w->forum, who, walk_case(w, who), GROUND_DETAILS, "Please write Mum.");
}

enum err
walk_pause(struct walk *w, const struct actor *who)
{
	return moderation_pause(w->forum, who, walk_case(w, who), 14, GROUND_DETAILS, "Please rest.");
}

enum err
walk_release(struct walk *w, const struct actor *who)
{
	int64_t desk_case = walk_case(w, who);

	walk_script(w,
	    "INSERT INTO held_message (member, board, thread, title, body, why, sent_at, live_at) SELECT m.author, t.board,"
	    " t.id, '', 'I am.', 'first', m.written_at, 0 FROM message m JOIN thread t ON t.id = m.thread"
	    " ORDER BY m.id DESC LIMIT 1;"
	    "UPDATE desk_case SET message = 0, held = (SELECT max(id) FROM held_message)"
	    " WHERE id = (SELECT max(id) FROM desk_case)");
	return held_let_out(w->forum, who, desk_case);
}

enum err
walk_unseal(struct walk *w, const struct actor *who)
{
	return unseal_ask(w->forum, who, walk_case(w, who), UNSEAL_NAME, UNSEAL_FOR_DANGER);
}

enum err
walk_admit(struct walk *w, const struct actor *who)
{
	return joining_choose(w->forum, who, JOINING_APPROVAL);
}

enum err
walk_untold(struct walk *w, const struct actor *who)
{
	walk_case(w, &w->mod);
	walk_script(w,
	    "INSERT INTO unsealing (desk_case, kind, why, asked_by, asked_at) SELECT id, 'name', 'danger', 2, opened_at"
	    " FROM desk_case ORDER BY id DESC LIMIT 1");
	return unseal_leave_untold(w->forum, who, data_count(w->data, "SELECT max(id) FROM unsealing"));
}

enum err
walk_glass(struct walk *w, const struct actor *who)
{
	return unseal_break_glass(w->forum, who, walk_case(w, who), UNSEAL_NAME);
}

/* A case about one of the team is for who is told of all that is red. */
enum err
walk_told_red(struct walk *w, const struct actor *who)
{
	int64_t desk_case = walk_case(w, who);

	walk_script(w,
	    "UPDATE message SET alias = 0, author = 2 WHERE id = (SELECT max(id) FROM message);"
	    "UPDATE desk_case SET about = 2 WHERE id = (SELECT max(id) FROM desk_case)");
	return desk_grade(w->forum, who, desk_case, RISK_AMBER);
}
