/*
 * The policy as a function. A newcomer becomes a member by time and messages, which account.c decides.
 */
#include <string.h>

#include "base/str.h"
#include "forum/policy.h"

#define ROLE_WORD(name, word) [ACTOR_##name] = word,
#define CAP_WORD(name, word, from, needs) [CAP_##name] = word,
#define CAP_FROM(name, word, from, needs) [CAP_##name] = ACTOR_##from,
#define CAP_NEEDS(name, word, from, needs) [CAP_##name] = NEEDS_##needs,

enum { NEEDS_FREE, NEEDS_PROOF };

static const char *const role_words[ACTOR_ROLE_COUNT] = {ACTOR_ROLE_LIST(ROLE_WORD)};
static const char *const cap_words[CAP_COUNT] = {CAP_LIST(CAP_WORD)};
static const enum actor_role cap_from[CAP_COUNT] = {CAP_LIST(CAP_FROM)};
static const bool cap_needs[CAP_COUNT] = {CAP_LIST(CAP_NEEDS)};

bool
actor_can(const struct actor *actor, enum cap cap)
{
	return policy_has(actor->role, cap) && (actor->is_proven || !cap_needs[cap]);
}

bool
policy_has(enum actor_role role, enum cap cap)
{
	return role >= cap_from[cap];
}

bool
policy_needs_proof(enum cap cap)
{
	return cap_needs[cap];
}

bool
policy_is_team(enum actor_role role)
{
	for (int cap = 0; cap < CAP_COUNT; cap++)
		if (cap_needs[cap] && policy_has(role, (enum cap)cap))
			return true;
	return false;
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
			bool has = policy_has((enum actor_role)role, (enum cap)cap);

			str_add_format(&out, "%-10s %-3s %s%s\n", role_words[role], has ? "may" : "not", cap_words[cap],
			    has && cap_needs[cap] ? " (second factor)" : "");
		}
	return str_take(&out);
}
