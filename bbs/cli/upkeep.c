/*
 * bbs admin init, demo, config, check: making a board and looking after its file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/table.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "forum/care.h"
#include "forum/filler.h"
#include "forum/setup.h"

static void
init_print(const struct admin *admin, bool is_new)
{
	char *data = admin_safe(admin->data);

	if (is_new)
		printf(_("The board in %s is made.\n\n"), data);
	else
		printf(_("The board in %s was there already and is up to date. Nothing was lost.\n\n"), data);
	printf(_("Next:\n"
		 "  bbs admin member add NAME --role moderator --data %s    the first moderator\n"
		 "  bbs admin board list --data %s                          which boards are on\n"
		 "  bbs serve --data %s                                     open it\n"),
	    data, data, data);
	free(data);
}

int
admin_init(struct admin *admin)
{
	bool is_new;
	enum err err = care_make(admin->data, &is_new, &admin->lock_fd);

	if (err != ERR_OK)
		return admin_fail(admin, THING_DATA, err, admin->data);
	if (admin_wants_json(admin))
		return admin_print_json(
		    json_pack("{s:o, s:b}", "data", admin_json_text(admin->data), "is_new", is_new));
	init_print(admin, is_new);
	return ADMIN_DONE;
}

/* --- demo --- */

/* ADMIN_DONE, or a sentence was said. */
static int
demo_read_size(const struct admin *admin, int64_t *out)
{
	const char *size = admin->options[ADMIN_SIZE];

	if (size && !admin_take_number(size, 0, FILLER_MOST, out))
		return admin_misuse(admin->verb, _("A size is a number of messages from 0 to 2000000"), size);
	return ADMIN_DONE;
}

static int
demo_print(const struct admin *admin, int64_t members, int64_t conversations, int64_t messages, int64_t filler)
{
	if (admin_wants_json(admin))
		return admin_print_json(
		    json_pack("{s:I, s:I, s:I, s:I}", "members", (json_int_t)members, "conversations",
			(json_int_t)conversations, "messages", (json_int_t)messages, "generated", (json_int_t)filler));
	printf(_("The demo board is ready: %lld invented members, %lld conversations, %lld messages.\n"),
	    (long long)members, (long long)conversations, (long long)messages);
	if (filler)
		printf(n_("%lld of the messages is generated, and says so.\n",
			   "%lld of the messages are generated, and say so.\n", filler),
		    (long long)filler);
	return ADMIN_DONE;
}

int
admin_demo(struct admin *admin)
{
	int64_t members, conversations, messages, filler = 0;
	bool is_new;
	int status = demo_read_size(admin, &filler);
	enum err err;

	if (status != ADMIN_DONE)
		return status;
	err = care_make(admin->data, &is_new, &admin->lock_fd);
	if (err == ERR_OK)
		err = forum_open(admin->data, admin->config, &admin->forum);
	if (err != ERR_OK)
		return admin_fail(admin, THING_DATA, err, admin->data);
	err = setup_demo(&admin->forum, filler, &members, &conversations, &messages);
	if (err != ERR_OK)
		return admin_fail(admin, filler && err != ERR_TAKEN ? THING_FILLER : THING_DEMO, err, admin->data);
	return demo_print(admin, members, conversations, messages, filler);
}

/* --- config --- */

static json_t *
config_value_json(const struct config *config, const struct option *option)
{
	const void *field = (const char *)config + option->offset;

	switch (option->type) {
	case OPTION_INT:
		return json_integer(*(const int64_t *)field);
	case OPTION_BOOL:
		return json_boolean(*(const bool *)field);
	default:
		return admin_json_text(*(char *const *)field);
	}
}

static json_t *
config_option_json(const struct config *config, const struct option *option)
{
	static const char *const types[] = {
	    [OPTION_INT] = "number",
	    [OPTION_BOOL] = "yes-no",
	    [OPTION_TEXT] = "text",
	    [OPTION_WORD] = "word",
	};

	return json_pack("{s:s, s:s, s:s, s:o, s:s, s:I, s:I, s:s, s:s?, s:s}", "section", option->section, "name",
	    option->name, "type", types[option->type], "value", config_value_json(config, option), "default",
	    option->default_text, "minimum", (json_int_t)option->minimum, "maximum", (json_int_t)option->maximum,
	    "unit", option->unit, "words", option->words, "help", option->help);
}

static void
config_print_value(const struct config *config, const struct option *option)
{
	const void *field = (const char *)config + option->offset;
	char *text;

	switch (option->type) {
	case OPTION_INT:
		printf("%lld", (long long)*(const int64_t *)field);
		return;
	case OPTION_BOOL:
		fputs(*(const bool *)field ? "yes" : "no", stdout);
		return;
	case OPTION_TEXT:
	case OPTION_WORD:
		text = admin_safe(*(char *const *)field);
		fputs(text, stdout);
		free(text);
	}
}

static void
config_print_range(const struct option *option)
{
	const char *standard = *option->default_text ? option->default_text : _("Empty");

	switch (option->type) {
	case OPTION_INT:
		printf(_("  %lld to %lld (%s). %s unless it is set.\n"), (long long)option->minimum,
		    (long long)option->maximum, _(option->unit), standard);
		return;
	case OPTION_BOOL:
		printf(_("  yes or no. %s unless it is set.\n"), standard);
		return;
	case OPTION_WORD:
		printf(_("  One of: %s. %s unless it is set.\n"), option->words, standard);
		return;
	case OPTION_TEXT:
		printf(_("  At most %lld bytes. %s unless it is set.\n"), (long long)option->maximum, standard);
	}
}

static void
config_print(const struct config *config)
{
	const struct option *option;
	const char *section = "";

	for (size_t k = 0; (option = option_at(k)); k++) {
		if (strcmp(section, option->section))
			printf("%s[%s]\n", k ? "\n" : "", option->section);
		section = option->section;
		printf("%s = ", option->name);
		config_print_value(config, option);
		printf("\n  %s\n", _(option->help));
		config_print_range(option);
	}
}

int
admin_config(struct admin *admin)
{
	json_t *all;
	const struct option *option;

	if (!admin_wants_json(admin)) {
		config_print(admin->config);
		return ADMIN_DONE;
	}
	all = json_array();
	for (size_t k = 0; (option = option_at(k)); k++)
		json_array_append_new(all, config_option_json(admin->config, option));
	return admin_print_json(all);
}

/* --- check --- */

struct check_found {
	struct table table;
	json_t *problems;
};

static const char *
check_describe(const char *what)
{
	static const struct {
		const char *what, *words;
	} rows[] = {
	    {"integrity", N_("the file is damaged")},
	    {"foreign-key", N_("it belongs to something that is not there")},
	    {"message-count", N_("its messages are counted wrong")},
	    {"last-message", N_("its newest message is noted wrong")},
	    {"first-message", N_("its first message is noted wrong")},
	    {"to-member", N_("whom it answers is noted wrong")},
	    {"not-found-by-words", N_("its words can't be found")},
	    {"found-by-words", N_("its words are found, though nobody may read it")},
	};

	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
		if (!strcmp(rows[k].what, what))
			return _(rows[k].words);
	return what;
}

static void
check_take(void *context, const char *what, const char *where)
{
	struct check_found *found = context;

	table_add(&found->table, where);
	table_add(&found->table, check_describe(what));
	json_array_append_new(found->problems,
	    json_pack("{s:o, s:o}", "what", admin_json_text(what), "where", admin_json_text(where)));
}

static int
check_print(const struct admin *admin, const struct check_found *found, int64_t count)
{
	if (admin_wants_json(admin))
		admin_print_json(json_pack("{s:I, s:O}", "count", (json_int_t)count, "problems", found->problems));
	else if (count)
		table_print(&found->table, "", stdout);
	else
		puts(_("Everything was looked at, and all is well."));
	if (!count)
		return ADMIN_DONE;
	fflush(stdout);
	fprintf(stderr,
	    n_("bbs admin: %lld thing is not as it should be. Nothing was changed. Make a copy with 'bbs admin "
	       "backup', and put the newest good one back with 'bbs admin restore FILE'.\n",
		"bbs admin: %lld things are not as they should be. Nothing was changed. Make a copy with 'bbs "
		"admin backup', and put the newest good one back with 'bbs admin restore FILE'.\n",
		count),
	    (long long)count);
	return ADMIN_FAILED;
}

int
admin_check(struct admin *admin)
{
	struct check_found found = {.problems = json_array()};
	int64_t count = 0;
	enum err err;
	int status;

	table_init(&found.table, 2);
	err = care_check(&admin->forum, check_take, &found, &count);
	status = err == ERR_OK ? check_print(admin, &found, count) : admin_fail(admin, THING_ANY, err, admin->data);
	json_decref(found.problems);
	table_clear(&found.table);
	return status;
}
