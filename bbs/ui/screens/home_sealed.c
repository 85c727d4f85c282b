/*
 * What needs a second person of the team, on the first page: only while there is something.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/unseal.h"
#include "ui/screens/home_parts.h"
#include "ui/words.h"

void
home_add_sealed(struct visit *visit, int64_t part, struct view *out)
{
	struct unsealing_list list = {0};

	if (unseal_list_waiting(&visit->forum, &visit->actor, &list) == ERR_OK && list.count) {
		struct item *item = home_part_item(out, part, 0);
		char *text = mem_format(n_("%d sealed thing needs a second person",
					    "%d sealed things need a second person", list.count),
		    (int)list.count);

		item_set_line(&item->text, text);
		item->is_new = true;
		free(text);
	}
	unsealing_list_clear(&list);
}

struct outcome
home_open_sealed(struct visit *visit, int64_t id)
{
	(void)visit;
	(void)id;
	return screen_push((struct route){.kind = ROUTE_SEALED_LIST});
}
