/*
 * What a line means where a form is filled in. See fill.h. Not here: /words (slash.c); what the letter of an offer means
 * (command.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/plain/body.h"
#include "ui/plain/choices.h"
#include "ui/plain/command.h"
#include "ui/plain/fill.h"
#include "ui/plain/form.h"
#include "ui/plain/slash.h"
#include "ui/plain/typed.h"
#include "ui/words.h"

/* The line that has not ended. */

static void
fill_drop_half(struct renderer *r)
{
	struct edit *edit = form_edit(r);
	char *whole;

	if (edit && r->half_bytes && r->half_bytes <= edit->text.bytes) {
		whole = mem_copy_bytes(edit->text.text, edit->text.bytes - r->half_bytes);
		edit_set(edit, whole);
		free(whole);
	}
	r->half_bytes = 0;
}

bool
fill_store_half(struct renderer *r)
{
	struct edit *edit = form_edit(r);
	const char *line = ask_text(&r->ask);
	bool had_half = r->half_bytes > 0;
	size_t before;

	if (!edit || form_is_secret(r) || say_has_more(&r->say))
		return false;
	fill_drop_half(r);
	if (!*line || slash_is_command(line))
		return had_half;
	before = edit->text.bytes;
	edit_end(edit);
	if (before)
		edit_insert(edit, edit->kind == TEXT_BODY ? "\n" : " ", 1);
	edit_insert(edit, line, strlen(line));
	r->half_bytes = edit->text.bytes - before;
	return true;
}

/* Fields. */

static bool
fill_take_text(struct renderer *r, struct edit *edit, const char *line, struct event *out)
{
	char *text = typed_trim(slash_text(line));

	if (!*text || !strcmp(text, ".")) { /* a full stop alone ends a message; here it must not become the words */
		free(text);
		form_go_on(r);
		return false;
	}
	edit_set(edit, text);
	free(text);
	if (edit->refused) {
		say_aside(&r->say, _("That is too long. We kept the start of it."));
		form_ask(r);
	} else
		form_go_on(r);
	return state_tell_change(out);
}

static bool
fill_take_secret(struct renderer *r, struct edit *edit, const char *line, struct event *out)
{
	if (!*line && !edit->text.bytes)
		return form_go_back(r, out);
	if (!*line) {
		form_go_on(r);
		return false;
	}
	edit_set(edit, line);
	if (edit->refused) {
		edit_set(edit, "");
		say_aside(&r->say, _("That is too long. Please type it again."));
		form_ask(r);
	} else
		form_go_on(r);
	return state_tell_change(out);
}

static bool
fill_choose(struct renderer *r, const struct field *field, int64_t number, struct event *out)
{
	if (number)
		*field->chosen = (int)number - 1;
	form_go_on(r);
	return number && state_tell_change(out);
}

/* Letters mean here what they mean elsewhere, but b is the question before, and l says the choices again. */
static bool
fill_take_choice(struct renderer *r, const struct field *field, const char *line, struct event *out)
{
	char *text = typed_trim(line);
	int64_t number = typed_parse_number(text);
	bool keeps = !*text && form_has_choice(field), is_back = typed_is(text, 'b'), is_list = typed_is(text, 'l');

	free(text);
	if (keeps || (number >= 1 && (size_t)number <= field->choice_count))
		return fill_choose(r, field, number, out);
	if (is_back)
		return form_go_back(r, out);
	if (!is_list)
		return command_run(r, line, out);
	form_ask(r);
	return false;
}

/* A line of a message. A full stop alone ends it, and empty lines make one gap. */
static bool
fill_take_body(struct renderer *r, struct edit *edit, const char *line, struct event *out)
{
	char *text = typed_trim(line);
	bool has_event = false;

	if (!strcmp(text, "."))
		form_go_on(r);
	else if (*text)
		has_event = body_append(r, edit, slash_text(line), out);
	else if (edit->text.bytes && edit->text.text[edit->text.bytes - 1] != '\n')
		has_event = body_append(r, edit, "", out);
	free(text);
	return has_event;
}

static bool
fill_take_field(struct renderer *r, const char *line, struct event *out)
{
	const struct field *field = form_field(r);
	bool is_command, has_event;

	if (field->kind == FIELD_CHOICE)
		return fill_take_choice(r, field, line, out);
	has_event = slash_run(r, line, &is_command, out);
	if (is_command)
		return has_event;
	if (field->kind == FIELD_BODY)
		return fill_take_body(r, field->edit, line, out);
	if (field->kind == FIELD_SECRET)
		return fill_take_secret(r, field->edit, line, out);
	return fill_take_text(r, field->edit, line, out);
}

/* After the fields. */

static bool
fill_take_which(struct renderer *r, const char *line)
{
	char *text = typed_trim(line);
	int64_t number = typed_parse_number(text);
	bool is_back = !*text || typed_is(text, 'b');

	free(text);
	if (is_back) {
		r->stage = STAGE_OFFERS;
		form_ask(r);
	} else if (number >= 1 && (size_t)number <= r->view->field_count)
		form_change(r, (size_t)number - 1);
	else
		say_aside(&r->say, _("That didn't work, and nothing has changed."));
	return false;
}

static bool
fill_take_offer(struct renderer *r, const char *line, struct event *out)
{
	char *text = typed_trim(line);
	bool is_empty = !*text, is_change = typed_is(text, 'e'), is_list = typed_is(text, 'l');
	bool is_help = typed_is(text, 'h') && !r->was_help;

	free(text);
	if (is_empty && !form_has_body(r->view) && r->view->offer_count)
		return state_intend(r, r->view->offers[0].action, 0, 0, out);
	if (is_change && r->view->field_count)
		form_change_something(r);
	else if (is_list)
		form_list(r);
	else if (is_help) {
		choices_tell(r, _("e to change something"));
		r->was_help = view_offers(r->view, ACTION_HELP);
	} else
		return command_run(r, line, out);
	return false;
}

bool
fill_take_line(struct renderer *r, const char *line, struct event *out)
{
	fill_drop_half(r);
	if (r->stage == STAGE_WHICH)
		return fill_take_which(r, line);
	if (form_field(r))
		return fill_take_field(r, line, out);
	return fill_take_offer(r, line, out);
}
