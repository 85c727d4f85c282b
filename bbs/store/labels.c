/*
 * The table thread_tag.
 */
#include <string.h>

#include "store/labels.h"

SQL(tag_list, "SELECT tag FROM thread_tag WHERE thread = :thread ORDER BY tag");
SQL(tag_add, "INSERT INTO thread_tag (tag, thread) VALUES (:tag, :thread) ON CONFLICT DO NOTHING");

enum err
tags_list(struct db *db, int64_t thread, char *out, size_t out_bytes)
{
	struct stmt *q = db_stmt(db, &tag_list);
	size_t at = 0;

	*out = '\0';
	stmt_bind_int(q, ":thread", thread);
	while (stmt_next(q)) {
		const char *tag = stmt_text(q, 0);
		size_t bytes = strlen(tag);

		if (at + bytes + 2 > out_bytes)
			continue;
		if (at)
			out[at++] = ' ';
		memcpy(out + at, tag, bytes + 1);
		at += bytes;
	}
	return stmt_finish(q);
}

enum err
tags_add(struct db *db, int64_t thread, const char *tag)
{
	struct stmt *q = db_stmt(db, &tag_add);

	stmt_bind_int(q, ":thread", thread);
	stmt_bind_text(q, ":tag", tag);
	return stmt_run(q);
}
