/*
 * Finding a place again, and the item that is chosen there.
 */
#include <string.h>

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
	if (place->index < 0) /* the list was empty, or is */
		place->index = 0;
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

static bool
place_is_news(const struct item *item)
{
	return item->is_new && place_can_choose(item);
}

void
place_note_news(struct place *place, const struct view *view)
{
	size_t count = 0;

	memset(place->news, 0, sizeof place->news);
	for (size_t k = 0; k < view->item_count && count < PLACE_NEWS; k++)
		if (place_is_news(&view->items[k]))
			place->news[count++] = view->items[k].id;
}

int
place_find_news(const struct place *place, const struct view *view, int end)
{
	int looked = 0;

	for (int k = 0; k < end && k < (int)view->item_count && looked < PLACE_NEWS; k++) {
		bool is_known = false;

		if (!place_is_news(&view->items[k]))
			continue;
		looked++;
		for (size_t n = 0; n < PLACE_NEWS; n++)
			is_known = is_known || place->news[n] == view->items[k].id;
		if (!is_known)
			return k;
	}
	return -1;
}

/* FNV-1a, with a mark between one notice and the next; never 0 when there is a notice. */
static uint64_t
place_hash_notices(const struct view *view)
{
	uint64_t hash = 0xcbf29ce484222325U;

	for (size_t k = 0; k < view->notice_count; k++)
		for (const char *c = view->notices[k].text;; c++) {
			hash = (hash ^ (unsigned char)*c) * 0x100000001b3U;
			if (!*c)
				break;
		}
	return view->notice_count ? hash | 1 : 0;
}

bool
place_note_said(struct place *place, const struct view *view)
{
	uint64_t said = place_hash_notices(view);

	if (said == place->said)
		return false;
	place->said = said;
	place->said_at = place->chosen;
	return said != 0;
}
