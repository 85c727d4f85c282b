/*
 * Tables as mdoc. What stands in a table is text and never markup: a word that would be a macro, and a sign that
 * would be an escape, come out as they are written.
 */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/config.h"
#include "cli/manual.h"
#include "cli/verb.h"

/* A sign as it is typed: in a manual ' and - would else become marks of printing. */
static void
manual_put(FILE *out, char sign)
{
	static const struct {
		char sign;
		const char *escape;
	} rows[] = {
	    {'\\', "\\e"},
	    {'"', "\\(dq"},
	    {'\'', "\\(aq"},
	    {'`', "\\(ga"},
	    {'^', "\\(ha"},
	    {'~', "\\(ti"},
	    {'-', "\\-"},
	};

	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
		if (rows[k].sign == sign) {
			fputs(rows[k].escape, out);
			return;
		}
	putc(sign, out);
}

/* One argument of a macro. \& keeps "Op" or "." from being a macro or a full stop. */
static void
manual_put_word(FILE *out, const char *text, size_t bytes)
{
	fputs(" \"\\&", out);
	for (size_t k = 0; k < bytes; k++)
		manual_put(out, text[k]);
	putc('"', out);
}

/* Does a sentence end before text[k], a space? "e.g. this" has no large letter after it. */
static bool
manual_is_seam(const char *text, size_t k)
{
	return k && strchr(".?!", text[k - 1]) && text[k + 1] && !islower((unsigned char)text[k + 1]);
}

/* Sentences, each on its line; a newline of the table is only where a terminal's line would end. */
static void
manual_put_text(FILE *out, const char *text)
{
	bool line_begins = true;

	for (size_t k = 0; text[k]; k++) {
		if (text[k] == '\n' && text[k + 1] == '\n') {
			fputs("\n.Pp", out);
			continue;
		}
		if (text[k] == '\n' && k && text[k - 1] == '\n') {
			putc('\n', out);
			line_begins = true;
			continue;
		}
		if (isspace((unsigned char)text[k])) {
			if (!line_begins)
				putc(manual_is_seam(text, k) ? '\n' : ' ', out);
			line_begins = line_begins || manual_is_seam(text, k);
			continue;
		}
		if (line_begins && strchr(".'", text[k]))
			fputs("\\&", out);
		manual_put(out, text[k]);
		line_begins = false;
	}
	putc('\n', out);
}

/* "make a member" as a sentence. */
static void
manual_put_brief(FILE *out, const char *brief)
{
	size_t bytes = strlen(brief);

	putc(toupper((unsigned char)*brief), out);
	for (size_t k = 1; k < bytes; k++)
		manual_put(out, brief[k]);
	fputs(bytes && strchr(".?!", brief[bytes - 1]) ? "\n" : ".\n", out);
}

void
manual_print_item(FILE *out, const char *term, const char *label, const char *words)
{
	fputs(".It Ic", out);
	manual_put_word(out, term, strlen(term));
	putc('\n', out);
	if (label) {
		fputs(".Em", out);
		manual_put_word(out, label, strlen(label));
		fputs(" :\n", out);
	}
	manual_put_text(out, words);
}

/* --- options --- */

static void
manual_put_range(FILE *out, const struct option *option)
{
	switch (option->type) {
	case OPTION_INT:
		fprintf(out, "A whole number (%s) from %lld to %lld.\n", option->unit, (long long)option->minimum,
		    (long long)option->maximum);
		break;
	case OPTION_BOOL:
		fputs("Yes or no.\n", out);
		break;
	case OPTION_TEXT:
		fprintf(out, "Text of at most %lld bytes.\n", (long long)option->maximum);
		break;
	case OPTION_WORD:
		fputs("One of these words:\n.Ql", out);
		manual_put_word(out, option->words, strlen(option->words));
		fputs(" .\n", out);
		break;
	}
}

static void
manual_put_default(FILE *out, const char *text)
{
	if (!*text) {
		fputs("Default: empty.\n", out);
		return;
	}
	fputs("Default:\n.Ql", out);
	manual_put_word(out, text, strlen(text));
	fputs(" .\n", out);
}

void
manual_print_options(FILE *out)
{
	const struct option *option;
	const char *section = "";

	for (size_t k = 0; (option = option_at(k)); k++) {
		if (strcmp(section, option->section) != 0) {
			fprintf(out, "%s.Ss \\&[%s]\n.Bl -tag -width Ds\n", k ? ".El\n" : "", option->section);
			section = option->section;
		}
		manual_print_item(out, option->name, NULL, option->help);
		manual_put_range(out, option);
		manual_put_default(out, option->default_text);
	}
	fputs(".El\n", out);
}

static void
manual_put_example_range(FILE *out, const struct option *option)
{
	if (option->type == OPTION_INT)
		fprintf(out, "# %lld to %lld %s\n", (long long)option->minimum, (long long)option->maximum,
		    option->unit);
	else if (option->type == OPTION_WORD)
		fprintf(out, "# one of: %s\n", option->words);
	else if (option->type == OPTION_BOOL)
		fputs("# yes or no\n", out);
}

void
manual_print_example(FILE *out)
{
	const struct option *option;
	const char *section = "";

	for (size_t k = 0; (option = option_at(k)); k++) {
		if (strcmp(section, option->section) != 0)
			fprintf(out, "%s[%s]\n", k ? "\n" : "", option->section);
		section = option->section;
		fprintf(out, "# %s\n", option->help);
		manual_put_example_range(out, option);
		fprintf(out, "#%s = %s\n", option->name, option->default_text);
	}
}

/* --- verbs --- */

/* "--key" is an option, "FILE" stands for something, "|" is itself. */
static void
manual_put_argument(FILE *out, const char *text, size_t bytes)
{
	bool stands_for = bytes > 0;

	for (size_t k = 0; k < bytes; k++)
		stands_for = stands_for && !islower((unsigned char)text[k]) && !ispunct((unsigned char)text[0]);
	fputs(bytes > 1 && *text == '-' ? ".Fl" : stands_for ? ".Ar" : ".Cm", out);
	if (bytes > 1 && *text == '-')
		manual_put_word(out, text + 1, bytes - 1);
	else
		manual_put_word(out, text, bytes);
	putc('\n', out);
}

/* "NAME [--role ROLE]": each word on a line of its own, and Oo, Oc for the brackets. */
static void
manual_put_arguments(FILE *out, const char *text)
{
	while (*(text += strspn(text, " "))) {
		size_t bytes = strcspn(text, " "), closing = 0;

		for (; *text == '['; text++, bytes--)
			fputs(".Oo\n", out);
		while (closing < bytes && text[bytes - closing - 1] == ']')
			closing++;
		manual_put_argument(out, text, bytes - closing);
		while (closing--)
			fputs(".Oc\n", out);
		text += strcspn(text, " ");
	}
}

static void
manual_print_verb(FILE *out, const struct admin_verb *verb)
{
	fputs(".It Xo\n.Ic", out);
	manual_put_word(out, verb->noun, strlen(verb->noun));
	if (*verb->verb)
		manual_put_word(out, verb->verb, strlen(verb->verb));
	putc('\n', out);
	manual_put_arguments(out, verb->arguments);
	fputs(".Xc\n", out);
	manual_put_brief(out, verb->brief);
	if (*verb->more)
		manual_put_text(out, verb->more);
}

/* The first noun of its name, in the table's order. */
static bool
manual_is_first(const struct admin_verb *verb)
{
	const struct admin_verb *other;

	for (size_t k = 0; (other = admin_verb_at(k)) != verb; k++)
		if (!strcmp(other->noun, verb->noun))
			return false;
	return true;
}

void
manual_print_verbs(FILE *out)
{
	const struct admin_verb *first, *verb;

	fputs(".Ss The board as a whole\n.Bl -tag -width Ds\n", out);
	for (size_t k = 0; (verb = admin_verb_at(k)); k++)
		if (!*verb->verb)
			manual_print_verb(out, verb);
	fputs(".El\n", out);
	for (size_t k = 0; (first = admin_verb_at(k)); k++) {
		if (!*first->verb || !manual_is_first(first))
			continue;
		fputs(".Ss", out);
		manual_put_word(out, first->noun, strlen(first->noun));
		fputs("\n.Bl -tag -width Ds\n", out);
		for (size_t j = k; (verb = admin_verb_at(j)); j++)
			if (!strcmp(verb->noun, first->noun) && *verb->verb)
				manual_print_verb(out, verb);
		fputs(".El\n", out);
	}
}
