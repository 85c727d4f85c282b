/*
 * People to call.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "forum/audit.h"
#include "forum/help.h"
#include "store/signposts.h"

/* Is `nation` one of the comma-separated words? */
static bool
help_is_for(const char *nations, const char *nation)
{
	size_t length = strlen(nation);

	while (*nations) {
		size_t word;

		nations += strspn(nations, ", ");
		word = strcspn(nations, ", ");
		if (word == length && !strncmp(nations, nation, length))
			return true;
		nations += word;
	}
	return false;
}

enum err
help_list(struct forum *forum, struct signpost_list *out)
{
	struct signpost_list all = {0};
	enum err err = signposts_list(forum->db, true, &all);
	size_t kept = 0;

	for (size_t k = 0; k < all.count; k++)
		if (help_is_for(all.rows[k].nations, forum->config->board_nation))
			all.rows[kept++] = all.rows[k];
		else
			signpost_clear(&all.rows[k]);
	all.count = kept;
	*out = all;
	return err;
}

enum err
help_list_all(struct forum *forum, struct signpost_list *out)
{
	return signposts_list(forum->db, false, out);
}

static bool
help_is_confirmed(const struct signpost *signpost)
{
	return *signpost->checked_on && *signpost->recheck_by && clock_is_after_today(signpost->recheck_by);
}

enum err
help_count_unconfirmed(struct forum *forum, int64_t *out)
{
	struct signpost_list list = {0};
	int64_t count = 0;
	enum err err = help_list(forum, &list);

	for (size_t k = 0; k < list.count; k++)
		count += !help_is_confirmed(&list.rows[k]);
	signpost_list_clear(&list);
	if (err == ERR_OK)
		*out = count;
	return err;
}

/* Take over one fact, if there is one. */
static enum err
help_take(char **slot, const char *fact)
{
	struct str clean;
	enum err err = ERR_OK;

	if (!fact)
		return ERR_OK;
	text_clean(TEXT_LINE, fact, &clean);
	if (clean.bytes > HELP_TEXT_BYTES) {
		err = ERR_TOO_LONG;
		str_clear(&clean);
	} else {
		free(*slot);
		*slot = str_take(&clean);
	}
	return err;
}

static enum err
help_take_facts(struct signpost *signpost, const struct help_facts *facts)
{
	enum err err = help_take(&signpost->number, facts->number);

	if (err == ERR_OK)
		err = help_take(&signpost->hours, facts->hours);
	if (err == ERR_OK)
		err = help_take(&signpost->about, facts->about);
	if (err == ERR_OK && !*signpost->number)
		err = ERR_EMPTY;
	if (err == ERR_OK && facts->recheck_by &&
	    (!clock_is_day(facts->recheck_by) || !clock_is_after_today(facts->recheck_by)))
		err = ERR_INVALID;
	return err;
}

static enum err
help_confirm_inside(struct forum *forum, const char *slug, const struct help_facts *facts, struct signpost *signpost)
{
	int64_t now = clock_now();
	enum err err = signposts_find(forum->db, slug, signpost);

	if (err == ERR_OK)
		err = help_take_facts(signpost, facts);
	if (err != ERR_OK)
		return err;
	free(signpost->checked_on);
	free(signpost->recheck_by);
	signpost->checked_on = clock_day(now);
	signpost->recheck_by = facts->recheck_by ? mem_copy_string(facts->recheck_by)
						 : clock_day(now + (int64_t)HELP_RECHECK_DAYS * 86400);
	signpost->is_shown = true;
	err = signposts_save(forum->db, signpost);
	return err == ERR_OK ? audit_note(forum, AUDIT_OPERATOR, "confirm", "signpost", signpost->id, "") : err;
}

enum err
help_confirm(struct forum *forum, const char *slug, const struct help_facts *facts, struct signpost *out)
{
	struct signpost signpost = {0};
	enum err err = db_begin(forum->db);

	if (err == ERR_OK)
		err = db_end(forum->db, help_confirm_inside(forum, slug, facts, &signpost));
	if (err == ERR_OK)
		*out = signpost;
	else
		signpost_clear(&signpost);
	return err;
}

static enum err
help_hide_inside(struct forum *forum, const char *slug)
{
	struct signpost signpost = {0};
	enum err err = signposts_find(forum->db, slug, &signpost);

	signpost.is_shown = false;
	if (err == ERR_OK)
		err = signposts_save(forum->db, &signpost);
	if (err == ERR_OK)
		err = audit_note(forum, AUDIT_OPERATOR, "hide", "signpost", signpost.id, "");
	signpost_clear(&signpost);
	return err;
}

enum err
help_hide(struct forum *forum, const char *slug)
{
	enum err err = db_begin(forum->db);

	return err == ERR_OK ? db_end(forum->db, help_hide_inside(forum, slug)) : err;
}
