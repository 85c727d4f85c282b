/*
 * Laying words out in lines, and deciding where a page ends.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "ui/paper/sheets.h"
#include "ui/wrap.h"

void
sheets_init(struct sheets *sheets, int width)
{
	*sheets = (struct sheets){.width = width < 1 ? 1 : width};
}

void
sheets_clear(struct sheets *sheets)
{
	for (size_t k = 0; k < sheets->count; k++)
		free(sheets->lines[k].text);
	free(sheets->lines);
	*sheets = (struct sheets){0};
}

static struct sheets_line *
add_line(struct sheets *sheets, int col, char *owned)
{
	bool is_start = !sheets->count;

	if (sheets->count == sheets->room) {
		sheets->room = sheets->room ? sheets->room * 2 : 64;
		sheets->lines = mem_resize_array(sheets->lines, sheets->room, sizeof *sheets->lines);
	}
	sheets->lines[sheets->count] = (struct sheets_line){.text = owned, .col = col, .is_start = is_start};
	return &sheets->lines[sheets->count++];
}

void
sheets_add_blank(struct sheets *sheets)
{
	add_line(sheets, 0, mem_copy_string(""));
}

/* A unit begins with the blank line before it, which is dropped at the head of a page. */
void
sheets_begin(struct sheets *sheets)
{
	bool is_glued = sheets->count && sheets->lines[sheets->count - 1].is_glued;
	struct sheets_line *line;

	if (!sheets->count)
		return;
	line = add_line(sheets, 0, mem_copy_string(""));
	line->is_start = !is_glued;
	line->is_glued = is_glued;
}

void
sheets_glue(struct sheets *sheets)
{
	if (sheets->count)
		sheets->lines[sheets->count - 1].is_glued = true;
}

void
sheets_add_rule(struct sheets *sheets, int col, char mark, int cols)
{
	int most = sheets->width - col;
	char *rule;

	cols = cols < most ? cols : most;
	cols = cols < 0 ? 0 : cols;
	rule = mem_alloc((size_t)cols + 1);
	memset(rule, mark, (size_t)cols);
	add_line(sheets, col, rule);
}

/*
 * A line as every printer will lay it out: of each grapheme what fits its columns when its code points are added up,
 * which is all that a printer does.
 */
static char *
copy_cells(const char *mark, const char *text, size_t bytes)
{
	struct str out;

	str_init(&out);
	str_add(&out, mark);
	while (bytes) {
		int wanted, cols;
		size_t length = text_grapheme(text, bytes, &wanted), cell = text_cell(text, length, &cols);

		str_add_bytes(&out, text, cell);
		for (; cols < wanted; cols++)
			str_add_char(&out, ' ');
		text += length;
		bytes -= length;
	}
	while (out.bytes && out.text[out.bytes - 1] == ' ')
		str_cut(&out, out.bytes - 1);
	return str_take(&out);
}

/* What stands before the words of a paragraph. */
struct lead {
	char text[16];
	size_t bytes;   /* of the paragraph that it takes the place of */
	bool is_always; /* on every line, and not only the first: a quote's */
};

/* "> > ", made short where it would leave no room for words. */
static bool
find_quote(const char *text, size_t bytes, int width, struct lead *out)
{
	size_t used = 0;

	*out = (struct lead){.is_always = true};
	for (; out->bytes < bytes && text[out->bytes] == '>'; out->bytes += strspn(text + out->bytes, " ")) {
		out->bytes++;
		if (used < 8 && (int)used * 4 < width) {
			out->text[used++] = '>';
			out->text[used++] = ' ';
		}
	}
	return out->bytes > 0;
}

/* "1. ", "- ", "[x] " or spaces. */
static void
find_lead(const char *text, size_t bytes, int width, struct lead *out)
{
	size_t spaces = strspn(text, " "), digits = strspn(text + spaces, "0123456789"), used = spaces;

	if (find_quote(text, bytes, width, out))
		return;
	if (digits && !strncmp(text + spaces + digits, ". ", 2))
		used = spaces + digits + 2;
	else if (!strncmp(text + spaces, "- ", 2))
		used = spaces + 2;
	else if (!strncmp(text + spaces, "[ ] ", 4) || !strncmp(text + spaces, "[x] ", 4))
		used = spaces + 4;
	*out = (struct lead){.bytes = 0};
	if (used >= bytes || used >= sizeof out->text || (int)used > width / 2)
		return;
	memcpy(out->text, text, used);
	out->bytes = used;
}

/* One paragraph, with no newline in it. */
static void
add_paragraph(struct sheets *sheets, int col, const char *text, size_t bytes)
{
	size_t first = sheets->count;
	struct wrap wrap;
	struct lead lead;
	int set_in;

	find_lead(text, bytes, sheets->width - col, &lead);
	set_in = (int)strlen(lead.text);
	text += lead.bytes;
	wrap_text(text, bytes - lead.bytes, sheets->width - col - set_in, &wrap);
	for (size_t k = 0; k < wrap.count; k++) {
		const struct wrap_line *line = &wrap.lines[k];
		bool is_led = !k || lead.is_always;

		add_line(sheets, is_led ? col : col + set_in,
		    copy_cells(is_led ? lead.text : "", text + line->start, line->end - line->start));
	}
	wrap_clear(&wrap);
	if (sheets->count - first > 1) {
		sheets->lines[first].is_glued = true;
		sheets->lines[sheets->count - 2].is_glued = true;
	}
}

void
sheets_add(struct sheets *sheets, int col, const char *text)
{
	int most = sheets->width / 2;
	struct str safe;

	text_clean(TEXT_BODY, text, &safe);
	for (size_t at = 0, bytes; at < safe.bytes; at += bytes + 1) {
		bytes = strcspn(safe.text + at, "\n");
		add_paragraph(sheets, col < most ? col : most, safe.text + at, bytes);
	}
	str_clear(&safe);
}

/* --- pages --- */

static bool
is_blank(const struct sheets *sheets, size_t at)
{
	return !*sheets->lines[at].text;
}

/* May a page end before this line? */
static bool
can_break(const struct sheets *sheets, size_t at)
{
	return !sheets->lines[at - 1].is_glued;
}

static size_t
find_unit_end(const struct sheets *sheets, size_t at)
{
	do
		at++;
	while (at < sheets->count && !sheets->lines[at].is_start);
	return at;
}

/* The last unit that begins after `at`, and at `end` or before; `at` for none. */
static size_t
find_unit(const struct sheets *sheets, size_t at, size_t end)
{
	while (end > at && !sheets->lines[end].is_start)
		end--;
	return end;
}

/* Where to cut when there is more than a page from `at`, and at most to `end`. */
static size_t
find_cut(const struct sheets *sheets, size_t at, size_t end)
{
	size_t rows = end - at, unit = find_unit(sheets, at, end), cut = end;
	size_t unit_begin = unit + (unit > at && is_blank(sheets, unit)); /* without the blank line before it */

	if (unit > at && find_unit_end(sheets, unit) - unit_begin <= rows)
		return unit;
	while (cut > at && !can_break(sheets, cut))
		cut--;
	/* A long item goes on overleaf, but two lines of it alone are better there too. */
	if (unit > at && cut < unit_begin + 3)
		return unit;
	return cut > at ? cut : end;
}

size_t
sheets_break(const struct sheets *sheets, size_t at, int rows, size_t *next)
{
	size_t end = at + (size_t)rows;

	end = end < sheets->count ? find_cut(sheets, at, end) : sheets->count;
	*next = end;
	while (*next < sheets->count && is_blank(sheets, *next))
		++*next;
	while (end > at + 1 && is_blank(sheets, end - 1))
		end--;
	return end;
}
