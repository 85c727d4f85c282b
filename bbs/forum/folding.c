/*
 * Folding by what members told.
 */
#include <string.h>

#include "base/clock.h"
#include "forum/audit.h"
#include "forum/danger.h"
#include "forum/folding.h"
#include "forum/judge.h"
#include "forum/live.h"
#include "forum/notice.h"
#include "store/cases.h"
#include "store/folds.h"
#include "store/members.h"
#include "store/threads.h"

enum { FOLDING_LOOK = 100 }; /* reports of a case looked at; ours */

/* Somebody's safety is at stake, as they, others or the program see it. */
static bool
folding_is_about_safety(const struct telling *telling, const struct message *message, const struct desk_case *row)
{
	return telling->is_worry || reason_risk(telling->reason) == RISK_RED || !strcmp(row->source, "words") ||
	    !strcmp(row->source, "worry") || !strcmp(row->reason, reason_name(REASON_SAFETY)) ||
	    danger_is_in_message("", message->body);
}

/* May what this member told fold it? As they are now: a report by who is paused since counts no more. */
static bool
folding_counts(struct forum *forum, const struct report *report)
{
	struct member member = {0};
	int reason = reason_find(report->reason);
	bool counts = report->reporter && reason >= 0 && reason_risk((enum reason)reason) != RISK_RED &&
	    members_find_id(forum->db, report->reporter, &member) == ERR_OK && !member.is_closed &&
	    member.paused_until <= clock_now() && judge_has(&member, CAP_FOLD);

	member_clear(&member);
	return counts;
}

/* Did another member tell the team of it, too? */
static enum err
folding_has_other(struct forum *forum, int64_t but, int64_t writer, int64_t desk_case, bool *out)
{
	struct report_list reports = {0};
	enum err err = reports_list(forum->db, desk_case, FOLDING_LOOK, &reports);

	*out = false;
	for (size_t k = 0; err == ERR_OK && k < reports.count && !*out; k++)
		*out = reports.rows[k].reporter != but && reports.rows[k].reporter != writer &&
		    folding_counts(forum, &reports.rows[k]);
	report_list_clear(&reports);
	return err;
}

static enum err
folding_set(struct forum *forum, int64_t by, const struct message *message, const char *reason)
{
	bool was_folded = *message->folded != '\0';
	enum err err = folds_set(forum->db, message->id, reason);

	if (err == ERR_OK)
		err = audit_note(forum, by, "fold", "message", message->id, reason);
	if (err == ERR_OK && !was_folded)
		err = notice_tell(forum, message->author, NOTICE_FOLDED, message->thread, message->number, reason, "");
	return err;
}

/* Is this report enough? */
static enum err
folding_judge(struct forum *forum, const struct actor *teller, const struct telling *telling,
    const struct message *message, int64_t desk_case, bool *out)
{
	bool is_details = telling->reason == REASON_DETAILS;
	enum err err = folds_check(forum->db, message->id, out);

	if (err != ERR_OK || !*out)
		return err;
	*out = is_details ? strcmp(message->folded, reason_name(REASON_DETAILS)) != 0 : !*message->folded;
	if (*out && !is_details) {
		*out = !live_has_moderator(forum);
		if (*out)
			err = folding_has_other(forum, teller->member, message->author, desk_case, out);
	}
	return err;
}

enum err
folding_note(struct forum *forum, const struct actor *teller, const struct telling *telling,
    const struct message *message, int64_t desk_case)
{
	struct desk_case row = {0};
	bool folds = false;
	enum err err;

	if (!actor_can(teller, CAP_FOLD) || teller->member == message->author || strcmp(message->state, "live") != 0)
		return ERR_OK;
	err = cases_find(forum->db, desk_case, &row);
	if (err == ERR_OK && !folding_is_about_safety(telling, message, &row))
		err = folding_judge(forum, teller, telling, message, desk_case, &folds);
	desk_case_clear(&row);
	return err == ERR_OK && folds ? folding_set(forum, teller->member, message, reason_name(telling->reason)) : err;
}

enum err
folding_end(struct forum *forum, int64_t by, const struct message *message)
{
	enum err err = folds_clear(forum->db, message->id, clock_now());

	if (err == ERR_OK)
		err = audit_note(forum, by, "unfold", "message", message->id, "");
	if (err == ERR_OK)
		err = notice_take_back(forum, message->author, NOTICE_FOLDED, message->thread, message->number);
	if (err == ERR_OK)
		err = notice_tell(forum, message->author, NOTICE_UNFOLDED, message->thread, message->number, "", "");
	return err;
}

enum err
folding_end_in_case(struct forum *forum, int64_t by, const struct desk_case *row)
{
	struct message message = {0};
	enum err err = row->message ? messages_find_as_written(forum->db, row->message, &message) : ERR_NOT_FOUND;

	if (err == ERR_OK && *message.folded && !strcmp(message.state, "live"))
		err = folding_end(forum, by, &message);
	message_clear(&message);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}
