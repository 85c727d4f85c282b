/*
 * Breaking safe text into lines, and finding one's way between offsets and columns. Not here: drawing, and
 * repeating a quote mark; an offset means the same in the text and in its lines.
 */
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/wrap.h"

struct paragraphs {
	const char *text;
	size_t bytes;
	int cols;
	size_t lead; /* before this a break would leave an indent or a quote mark alone */
};

/* A space with a mark on it is something to see. */
static bool
is_plain_space(const struct paragraphs *p, size_t at)
{
	return at < p->bytes && p->text[at] == ' ' && text_grapheme(p->text + at, p->bytes - at, NULL) == 1;
}

/* Spaces at a break hang over the edge, and a newline after them ends this line, not an empty one. */
static bool
skip_hanging(const struct paragraphs *p, struct wrap_line *line)
{
	while (is_plain_space(p, line->next))
		line->next++;
	if (line->next == p->bytes || p->text[line->next] != '\n')
		return false;
	line->next++;
	return true;
}

/*
 * The line at line->start, whose grapheme at `at` is too much. `line` has the last break in it, if there is one.
 */
static bool
break_line(const struct paragraphs *p, struct wrap_line *line, size_t at, bool at_space)
{
	if (at_space) {
		if (line->next != at)
			line->end = at;
		line->next = at;
		return skip_hanging(p, line);
	}
	if (line->end == line->start)
		line->end = line->next = at;
	return false;
}

/* Fill in where the line ends and the next begins; true when it ended with a newline. */
static bool
find_line(const struct paragraphs *p, struct wrap_line *line)
{
	int width, total = 0;
	size_t length;

	line->end = line->next = line->start;
	for (size_t at = line->start; at < p->bytes; at += length, total += width) {
		bool space;

		length = text_grapheme(p->text + at, p->bytes - at, &width);
		if (p->text[at] == '\n') {
			line->end = at;
			line->next = at + 1;
			return true;
		}
		space = is_plain_space(p, at);
		if (at > line->start && width > p->cols - total)
			return break_line(p, line, at, space);
		if (space && at >= p->lead) {
			if (line->next != at)
				line->end = at;
			line->next = at + 1;
		}
	}
	line->end = line->next = p->bytes;
	return false;
}

static size_t
find_lead(const char *text, size_t bytes, size_t at)
{
	while (at < bytes && (text[at] == '>' || text[at] == ' '))
		at++;
	return at;
}

static void
add_line(struct wrap *out, size_t *room, struct wrap_line line)
{
	if (out->count == *room) {
		*room = *room ? *room * 2 : 16;
		out->lines = mem_resize_array(out->lines, *room, sizeof *out->lines);
	}
	out->lines[out->count++] = line;
}

void
wrap_text(const char *text, size_t bytes, int cols, struct wrap *out)
{
	struct paragraphs p = {.text = text, .bytes = bytes, .cols = cols < 1 ? 1 : cols};
	struct wrap_line line = {0};
	size_t room = 0;
	bool newline = true;

	*out = (struct wrap){0};
	do {
		p.lead = newline ? find_lead(text, bytes, line.start) : line.start;
		newline = find_line(&p, &line);
		add_line(out, &room, line);
		line.start = line.next;
	} while (newline || line.start < bytes);
}

void
wrap_clear(struct wrap *wrap)
{
	free(wrap->lines);
	*wrap = (struct wrap){0};
}

void
wrap_find(const struct wrap *wrap, const char *text, size_t at, size_t *line, int *col)
{
	size_t low = 0, high = wrap->count;
	const struct wrap_line *found;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (wrap->lines[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	found = &wrap->lines[low];
	*line = low;
	*col = text_width(text + found->start, (at < found->end ? at : found->end) - found->start);
}

size_t
wrap_offset(const struct wrap *wrap, const char *text, size_t line, int col)
{
	const struct wrap_line *found = &wrap->lines[line];
	size_t at = found->start + text_fit(text + found->start, found->end - found->start, col);
	bool cut = found->end == found->next && line + 1 < wrap->count;

	if (cut && at == found->end && at > found->start)
		at = found->start + text_previous(text + found->start, at - found->start);
	return at;
}
