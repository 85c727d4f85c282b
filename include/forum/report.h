/*
 * Telling the team: about a message in one of seven plain choices, or a worry about somebody. Each opens a case on
 * the desk, or joins the open one about the same message, with what the message said as evidence.
 *
 * Limits (ours): a member REPORT_DAILY a day; a guest REPORT_VISIT in a visit, and all guests REPORT_GUESTS_HOURLY in
 * an hour. Somebody's safety is never refused by a limit; past it, worries about nobody in particular join the one
 * that is open already.
 */
#ifndef BBS_FORUM_REPORT_H
#define BBS_FORUM_REPORT_H

#include "forum/forum.h"
#include "forum/policy.h"

enum risk { RISK_REST = 1, RISK_AMBER, RISK_RED };

/* X(NAME, word in the database, risk), the gravest of a risk first */
#define REASON_LIST(X) \
	X(SAFETY, "safety", RED)     /* I'm worried about their safety */ \
	X(HARM, "harm", RED)         /* someone may be being harmed */ \
	X(UNKIND, "unkind", REST)    /* unkind or bullying */ \
	X(DETAILS, "details", AMBER) /* names or personal details */ \
	X(ADVERT, "advert", REST)    /* advert, scam or spam */ \
	X(LAW, "law", AMBER)         /* against the law */ \
	X(OTHER, "other", REST)      /* something else */

#define REASON_ENUM(name, ...) REASON_##name,
enum reason { REASON_LIST(REASON_ENUM) REASON_COUNT };

enum {
	REPORT_WORDS_BYTES = 4000,
	REPORT_DAILY = 20,
	REPORT_VISIT = 5,
	REPORT_GUESTS_HOURLY = 50,
};

const char *reason_name(enum reason); /* static */
int reason_find(const char *word);    /* -1 when there is none */
enum risk reason_risk(enum reason);
bool reason_is_graver(enum reason than, enum reason before); /* by risk, then by the list */

struct telling {
	enum reason reason;
	/*
	 * The message it is about; 0, 0: about nobody in particular; 0 and a number: the private message with this
	 * id. That one is shown to the team then, and no other of that conversation.
	 */
	int64_t thread, number;
	const char *words; /* one's own, "" for none; borrowed, sanitised and trimmed here */
	bool is_worry;     /* "I'm worried about someone" */
	int told_before;   /* how often this visitor has told the team since they came; for guests */
};

/*
 * Tell the team. who needs CAP_TELL, and to be able to read the message. But for worries a member does not see the
 * message any more: who worries may want to answer.
 *
 * ERR_OK: it is on disk, and everybody who should know is being told. ERR_NOT_FOUND no such message; ERR_EMPTY about
 * nobody, and without words; ERR_TOO_LONG the words; ERR_RATE; ERR_CLOSED the account; ERR_FULL, ERR_STORE nothing
 * was written.
 */
enum err report_tell(struct forum *, const struct actor *who, const struct telling *);

#endif
