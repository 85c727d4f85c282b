/*
 * What a member was writing, on their first page. What they slept on is asked about once the night is over.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/writing.h"
#include "ui/screens/home_parts.h"
#include "ui/spoken.h"
#include "ui/words.h"

static char *
home_name_draft(const struct draft *draft)
{
	if (draft->thread && draft->reply_to < 0)
		return mem_format(_("Your change in %s"), words_title(draft->thread_title));
	if (draft->thread)
		return mem_format(_("Your answer in %s"), words_title(draft->thread_title));
	return mem_format(_("%s, in %s"), *draft->title ? draft->title : _("A new conversation"), draft->board_name);
}

/* Asleep, and until when; else when it was saved. */
static void
home_describe_draft(const struct draft *draft, int64_t now, struct item *item)
{
	bool is_asleep = draft->options.wake_at > now;
	char *when = spoken_time(is_asleep ? draft->options.wake_at : draft->saved_at, now), *detail;

	if (!is_asleep) {
		item_set_line(&item->detail, _("saved"));
		item_set_line(&item->when, when);
	} else {
		detail = mem_format(_("asleep until %s"), when);
		item_set_line(&item->detail, detail);
		free(detail);
	}
	free(when);
}

static void
home_add_draft(const struct draft *draft, int64_t now, int64_t part, struct view *out)
{
	struct item *item = home_part_item(out, part, draft->id);
	char *text = home_name_draft(draft);

	item_set_line(&item->text, text);
	home_describe_draft(draft, now, item);
	free(text);
}

static void
home_add_some_drafts(const struct draft_list *drafts, bool have_woken, int64_t part, struct view *out)
{
	int64_t now = clock_now();
	bool has_heading = false;

	for (size_t k = 0; k < drafts->count; k++) {
		if (writing_has_woken(&drafts->rows[k].options, now) != have_woken)
			continue;
		if (!has_heading)
			view_add_heading(out, have_woken ? _("You slept on it. Send it now?") : _("You were writing"));
		has_heading = true;
		home_add_draft(&drafts->rows[k], now, part, out);
	}
}

void
home_add_drafts(struct visit *visit, int64_t part, struct view *out)
{
	struct draft_list drafts = {0};

	if (writing_list(&visit->forum, &visit->actor, &drafts) == ERR_OK) {
		home_add_some_drafts(&drafts, true, part, out);
		home_add_some_drafts(&drafts, false, part, out);
	}
	draft_list_clear(&drafts);
}

struct outcome
home_open_draft(struct visit *visit, int64_t id)
{
	struct draft draft = {0};
	struct route route = {.kind = ROUTE_WRITE};
	enum err err = writing_find_id(&visit->forum, &visit->actor, id, &draft);

	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
	route.board = draft.board;
	route.thread = draft.thread;
	route.number = draft.reply_to;
	draft_clear(&draft);
	return screen_push(route);
}
