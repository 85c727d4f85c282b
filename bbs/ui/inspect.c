/*
 * One screen, looked at from inside.
 */
#include <stdlib.h>
#include <string.h>

#include "forum/account.h"
#include "ui/inspect.h"
#include "ui/screens.h"
#include "ui/stack.h"

/* "home", "board:3", "conversation:12". */
static bool
inspect_find_route(const char *name, struct route *out)
{
	static const struct {
		const char *name;
		enum route_kind kind;
	} names[] = {
	    {"home", ROUTE_HOME},
	    {"lobby", ROUTE_LOBBY},
	    {"people", ROUTE_PEOPLE},
	    {"rules", ROUTE_RULES},
	    {"help", ROUTE_HELP},
	    {"connect", ROUTE_CONNECT},
	    {"looks", ROUTE_LOOKS},
	    {"leave", ROUTE_LEAVE},
	    {"board", ROUTE_BOARD},
	    {"join", ROUTE_JOIN},
	    {"conversation", ROUTE_CONVERSATION},
	    {"desk", ROUTE_DESK},
	    {"case", ROUTE_CASE},
	    {"worry", ROUTE_WORRY},
	};
	size_t length = strcspn(name, ":");
	int64_t id = name[length] ? strtoll(name + length + 1, NULL, 10) : 0;

	for (size_t k = 0; k < sizeof names / sizeof *names; k++)
		if (!strncmp(names[k].name, name, length) && !names[k].name[length]) {
			*out = (struct route){.kind = names[k].kind,
			    .board = id,
			    .thread = id,
			    .number = names[k].kind == ROUTE_CASE ? id : 0};
			return true;
		}
	return false;
}

static char *
inspect_route(struct visit *visit, const struct route *route)
{
	struct stack stack;
	struct view view;
	char *text;

	stack_init(&stack, visit, screens_open, route);
	stack_view(&stack, &view);
	text = view_dump(&view);
	view_clear(&view);
	stack_clear(&stack);
	return text;
}

char *
inspect_screen(const char *data, const struct config *config, const char *as, const char *name)
{
	struct visit visit = {.config = config};
	struct route route;
	char *text = NULL;

	if (!inspect_find_route(name, &route) || forum_open(data, config, &visit.forum) != ERR_OK)
		return NULL;
	if (!as || account_find(&visit.forum, as, &visit.actor) == ERR_OK)
		text = inspect_route(&visit, &route);
	forum_close(&visit.forum);
	return text;
}
