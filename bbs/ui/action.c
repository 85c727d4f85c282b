/*
 * The list of actions as a table.
 */
#include <stddef.h>
#include <string.h>

#include "ui/action.h"

#define ACTION_ROW(id, key, words, explained) \
	[ACTION_##id] = {.name = #id, .default_key = key, .label = words, .help = explained},

static const struct action_info actions[ACTION_COUNT] = {ACTION_LIST(ACTION_ROW)};

const struct action_info *
action_info(enum action action)
{
	return &actions[action];
}

enum action
action_find(const char *name)
{
	for (enum action a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
		if (!strcasecmp(actions[a].name, name))
			return a;
	return ACTION_NONE;
}
