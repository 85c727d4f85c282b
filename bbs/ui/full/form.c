/*
 * Forms: moving between fields and the action row, and what keys do in each. Drawing is in fields.c.
 *
 *   in a text field    letters type themselves; Enter and Tab go on, Esc goes to the action row; where one line is all
 *                      there is to fill in, Enter is enough
 *   in a choice        Left, Right and Space choose
 *   on the action row  letters are actions; Left and Right choose one and Enter does it; Tab and Up go back
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/full/bar.h"
#include "ui/full/fields.h"
#include "ui/full/form.h"
#include "ui/full/frame.h"
#include "ui/full/offer.h"
#include "ui/words.h"

enum { KEY_UNDO_TOO = 0x1f /* Ctrl-_ */, SURE_MS = 2000 /* Ctrl-X twice within this while writing */ };

void
form_clear(struct form *form)
{
	free(form->boxes);
	wrap_clear(&form->wrap);
	if (form->typed.bytes)
		explicit_bzero(form->typed.text, form->typed.bytes);
	str_clear(&form->typed);
	*form = (struct form){0};
	str_init(&form->typed);
}

bool
form_is_on_actions(const struct full *full)
{
	return full->place->field >= full->view->field_count;
}

static const struct field *
form_current(const struct full *full)
{
	return form_is_on_actions(full) ? NULL : &full->view->fields[full->place->field];
}

static struct edit *
form_edit(const struct full *full)
{
	const struct field *field = form_current(full);

	return field ? field->edit : NULL;
}

static void
form_show_field(struct full *full)
{
	const struct box *box;

	if (form_is_on_actions(full))
		return;
	box = &full->form.boxes[full->place->field];
	frame_show_lines(full, full->place->field ? box->label_line : 0, box->first_line + box->rows - 1);
	if (box->first_line + box->rows > full->place->top + full->frame.content_rows)
		frame_show_lines(full, box->label_line, box->first_line + box->rows - 1);
}

/* Go to a field; past the last is the action row, whose first action is then chosen. */
static void
form_go(struct full *full, size_t field)
{
	if (!form_is_on_actions(full))
		full->place->left = full->place->field;
	full->place->field = field < full->view->field_count ? field : full->view->field_count;
	if (form_is_on_actions(full))
		full->place->piece = bar_find_next(&full->bar, -1, 1);
	form_show_field(full);
}

/* Out of the fields, to the way back: who pressed Esc and then Enter did not mean to send. */
static void
form_go_out(struct full *full)
{
	form_go(full, full->view->field_count);
	for (int k = 0; k < full->bar.count; k++)
		if (full->bar.pieces[k].action == ACTION_BACK)
			full->place->piece = k;
}

static void
form_go_before(struct full *full)
{
	if (full->place->field > 0)
		form_go(full, full->place->field - 1);
}

/* After the view or the bar changed: the field and the chosen action are still there. */
static void
form_settle(struct full *full)
{
	struct place *place = full->place;
	const struct bar *bar = &full->bar;

	if (place->field > full->view->field_count)
		place->field = full->view->field_count;
	if (place->piece < 0 || place->piece >= bar->count || bar->pieces[place->piece].action == ACTION_NONE)
		place->piece = bar_find_next(bar, -1, 1);
}

void
form_lay_out(struct full *full)
{
	fields_lay_out(full);
	form_settle(full);
	frame_scroll_to(full, full->place->top);
	form_show_field(full);
}

static bool
form_warns(const struct view *view)
{
	for (size_t k = 0; k < view->notice_count; k++)
		if (view->notices[k].role == ROLE_WARNING)
			return true;
	return false;
}

void
form_answer(struct full *full)
{
	if (!form_is_on_actions(full) || !form_warns(full->view))
		return;
	if (full->frame.notices_scroll)
		frame_scroll_to(full, 0);
	else
		form_go(full, full->view->focus > 0 ? (size_t)full->view->focus - 1 : full->place->left);
}

void
form_flush(struct full *full)
{
	struct str *typed = &full->form.typed;
	struct edit *edit = full->view->kind == VIEW_FORM ? form_edit(full) : NULL;

	if (!typed->bytes)
		return;
	if (edit && edit->kind == TEXT_LINE)
		while (typed->bytes && typed->text[typed->bytes - 1] == '\n')
			str_cut(typed, typed->bytes - 1);
	if (edit)
		edit_insert(edit, typed->text, typed->bytes);
	if (edit && edit->refused)
		full->remark = _("This is full. What did not fit is not in it. Please send the rest separately.");
	explicit_bzero(typed->text, typed->bytes);
	str_cut(typed, 0);
	full->has_changed = true;
}

static bool
form_is_text(const struct key_press *press)
{
	if (press->is_pasted && (press->code == '\n' || press->code == '\t'))
		return true;
	return press->code >= ' ' && press->code != K_BACKSPACE && press->code < KEYS_BEYOND_UNICODE;
}

static void
form_type(struct full *full, uint32_t character)
{
	struct str *typed = &full->form.typed;
	char bytes[4];

	str_reserve_wiped(typed, typed->bytes + sizeof bytes); /* it may be a password, or worse */
	str_add_bytes(typed, bytes, text_encode(character, bytes));
}

/* What is typed while the window is too small to show it is kept all the same; a phone's keyboard does that. */
enum action
form_press_unseen(struct full *full, const struct key_press *press)
{
	if (!form_edit(full))
		return offer_find_way_out(full->setup.keymap, press->code);
	if (form_is_text(press))
		form_type(full, press->code);
	else if (keymap_asks(full->setup.keymap, press->code, ACTION_VANISH))
		return ACTION_VANISH;
	return ACTION_NONE;
}

static void
form_move_lines(struct full *full, struct edit *edit, int lines)
{
	int cols = full->form.boxes[full->place->field].cols;

	for (int k = 0; k < abs(lines); k++)
		if (lines < 0)
			edit_up(edit, cols);
		else
			edit_down(edit, cols);
}

/* Up on the first line of the body leaves it; Down on the last does not, or the next letters would be actions. */
static void
form_press_up(struct full *full, struct edit *edit)
{
	size_t line;
	int col;

	fields_wrap(&full->form, edit, full->form.boxes[full->place->field].cols);
	wrap_find(&full->form.wrap, edit->text.text, edit->cursor, &line, &col);
	if (line)
		form_move_lines(full, edit, -1);
	else
		form_go_before(full);
}

/* Keys that differ between a body and a line. */
static bool
form_press_body(struct full *full, struct edit *edit, uint32_t key)
{
	const struct box *box = &full->form.boxes[full->place->field];

	switch (key) {
	case K_ENTER:
		edit_insert(edit, "\n", 1);
		return true;
	case K_UP:
		form_press_up(full, edit);
		return true;
	case K_DOWN:
		form_move_lines(full, edit, 1);
		return true;
	case K_PAGE_UP:
		form_move_lines(full, edit, 1 - box->rows);
		return true;
	case K_PAGE_DOWN:
		form_move_lines(full, edit, box->rows - 1);
		return true;
	case K_HOME:
		edit_line_start(edit, box->cols);
		return true;
	case K_END:
		edit_line_end(edit, box->cols);
		return true;
	default:
		return false;
	}
}

static void
form_press_text(struct edit *edit, uint32_t key)
{
	static const struct {
		uint32_t key;
		void (*does)(struct edit *);
	} keys[] = {
	    {K_LEFT, edit_left},
	    {K_RIGHT, edit_right},
	    {K_WORD_LEFT, edit_word_left},
	    {K_WORD_RIGHT, edit_word_right},
	    {K_HOME, edit_start},
	    {K_END, edit_end},
	    {K_BACKSPACE, edit_backspace},
	    {K_DELETE, edit_delete},
	    {K_CTRL_U, edit_empty},
	    {K_CTRL_Z, edit_undo},
	    {KEY_UNDO_TOO, edit_undo},
	};

	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
		if (keys[k].key == key && (key != K_CTRL_U || edit->kind == TEXT_LINE))
			keys[k].does(edit); /* a whole message is not gone by one key */
}

static void
form_turn_choice(struct full *full, const struct field *field, int step)
{
	int count = (int)field->choice_count;

	if (!count)
		return;
	*field->chosen = (*field->chosen + step + count) % count;
	full->has_changed = true;
}

/* In a choice `!` and `?` act at once; other letters do nothing, since somebody may think that they are writing. */
static enum action
form_press_choice(struct full *full, const struct field *field, uint32_t key)
{
	static const enum action always[] = {ACTION_PEOPLE, ACTION_HELP};

	if (key == K_LEFT)
		form_turn_choice(full, field, -1);
	else if (key == K_RIGHT || key == K_SPACE)
		form_turn_choice(full, field, 1);
	for (size_t k = 0; k < sizeof always / sizeof *always; k++)
		if (keymap_asks(full->setup.keymap, key, always[k]) && view_offers(full->view, always[k]))
			return always[k];
	return ACTION_NONE;
}

/* Somebody who typed the only line and presses Enter is done. */
static bool
form_is_done(const struct full *full, uint32_t key)
{
	const struct view *view = full->view;

	return key == K_ENTER && view->field_count == 1 && view->fields[0].kind == FIELD_LINE && view->offer_count &&
	    view->offers[0].action == ACTION_DONE;
}

/* From one field to another. */
static bool
form_press_moving(struct full *full, uint32_t key)
{
	size_t field = full->place->field;

	switch (key) {
	case K_TAB:
	case K_ENTER:
	case K_DOWN:
		form_go(full, field + 1);
		return true;
	case K_BACK_TAB:
	case K_UP:
		form_go_before(full);
		return true;
	case K_ESCAPE:
		form_go_out(full);
		return true;
	default:
		return false;
	}
}

/* Leaving at once takes two presses while somebody is writing: elsewhere the same key cuts text. */
static enum action
form_press_vanish(struct full *full)
{
	int64_t now = clock_monotonic_ms();

	if (full->form.sure_until_ms && now <= full->form.sure_until_ms)
		return ACTION_VANISH;
	full->form.sure_until_ms = now + SURE_MS;
	full->remark = _("Press Ctrl-X again to leave at once.");
	return ACTION_NONE;
}

static enum action
form_press_field(struct full *full, uint32_t key)
{
	const struct field *field = form_current(full);
	struct edit *edit = field->edit;
	uint64_t changes = edit ? edit->changes : 0;
	enum action action = ACTION_NONE;

	if (keymap_asks(full->setup.keymap, key, ACTION_VANISH))
		return form_press_vanish(full);
	full->form.sure_until_ms = 0;
	if (edit && field->kind == FIELD_BODY && form_press_body(full, edit, key))
		;
	else if (form_is_done(full, key))
		return ACTION_DONE;
	else if (form_press_moving(full, key))
		return ACTION_NONE;
	else if (edit)
		form_press_text(edit, key);
	else
		action = form_press_choice(full, field, key);
	if (edit && edit->changes != changes)
		full->has_changed = true;
	return action;
}

static enum action
form_press_actions(struct full *full, uint32_t key)
{
	struct place *place = full->place;

	switch (key) {
	case K_LEFT:
		place->piece = bar_find_next(&full->bar, place->piece, -1);
		return ACTION_NONE;
	case K_RIGHT:
		place->piece = bar_find_next(&full->bar, place->piece, 1);
		return ACTION_NONE;
	case K_ENTER:
		return place->piece < 0 ? ACTION_NONE : full->bar.pieces[place->piece].action;
	case K_TAB:
	case K_UP:
	case K_BACK_TAB:
	case K_BACKSPACE:
		form_go(full, place->left);
		return ACTION_NONE;
	default:
		return offer_find(full->view, full->setup.keymap, key);
	}
}

enum action
form_press(struct full *full, const struct key_press *press)
{
	enum action action = ACTION_NONE;

	full->is_painted = false;
	if (form_edit(full) && form_is_text(press)) {
		full->form.sure_until_ms = 0;
		form_type(full, press->code);
		return ACTION_NONE;
	}
	form_flush(full);
	if (!press->is_pasted)
		action = form_is_on_actions(full) ? form_press_actions(full, press->code)
						  : form_press_field(full, press->code);
	return action;
}
