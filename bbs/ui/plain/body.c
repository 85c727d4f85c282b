/*
 * The line editor. See body.h. Lines are counted as people hear them: gaps between paragraphs have no number.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/plain/body.h"
#include "ui/plain/typed.h"
#include "ui/words.h"

enum { SAY_WHOLE_LINES = 6, SAY_WORDS_COLS = 200 };

/* A line with words in it, as offsets; the newline is not in it. */
struct body_line {
	int number; /* 1.. */
	size_t start, end;
};

/* The next line after `line`, which begins as {0}. False when there is none. */
static bool
body_next(const struct edit *edit, struct body_line *line)
{
	const char *text = edit->text.text;
	size_t at = line->end;

	at += strspn(text + at, "\n");
	if (!text[at])
		return false;
	*line = (struct body_line){.number = line->number + 1, .start = at, .end = at + strcspn(text + at, "\n")};
	return true;
}

int
body_count_lines(const struct edit *edit)
{
	struct body_line line = {0};

	while (body_next(edit, &line))
		;
	return line.number;
}

static void
body_add_lines(struct renderer *r, const struct edit *edit, int from)
{
	struct body_line line = {0};
	struct str words;

	str_init(&words);
	while (body_next(edit, &line)) {
		if (line.number < from)
			continue;
		str_cut(&words, 0);
		str_add_format(&words, _("Line %d: "), line.number);
		str_add_bytes(&words, edit->text.text + line.start, line.end - line.start);
		say_add(&r->say, words.text);
	}
	str_clear(&words);
}

void
body_list(struct renderer *r, const struct edit *edit)
{
	if (!body_count_lines(edit))
		say_add(&r->say, _("You have written nothing yet."));
	body_add_lines(r, edit, 1);
}

void
body_tell(struct renderer *r, const struct edit *edit)
{
	int lines = body_count_lines(edit);
	char *words;

	if (lines > SAY_WHOLE_LINES) {
		words = mem_format(n_("You have %d line so far. Type /list to hear it. The last is:",
				       "You have %d lines so far. Type /list to hear them. The last is:", lines),
		    lines);
		say_add(&r->say, words);
		free(words);
		body_add_lines(r, edit, lines);
	} else if (lines) {
		say_add(&r->say, _("You have this so far:"));
		body_add_lines(r, edit, 1);
	}
	say_add(&r->say,
	    lines ? _("Type on, line by line. A line with just a full stop ends it. Type /help for more.")
		  : _("Type line by line. A line with just a full stop ends it. Type /help for more."));
}

/* A sentence that ends with somebody's words, which are cut where they get long. */
static void
body_say_words(struct renderer *r, const char *sentence, const char *words)
{
	size_t bytes = text_fit(words, strlen(words), SAY_WORDS_COLS);
	char *start = mem_copy_bytes(words, bytes);
	char *said = mem_format("%s %s%s", sentence, start, words[bytes] ? "..." : "");

	say_aside(&r->say, said);
	free(said);
	free(start);
}

/* Nothing is lost in silence: say what there was no room for. */
static void
body_tell_refused(struct renderer *r, const char *line, size_t kept)
{
	size_t bytes = strlen(line);

	say_aside(&r->say, _("Your message is full. What you wrote before is safe."));
	body_say_words(r, _("This did not fit:"), line + text_snap(line, bytes, kept < bytes ? kept : bytes));
}

bool
body_append(struct renderer *r, struct edit *edit, const char *line, struct event *out)
{
	uint64_t changes = edit->changes;
	size_t before;
	bool refused = false;

	edit_end(edit);
	if (edit->text.bytes)
		edit_insert(edit, "\n", 1);
	before = edit->text.bytes;
	if (*line) {
		edit_insert(edit, line, strlen(line));
		refused = edit->refused;
	}
	if (refused)
		body_tell_refused(r, line, edit->text.bytes - before);
	return edit->changes != changes && state_tell_change(out);
}

/* The last line that has words, and the gap before it. */
static bool
body_find(const struct edit *edit, int number, struct body_line *line)
{
	*line = (struct body_line){0};
	while (line->number < number)
		if (!body_next(edit, line))
			return false;
	return number > 0;
}

bool
body_undo(struct renderer *r, struct edit *edit, struct event *out)
{
	struct body_line line;
	char *kept, *gone;

	if (!body_find(edit, body_count_lines(edit), &line)) {
		say_aside(&r->say, _("There is no line to take away."));
		return false;
	}
	gone = mem_copy_bytes(edit->text.text + line.start, line.end - line.start);
	while (line.start && edit->text.text[line.start - 1] == '\n')
		line.start--;
	kept = mem_copy_bytes(edit->text.text, line.start);
	edit_set(edit, kept);
	body_say_words(r, _("This line is gone:"), gone);
	free(kept);
	free(gone);
	return state_tell_change(out);
}

/* Put other words in place of a line. What does not fit is not put: then all is as it was. */
static bool
body_replace(struct edit *edit, const struct body_line *line, const char *words)
{
	char *before = mem_copy_string(edit->text.text);
	struct str changed;
	bool fits;

	str_init(&changed);
	str_add_bytes(&changed, before, line->start);
	str_add(&changed, words);
	str_add(&changed, before + line->end);
	edit_set(edit, changed.text);
	fits = !edit->refused;
	if (!fits)
		edit_set(edit, before);
	str_clear(&changed);
	free(before);
	return fits;
}

bool
body_change(struct renderer *r, struct edit *edit, const char *rest, struct event *out)
{
	size_t digits = strspn(rest, "0123456789");
	const char *words = rest + digits + strspn(rest + digits, " ");
	char *number = mem_copy_bytes(rest, digits);
	struct body_line line;
	bool is_there = body_find(edit, (int)typed_parse_number(number), &line), changed = false;

	free(number);
	if (!*words)
		say_aside(&r->say,
		    _("Type /change, the number of the line, and the new words. Type /list to hear the numbers."));
	else if (!is_there)
		say_aside(&r->say,
		    _("There is no line with that number. Nothing has changed. Type /list to hear the numbers."));
	else if (!(changed = body_replace(edit, &line, words)))
		say_aside(&r->say, _("Your message would be too long. Nothing has changed."));
	else
		body_say_words(r, _("It says now:"), words);
	return changed && state_tell_change(out);
}
