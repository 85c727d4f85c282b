/*
 * Home: private messages with something new in them. A part of the first page; it clears itself by reading.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "ui/screens/home_parts.h"
#include "ui/screens/private_words.h"
#include "ui/spoken.h"
#include "ui/words.h"

void
home_add_privates(struct visit *visit, int64_t part, struct view *out)
{
	struct private_thread_list list = {0};

	if (private_list_news(&visit->forum, &visit->actor, &list) == ERR_OK && list.count)
		view_add_heading(out, _("Private messages"));
	for (size_t k = 0; k < list.count; k++) {
		const struct private_thread *row = &list.rows[k];
		struct item *item = home_part_item(out, part, row->id);
		char *text = private_news_line(row), *when = spoken_time(row->last_at, clock_now());

		item->is_new = true;
		item_set_line(&item->text, text);
		item_set_line(&item->when, when);
		if (row->unread > 1) {
			char *unread = spoken_unread(row->unread);

			item_set_line(&item->detail, unread);
			free(unread);
		}
		free(when);
		free(text);
	}
	private_thread_list_clear(&list);
}

struct outcome
home_open_private(struct visit *visit, int64_t id)
{
	(void)visit;
	return screen_push((struct route){.kind = ROUTE_PRIVATE, .thread = id});
}
