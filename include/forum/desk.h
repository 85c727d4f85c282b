/*
 * The desk: what waits for the team, by risk then age. Whoever takes a case alone acts on it; a claim lapses when
 * nothing is done for a while, which is worked out when somebody looks and needs no clock of its own.
 *
 * Who wrote a message under an alias the team does not learn: row.about is DESK_UNKNOWN then, row.alias says which
 * unknown writer, and what lies in their past is counted in steps: 0, DESK_SOME or more, DESK_MANY or more.
 *
 * Nobody sees a case about themselves. A case about one of the team is for the lead where there is another lead.
 * Source: product page, section 6.
 */
#ifndef BBS_FORUM_DESK_H
#define BBS_FORUM_DESK_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "forum/queue.h"
#include "forum/report.h"
#include "store/cases.h"

enum {
	DESK_SHOWN = 50,
	DESK_REPORTS_SHOWN = 20,
	DESK_EVIDENCE_SHOWN = 5,
	DESK_NOTES_SHOWN = 20,
	DESK_UNKNOWN = -1, /* in place of a member's id: the writer is not to be known */
	DESK_SOME = 5,     /* steps in which the past of an unknown writer is counted; ours */
	DESK_MANY = 20,
	DESK_LAPSE_S = 30 * 60,
	DESK_LAPSE_RED_S = 10 * 60,
};

/* X(NAME, word in the database): how a case ends when nothing else was done in it */
#define OUTCOME_WORD_LIST(X) \
	X(NONE, "none")     /* nothing was needed */ \
	X(TALKED, "talked") /* somebody talked with them */ \
	X(DONE, "done")     /* what was needed is done */

#define DESK_OUTCOME_ENUM(name, word) DESK_##name,
enum desk_outcome { OUTCOME_WORD_LIST(DESK_OUTCOME_ENUM) DESK_OUTCOME_COUNT };

/* Who has it now: a member id, or 0 when nobody has, or whoever had it let it lapse. */
int64_t desk_claimer(const struct desk_case *, int64_t now);

/* What waits for this actor: all zero without CAP_DESK. red_free: red cases that nobody has. */
enum err desk_count(struct forum *, const struct actor *, struct case_counts *out);

/* Is there a case about this actor, and nobody else on the team to look at it? */
bool desk_is_alone(struct forum *, const struct actor *);

/* Which open cases; all zero: the first of all. */
struct desk_ask {
	enum case_kind kind;
	enum queue queue; /* CASE_IN_QUEUE */
	int64_t after;    /* the id of the last case of the page before, 0 for none */
};

/* By risk, then age: DESK_SHOWN at most, and one more when there are more. Needs CAP_DESK. */
enum err desk_list(struct forum *, const struct actor *, const struct desk_ask *, struct desk_case_list *out);

/* All that lies beside a case. */
struct desk_file {
	struct desk_case row;
	struct report_list reports; /* newest first, DESK_REPORTS_SHOWN at most */
	int64_t report_count;       /* counting stops at 100 */
	struct evidence_list evidence;
	struct case_note_list
	    notes;              /* newest first, DESK_NOTES_SHOWN at most; none while an opinion is given blindly */
	struct message message; /* as it is now; id 0 when it is about none, or it is gone */
	int64_t board;          /* of its conversation, 0 */
	int64_t messages_ever, cases_before, pauses_before; /* of the member it is about; counting stops at 100 */
	int64_t paused_until;                               /* 0, or in the past: they are not */
	bool is_for_lead;                                   /* it is about one of the team */
};

/* Needs CAP_DESK. ERR_NOT_FOUND also when it is about the actor. */
enum err desk_open(struct forum *, const struct actor *, int64_t id, struct desk_file *out);
void desk_file_clear(struct desk_file *);

/*
 * Each needs CAP_DESK, notes itself in the audit, and tells the others at once.
 *
 * ERR_OK; ERR_TAKEN somebody else has it, or (for claiming) it was given to them; ERR_DENIED it is about one of the team and the lead takes it, or (but for
 * claiming) nobody has taken it; ERR_CLOSED it is closed; ERR_NOT_FOUND; ordinary errors of a write.
 */
/* And again: the time begins anew. ERR_RATE: they had enough red ones, see desk_turn.h. */
enum err desk_claim(struct forum *, const struct actor *, int64_t id);
enum err desk_grade(struct forum *, const struct actor *, int64_t id,
    enum risk); /* somebody has read it; becoming red is an alert */
/* ERR_HELD what waits in it waits still. Members who told are told that somebody looked. A message that they had folded is open again. */
/* ERR_INVALID it is an appeal: that ends with an answer. */
enum err desk_close(struct forum *, const struct actor *, int64_t id, enum desk_outcome);

/* Somebody who has the case looked at it: their time begins anew. Nothing happens when it isn't theirs. */
void desk_touch(struct forum *, const struct actor *, int64_t id);

#endif
