/*
 * The policy as a function. A newcomer becomes a member by time and messages, which account.c decides.
 */
#include <string.h>

#include "base/str.h"
#include "forum/policy.h"

#define ROLE_WORD(name, word) [ACTOR_##name] = word,
#define CAP_WORD(name, word, who, needs) [CAP_##name] = word,
#define CAP_WHO(name, word, who, needs) [CAP_##name] = ROLES_##who,
#define CAP_NEEDS(name, word, who, needs) [CAP_##name] = NEEDS_##needs,

enum { NEEDS_FREE, NEEDS_PROOF };

static const char *const role_words[ACTOR_ROLE_COUNT] = {ACTOR_ROLE_LIST(ROLE_WORD)};
static const char *const cap_words[CAP_COUNT] = {CAP_LIST(CAP_WORD)};
static const unsigned cap_who[CAP_COUNT] = {CAP_LIST(CAP_WHO)};
static const bool cap_needs[CAP_COUNT] = {CAP_LIST(CAP_NEEDS)};

bool
actor_can(const struct actor *actor, enum cap cap)
{
	return policy_has(actor->role, cap) && (actor->is_proven || !cap_needs[cap]);
}

bool
policy_has(enum actor_role role, enum cap cap)
{
	return cap_who[cap] >> role & 1;
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

bool
policy_covers(enum actor_role role, enum actor_role other)
{
	for (int cap = 0; cap < CAP_COUNT; cap++)
		if (policy_has(other, (enum cap)cap) && !policy_has(role, (enum cap)cap))
			return false;
	return true;
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

/* A column a role: "may"; "2nd", once the second factor was given; "-", not. As wide as the role's name. */
char *
policy_dump(void)
{
	struct str out;

	str_init(&out);
	for (int role = 0; role < ACTOR_ROLE_COUNT; role++)
		str_add_format(&out, role ? " %s" : "%s", role_words[role]);
	str_add(&out, "\n");
	for (int cap = 0; cap < CAP_COUNT; cap++) {
		for (int role = 0; role < ACTOR_ROLE_COUNT; role++)
			str_add_format(&out, "%-*s ", (int)strlen(role_words[role]),
			    !policy_has((enum actor_role)role, (enum cap)cap) ? "-"
				: cap_needs[cap]                              ? "2nd"
									      : "may");
		str_add_format(&out, "%s\n", cap_words[cap]);
	}
	return str_take(&out);
}
