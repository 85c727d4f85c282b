/*
 * Words out of the tables. Everything is found by index; a table that gets words of members, or rows about them, gets
 * a line here.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "store/erasing.h"

#define ERASING_SELECT \
	"SELECT m.id, m.thread, m.number, m.author, m.written_at, t.first_message = m.id FROM message m" \
	" JOIN thread t ON t.id = m.thread"
#define IS_QUOTING(text) "(substr(" text ", 1, 1) = '>' OR instr(" text ", char(10) || '>') > 0)"

SQL(erasing_by_id, ERASING_SELECT " WHERE m.id = :id");
SQL(erasing_by_number, ERASING_SELECT " WHERE m.thread = :thread AND m.number = :number");
SQL(erasing_after, ERASING_SELECT " WHERE m.author = :member AND m.id > :after ORDER BY m.id LIMIT 1");
SQL(erasing_of_message,
    "SELECT 0, m.id, m.body FROM message m WHERE m.id = :id UNION ALL"
    " SELECT 1, r.id, r.body FROM message_revision r WHERE r.message = :id UNION ALL"
    " SELECT 2, e.id, e.body FROM desk_case c JOIN evidence e ON e.desk_case = c.id"
    " WHERE c.message = :id AND c.message > 0 UNION ALL"
    " SELECT 4, t.id, t.title FROM thread t WHERE t.id = :thread AND t.first_message = :id");
SQL(erasing_quoting,
    "SELECT 0, m.id, m.body FROM message m WHERE m.thread = :thread AND m.number BETWEEN :first AND :last"
    " AND " IS_QUOTING("m.body") " UNION ALL"
    " SELECT 1, r.id, r.body FROM message m JOIN message_revision r ON r.message = m.id WHERE m.thread = :thread"
    " AND m.number BETWEEN :first AND :last AND " IS_QUOTING("r.body") " UNION ALL"
    " SELECT 2, e.id, e.body FROM message m JOIN desk_case c ON c.message = m.id AND c.message > 0"
    " JOIN evidence e ON e.desk_case = c.id WHERE m.thread = :thread AND m.number BETWEEN :first AND :last"
    " AND " IS_QUOTING("e.body"));
SQL(erasing_quoting_draft,
    "SELECT 3, id, body FROM draft WHERE thread = :thread AND thread > 0 AND " IS_QUOTING("body") " UNION ALL"
    " SELECT 6, id, body FROM held_message WHERE thread = :thread AND thread > 0 AND " IS_QUOTING("body") " UNION ALL"
    " SELECT 2, e.id, e.body FROM desk_case c JOIN evidence e ON e.desk_case = c.id WHERE c.thread = :thread"
    " AND c.held > 0 AND e.message = 0 AND " IS_QUOTING("e.body"));
#define OWN_DRAFTS \
	"FROM draft d JOIN thread t ON t.board = d.board WHERE d.member = :member AND t.id = :thread" \
	" AND d.thread IN (0, :thread)"
SQL(erasing_own_draft, "SELECT 3, d.id, d.body " OWN_DRAFTS " UNION ALL SELECT 5, d.id, d.title " OWN_DRAFTS);
SQL(erasing_message_count, "SELECT message_count FROM thread WHERE id = :thread");

SQL(erasing_set_message, "UPDATE message SET body = :body WHERE id = :id");
SQL(erasing_set_revision, "UPDATE message_revision SET body = :body WHERE id = :id");
SQL(erasing_set_evidence, "UPDATE evidence SET body = :body WHERE id = :id");
SQL(erasing_set_draft, "UPDATE draft SET body = :body WHERE id = :id");
SQL(erasing_set_draft_title, "UPDATE draft SET title = :body WHERE id = :id");
SQL(erasing_set_title, "UPDATE thread SET title = :body WHERE id = :id");
SQL(erasing_set_held, "UPDATE held_message SET body = :body WHERE id = :id");
SQL(erasing_draft_away, "DELETE FROM draft WHERE id = :id");

/* What is about one message: :id its id, :thread its conversation's. */
SQL(erasing_b_revision, "DELETE FROM message_revision WHERE message = :id");
SQL(erasing_b_mention, "DELETE FROM mention WHERE message = :id");
SQL(erasing_b_hug, "DELETE FROM hug WHERE message = :id");
SQL(erasing_b_kept, "DELETE FROM kept_answer WHERE message = :id");
SQL(erasing_b_waiting, "DELETE FROM waiting WHERE message = :id");
SQL(erasing_b_draft, "DELETE FROM draft WHERE (member, thread, reply_to) IN (SELECT author, thread, -number FROM message"
                     " WHERE id = :id)");
SQL(erasing_b_tag, "DELETE FROM thread_tag WHERE thread = (SELECT id FROM thread WHERE first_message = :id"
                   " AND id = (SELECT thread FROM message WHERE id = :id))");
SQL(erasing_b_title, "UPDATE thread SET title = '', help = '', ask_next_at = 0 WHERE first_message = :id"
                     " AND id = (SELECT thread FROM message WHERE id = :id)");
SQL(erasing_b_next, "UPDATE thread SET next_message = 0 WHERE next_message = :id"
                    " AND id = (SELECT thread FROM message WHERE id = :id)");
SQL(erasing_evidence_away,
    "DELETE FROM evidence WHERE message = :id AND desk_case IN (SELECT id FROM desk_case WHERE message = :id"
    " AND message > 0 AND closed_at > 0)");
SQL(erasing_evidence_hold,
    "INSERT INTO evidence_held (evidence, until) SELECT e.id, :until FROM desk_case c JOIN evidence e"
    " ON e.desk_case = c.id WHERE c.message = :id AND c.message > 0 AND c.closed_at = 0 ON CONFLICT DO NOTHING");
SQL(erasing_body, "UPDATE message SET body = '', state = iif(:state = 'left' AND alias > 0, 'withdrawn', :state), note = '', folded = '' WHERE id = :id");

/* What belongs to one member, :member, a few rows at a time, :limit. */
#define SOME(table, where) \
	"DELETE FROM " table " WHERE rowid IN (SELECT rowid FROM " table " WHERE " where " LIMIT :limit)"
#define SOME_BY(table, owner, key, where) \
	"DELETE FROM " table " WHERE " owner " = :member AND " key " IN (SELECT " key " FROM " table " WHERE " where \
	" LIMIT :limit)"

SQL(erasing_m_draft, SOME("draft", "member = :member"));
SQL(erasing_m_form, SOME_BY("form_draft", "member", "form", "member = :member"));
SQL(erasing_m_mark, SOME_BY("read_mark", "member", "thread", "member = :member"));
SQL(erasing_m_floor, SOME_BY("board_floor", "member", "board", "member = :member"));
SQL(erasing_m_hidden, SOME_BY("board_hidden", "member", "board", "member = :member"));
SQL(erasing_m_bookmark, SOME_BY("bookmark", "member", "message", "member = :member"));
SQL(erasing_m_unseen, SOME_BY("unseen", "member", "message", "member = :member"));
SQL(erasing_m_notice, SOME("notice", "member = :member"));
/* alias stays: what they wrote under it may, and nobody else is to get the same one. */
SQL(erasing_m_hug, SOME_BY("hug", "member", "message", "member = :member"));
SQL(erasing_m_hugged, SOME_BY("hug", "to_member", "message", "to_member = :member"));
SQL(erasing_m_mention, SOME_BY("mention", "member", "message", "member = :member"));
SQL(erasing_m_watch, SOME_BY("watch", "member", "thread", "member = :member"));
SQL(erasing_m_waiting, SOME("waiting", "member = :member"));
SQL(erasing_m_decision, SOME("decision", "about = :member"));
SQL(erasing_m_shift, SOME("shift", "member = :member"));
SQL(erasing_m_handover, SOME("handover", "by_member = :member"));
SQL(erasing_m_opinion,
    "UPDATE case_opinion SET words = '' WHERE (desk_case, by_member) IN (SELECT desk_case, by_member FROM case_opinion"
    " WHERE by_member = :member AND words <> '' LIMIT :limit)");
SQL(erasing_m_opinion_about,
    "UPDATE case_opinion SET words = '' WHERE (desk_case, by_member) IN (SELECT o.desk_case, o.by_member FROM desk_case c"
    " JOIN case_opinion o ON o.desk_case = c.id WHERE c.about = :member AND c.about > 0 AND o.words <> '' LIMIT :limit)");
SQL(erasing_m_block, SOME_BY("block", "member", "other", "member = :member"));
SQL(erasing_m_blocked, SOME_BY("block", "other", "member", "other = :member"));
SQL(erasing_m_mute, SOME_BY("mute", "member", "what", "member = :member"));
SQL(erasing_m_key, SOME_BY("member_key", "member", "key", "member = :member"));
SQL(erasing_m_code, SOME_BY("recovery_code", "member", "code_hash", "member = :member"));
SQL(erasing_m_second, SOME_BY("second_factor", "member", "secret", "member = :member"));
SQL(erasing_m_second_code, SOME_BY("second_code", "member", "code_hash", "member = :member"));
SQL(erasing_m_vouch, SOME_BY("vouch", "member", "by_member", "member = :member"));
SQL(erasing_m_nudge, SOME("nudge", "member = :member"));
SQL(erasing_m_attempt, SOME_BY("attempt", "member", "kind", "member = :member"));
SQL(erasing_m_outbox, SOME("outbox", "kind IN ('nudge', 'confirm') AND member = :member"));
SQL(erasing_m_request, SOME("join_request", "member = :member"));
SQL(erasing_m_consent, SOME("consent", "member = :member"));
SQL(erasing_m_name, SOME_BY("name_kept", "member", "name_folded", "member = :member"));
SQL(erasing_m_side, SOME_BY("private_side", "member", "private_thread", "member = :member"));
SQL(erasing_m_private,
    "UPDATE private_message SET body = '', state = 'withdrawn' WHERE id IN (SELECT id FROM private_message"
    " WHERE author = :member AND body <> '' LIMIT :limit)");
#define PRIVATE_EVIDENCE \
	"FROM private_message p JOIN desk_case c ON c.private_message = p.id AND c.private_message > 0" \
	" JOIN evidence e ON e.desk_case = c.id WHERE p.author = :member"
SQL(erasing_m_told, "DELETE FROM evidence WHERE id IN (SELECT e.id " PRIVATE_EVIDENCE
                    " AND c.closed_at > 0 LIMIT :limit)");
SQL(erasing_hold_told, "INSERT INTO evidence_held (evidence, until) SELECT e.id, :until " PRIVATE_EVIDENCE
                       " AND c.closed_at = 0 ON CONFLICT DO NOTHING");
SQL(erasing_m_claim, SOME("case_claim", "member = :member"));
SQL(erasing_m_opt_out, SOME_BY("desk_opt_out", "member", "topic", "member = :member"));
SQL(erasing_m_on_call, SOME("on_call", "member = :member"));
/* What they noted, and what others noted of them. */
SQL(erasing_m_note, "UPDATE case_note SET words = '' WHERE id IN (SELECT id FROM case_note"
                    " WHERE by_member = :member AND words <> '' LIMIT :limit)");
SQL(erasing_m_noted,
    "UPDATE case_note SET words = '' WHERE id IN (SELECT n.id FROM desk_case c JOIN case_note n ON n.desk_case = c.id"
    " WHERE c.about = :member AND c.about > 0 AND n.words <> '' LIMIT :limit)");
SQL(erasing_m_given, "UPDATE desk_case SET for_member = 0 WHERE id IN (SELECT id FROM desk_case"
                     " WHERE for_member = :member AND for_member > 0 AND closed_at = 0 LIMIT :limit)");
SQL(erasing_m_held, SOME("held_message", "member = :member"));
SQL(erasing_m_sent_back, "DELETE FROM evidence WHERE id IN (SELECT e.id FROM desk_case c JOIN evidence e"
                         " ON e.desk_case = c.id WHERE c.about = :member AND c.about > 0 AND c.held > 0"
                         " AND e.message = 0 LIMIT :limit)");
SQL(erasing_m_report, "UPDATE report SET words = '' WHERE id IN (SELECT id FROM report"
                      " WHERE reporter = :member AND words <> '' LIMIT :limit)");

SQL(erasing_member,
    "UPDATE member SET name = '~' || id, name_folded = '~' || id, role = 'member', is_closed = 1, password_hash = NULL,"
    " is_plain = 0, theme = '', text_cols = 0, is_spaced = 0, language = '', timezone = '', about = '', shows_joined = 0, named_at = 0,"
    " paused_until = 0, pause_reason = '', break_until = 0, leaving_at = 0, leaving_how = '', leaving_days = 0,"
    " last_here_at = 0, gone_at = :at WHERE id = :id AND gone_at = 0");

#define IS_OVER "(h.until < :now OR c.closed_at > 0)"
SQL(erasing_held, "SELECT e.id, e.at FROM evidence_held h CROSS JOIN evidence e ON e.id = h.evidence CROSS JOIN desk_case c"
                  " ON c.id = e.desk_case WHERE " IS_OVER " LIMIT 1");
SQL(erasing_evidence, "DELETE FROM evidence WHERE id = :id AND at = :at");

void
erasing_text_clear(struct erasing_text *text)
{
	free(text->body);
	*text = (struct erasing_text){0};
}

void
erasing_text_list_clear(struct erasing_text_list *list)
{
	for (size_t k = 0; k < list->count; k++)
		erasing_text_clear(&list->rows[k]);
	free(list->rows);
	*list = (struct erasing_text_list){0};
}

struct erasing_text *
erasing_text_list_add(struct erasing_text_list *list)
{
	list->rows = mem_resize_array(list->rows, list->count + 1, sizeof *list->rows);
	list->rows[list->count] = (struct erasing_text){0};
	return &list->rows[list->count++];
}

/* --- reading --- */

static enum err
erasing_read_one(struct stmt *q, struct erasing_message *out)
{
	bool found = stmt_next(q);

	if (found)
		*out = (struct erasing_message){
		    .id = stmt_int(q, 0),
		    .thread = stmt_int(q, 1),
		    .number = stmt_int(q, 2),
		    .author = stmt_int(q, 3),
		    .written_at = stmt_int(q, 4),
		    .is_first = stmt_int(q, 5) != 0,
		};
	return stmt_finish_found(q, found);
}

static enum err
erasing_read_texts(struct stmt *q, struct erasing_text_list *out)
{
	while (stmt_next(q))
		*erasing_text_list_add(out) = (struct erasing_text){
		    .kind = (enum erasing_kind)stmt_int(q, 0),
		    .id = stmt_int(q, 1),
		    .body = mem_copy_string(stmt_text(q, 2)),
		};
	return stmt_finish(q);
}

/* A statement with one or two numbers; name2 NULL: one. */
static struct stmt *
erasing_stmt(struct db *db, const struct sql *sql, const char *name1, int64_t value1, const char *name2, int64_t value2)
{
	struct stmt *q = db_stmt(db, sql);

	stmt_bind_int(q, name1, value1);
	if (name2)
		stmt_bind_int(q, name2, value2);
	return q;
}

enum err
erasing_find(struct db *db, int64_t message, struct erasing_message *out)
{
	return erasing_read_one(erasing_stmt(db, &erasing_by_id, ":id", message, NULL, 0), out);
}

enum err
erasing_find_number(struct db *db, int64_t thread, int64_t number, struct erasing_message *out)
{
	return erasing_read_one(erasing_stmt(db, &erasing_by_number, ":thread", thread, ":number", number), out);
}

enum err
erasing_next(struct db *db, int64_t member, int64_t after, struct erasing_message *out)
{
	return erasing_read_one(erasing_stmt(db, &erasing_after, ":member", member, ":after", after), out);
}

enum err
erasing_texts(struct db *db, const struct erasing_message *message, struct erasing_text_list *out)
{
	return erasing_read_texts(erasing_stmt(db, &erasing_of_message, ":id", message->id, ":thread", message->thread),
	    out);
}

enum err
erasing_quoters(struct db *db, int64_t thread, int64_t first, int64_t last, struct erasing_text_list *out)
{
	struct stmt *q = erasing_stmt(db, &erasing_quoting, ":thread", thread, ":first", first);

	stmt_bind_int(q, ":last", last);
	return erasing_read_texts(q, out);
}

enum err
erasing_drafts(struct db *db, int64_t thread, struct erasing_text_list *out)
{
	return erasing_read_texts(erasing_stmt(db, &erasing_quoting_draft, ":thread", thread, NULL, 0), out);
}

enum err
erasing_own_drafts(struct db *db, int64_t member, int64_t thread, struct erasing_text_list *out)
{
	return erasing_read_texts(erasing_stmt(db, &erasing_own_draft, ":member", member, ":thread", thread), out);
}

enum err
erasing_count(struct db *db, int64_t thread, int64_t *out_messages)
{
	return stmt_read_int(erasing_stmt(db, &erasing_message_count, ":thread", thread, NULL, 0), out_messages);
}

/* --- writing --- */

enum err
erasing_set(struct db *db, const struct erasing_text *text, const char *body)
{
	static const struct sql *const sqls[ERASING_KINDS] = {
	    [ERASING_MESSAGE] = &erasing_set_message,
	    [ERASING_REVISION] = &erasing_set_revision,
	    [ERASING_EVIDENCE] = &erasing_set_evidence,
	    [ERASING_DRAFT] = &erasing_set_draft,
	    [ERASING_TITLE] = &erasing_set_title,
	    [ERASING_DRAFT_TITLE] = &erasing_set_draft_title,
	    [ERASING_HELD] = &erasing_set_held,
	};
	struct stmt *q = erasing_stmt(db, sqls[text->kind], ":id", text->id, NULL, 0);

	stmt_bind_text(q, ":body", body);
	return stmt_run(q);
}

enum err
erasing_remove_draft(struct db *db, int64_t draft)
{
	return stmt_run(erasing_stmt(db, &erasing_draft_away, ":id", draft, NULL, 0));
}

enum err
erasing_blank(struct db *db, const struct erasing_message *message, const char *state, int64_t held_until)
{
	static const struct sql *const sqls[] = {&erasing_b_revision, &erasing_b_mention, &erasing_b_hug,
	    &erasing_b_kept, &erasing_b_waiting, &erasing_b_draft, &erasing_b_tag, &erasing_b_title, &erasing_b_next,
	    &erasing_evidence_away};
	struct stmt *q;
	enum err err = ERR_OK;

	for (size_t k = 0; err == ERR_OK && k < sizeof sqls / sizeof *sqls; k++)
		err = stmt_run(erasing_stmt(db, sqls[k], ":id", message->id, NULL, 0));
	if (err == ERR_OK)
		err = stmt_run(erasing_stmt(db, &erasing_evidence_hold, ":id", message->id, ":until", held_until));
	if (err != ERR_OK)
		return err;
	q = erasing_stmt(db, &erasing_body, ":id", message->id, NULL, 0);
	stmt_bind_text(q, ":state", state);
	return stmt_run(q);
}

enum err
erasing_clear(struct db *db, int64_t member, int64_t limit, int64_t *changed)
{
	static const struct sql *const sqls[] = {&erasing_m_draft, &erasing_m_form, &erasing_m_mark, &erasing_m_floor,
	    &erasing_m_hidden, &erasing_m_bookmark, &erasing_m_unseen, &erasing_m_notice, &erasing_m_hug,
	    &erasing_m_hugged, &erasing_m_mention, &erasing_m_watch, &erasing_m_waiting, &erasing_m_shift,
	    &erasing_m_block, &erasing_m_blocked, &erasing_m_mute, &erasing_m_key, &erasing_m_code, &erasing_m_second,
	    &erasing_m_second_code, &erasing_m_vouch, &erasing_m_nudge, &erasing_m_attempt, &erasing_m_outbox,
	    &erasing_m_request, &erasing_m_consent, &erasing_m_name, &erasing_m_side, &erasing_m_private,
	    &erasing_m_told, &erasing_m_report, &erasing_m_held, &erasing_m_sent_back, &erasing_m_handover,
	    &erasing_m_opinion, &erasing_m_opinion_about, &erasing_m_claim, &erasing_m_opt_out, &erasing_m_on_call,
	    &erasing_m_note, &erasing_m_noted, &erasing_m_given, &erasing_m_decision};
	enum err err = ERR_OK;

	*changed = 0;
	for (size_t k = 0; err == ERR_OK && !*changed && k < sizeof sqls / sizeof *sqls; k++) {
		err = stmt_run(erasing_stmt(db, sqls[k], ":member", member, ":limit", limit));
		*changed += db_changes(db);
	}
	return err;
}

enum err
erasing_hold(struct db *db, int64_t member, int64_t until)
{
	return stmt_run(erasing_stmt(db, &erasing_hold_told, ":member", member, ":until", until));
}

enum err
erasing_end(struct db *db, int64_t member, int64_t at)
{
	return stmt_run(erasing_stmt(db, &erasing_member, ":id", member, ":at", at));
}

enum err
erasing_find_over(struct db *db, int64_t now, int64_t *evidence, int64_t *at)
{
	struct stmt *q = erasing_stmt(db, &erasing_held, ":now", now, NULL, 0);
	bool found = stmt_next(q);

	if (found) {
		*evidence = stmt_int(q, 0);
		*at = stmt_int(q, 1);
	}
	return stmt_finish_found(q, found);
}

enum err
erasing_remove_evidence(struct db *db, int64_t evidence, int64_t at)
{
	return stmt_run(erasing_stmt(db, &erasing_evidence, ":id", evidence, ":at", at));
}
