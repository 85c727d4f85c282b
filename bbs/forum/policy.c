/*
 * The policy as a function. A newcomer becomes a member by time and messages, which account.c decides.
 */
#include <string.h>

#include "base/str.h"
#include "forum/policy.h"

#define ROLE_WORD(name, word) [ACTOR_##name] = word,
#define CAP_WORD(name, word, from) [CAP_##name] = word,
#define CAP_FROM(name, word, from) [CAP_##name] = ACTOR_##from,

static const char *const role_words[ACTOR_ROLE_COUNT] = {ACTOR_ROLE_LIST(ROLE_WORD)};
static const char *const cap_words[CAP_COUNT] = {CAP_LIST(CAP_WORD)};
static const enum actor_role cap_from[CAP_COUNT] = {CAP_LIST(CAP_FROM)};

bool
actor_can(const struct actor *actor, enum cap cap)
{
	return actor->role >= cap_from[cap];
}

const char *
actor_role_name(enum actor_role role)
{
	return role_words[role];
}

int
actor_role_find(const char *name)
{
	for (int role = 0; role < ACTOR_ROLE_COUNT; role++)
		if (!strcmp(role_words[role], name))
			return role;
	return -1;
}

char *
policy_dump(void)
{
	struct str out;

	str_init(&out);
	for (int role = 0; role < ACTOR_ROLE_COUNT; role++)
		for (int cap = 0; cap < CAP_COUNT; cap++) {
			struct actor actor = {.role = (enum actor_role)role};

			str_add_format(&out, "%-10s %-3s %s\n", role_words[role],
			    actor_can(&actor, (enum cap)cap) ? "may" : "not", cap_words[cap]);
		}
	return str_take(&out);
}
