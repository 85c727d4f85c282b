/*
 * What screens have in common.
 */
#include "base/mem.h"
#include "ui/screen.h"

void *
screen_alloc(const struct screen_ops *ops, size_t bytes)
{
	struct screen *screen = mem_alloc(bytes);

	screen->ops = ops;
	return screen;
}
