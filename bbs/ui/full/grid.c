/*
 * Pictures through ncurses. Each row of a picture has a fingerprint, and rows whose fingerprint stays are not
 * touched at all, so that moving in a list costs two rows whatever the size.
 *
 * ncurses is used in an unusual way to keep a visitor small: pictures go straight to newscr, which doupdate()
 * compares with the terminal, and stdscr, a third copy that nobody needs, is made one cell small. Keys are not
 * its business either (keys.h). No cursor-shape code, no line drawing, nothing that waits for an answer.
 */
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#define NCURSES_NOMACROS 1

#include <curses.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "ui/full/grid.h"
#include "ui/full/terminal.h"

enum { ROW_DOUBTFUL = 1, ROW_FILLED = 2 }; /* bits of a fingerprint */

/* Text at a cell. The picture is a list of these. */
struct stroke {
	int row, col;
	enum role role;
	size_t start, bytes; /* in grid.text */
};

struct grid {
	struct wire *wire;
	const struct theme *theme;
	FILE *file; /* a copy of the wire's out_fd, for newterm() */
	SCREEN *curses;
	bool has_colour, has_paste, is_given_back;
	short pairs[ROLE_COUNT];
	int cols, rows;
	struct stroke *strokes;
	size_t count, capacity;
	struct str text;
	uint64_t *shown, *fresh; /* fingerprints, one for each row */
	int cursor_row, cursor_col;
};

static struct {
	struct grid *open; /* for the hook of fatal() */
} state;

/* The pair of two colours, one number for each combination that occurs. */
static short
grid_find_pair(const struct grid *grid, enum role role)
{
	const struct theme_style *styles = grid->theme->styles, *style = &styles[role];

	if (style->foreground == COLOUR_DEFAULT && style->background == COLOUR_DEFAULT)
		return 0;
	for (enum role earlier = 0; earlier < role; earlier++)
		if (styles[earlier].foreground == style->foreground && styles[earlier].background == style->background)
			return grid->pairs[earlier];
	return (short)(role + 1);
}

static void
grid_set_colours(struct grid *grid, bool no_color)
{
	cchar_t background;

	grid->has_colour =
	    !no_color && !grid->theme->is_mono && has_colors() && start_color() == OK && use_default_colors() == OK;
	for (enum role role = 0; grid->has_colour && role < ROLE_COUNT; role++) {
		const struct theme_style *style = &grid->theme->styles[role];

		grid->pairs[role] = grid_find_pair(grid, role);
		if (grid->pairs[role] == (short)(role + 1))
			init_pair((short)(role + 1), (short)style->foreground, (short)style->background);
	}
	setcchar(&background, L" ", A_NORMAL, grid->pairs[ROLE_BODY], NULL);
	wbkgrndset(newscr, &background);
	werase(newscr);
}

static void
grid_set_up(struct grid *grid, bool no_color)
{
	static const char paste_on[] = "\033[?2004h";

	raw();
	noecho();
	nonl();
	typeahead(-1);
	wresize(stdscr, 1, 1);
	idlok(newscr, TRUE);
	grid_set_colours(grid, no_color);
	clearok(curscr, TRUE);
	if (grid->has_paste)
		wire_write(grid->wire, paste_on, strlen(paste_on));
}

static FILE *
grid_open_file(const struct wire *wire)
{
	int fd = fcntl(wire->out_fd, F_DUPFD_CLOEXEC, 3);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "r+");

	if (!file && fd >= 0)
		close(fd);
	return file;
}

static void
grid_set_size(struct grid *grid)
{
	grid->cols = grid->wire->cols;
	grid->rows = grid->wire->rows;
	free(grid->shown);
	free(grid->fresh);
	grid->shown = mem_alloc_array((size_t)grid->rows, sizeof *grid->shown);
	grid->fresh = mem_alloc_array((size_t)grid->rows, sizeof *grid->fresh);
}

/* Give the terminal back while the program is about to die. */
static void
grid_save_terminal(void)
{
	if (state.open && !state.open->is_given_back)
		grid_goodbye(state.open, "", false);
}

enum err
grid_open(struct wire *wire, const char *term, const struct theme *theme, bool no_color, struct grid **out)
{
	struct grid *grid;
	FILE *file = grid_open_file(wire);
	SCREEN *curses;

	if (!file)
		return ERR_IO;
	curses = terminal_start(term, wire, file);
	if (!curses) {
		fclose(file);
		return ERR_IO;
	}
	grid = mem_alloc(sizeof *grid);
	*grid = (struct grid){.wire = wire, .theme = theme, .file = file, .curses = curses};
	grid->has_paste = terminal_knows_paste(term);
	str_init(&grid->text);
	grid_set_size(grid);
	grid_set_up(grid, no_color);
	state.open = grid;
	fatal_set_hook(grid_save_terminal);
	*out = grid;
	return ERR_OK;
}

static void
grid_write(struct grid *grid, const char *text)
{
	wire_write(grid->wire, text, strlen(text));
}

/* Clear everything that a terminal lets us clear. `clear` may reach the scrollback by itself; E3 says how. */
static void
grid_wipe(struct grid *grid)
{
	const char *scrollback = tigetstr("E3");

	grid_write(grid, "\033[H\033[2J");
	if (scrollback && scrollback != (char *)-1)
		grid_write(grid, "\033[3J");
}

/* Words with line ends for a terminal that adds nothing to them. */
static void
grid_say(struct grid *grid, const char *words)
{
	struct str safe, out;

	str_init(&safe);
	str_init(&out);
	text_sanitize(TEXT_BODY, words, strlen(words), &safe);
	for (const char *c = safe.text; *c; c++)
		if (*c == '\n')
			str_add(&out, "\r\n");
		else
			str_add_char(&out, *c);
	if (safe.bytes)
		str_add(&out, "\r\n");
	wire_write(grid->wire, out.text, out.bytes);
	str_clear(&safe);
	str_clear(&out);
}

void
grid_goodbye(struct grid *grid, const char *words, bool wipe)
{
	if (grid->is_given_back)
		return;
	grid->is_given_back = true;
	if (grid->has_paste)
		grid_write(grid, "\033[?2004l");
	grid_begin(grid);
	grid_set_cursor(grid, 0, 0);
	grid_end(grid);
	if (wipe)
		grid_wipe(grid);
	endwin();
	if (wipe)
		grid_wipe(grid);
	grid_say(grid, words);
}

void
grid_close(struct grid *grid)
{
	grid_goodbye(grid, "", false);
	state.open = NULL;
	fatal_set_hook(NULL);
	delscreen(grid->curses);
	fclose(grid->file);
	str_clear(&grid->text);
	free(grid->strokes);
	free(grid->shown);
	free(grid->fresh);
	free(grid);
}

int
grid_cols(const struct grid *grid)
{
	return grid->cols;
}

int
grid_rows(const struct grid *grid)
{
	return grid->rows;
}

void
grid_forget(struct grid *grid)
{
	memset(grid->shown, 0, (size_t)grid->rows * sizeof *grid->shown);
	clearok(curscr, TRUE);
}

void
grid_resize(struct grid *grid)
{
	grid_set_size(grid);
	resize_term(grid->rows, grid->cols);
	werase(newscr);
	grid_forget(grid);
}

void
grid_begin(struct grid *grid)
{
	grid->count = 0;
	str_cut(&grid->text, 0);
	memset(grid->fresh, 0, (size_t)grid->rows * sizeof *grid->fresh);
}

static uint64_t
grid_mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ (hash >> 29);
}

/*
 * May terminals disagree about how wide this is? Emoji, scripts of Asia; not accents, not dashes and quotation marks.
 */
static bool
grid_is_doubtful(const char *text, size_t bytes)
{
	for (size_t k = 0; k < bytes; k++)
		if ((unsigned char)text[k] >= 0xe0 && (k + 1 == bytes || memcmp(text + k, "\342\200", 2) != 0))
			return true;
	return false;
}

/* The fingerprint of an empty row is 0; the lowest bit tells of doubtful text. */
static void
grid_add_fingerprint(struct grid *grid, const struct stroke *stroke)
{
	const char *text = grid->text.text + stroke->start;
	uint64_t *row = &grid->fresh[stroke->row];
	uint64_t hash = grid_mix(*row | ROW_DOUBTFUL, (uint64_t)stroke->col * ROLE_COUNT + stroke->role);
	bool is_doubtful = (*row & ROW_DOUBTFUL) || grid_is_doubtful(text, stroke->bytes);

	for (size_t k = 0; k < stroke->bytes; k++)
		hash = grid_mix(hash, (unsigned char)text[k]);
	*row = (hash & ~(uint64_t)ROW_DOUBTFUL) | ROW_FILLED | (is_doubtful ? ROW_DOUBTFUL : 0);
}

/* A stroke of the bytes at the end of grid->text, from `start`. */
static void
grid_add_stroke(struct grid *grid, int row, int col, enum role role, size_t start)
{
	struct stroke stroke = {.row = row,
	    .col = col,
	    .role = role,
	    .start = start,
	    .bytes = grid->text.bytes - start};

	if (grid->count == grid->capacity) {
		grid->capacity = grid->capacity ? grid->capacity * 2 : 32;
		grid->strokes = mem_resize_array(grid->strokes, grid->capacity, sizeof *grid->strokes);
	}
	grid->strokes[grid->count++] = stroke;
	grid_add_fingerprint(grid, &stroke);
}

static bool
grid_is_inside(const struct grid *grid, int row, int col)
{
	return row >= 0 && row < grid->rows && col >= 0 && col < grid->cols;
}

void
grid_put(struct grid *grid, int row, int col, enum role role, const char *text, size_t bytes)
{
	size_t start = grid->text.bytes;

	if (!bytes || !grid_is_inside(grid, row, col))
		return;
	str_add_bytes(&grid->text, text, text_fit(text, bytes, grid->cols - col));
	grid_add_stroke(grid, row, col, role, start);
}

void
grid_fill(struct grid *grid, int row, int col, int cols, enum role role)
{
	size_t start = grid->text.bytes;

	if (cols <= 0 || !grid_is_inside(grid, row, col))
		return;
	for (int k = 0; k < cols && k < grid->cols - col; k++)
		str_add_char(&grid->text, ' ');
	grid_add_stroke(grid, row, col, role, start);
}

void
grid_set_cursor(struct grid *grid, int row, int col)
{
	grid->cursor_row = row;
	grid->cursor_col = col < grid->cols ? col : grid->cols - 1;
}

static void
grid_set_role(const struct grid *grid, enum role role)
{
	static const attr_t bits[] = {A_BOLD, A_UNDERLINE, A_REVERSE, A_DIM}; /* in order of enum theme_attribute */
	const struct theme_style *style = &grid->theme->styles[role];
	unsigned wanted = grid->has_colour ? style->attributes : style->mono_attributes;
	attr_t attributes = A_NORMAL;

	for (size_t k = 0; k < sizeof bits / sizeof *bits; k++)
		if (wanted & 1U << k)
			attributes |= bits[k];
	wattr_set(newscr, attributes, grid->pairs[role], NULL);
}

/* The code points of a grapheme, or a replacement where the C library counts other columns than we do. */
static int
grid_widen(const char *text, size_t bytes, int cols, wchar_t out[static CCHARW_MAX + 1])
{
	int count = 0, sum = 0;
	uint32_t codepoint;

	for (size_t at = 0; at < bytes && count < CCHARW_MAX; count++) {
		at += text_decode(text + at, bytes - at, &codepoint);
		out[count] = (wchar_t)codepoint;
		sum += wcwidth(out[count]) < 0 ? CCHARW_MAX * 2 : wcwidth(out[count]);
	}
	if (sum == cols)
		return count;
	for (count = 0; count < cols; count++)
		out[count] = 0xfffd;
	return count;
}

/* One grapheme that is `width` wide; what its cell leaves free of that is blank. */
static void
grid_draw_grapheme(const char *text, size_t bytes, int width)
{
	wchar_t wide[CCHARW_MAX + 1];
	int cols;
	size_t taken = text_cell(text, bytes, &cols);

	if (!width || !cols)
		return;
	waddnwstr(newscr, wide, grid_widen(text, taken, cols, wide));
	for (; cols < width; cols++)
		waddch(newscr, ' ');
}

/* How many plain ASCII characters come first, none of which can be the base of a combining mark. */
static size_t
grid_count_plain(const char *text, size_t bytes)
{
	size_t k = 0;

	while (k < bytes && text[k] >= ' ' && text[k] < 0x7f)
		k++;
	return k && k < bytes && (text[k] & 0x80) ? k - 1 : k;
}

static void
grid_draw_stroke(const struct grid *grid, const struct stroke *stroke)
{
	const char *text = grid->text.text + stroke->start;
	size_t at = 0, taken;
	int col = stroke->col, width;

	grid_set_role(grid, stroke->role);
	while (at < stroke->bytes) {
		wmove(newscr, stroke->row, col);
		taken = grid_count_plain(text + at, stroke->bytes - at);
		if (taken) {
			waddnstr(newscr, text + at, (int)taken);
			width = (int)taken;
		} else {
			taken = text_grapheme(text + at, stroke->bytes - at, &width);
			grid_draw_grapheme(text + at, taken, width);
		}
		at += taken;
		col += width;
	}
}

/* Blank the rows that have changed; what a terminal may have got wrong there is written anew as a whole. */
static void
grid_clear_rows(struct grid *grid)
{
	for (int row = 0; row < grid->rows; row++) {
		if (grid->fresh[row] == grid->shown[row])
			continue;
		wmove(newscr, row, 0);
		wclrtoeol(newscr);
		if ((grid->fresh[row] | grid->shown[row]) & ROW_DOUBTFUL)
			wredrawln(curscr, row, 1);
	}
}

void
grid_end(struct grid *grid)
{
	grid_clear_rows(grid);
	for (size_t k = 0; k < grid->count; k++)
		if (grid->fresh[grid->strokes[k].row] != grid->shown[grid->strokes[k].row])
			grid_draw_stroke(grid, &grid->strokes[k]);
	memcpy(grid->shown, grid->fresh, (size_t)grid->rows * sizeof *grid->shown);
	wmove(newscr, grid->cursor_row, grid->cursor_col);
	doupdate();
}
