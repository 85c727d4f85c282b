/*
 * bbs admin ready, signpost, joining, invite: what has to be so before people come, and how they come.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "forum/code.h"
#include "forum/help.h"
#include "forum/joining.h"
#include "forum/ready.h"

/* What each item is, and what to do about it. */
static const struct {
	const char *what, *todo;
} ready_rows[READY_COUNT] = {
    [READY_MODERATOR] = {N_("a moderator"), N_("bbs admin member add NAME --role moderator")},
    [READY_LEAD] = {N_("a safeguarding lead"), N_("bbs admin member add NAME --role lead")},
    [READY_CONTROLLER] = {N_("who answers for the data"), N_("bbs admin ready controller \"NAME, ADDRESS\"")},
    [READY_PRIVACY_NOTICE] = {N_("a privacy notice"), N_("bbs admin ready privacy-notice FILE")},
    [READY_DATA_PROTECTION] = {N_("the data protection assessment"), N_("bbs admin ready data-protection YYYY-MM-DD")},
    [READY_ONLINE_SAFETY] = {N_("the online safety assessment"), N_("bbs admin ready online-safety YYYY-MM-DD")},
    [READY_THIRD_PARTIES] = {N_("advice on people who are written about"),
	N_("bbs admin ready third-parties YYYY-MM-DD")},
    [READY_SIGNPOSTS] = {N_("people to call, all of them checked"), N_("bbs admin signpost list")},
    [READY_BACKUP] = {N_("a copy of the board"), N_("bbs admin backup")},
};

/* What there is to show of an item that is done: a notice is too long for a line. */
static const char *
ready_shown(enum ready item, const struct ready_state *state)
{
	return item == READY_SIGNPOSTS || ready_kind(item) == READY_FILE ? "" : state->value;
}

static void
ready_print(const struct ready_state states[READY_COUNT])
{
	struct table table;
	int missing = 0;

	table_init(&table, 4);
	for (int item = 0; item < READY_COUNT; item++) {
		table_add(&table, states[item].is_done ? _("done") : _("missing"));
		table_add(&table, ready_word((enum ready)item));
		table_add(&table, _(ready_rows[item].what));
		table_add(&table,
		    states[item].is_done ? ready_shown((enum ready)item, &states[item]) : _(ready_rows[item].todo));
		missing += !states[item].is_done;
	}
	table_print(&table, "", stdout);
	table_clear(&table);
	if (missing)
		printf(n_("\nThe board is not ready: %d thing is missing. Until then it serves this machine only.\n",
			   "\nThe board is not ready: %d things are missing. Until then it serves this machine only.\n",
			   missing),
		    missing);
	else
		puts(_("\nThe board is ready. 'bbs serve' lets people in from everywhere that net.listen names."));
}

static int
ready_print_json(const struct ready_state states[READY_COUNT])
{
	json_t *out = json_array();

	for (int item = 0; item < READY_COUNT; item++)
		json_array_append_new(out,
		    json_pack("{s:s, s:b, s:o}", "item", ready_word((enum ready)item), "is_done", states[item].is_done,
			"value", admin_json_text(ready_shown((enum ready)item, &states[item]))));
	return admin_print_json(out);
}

static int
ready_show(struct admin *admin)
{
	struct ready_state states[READY_COUNT];
	enum err err = ready_look(&admin->forum, states);
	int status = ADMIN_DONE;

	if (err != ERR_OK)
		return admin_fail(admin, THING_ANY, err, admin->data);
	for (int item = 0; item < READY_COUNT; item++)
		if (!states[item].is_done)
			status = ADMIN_FAILED;
	if (admin_wants_json(admin))
		ready_print_json(states);
	else
		ready_print(states);
	ready_clear(states);
	return status;
}

/* The text of a file, owned; NULL with errno. One byte more than fits tells that it is too long. */
static char *
ready_read_file(const char *path)
{
	char *text = mem_alloc(READY_NOTICE_BYTES + 2);
	size_t bytes = 0;
	ssize_t got = -1;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	while (fd >= 0 && bytes <= READY_NOTICE_BYTES &&
	    (got = read(fd, text + bytes, READY_NOTICE_BYTES + 1 - bytes)) > 0)
		bytes += (size_t)got;
	if (fd >= 0)
		close(fd);
	if (got >= 0)
		return text;
	free(text);
	return NULL;
}

static int
ready_change(struct admin *admin, enum ready item)
{
	bool is_file = ready_kind(item) == READY_FILE;
	char *text = is_file ? ready_read_file(admin->words[1]) : mem_copy_string(admin->words[1]);
	enum err err;

	if (!text)
		return admin_fail(admin, THING_READY, ERR_IO, admin->words[1]);
	err = ready_set(&admin->forum, item, text);
	free(text);
	if (err != ERR_OK)
		return admin_fail(admin, THING_READY, err, admin->words[0]);
	if (admin_wants_json(admin))
		return admin_print_json(json_pack("{s:s, s:b}", "item", ready_word(item), "is_done", true));
	printf(_("Noted: %s.\n"), _(ready_rows[item].what));
	return ADMIN_DONE;
}

int
admin_ready(struct admin *admin)
{
	int item;

	if (!admin->word_count)
		return ready_show(admin);
	item = ready_find(admin->words[0]);
	if (item < 0)
		return admin_misuse(admin->verb, _("There is no such item"), admin->words[0]);
	if (admin->word_count < 2)
		return ready_kind((enum ready)item) == READY_SEEN
		    ? admin_fail(admin, THING_READY, ERR_DENIED, admin->words[0])
		    : admin_misuse(admin->verb, _("Something is missing after it"), NULL);
	return ready_change(admin, (enum ready)item);
}

/* --- people to call --- */

static const char *
signpost_state(const struct signpost *signpost)
{
	return !signpost->is_shown ? _("hidden") : *signpost->checked_on ? _("shown") : _("shown, not checked");
}

static json_t *
signpost_json(const struct signpost *signpost)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b}", "slug",
	    admin_json_text(signpost->slug), "name", admin_json_text(signpost->name), "number",
	    admin_json_text(signpost->number), "hours", admin_json_text(signpost->hours), "about",
	    admin_json_text(signpost->about), "nations", admin_json_text(signpost->nations), "owner",
	    admin_json_text(signpost->owner), "source", admin_json_text(signpost->source), "checked_on",
	    admin_json_text(signpost->checked_on), "recheck_by", admin_json_text(signpost->recheck_by), "is_shown",
	    signpost->is_shown);
}

static int
signpost_print_json(const struct signpost_list *list)
{
	json_t *out = json_array();

	for (size_t k = 0; k < list->count; k++)
		json_array_append_new(out, signpost_json(&list->rows[k]));
	return admin_print_json(out);
}

static void
signpost_print_table(const struct signpost_list *list)
{
	struct table table;

	table_init(&table, 6);
	table_add(&table, _("NAME"));
	table_add(&table, _("SHOWN"));
	table_add(&table, _("NUMBER"));
	table_add(&table, _("CHECK BY"));
	table_add(&table, _("WHO"));
	table_add(&table, _("LOOK IT UP AT"));
	for (size_t k = 0; k < list->count; k++) {
		const struct signpost *row = &list->rows[k];

		table_add(&table, row->slug);
		table_add(&table, signpost_state(row));
		table_add(&table, *row->number ? row->number : _("no number yet"));
		table_add(&table, *row->recheck_by ? row->recheck_by : "-");
		table_add(&table, row->name);
		table_add(&table, row->source);
	}
	table_print(&table, "", stdout);
	table_clear(&table);
	puts(_("\nLook each one up, then type\n"
	       "'bbs admin signpost confirm NAME', with --number, --hours or --about when they changed."));
}

int
admin_signpost_list(struct admin *admin)
{
	struct signpost_list list = {0};
	enum err err = help_list_all(&admin->forum, &list);
	int status = ADMIN_DONE;

	if (err != ERR_OK)
		status = admin_fail(admin, THING_ANY, err, admin->data);
	else if (admin_wants_json(admin))
		status = signpost_print_json(&list);
	else
		signpost_print_table(&list);
	signpost_list_clear(&list);
	return status;
}

int
admin_signpost_confirm(struct admin *admin)
{
	struct help_facts facts = {
	    .number = admin->options[ADMIN_NUMBER],
	    .hours = admin->options[ADMIN_HOURS],
	    .about = admin->options[ADMIN_ABOUT],
	    .recheck_by = admin->options[ADMIN_RECHECK],
	};
	struct signpost signpost = {0};
	enum err err = help_confirm(&admin->forum, admin->words[0], &facts, &signpost);

	if (err != ERR_OK)
		return admin_fail(admin, THING_SIGNPOST, err, admin->words[0]);
	if (admin_wants_json(admin))
		admin_print_json(signpost_json(&signpost));
	else
		printf(_("%s, %s: checked today, shown to everybody, to be checked again by %s.\n"), signpost.name,
		    signpost.number, signpost.recheck_by);
	signpost_clear(&signpost);
	return ADMIN_DONE;
}

int
admin_signpost_hide(struct admin *admin)
{
	enum err err = help_hide(&admin->forum, admin->words[0]);

	if (err != ERR_OK)
		return admin_fail(admin, THING_SIGNPOST, err, admin->words[0]);
	if (admin_wants_json(admin))
		return admin_print_json(
		    json_pack("{s:o, s:b}", "slug", admin_json_text(admin->words[0]), "is_shown", false));
	puts(_("It is shown to nobody now. 'bbs admin signpost confirm' brings it back."));
	return ADMIN_DONE;
}

/* --- joining --- */

static int
joining_print(const struct admin *admin, enum joining mode)
{
	static const char *const words[JOINING_COUNT] = {
	    [JOINING_OPEN] = N_("Joining is open: anybody can."),
	    [JOINING_APPROVAL] = N_("Joining is by approval: the team says yes to each."),
	    [JOINING_INVITATION] = N_("Joining is by invitation: 'bbs admin invite' makes a code."),
	    [JOINING_PAUSED] = N_("Joining is paused: nobody new is let in."),
	};

	if (admin_wants_json(admin))
		return admin_print_json(json_pack("{s:s}", "joining", joining_word(mode)));
	puts(_(words[mode]));
	return ADMIN_DONE;
}

int
admin_joining(struct admin *admin)
{
	int mode = admin->word_count ? joining_find(admin->words[0]) : (int)joining_now(&admin->forum);
	enum err err;

	if (mode < 0)
		return admin_misuse(admin->verb, _("There is no such way to join"), admin->words[0]);
	if (!admin->word_count)
		return joining_print(admin, (enum joining)mode);
	err = joining_choose(&admin->forum, NULL, (enum joining)mode);
	return err == ERR_OK ? joining_print(admin, (enum joining)mode)
			     : admin_fail(admin, THING_ANY, err, admin->data);
}

int
admin_invite(struct admin *admin)
{
	char code[CODE_CHARS + 1];
	enum err err = joining_invite(&admin->forum, NULL, code);

	if (err != ERR_OK)
		return admin_fail(admin, THING_ANY, err, admin->data);
	if (admin_wants_json(admin))
		return admin_print_json(json_pack("{s:s, s:i}", "code", code, "days", JOINING_INVITATION_DAYS));
	printf(_("%s\nThe code is for one person and good for %d days. It is not kept.\n"), code,
	    JOINING_INVITATION_DAYS);
	return ADMIN_DONE;
}
