/*
 * Brackets on a screen, and what stands outside of them.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/embed.h"
#include "base/mem.h"
#include "base/str.h"
#include "pseudo.h"
#include "ui/words.h"

#define OPENS "\xe2\x9f\xa6"
#define CLOSES "\xe2\x9f\xa7"

enum { BRACKET_BYTES = sizeof OPENS - 1 };

/* A run over a text: how many brackets are open, and the words outside of any. */
struct reading {
	const char *name;
	const char *known; /* what may stand outside: the demo board's words, those typed, names of keys */
	bool is_spoken;    /* texts are divided by punctuation, not by gaps */
	int findings;
	int depth, least; /* least: below 0 when a text began above */
	struct str outside;
};

void
pseudo_use(void)
{
	assert_int_equal(words_use("qps"), ERR_OK);
}

static void
pseudo_add_spaced(struct str *out, const char *text)
{
	for (; *text; text++) {
		char c = *text;

		if (!isspace((unsigned char)c))
			str_add_char(out, c);
		else if (out->bytes && out->text[out->bytes - 1] != ' ')
			str_add_char(out, ' ');
	}
	str_add_char(out, ' ');
}

/* Everything that is data, with single spaces. Owned. */
static char *
pseudo_list_known(const char *written)
{
	static const char *const files[] = {"content/demo.txt", "content/boards.ini", "content/signposts.ini"};
	struct str known;

	str_init(&known);
	for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
		char *text = embed_copy(files[k]);

		pseudo_add_spaced(&known, text);
		free(text);
	}
	for (size_t k = 0; embed_at(k); k++)
		if (!strncmp(embed_at(k)->path, "content/guides/", 15)) {
			char *text = mem_copy_bytes(embed_at(k)->data, embed_at(k)->bytes);

			pseudo_add_spaced(&known, text);
			free(text);
		}
	str_add(&known, "Kidsof localhost blue-mug Enter Backspace Space Esc Ctrl-X Tab Up ");
	pseudo_add_spaced(&known, written);
	return str_take(&known);
}

/* Blocks and spaces: a picture, and no words. */
static bool
pseudo_is_picture(const char *piece)
{
	for (;;)
		if (*piece == ' ')
			piece++;
		else if (!strncmp(piece, "\xc2\xa0", 2)) /* a space where no line is broken */
			piece += 2;
		else if (!strncmp(piece, "\xe2\x96", 2))
			piece += 3;
		else
			return !*piece;
}

/* A run of words without a gap. Numbers, marks and dots around it don't count. */
static void
pseudo_judge_piece(struct reading *reading, char *piece)
{
	char *end = piece + strlen(piece);

	while (*piece && !isalpha((unsigned char)*piece) && !(*piece & 0x80))
		piece++;
	while (end > piece && !isalpha((unsigned char)end[-1]) && !(end[-1] & 0x80))
		*--end = '\0';
	if (end - piece <= 1 || pseudo_is_picture(piece) || strstr(reading->known, piece))
		return;
	print_error("%s: neither translated nor written by anybody: %s\n", reading->name, piece);
	reading->findings++;
}

/* Where the next text begins; NULL when this is the last. */
static char *
pseudo_find_next(const struct reading *reading, char *at)
{
	char *next = reading->is_spoken ? strpbrk(at, ".,:;!?") : strstr(at, "  ");

	return next ? next + 1 : NULL;
}

static void
pseudo_judge_outside(struct reading *reading)
{
	char *at = reading->outside.text, *next;

	for (; (next = pseudo_find_next(reading, at)); at = next) {
		next[-1] = '\0';
		pseudo_judge_piece(reading, at);
	}
	pseudo_judge_piece(reading, at);
	str_cut(&reading->outside, 0);
}

static void
pseudo_read(struct reading *reading, const char *text, size_t bytes)
{
	for (const char *end = text + bytes; text < end; text++) {
		if (!strncmp(text, OPENS, BRACKET_BYTES)) {
			reading->depth++;
			text += BRACKET_BYTES - 1;
			str_add(&reading->outside, reading->is_spoken ? "." : "  ");
		} else if (!strncmp(text, CLOSES, BRACKET_BYTES)) {
			if (--reading->depth < reading->least) { /* it began above: what came before it was inside */
				reading->least = reading->depth;
				str_cut(&reading->outside, 0);
			}
			text += BRACKET_BYTES - 1;
		} else if (*text == '\n') {
			pseudo_judge_outside(reading);
		} else if (reading->depth == reading->least) {
			str_add_char(&reading->outside, *text);
		}
	}
	pseudo_judge_outside(reading);
}

static int
pseudo_tell(const struct reading *reading, const char *what, const char *text, size_t bytes)
{
	print_error("%s: a text has lost its %s:\n%.*s\n", reading->name, what, (int)bytes, text);
	return 1;
}

/* Read a part of the screen; may it begin in the middle of a text, or end there? Returns the findings. */
static int
pseudo_check_part(struct reading *reading, const char *text, size_t bytes, bool may_begin, bool may_end)
{
	int findings = reading->findings = 0;

	reading->depth = reading->least = 0;
	str_init(&reading->outside);
	pseudo_read(reading, text, bytes);
	str_clear(&reading->outside);
	if (reading->least < 0 && !may_begin)
		findings += pseudo_tell(reading, "beginning", text, bytes);
	if (reading->depth > reading->least && !may_end)
		findings += pseudo_tell(reading, "end", text, bytes);
	return findings + reading->findings;
}

/* The words of a translation without its brackets and padding, for looking for them inside another. Owned. */
static char *
pseudo_core(const char *translation)
{
	size_t bytes = strcspn(translation + BRACKET_BYTES, "~");

	return mem_copy_bytes(translation + BRACKET_BYTES, bytes ? bytes - 1 : 0);
}

static bool
pseudo_says(const char *line, size_t bytes, const char *translation)
{
	char *core = pseudo_core(translation);
	bool says = memmem(line, bytes, core, strlen(core)) != NULL;

	free(core);
	return says;
}

/* A document says which part of it this is; on a small screen only whether it is the last. */
static bool
pseudo_is_past_start(const char *line, size_t bytes)
{
	bool has_part = strcspn(line, "0123456789") < bytes;

	return pseudo_says(line, bytes, _("the end")) || (has_part && !memmem(line, bytes, " 1 ", strlen(" 1 ")));
}

static const char *
pseudo_find_bar(const char *text)
{
	const char *bar = text, *blank = text;

	while ((blank = strstr(blank, "\n\n")))
		bar = blank++ + 1;
	return bar;
}

/* The rows alone, without their margin and the line that shows where the cursor is. Owned. */
static char *
pseudo_copy_rows(const char *text)
{
	struct str rows;

	str_init(&rows);
	for (; *text; text += strcspn(text, "\n"), text += *text == '\n')
		if (*text == '|') {
			str_add_bytes(&rows, text + 1, strcspn(text + 1, "\n"));
			str_add(&rows, "\n");
		}
	return str_take(&rows);
}

int
pseudo_check_screen(const char *name, const char *picture, const char *written)
{
	char *text = pseudo_copy_rows(picture), *known = pseudo_list_known(written);
	const char *content = strchr(text, '\n'), *bar = pseudo_find_bar(text);
	size_t first = (size_t)(content - text);
	bool both = pseudo_says(text, first, _("more above and below"));
	bool below = both || pseudo_says(text, first, _("more below"));
	bool above = both || pseudo_says(text, first, _("more above")) || pseudo_is_past_start(text, first);
	struct reading reading = {.name = name, .known = known};
	int findings = pseudo_check_part(&reading, text, first, memmem(text, first, "... ", 4) != NULL, false);

	findings += pseudo_check_part(&reading, content, (size_t)(bar - content), above, below);
	findings += pseudo_check_part(&reading, bar, strlen(bar), false, false);
	free(known);
	free(text);
	return findings;
}

int
pseudo_check_lines(const char *name, const char *text, const char *written)
{
	char *known = pseudo_list_known(written);
	struct reading reading = {.name = name, .known = known, .is_spoken = true};
	bool stops = pseudo_says(text, strlen(text), _("More. Press Enter to read on, or b to stop reading."));
	int findings = pseudo_check_part(&reading, text, strlen(text), false, stops);

	free(known);
	return findings;
}

/* Does a key stand there with the whole of its label after it? */
static bool
pseudo_has_key(const char *text, const char *key)
{
	char *start = mem_format("%s " OPENS, key);
	const char *at = strstr(text, start);
	bool is_whole = at && memmem(at, strcspn(at, "\n"), CLOSES, BRACKET_BYTES);

	free(start);
	return is_whole;
}

/* The rows from the one with people to call on are the bar's, whatever the size: each label is whole. */
static int
pseudo_check_bar(const char *name, const char *rows)
{
	char *known = pseudo_list_known("");
	struct reading reading = {.name = name, .known = known};
	const char *bar = strstr(rows, "! " OPENS);
	int findings;

	while (bar > rows && bar[-1] != '\n')
		bar--;
	findings = pseudo_check_part(&reading, bar, strlen(bar), false, false);
	free(known);
	return findings;
}

int
pseudo_check_ways(const char *name, const char *picture)
{
	char *text = pseudo_copy_rows(picture);
	bool has_out = pseudo_has_key(text, "Backspace") || pseudo_has_key(text, "Esc") || pseudo_has_key(text, "q");
	int findings = 1;

	if (pseudo_has_key(text, "!") && pseudo_has_key(text, "?") && has_out)
		findings = pseudo_check_bar(name, text);
	else
		print_error("%s: help or the way out is not in the bar:\n%s\n", name, text);
	free(text);
	return findings;
}
