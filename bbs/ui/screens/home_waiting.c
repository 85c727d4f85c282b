/*
 * Who has not heard back, on the first page.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "ui/screens/home_waiting.h"
#include "ui/words.h"

static void
home_add_waiting_count(struct visit *visit, int64_t part, struct view *out)
{
	struct waiting_counts counts = {0};
	struct item *item;
	char *text, *late;

	if (waiting_count(&visit->forum, &visit->actor, &counts) != ERR_OK || !counts.all)
		return;
	text = counts.all >= WAITING_COUNT_MOST
	    ? mem_copy_string(_("99+ people wait for a first answer"))
	    : mem_format(n_("%d person waits for a first answer", "%d people wait for a first answer", counts.all),
		  (int)counts.all);
	item = home_part_item(out, part, 0);
	item_set_line(&item->text, text);
	item->is_new = true;
	if (counts.late) {
		late = mem_format(n_("%d too long", "%d too long", counts.late), (int)counts.late);
		item_set_line(&item->detail, late);
		free(late);
	}
	free(text);
	if (counts.late && actor_can(&visit->actor, CAP_STEER))
		view_add_notice(out, ROLE_WARNING,
		    _("Somebody has waited too long for a first answer. Please see that they get one."));
}

void
home_add_waiting(struct visit *visit, int64_t part, struct view *out)
{
	struct waiting_list unheard = {0};

	if (!visit->actor.member)
		return;
	if (actor_can(&visit->actor, CAP_GREET)) {
		home_add_waiting_count(visit, part, out);
		return;
	}
	if (waiting_list_unheard(&visit->forum, &visit->actor, &unheard) == ERR_OK && unheard.count)
		view_add_heading(out, _("Nobody has answered them yet"));
	for (size_t k = 0; k < unheard.count; k++)
		waiting_add_item(visit, &unheard.rows[k], home_part_item(out, part, unheard.rows[k].message));
	waiting_list_clear(&unheard);
}

struct outcome
home_open_waiting(struct visit *visit, int64_t message)
{
	return message ? home_open_message(visit, message) : screen_push((struct route){.kind = ROUTE_WAITING});
}
