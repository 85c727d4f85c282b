/*
 * One visitor's visit: who they are, how they came in, and what every screen may need. One per session.
 */
#ifndef BBS_UI_VISIT_H
#define BBS_UI_VISIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/control.h"
#include "forum/forum.h"
#include "forum/joining.h"
#include "forum/policy.h"
#include "ui/route.h"
#include "ui/theme.h"
#include "ui/words.h"

enum { JOIN_INVITATION_BYTES = 60 }; /* room for a code with spaces in it */

/* How somebody came in. */
enum door {
	DOOR_MEMBER, /* signed in */
	DOOR_JOIN,
	DOOR_GUEST,
	DOOR_PLAIN, /* plain@: asks "Been here before?" first */
	DOOR_HELP,
	DOOR_LOBBY,  /* an unknown name and no password, or `bbs here`: the same question */
	DOOR_CLOSED, /* the right password of a closed account */
};

struct visit {
	struct forum forum;
	const struct config *config; /* borrowed */
	enum door door;
	struct actor actor;
	char wanted_name[CONTROL_NAME_BYTES + 1]; /* what they typed before the @, when it is no member's; "" */
	char offered_key[CONTROL_KEY_BYTES + 1];  /* the first key their program offered while joining; "" */
	bool is_plain;                            /* lines of text, by choice or because nothing else works */
	bool has_terminal;
	bool no_color;
	struct looks looks;                  /* as chosen; is_plain above is how it is now */
	char language[WORDS_CODE_BYTES + 1]; /* what this member has chosen, "" for nothing */
	char from_language[WORDS_CODE_BYTES +
	    1];               /* what their own computer speaks, "" when it did not say or we don't */
	int64_t last_here_at; /* 0 on a first visit */
	bool is_unsaved;      /* the last try to save what is being written failed */
	char invitation[JOIN_INVITATION_BYTES + 1]; /* as typed while joining; "" */
	char join_words[JOINING_WORDS_BYTES + 1];   /* to the team, while joining; "" */
	bool is_on_break;                           /* of their own: the page that says so comes first */
	bool owes_consent;                          /* a member who was never asked: nothing comes before that page */
	bool owes_second;                           /* one of the team who has not been asked for the second step yet */
	bool is_leaving;                            /* a member who is leaving for good: the same */
	int sign_in_tries;                          /* on the board's own sign-in screen */
	int told;                                   /* how often they told the team something */
	char *find_words;                           /* owned: what they looked for last; NULL for nothing */
	bool (*is_key_waiting)(void *context); /* somebody wants to go on before we are ready; NULL: can't be told */
	void *key_context;
	char *flash; /* owned; said once, on the next view; NULL for nothing */
	enum role flash_role;
};

/* Say this once, with the next view. text borrowed. A second one before that is added to it. */
void visit_say(struct visit *, enum role, const char *text);

/*
 * Is this a member who may only read now: paused, or waiting to be let in? team_standing() says why.
 */
bool visit_may_only_read(const struct visit *);

/*
 * What to tell somebody when the forum answers with an error and nothing more is known: what happened, what is
 * safe, what to do next. Translated; static.
 */
const char *visit_explain(enum err);

/*
 * Speak the visitor's language from the next view on: the one they have chosen, else their computer's, else the
 * board's. To be called when any of these has changed.
 */
void visit_use_language(const struct visit *);

/* Sign in on the screen: the actor becomes this one, with what they chose to see. */
void visit_become(struct visit *, const struct actor *);

/* Where a member who has just signed in begins: home, or the page that asks for consent or says that they are on a break. */
struct route visit_first(const struct visit *);

#endif
