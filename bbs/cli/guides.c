/*
 * bbs admin guide: the useful pages, who keeps them, and when they were checked.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "forum/guide.h"

static const char *
guide_state(const struct guide *guide)
{
	if (!guide->is_shown)
		return *guide->checked_on ? _("hidden") : _("hidden, not checked");
	return guide_is_due(guide) ? _("shown, due to be checked") : _("shown");
}

static json_t *
guide_json(const struct guide *guide)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:b}", "slug", admin_json_text(guide->slug), "title",
	    admin_json_text(guide->title), "owner", admin_json_text(guide->owner), "source",
	    admin_json_text(guide->source), "checked_on", admin_json_text(guide->checked_on), "recheck_by",
	    admin_json_text(guide->recheck_by), "is_shown", guide->is_shown, "is_due",
	    guide->is_shown && guide_is_due(guide));
}

static int
guide_print_json(const struct guide_list *list)
{
	json_t *out = json_array();

	for (size_t k = 0; k < list->count; k++)
		json_array_append_new(out, guide_json(&list->rows[k]));
	return admin_print_json(out);
}

static void
guide_print_table(const struct guide_list *list)
{
	struct table table;

	table_init(&table, 5);
	table_add(&table, _("NAME"));
	table_add(&table, _("SHOWN"));
	table_add(&table, _("CHECK BY"));
	table_add(&table, _("KEPT BY"));
	table_add(&table, _("TITLE"));
	for (size_t k = 0; k < list->count; k++) {
		const struct guide *row = &list->rows[k];

		table_add(&table, row->slug);
		table_add(&table, guide_state(row));
		table_add(&table, *row->recheck_by ? row->recheck_by : "-");
		table_add(&table, row->owner);
		table_add(&table, row->title);
	}
	table_print(&table, "", stdout);
	table_clear(&table);
	puts(_("\nRead each one ('bbs admin guide show NAME'), look up what it says, then type\n"
	       "'bbs admin guide confirm NAME'. Until then nobody sees it."));
}

int
admin_guide_list(struct admin *admin)
{
	struct guide_list list = {0};
	enum err err = guide_list_all(&admin->forum, &list);
	int status = ADMIN_DONE;

	if (err != ERR_OK)
		status = admin_fail(admin, THING_ANY, err, admin->data);
	else if (admin_wants_json(admin))
		status = guide_print_json(&list);
	else
		guide_print_table(&list);
	guide_list_clear(&list);
	return status;
}

int
admin_guide_show(struct admin *admin)
{
	struct guide guide = {0};
	enum err err = guide_find(&admin->forum, admin->words[0], &guide);
	json_t *json;
	char *text;

	if (err != ERR_OK)
		return admin_fail(admin, THING_GUIDE, err, admin->words[0]);
	text = guide_write(&guide);
	if (admin_wants_json(admin)) {
		json = guide_json(&guide);
		json_object_set_new(json, "text", admin_json_text(text));
		admin_print_json(json);
	} else
		fputs(text, stdout);
	free(text);
	guide_clear(&guide);
	return ADMIN_DONE;
}

int
admin_guide_print(struct admin *admin)
{
	struct guide guide = {0};
	enum err err = guide_find(&admin->forum, admin->words[0], &guide);

	if (err == ERR_OK)
		err = admin->hooks->print_guide(&guide, admin->options[ADMIN_LARGE] != NULL, stdout);
	guide_clear(&guide);
	return err == ERR_OK ? ADMIN_DONE : admin_fail(admin, THING_GUIDE, err, admin->words[0]);
}

int
admin_guide_confirm(struct admin *admin)
{
	struct guide guide = {0};
	enum err err = guide_confirm(&admin->forum, admin->words[0], admin->options[ADMIN_UNTIL],
	    admin->options[ADMIN_OWNER], &guide);
	char *title, *owner;

	if (err != ERR_OK)
		return admin_fail(admin, THING_GUIDE, err, admin->words[0]);
	title = admin_safe(guide.title);
	owner = admin_safe(guide.owner);
	if (admin_wants_json(admin))
		admin_print_json(guide_json(&guide));
	else
		printf(_("'%s', kept by %s: checked today, shown to everybody, to be checked again by %s.\n"), title,
		    owner, guide.recheck_by);
	free(owner);
	free(title);
	guide_clear(&guide);
	return ADMIN_DONE;
}

static int
guide_done(struct admin *admin, enum err err, const char *slug, const char *words)
{
	if (err != ERR_OK)
		return admin_fail(admin, THING_GUIDE, err, slug);
	if (admin_wants_json(admin))
		return admin_print_json(json_pack("{s:o, s:b}", "slug", admin_json_text(slug), "is_shown", false));
	puts(words);
	return ADMIN_DONE;
}

int
admin_guide_hide(struct admin *admin)
{
	return guide_done(admin, guide_hide(&admin->forum, admin->words[0]), admin->words[0],
	    _("It is shown to nobody now. 'bbs admin guide confirm' brings it back."));
}

int
admin_guide_remove(struct admin *admin)
{
	return guide_done(admin, guide_remove(&admin->forum, admin->words[0]), admin->words[0],
	    _("It is removed, and no upgrade brings it back."));
}

/* The whole file; owned. ERR_NOT_FOUND, ERR_TOO_LONG, ERR_IO. */
static enum err
guide_read_file(const char *path, char **out)
{
	enum { MOST = GUIDE_BODY_BYTES + 4096 };
	FILE *file = fopen(path, "re");
	char *text;
	size_t bytes;
	enum err err = ERR_OK;

	if (!file)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	text = mem_alloc(MOST + 1);
	bytes = fread(text, 1, MOST + 1, file);
	if (ferror(file))
		err = ERR_IO;
	else if (bytes > MOST)
		err = ERR_TOO_LONG;
	fclose(file);
	if (err == ERR_OK)
		*out = text;
	else
		free(text);
	return err;
}

/* "pages/night.txt" is "night". Owned. */
static char *
guide_slug_of(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;

	return mem_copy_bytes(name, strcspn(name, "."));
}

int
admin_guide_add(struct admin *admin)
{
	char *slug = guide_slug_of(admin->words[0]), *text = NULL;
	enum err err = guide_read_file(admin->words[0], &text);
	int status;

	if (err == ERR_OK) {
		err = guide_put(&admin->forum, slug, text);
		status = guide_done(admin, err, slug,
		    _("It is kept. Nobody sees it yet: 'bbs admin guide confirm' with its name shows it to everybody."));
	} else
		status = admin_fail(admin, err == ERR_NOT_FOUND || err == ERR_IO ? THING_GUIDE_FILE : THING_GUIDE, err,
		    admin->words[0]);
	free(text);
	free(slug);
	return status;
}
