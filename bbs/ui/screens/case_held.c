/*
 * The part of a case that is about a message nobody else has seen yet.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "ui/screens/held.h"
#include "ui/spoken.h"
#include "ui/words.h"

/* Of an unknown writer not even that they are new: few would be left to guess among. */
static const char *
case_held_why(const struct held *held)
{
	if (held->options.is_anonymous)
		return _("The team looks at it before others see it.");
	switch (held_why_find(held->why)) {
	case HELD_WORDS:
		return _("There is a word in it that the team watches for. Others don't see it yet.");
	case HELD_CHECKED:
		return _("The team looks first at all that this member sends. Others don't see it yet.");
	default:
		return _("It is among the first messages of a new member. Others don't see it yet.");
	}
}

static void
case_add_held_clock(const struct held *held, struct view *out)
{
	char *when, *words;

	if (!held->live_at || held->options.is_anonymous) /* only first messages do that */
		return;
	when = spoken_until(held->live_at, clock_now());
	words = mem_format(_("If nobody decides by %s, it goes out by itself while a moderator is here."), when);
	item_set_body(&view_add_item(out, 0)->text, words);
	free(words);
	free(when);
}

static void
case_add_held_words(const struct desk_file *file, const struct held *held, struct view *out)
{
	char *who = spoken_writer(file->row.about_name, file->row.alias, false);
	char *when = spoken_time(held->sent_at, clock_now()), *where;
	struct item *item;

	where = held->thread ? mem_format(_("An answer, in %s"), held->board_name)
			     : mem_format(_("A new conversation, in %s"), held->board_name);
	view_add_heading(out, where);
	if (!held->thread)
		item_set_body(&view_add_item(out, 0)->text, held->title);
	item = view_add_item(out, 0);
	item_set_body(&item->text, held->body);
	item_set_line(&item->who, who);
	item_set_line(&item->when, when);
	free(where);
	free(when);
	free(who);
}

void
case_add_held(struct visit *visit, const struct desk_file *file, struct view *out)
{
	struct held held = {0};

	if (strcmp(file->row.source, "held") != 0)
		return;
	if (held_in_case(&visit->forum, &visit->actor, file->row.id, &held) == ERR_OK) {
		item_set_body(&view_add_item(out, 0)->text, case_held_why(&held));
		case_add_held_clock(&held, out);
		case_add_held_words(file, &held, out);
	} else if (!file->row.closed_at && file->row.message)
		item_set_body(&view_add_item(out, 0)->text,
		    _("It waited for 30 minutes, and then went out by itself. Please look at it all the same."));
	held_clear(&held);
}

bool
case_is_held(struct visit *visit, int64_t desk_case)
{
	struct held held = {0};
	bool is_held = held_in_case(&visit->forum, &visit->actor, desk_case, &held) == ERR_OK;

	held_clear(&held);
	return is_held;
}
