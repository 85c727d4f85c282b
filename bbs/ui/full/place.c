/*
 * Finding a place again, and the item that is chosen there.
 */
#include "ui/full/place.h"

struct place *
place_find(struct place places[static PLACE_COUNT], const struct view *view)
{
	struct place *oldest = &places[0];

	for (size_t k = 0; k < PLACE_COUNT; k++) {
		if (places[k].used && places[k].serial == view->serial)
			return &places[k];
		if (places[k].used < oldest->used)
			oldest = &places[k];
	}
	*oldest = (struct place){.serial = view->serial, .piece = -1};
	if (view->kind != VIEW_FORM)
		oldest->chosen = view->focus;
	else if (view->focus > 0)
		oldest->field = (size_t)view->focus - 1;
	return oldest;
}

bool
place_can_choose(const struct item *item)
{
	return item->id && !item->is_heading;
}

int
place_look(const struct view *view, int from, int step)
{
	for (int k = from; k >= 0 && k < (int)view->item_count; k += step)
		if (place_can_choose(&view->items[k]))
			return k;
	return -1;
}

void
place_choose(struct place *place, const struct view *view, int index)
{
	place->index = index;
	place->chosen = view->items[index].id;
}

int
place_settle(struct place *place, const struct view *view)
{
	int found = -1;

	for (int k = 0; place->chosen && k < (int)view->item_count; k++)
		if (view->items[k].id == place->chosen && place_can_choose(&view->items[k]))
			found = k;
	if (found < 0 && place->index >= (int)view->item_count)
		place->index = (int)view->item_count - 1;
	if (found < 0)
		found = place_look(view, place->index, 1);
	if (found < 0)
		found = place_look(view, place->index, -1);
	if (found < 0)
		place->chosen = 0;
	else
		place_choose(place, view, found);
	return found;
}
