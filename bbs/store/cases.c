/*
 * Whom a case is about is named only where the message was: the team learns no more than anybody else. The id is for
 * what the board does itself.
 *
 * The tables desk_case, report, evidence and unseen.
 */
#include "base/mem.h"
#include "store/cases.h"

#define CASE_SELECT \
	"SELECT c.id, c.reason, c.source, c.risk, c.thread, c.message, c.about, c.opened_at, c.touched_at, c.claimed_by," \
	" c.closed_at, c.closed_by, c.outcome, coalesce(m.number, 0), coalesce(t.title, '')," \
	" coalesce(iif(m.alias > 0 OR (c.message = 0 AND c.is_unknown) OR a.gone_at > 0 OR a.leaving_at > 0, '', a.name), '')," \
	" coalesce(iif(w.gone_at > 0, '', w.name), ''), c.private_message, coalesce(m.alias, -c.is_unknown), c.queue, c.due_at," \
	" c.missed_at, c.held, c.appeal_of, c.for_member, c.wants_second, c.review_at," \
	" coalesce(iif(g.gone_at > 0, '', g.name), '') FROM desk_case c" \
	" LEFT JOIN message m ON m.id = c.message" \
	" LEFT JOIN thread t ON t.id = c.thread LEFT JOIN member a ON a.id = c.about" \
	" LEFT JOIN member w ON w.id = c.claimed_by LEFT JOIN member g ON g.id = c.for_member"
#define CASE_OTHERS "(c.about = 0 OR c.about <> :not_about)"

#define CASE_PAGE(kind) \
	CASE_SELECT " WHERE c.closed_at = 0 AND c.risk = :risk AND " kind \
		    " AND (c.opened_at, c.id) > (:opened, :id) AND " CASE_OTHERS \
		    " ORDER BY c.opened_at, c.id LIMIT :limit"
#define CASE_MINE \
	"c.id IN (SELECT id FROM desk_case WHERE closed_at = 0 AND claimed_by = :me AND claimed_by > 0 UNION ALL" \
	" SELECT id FROM desk_case WHERE closed_at = 0 AND for_member = :me AND for_member > 0)"

SQL(case_page_all, CASE_PAGE("true"));
SQL(case_page_queue, CASE_PAGE("c.queue = :queue"));
SQL(case_page_late, CASE_PAGE("c.missed_at > 0"));
SQL(case_page_mine, CASE_PAGE(CASE_MINE));
SQL(case_by_id, CASE_SELECT " WHERE c.id = :id");
SQL(case_by_private, CASE_SELECT " WHERE c.private_message = :message AND c.private_message > 0 AND c.closed_at = 0");
/* An appeal is its writer's own: what others tell is a case beside it. */
SQL(case_by_message,
    CASE_SELECT " WHERE c.message = :message AND c.message > 0 AND c.closed_at = 0 AND c.appeal_of = 0");
/* All guests tell as reporter 0, and ever more of them: only the newest reports are looked at. */
SQL(case_general,
    CASE_SELECT " WHERE c.id = (SELECT told_in FROM (SELECT desk_case AS told_in, at AS told_at, id AS told FROM report"
                " WHERE reporter = :reporter ORDER BY at DESC, id DESC LIMIT 100) JOIN desk_case g ON g.id = told_in"
                " WHERE g.message = 0 AND g.private_message = 0 AND g.closed_at = 0 ORDER BY told_at DESC, told DESC LIMIT 1)");
SQL(case_count,
    "SELECT (SELECT count(*) FROM (SELECT 1 FROM desk_case c WHERE c.closed_at = 0 AND c.risk > 0 AND " CASE_OTHERS
    " LIMIT 100)), (SELECT count(*) FROM (SELECT 1 FROM desk_case c WHERE c.closed_at = 0 AND c.risk = 3 AND " CASE_OTHERS
    " LIMIT 100)), (SELECT count(*) FROM (SELECT 1 FROM desk_case c WHERE c.closed_at = 0 AND c.risk = 3 AND " CASE_OTHERS
    " AND (c.claimed_by = 0 OR c.touched_at < :lapsed) LIMIT 100))");
SQL(case_count_about,
    "SELECT count(*) FROM (SELECT 1 FROM desk_case WHERE about = :about AND about > 0 AND closed_at = 0 LIMIT 100)");
SQL(case_history,
    "SELECT count(*), coalesce(sum(outcome = 'paused'), 0) FROM"
    " (SELECT outcome FROM desk_case WHERE about = :about AND about > 0 AND id <> :but AND appeal_of = 0 LIMIT 100)");
SQL(case_add,
    "INSERT INTO desk_case (reason, source, risk, thread, message, private_message, about, opened_at, queue, due_at, held,"
    " appeal_of) VALUES (:reason, :source, :risk, :thread, :message, :private, :about, :at, :queue, :due, :held, :appeal)");
SQL(case_clock, "UPDATE desk_case SET queue = :queue, due_at = :due, missed_at = 0 WHERE id = :id");
SQL(case_next_due, "SELECT min(due_at) FROM desk_case WHERE closed_at = 0 AND due_at > 0 AND missed_at = 0");
SQL(case_missed_page,
    CASE_SELECT " WHERE c.closed_at = 0 AND c.due_at > 0 AND c.missed_at = 0 AND c.due_at <= :now AND NOT (c.claimed_by > 0"
                " AND c.touched_at <= :now AND c.touched_at >= iif(c.risk = 3, :lapsed_red, :lapsed))"
                " ORDER BY c.due_at LIMIT :limit");
SQL(case_missed, "UPDATE desk_case SET missed_at = :at WHERE id = :id");
SQL(case_raise, "UPDATE desk_case SET reason = :reason, risk = :risk WHERE id = :id");
SQL(case_risk, "UPDATE desk_case SET risk = :risk WHERE id = :id");
SQL(case_claim, "UPDATE desk_case SET claimed_by = :member, for_member = 0, touched_at = :at WHERE id = :id");
SQL(case_give, "UPDATE desk_case SET claimed_by = 0, for_member = :member, touched_at = :at WHERE id = :id");
SQL(case_touch, "UPDATE desk_case SET touched_at = :at WHERE id = :id");
SQL(case_outcome, "UPDATE desk_case SET outcome = :outcome WHERE id = :id");
SQL(case_close, "UPDATE desk_case SET closed_at = :at, closed_by = :by,"
                " outcome = CASE outcome WHEN '' THEN :outcome ELSE outcome END WHERE id = :id");

SQL(report_list_page,
    "SELECT r.id, r.desk_case, r.reporter, r.reason, r.words, r.at, coalesce(iif(m.gone_at > 0, '', m.name), '') FROM report r"
    " LEFT JOIN member m ON m.id = r.reporter WHERE r.desk_case = :case ORDER BY r.id DESC LIMIT :limit");
SQL(report_count, "SELECT count(*) FROM (SELECT 1 FROM report WHERE desk_case = :case LIMIT 100)");
SQL(report_count_since,
    "SELECT count(*) FROM (SELECT 1 FROM report WHERE reporter = :reporter AND at > :since AND at <= :now LIMIT 100)");
SQL(report_add, "INSERT INTO report (desk_case, reporter, reason, words, at)"
                " VALUES (:case, :reporter, :reason, :words, :at)");
SQL(evidence_list_page,
    "SELECT id, desk_case, message, body, at FROM evidence WHERE desk_case = :case ORDER BY id DESC LIMIT :limit");
SQL(evidence_insert, "INSERT INTO evidence (desk_case, message, body, at) VALUES (:case, :message, :body, :at)");
SQL(unseen_insert, "INSERT INTO unseen (member, message) VALUES (:member, :message) ON CONFLICT DO NOTHING");

static void
cases_read(struct stmt *q, struct desk_case *out)
{
	*out = (struct desk_case){
	    .id = stmt_int(q, 0),
	    .reason = mem_copy_string(stmt_text(q, 1)),
	    .source = mem_copy_string(stmt_text(q, 2)),
	    .risk = stmt_int(q, 3),
	    .thread = stmt_int(q, 4),
	    .message = stmt_int(q, 5),
	    .about = stmt_int(q, 6),
	    .opened_at = stmt_int(q, 7),
	    .touched_at = stmt_int(q, 8),
	    .claimed_by = stmt_int(q, 9),
	    .closed_at = stmt_int(q, 10),
	    .closed_by = stmt_int(q, 11),
	    .outcome = mem_copy_string(stmt_text(q, 12)),
	    .number = stmt_int(q, 13),
	    .thread_title = mem_copy_string(stmt_text(q, 14)),
	    .about_name = mem_copy_string(stmt_text(q, 15)),
	    .claimer_name = mem_copy_string(stmt_text(q, 16)),
	    .private_message = stmt_int(q, 17),
	    .alias = stmt_int(q, 18),
	    .queue = mem_copy_string(stmt_text(q, 19)),
	    .due_at = stmt_int(q, 20),
	    .missed_at = stmt_int(q, 21),
	    .held = stmt_int(q, 22),
	    .appeal_of = stmt_int(q, 23),
	    .for_member = stmt_int(q, 24),
	    .wants_second = stmt_int(q, 25),
	    .review_at = stmt_int(q, 26),
	    .for_name = mem_copy_string(stmt_text(q, 27)),
	};
}

static enum err
cases_read_one(struct stmt *q, struct desk_case *out)
{
	bool found = stmt_next(q);

	if (found)
		cases_read(q, out);
	return stmt_finish_found(q, found);
}

enum err
cases_list(struct db *db, const struct case_ask *ask, struct desk_case_list *out)
{
	static const struct sql *const pages[] = {
	    [CASE_ALL] = &case_page_all,
	    [CASE_IN_QUEUE] = &case_page_queue,
	    [CASE_LATE] = &case_page_late,
	    [CASE_MINE_ONLY] = &case_page_mine,
	};
	struct stmt *q = db_stmt(db, pages[ask->kind]);

	stmt_bind_int(q, ":risk", ask->risk);
	stmt_bind_int(q, ":opened", ask->after_opened);
	stmt_bind_int(q, ":id", ask->after_id);
	stmt_bind_int(q, ":not_about", ask->not_about);
	stmt_bind_int(q, ":limit", ask->limit);
	if (ask->kind == CASE_IN_QUEUE)
		stmt_bind_text(q, ":queue", ask->queue);
	if (ask->kind == CASE_MINE_ONLY)
		stmt_bind_int(q, ":me", ask->me);
	while (stmt_next(q))
		cases_read(q, desk_case_list_add(out));
	return stmt_finish(q);
}

/* A statement with one number. */
static struct stmt *
cases_stmt(struct db *db, const struct sql *sql, const char *name, int64_t value)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, name, value);
	return q;
}

enum err
cases_find(struct db *db, int64_t id, struct desk_case *out)
{
	return cases_read_one(cases_stmt(db, &case_by_id, ":id", id), out);
}

enum err
cases_find_message(struct db *db, int64_t message, struct desk_case *out)
{
	return cases_read_one(cases_stmt(db, &case_by_message, ":message", message), out);
}

enum err
cases_find_private(struct db *db, int64_t private_message, struct desk_case *out)
{
	return cases_read_one(cases_stmt(db, &case_by_private, ":message", private_message), out);
}

enum err
cases_find_general(struct db *db, int64_t reporter, struct desk_case *out)
{
	return cases_read_one(cases_stmt(db, &case_general, ":reporter", reporter), out);
}

enum err
cases_count(struct db *db, int64_t not_about, int64_t lapsed, struct case_counts *out)
{
	struct stmt *q = cases_stmt(db, &case_count, ":not_about", not_about);

	stmt_bind_int(q, ":lapsed", lapsed);
	if (stmt_next(q))
		*out = (struct case_counts){stmt_int(q, 0), stmt_int(q, 1), stmt_int(q, 2)};
	return stmt_finish(q);
}

enum err
cases_count_about(struct db *db, int64_t about, int64_t *out)
{
	return stmt_read_int(cases_stmt(db, &case_count_about, ":about", about), out);
}

enum err
cases_history(struct db *db, int64_t about, int64_t but, int64_t *out_cases, int64_t *out_pauses)
{
	struct stmt *q = cases_stmt(db, &case_history, ":about", about);

	stmt_bind_int(q, ":but", but);
	if (stmt_next(q)) {
		*out_cases = stmt_int(q, 0);
		*out_pauses = stmt_int(q, 1);
	}
	return stmt_finish(q);
}

enum err
cases_add(struct db *db, const struct desk_case *record, int64_t *out_id)
{
	struct stmt *q = db_stmt(db, &case_add);
	enum err err;

	stmt_bind_text(q, ":reason", record->reason);
	stmt_bind_text(q, ":source", record->source);
	stmt_bind_int(q, ":risk", record->risk);
	stmt_bind_int(q, ":thread", record->thread);
	stmt_bind_int(q, ":message", record->message);
	stmt_bind_int(q, ":private", record->private_message);
	stmt_bind_int(q, ":about", record->about);
	stmt_bind_int(q, ":at", record->opened_at);
	stmt_bind_text(q, ":queue", record->queue);
	stmt_bind_int(q, ":due", record->due_at);
	stmt_bind_int(q, ":held", record->held);
	stmt_bind_int(q, ":appeal", record->appeal_of);
	err = stmt_run(q);
	if (err == ERR_OK)
		*out_id = db_last_id(db);
	return err;
}

enum err
cases_raise(struct db *db, int64_t id, const char *reason, int64_t risk)
{
	struct stmt *q = cases_stmt(db, &case_raise, ":id", id);

	stmt_bind_text(q, ":reason", reason);
	stmt_bind_int(q, ":risk", risk);
	return stmt_run(q);
}

enum err
cases_set_risk(struct db *db, int64_t id, int64_t risk)
{
	struct stmt *q = cases_stmt(db, &case_risk, ":id", id);

	stmt_bind_int(q, ":risk", risk);
	return stmt_run(q);
}

enum err
cases_set_clock(struct db *db, int64_t id, const char *queue, int64_t due_at)
{
	struct stmt *q = cases_stmt(db, &case_clock, ":id", id);

	stmt_bind_text(q, ":queue", queue);
	stmt_bind_int(q, ":due", due_at);
	return stmt_run(q);
}

enum err
cases_next_due(struct db *db, int64_t *out)
{
	struct stmt *q = db_stmt(db, &case_next_due);
	bool found = stmt_next(q) && !stmt_is_null(q, 0);

	if (found)
		*out = stmt_int(q, 0);
	return stmt_finish_found(q, found);
}

enum err
cases_list_missed(struct db *db, int64_t now, int64_t lapsed, int64_t lapsed_red, int64_t limit,
    struct desk_case_list *out)
{
	struct stmt *q = cases_stmt(db, &case_missed_page, ":now", now);

	stmt_bind_int(q, ":lapsed", lapsed);
	stmt_bind_int(q, ":lapsed_red", lapsed_red);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		cases_read(q, desk_case_list_add(out));
	return stmt_finish(q);
}

enum err
cases_set_missed(struct db *db, int64_t id, int64_t at)
{
	struct stmt *q = cases_stmt(db, &case_missed, ":id", id);

	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
cases_claim(struct db *db, int64_t id, int64_t member, int64_t at)
{
	struct stmt *q = cases_stmt(db, &case_claim, ":id", id);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
cases_give(struct db *db, int64_t id, int64_t member, int64_t at)
{
	struct stmt *q = cases_stmt(db, &case_give, ":id", id);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
cases_touch(struct db *db, int64_t id, int64_t at)
{
	struct stmt *q = cases_stmt(db, &case_touch, ":id", id);

	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
cases_set_outcome(struct db *db, int64_t id, const char *outcome)
{
	struct stmt *q = cases_stmt(db, &case_outcome, ":id", id);

	stmt_bind_text(q, ":outcome", outcome);
	return stmt_run(q);
}

enum err
cases_close(struct db *db, int64_t id, int64_t by, const char *outcome, int64_t at)
{
	struct stmt *q = cases_stmt(db, &case_close, ":id", id);

	stmt_bind_int(q, ":by", by);
	stmt_bind_text(q, ":outcome", outcome);
	stmt_bind_int(q, ":at", at);
	return stmt_run(q);
}

enum err
reports_list(struct db *db, int64_t desk_case, int64_t limit, struct report_list *out)
{
	struct stmt *q = cases_stmt(db, &report_list_page, ":case", desk_case);

	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*report_list_add(out) = (struct report){
		    .id = stmt_int(q, 0),
		    .desk_case = stmt_int(q, 1),
		    .reporter = stmt_int(q, 2),
		    .reason = mem_copy_string(stmt_text(q, 3)),
		    .words = mem_copy_string(stmt_text(q, 4)),
		    .at = stmt_int(q, 5),
		    .reporter_name = mem_copy_string(stmt_text(q, 6)),
		};
	return stmt_finish(q);
}

enum err
reports_count(struct db *db, int64_t desk_case, int64_t *out)
{
	return stmt_read_int(cases_stmt(db, &report_count, ":case", desk_case), out);
}

enum err
reports_count_since(struct db *db, int64_t reporter, int64_t since, int64_t now, int64_t *out)
{
	struct stmt *q = cases_stmt(db, &report_count_since, ":reporter", reporter);

	stmt_bind_int(q, ":since", since);
	stmt_bind_int(q, ":now", now);
	return stmt_read_int(q, out);
}

enum err
reports_add(struct db *db, const struct report *record)
{
	struct stmt *q = cases_stmt(db, &report_add, ":case", record->desk_case);

	stmt_bind_int(q, ":reporter", record->reporter);
	stmt_bind_text(q, ":reason", record->reason);
	stmt_bind_text(q, ":words", record->words);
	stmt_bind_int(q, ":at", record->at);
	return stmt_run(q);
}

enum err
evidence_list(struct db *db, int64_t desk_case, int64_t limit, struct evidence_list *out)
{
	struct stmt *q = cases_stmt(db, &evidence_list_page, ":case", desk_case);

	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		*evidence_list_add(out) = (struct evidence){
		    .id = stmt_int(q, 0),
		    .desk_case = stmt_int(q, 1),
		    .message = stmt_int(q, 2),
		    .body = mem_copy_string(stmt_text(q, 3)),
		    .at = stmt_int(q, 4),
		};
	return stmt_finish(q);
}

enum err
evidence_add(struct db *db, const struct evidence *record)
{
	struct stmt *q = cases_stmt(db, &evidence_insert, ":case", record->desk_case);

	stmt_bind_int(q, ":message", record->message);
	stmt_bind_text(q, ":body", record->body);
	stmt_bind_int(q, ":at", record->at);
	return stmt_run(q);
}

enum err
unseen_add(struct db *db, int64_t member, int64_t message)
{
	struct stmt *q = cases_stmt(db, &unseen_insert, ":member", member);

	stmt_bind_int(q, ":message", message);
	return stmt_run(q);
}
