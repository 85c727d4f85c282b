/*
 * The key bar: what can be done now, and with which key. On a form it is also the row where an action is chosen.
 *
 * There are two rows at 80 columns and up to four at 40. When not everything fits, the last offers give way, never
 * the people to call, help, and a way out; help then says "More keys".
 */
#include <string.h>

#include "base/text.h"
#include "ui/full/bar.h"
#include "ui/words.h"

enum { BAR_GAP = 2 };

static int
bar_most_rows(const struct full *full)
{
	int cols = grid_cols(full->grid);

	return cols >= 76 ? 2 : cols >= 56 ? 3 : 4;
}

static bool
bar_must_show(const struct view *view, enum action action)
{
	if (action == ACTION_LEAVE)
		return !view_offers(view, ACTION_BACK);
	return action == ACTION_PEOPLE || action == ACTION_HELP || action == ACTION_BACK || action == ACTION_NONE;
}

static struct bar_piece *
bar_add(struct bar *bar, enum action action, const char *label)
{
	struct bar_piece *piece = &bar->pieces[bar->count++];

	*piece = (struct bar_piece){.action = action, .label = label};
	return piece;
}

static void
bar_name_key(struct bar_piece *piece, uint32_t key)
{
	char buffer[16];
	const char *name = key_name(key, buffer);

	memcpy(piece->key, name, strlen(name) + 1);
}

/*
 * On the action row of a form Backspace goes back to writing, so Esc goes back a screen, and Enter does what is
 * chosen, which is the first offer until somebody chooses another.
 */
static uint32_t
bar_find_key(const struct full *full, enum action action)
{
	uint32_t key = full->setup.keymap->keys[action];

	if (full->view->kind == VIEW_FORM && key == K_ENTER)
		return full->view->offers[0].action == action ? key : 0;
	if (full->view->kind == VIEW_FORM && action == ACTION_BACK)
		return K_ESCAPE;
	return key;
}

/* Not an action: how to reach the actions of a form, and how to read on where nothing else says so. */
static void
bar_add_hint(struct full *full)
{
	const struct view *view = full->view;

	if (view->kind == VIEW_FORM && view->field_count)
		bar_add(&full->bar, ACTION_NONE, "");
	if (view->kind == VIEW_DOCUMENT && !view_offers(view, ACTION_NEXT_UNREAD))
		bar_name_key(bar_add(&full->bar, ACTION_NONE, _("Read on")), K_SPACE);
}

static void
bar_add_offers(struct full *full)
{
	const struct view *view = full->view;

	for (size_t k = 0; k < view->offer_count; k++) {
		uint32_t key = bar_find_key(full, view->offers[k].action);
		struct bar_piece *piece = bar_add(&full->bar, view->offers[k].action, view->offers[k].label);

		if (key)
			bar_name_key(piece, key);
	}
}

static int
bar_measure(const char *key, const char *label)
{
	int key_cols = text_width(key, strlen(key)), label_cols = text_width(label, strlen(label));

	return key_cols + label_cols + (key_cols && label_cols ? 1 : 0);
}

/*
 * What a piece says now. Its place in the bar is as wide as the longest it may say, so that nothing moves when
 * the end of a document is reached or the action row is entered.
 */
static const char *
bar_word(const struct bar_piece *piece, enum view_kind kind, enum bar_mood mood, const char **key)
{
	bool is_hint = piece->action == ACTION_NONE;

	*key = piece->key;
	if (is_hint && kind == VIEW_FORM) {
		*key = mood == BAR_CHOOSES ? _("Up") : "";
		return mood == BAR_CHOOSES ? _("Keep writing") : _("Tab gets you here:");
	}
	if (is_hint && mood != BAR_READS_ON) {
		*key = "";
		return "";
	}
	return piece->action == ACTION_NEXT_UNREAD && mood == BAR_READS_ON ? _("Read on") : piece->label;
}

static int
bar_measure_piece(const struct full *full, const struct bar_piece *piece)
{
	int cols = bar_measure(piece->key, piece->label), other = 0;

	if (full->view->kind == VIEW_FORM && piece->action == ACTION_NONE) {
		cols = bar_measure("", _("Tab gets you here:"));
		other = bar_measure(_("Up"), _("Keep writing"));
	} else if (full->view->kind == VIEW_DOCUMENT && piece->action == ACTION_NEXT_UNREAD)
		other = bar_measure(piece->key, _("Read on"));
	return cols > other ? cols : other;
}

/* Flow the pieces into rows; returns how many rows that makes. */
static int
bar_flow(struct full *full)
{
	struct bar *bar = &full->bar;
	int row = 0, col = 0;

	for (int k = 0; k < bar->count; k++) {
		struct bar_piece *piece = &bar->pieces[k];

		piece->cols = bar_measure_piece(full, piece);
		if (col && col + piece->cols > full->frame.width) {
			row++;
			col = 0;
		}
		piece->row = row;
		piece->col = col;
		col += piece->cols + BAR_GAP;
	}
	return row + 1;
}

/* Leave out the last piece that may be left out. */
static bool
bar_drop_one(struct full *full)
{
	struct bar *bar = &full->bar;
	int k = bar->count - 1;

	while (k >= 0 && bar_must_show(full->view, bar->pieces[k].action))
		k--;
	if (k < 0)
		return false;
	bar->count--;
	memmove(&bar->pieces[k], &bar->pieces[k + 1], (size_t)(bar->count - k) * sizeof *bar->pieces);
	for (k = 0; k < bar->count; k++)
		if (bar->pieces[k].action == ACTION_HELP)
			bar->pieces[k].label = _("More keys");
	return true;
}

void
bar_lay_out(struct full *full)
{
	struct bar *bar = &full->bar;

	bar->count = 0;
	if (full->view->kind == VIEW_FORM)
		bar_add_hint(full);
	bar_add_offers(full);
	if (full->view->kind != VIEW_FORM)
		bar_add_hint(full);
	do
		bar->rows = bar_flow(full);
	while (bar->rows > bar_most_rows(full) && bar_drop_one(full));
}

int
bar_find_next(const struct bar *bar, int from, int step)
{
	for (int k = from + step; k >= 0 && k < bar->count; k += step)
		if (bar->pieces[k].action != ACTION_NONE)
			return k;
	return from;
}

static void
bar_draw_piece(struct full *full, const struct bar_piece *piece, enum bar_mood mood, bool is_chosen)
{
	int row = full->frame.bar_row + piece->row, col = full->frame.margin + piece->col;
	const char *key, *label = bar_word(piece, full->view->kind, mood, &key);

	if (is_chosen) {
		grid_put(full->grid, row, col - 1, ROLE_SELECTED, ">", 1);
		grid_set_cursor(full->grid, row, col);
	}
	grid_put(full->grid, row, col, is_chosen ? ROLE_SELECTED : ROLE_KEY, key, strlen(key));
	if (*key)
		col += text_width(key, strlen(key)) + 1;
	if (*key && is_chosen)
		grid_fill(full->grid, row, col - 1, 1, ROLE_SELECTED);
	grid_put(full->grid, row, col, is_chosen ? ROLE_SELECTED : ROLE_HINT, label, strlen(label));
}

/* A sentence in place of the keys, until the next key. */
static void
bar_draw_remark(struct full *full)
{
	struct wrap wrap;
	int row;

	wrap_text(full->remark, strlen(full->remark), full->frame.width, &wrap);
	row = full->frame.bar_row + (full->bar.rows > (int)wrap.count ? 0 : full->bar.rows - (int)wrap.count);
	for (size_t k = 0; k < wrap.count; k++)
		grid_put(full->grid, row + (int)k, full->frame.margin, ROLE_WARNING, full->remark + wrap.lines[k].start,
		    wrap.lines[k].end - wrap.lines[k].start);
	wrap_clear(&wrap);
}

void
bar_draw(struct full *full, enum bar_mood mood)
{
	if (full->remark) {
		bar_draw_remark(full);
		return;
	}
	for (int k = 0; k < full->bar.count; k++)
		bar_draw_piece(full, &full->bar.pieces[k], mood, mood == BAR_CHOOSES && k == full->place->piece);
}
