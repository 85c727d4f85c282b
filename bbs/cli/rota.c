/*
 * bbs admin rota: when people of the team are here, every week.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "forum/account.h"
#include "forum/rota.h"

/* The days as they are typed, from Monday. */
static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

enum { DAYS = sizeof days / sizeof *days, DAY_LEAST = 3 };

/* 1 Monday to 7 Sunday by its name or how that begins; 0 for none. */
static int
rota_find_day(const char *typed)
{
	size_t bytes = strlen(typed);

	for (int k = 0; k < DAYS; k++)
		if (bytes >= DAY_LEAST && bytes <= strlen(days[k]) && !strncmp(days[k], typed, bytes))
			return k + 1;
	return 0;
}

static char *
rota_clock(int64_t minutes)
{
	return mem_format("%02d:%02d", (int)(minutes / 60), (int)(minutes % 60));
}

static json_t *
rota_json(const struct shift *shift)
{
	char *from = rota_clock(shift->starts), *to = rota_clock(shift->ends);
	json_t *out = json_pack("{s:I, s:s, s:s, s:s, s:o, s:o, s:b}", "id", (json_int_t)shift->id, "day",
	    days[shift->weekday - 1], "from", from, "to", to, "name", admin_json_text(shift->member_name), "role",
	    admin_json_text(shift->member_role), "is_away", shift->is_away);

	free(to);
	free(from);
	return out;
}

static int
rota_print_json(const struct shift_list *list)
{
	json_t *out = json_array();

	for (size_t k = 0; k < list->count; k++)
		json_array_append_new(out, rota_json(&list->rows[k]));
	return admin_print_json(out);
}

static void
rota_add_row(struct table *table, const struct shift *shift)
{
	char *from = rota_clock(shift->starts), *to = rota_clock(shift->ends);

	table_add_number(table, shift->id);
	table_add(table, days[shift->weekday - 1]);
	table_add(table, from);
	table_add(table, to);
	table_add(table, shift->member_name);
	table_add(table, shift->member_role);
	table_add(table, shift->is_away ? _("away now") : "");
	free(to);
	free(from);
}

static int
rota_print(const struct shift_list *list)
{
	struct table table;

	if (!list->count) {
		puts(_("Nobody is on the rota. No answer is promised to newcomers."));
		return ADMIN_DONE;
	}
	table_init(&table, 7);
	table_add(&table, _("ID"));
	table_add(&table, _("DAY"));
	table_add(&table, _("FROM"));
	table_add(&table, _("TO"));
	table_add(&table, _("NAME"));
	table_add(&table, _("ROLE"));
	table_add(&table, "");
	for (size_t k = 0; k < list->count; k++)
		rota_add_row(&table, &list->rows[k]);
	table_print(&table, "", stdout);
	table_clear(&table);
	return ADMIN_DONE;
}

int
admin_rota_list(struct admin *admin)
{
	struct shift_list list = {0};
	enum err err = rota_list_all(&admin->forum, &list);
	int status;

	if (err != ERR_OK)
		status = admin_fail(admin, THING_ANY, err, admin->data);
	else
		status = admin_wants_json(admin) ? rota_print_json(&list) : rota_print(&list);
	shift_list_clear(&list);
	return status;
}

int
admin_rota_add(struct admin *admin)
{
	int day = rota_find_day(admin->words[1]);
	int from = rota_read_time(admin->words[2]), to = rota_read_time(admin->words[3]);
	char name[ACCOUNT_NAME_MOST + 1];
	int64_t id;
	enum err err;

	if (!day)
		return admin_misuse(admin->verb, _("DAY is monday, tuesday and so on"), admin->words[1]);
	if (from < 0 || to < 0)
		return admin_misuse(admin->verb, _("FROM and TO are times like 9, 9:30 or 21"), NULL);
	account_tidy_name(admin->words[0], name, sizeof name);
	err = rota_add_for(&admin->forum, name, day, from, to % ROTA_DAY_MINUTES, &id);
	if (err == ERR_DENIED || err == ERR_TAKEN || err == ERR_INVALID || err == ERR_TOO_LONG) {
		fprintf(stderr, "bbs: %s\n",
		    err == ERR_DENIED        ? _("only a greeter, guide, host, moderator or lead can be on the rota")
			: err == ERR_TAKEN   ? _("this time is on the rota already")
			: err == ERR_INVALID ? _("FROM and TO are the same")
					     : _("the rota is full"));
		return ADMIN_FAILED;
	}
	if (err != ERR_OK)
		return admin_fail(admin, THING_MEMBER, err, admin->words[0]);
	return admin_rota_list(admin);
}

int
admin_rota_remove(struct admin *admin)
{
	int64_t id;
	enum err err;

	if (!admin_take_number(admin->words[0], 1, INT64_MAX, &id))
		return admin_misuse(admin->verb, _("ID is a number that 'rota list' shows"), admin->words[0]);
	err = rota_remove_any(&admin->forum, id);
	if (err == ERR_NOT_FOUND) {
		fprintf(stderr, "bbs: %s\n", _("no time on the rota has this ID; 'bbs admin rota list' shows them"));
		return ADMIN_FAILED;
	}
	return err == ERR_OK ? admin_rota_list(admin) : admin_fail(admin, THING_ANY, err, admin->words[0]);
}
