/*
 * Cells of a terminal as SVG. Whole numbers only, so that every machine draws the same bytes.
 */
#include <string.h>

#include "base/str.h"
#include "svg.h"

enum { CELL_WIDTH = 9, CELL_HEIGHT = 20, BASELINE = 15, FONT = 15, MARGIN = 18 };

/* Colours 0..7 of a theme, then the card's own words and its ground: each at least 7 to 1 against the ground. */
static const char *const colours[] = {
    "#6e7681",
    "#ff9b93",
    "#8fd694",
    "#ecd282",
    "#9cc2ff",
    "#f0a6e4",
    "#7fd8e2",
    "#ffffff",
    "#e6e8eb",
    "#14181e",
};
enum { WORDS = 8, GROUND = 9 };

static void
add_escaped(struct str *out, const char *text)
{
	for (; *text; text++)
		if (*text == '&')
			str_add(out, "&amp;");
		else if (*text == '<')
			str_add(out, "&lt;");
		else if (*text == '>')
			str_add(out, "&gt;");
		else
			str_add_char(out, *text);
}

/* What colours a cell comes to once it is turned round or not. */
static void
find_colours(const struct vt_look *look, int *words, int *ground)
{
	int foreground = look->foreground < 0 ? WORDS : look->foreground;
	int background = look->background < 0 ? GROUND : look->background;

	*words = look->is_reversed ? background : foreground;
	*ground = look->is_reversed ? foreground : background;
}

static void
add_box(struct str *out, int row, int col, int cols, int colour)
{
	str_add_format(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
	    MARGIN + col * CELL_WIDTH, MARGIN + row * CELL_HEIGHT, cols * CELL_WIDTH, CELL_HEIGHT, colours[colour]);
}

/* Boxes behind words whose ground is not the card's. */
static void
add_grounds(struct str *out, const struct vt *vt, int row, int cols)
{
	for (int col = 0, from; col < cols; col++) {
		struct vt_look look;
		int words, ground, first;

		vt_look_at(vt, row, col, &look);
		find_colours(&look, &words, &first);
		for (from = col, ground = first; col + 1 < cols; col++) {
			vt_look_at(vt, row, col + 1, &look);
			find_colours(&look, &words, &ground);
			if (ground != first)
				break;
		}
		if (first != GROUND)
			add_box(out, row, from, col + 1 - from, first);
	}
}

static bool
looks_alike(const struct vt_look *one, const struct vt_look *other)
{
	return one->foreground == other->foreground && one->background == other->background &&
	    one->is_bold == other->is_bold && one->is_underlined == other->is_underlined &&
	    one->is_reversed == other->is_reversed;
}

/* The word that begins at this cell; returns the columns it takes. */
static int
add_word(struct str *out, const struct vt *vt, int row, int col, int cols)
{
	struct vt_look first, look;
	struct str word;
	int words, ground, count = 0;

	str_init(&word);
	vt_look_at(vt, row, col, &first);
	for (look = first; *look.text && looks_alike(&look, &first);) {
		add_escaped(&word, look.text);
		count++;
		if (col + count == cols)
			break;
		vt_look_at(vt, row, col + count, &look);
	}
	find_colours(&first, &words, &ground);
	str_add_format(out, "<tspan x=\"%d\" textLength=\"%d\"", MARGIN + col * CELL_WIDTH, count * CELL_WIDTH);
	if (words != WORDS)
		str_add_format(out, " fill=\"%s\"", colours[words]);
	if (first.is_bold)
		str_add(out, " font-weight=\"bold\"");
	if (first.is_underlined)
		str_add(out, " text-decoration=\"underline\"");
	str_add_format(out, ">%s</tspan>", word.text);
	str_clear(&word);
	return count;
}

static void
add_row(struct str *out, const struct vt *vt, int row, int cols)
{
	bool is_empty = true;

	add_grounds(out, vt, row, cols);
	for (int col = 0; col < cols;) {
		struct vt_look look;

		vt_look_at(vt, row, col, &look);
		if (!*look.text) {
			col++;
			continue;
		}
		/* a space between words, for who copies them; it is drawn nowhere */
		if (is_empty)
			str_add_format(out, "<text y=\"%d\">", MARGIN + row * CELL_HEIGHT + BASELINE);
		else
			str_add(out, " ");
		is_empty = false;
		col += add_word(out, vt, row, col, cols);
	}
	if (!is_empty)
		str_add(out, "</text>\n");
}

static void
add_cursor(struct str *out, const struct vt *vt)
{
	int row, col;

	vt_get_cursor(vt, &row, &col);
	str_add_format(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" fill-opacity=\"0.4\"/>\n",
	    MARGIN + col * CELL_WIDTH, MARGIN + row * CELL_HEIGHT, CELL_WIDTH, CELL_HEIGHT, colours[WORDS]);
}

char *
svg_draw(const struct vt *vt, const char *title)
{
	int cols, rows, width, height;
	struct str out;

	vt_get_size(vt, &cols, &rows);
	width = cols * CELL_WIDTH + 2 * MARGIN;
	height = rows * CELL_HEIGHT + 2 * MARGIN;
	str_init(&out);
	str_add_format(&out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
	    "aria-labelledby=\"title\">\n<title id=\"title\">",
	    width, height, width, height);
	add_escaped(&out, title);
	str_add_format(&out,
	    "</title>\n<rect x=\"1\" y=\"1\" width=\"%d\" height=\"%d\" rx=\"12\" fill=\"%s\" stroke=\"%s\"/>\n"
	    "<g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace\" "
	    "font-size=\"%d\" fill=\"%s\">\n",
	    width - 2, height - 2, colours[GROUND], colours[0], FONT, colours[WORDS]);
	for (int row = 0; row < rows; row++)
		add_row(&out, vt, row, cols);
	add_cursor(&out, vt);
	str_add(&out, "</g>\n</svg>\n");
	return str_take(&out);
}
