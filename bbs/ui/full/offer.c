/*
 * From a key to what is offered.
 */
#include "ui/full/offer.h"

enum { KEY_STOP = 0x03, KEY_END_OF_INPUT = 0x04 };

enum action
offer_find(const struct view *view, const struct keymap *keymap, uint32_t key)
{
	for (size_t k = 0; k < view->offer_count; k++)
		if (keymap_asks(keymap, key, view->offers[k].action))
			return view->offers[k].action;
	if (key == K_ESCAPE && view_offers(view, ACTION_BACK))
		return ACTION_BACK;
	if (keymap_asks(keymap, key, ACTION_VANISH))
		return ACTION_VANISH;
	return key == KEY_STOP || key == KEY_END_OF_INPUT ? ACTION_LEAVE : ACTION_NONE;
}

enum action
offer_find_way_out(const struct keymap *keymap, uint32_t key)
{
	if (keymap_asks(keymap, key, ACTION_VANISH))
		return ACTION_VANISH;
	return keymap_asks(keymap, key, ACTION_LEAVE) ? ACTION_LEAVE : ACTION_NONE;
}
