/*
 * How private messages stand, in words. Of a member who can't be written to it says no more than that: not that they
 * closed their account, were paused, or leave.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/limit.h"
#include "ui/screens/private_words.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/words.h"

char *
private_with(const struct private_thread *row)
{
	return spoken_writer(row->with_name, 0, false);
}

char *
private_message_from(struct visit *visit, int64_t id)
{
	struct private_message message = {0};
	struct private_thread thread = {0};
	char *out = NULL;

	if (private_message(&visit->forum, &visit->actor, id, &message) == ERR_OK &&
	    private_get(&visit->forum, &visit->actor, message.private_thread, &thread) == ERR_OK)
		out = message.author == thread.with ? private_with(&thread) : mem_copy_string(visit->actor.name);
	private_thread_clear(&thread);
	private_message_clear(&message);
	return out;
}

static bool
private_is(const struct private_thread *row, const char *state)
{
	return !strcmp(row->state, state);
}

char *
private_news_line(const struct private_thread *row)
{
	char *who = private_with(row), *out;

	out = mem_format(private_is(row, "asked") ? _("%s asks to write to you")
		: private_is(row, "refused")      ? _("%s would rather not write privately")
		: private_is(row, "ended")        ? _("%s has ended your private messages")
		: row->unread                     ? _("%s wrote to you")
						  : _("%s said yes: you can write to each other"),
	    who);
	free(who);
	return out;
}

char *
private_standing_short(const struct private_thread *row, int64_t member)
{
	if (row->is_blocked)
		return mem_copy_string(_("you blocked them"));
	if (private_is(row, "asked"))
		return mem_copy_string(row->is_asker ? _("you asked") : _("asks to write to you"));
	if (row->unread)
		return spoken_unread(row->unread);
	if (private_is(row, "open"))
		return mem_copy_string(row->has_news ? _("said yes") : "");
	if (row->ended_by == member)
		return mem_copy_string(private_is(row, "refused") ? _("you said no") : _("you ended it"));
	return mem_copy_string(private_is(row, "refused") ? _("said no") : _("ended"));
}

/* Of what is over; who: the other. Owned. */
static char *
private_standing_over(const struct private_thread *row, int64_t member, const char *who)
{
	bool is_refused = private_is(row, "refused");

	if (row->ended_by == member)
		return mem_format(is_refused
			? _("You said no to %s. They can't write to you here. If you change your mind, write to them.")
			: _("You ended this. %s can't write to you here. To begin again, write to them."),
		    who);
	return mem_format(is_refused ? _("%s would rather not write privately. People have many reasons for that.")
				     : _("%s has ended this. You can read what was said. You can't write here now."),
	    who);
}

char *
private_standing(const struct private_thread *row, int64_t member)
{
	char *who = private_with(row), *out;

	if (row->is_blocked)
		out = mem_format(_("You have blocked %s. What they write doesn't reach you. They can't tell."), who);
	else if (private_is(row, "asked") && row->is_asker)
		out = mem_format(_("You asked %s to write with you. When they say yes, you can go on."), who);
	else if (private_is(row, "asked"))
		out = mem_format(
		    _("%s asks to write to you. You can say yes or no. You can also leave it, and say nothing."), who);
	else if (private_is(row, "open"))
		out = mem_format(_("Only you and %s can read this. The team doesn't read it."), who);
	else
		out = private_standing_over(row, member, who);
	free(who);
	return out;
}

/* Why these two can't write to each other; NULL: that is not it. Static. */
static const char *
private_bar(enum err err)
{
	switch (err) {
	case ERR_LOCKED:
		return _("The team has switched private messages off.");
	case ERR_DENIED:
		return _("You can write private messages when you have been here for a week.");
	case ERR_NOT_FOUND:
		return _("They can't get private messages just now.");
	case ERR_RESERVED:
		return _("You have blocked them. To write to them, stop blocking them first.");
	case ERR_TAKEN:
		return _("You have asked them already. When they say yes, you can write more.");
	case ERR_LATE:
		return _("They would rather not write privately now.");
	case ERR_RATE:
		return _("You can ask five people a day, and today's five are used. Please try again tomorrow.");
	default:
		return NULL;
	}
}

void
private_say_bar(struct visit *visit, enum err err)
{
	char *standing = err == ERR_DENIED ? team_standing(visit) : NULL;
	const char *bar = standing ? standing : private_bar(err);

	visit_say(visit, ROLE_NOTICE, bar ? bar : visit_explain(err));
	if (bar)
		visit_say(visit, ROLE_NOTICE, _("What you write is kept for you, and can't be sent now."));
	free(standing);
}

/* Too quickly; false: it is something else. */
static bool
private_say_pace(struct visit *visit)
{
	int64_t seconds = limit_private_wait_s(&visit->forum, &visit->actor);
	char *wait, *words;

	if (!seconds)
		return false;
	wait = spoken_wait(seconds);
	words = mem_format(_("You can send this in %s. We ask everybody to go slowly. Your words are saved."), wait);
	visit_say(visit, ROLE_WARNING, words);
	free(words);
	free(wait);
	return true;
}

static const char *
private_unsent(enum err err)
{
	switch (err) {
	case ERR_EMPTY:
		return _("There is nothing to send yet. Write a few words first.");
	case ERR_TOO_LONG:
		return _("The message is too long to send in one piece. Please send it in two. Your words are saved.");
	case ERR_FULL:
		return _("It wasn't sent: the board has run out of room. Your words are still on this screen. "
			 "Please try again in a few minutes.");
	default:
		return _(
		    "It wasn't sent: something went wrong on our side. Your words are still here. Please try again.");
	}
}

void
private_say_unsent(struct visit *visit, enum err err)
{
	char *standing = err == ERR_DENIED ? team_standing(visit) : NULL;
	const char *bar = standing ? standing : private_bar(err);

	if (err == ERR_RATE && private_say_pace(visit))
		return;
	if (bar)
		visit_say(visit, ROLE_WARNING, _("It wasn't sent. Your words are saved."));
	visit_say(visit, ROLE_WARNING, bar ? bar : private_unsent(err));
	free(standing);
}
