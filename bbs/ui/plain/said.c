/*
 * What the visitor has heard of a screen. See said.h.
 *
 * Numbers of a list are those that were said: when news has moved the items since, 1 still means what the
 * visitor heard as 1.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "ui/plain/said.h"

#define FNV_OFFSET UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x100000001b3)

void
said_clear(struct said *said)
{
	free(said->items);
	*said = (struct said){0};
}

/* FNV-1a; the text's NUL counts, so that "ab" "c" is not "a" "bc". */
uint64_t
said_print(uint64_t print, const char *text)
{
	if (!print)
		print = FNV_OFFSET;
	do
		print = (print ^ (unsigned char)*text) * FNV_PRIME;
	while (*text++);
	return print;
}

static uint64_t
said_print_item(const struct item *item)
{
	const char *const words[] = {item->text, item->context, item->detail, item->about, item->who};
	uint64_t print = 0;

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		print = said_print(print, words[k]);
	return print;
}

static uint64_t
said_print_page(const struct view *view)
{
	return said_print(said_print(said_print(0, view->where), view->title), view->intro);
}

void
said_keep(struct said *said, const struct view *view)
{
	said_clear(said);
	*said = (struct said){
	    .is_set = true,
	    .serial = view->serial,
	    .page = said_print_page(view),
	    .items = mem_alloc_array(view->item_count + 1, sizeof *said->items),
	    .count = view->item_count,
	};
	for (size_t k = 0; k < view->item_count; k++)
		said->items[k] = (struct said_item){view->items[k].id, said_print_item(&view->items[k])};
}

static bool
said_is_item(const struct said_item *said, const struct item *item)
{
	return said->id == item->id && (item->id || said->print == said_print_item(item));
}

/* Do the items that were said come in the same order still? In a list nothing may come between: it is counted. */
static bool
said_still_stands(const struct said *said, const struct view *view)
{
	size_t at = 0;

	for (size_t k = 0; k < view->item_count && at < said->count; k++)
		if (said_is_item(&said->items[at], &view->items[k]))
			at++;
		else if (view->kind == VIEW_LIST)
			return false;
	return at == said->count;
}

bool
said_has(const struct said *said, const struct item *item)
{
	uint64_t print = said_print_item(item);

	for (size_t k = 0; k < said->count; k++)
		if (said->items[k].id == item->id && said->items[k].print == print)
			return true;
	return false;
}

enum said_change
said_compare(const struct said *said, const struct view *view)
{
	size_t known = 0;

	if (!said->is_set || said->serial != view->serial || said->page != said_print_page(view))
		return SAID_OTHER;
	if (!said_still_stands(said, view))
		return SAID_OTHER;
	for (size_t k = 0; k < view->item_count; k++)
		known += said_has(said, &view->items[k]);
	if (known == view->item_count)
		return SAID_SAME;
	return known || !said->count ? SAID_ADDED : SAID_OTHER;
}

int64_t
said_at(const struct said *said, int64_t number)
{
	for (size_t k = 0; k < said->count; k++)
		if (said->items[k].id && --number == 0)
			return said->items[k].id;
	return 0;
}

int64_t
said_choices(const struct said *said)
{
	int64_t choices = 0;

	for (size_t k = 0; k < said->count; k++)
		choices += said->items[k].id != 0;
	return choices;
}
