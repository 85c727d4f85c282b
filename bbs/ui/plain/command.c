/*
 * What a line means where a choice is made. See command.h. Not here: how choices are said
 * (choices.c), lines typed into fields (form.c, body.c).
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/plain/choices.h"
#include "ui/plain/command.h"
#include "ui/plain/tell.h"
#include "ui/plain/typed.h"
#include "ui/words.h"

enum { LINES_MOST = 10000 };

/* A line that is a letter, or a letter and a number. */
struct command {
	uint32_t letter;
	bool has_number;
	int64_t number;
};

/* Parsing. */

static bool
command_parse(const char *line, struct command *out)
{
	size_t used = text_decode(line, strlen(line), &out->letter);
	const char *rest = line + used + strspn(line + used, " ");

	out->has_number = *rest;
	out->number = typed_parse_number(rest);
	return used && (!*rest || strspn(rest, "0123456789") == strlen(rest));
}

static bool
command_help(struct renderer *r, bool again, struct event *out)
{
	bool has_page = view_offers(r->view, ACTION_HELP);

	if (again && has_page)
		return state_intend(r, ACTION_HELP, 0, 0, out);
	r->was_help = has_page;
	if (!said_choices(&r->said))
		choices_tell(r, "");
	else if (r->view->kind == VIEW_LIST && view_offers(r->view, ACTION_OPEN))
		choices_tell(r, _("A number to choose what has that number"));
	else
		choices_tell(r, _("A number to hear it again"));
	return false;
}

/* Numbers. */

/* The lowest and highest number that can be typed; false when there is none. */
static bool
command_range(const struct renderer *r, int64_t *first, int64_t *last)
{
	const struct view *view = r->view;

	*first = 1;
	*last = said_choices(&r->said);
	if (!state_has_numbers(view))
		return *last > 0;
	*first = INT_MAX;
	*last = 0;
	for (size_t k = 0; k < view->item_count; k++) {
		int number = view->items[k].number;

		*first = number && number < *first ? number : *first;
		*last = number > *last ? number : *last;
	}
	return *last > 0;
}

/* what: what happened, a sentence. */
static bool
command_fail(struct renderer *r, const char *what)
{
	int64_t first, last;
	struct str words;

	str_init(&words);
	say_join(&words, what);
	if (!command_range(r, &first, &last))
		say_join(&words, _("Type h for help"));
	else if (first == last)
		say_join_format(&words, _("Type the number %d, or h for help"), (int)last);
	else
		say_join_format(&words, _("Type a number from %d to %d, or h for help"), (int)first, (int)last);
	say_aside(&r->say, words.text);
	str_clear(&words);
	return false;
}

static bool
command_fail_number(struct renderer *r, int64_t number)
{
	char *what = mem_format(_("There is no number %d here"), (int)number);

	command_fail(r, what);
	free(what);
	return false;
}

/* The item people mean by a number, or NULL. *id: what was heard by that number, though it may have gone. */
static const struct item *
command_find_item(const struct renderer *r, int64_t number, int64_t *id)
{
	const struct item *item;

	*id = 0;
	if (state_has_numbers(r->view)) {
		item = state_find_number(r, number);
		*id = item ? item->id : 0;
		return item;
	}
	*id = number > 0 ? said_at(&r->said, number) : 0;
	return view_find(r->view, *id);
}

static bool
command_miss(struct renderer *r, int64_t number, int64_t id)
{
	if (id)
		return command_fail(r,
		    _("That is not here any more, and nothing has changed. Type l to hear what is here."));
	return command_fail_number(r, number);
}

/* A number alone, or g and a number: open it, say it again, or ask for the page it is on. */
static bool
command_choose(struct renderer *r, int64_t number, bool opens, struct event *out)
{
	int64_t id;
	const struct item *item = command_find_item(r, number, &id);

	if (!item && !id && number && view_offers(r->view, ACTION_GO_TO))
		return state_intend(r, ACTION_GO_TO, 0, number, out);
	if (!item)
		return command_miss(r, number, id);
	if (opens && (r->view->kind == VIEW_LIST || item->opens) && view_offers(r->view, ACTION_OPEN))
		return state_intend(r, ACTION_OPEN, id, 0, out);
	r->chosen = id;
	tell_item(r, item);
	return false;
}

static bool
command_go_to(struct renderer *r, const struct command *command, struct event *out)
{
	if (command->has_number)
		return command_choose(r, command->number, true, out);
	say_aside(&r->say, _("Type g and a number, such as g 12."));
	return false;
}

/* Lengths. */

static void
command_tell_lengths(struct renderer *r)
{
	struct str words;
	int page = say_page(&r->say);

	str_init(&words);
	if (page)
		say_join_format(&words, n_("You hear %d line at a time", "You hear %d lines at a time", page), page);
	else
		say_join(&words, _("You hear everything without a stop"));
	say_join(&words, _("Type p 40 to hear 40 lines at a time, or p 0 to hear everything without a stop."));
	say_join(&words, _("Type p w 40 for lines of 40 letters, or p w 0 for lines that are never broken."));
	say_aside(&r->say, words.text);
	str_clear(&words);
}

static void
command_set_page(struct renderer *r, int64_t lines)
{
	char *words;

	r->say.page_lines = (int)(lines > LINES_MOST ? LINES_MOST : lines);
	words = mem_format(n_("From now on you hear %d line at a time.", "From now on you hear %d lines at a time.",
			       r->say.page_lines),
	    r->say.page_lines);
	say_aside(&r->say, r->say.page_lines ? words : _("From now on you hear everything without a stop."));
	free(words);
}

static void
command_set_width(struct renderer *r, int64_t cols)
{
	r->say.width_cols = (int)(cols > LINES_MOST ? LINES_MOST : cols);
	say_aside(&r->say,
	    cols ? _("From now on, lines have that length.") : _("From now on, lines are never broken."));
}

/* "p", "p 40", "p w 60" */
static bool
command_set_lengths(struct renderer *r, const char *line)
{
	const char *rest = line + 1 + strspn(line + 1, " ");
	bool is_width = typed_fold((unsigned char)*rest) == 'w';

	if (typed_fold((unsigned char)*line) != 'p')
		return false;
	if (is_width)
		rest += 1 + strspn(rest + 1, " ");
	if (*rest && strspn(rest, "0123456789") != strlen(rest))
		return false;
	if (!*rest)
		command_tell_lengths(r);
	else if (is_width)
		command_set_width(r, typed_parse_number(rest));
	else
		command_set_page(r, typed_parse_number(rest));
	return true;
}

/* Running. */

/* Is it about a message that is on another page? The screen knows whether there is one of this number. */
static bool
command_is_elsewhere(const struct renderer *r, enum action action, const struct command *command)
{
	bool is_about_one = action == ACTION_ANSWER || action == ACTION_CHOICES || action == ACTION_TELL ||
	    action == ACTION_HUG || action == ACTION_THANK || action == ACTION_ME_TOO || action == ACTION_TAKE;
	int64_t id;

	return is_about_one && command->has_number && command->number && state_has_numbers(r->view) &&
	    view_offers(r->view, ACTION_GO_TO) && !command_find_item(r, command->number, &id);
}

/* A choice by its letter, with the number of the item it is about or without. */
static bool
command_take_action(struct renderer *r, enum action action, const struct command *command, struct event *out)
{
	int64_t id = 0;

	if (action == ACTION_NONE)
		return command_fail(r, _("That didn't work"));
	if (command_is_elsewhere(r, action, command))
		return state_intend(r, action, 0, command->number, out);
	if (command->has_number && !command_find_item(r, command->number, &id))
		return command_miss(r, command->number, id);
	return state_intend(r, action, id, 0, out);
}

static bool
command_take_letter(struct renderer *r, const struct command *command, struct event *out)
{
	uint32_t letter = typed_fold(command->letter);

	if (letter == 'h' || letter == '?')
		return command_help(r, letter == '?', out);
	if (letter == 'l') {
		tell_screen(r, 0);
		say_go_on(&r->say);
		return false;
	}
	if (letter == 'r') {
		say_repeat(&r->say);
		return false;
	}
	if ((letter == 'e' || keymap_asks(r->keymap, letter, ACTION_EARLIER)) && tell_earlier(r))
		return false;
	if (keymap_asks(r->keymap, letter, ACTION_GO_TO))
		return command_go_to(r, command, out);
	return command_take_action(r, choices_find_letter(r, letter), command, out);
}

/* What people type who know other programs. */
static uint32_t
command_find_word(const char *line)
{
	static const struct {
		const char *word;
		char letter;
	} words[] = {
	    {"again", 'r'},
	    {"bye", 'q'},
	    {"exit", 'q'},
	    {"help", 'h'},
	    {"list", 'l'},
	    {"logout", 'q'},
	    {"quit", 'q'},
	    {"repeat", 'r'},
	};

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (!strcasecmp(words[k].word, line))
			return (unsigned char)words[k].letter;
	return 0;
}

/* Enter alone: the next unread; where nothing is counted, the message after the one that was heard. */
static bool
command_go_on(struct renderer *r, struct event *out)
{
	const struct item *item = view_find(r->view, r->say.current), *end = r->view->items + r->view->item_count;

	if (view_offers(r->view, ACTION_NEXT_UNREAD))
		return state_intend(r, ACTION_NEXT_UNREAD, 0, 0, out);
	if (r->view->kind == VIEW_DOCUMENT && item && item + 1 < end)
		tell_item(r, item + 1);
	return false;
}

static bool
command_run_trimmed(struct renderer *r, const char *line, bool was_help, struct event *out)
{
	struct command command = {0};
	uint32_t word = command_find_word(line);

	if (!*line)
		return command_go_on(r, out);
	if (strspn(line, "0123456789") == strlen(line))
		return command_choose(r, typed_parse_number(line), true, out);
	if (was_help && typed_is(line, 'h'))
		return command_help(r, true, out);
	if (command_set_lengths(r, line))
		return false;
	if (word)
		return command_take_letter(r, &(struct command){.letter = word}, out);
	if (command_parse(line, &command))
		return command_take_letter(r, &command, out);
	return command_take_action(r, choices_find_name(r, line), &(struct command){0}, out);
}

bool
command_run(struct renderer *r, const char *line, struct event *out)
{
	char *trimmed = typed_trim(line);
	bool was_help = r->was_help, has_event;

	r->was_help = false;
	has_event = command_run_trimmed(r, trimmed, was_help, out);
	free(trimmed);
	return has_event;
}
