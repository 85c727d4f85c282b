/*
 * A decision: what the team, or the operator's brake, did to somebody's words or membership. Each is noted, is in the
 * audit, and its notice to the person says which one it is, so that they can ask for another look (appeal.h).
 */
#ifndef BBS_FORUM_DECISION_H
#define BBS_FORUM_DECISION_H

#include "forum/forum.h"
#include "forum/notice.h"
#include "store/records.h"

/* X(NAME, word in the database and in the audit, about a message, can be appealed) */
#define ACT_LIST(X) \
	X(HIDE, "hide", true, true) \
	X(RESTORE, "restore", true, false) \
	X(PAUSE, "pause", false, true) \
	X(END_PAUSE, "unpause", false, false)

#define ACT_ENUM(name, ...) ACT_##name,
enum team_act { ACT_LIST(ACT_ENUM) ACT_COUNT };

enum { DECISIONS_SHOWN = 20 };

const char *act_name(enum team_act);   /* static */
int act_find(const char *word);        /* -1 when there is none */
bool act_is_appealable(enum team_act); /* it took something from somebody */
bool act_is_to_message(enum team_act);

/* What is noted, all inside the caller's transaction. Texts borrowed. */
struct ruling {
	enum team_act act;
	enum notice_kind kind;
	const char *ground; /* a word of GROUND_LIST, "" */
	const char *words;  /* to the person, as they are kept */
	int64_t desk_case;  /* 0: none */
	int64_t by;         /* member id, 0 for the operator */
	int64_t about;      /* member id */
	int64_t thread, message, number;
	bool is_unknown;  /* nobody is to know who they are: the audit doesn't put a member's id beside the case */
	const char *text; /* what the message said, for the audit; NULL */
	bool is_untold;   /* nobody is told */
};

/* Note it, put it into the audit, and tell the person. ERR_OK; ordinary errors of a write. */
enum err decision_note(struct forum *, const struct ruling *);

/* What was done in a case, oldest first, DECISIONS_SHOWN at most. Needs CAP_DESK. */
enum err decision_list(struct forum *, const struct actor *, int64_t desk_case, struct decision_list *out);

#endif
