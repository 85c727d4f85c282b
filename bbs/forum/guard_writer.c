/*
 * The writer's own name.
 */
#include <string.h>

#include "base/mem.h"
#include "forum/guard_people.h"

enum { FAREWELL_WORDS = 8 };

static void
writer_note(struct guard_look *look, const struct guard_text *text, struct people *people, const struct name *name,
    size_t from, const char *instead)
{
	struct person *person;
	size_t at = text->tokens[from].at;

	if (guard_is_taken(look, text, at, name_end(text, name) - at))
		return;
	person = people_add(people, text, name);
	if (person)
		person->is_own = true;
	guard_note(look, text, GUARD_OWN_NAME, at, name_end(text, name) - at, instead, guard_word(text, name->name));
}

/* "my name is Susan", "my real name's Sue" */
static bool
writer_try_name_is(const struct guard_text *text, size_t token, struct name *out)
{
	size_t at = token + 1;

	if (!guard_is(text, token, "my"))
		return false;
	if (guard_is_one(text, at, "real first full own christian"))
		at++;
	if (!guard_is_one(text, at, "name names") || !guard_is_next(text, at + 1))
		return false;
	if (guard_is_one(text, at + 1, "is"))
		at++;
	else if (!text->tokens[at].is_possessive && !guard_is(text, at, "names"))
		return false;
	return guard_is_next(text, at + 1) && name_read(text, at + 1, TRUST_CALLED, out);
}

/* "I'm Susan", "I am Susan" */
static bool
writer_try_i_am(const struct guard_text *text, size_t token, struct name *out)
{
	size_t at = token + 1;

	if (guard_is(text, token, "i") && guard_is(text, at, "am"))
		at++;
	else if (!guard_is(text, token, "im"))
		return false;
	if (guard_is(text, at, "called"))
		at++;
	if (!guard_is_next(text, at) || !(text->tokens[at].classes & (GUARD_FIRST | GUARD_BOTH)))
		return false;
	return name_read(text, at, TRUST_ROLE, out) && !text->tokens[out->last].is_possessive && !out->is_titled;
}

/* "Call me Susan" */
static bool
writer_try_call_me(const struct guard_text *text, size_t token, struct name *out)
{
	return guard_is_one(text, token, "call calls called") && guard_is(text, token + 1, "me") &&
	    guard_is_next(text, token + 1) && guard_is_next(text, token + 2) &&
	    name_read(text, token + 2, TRUST_ROLE, out) && !out->is_titled;
}

/* "Susan here.", "It's Susan again" */
static bool
writer_try_here(const struct guard_text *text, size_t token, struct name *out)
{
	if (guard_is(text, token, "its") && guard_is_next(text, token + 1) &&
	    guard_is_one(text, token + 2, "here again") && text->tokens[token + 1].classes & (GUARD_FIRST | GUARD_BOTH))
		return name_read(text, token + 1, TRUST_ROLE, out);
	return text->tokens[token].is_first && text->tokens[token].is_capital &&
	    text->tokens[token].classes & (GUARD_FIRST | GUARD_BOTH) && guard_is(text, token + 1, "here") &&
	    guard_is_next(text, token + 1) &&
	    (!guard_is_next(text, token + 2) || guard_is_one(text, token + 2, "again from")) &&
	    name_read(text, token, TRUST_ROLE, out) && out->last == token;
}

/* Does the line end after this token, but for kisses? */
static bool
ends_line(const struct guard_text *text, size_t token)
{
	do
		token++;
	while (
	    token < text->count && text->tokens[token].gap != GAP_LINE && guard_is_one(text, token, "x xx xxx xxxx"));
	return token >= text->count || text->tokens[token].gap == GAP_LINE;
}

/* "Love, Susan x": words that take leave, then a name, then the end of the line. */
static bool
writer_try_farewell(const struct guard_text *text, size_t token, struct name *out)
{
	size_t at = token;

	if (!text->tokens[token].is_first)
		return false;
	while (at - token < FAREWELL_WORDS && at < text->count && text->tokens[at].classes & GUARD_FAREWELL &&
	    (at == token || text->tokens[at].gap <= GAP_DASH))
		at++;
	if (at == token || at >= text->count || text->tokens[at].gap > GAP_DASH)
		return false;
	if (at == token + 1 && text->tokens[token].classes & GUARD_GREETING && text->tokens[at].gap == GAP_SPACE)
		return false; /* "Thanks Susan": said to somebody else */
	return text->tokens[at].classes & (GUARD_FIRST | GUARD_BOTH) && name_read(text, at, TRUST_ROLE, out) &&
	    ends_line(text, out->last);
}

/* The last line is a name and nothing else. */
static bool
writer_try_last_line(const struct guard_text *text, size_t token, struct name *out)
{
	const struct guard_token *here = &text->tokens[token];

	if (!token || here->gap != GAP_LINE || text->is_title || !(here->classes & (GUARD_FIRST | GUARD_BOTH)) ||
	    !here->is_capital)
		return false;
	if (!name_read(text, token, TRUST_ROLE, out) || text->tokens[out->last].is_possessive ||
	    !ends_line(text, out->last))
		return false;
	for (token = out->last + 1; token < text->count; token++)
		if (!guard_is_one(text, token, "x xx xxx xxxx"))
			return text->tokens[token].is_quoted != here->is_quoted; /* the end of what is quoted */
	return true;
}

void
guard_introduce_writer(struct guard_look *look, const struct guard_text *text, struct people *people)
{
	for (size_t token = 0; token < text->count; token++) {
		struct name name;

		if (writer_try_name_is(text, token, &name) || writer_try_i_am(text, token, &name))
			writer_note(look, text, people, &name, token, "I'm a carer");
		else if (writer_try_call_me(text, token, &name))
			writer_note(look, text, people, &name, token + 1, "me by my name");
		else if (writer_try_here(text, token, &name) || writer_try_farewell(text, token, &name) ||
		    writer_try_last_line(text, token, &name))
			writer_note(look, text, people, &name, name.first, "a carer");
	}
}
