/*
 * Care homes and care firms: by the words they are named with.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/guard_parts.h"

enum { FIRM_WORDS = 4 };

static bool
has_class(const struct guard_text *text, size_t token, uint32_t classes)
{
	return token < text->count && text->tokens[token].classes & classes;
}

/* Could this word be part of a firm's name? A capital that is no ordinary word's. */
static bool
is_name_part(const struct guard_text *text, size_t token)
{
	const struct guard_token *here = &text->tokens[token];
	uint32_t no = GUARD_NO_FIRM | GUARD_MONTH | GUARD_CALLED | GUARD_OWNER | GUARD_TITLE;

	if (token >= text->count || !here->is_capital || here->bytes < 3 || here->classes & no)
		return false;
	return !(here->classes & GUARD_ORDINARY) || !here->is_first; /* "Four Oaks", but not "When Care" */
}

/* The first token of the name that ends before `end`: "The Old Rectory", "Bluebell"; `end` when there is none. */
static size_t
name_begin(const struct guard_text *text, size_t end)
{
	size_t first = end;

	while (
	    first && end - first < FIRM_WORDS && text->tokens[first].gap == GAP_SPACE && is_name_part(text, first - 1))
		first--;
	if (first < end && first && text->tokens[first].gap == GAP_SPACE && guard_is(text, first - 1, "the"))
		first--;
	return first;
}

static void
firm_note(struct guard_look *look, const struct guard_text *text, size_t first, size_t last, const char *instead)
{
	size_t at = text->tokens[first].at, name = first;
	bool is_after_a = first && guard_is_one(text, first - 1, "the our her his their my this that a") &&
	    guard_is_next(text, first);

	if (guard_is(text, name, "the") && name < last)
		name++;
	guard_note(look, text, GUARD_CARE_FIRM, at, text->tokens[last].at + text->tokens[last].bytes - at,
	    is_after_a ? instead + strcspn(instead, " ") + 1 : instead, guard_word(text, name));
}

/* How many tokens from here say what kind of home it is: "care home", "residential care home". */
static size_t
home_words(const struct guard_text *text, size_t token)
{
	size_t count = 0;

	if (has_class(text, token, GUARD_HOME))
		count = 1;
	if (count && guard_is(text, token + count, "care") && guard_is_next(text, token + count))
		count++;
	if (count && guard_is_next(text, token + count) &&
	    guard_is_one(text, token + count, "home homes centre village"))
		return count + 1;
	return 0;
}

/* "Sunnyside care home", "The Willows Nursing Home" */
static void
home_try(struct guard_look *look, const struct guard_text *text, size_t token)
{
	size_t words = home_words(text, token), first;

	if (!words || text->tokens[token].gap != GAP_SPACE)
		return;
	first = name_begin(text, token);
	if (first < token)
		firm_note(look, text, first, token + words - 1, "the care home");
}

/* "Bluebell Care", "Helping Friends Homecare Ltd", "Rowan care agency" */
static void
firm_try(struct guard_look *look, const struct guard_text *text, size_t token)
{
	size_t first, last = token;
	bool is_agency = guard_is(text, token, "care") && guard_is_next(text, token + 1) &&
	    guard_is_one(text, token + 1, "agency company firm group services");

	if (!has_class(text, token, GUARD_FIRM) || text->tokens[token].gap != GAP_SPACE ||
	    !(text->tokens[token].is_capital || is_agency) || (!is_agency && guard_is_headline(text, token)))
		return;
	first = name_begin(text, token);
	if (first == token)
		return;
	while (guard_is_next(text, last + 1) &&
	    guard_is_one(text, last + 1, "agency company firm group services ltd limited at home")) {
		if (guard_is(text, last + 1, "at") &&
		    !(guard_is(text, last + 2, "home") && text->tokens[last + 2].is_capital))
			break;
		last++;
	}
	firm_note(look, text, first, last, "the care firm");
}

/* "moved into Rosewood Court": a house that somebody moves to by its name. */
static void
house_try(struct guard_look *look, const struct guard_text *text, size_t token)
{
	size_t first;

	if (!has_class(text, token, GUARD_HOUSE) || !text->tokens[token].is_capital ||
	    text->tokens[token].gap != GAP_SPACE || guard_is_headline(text, token) ||
	    (guard_is_next(text, token + 1) && has_class(text, token + 1, GUARD_PLACE)))
		return;
	first = name_begin(text, token);
	if (first < token && first && text->tokens[first].gap == GAP_SPACE &&
	    guard_is_one(text, first - 1, "at in into to from of"))
		firm_note(look, text, first, token, "the home");
}

/* "a care home called Oakfield", "an agency named Rowan": the rest of the sentence stands without it. */
static void
called_try(struct guard_look *look, const struct guard_text *text, size_t token)
{
	size_t last = token + 1, begins;

	if (!guard_is_one(text, token, "called named") || !token || !guard_is_next(text, token) ||
	    !guard_is_one(text, token - 1, "home agency firm company place") || !guard_is_next(text, last))
		return;
	if (guard_is(text, last, "the") && guard_is_next(text, last + 1))
		last++;
	if (!text->tokens[last].is_capital)
		return;
	while (guard_is_next(text, last + 1) &&
	    (is_name_part(text, last + 1) || has_class(text, last + 1, GUARD_FIRM)) &&
	    text->tokens[last + 1].is_capital)
		last++;
	begins = text->tokens[token - 1].at;
	char *instead = mem_copy_bytes(text->text + begins, text->tokens[token - 1].bytes);

	guard_note(look, text, GUARD_CARE_FIRM, begins, text->tokens[last].at + text->tokens[last].bytes - begins,
	    instead, guard_word(text, last));
	free(instead);
}

void
guard_find_firms(struct guard_look *look, const struct guard_text *text)
{
	for (size_t token = 0; token < text->count; token++) {
		called_try(look, text, token);
		home_try(look, text, token);
		firm_try(look, text, token);
		house_try(look, text, token);
	}
}
