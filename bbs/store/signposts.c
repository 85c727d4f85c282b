/*
 * The table signpost.
 */
#include "base/mem.h"
#include "store/signposts.h"

#define SIGNPOST_SELECT \
	"SELECT id, slug, name, number, how, about, hours, nations, owner, source, checked_on, recheck_by, is_shown" \
	" FROM signpost"

SQL(signpost_all, SIGNPOST_SELECT " WHERE is_shown >= :least ORDER BY position, id");
SQL(signpost_by_slug, SIGNPOST_SELECT " WHERE slug = :slug");
SQL(signpost_save,
    "UPDATE signpost SET name = :name, number = :number, how = :how, about = :about, hours = :hours,"
    " nations = :nations, owner = :owner, source = :source, checked_on = :checked, recheck_by = :recheck,"
    " is_shown = :shown WHERE slug = :slug");
SQL(signpost_add, "INSERT INTO signpost (slug, position, name, number, how, about, hours, nations, owner, source,"
                  " is_shown) VALUES (:slug, :position, :name, :number, :how, :about, :hours, :nations, :owner,"
                  " :source, :shown)");

static void
signposts_read(struct stmt *q, struct signpost *out)
{
	*out = (struct signpost){
	    .id = stmt_int(q, 0),
	    .slug = mem_copy_string(stmt_text(q, 1)),
	    .name = mem_copy_string(stmt_text(q, 2)),
	    .number = mem_copy_string(stmt_text(q, 3)),
	    .how = mem_copy_string(stmt_text(q, 4)),
	    .about = mem_copy_string(stmt_text(q, 5)),
	    .hours = mem_copy_string(stmt_text(q, 6)),
	    .nations = mem_copy_string(stmt_text(q, 7)),
	    .owner = mem_copy_string(stmt_text(q, 8)),
	    .source = mem_copy_string(stmt_text(q, 9)),
	    .checked_on = mem_copy_string(stmt_text(q, 10)),
	    .recheck_by = mem_copy_string(stmt_text(q, 11)),
	    .is_shown = stmt_int(q, 12) != 0,
	};
}

enum err
signposts_list(struct db *db, bool only_shown, struct signpost_list *out)
{
	struct stmt *q = db_stmt(db, &signpost_all);

	stmt_bind_int(q, ":least", only_shown);
	while (stmt_next(q))
		signposts_read(q, signpost_list_add(out));
	return stmt_finish(q);
}

enum err
signposts_find(struct db *db, const char *slug, struct signpost *out)
{
	struct stmt *q = db_stmt(db, &signpost_by_slug);
	bool found;

	stmt_bind_text(q, ":slug", slug);
	found = stmt_next(q);
	if (found)
		signposts_read(q, out);
	return stmt_finish_found(q, found);
}

/* What adding and saving have in common. */
static void
signposts_bind(struct stmt *q, const struct signpost *record)
{
	stmt_bind_text(q, ":slug", record->slug);
	stmt_bind_text(q, ":name", record->name);
	stmt_bind_text(q, ":number", record->number);
	stmt_bind_text(q, ":how", record->how);
	stmt_bind_text(q, ":about", record->about);
	stmt_bind_text(q, ":hours", record->hours);
	stmt_bind_text(q, ":nations", record->nations);
	stmt_bind_text(q, ":owner", record->owner);
	stmt_bind_text(q, ":source", record->source);
	stmt_bind_int(q, ":shown", record->is_shown);
}

enum err
signposts_save(struct db *db, const struct signpost *record)
{
	struct stmt *q = db_stmt(db, &signpost_save);

	signposts_bind(q, record);
	stmt_bind_text(q, ":checked", record->checked_on);
	stmt_bind_text(q, ":recheck", record->recheck_by);
	return stmt_run(q);
}

enum err
signposts_add(struct db *db, const struct signpost *record, int64_t position)
{
	struct stmt *q = db_stmt(db, &signpost_add);

	signposts_bind(q, record);
	stmt_bind_int(q, ":position", position);
	return stmt_run(q);
}
