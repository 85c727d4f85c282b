/*
 * Who may do what. Code asks for capabilities, never for roles; this table is the policy, and policy.txt beside
 * policy.c is the same table for people, compared by a test.
 */
#ifndef BBS_FORUM_POLICY_H
#define BBS_FORUM_POLICY_H

#include <stdbool.h>
#include <stdint.h>

/* X(NAME, word in the database and for people) */
#define ACTOR_ROLE_LIST(X) \
	X(GUEST, "guest") \
	X(PAUSED, "paused")   /* a member until paused_until; never stored */ \
	X(WAITING, "waiting") /* asked to join, and the team has not answered yet */ \
	X(NEW, "new") \
	X(MEMBER, "member") \
	X(REGULAR, "regular") \
	X(BROKER, "broker")     /* brings members together, and meets them in person */ \
	X(STAFF, "staff")       /* works at a centre with a terminal; what its own keys are for needs no role here */ \
	X(OPERATOR, "operator") /* looks after the machine, and reads no case */ \
	X(GREETER, "greeter") \
	X(GUIDE, "guide") \
	X(HOST, "host") \
	X(MODERATOR, "moderator") \
	X(LEAD, "lead") /* the safeguarding lead */

#define ACTOR_ROLE_ENUM(name, word) ACTOR_##name,
enum actor_role { ACTOR_ROLE_LIST(ACTOR_ROLE_ENUM) ACTOR_ROLE_COUNT };

/*
 * Who: sets of roles. The roles are no ladder: a broker, the staff of a centre and an operator are regulars with a thing
 * of their own each, and have nothing of what the moderators have.
 */
#define ROLE_BIT(name) (1u << ACTOR_##name)
enum role_set {
	ROLES_LEAD = ROLE_BIT(LEAD),
	ROLES_MODERATOR = ROLES_LEAD | ROLE_BIT(MODERATOR),
	ROLES_HOST = ROLES_MODERATOR | ROLE_BIT(HOST),
	ROLES_GUIDE = ROLES_HOST | ROLE_BIT(GUIDE),
	ROLES_GREETER = ROLES_GUIDE | ROLE_BIT(GREETER),
	ROLES_MEETING = ROLES_GREETER | ROLE_BIT(BROKER) | ROLE_BIT(STAFF), /* who meet members in person */
	ROLES_RUNNING = ROLES_MODERATOR | ROLE_BIT(OPERATOR),               /* who look after the board as a whole */
	ROLES_REGULAR = ROLES_MEETING | ROLES_RUNNING | ROLE_BIT(REGULAR),
	ROLES_MEMBER = ROLES_REGULAR | ROLE_BIT(MEMBER),
	ROLES_NEW = ROLES_MEMBER | ROLE_BIT(NEW),
	ROLES_PAUSED = ROLES_NEW | ROLE_BIT(WAITING) | ROLE_BIT(PAUSED),
	ROLES_GUEST = ROLES_PAUSED | ROLE_BIT(GUEST),
};

/*
 * X(NAME, word, who, needs): who is a set above without its ROLES_. needs: PROOF where the second factor must have been
 * given in this session, too (product page, section 6); FREE where not. A new one needs its line in policy.txt ('bbs
 * debug policy' prints all) and its row in tests/unit/forum/policy_walk_test.c.
 */
#define CAP_LIST(X) \
	X(READ_OPEN, "read boards that are open to guests", GUEST, FREE) \
	X(TELL, "tell the team about a message or a worry", GUEST, FREE) \
	X(APPEAL, "ask the team to look again at what it decided about them", PAUSED, FREE) \
	X(SETTLE, "change their own settings and withdraw what they wrote", PAUSED, FREE) \
	X(READ, "read every board that is switched on", NEW, FREE) \
	X(ANSWER, "answer in a conversation", NEW, FREE) \
	X(START, "start a conversation", NEW, FREE) \
	X(CHANGE, "change what they wrote for 24 hours", NEW, FREE) \
	X(HUG, "hug, thank and say me too", NEW, FREE) \
	X(SEND_MORE, "send at a member's pace", MEMBER, FREE) \
	X(FOLD, "fold a message by telling the team about it", MEMBER, FREE) \
	X(PRIVATE, "write private messages, where the board has them", MEMBER, FREE) \
	X(KNOWN, "send their first messages without the team looking at them first", REGULAR, FREE) \
	X(VOUCH, "help a member back in whom they have met", MEETING, FREE) \
	X(GREET, "see who has not heard back, and take one to answer", GREETER, FREE) \
	X(ROTA, "say when they are here for others", GREETER, FREE) \
	X(CURATE, "keep an answer for everybody", GUIDE, FREE) \
	X(STEER, "pin, unpin, lock and unlock conversations", HOST, FREE) \
	X(MOVE, "move, split and join conversations, and make one slow", HOST, FREE) \
	X(DESK, "see what waits for the team, and take a case", MODERATOR, PROOF) \
	X(HIDE, "hide a message and put it back", MODERATOR, PROOF) \
	X(EDIT, "take something out of a message, with a reason", MODERATOR, PROOF) \
	X(REMOVE, "remove a message for good", MODERATOR, PROOF) \
	X(PAUSE, "pause a member and end a pause", MODERATOR, PROOF) \
	X(CONDITION, "have what a member sends looked at first, or let them only read", MODERATOR, PROOF) \
	X(RELEASE, "let out what waits to be looked at, or send it back", MODERATOR, PROOF) \
	X(WORDS, "choose the words that are watched for", MODERATOR, PROOF) \
	X(STATE, "see how the board is doing", RUNNING, PROOF) \
	X(UNSEAL, "ask for what is sealed in a case, and grant it to another", MODERATOR, PROOF) \
	X(ADMIT, "choose how joining works and let people in", MODERATOR, PROOF) \
	X(CLOSE, "close a membership", LEAD, PROOF) \
	X(GRANT, "give a role and take it back", LEAD, PROOF) \
	X(UNTOLD, "note that telling a writer would endanger somebody", LEAD, PROOF) \
	X(HOLD, "keep evidence longer than its case", LEAD, PROOF) \
	X(GLASS, "open what is sealed alone, when a life is in danger", LEAD, PROOF) \
	X(TOLD_RED, "be told of every red case at once", LEAD, PROOF)

#define CAP_ENUM(name, word, who, needs) CAP_##name,
enum cap { CAP_LIST(CAP_ENUM) CAP_COUNT };

/* Who is asking. */
struct actor {
	int64_t member; /* 0 for a guest */
	enum actor_role role;
	char name[21];  /* "" for a guest */
	bool is_proven; /* gave the second factor in this session; kept by account_refresh() */
};

/* May this actor, at all, now? About one board ask board_may_read() too. */
bool actor_can(const struct actor *, enum cap);

/* Is it this role's to do, once whatever it needs was given? For counting the team, and asking about somebody else. */
bool policy_has(enum actor_role, enum cap);

/* Must the second factor have been given in this session, too? And: has the role anything that asks for it? */
bool policy_needs_proof(enum cap);
bool policy_is_team(enum actor_role);

/* May the first do all that the other may? A role covers itself; of two, neither need cover the other. */
bool policy_covers(enum actor_role, enum actor_role other);

const char *actor_role_name(enum actor_role); /* "regular"; static */
/* An enum actor_role, or -1 when no role has this name. */
int actor_role_find(const char *name);

/* The whole table as text, one line a capability; returns owned. */
char *policy_dump(void);

#endif
