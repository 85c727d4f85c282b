/*
 * Names as they stand in a text, and what is said instead of one.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/guard_people.h"

enum { SURNAMES = 2 };

/* --- names --- */

static bool
name_is_month(const struct guard_text *text, size_t token)
{
	if (!(text->tokens[token].classes & GUARD_MONTH))
		return false;
	if (token &&
	    guard_is_one(text, token - 1, "in on last next early late mid since by until till this of every from"))
		return true;
	return isdigit((unsigned char)*guard_word(text, token + 1)) ||
	    (token && isdigit((unsigned char)*guard_word(text, token - 1)));
}

static bool
name_begins(const struct guard_text *text, size_t token, enum trust trust)
{
	const struct guard_token *here = &text->tokens[token];
	bool is_capital = here->is_capital || here->is_upper;

	if (token >= text->count || here->is_mention || name_is_month(text, token))
		return false;
	if (here->classes & GUARD_FIRST)
		return is_capital || trust != TRUST_NOTHING || here->bytes >= 4;
	if (here->classes & GUARD_BOTH)
		return trust == TRUST_CALLED || (trust == TRUST_ROLE && is_capital && !guard_is_headline(text, token));
	return trust != TRUST_NOTHING && guard_is_telling(text, token);
}

static size_t
name_surnames(const struct guard_text *text, size_t token)
{
	for (int k = 0; k < SURNAMES && !text->tokens[token].is_possessive && guard_is_next(text, token + 1); k++) {
		const struct guard_token *next = &text->tokens[token + 1];

		if (!next->is_capital || next->bytes < 2)
			break;
		if (!(next->classes & (GUARD_FIRST | GUARD_BOTH)) && !guard_is_telling(text, token + 1))
			break;
		token++;
	}
	return token;
}

/* "Mrs Khan", "Dr. Patel"; in small letters only after "mr" and "mrs", since "miss" is a word too. */
static bool
name_read_titled(const struct guard_text *text, size_t token, struct name *out)
{
	const struct guard_token *title = &text->tokens[token], *here = &text->tokens[token + 1];
	uint32_t no = GUARD_ORDINARY | GUARD_CALLED | GUARD_KIN | GUARD_MANY | GUARD_OWNER | GUARD_MONTH;
	bool is_capital = here->is_capital || here->is_upper;

	if (token >= text->count || !(title->classes & (GUARD_TITLE | GUARD_DOCTOR)) || !guard_is_next(text, token + 1))
		return false;
	if (here->classes & no || here->bytes < 2 || (!is_capital && !guard_is_one(text, token, "mr mrs")))
		return false;
	if (guard_is(text, token, "miss") && !title->is_capital && !title->is_upper)
		return false;
	*out = (struct name){.first = token,
	    .name = token + 1,
	    .last = name_surnames(text, token + 1),
	    .is_titled = true,
	    .is_doctor = title->classes & GUARD_DOCTOR};
	return true;
}

bool
name_read(const struct guard_text *text, size_t token, enum trust trust, struct name *out)
{
	if (name_read_titled(text, token, out))
		return true;
	if (!name_begins(text, token, trust))
		return false;
	*out = (struct name){.first = token, .name = token, .last = name_surnames(text, token)};
	return true;
}

size_t
name_end(const struct guard_text *text, const struct name *name)
{
	return text->tokens[name->last].at + text->tokens[name->last].bytes;
}

/* --- people --- */

struct person *
people_add(struct people *people, const struct guard_text *text, const struct name *name)
{
	struct person *person;
	bool is_surname = name->is_titled && name->last == name->name;

	if (people->count == PEOPLE)
		return NULL;
	person = &people->rows[people->count++];
	*person = (struct person){
	    .first = mem_copy_string(is_surname ? "" : guard_word(text, name->name)),
	    .last = mem_copy_string(is_surname || name->last > name->name ? guard_word(text, name->last) : ""),
	    .owner = mem_copy_string(""),
	    .role = mem_copy_string(""),
	    .is_staff = name->is_doctor,
	    .is_common = !(text->tokens[name->name].classes & GUARD_FIRST),
	    .is_quoted = text->tokens[name->name].is_quoted,
	};
	return person;
}

void
people_clear(struct people *people)
{
	for (size_t k = 0; k < people->count; k++) {
		free(people->rows[k].first);
		free(people->rows[k].last);
		free(people->rows[k].owner);
		free(people->rows[k].role);
	}
}

enum guard_kind
person_kind(const struct person *person)
{
	return person->is_own ? GUARD_OWN_NAME : person->is_staff ? GUARD_CARE_FIRM : GUARD_NAME;
}

const char *
person_about(const struct person *person)
{
	if (person->is_many)
		return person->role; /* one of several: they change together */
	return *person->first ? person->first : person->last;
}

/* Whose they are, said from the other side of a quotation: my mum is your mum. */
static const char *
person_owner(const struct person *person, bool is_quoted)
{
	bool is_mine = !*person->owner || !strcmp(person->owner, "my") || !strcmp(person->owner, "our") ||
	    !strcmp(person->owner, "a") || !strcmp(person->owner, "the") || !strcmp(person->owner, "an");
	bool is_other_side = is_quoted != person->is_quoted;

	if (is_mine)
		return is_other_side ? "your" : "my";
	if (!strcmp(person->owner, "your"))
		return is_other_side ? "my" : "your";
	return person->owner;
}

char *
person_words(const struct person *person, bool is_quoted)
{
	const char *owner = person_owner(person, is_quoted);
	char *words;

	if (person->is_own)
		return mem_copy_string(is_quoted == person->is_quoted ? "me" : "you");
	if (!*person->role)
		return mem_copy_string(person->is_staff ? "the doctor" : "someone");
	if (person->is_many)
		return mem_format("one of %s %s", owner, person->role);
	if (person->is_staff)
		return mem_format("the %s", person->role);
	if (!person->is_called || strcmp(owner, "my"))
		return mem_format("%s %s", owner, person->role);
	words = mem_copy_string(person->role);
	words[0] = (char)toupper((unsigned char)words[0]);
	return words;
}
