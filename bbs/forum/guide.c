/*
 * Guides and useful pages.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/embed.h"
#include "base/mem.h"
#include "base/text.h"
#include "forum/audit.h"
#include "forum/guide.h"
#include "store/guides.h"
#include "store/settings.h"

enum { DAY = 86400 };

enum err
guide_list(struct forum *forum, struct guide_list *out)
{
	return guides_list(forum->db, true, out);
}

bool
guide_is_any(struct forum *forum)
{
	struct guide_list list = {0};
	bool is_any = guide_list(forum, &list) == ERR_OK && list.count;

	guide_list_clear(&list);
	return is_any;
}

enum err
guide_get(struct forum *forum, int64_t id, struct guide *out)
{
	struct guide guide = {0};
	enum err err = guides_find_id(forum->db, id, &guide);

	if (err == ERR_OK && !guide.is_shown)
		err = ERR_NOT_FOUND;
	if (err == ERR_OK)
		*out = guide;
	else
		guide_clear(&guide);
	return err;
}

bool
guide_is_due(const struct guide *guide)
{
	return !*guide->recheck_by || !clock_is_after_today(guide->recheck_by);
}

enum err
guide_count_due(struct forum *forum, int64_t *out)
{
	struct guide_list list = {0};
	enum err err = guide_list(forum, &list);
	int64_t due = 0;

	for (size_t k = 0; k < list.count; k++)
		due += guide_is_due(&list.rows[k]);
	guide_list_clear(&list);
	if (err == ERR_OK)
		*out = due;
	return err;
}

enum err
guide_list_all(struct forum *forum, struct guide_list *out)
{
	return guides_list(forum->db, false, out);
}

enum err
guide_find(struct forum *forum, const char *slug, struct guide *out)
{
	return guides_find(forum->db, slug, out);
}

/* --- as a file --- */

/* "title: ...": the rest of the line, clean; NULL when the line says something else. Returns owned. */
static char *
guide_fact(const char *line, const char *name)
{
	size_t bytes = strlen(name);
	struct str clean;

	if (strncmp(line, name, bytes) || line[bytes] != ':')
		return NULL;
	text_clean(TEXT_LINE, line + bytes + 1, &clean);
	return str_take(&clean);
}

static bool
guide_take_line(const char *line, struct guide *out)
{
	const struct {
		const char *name;
		char **slot;
	} facts[] = {{"title", &out->title}, {"owner", &out->owner}, {"source", &out->source}};

	for (size_t k = 0; k < sizeof facts / sizeof *facts; k++) {
		char *fact = guide_fact(line, facts[k].name);

		if (fact) {
			free(*facts[k].slot);
			*facts[k].slot = fact;
			return true;
		}
	}
	return false;
}

static enum err
guide_check(const struct guide *guide)
{
	if (!guide->title || !guide->owner || !guide->source)
		return ERR_INVALID;
	if (!*guide->title || !*guide->owner || !*guide->source || !*guide->body)
		return ERR_EMPTY;
	if (strlen(guide->title) > GUIDE_LINE_BYTES || strlen(guide->owner) > GUIDE_LINE_BYTES ||
	    strlen(guide->source) > GUIDE_LINE_BYTES || strlen(guide->body) > GUIDE_BODY_BYTES)
		return ERR_TOO_LONG;
	return ERR_OK;
}

enum err
guide_parse(const char *text, struct guide *out)
{
	struct guide guide = {0};
	struct str body;
	char *copy = mem_copy_string(text), *rest = copy, *line;
	enum err err;

	while ((line = strsep(&rest, "\n")) && *line && *line != '\r')
		if (!guide_take_line(line, &guide))
			break;
	text_clean(TEXT_BODY, rest ? rest : "", &body);
	guide.body = str_take(&body);
	err = line && *line && *line != '\r' ? ERR_INVALID : guide_check(&guide);
	if (err == ERR_OK)
		*out = guide;
	else
		guide_clear(&guide);
	free(copy);
	return err;
}

char *
guide_write(const struct guide *guide)
{
	return mem_format("title: %s\nowner: %s\nsource: %s\n\n%s\n", guide->title, guide->owner, guide->source,
	    guide->body);
}

/* --- changes --- */

/* Checked today. Takes `until` and what else is there already. */
static void
guide_set_checked(struct guide *guide, const char *until)
{
	int64_t now = clock_now();

	free(guide->checked_on);
	free(guide->recheck_by);
	guide->checked_on = clock_day(now);
	guide->recheck_by = until ? mem_copy_string(until) : clock_day(now + (int64_t)GUIDE_RECHECK_DAYS * DAY);
	guide->is_shown = true;
}

static enum err
guide_set_owner(struct guide *guide, const char *owner)
{
	struct str clean;

	text_clean(TEXT_LINE, owner, &clean);
	free(guide->owner);
	guide->owner = str_take(&clean);
	return guide_check(guide);
}

static enum err
guide_confirm_inside(struct forum *forum, const char *slug, const char *until, const char *owner, struct guide *guide)
{
	enum err err = guides_find(forum->db, slug, guide);

	if (err == ERR_OK && until && (!clock_is_day(until) || !clock_is_after_today(until)))
		err = ERR_INVALID;
	if (err == ERR_OK && owner)
		err = guide_set_owner(guide, owner);
	if (err != ERR_OK)
		return err;
	guide_set_checked(guide, until);
	err = guides_save(forum->db, guide);
	return err == ERR_OK ? audit_note(forum, AUDIT_OPERATOR, "confirm", "guide", guide->id, "") : err;
}

enum err
guide_confirm(struct forum *forum, const char *slug, const char *until, const char *owner, struct guide *out)
{
	struct guide guide = {0};
	enum err err = db_begin(forum->db);

	if (err == ERR_OK)
		err = db_end(forum->db, guide_confirm_inside(forum, slug, until, owner, &guide));
	if (err == ERR_OK)
		*out = guide;
	else
		guide_clear(&guide);
	return err;
}

static enum err
guide_hide_inside(struct forum *forum, const char *slug)
{
	struct guide guide = {0};
	enum err err = guides_find(forum->db, slug, &guide);

	guide.is_shown = false;
	if (err == ERR_OK)
		err = guides_save(forum->db, &guide);
	if (err == ERR_OK)
		err = audit_note(forum, AUDIT_OPERATOR, "hide", "guide", guide.id, "");
	guide_clear(&guide);
	return err;
}

enum err
guide_hide(struct forum *forum, const char *slug)
{
	enum err err = db_begin(forum->db);

	return err == ERR_OK ? db_end(forum->db, guide_hide_inside(forum, slug)) : err;
}

static enum err
guide_remove_inside(struct forum *forum, const char *slug)
{
	struct guide guide = {0};
	enum err err = guides_find(forum->db, slug, &guide);

	if (err == ERR_OK)
		err = guides_remove(forum->db, slug);
	if (err == ERR_OK)
		err = audit_note(forum, AUDIT_OPERATOR, "remove", "guide", guide.id, "");
	guide_clear(&guide);
	return err;
}

enum err
guide_remove(struct forum *forum, const char *slug)
{
	enum err err = db_begin(forum->db);

	return err == ERR_OK ? db_end(forum->db, guide_remove_inside(forum, slug)) : err;
}

static enum err
guide_put_inside(struct forum *forum, const struct guide *guide)
{
	struct guide now = {0};
	enum err err = guides_save(forum->db, guide);

	if (err == ERR_NOT_FOUND)
		err = guides_add(forum->db, guide);
	if (err == ERR_OK)
		err = guides_find(forum->db, guide->slug, &now);
	if (err == ERR_OK)
		err = audit_note(forum, AUDIT_OPERATOR, "put", "guide", now.id, "");
	guide_clear(&now);
	return err;
}

static bool
guide_is_slug(const char *slug)
{
	size_t bytes = strlen(slug);

	return bytes >= 3 && bytes <= GUIDE_SLUG_MOST && strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == bytes;
}

enum err
guide_put(struct forum *forum, const char *slug, const char *text)
{
	struct guide guide = {0};
	enum err err = guide_is_slug(slug) ? guide_parse(text, &guide) : ERR_INVALID;

	if (err != ERR_OK)
		return err;
	guide.slug = mem_copy_string(slug);
	err = db_begin(forum->db);
	if (err == ERR_OK)
		err = db_end(forum->db, guide_put_inside(forum, &guide));
	guide_clear(&guide);
	return err;
}

/* --- what the program brings along --- */

/* In the order in which people need them. */
static const char *const shipped[] = {"first-worry", "talking-to-the-gp", "asking-for-help-at-home", "after-a-fall",
    "through-the-night", "power-of-attorney", "choosing-a-care-home", "first-days-after-a-death"};

static enum err
guide_put_one(struct db *db, const char *slug)
{
	char *path = mem_format("content/guides/%s.txt", slug), *text = embed_copy(path);
	struct guide guide = {0};
	enum err err;

	if (guide_parse(text, &guide) != ERR_OK)
		fatal("%s: not a guide", path);
	guide.slug = mem_copy_string(slug);
	err = guides_add(db, &guide);
	guide_clear(&guide);
	free(text);
	free(path);
	return err == ERR_TAKEN ? ERR_OK : err; /* the operator has one of this name */
}

enum err
guide_put_shipped(struct db *db)
{
	enum err err = ERR_OK;

	for (size_t k = 0; err == ERR_OK && k < sizeof shipped / sizeof *shipped; k++) {
		char *name = mem_format("guide.%s", shipped[k]);

		err = settings_find(db, name, NULL, NULL);
		if (err == ERR_NOT_FOUND) {
			err = guide_put_one(db, shipped[k]);
			if (err == ERR_OK)
				err = settings_save(db, name, "put in", clock_now(), 0);
		}
		free(name);
	}
	return err;
}

enum err
guide_confirm_all(struct forum *forum)
{
	struct guide_list list = {0};
	enum err err = guides_list(forum->db, false, &list);

	for (size_t k = 0; err == ERR_OK && k < list.count; k++) {
		struct guide guide = {0};

		err = guides_find(forum->db, list.rows[k].slug, &guide);
		if (err == ERR_OK) {
			guide_set_checked(&guide, NULL);
			err = guides_save(forum->db, &guide);
		}
		guide_clear(&guide);
	}
	guide_list_clear(&list);
	return err;
}
