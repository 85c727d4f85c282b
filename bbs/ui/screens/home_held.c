/*
 * What a member sent and the team has not looked at yet: on their first page, and in its conversation.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "ui/screens/held.h"
#include "ui/spoken.h"
#include "ui/words.h"

static void
home_add_held_one(const struct held *held, int64_t part, struct view *out)
{
	struct item *item = home_part_item(out, part, held->id);
	char *when = spoken_time(held->sent_at, clock_now());
	char *text = held->thread ? mem_format(_("Your answer in %s"), words_title(held->thread_title))
				  : mem_format(_("%s, in %s"), held->title, held->board_name);

	item_set_line(&item->text, text);
	item_set_line(&item->detail, _("sent"));
	item_set_line(&item->when, when);
	free(text);
	free(when);
}

void
home_add_held(struct visit *visit, int64_t part, struct view *out)
{
	struct held_list list = {0};

	if (held_list(&visit->forum, &visit->actor, &list) == ERR_OK && list.count)
		view_add_heading(out, _("Waiting to be checked"));
	for (size_t k = 0; k < list.count; k++)
		home_add_held_one(&list.rows[k], part, out);
	held_list_clear(&list);
}

struct outcome
home_open_held(struct visit *visit, int64_t id)
{
	(void)visit;
	return screen_push((struct route){.kind = ROUTE_HELD, .number = id});
}

void
held_add_to_conversation(struct visit *visit, int64_t thread, struct view *out)
{
	struct held_list list = {0};

	if (held_list_in(&visit->forum, &visit->actor, thread, &list) == ERR_OK && list.count)
		view_add_heading(out, _("Waiting to be checked. Only you see this."));
	for (size_t k = 0; k < list.count; k++) {
		struct item *item = view_add_item(out, 0);
		char *when = spoken_time(list.rows[k].sent_at, clock_now());

		item_set_body(&item->text, list.rows[k].body);
		item_set_line(&item->who, _("you"));
		item_set_line(&item->when, when);
		free(when);
	}
	held_list_clear(&list);
}
