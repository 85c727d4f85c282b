/*
 * bbs admin board: which boards there are, in what order, and who may read them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "forum/board.h"

static json_t *
board_json(const struct board *board)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:b, s:b}", "slug", admin_json_text(board->slug), "name",
	    admin_json_text(board->name), "about", admin_json_text(board->about), "notice",
	    admin_json_text(board->notice), "group", admin_json_text(board->group_slug), "group_name",
	    admin_json_text(board->group_name), "place", (json_int_t)board->position, "is_open", board->is_open,
	    "is_on", board->is_on);
}

static int
board_print_json(const struct board_list *boards)
{
	json_t *out = json_array();

	for (size_t k = 0; k < boards->count; k++)
		json_array_append_new(out, board_json(&boards->rows[k]));
	return admin_print_json(out);
}

static void
board_add_row(struct table *table, const struct board *board)
{
	table_add(table, board->slug);
	table_add(table, board->group_slug);
	table_add_number(table, board->position);
	table_add(table, board->is_on ? _("on") : _("off"));
	table_add(table, board->is_open ? _("guests and members") : _("members"));
	table_add(table, board->name);
}

static int
board_print_table(const struct board_list *boards)
{
	struct table table;

	table_init(&table, 6);
	table_add(&table, _("BOARD"));
	table_add(&table, _("GROUP"));
	table_add(&table, _("PLACE"));
	table_add(&table, _("SHOWN"));
	table_add(&table, _("READ BY"));
	table_add(&table, _("NAME"));
	for (size_t k = 0; k < boards->count; k++)
		board_add_row(&table, &boards->rows[k]);
	table_print(&table, "", stdout);
	table_clear(&table);
	return ADMIN_DONE;
}

int
admin_board_list(struct admin *admin)
{
	struct board_list boards = {0};
	enum err err = board_list_all(&admin->forum, &boards);
	int status;

	if (err != ERR_OK)
		status = admin_fail(admin, THING_ANY, err, admin->data);
	else
		status = admin_wants_json(admin) ? board_print_json(&boards) : board_print_table(&boards);
	board_list_clear(&boards);
	return status;
}

/* The board as it is now: what every change ends with. */
static int
board_print_now(const struct board *board)
{
	char *name = admin_safe(board->name), *group = admin_safe(board->group_name),
	     *notice = admin_safe(board->notice);

	printf(board->is_on ? _("%s: %s. It is on, at place %lld in '%s'.\n")
			    : _("%s: %s. It is off, at place %lld in '%s': nobody sees it.\n"),
	    board->slug, name, (long long)board->position, group);
	if (board->is_on)
		puts(board->is_open ? _("Guests may read it too.") : _("Only members may read it."));
	if (*board->notice)
		printf(_("Its notice: %s\n"), notice);
	free(notice);
	free(group);
	free(name);
	return ADMIN_DONE;
}

/* slug was accepted by the forum, so that it is plain letters. */
static int
board_show(struct admin *admin, const char *slug)
{
	struct board_list boards = {0};
	enum err err = board_list_all(&admin->forum, &boards);
	int status = ADMIN_DONE;

	if (err != ERR_OK)
		status = admin_fail(admin, THING_ANY, err, slug);
	for (size_t k = 0; err == ERR_OK && k < boards.count; k++)
		if (!strcmp(boards.rows[k].slug, slug))
			status = admin_wants_json(admin) ? admin_print_json(board_json(&boards.rows[k]))
							 : board_print_now(&boards.rows[k]);
	board_list_clear(&boards);
	return status;
}

/* What was typed for a name or a description, safe and trimmed; NULL stays NULL. Returns owned. */
static char *
board_tidy_text(const char *typed)
{
	struct str safe;

	if (!typed)
		return NULL;
	text_clean(TEXT_LINE, typed, &safe);
	return str_take(&safe);
}

static int
board_change(struct admin *admin, const struct board_change *change)
{
	enum err err = board_edit(&admin->forum, admin->words[0], change);

	return err == ERR_OK ? board_show(admin, admin->words[0])
			     : admin_fail(admin, THING_BOARD, err, admin->words[0]);
}

int
admin_board_add(struct admin *admin)
{
	const char *group = admin->options[ADMIN_GROUP], *name = admin->options[ADMIN_NAME];
	struct board record = {
	    .is_open = admin->options[ADMIN_OPEN] != NULL,
	    .is_on = !admin->options[ADMIN_OFF],
	};
	enum err err;

	if (!group || !name)
		return admin_misuse(admin->verb, _("A new board needs --group GROUP and --name NAME"), NULL);
	record.slug = mem_copy_string(admin->words[0]);
	record.group_slug = mem_copy_string(group);
	record.name = board_tidy_text(name);
	record.about = board_tidy_text(admin->options[ADMIN_ABOUT] ? admin->options[ADMIN_ABOUT] : "");
	err = board_add(&admin->forum, &record);
	board_clear(&record);
	if (err == ERR_NOT_FOUND)
		return admin_fail(admin, THING_GROUP, err, group);
	return err == ERR_OK ? board_show(admin, admin->words[0])
			     : admin_fail(admin, THING_BOARD, err, admin->words[0]);
}

int
admin_board_edit(struct admin *admin)
{
	char *name = board_tidy_text(admin->options[ADMIN_NAME]), *about = board_tidy_text(admin->options[ADMIN_ABOUT]);
	char *notice = board_tidy_text(admin->options[ADMIN_NOTICE]);
	struct board_change change = {
	    .name = name,
	    .about = about,
	    .notice = notice,
	    .is_open = -1,
	    .is_on = -1,
	    .position = -1,
	};
	int status;

	if (name || about || notice)
		status = board_change(admin, &change);
	else
		status =
		    admin_misuse(admin->verb, _("Say what to change: --name NAME, --about TEXT, --notice TEXT"), NULL);
	free(notice);
	free(about);
	free(name);
	return status;
}

int
admin_board_order(struct admin *admin)
{
	struct board_change change = {.is_open = -1, .is_on = -1};

	if (!admin_take_number(admin->words[1], 1, 999, &change.position))
		return admin_misuse(admin->verb, _("A place is a number from 1 to 999"), admin->words[1]);
	return board_change(admin, &change);
}

int
admin_board_open(struct admin *admin)
{
	return board_change(admin, &(struct board_change){.is_open = 1, .is_on = -1, .position = -1});
}

int
admin_board_shut(struct admin *admin)
{
	return board_change(admin, &(struct board_change){.is_open = 0, .is_on = -1, .position = -1});
}

int
admin_board_on(struct admin *admin)
{
	return board_change(admin, &(struct board_change){.is_open = -1, .is_on = 1, .position = -1});
}

int
admin_board_off(struct admin *admin)
{
	return board_change(admin, &(struct board_change){.is_open = -1, .is_on = 0, .position = -1});
}
