/*
 * Printing for people who listen. See say.h. Not here: what the words are (tell.c, form.c, command.c).
 *
 * Why lines are broken at 78 columns even without a terminal: a Windows console breaks what it is sent in the
 * middle of a word, and a screen reader that reads by the line then says half words. One line for a paragraph
 * is right for a braille display that does its own breaking: "p w 0" asks for it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/plain/say.h"
#include "ui/wrap.h"

enum { SAY_PAGE_AT_LEAST = 3, SAY_WIDTH_AT_LEAST = 10 };

void
say_init(struct say *say, struct wire *wire, bool has_terminal)
{
	*say = (struct say){
	    .wire = wire,
	    .has_terminal = has_terminal,
	    .page_lines = SAY_BY_WINDOW,
	    .width_cols = SAY_BY_WINDOW,
	};
	str_init(&say->text);
	str_init(&say->out);
}

void
say_clear(struct say *say)
{
	str_clear(&say->text);
	str_clear(&say->out);
	free(say->marks);
	say->marks = NULL;
	say->mark_count = 0;
}

int
say_page(const struct say *say)
{
	int rows = say->has_terminal ? say->wire->rows : SAY_ROWS_WITHOUT_TERMINAL;

	if (say->flows)
		return 0;
	if (say->page_lines >= 0)
		return say->page_lines;
	return rows - 2 < SAY_PAGE_AT_LEAST ? SAY_PAGE_AT_LEAST : rows - 2;
}

int
say_width(const struct say *say)
{
	int cols = say->has_terminal ? say->wire->cols : SAY_WIDTH_COLS;

	if (say->flows)
		return 0;
	if (say->width_cols >= 0)
		return say->width_cols;
	if (cols < SAY_WIDTH_AT_LEAST)
		return SAY_WIDTH_AT_LEAST;
	return cols < SAY_WIDTH_COLS ? cols : SAY_WIDTH_COLS;
}

/* Out to the wire. */

void
say_echo(struct say *say, const char *bytes, size_t count)
{
	str_add_bytes(&say->out, bytes, count);
	say->is_mid_line = say->is_mid_line || count;
}

void
say_newline(struct say *say)
{
	str_add(&say->out, say->has_terminal ? "\r\n" : "\n");
	say->is_mid_line = false;
}

void
say_flush(struct say *say)
{
	wire_write(say->wire, say->out.text, say->out.bytes);
	str_cut(&say->out, 0);
}

static void
say_print_line(struct say *say, const char *text, size_t bytes)
{
	if (say->is_mid_line)
		say_newline(say);
	str_add_bytes(&say->out, text, bytes);
	say_newline(say);
	say->lines++;
}

/* The lines of one paragraph; without a width, the paragraph itself. */
static void
say_wrap(const struct say *say, const char *text, size_t bytes, struct wrap *out)
{
	int width = say_width(say);

	if (width) {
		wrap_text(text, bytes, width, out);
		return;
	}
	*out = (struct wrap){.lines = mem_alloc_array(1, sizeof *out->lines), .count = 1};
	out->lines[0] = (struct wrap_line){.end = bytes, .next = bytes};
}

/* The text to be said. */

void
say_begin(struct say *say)
{
	str_cut(&say->text, 0);
	say->put = say->from = say->at = say->pause = 0;
	say->mark_count = say->settled = 0;
}

/* What has been said before the last part is of no use any more. */
static void
say_forget_passed(struct say *say)
{
	size_t kept = 0;

	for (size_t k = 0; k < say->mark_count; k++) {
		struct say_mark mark = say->marks[k];

		if (mark.at < say->at || (mark.at == say->at && mark.is_end))
			continue;
		mark.at -= say->at;
		say->marks[kept++] = mark;
	}
	say->mark_count = kept;
	str_remove(&say->text, 0, say->at);
	say->put = say->from = say->at = say->pause = 0;
}

void
say_interrupt(struct say *say)
{
	say_forget_passed(say);
	say->settled = say->mark_count;
}

static void
say_put(struct say *say, const char *bytes, size_t count)
{
	str_insert(&say->text, say->put, bytes, count);
	for (size_t k = 0; k < say->settled; k++)
		if (say->marks[k].at >= say->put)
			say->marks[k].at += count;
	say->put += count;
}

void
say_add(struct say *say, const char *text)
{
	struct str safe;

	text_clean(TEXT_BODY, text, &safe);
	if (safe.bytes) {
		str_add_char(&safe, '\n');
		say_put(say, safe.text, safe.bytes);
	}
	str_clear(&safe);
}

void
say_add_gap(struct say *say)
{
	if (say->put < say->from + 2 || say->text.text[say->put - 2] == '\n')
		return;
	say_put(say, "\n", 1);
}

void
say_add_mark(struct say *say, int64_t id, bool is_end)
{
	if (!id)
		return;
	say->marks = mem_resize_array(say->marks, say->mark_count + 1, sizeof *say->marks);
	say->marks[say->mark_count++] = (struct say_mark){.at = say->put, .id = id, .is_end = is_end};
}

bool
say_has_more(const struct say *say)
{
	return say->at < say->text.bytes;
}

/* The words from `before` up to `at` are out: which items did that begin and end? */
static void
say_pass_marks(struct say *say, size_t before)
{
	for (size_t k = 0; k < say->mark_count; k++) {
		const struct say_mark *mark = &say->marks[k];

		if (!mark->is_end && mark->at >= before && mark->at < say->at)
			say->current = mark->id;
		if (mark->is_end && mark->at > before && mark->at <= say->at && mark->id > say->whole)
			say->whole = mark->id;
	}
}

static bool
say_is_full(const struct say *say)
{
	int page = say_page(say);

	return (page && say->lines >= page) || (say->pause && say->at == say->pause);
}

/* Nobody misses an empty line between two pages. */
static bool
say_ends_page_with_gap(const struct say *say)
{
	int page = say_page(say);

	return page && say->lines + 1 >= page && say->lines && say->text.text[say->at] == '\n';
}

/* One paragraph, from `at` up to its newline; false when the page ended it early. */
static bool
say_paragraph(struct say *say)
{
	const char *text = say->text.text + say->at;
	size_t start = say->at, bytes = strcspn(text, "\n");
	struct wrap wrap;
	bool goes_on = true;

	say_wrap(say, text, bytes, &wrap);
	for (size_t k = 0; k < wrap.count && goes_on; k++) {
		const struct wrap_line *line = &wrap.lines[k];
		bool is_last = k + 1 == wrap.count;

		say_print_line(say, text + line->start, line->end - line->start);
		say->at = start + (is_last ? bytes + 1 : wrap.lines[k + 1].start);
		goes_on = is_last || !say_is_full(say);
	}
	say_pass_marks(say, start);
	wrap_clear(&wrap);
	return goes_on;
}

void
say_go_on(struct say *say)
{
	if (!say_has_more(say))
		return;
	while (say_has_more(say) && say->text.text[say->at] == '\n')
		say->at++;
	say->from = say->at;
	say->pause = say->pause == say->at ? 0 : say->pause;
	while (say_has_more(say) && !say_is_full(say) && !say_ends_page_with_gap(say))
		if (!say_paragraph(say))
			return;
}

void
say_close(struct say *say)
{
	say->settled = 0;
	say->pause = say->put;
	if (say->put)
		say_go_on(say);
}

void
say_stop(struct say *say)
{
	str_cut(&say->text, say->at);
	say->pause = 0;
	say->mark_count = 0;
}

void
say_repeat(struct say *say)
{
	say->at = say->from;
	say_go_on(say);
}

void
say_aside(struct say *say, const char *text)
{
	struct str safe;
	struct wrap wrap;

	str_init(&safe);
	text_sanitize(TEXT_LINE, text, strlen(text), &safe);
	say_wrap(say, safe.text, safe.bytes, &wrap);
	for (size_t k = 0; k < wrap.count; k++)
		say_print_line(say, safe.text + wrap.lines[k].start, wrap.lines[k].end - wrap.lines[k].start);
	wrap_clear(&wrap);
	str_clear(&safe);
}

/*
 * Without a terminal the prompt is a whole line: programs that read by the line say it only then, and a
 * script's answers are not echoed after it.
 */
void
say_prompt(struct say *say, const char *text)
{
	say_aside(say, text);
	if (!say->has_terminal)
		return;
	str_cut(&say->out, say->out.bytes - strlen("\r\n"));
	say_echo(say, " ", 1);
}

/* Sentences. */

/* A closing quote or bracket may follow the stop. */
bool
say_is_ended(const char *text)
{
	static const char ellipsis[] = "\xe2\x80\xa6", quote[] = "\xe2\x80\x9d";
	size_t bytes = strlen(text);

	if (bytes > 3 && !memcmp(text + bytes - 3, quote, 3))
		bytes -= 3;
	else if (bytes > 1 && strchr("\"')", text[bytes - 1]))
		bytes--;
	if (bytes >= 3 && !memcmp(text + bytes - 3, ellipsis, 3))
		return true;
	return bytes && strchr(".!?:;", text[bytes - 1]);
}

void
say_join(struct str *out, const char *sentence)
{
	if (!*sentence)
		return;
	if (out->bytes && out->text[out->bytes - 1] != '\n')
		str_add_char(out, ' ');
	str_add(out, sentence);
	if (!say_is_ended(sentence))
		str_add_char(out, '.');
}

void
say_join_format(struct str *out, const char *format, ...)
{
	char *sentence;
	va_list args;

	va_start(args, format);
	if (vasprintf(&sentence, format, args) < 0)
		fatal("no memory to format");
	va_end(args);
	say_join(out, sentence);
	free(sentence);
}

void
say_add_sentence(struct say *say, const char *sentence)
{
	struct str line;

	str_init(&line);
	say_join(&line, sentence);
	say_add(say, line.text);
	str_clear(&line);
}
