/*
 * The world of the walk.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "forum/account.h"
#include "walk.h"

void
walk_script(struct walk *w, const char *statements)
{
	assert_int_equal(db_begin(w->forum->db), ERR_OK);
	assert_int_equal(db_end(w->forum->db, db_script(w->forum->db, statements)), ERR_OK);
}

void
walk_begin(struct walk *w, struct data *data)
{
	*w = (struct walk){.data = data, .forum = &data->forum};
	data->config.limits_new_gap_s = data->config.limits_new_conversation_gap_s = 0;
	data_group(data, "one", 1);
	w->open = data_board(data, "nights", "one", true);
	w->closed = data_board(data, "days", "one", false);
	w->ann = data_member(data, "ann-here", ACTOR_MEMBER);
	w->mod = data_member(data, "mod-one", ACTOR_MODERATOR);
	w->lead = data_member(data, "the-lead", ACTOR_LEAD);
}

struct actor
walk_actor(struct walk *w, enum actor_role role)
{
	struct actor actor = {.role = role};
	char name[ACCOUNT_NAME_MOST + 1];

	if (role == ACTOR_GUEST)
		return actor;
	snprintf(name, sizeof name, "walker-%lld", (long long)data_count(w->data, "SELECT count(*) FROM member"));
	actor = data_member(w->data, name, role == ACTOR_PAUSED ? ACTOR_MEMBER : role);
	if (role == ACTOR_PAUSED)
		walk_script(w,
		    "UPDATE member SET paused_until = joined_at + 86400 WHERE id = (SELECT max(id) FROM member)");
	assert_int_equal(account_find(w->forum, name, &actor), ERR_OK);
	assert_int_equal(actor.role, role);
	return actor;
}

void
walk_thread(struct walk *w, const struct actor *writer)
{
	w->thread = data_thread(w->data, w->open, &w->ann, "Awake at four");
	data_message(w->data, w->thread, writer->member ? writer : &w->ann, 0, "Who else is awake?");
	w->message = data_count(w->data, "SELECT max(id) FROM message");
}

int64_t
walk_case(struct walk *w, const struct actor *who)
{
	walk_thread(w, &w->ann);
	walk_script(w,
	    "UPDATE message SET alias = 3 WHERE id = (SELECT max(id) FROM message);"
	    "INSERT INTO desk_case (reason, source, risk, thread, message, about, opened_at) SELECT 'safety', 'report', 3,"
	    " thread, id, author, written_at FROM message ORDER BY id DESC LIMIT 1");
	if (who->member) /* the newest member is who asks: see walk_actor() */
		walk_script(w,
		    "UPDATE desk_case SET claimed_by = (SELECT max(id) FROM member), touched_at = opened_at"
		    " WHERE id = (SELECT max(id) FROM desk_case)");
	return data_count(w->data, "SELECT max(id) FROM desk_case");
}
