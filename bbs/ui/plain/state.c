/*
 * See state.h.
 */
#include "ui/plain/state.h"

bool
state_has_numbers(const struct view *view)
{
	for (size_t k = 0; k < view->item_count; k++)
		if (view->items[k].number)
			return true;
	return false;
}

const struct item *
state_find_number(const struct renderer *r, int64_t number)
{
	for (size_t k = 0; number && k < r->view->item_count; k++)
		if (r->view->items[k].number == number)
			return &r->view->items[k];
	return NULL;
}

int64_t
state_current(const struct renderer *r)
{
	int64_t id = r->view->kind == VIEW_LIST ? r->chosen : r->say.current;

	return view_find(r->view, id) ? id : 0;
}

bool
state_intend(struct renderer *r, enum action action, int64_t item, int64_t number, struct event *out)
{
	*out = (struct event){
	    .kind = EVENT_INTENT,
	    .intent = {.action = action, .item = item ? item : state_current(r), .number = number},
	};
	r->asked = action;
	r->asked_of_none = r->view->kind == VIEW_LIST && !out->intent.item && !number;
	return true;
}

bool
state_tell_change(struct event *out)
{
	*out = (struct event){.kind = EVENT_CHANGED};
	return true;
}
