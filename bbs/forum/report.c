/*
 * Telling the team.
 *
 *  - A case about a message is joined while it is open; the gravest reason and risk win.
 *  - Whatever is red, or becomes it, puts an alert into the outbox. It says nothing but that there is one.
 *  - The words of those who tell, and what was said, are in tables that can be erased; the audit has codes only.
 */
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/audit.h"
#include "forum/conversation.h"
#include "forum/judge.h"
#include "forum/message.h"
#include "forum/report.h"
#include "store/cases.h"
#include "store/outbox.h"
#include "store/revisions.h"
#include "store/threads.h"

enum { HOUR = 3600, DAY = 86400 };

#define REASON_WORD(name, word, risk) [REASON_##name] = word,
#define REASON_RISK(name, word, risk) [REASON_##name] = RISK_##risk,

static const char *const reason_words[REASON_COUNT] = {REASON_LIST(REASON_WORD)};
static const enum risk reason_risks[REASON_COUNT] = {REASON_LIST(REASON_RISK)};

const char *
reason_name(enum reason reason)
{
	return reason_words[reason];
}

int
reason_find(const char *word)
{
	for (int reason = 0; reason < REASON_COUNT; reason++)
		if (!strcmp(reason_words[reason], word))
			return reason;
	return -1;
}

enum risk
reason_risk(enum reason reason)
{
	return reason_risks[reason];
}

bool
reason_is_graver(enum reason than, enum reason before)
{
	if (reason_risks[than] != reason_risks[before])
		return reason_risks[than] > reason_risks[before];
	return than < before;
}

static enum err
report_alert(struct forum *forum)
{
	return outbox_add(forum->db, "alert", 0, "", clock_now());
}

static enum err
report_open_case(struct forum *forum, int64_t teller, const struct desk_case *record, int64_t *out)
{
	enum err err = cases_add(forum->db, record, out);

	if (err == ERR_OK)
		err = audit_note(forum, teller, "case-open", "case", *out, record->reason);
	if (err == ERR_OK && record->risk == RISK_RED)
		err = report_alert(forum);
	return err;
}

/* What is graver, the reason or the risk, wins each for itself: a person may have graded the case meanwhile. */
static enum err
report_join_case(struct forum *forum, int64_t teller, const struct desk_case *record, const struct desk_case *found)
{
	int before = reason_find(found->reason), now = reason_find(record->reason);
	bool is_graver = before < 0 || reason_is_graver((enum reason)now, (enum reason)before);
	enum err err;

	if (!is_graver && record->risk <= found->risk)
		return ERR_OK;
	err = cases_raise(forum->db, found->id, is_graver ? record->reason : found->reason,
	    record->risk > found->risk ? record->risk : found->risk);
	if (err == ERR_OK)
		err = audit_note(forum, teller, "case-raise", "case", found->id, record->reason);
	if (err == ERR_OK && record->risk == RISK_RED && found->risk != RISK_RED)
		err = report_alert(forum);
	return err;
}

/* Open a case, or join `found` where found_err says that there is one. */
static enum err
report_put(struct forum *forum, int64_t teller, const struct desk_case *record, enum err found_err,
    const struct desk_case *found, int64_t *out)
{
	if (found_err == ERR_NOT_FOUND)
		return report_open_case(forum, teller, record, out);
	if (found_err != ERR_OK)
		return found_err;
	*out = found->id;
	return report_join_case(forum, teller, record, found);
}

/* What the message says now, unless the newest evidence says the same. */
static enum err
report_keep_evidence(struct forum *forum, int64_t desk_case, int64_t message, const char *body)
{
	struct evidence record = {
	    .desk_case = desk_case,
	    .message = message,
	    .body = (char *)body, /* borrowed, and only read */
	    .at = clock_now(),
	};
	struct evidence_list kept = {0};
	enum err err = evidence_list(forum->db, desk_case, 1, &kept);

	if (err == ERR_OK && (!kept.count || strcmp(kept.rows[0].body, body)))
		err = evidence_add(forum->db, &record);
	evidence_list_clear(&kept);
	return err;
}

static enum err
report_add(struct forum *forum, const struct actor *teller, const struct telling *telling, int64_t desk_case)
{
	struct report record = {
	    .desk_case = desk_case,
	    .reporter = teller->member,
	    .reason = (char *)reason_words[telling->reason], /* borrowed, and only read */
	    .at = clock_now(),
	};
	struct str words;
	enum err err;

	text_clean(TEXT_BODY, telling->words, &words);
	record.words = words.text;
	err = reports_add(forum->db, &record);
	str_clear(&words);
	return err;
}

static struct desk_case
report_record(const struct telling *telling)
{
	return (struct desk_case){
	    .reason = (char *)reason_words[telling->reason], /* borrowed, and only read */
	    .source = (char *)(telling->is_worry ? "worry" : "report"),
	    .risk = reason_risks[telling->reason],
	    .opened_at = clock_now(),
	};
}

static int64_t
report_auditor(const struct actor *teller)
{
	return teller->member ? teller->member : AUDIT_PROGRAM;
}

/* Of a message that was taken down while somebody was reading it: what it said. */
static enum err
report_message_body(struct forum *forum, struct message *message)
{
	struct revision revision = {0};
	enum err err;

	if (message_is_live(message))
		return ERR_OK;
	err = revisions_find(forum->db, message->id, &revision);
	if (err == ERR_OK) {
		char *before = message->body;

		message->body = revision.body;
		revision.body = before;
	}
	revision_clear(&revision);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static enum err
report_about_message(struct forum *forum, const struct actor *teller, const struct telling *telling,
    struct message *message)
{
	struct desk_case record = report_record(telling), found = {0};
	int64_t id = 0;
	enum err err = report_message_body(forum, message);

	record.thread = message->thread;
	record.message = message->id;
	record.about = message->author;
	if (err == ERR_OK) {
		err = cases_find_message(forum->db, message->id, &found);
		err = report_put(forum, report_auditor(teller), &record, err, &found, &id);
		desk_case_clear(&found);
	}
	if (err == ERR_OK)
		err = report_keep_evidence(forum, id, message->id, message->body);
	if (err == ERR_OK)
		err = report_add(forum, teller, telling, id);
	if (err == ERR_OK && teller->member && record.risk != RISK_RED && teller->member != message->author)
		err = unseen_add(forum->db, teller->member, message->id);
	return err;
}

static enum err
report_about_nobody(struct forum *forum, const struct actor *teller, const struct telling *telling, bool joins)
{
	struct desk_case record = report_record(telling), found = {0};
	int64_t id = 0;
	enum err err = joins ? cases_find_general(forum->db, teller->member, &found) : ERR_NOT_FOUND;

	err = report_put(forum, report_auditor(teller), &record, err, &found, &id);
	desk_case_clear(&found);
	return err == ERR_OK ? report_add(forum, teller, telling, id) : err;
}

static enum err
report_check_rate(struct forum *forum, const struct actor *teller, const struct telling *telling)
{
	int64_t since = clock_now() - (teller->member ? DAY : HOUR), count = 0;
	enum err err = reports_count_since(forum->db, teller->member, since, &count);

	if (err != ERR_OK)
		return err;
	if (teller->member)
		return count >= REPORT_DAILY ? ERR_RATE : ERR_OK;
	return count >= REPORT_GUESTS_HOURLY || telling->told_before >= REPORT_VISIT ? ERR_RATE : ERR_OK;
}

static enum err
report_find_message(struct forum *forum, const struct actor *teller, const struct telling *telling,
    struct message *message)
{
	struct thread thread = {0};
	enum err err = conversation_get(forum, teller, telling->thread, &thread);

	if (err == ERR_OK)
		err = conversation_message(forum, teller, &thread, telling->number, message);
	thread_clear(&thread);
	return err;
}

static enum err
report_tell_inside(struct forum *forum, const struct actor *who, const struct telling *telling)
{
	struct actor teller = *who;
	struct message message = {0};
	enum err err = judge_now(forum, &teller, CAP_TELL), rate;

	if (err != ERR_OK)
		return err;
	rate = report_check_rate(forum, &teller, telling);
	if (rate != ERR_OK && (rate != ERR_RATE || reason_risks[telling->reason] != RISK_RED))
		return rate;
	if (!telling->number)
		return report_about_nobody(forum, &teller, telling, rate == ERR_RATE);
	err = report_find_message(forum, &teller, telling, &message);
	if (err == ERR_OK)
		err = report_about_message(forum, &teller, telling, &message);
	message_clear(&message);
	return err;
}

static enum err
report_check_words(const struct telling *telling)
{
	struct str words;
	enum err err = ERR_OK;

	text_clean(TEXT_BODY, telling->words, &words);
	if (!telling->number && !words.bytes)
		err = ERR_EMPTY;
	else if (words.bytes > REPORT_WORDS_BYTES)
		err = ERR_TOO_LONG;
	str_clear(&words);
	return err;
}

enum err
report_tell(struct forum *forum, const struct actor *who, const struct telling *telling)
{
	enum err err = report_check_words(telling);

	if (err == ERR_OK)
		err = db_begin(forum->db);
	if (err == ERR_OK)
		err = db_end(forum->db, report_tell_inside(forum, who, telling));
	if (err == ERR_OK)
		db_ring(forum->db);
	return err;
}

enum err
report_danger(struct forum *forum, int64_t writer, int64_t thread, int64_t message, const char *body)
{
	struct desk_case found = {0},
			 record = {
			     .reason = (char *)reason_words[REASON_SAFETY], /* borrowed, and only read */
			     .source = (char *)"words",
			     .risk = RISK_RED,
			     .thread = thread,
			     .message = message,
			     .about = writer,
			     .opened_at = clock_now(),
			 };
	int64_t id = 0;
	enum err err = cases_find_message(forum->db, message, &found);

	err = report_put(forum, AUDIT_PROGRAM, &record, err, &found, &id);
	desk_case_clear(&found);
	return err == ERR_OK ? report_keep_evidence(forum, id, message, body) : err;
}
