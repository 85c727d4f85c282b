/*
 * The desk's tables: cases, what people told, what was said, and what its reporter does not see any more. Rules of
 * use as in members.h.
 */
#ifndef BBS_STORE_CASES_H
#define BBS_STORE_CASES_H

#include "store/db.h"
#include "store/records.h"

enum case_kind {
	CASE_ALL,
	CASE_IN_QUEUE,
	CASE_LATE /* their time was missed */,
	CASE_MINE_ONLY /* had by, or given to */
};

/* Which open cases of one risk are asked for, after which of them. */
struct case_ask {
	enum case_kind kind;
	const char *queue; /* CASE_IN_QUEUE; borrowed */
	int64_t me;        /* CASE_MINE_ONLY */
	int64_t not_about; /* those about this member are left out, 0 for none: a case is nobody's secret but theirs */
	int64_t risk, after_opened, after_id, limit;
};

/* The oldest first. */
enum err cases_list(struct db *, const struct case_ask *, struct desk_case_list *out);
enum err cases_find(struct db *, int64_t id, struct desk_case *out);
/* The open case about a message; message above 0. */
enum err cases_find_message(struct db *, int64_t message, struct desk_case *out);
/* The open case about a private message. */
enum err cases_find_private(struct db *, int64_t private_message, struct desk_case *out);
/* The newest open case about no message that this member told (0: any guest). */
enum err cases_find_general(struct db *, int64_t reporter, struct desk_case *out);

/* When the first of those that nobody missed yet is due. ERR_NOT_FOUND. */
enum err cases_next_due(struct db *, int64_t *out);
/* Due by now, not missed yet, and had by nobody: not touched since `lapsed`, or `lapsed_red` when it is red. */
enum err cases_list_missed(struct db *, int64_t now, int64_t lapsed, int64_t lapsed_red, int64_t limit,
    struct desk_case_list *out);

struct case_counts {
	int64_t open, red; /* counting stops at 100 */
	int64_t red_free;  /* red, and never claimed or claimed and not touched since `lapsed` */
};
enum err cases_count(struct db *, int64_t not_about, int64_t lapsed, struct case_counts *out);
/* Open cases about this member; counting stops at 100. */
enum err cases_count_about(struct db *, int64_t about, int64_t *out);
/* Of a member's past: cases but this one, and how many of them ended in a pause. */
enum err cases_history(struct db *, int64_t about, int64_t but, int64_t *out_cases, int64_t *out_pauses);

/* Writes. record: reason, source, risk, thread, message, private_message, about, opened_at, queue, due_at, held, appeal_of. */
enum err cases_add(struct db *, const struct desk_case *record, int64_t *out_id);
/* A graver reason and risk. */
enum err cases_raise(struct db *, int64_t id, const char *reason, int64_t risk);
enum err cases_set_risk(struct db *, int64_t id, int64_t risk);
/* Another queue, or a new time: it is not missed. */
enum err cases_set_clock(struct db *, int64_t id, const char *queue, int64_t due_at);
enum err cases_set_missed(struct db *, int64_t id, int64_t at);
enum err cases_claim(struct db *, int64_t id, int64_t member, int64_t at);
enum err cases_give(struct db *, int64_t id, int64_t member, int64_t at); /* nobody has it; 0: anybody's */
enum err cases_touch(struct db *, int64_t id, int64_t at);
enum err cases_set_outcome(struct db *, int64_t id, const char *outcome);
/* The outcome stays when there is one already. */
enum err cases_close(struct db *, int64_t id, int64_t by, const char *outcome, int64_t at);

/* Newest first. */
enum err reports_list(struct db *, int64_t desk_case, int64_t limit, struct report_list *out);
enum err reports_count(struct db *, int64_t desk_case, int64_t *out); /* counting stops at 100 */
/* What this member told since then (0: guests), and not after `now`, as a clock that jumped has it; counting stops at 100. */
enum err reports_count_since(struct db *, int64_t reporter, int64_t since, int64_t now, int64_t *out);
enum err reports_add(struct db *, const struct report *record); /* a write */

enum err evidence_list(struct db *, int64_t desk_case, int64_t limit, struct evidence_list *out); /* newest first */
enum err evidence_add(struct db *, const struct evidence *record);                                /* a write */

enum err unseen_add(struct db *, int64_t member, int64_t message); /* a write; twice is fine */

#endif
