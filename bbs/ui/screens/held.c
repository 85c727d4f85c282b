/*
 * One message of one's own that waits for the team: why, what happens next, and taking it back.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "forum/live.h"
#include "ui/screens.h"
#include "ui/screens/held.h"
#include "ui/spoken.h"
#include "ui/words.h"

struct held_page {
	struct screen screen;
	int64_t id;
};

static char *
held_why_words(const struct visit *visit, const struct held *held)
{
	int most = (int)visit->config->limits_first_messages;

	switch (held_why_find(held->why)) {
	case HELD_WORDS:
		return mem_copy_string(
		    _("There is a word in it that the team looks at before others see it. That happens to many, "
		      "and you did nothing wrong."));
	case HELD_CHECKED:
		return mem_copy_string(_("For now, the team reads what you send before others see it."));
	default:
		return mem_format(n_("The team reads the first message of everybody who is new, before others see it.",
				      "The team reads the first %d messages of everybody who is new, before others see "
				      "them.",
				      most),
		    most);
	}
}

/* When that may be, no more than is known. */
static char *
held_when_words(struct visit *visit, const struct held *held)
{
	int64_t next_at = 0, now = clock_now();
	enum live_watch watch = live_look(&visit->forum, &next_at);
	char *when, *words;

	if (watch == LIVE_NOBODY)
		return mem_copy_string(_("We can't say when that will be, but the team looks every day."));
	if (watch == LIVE_MODERATOR && !held->live_at)
		return mem_copy_string(_("A moderator is here now, and will see it."));
	if (watch == LIVE_MODERATOR && held->live_at <= now)
		return mem_copy_string(_("A moderator is here now. It goes out in a minute or two."));
	when = watch == LIVE_NEXT ? spoken_time(next_at, now) : spoken_until(held->live_at, now);
	/* Translators: a time, "3:30 in the afternoon"; and "tomorrow, 8 in the morning". */
	words = mem_format(watch == LIVE_MODERATOR
		? _("A moderator is here now. If they have no time for it by %s, it goes out by itself.")
		: _("Nobody of the team is here now. A moderator comes %s."),
	    when);
	free(when);
	return words;
}

static void
held_say(struct visit *visit, const struct held *held, struct view *out)
{
	char *why = held_why_words(visit, held), *when = held_when_words(visit, held);
	struct str text;

	str_init(&text);
	str_add_format(&text, "%s\n\n%s\n\n%s", why, when,
	    _("Your words are safe, and you don't have to stay. We tell you at home when others can read them. You can "
	      "also take them back, change them, and send them again."));
	item_set_body(&view_add_item(out, 0)->text, text.text);
	str_clear(&text);
	free(when);
	free(why);
}

static void
held_add_words(const struct held *held, struct view *out)
{
	char *when = spoken_time(held->sent_at, clock_now());
	struct item *item;

	view_add_heading(out, _("What you wrote"));
	if (!held->thread)
		item_set_body(&view_add_item(out, 0)->text, held->title);
	item = view_add_item(out, 0);
	item_set_body(&item->text, held->body);
	item_set_line(&item->when, when);
	free(when);
}

static void
held_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct held held = {0};
	enum err err = held_find(&visit->forum, &visit->actor, ((struct held_page *)screen)->id, &held);

	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _("Waiting to be checked"));
	view_offer(out, ACTION_DONE, _("Go on"));
	if (err == ERR_NOT_FOUND) {
		view_set_title(out, _("It doesn't wait any more"));
		item_set_body(&view_add_item(out, 0)->text,
		    _("Others can read it now, or it is a draft again. Home says which."));
	} else if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	if (err != ERR_OK)
		return;
	view_set_where(out, held.thread ? words_title(held.thread_title) : held.board_name);
	held_say(visit, &held, out);
	held_add_words(&held, out);
	view_offer(out, ACTION_KEEP, _("Take it back"));
	held_clear(&held);
}

static struct outcome
held_take_it_back(struct held_page *self, struct visit *visit)
{
	struct place place;
	enum err err = held_take_back(&visit->forum, &visit->actor, self->id, &place);

	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING,
		    err == ERR_NOT_FOUND ? _("It doesn't wait any more. Home says what became of it.")
					 : visit_explain(err));
		return screen_stay();
	}
	visit_say(visit, ROLE_NOTICE, _("It is a draft again, and nobody else sees it."));
	return screen_replace((struct route){
	    .kind = ROUTE_WRITE,
	    .board = place.board,
	    .thread = place.thread,
	    .number = place.reply_to,
	});
}

static struct outcome
held_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	switch (intent->action) {
	case ACTION_DONE:
		return screen_back();
	case ACTION_KEEP:
		return held_take_it_back((struct held_page *)screen, visit);
	case ACTION_OPEN:
		return screen_stay();
	default:
		return screen_decline();
	}
}

static const struct screen_ops held_screen = {.name = "held", .view = held_view, .act = held_act};

struct screen *
held_open(struct visit *visit, const struct route *route)
{
	struct held_page *self = screen_alloc(&held_screen, sizeof *self);

	(void)visit;
	self->id = route->number;
	return &self->screen;
}
