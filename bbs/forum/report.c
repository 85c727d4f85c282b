/*
 * Telling the team.
 *
 * The words of those who tell, and what was said, are in tables that can be erased; the audit has codes only.
 */
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/audit.h"
#include "forum/case_file.h"
#include "forum/conversation.h"
#include "forum/folding.h"
#include "forum/judge.h"
#include "forum/message.h"
#include "forum/private.h"
#include "forum/report.h"
#include "store/cases.h"
#include "store/revisions.h"
#include "store/threads.h"

enum { HOUR = 3600, DAY = 86400 };

static enum err
report_add(struct forum *forum, const struct actor *teller, const struct telling *telling, int64_t desk_case)
{
	struct report record = {
	    .desk_case = desk_case,
	    .reporter = teller->member,
	    .reason = (char *)reason_name(telling->reason), /* borrowed, and only read */
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
	    .reason = (char *)reason_name(telling->reason), /* borrowed, and only read */
	    .source = (char *)(telling->is_worry ? "worry" : "report"),
	    .risk = reason_risk(telling->reason),
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

/* message: as its writer has it */
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
		err = case_put(forum, report_auditor(teller), &record, err, &found, &id);
		desk_case_clear(&found);
	}
	if (err == ERR_OK)
		err = case_keep_evidence(forum, id, message->id, message->body);
	if (err == ERR_OK)
		err = report_add(forum, teller, telling, id);
	if (err == ERR_OK && teller->member && record.risk != RISK_RED && teller->member != message->author)
		err = unseen_add(forum->db, teller->member, message->id);
	return err == ERR_OK ? folding_note(forum, teller, telling, message, id) : err;
}

/* Only this one: the team can't get from it to the others. */
static enum err
report_about_private(struct forum *forum, const struct actor *teller, const struct telling *telling)
{
	struct desk_case record = report_record(telling), found = {0};
	struct private_message message = {0};
	int64_t id = 0;
	enum err err = private_message(forum, teller, telling->number, &message);

	if (err == ERR_LOCKED || (err == ERR_OK && message.author == teller->member))
		err = ERR_NOT_FOUND;
	if (err == ERR_OK) {
		record.private_message = message.id;
		record.about = message.author;
		err = cases_find_private(forum->db, message.id, &found);
		err = case_put(forum, report_auditor(teller), &record, err, &found, &id);
		desk_case_clear(&found);
	}
	if (err == ERR_OK && *message.body) /* nothing is left of one that was taken down */
		err = case_keep_evidence(forum, id, 0, message.body);
	private_message_clear(&message);
	return err == ERR_OK ? report_add(forum, teller, telling, id) : err;
}

static enum err
report_about_nobody(struct forum *forum, const struct actor *teller, const struct telling *telling, bool joins)
{
	struct desk_case record = report_record(telling), found = {0};
	int64_t id = 0;
	enum err err = joins ? cases_find_general(forum->db, teller->member, &found) : ERR_NOT_FOUND;

	err = case_put(forum, report_auditor(teller), &record, err, &found, &id);
	desk_case_clear(&found);
	return err == ERR_OK ? report_add(forum, teller, telling, id) : err;
}

static enum err
report_check_rate(struct forum *forum, const struct actor *teller, const struct telling *telling)
{
	int64_t now = clock_now(), since = now - (teller->member ? DAY : HOUR), count = 0;
	enum err err = reports_count_since(forum->db, teller->member, since, now, &count);

	if (err != ERR_OK)
		return err;
	if (teller->member)
		return count >= REPORT_DAILY ? ERR_RATE : ERR_OK;
	return count >= REPORT_GUESTS_HOURLY || telling->told_before >= REPORT_VISIT ? ERR_RATE : ERR_OK;
}

/* The message they mean, as its writer has it: the case is about them, whoever may know it. */
static enum err
report_find_message(struct forum *forum, const struct actor *teller, const struct telling *telling,
    struct message *message)
{
	struct thread thread = {0};
	struct message seen = {0};
	enum err err = conversation_get(forum, teller, telling->thread, &thread);

	if (err == ERR_OK)
		err = conversation_message(forum, teller, &thread, telling->number, &seen);
	if (err == ERR_OK)
		err = messages_find_as_written(forum->db, seen.id, message);
	message_clear(&seen);
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
	if (rate != ERR_OK && (rate != ERR_RATE || reason_risk(telling->reason) != RISK_RED))
		return rate;
	if (!telling->number)
		return report_about_nobody(forum, &teller, telling, rate == ERR_RATE);
	if (!telling->thread)
		return report_about_private(forum, &teller, telling);
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
