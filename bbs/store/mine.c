/*
 * Everything about one member. A table that gets words of members, or rows about them, gets a part here, and a line in
 * erasing.c.
 *
 * Each statement: :member whose it is, :after the cursor of the row before, :limit. The first column is the cursor.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "store/author_sql.h"
#include "store/mine.h"
#include "store/title_sql.h"

#define MINE_TITLE "coalesce(" TITLE_SHOWN_TO(":member") ", '')"

SQL(mine_account,
    "SELECT id, name, role, joined_at, last_here_at, named_at, about, shows_joined, is_plain, theme, language,"
    " timezone, coalesce((SELECT address FROM nudge WHERE nudge.member = member.id), ''),"
    " (SELECT count(*) FROM recovery_code c WHERE c.member = member.id AND c.used_at = 0), text_cols, is_spaced,"
    " break_until, coalesce((SELECT confirmed_at FROM second_factor f WHERE f.member = member.id), 0)"
    " FROM member WHERE id = :member AND id > :after LIMIT :limit");
SQL(mine_names,
    "SELECT n, name_folded, until FROM (SELECT row_number() OVER (ORDER BY until, name_folded) AS n, name_folded, until"
    " FROM name_kept WHERE member = :member) WHERE n > :after LIMIT :limit");
SQL(mine_consents, "SELECT id, is_given, at, words_hash FROM consent WHERE member = :member AND id > :after"
                   " ORDER BY id LIMIT :limit");
SQL(mine_keys, "SELECT n, key, added_at FROM (SELECT row_number() OVER (ORDER BY added_at, key) AS n, key, added_at"
               " FROM member_key WHERE member = :member) WHERE n > :after LIMIT :limit");
SQL(mine_messages,
    "SELECT m.id, b.name, " MINE_TITLE ", m.thread, m.number, m.written_at, m.edited_at, m.state, m.alias > 0,"
    " m.note, m.body FROM message m JOIN thread t ON t.id = m.thread JOIN board b ON b.id = t.board"
    " WHERE m.author = :member AND m.id > :after ORDER BY m.id LIMIT :limit");
SQL(mine_revisions,
    "SELECT r.id, m.thread, m.number, r.at, r.why, r.body FROM message m JOIN message_revision r ON r.message = m.id"
    " WHERE m.author = :member AND r.id > :after ORDER BY r.id LIMIT :limit");
SQL(mine_drafts, "SELECT d.id, b.name, d.thread, d.saved_at, d.title, d.body FROM draft d JOIN board b"
                 " ON b.id = d.board WHERE d.member = :member AND d.id > :after ORDER BY d.id LIMIT :limit");
SQL(mine_held, "SELECT h.id, b.name, h.thread, h.sent_at, h.is_anonymous, h.why, h.title, h.body FROM held_message h"
               " JOIN board b ON b.id = h.board WHERE h.member = :member AND h.id > :after ORDER BY h.id LIMIT :limit");
SQL(mine_forms,
    "SELECT n, form, saved_at, body FROM (SELECT row_number() OVER (ORDER BY saved_at, form, thread, number) AS n,"
    " form, saved_at, body FROM form_draft WHERE member = :member) WHERE n > :after LIMIT :limit");
SQL(mine_private,
    "SELECT p.id, " MEMBER_NAME("w") ", p.author = :member, p.written_at, iif(p.author = w.id, " PRIVATE_STATE("p", "w")
    ", p.state), iif(p.author = w.id, " MESSAGE_BODY("p", "w") ", p.body) FROM private_side s"
    " JOIN private_thread v ON v.id = s.private_thread JOIN private_message p ON p.private_thread = v.id"
    " JOIN member w ON w.id = iif(v.asker = :member, v.other, v.asker) WHERE s.member = :member AND p.id > :after"
    " AND (p.author = :member OR p.is_kept_back = 0) ORDER BY p.id LIMIT :limit");
SQL(mine_reports, "SELECT id, at, reason, words FROM report WHERE reporter = :member AND id > :after"
                  " ORDER BY id LIMIT :limit");
SQL(mine_cases, "SELECT id, opened_at, closed_at, outcome FROM desk_case WHERE about = :member AND about > 0"
                " AND id > :after ORDER BY id LIMIT :limit");
/* What the team keeps of one's words, of a message or a private one: it may have been changed or taken down since. */
SQL(mine_evidence,
    "SELECT e.id, coalesce(m.thread, 0), coalesce(m.number, 0), e.at, e.body FROM desk_case c"
    " JOIN evidence e ON e.desk_case = c.id LEFT JOIN message m ON m.id = e.message"
    " WHERE c.about = :member AND c.about > 0 AND e.id > :after ORDER BY e.id LIMIT :limit");
SQL(mine_notices, "SELECT id, at, kind, thread, number, reason, words FROM notice WHERE member = :member"
                  " AND id > :after ORDER BY id LIMIT :limit");
SQL(mine_decisions,
    "SELECT d.id, d.at, d.act, d.ground, d.thread, coalesce(m.number, 0), d.appealed_at, d.result, d.result_at"
    " FROM decision d LEFT JOIN message m ON m.id = d.message WHERE d.about = :member AND d.is_untold = 0"
    " AND d.id > :after ORDER BY d.id LIMIT :limit");
SQL(mine_hugs_given, "SELECT h.message, m.thread, m.number, group_concat(h.kind, ' ') FROM hug h JOIN message m"
                     " ON m.id = h.message WHERE h.member = :member AND h.message > :after GROUP BY h.message"
                     " ORDER BY h.message LIMIT :limit");
SQL(mine_hugs_got, "SELECT h.message, m.thread, m.number, count(*) FROM hug h JOIN message m ON m.id = h.message"
                   " WHERE h.to_member = :member AND h.message > :after GROUP BY h.message ORDER BY h.message"
                   " LIMIT :limit");
SQL(mine_bookmarks, "SELECT k.message, m.thread, m.number, k.at FROM bookmark k JOIN message m ON m.id = k.message"
                    " WHERE k.member = :member AND k.message > :after ORDER BY k.message LIMIT :limit");
SQL(mine_watches, "SELECT w.thread, " MINE_TITLE ", w.at FROM watch w JOIN thread t ON t.id = w.thread"
                  " WHERE w.member = :member AND w.thread > :after ORDER BY w.thread LIMIT :limit");
SQL(mine_blocks, "SELECT k.other, " MEMBER_NAME("o") ", k.at FROM block k JOIN member o ON o.id = k.other"
                 " WHERE k.member = :member AND k.other > :after ORDER BY k.other LIMIT :limit");
SQL(mine_mutes, "SELECT n, kind, thread, what, at FROM (SELECT row_number() OVER (ORDER BY at, kind, thread, what) AS n,"
                " kind, thread, what, at FROM mute WHERE member = :member) WHERE n > :after LIMIT :limit");
SQL(mine_hidden, "SELECT h.board, b.name FROM board_hidden h JOIN board b ON b.id = h.board WHERE h.member = :member"
                 " AND h.board > :after ORDER BY h.board LIMIT :limit");
SQL(mine_shifts, "SELECT id, weekday, starts, ends FROM shift WHERE member = :member AND id > :after"
                 " ORDER BY id LIMIT :limit");
SQL(mine_opinions,
    "SELECT n, at, opinion, words FROM (SELECT row_number() OVER (ORDER BY at, desk_case) AS n, at, opinion, words"
    " FROM case_opinion WHERE by_member = :member) WHERE n > :after LIMIT :limit");
SQL(mine_steps, "SELECT n, at, step FROM (SELECT row_number() OVER (ORDER BY at, desk_case, step) AS n, at, step"
                " FROM case_step WHERE by_member = :member) WHERE n > :after LIMIT :limit");
SQL(mine_case_notes, "SELECT id, at, words FROM case_note WHERE by_member = :member AND words <> '' AND id > :after"
                     " ORDER BY id LIMIT :limit");
SQL(mine_claims, "SELECT n, at FROM (SELECT row_number() OVER (ORDER BY at, id) AS n, at FROM case_claim"
                 " WHERE member = :member) WHERE n > :after LIMIT :limit");
SQL(mine_topics, "SELECT n, topic FROM (SELECT row_number() OVER (ORDER BY topic) AS n, topic FROM desk_opt_out"
                 " WHERE member = :member) WHERE n > :after LIMIT :limit");
SQL(mine_on_call, "SELECT member, 1 FROM on_call WHERE member = :member AND member > :after LIMIT :limit");
SQL(mine_handovers, "SELECT id, at, words FROM handover WHERE by_member = :member AND id > :after"
                    " ORDER BY id LIMIT :limit");

static const struct {
	const struct sql *sql;
	struct mine_column columns[MINE_VALUES_MOST + 1];
} parts[MINE_PARTS] = {
    [MINE_ACCOUNT] = {&mine_account,
	{{"name", MINE_TEXT}, {"role", MINE_TEXT}, {"joined_at", MINE_TIME}, {"last_here_at", MINE_TIME},
	    {"name_changed_at", MINE_TIME}, {"about", MINE_TEXT}, {"shows_joined", MINE_FLAG}, {"is_plain", MINE_FLAG},
	    {"theme", MINE_TEXT}, {"language", MINE_TEXT}, {"timezone", MINE_TEXT}, {"nudge_address", MINE_TEXT},
	    {"codes_left", MINE_NUMBER}, {"text_columns", MINE_NUMBER}, {"is_spaced", MINE_FLAG},
	    {"break_until", MINE_TIME}, {"second_factor_since", MINE_TIME}}},
    [MINE_NAMES] = {&mine_names, {{"name", MINE_TEXT}, {"until", MINE_TIME}}},
    [MINE_CONSENTS] = {&mine_consents, {{"is_given", MINE_FLAG}, {"at", MINE_TIME}, {"words_hash", MINE_TEXT}}},
    [MINE_KEYS] = {&mine_keys, {{"fingerprint", MINE_KEY}, {"added_at", MINE_TIME}}},
    [MINE_MESSAGES] = {&mine_messages,
	{{"board", MINE_TEXT}, {"title", MINE_TEXT}, {"conversation", MINE_NUMBER}, {"number", MINE_NUMBER},
	    {"written_at", MINE_TIME}, {"changed_at", MINE_TIME}, {"state", MINE_TEXT}, {"without_name", MINE_FLAG},
	    {"content_note", MINE_TEXT}, {"words", MINE_TEXT}}},
    [MINE_REVISIONS] = {&mine_revisions,
	{{"conversation", MINE_NUMBER}, {"number", MINE_NUMBER}, {"until", MINE_TIME}, {"why", MINE_TEXT},
	    {"words", MINE_TEXT}}},
    [MINE_DRAFTS] = {&mine_drafts,
	{{"board", MINE_TEXT}, {"conversation", MINE_NUMBER}, {"saved_at", MINE_TIME}, {"title", MINE_TEXT},
	    {"words", MINE_TEXT}}},
    [MINE_HELD] = {&mine_held,
	{{"board", MINE_TEXT}, {"conversation", MINE_NUMBER}, {"sent_at", MINE_TIME}, {"without_name", MINE_FLAG},
	    {"why", MINE_TEXT}, {"title", MINE_TEXT}, {"words", MINE_TEXT}}},
    [MINE_FORM_DRAFTS] = {&mine_forms, {{"form", MINE_TEXT}, {"saved_at", MINE_TIME}, {"words", MINE_TEXT}}},
    [MINE_PRIVATE] = {&mine_private,
	{{"with", MINE_TEXT}, {"by_me", MINE_FLAG}, {"written_at", MINE_TIME}, {"state", MINE_TEXT},
	    {"words", MINE_TEXT}}},
    [MINE_REPORTS] = {&mine_reports, {{"at", MINE_TIME}, {"reason", MINE_TEXT}, {"words", MINE_TEXT}}},
    [MINE_CASES] = {&mine_cases, {{"opened_at", MINE_TIME}, {"closed_at", MINE_TIME}, {"outcome", MINE_TEXT}}},
    [MINE_EVIDENCE] = {&mine_evidence,
	{{"conversation", MINE_NUMBER}, {"number", MINE_NUMBER}, {"at", MINE_TIME}, {"words", MINE_TEXT}}},
    [MINE_NOTICES] = {&mine_notices,
	{{"at", MINE_TIME}, {"kind", MINE_TEXT}, {"conversation", MINE_NUMBER}, {"number", MINE_NUMBER},
	    {"reason", MINE_TEXT}, {"words", MINE_TEXT}}},
    [MINE_DECISIONS] = {&mine_decisions,
	{{"at", MINE_TIME}, {"act", MINE_TEXT}, {"reason", MINE_TEXT}, {"conversation", MINE_NUMBER},
	    {"number", MINE_NUMBER}, {"appealed_at", MINE_TIME}, {"result", MINE_TEXT}, {"result_at", MINE_TIME}}},
    [MINE_HUGS_GIVEN] = {&mine_hugs_given,
	{{"conversation", MINE_NUMBER}, {"number", MINE_NUMBER}, {"kinds", MINE_TEXT}}},
    [MINE_HUGS_GOT] = {&mine_hugs_got,
	{{"conversation", MINE_NUMBER}, {"number", MINE_NUMBER}, {"count", MINE_NUMBER}}},
    [MINE_BOOKMARKS] = {&mine_bookmarks, {{"conversation", MINE_NUMBER}, {"number", MINE_NUMBER}, {"at", MINE_TIME}}},
    [MINE_WATCHES] = {&mine_watches, {{"title", MINE_TEXT}, {"at", MINE_TIME}}},
    [MINE_BLOCKS] = {&mine_blocks, {{"name", MINE_TEXT}, {"at", MINE_TIME}}},
    [MINE_MUTES] = {&mine_mutes,
	{{"kind", MINE_TEXT}, {"conversation", MINE_NUMBER}, {"what", MINE_TEXT}, {"at", MINE_TIME}}},
    [MINE_HIDDEN] = {&mine_hidden, {{"board", MINE_TEXT}}},
    [MINE_SHIFTS] = {&mine_shifts, {{"weekday", MINE_NUMBER}, {"starts", MINE_NUMBER}, {"ends", MINE_NUMBER}}},
    [MINE_OPINIONS] = {&mine_opinions, {{"at", MINE_TIME}, {"what", MINE_TEXT}, {"words", MINE_TEXT}}},
    [MINE_STEPS] = {&mine_steps, {{"at", MINE_TIME}, {"what", MINE_TEXT}}},
    [MINE_CASE_NOTES] = {&mine_case_notes, {{"at", MINE_TIME}, {"words", MINE_TEXT}}},
    [MINE_CLAIMS] = {&mine_claims, {{"at", MINE_TIME}}},
    [MINE_TOPICS] = {&mine_topics, {{"what", MINE_TEXT}}},
    [MINE_ON_CALL] = {&mine_on_call, {{"on_call", MINE_FLAG}}},
    [MINE_HANDOVERS] = {&mine_handovers, {{"at", MINE_TIME}, {"words", MINE_TEXT}}},
};

#define MINE_PART_KEY(name, key) [MINE_##name] = key,

const char *
mine_part_key(enum mine_part part)
{
	static const char *const keys[MINE_PARTS] = {MINE_PART_LIST(MINE_PART_KEY)};

	return keys[part];
}

const struct mine_column *
mine_columns(enum mine_part part)
{
	return parts[part].columns;
}

void
mine_row_clear(struct mine_row *row)
{
	for (int k = 0; k < row->count; k++)
		free(row->texts[k]);
	*row = (struct mine_row){0};
}

void
mine_row_list_clear(struct mine_row_list *list)
{
	for (size_t k = 0; k < list->count; k++)
		mine_row_clear(&list->rows[k]);
	free(list->rows);
	*list = (struct mine_row_list){0};
}

struct mine_row *
mine_row_list_add(struct mine_row_list *list)
{
	list->rows = mem_resize_array(list->rows, list->count + 1, sizeof *list->rows);
	list->rows[list->count] = (struct mine_row){0};
	return &list->rows[list->count++];
}

static void
mine_take_row(struct stmt *q, enum mine_part part, struct mine_row *out)
{
	const struct mine_column *columns = parts[part].columns;

	out->part = part;
	out->cursor = stmt_int(q, 0);
	for (int k = 0; columns[k].name; k++) {
		if (columns[k].kind == MINE_TEXT || columns[k].kind == MINE_KEY)
			out->texts[k] = mem_copy_string(stmt_text(q, k + 1));
		else
			out->numbers[k] = stmt_int(q, k + 1);
		out->count = k + 1;
	}
}

enum err
mine_read(struct db *db, int64_t member, enum mine_part part, int64_t after, int64_t limit, struct mine_row_list *out)
{
	struct stmt *q = db_stmt(db, parts[part].sql);

	stmt_bind_int(q, ":member", member);
	stmt_bind_int(q, ":after", after);
	stmt_bind_int(q, ":limit", limit);
	while (stmt_next(q))
		mine_take_row(q, part, mine_row_list_add(out));
	return stmt_finish(q);
}
