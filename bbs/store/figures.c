/*
 * Figures.
 */
#include <string.h>

#include "store/figures.h"

SQL(figure_members, "SELECT count(*) FROM member WHERE is_closed = 0");
SQL(figure_waiting_to_join, "SELECT count(*) FROM join_request");
SQL(figure_joined, "SELECT count(*) FROM member WHERE joined_at >= :since");
SQL(figure_here, "SELECT count(*) FROM member WHERE last_here_at >= :since");
SQL(figure_writers, "SELECT count(DISTINCT author) FROM message WHERE written_at >= :since");
SQL(figure_conversations, "SELECT count(*) FROM thread");
SQL(figure_started, "SELECT count(*) FROM thread WHERE started_at >= :since");
SQL(figure_messages, "SELECT count(*) FROM message");
SQL(figure_written, "SELECT count(*) FROM message WHERE written_at >= :since");
SQL(figure_hidden, "SELECT count(*) FROM message WHERE state = 'hidden'");
SQL(figure_cases_open, "SELECT count(*) FROM desk_case WHERE closed_at = 0");
SQL(figure_cases_red, "SELECT count(*) FROM desk_case WHERE closed_at = 0 AND risk = 3");
SQL(figure_cases_opened, "SELECT count(*) FROM desk_case WHERE opened_at >= :since");
SQL(figure_cases_closed, "SELECT count(*) FROM desk_case WHERE closed_at >= :since");
SQL(figure_opinions, "SELECT count(*) FROM case_opinion WHERE at >= :since AND is_second = 1");
SQL(figure_opinions_apart,
    "SELECT count(*) FROM case_opinion s JOIN case_opinion f ON f.desk_case = s.desk_case AND f.is_second = 0"
    " WHERE s.at >= :since AND s.is_second = 1 AND (f.opinion <> s.opinion OR f.risk <> s.risk)");
SQL(figure_paused, "SELECT count(*) FROM member WHERE paused_until > :now");
SQL(figure_audit_rows, "SELECT count(*) FROM audit");
SQL(figure_asked, "SELECT count(*) FROM waiting WHERE since >= :since");
SQL(figure_heard, "SELECT count(*) FROM waiting WHERE since >= :since AND answered_at > 0");
SQL(figure_heard_3h,
    "SELECT count(*) FROM waiting WHERE since >= :since AND answered_at > 0 AND answered_at <= since + 10800");
SQL(figure_heard_24h,
    "SELECT count(*) FROM waiting WHERE since >= :since AND answered_at > 0 AND answered_at <= since + 86400");
SQL(figure_promised, "SELECT count(*) FROM waiting WHERE since >= :since AND promised_by > 0 AND promised_by <= :now");
SQL(figure_promises_kept, "SELECT count(*) FROM waiting WHERE since >= :since AND promised_by > 0"
                          " AND promised_by <= :now AND answered_at > 0 AND answered_at <= promised_by");
SQL(figure_top_ten, "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM message WHERE written_at >= :since"
                    " GROUP BY author ORDER BY n DESC LIMIT 10)");
SQL(figure_oldest_red,
    "SELECT coalesce(min(opened_at), 0) FROM desk_case WHERE closed_at = 0 AND risk = 3"
    " AND (claimed_by = 0 OR touched_at < :since)");

static enum err
figures_one(struct db *db, const struct sql *sql, int64_t since, int64_t now, int64_t *out)
{
	struct stmt *q = db_stmt(db, sql);

	if (strstr(sql->text, ":since"))
		stmt_bind_int(q, ":since", since);
	if (strstr(sql->text, ":now"))
		stmt_bind_int(q, ":now", now);
	return stmt_read_int(q, out);
}

enum err
figures_count(struct db *db, int64_t since, int64_t now, struct figures *out)
{
	struct figures figures = {0};
	enum err err = ERR_OK;

#define FIGURE_COUNT(name) \
	if (err == ERR_OK) \
		err = figures_one(db, &figure_##name, since, now, &figures.name);
	FIGURE_LIST(FIGURE_COUNT)
	if (err == ERR_OK)
		*out = figures;
	return err;
}

enum err
figures_oldest_red(struct db *db, int64_t lapsed, int64_t *out_at)
{
	return figures_one(db, &figure_oldest_red, lapsed, 0, out_at);
}
