/*
 * Words with a slash before them. See slash.h. Not here: what a line editor does with lines (body.c).
 *
 * Only a line that is nothing but the word is a command; "/change 3 new words" is the exception. Anything else
 * that begins with a slash and has several words is text, and so is one word too long to be a slip of the hand, such
 * as a piece of a pasted key: nothing that somebody wrote is thrown away.
 */
#include <string.h>

#include "base/text.h"
#include "ui/plain/body.h"
#include "ui/plain/form.h"
#include "ui/plain/slash.h"
#include "ui/words.h"

enum { SLASH_SLIP_BYTES = 16 };

enum slash {
	SLASH_TEXT,
	SLASH_UNKNOWN,
	SLASH_BACK,
	SLASH_CHANGE,
	SLASH_CLEAR,
	SLASH_HELP,
	SLASH_KEEP,
	SLASH_LEAVE,
	SLASH_LIST,
	SLASH_PEOPLE,
	SLASH_SEND,
	SLASH_UNDO,
	SLASH_WORRY,
};

static const struct {
	const char *word;
	enum slash slash;
} words[] = {
    {"/back", SLASH_BACK},
    {"/change", SLASH_CHANGE},
    {"/clear", SLASH_CLEAR},
    {"/help", SLASH_HELP},
    {"/keep", SLASH_KEEP},
    {"/leave", SLASH_LEAVE},
    {"/list", SLASH_LIST},
    {"/people", SLASH_PEOPLE},
    {"/send", SLASH_SEND},
    {"/undo", SLASH_UNDO},
    {"/worry", SLASH_WORRY},
};

/* rest: what follows the word, borrowed. */
static enum slash
slash_parse(const char *line, const char **rest)
{
	size_t bytes = strcspn(line, " ");

	*rest = line + bytes + strspn(line + bytes, " ");
	if (line[0] != '/' || line[1] == '/')
		return SLASH_TEXT;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (strlen(words[k].word) == bytes && !strncasecmp(words[k].word, line, bytes))
			return **rest && words[k].slash != SLASH_CHANGE ? SLASH_TEXT : words[k].slash;
	return **rest || bytes > SLASH_SLIP_BYTES ? SLASH_TEXT : SLASH_UNKNOWN;
}

bool
slash_is_command(const char *line)
{
	const char *rest;

	return slash_parse(line, &rest) != SLASH_TEXT;
}

const char *
slash_text(const char *line)
{
	return line[0] == '/' && line[1] == '/' ? line + 1 : line;
}

static void
slash_add_body_help(struct renderer *r)
{
	say_add(&r->say, _("Each line you type is added to what you wrote."));
	say_add(&r->say, _("An empty line makes a gap."));
	say_add(&r->say, _("A full stop on its own line ends your writing."));
	say_add(&r->say, _("/list to hear what you wrote, line by line."));
	say_add(&r->say, _("/undo to take the last line away."));
	say_add(&r->say, _("/change 3 and new words to write line 3 again."));
}

static void
slash_add_offer_help(struct renderer *r)
{
	const struct view *view = r->view;

	if (view_offers(view, ACTION_SEND))
		say_add(&r->say, _("/send to send it now."));
	if (view_offers(view, ACTION_KEEP))
		say_add(&r->say, _("/keep to keep it for later."));
	say_add(&r->say, _("/people for people to call."));
	if (view_offers(view, ACTION_WORRY))
		say_add(&r->say, _("/worry if you are worried about someone."));
	say_add(&r->say, _("/leave to leave. What you have written is kept."));
	if (view_offers(view, ACTION_HELP) && !form_is_secret(r))
		say_add(&r->say, _("/help once more for the help page."));
}

/* First what can be typed here; the help page when it is asked for again. */
static bool
slash_help(struct renderer *r, struct event *out)
{
	bool is_body = form_field(r)->kind == FIELD_BODY;

	if (r->was_help && view_offers(r->view, ACTION_HELP))
		return state_intend(r, ACTION_HELP, 0, 0, out);
	say_interrupt(&r->say);
	if (is_body)
		slash_add_body_help(r);
	else
		say_add(&r->say, _("Type your answer, and press Enter. These words do something else:"));
	if (!is_body && !form_is_secret(r))
		say_add(&r->say, _("/clear to make it empty."));
	say_add(&r->say, _("/back for the question before."));
	slash_add_offer_help(r);
	if (!form_is_secret(r))
		say_add(&r->say, _("Does your line begin with a slash? Type two."));
	say_close(&r->say);
	r->was_help = true;
	return false;
}

static bool
slash_intend(struct renderer *r, enum action action, struct event *out)
{
	if (view_offers(r->view, action) || action == ACTION_LEAVE || action == ACTION_PEOPLE)
		return state_intend(r, action, 0, 0, out);
	say_aside(&r->say,
	    _("You can't do that here. What you have written is safe. Type /help to hear what you can type."));
	return false;
}

static bool
slash_send(struct renderer *r, struct event *out)
{
	enum action first = r->view->offer_count ? r->view->offers[0].action : ACTION_SEND;

	return slash_intend(r, first, out);
}

/* In a body it would be too easy to lose everything. */
static bool
slash_clear(struct renderer *r, struct event *out)
{
	if (form_field(r)->kind == FIELD_BODY)
		return slash_intend(r, ACTION_NONE, out);
	edit_set(form_edit(r), "");
	form_ask(r);
	return state_tell_change(out);
}

/* Lines belong to the line editor. */
static bool
slash_edit(struct renderer *r, enum slash slash, const char *rest, struct event *out)
{
	struct edit *edit = form_edit(r);

	if (form_field(r)->kind != FIELD_BODY)
		return slash_intend(r, ACTION_NONE, out);
	if (slash == SLASH_UNDO)
		return body_undo(r, edit, out);
	if (slash == SLASH_CHANGE)
		return body_change(r, edit, rest, out);
	say_interrupt(&r->say);
	body_list(r, edit);
	say_close(&r->say);
	return false;
}

static bool
slash_carry_out(struct renderer *r, enum slash slash, const char *rest, struct event *out)
{
	switch (slash) {
	case SLASH_BACK:
		return form_go_back(r, out);
	case SLASH_CLEAR:
		return slash_clear(r, out);
	case SLASH_HELP:
		return slash_help(r, out);
	case SLASH_KEEP:
		return slash_intend(r, ACTION_KEEP, out);
	case SLASH_LEAVE:
		return slash_intend(r, ACTION_LEAVE, out);
	case SLASH_PEOPLE:
		return slash_intend(r, ACTION_PEOPLE, out);
	case SLASH_WORRY:
		return slash_intend(r, ACTION_WORRY, out);
	case SLASH_SEND:
		return slash_send(r, out);
	default:
		return slash_edit(r, slash, rest, out);
	}
}

/* In a password a slash is a letter like any other, but for the ways out. */
static bool
slash_is_for_secret(enum slash slash)
{
	return slash == SLASH_BACK || slash == SLASH_HELP || slash == SLASH_WORRY || slash == SLASH_LEAVE ||
	    slash == SLASH_PEOPLE;
}

bool
slash_run(struct renderer *r, const char *line, bool *is_command, struct event *out)
{
	const char *rest;
	enum slash slash = slash_parse(line, &rest);
	bool has_event = false;

	*is_command = slash != SLASH_TEXT && (!form_is_secret(r) || slash_is_for_secret(slash));
	if (slash == SLASH_UNKNOWN && *is_command)
		say_aside(&r->say, _("That didn't work, and nothing was added. Type /help to hear what you can type."));
	else if (*is_command)
		has_event = slash_carry_out(r, slash, rest, out);
	if (slash != SLASH_HELP)
		r->was_help = false;
	return has_event;
}
