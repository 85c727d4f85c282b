/*
 * Putting things into cases.
 *
 *  - A case about a message is joined while it is open; the gravest reason and risk win.
 *  - Whatever is red, or becomes it, puts an alert into the outbox. It says nothing but that there is one.
 */
#include <string.h>

#include "base/clock.h"
#include "forum/audit.h"
#include "forum/case_file.h"
#include "forum/desk_team.h"
#include "forum/queue.h"
#include "forum/report.h"
#include "store/cases.h"
#include "store/outbox.h"

enum err
case_alert(struct forum *forum, int64_t about)
{
	enum err err = outbox_add(forum->db, "alert", 0, "", clock_now());

	return err == ERR_OK ? desk_team_call(forum, about) : err;
}

static enum err
case_open_new(struct forum *forum, int64_t teller, const struct desk_case *record, int64_t *out)
{
	struct desk_case with_clock = *record; /* borrows all */
	enum queue queue = queue_of(record);
	enum err err = queue_due(forum, queue, record->opened_at, &with_clock.due_at);

	with_clock.queue = (char *)queue_name(queue);
	if (err == ERR_OK)
		err = cases_add(forum->db, &with_clock, out);
	if (err == ERR_OK)
		err = audit_note(forum, teller, "case-open", "case", *out, record->reason);
	if (err == ERR_OK && record->risk == RISK_RED)
		err = case_alert(forum, record->about);
	return err;
}

/* What is graver, the reason or the risk, wins each for itself: a person may have graded the case meanwhile. */
static enum err
case_join(struct forum *forum, int64_t teller, const struct desk_case *record, const struct desk_case *found)
{
	int before = reason_find(found->reason), now = reason_find(record->reason);
	bool is_graver = before < 0 || reason_is_graver((enum reason)now, (enum reason)before);
	enum err err;

	if (!is_graver && record->risk <= found->risk)
		return ERR_OK;
	err = cases_raise(forum->db, found->id, is_graver ? record->reason : found->reason,
	    record->risk > found->risk ? record->risk : found->risk);
	if (err == ERR_OK)
		err = queue_follow(forum, found->id);
	if (err == ERR_OK)
		err = audit_note(forum, teller, "case-raise", "case", found->id, record->reason);
	if (err == ERR_OK && record->risk == RISK_RED && found->risk != RISK_RED)
		err = case_alert(forum, record->about);
	return err;
}

enum err
case_put(struct forum *forum, int64_t teller, const struct desk_case *record, enum err found_err,
    const struct desk_case *found, int64_t *out)
{
	if (found_err == ERR_NOT_FOUND)
		return case_open_new(forum, teller, record, out);
	if (found_err != ERR_OK)
		return found_err;
	*out = found->id;
	return case_join(forum, teller, record, found);
}

enum err
case_keep_evidence(struct forum *forum, int64_t desk_case, int64_t message, const char *body)
{
	struct evidence record = {
	    .desk_case = desk_case,
	    .message = message,
	    .body = (char *)body, /* borrowed, and only read */
	    .at = clock_now(),
	};
	const struct audit_act act = {
	    .actor = AUDIT_PROGRAM,
	    .action = "keep-evidence",
	    .object = "message",
	    .object_id = message,
	    .code = "",
	    .desk_case = desk_case,
	    .text = body,
	};
	struct evidence_list kept = {0};
	enum err err = evidence_list(forum->db, desk_case, 1, &kept);
	bool is_new = err == ERR_OK && (!kept.count || strcmp(kept.rows[0].body, body) != 0);

	if (is_new)
		err = evidence_add(forum->db, &record);
	if (is_new && err == ERR_OK)
		err = audit_note_act(forum, &act);
	evidence_list_clear(&kept);
	return err;
}

enum err
case_note_danger(struct forum *forum, int64_t writer, int64_t thread, int64_t message, const char *body)
{
	struct desk_case found = {0},
			 record = {
			     .reason = (char *)reason_name(REASON_SAFETY), /* borrowed, and only read */
			     .source = (char *)"words",
			     .risk = RISK_RED,
			     .thread = thread,
			     .message = message,
			     .about = writer,
			     .opened_at = clock_now(),
			 };
	int64_t id = 0;
	enum err err = cases_find_message(forum->db, message, &found);

	err = case_put(forum, AUDIT_PROGRAM, &record, err, &found, &id);
	desk_case_clear(&found);
	return err == ERR_OK ? case_keep_evidence(forum, id, message, body) : err;
}
