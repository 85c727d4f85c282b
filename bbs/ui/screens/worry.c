/*
 * "I'm worried about someone", on one key from everywhere, and what comes after: the people to call, always. Here are
 * pages of one shape: before the team is told, after it was told, beside somebody whose own words sounded dark, and
 * before somebody who may only read.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/conversation.h"
#include "ui/screens.h"
#include "ui/screens/private_words.h"
#include "ui/spoken.h"
#include "ui/team.h"
#include "ui/watching.h"
#include "ui/words.h"

struct worry {
	struct screen screen;
	int64_t thread, number; /* the message it is about, 0 for none */
};

static char *
worry_private(struct visit *visit, int64_t message)
{
	char *who = private_message_from(visit, message), *out = NULL;

	if (who)
		out = mem_format(
		    _("You can tell the team about a private message from %s. They are shown that one, and no other. "
		      "If someone is in danger now, call 999."),
		    who);
	free(who);
	return out;
}

/* Whose message it is about, said before anything is sent. */
static char *
worry_whom(const struct worry *self, struct visit *visit)
{
	struct thread thread = {0};
	struct message message = {0};
	char *out = NULL, *who;

	if (self->number && !self->thread)
		out = worry_private(visit, self->number);
	else if (self->number && conversation_get(&visit->forum, &visit->actor, self->thread, &thread) == ERR_OK &&
	    conversation_message(&visit->forum, &visit->actor, &thread, self->number, &message) == ERR_OK) {
		who = spoken_writer(message.author_name, message.alias, false);
		out = mem_format(
		    _("You can tell the team about message %d, from %s. If someone is in danger now, call 999."),
		    (int)message.number, who);
		free(who);
	}
	message_clear(&message);
	thread_clear(&thread);
	return out
	    ? out
	    : mem_copy_string(_("You can tell the team about anybody here. If someone is in danger now, call 999."));
}

static void
worry_view(struct screen *screen, struct visit *visit, struct view *out)
{
	char *whom = worry_whom((struct worry *)screen, visit);

	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _("I'm worried about someone"));
	view_set_intro(out, whom);
	view_offer(out, ACTION_DONE, _("Tell the team"));
	team_add_people(visit, out);
	free(whom);
}

static struct outcome
worry_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	const struct worry *self = (const struct worry *)screen;

	(void)visit;
	switch (intent->action) {
	case ACTION_DONE:
		return screen_push((struct route){
		    .kind = ROUTE_TELL_WORDS,
		    .thread = self->thread,
		    .number = self->number,
		    .is_worry = true,
		});
	case ACTION_WORRY:
	case ACTION_OPEN:
		return screen_stay();
	default:
		return screen_decline();
	}
}

static struct outcome
worry_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	(void)screen;
	(void)visit;
	return choice ? screen_replace((struct route){.kind = ROUTE_TOLD, .is_worry = true}) : screen_stay();
}

static const struct screen_ops worry_screen = {
    .name = "worry",
    .view = worry_view,
    .act = worry_act,
    .chosen = worry_chosen,
};

struct screen *
worry_open(struct visit *visit, const struct route *route)
{
	struct worry *self = screen_alloc(&worry_screen, sizeof *self);

	(void)visit;
	self->thread = route->thread;
	self->number = route->number;
	return &self->screen;
}

static void
told_view(struct screen *screen, struct visit *visit, struct view *out)
{
	char *watching = watching_words(visit);
	char *words =
	    mem_format("%s\n%s", _("Thank you for telling us. The team reads this when they are next here."), watching);

	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _("The team has your words"));
	view_set_intro(out, words);
	free(words);
	free(watching);
	view_offer(out, ACTION_DONE, _("Go on"));
	if (screen->route.is_worry)
		team_add_people(visit, out);
}

static const char beside_sent[] = N_(
    "Your message is sent, and others can read it. It sounds as if it's very dark just now. You don't have to sit with "
    "that alone.\n\nThese people are there to listen. You can call them for yourself, or for somebody you look after.");
static const char beside_asleep[] = N_(
    "Your words are kept, and only you can see them. It sounds as if it's very dark just now. You don't have to wait "
    "until morning: you can send them now.\n\nThese people are there to listen. You can call them for yourself, or for "
    "somebody you look after.");
static const char beside_private[] = N_(
    "Your message is sent, and only the one you wrote to can read it. It sounds as if it's very dark just now. You don't "
    "have to sit with that alone.\n\nThese people are there to listen. You can call them for yourself, or for somebody "
    "you look after.");

static void
beside_add_last_words(struct visit *visit, bool is_asleep, bool is_private, struct view *out)
{
	char *watching = watching_words(visit), *words;

	if (is_private)
		words = mem_format("%s\n%s",
		    _("You did nothing wrong. The team doesn't read private messages. To tell them, choose \"I'm worried\"."),
		    watching);
	else if (is_asleep)
		words = mem_format("%s\n%s", _("You did nothing wrong."), watching);
	else
		words = mem_format("%s\n%s",
		    _("You did nothing wrong. Somebody of the team will read your message too, when they are next here."),
		    watching);
	item_set_body(&view_add_item(out, 0)->text, words);
	free(words);
	free(watching);
}

static void
beside_view(struct screen *screen, struct visit *visit, struct view *out)
{
	bool is_asleep = screen->route.choice == BESIDE_ASLEEP, is_private = screen->route.choice == BESIDE_PRIVATE;

	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _("We are glad you wrote it"));
	item_set_body(&view_add_item(out, 0)->text,
	    is_asleep        ? _(beside_asleep)
		: is_private ? _(beside_private)
			     : _(beside_sent));
	team_add_people(visit, out);
	beside_add_last_words(visit, is_asleep, is_private, out);
	view_offer(out, ACTION_DONE, is_asleep ? _("Back to my words") : _("Go on to my message"));
}

static struct outcome
beside_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)visit;
	switch (intent->action) {
	case ACTION_DONE:
	case ACTION_NEXT_UNREAD:
		return screen->below ? screen_back() : screen_restart((struct route){.kind = ROUTE_HOME});
	case ACTION_OPEN:
		return screen_stay();
	default:
		return screen_decline();
	}
}

struct screen *
told_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "told", .view = told_view, .act = beside_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

struct screen *
beside_you_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "beside-you", .view = beside_view, .act = beside_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

static void
read_only_view(struct screen *screen, struct visit *visit, struct view *out)
{
	char *words = team_standing(visit);

	(void)screen;
	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _("You can only read for now"));
	view_set_intro(out, words ? words : _("You can read and write again."));
	view_offer(out, ACTION_DONE, _("Go on"));
	free(words);
}

struct screen *
read_only_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "read-only", .view = read_only_view, .act = beside_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
