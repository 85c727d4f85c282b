/*
 * bbs admin stats, health: how the board is doing. Numbers, never a name or a word.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "forum/figures.h"

enum { STATS_DAYS = 7, STATS_MOST_DAYS = 3650 };

/* --- stats --- */

static void
stats_add(struct table *table, int64_t number, const char *what)
{
	table_add_number(table, number);
	table_add(table, what);
}

static void
stats_print(const struct figures *f, int64_t days)
{
	struct table table;

	printf(n_("In the last %lld day, and now:\n\n", "In the last %lld days, and now:\n\n", days), (long long)days);
	table_init(&table, 2);
	stats_add(&table, f->members, _("members now"));
	stats_add(&table, f->joined, _("joined"));
	stats_add(&table, f->waiting_to_join, _("wait to be let in now"));
	stats_add(&table, f->here, _("members were here"));
	stats_add(&table, f->writers, _("members wrote"));
	stats_add(&table, f->paused, _("members are paused now"));
	stats_add(&table, f->conversations, _("conversations now"));
	stats_add(&table, f->started, _("conversations were started"));
	stats_add(&table, f->messages, _("messages now"));
	stats_add(&table, f->written, _("messages were written"));
	stats_add(&table, f->hidden, _("messages are hidden now"));
	stats_add(&table, f->cases_opened, _("cases were opened"));
	stats_add(&table, f->cases_closed, _("cases were closed"));
	stats_add(&table, f->opinions, _("second opinions were given"));
	stats_add(&table, f->opinions_apart, _("of them differed from the first"));
	stats_add(&table, f->cases_open, _("cases are open now"));
	stats_add(&table, f->cases_red, _("of them are red"));
	stats_add(&table, f->audit_rows, _("lines in the audit"));
	stats_add(&table, f->asked, _("waited for a first answer"));
	stats_add(&table, f->heard, _("of them were answered"));
	stats_add(&table, f->heard_3h, _("within 3 hours"));
	stats_add(&table, f->heard_24h, _("within 24 hours"));
	stats_add(&table, f->promised, _("answers were promised by now"));
	stats_add(&table, f->promises_kept, _("of these promises were kept"));
	stats_add(&table, f->written ? (f->top_ten * 100 + f->written / 2) / f->written : 0,
	    _("of 100 messages came from the ten most active"));
	table_print(&table, "", stdout);
	table_clear(&table);
}

static int
stats_print_json(const struct figures *figures, int64_t days)
{
	json_t *out = json_pack("{s:I}", "days", (json_int_t)days);

#define STATS_JSON(name) json_object_set_new(out, #name, json_integer((json_int_t)figures->name));
	FIGURE_LIST(STATS_JSON)
	return admin_print_json(out);
}

int
admin_stats(struct admin *admin)
{
	int64_t days = STATS_DAYS;
	struct figures figures;
	enum err err;

	if (admin->options[ADMIN_DAYS] && !admin_take_number(admin->options[ADMIN_DAYS], 1, STATS_MOST_DAYS, &days))
		return admin_misuse(admin->verb, _("--days is a number from 1 to 3650"), NULL);
	err = figures_look(&admin->forum, days, &figures);
	if (err != ERR_OK)
		return admin_fail(admin, THING_ANY, err, admin->data);
	if (admin_wants_json(admin))
		return stats_print_json(&figures, days);
	stats_print(&figures, days);
	return ADMIN_DONE;
}

/* --- health --- */

static char *
health_describe(enum health item, const struct health_state *state)
{
	long long number = (long long)state->number;

	switch (item) {
	case HEALTH_KEEPER:
		return mem_copy_string(
		    state->is_fine ? _("The keeper runs.") : _("No keeper runs. Start bbs serve, or bbs keeper."));
	case HEALTH_BACKUP:
		return number < 0
		    ? mem_copy_string(_("There is no copy yet. Type bbs admin backup."))
		    : mem_format(n_("The last copy is %lld hour old.", "The last copy is %lld hours old.", number),
			  number);
	case HEALTH_DISK:
		return mem_format(_("%lld of 100 parts of the disk are free."), number);
	case HEALTH_LOG:
		return mem_format(_("The database's log has %lld MiB."), number);
	case HEALTH_SIGNPOSTS:
		return mem_format(n_("%lld of the people to call must be checked.",
				      "%lld of the people to call must be checked.", number),
		    number);
	case HEALTH_GUIDES:
		return mem_format(n_("%lld of the useful pages must be checked.",
				      "%lld of the useful pages must be checked.", number),
		    number);
	case HEALTH_RED:
		return mem_format(n_("The oldest red case waits %lld minute for somebody.",
				      "The oldest red case waits %lld minutes for somebody.", number),
		    number);
	case HEALTH_SPOOL:
		return mem_format(n_("Mail and alerts wait %lld minute to go out.",
				      "Mail and alerts wait %lld minutes to go out.", number),
		    number);
	default:
		return mem_copy_string(state->is_fine ? _("The board is ready for the public.")
						      : _("Not ready for the public. See bbs admin ready."));
	}
}

static void
health_print(const struct health_state states[HEALTH_COUNT])
{
	struct table table;

	table_init(&table, 3);
	for (int item = 0; item < HEALTH_COUNT; item++) {
		char *words = health_describe((enum health)item, &states[item]);

		table_add(&table, states[item].is_fine ? _("fine") : _("look"));
		table_add(&table, health_word((enum health)item));
		table_add(&table, words);
		free(words);
	}
	table_print(&table, "", stdout);
	table_clear(&table);
}

static void
health_print_json(const struct health_state states[HEALTH_COUNT])
{
	json_t *out = json_array();

	for (int item = 0; item < HEALTH_COUNT; item++)
		json_array_append_new(out,
		    json_pack("{s:s, s:b, s:I}", "item", health_word((enum health)item), "is_fine",
			states[item].is_fine, "number", (json_int_t)states[item].number));
	admin_print_json(out);
}

int
admin_health(struct admin *admin)
{
	struct health_state states[HEALTH_COUNT];
	enum err err = health_look(&admin->forum, admin->data, states);
	int status = ADMIN_DONE;

	if (err != ERR_OK)
		return admin_fail(admin, THING_ANY, err, admin->data);
	for (int item = 0; item < HEALTH_COUNT; item++)
		if (!states[item].is_fine)
			status = ADMIN_FAILED;
	if (admin_wants_json(admin))
		health_print_json(states);
	else
		health_print(states);
	return status;
}
