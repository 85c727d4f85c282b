/*
 * People: who is introduced ("my mum Doreen"), where they come again ("Doreen"), and names that stand alone.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/guard_people.h"

enum { OWNER_WORDS = 5 };

/* The words that tell who somebody is: tokens first..last. "my" stands at `owner`; owner == first: not said. */
struct role {
	size_t owner, first, last;
	uint32_t class;
};

static char *
lower_copy(const struct guard_text *text, size_t first, size_t last)
{
	size_t at = text->tokens[first].at, bytes = text->tokens[last].at + text->tokens[last].whole - at;
	char *copy = mem_copy_bytes(text->text + at, bytes);

	for (char *sign = copy; *sign; sign++)
		*sign = (char)tolower((unsigned char)*sign);
	return copy;
}

/* "my", "my late", "my mum's": back to whose they are. */
static size_t
role_owner(const struct guard_text *text, size_t first)
{
	size_t at = first;

	for (int k = 0; k < OWNER_WORDS && at && text->tokens[at].gap == GAP_SPACE; k++) {
		const struct guard_token *before = &text->tokens[--at];

		if (before->classes & GUARD_OWNER)
			return at;
		if (before->is_possessive && before->classes & (GUARD_CALLED | GUARD_KIN))
			return at && text->tokens[at].gap == GAP_SPACE && text->tokens[at - 1].classes & GUARD_OWNER
			    ? at - 1
			    : at;
		if (before->is_possessive ||
		    (before->classes & ~(uint32_t)(GUARD_BOTH | GUARD_ORDINARY | GUARD_UNIT)) || before->is_capital)
			break;
	}
	return first;
}

static bool
role_read(const struct guard_text *text, size_t token, struct role *out)
{
	uint32_t classes = text->tokens[token].classes &
	    (GUARD_CALLED | GUARD_KIN | GUARD_MANY | GUARD_STAFF | GUARD_FOLK | GUARD_PET);

	if (!classes)
		return false;
	*out = (struct role){.first = token, .last = token, .class = classes};
	if (classes & GUARD_KIN && guard_is(text, token + 1, "in") && guard_is(text, token + 2, "law"))
		out->last = token + 2;
	if (token && text->tokens[token].gap == GAP_SPACE &&
	    guard_is_one(text, token - 1, "social care support key district community senior head best home step"))
		out->first--;
	out->owner = role_owner(text, out->first);
	return true;
}

static void
person_take_role(struct person *person, const struct guard_text *text, const struct role *role)
{
	size_t last =
	    role->first > role->owner && role->first - role->owner > 1 && text->tokens[role->first - 1].is_possessive
	    ? role->first - 1
	    : role->owner;

	free(person->role);
	person->role = lower_copy(text, role->first, role->last);
	if (text->tokens[role->last].is_possessive)
		person->role[text->tokens[role->last].at + text->tokens[role->last].bytes -
		    text->tokens[role->first].at] = '\0';
	if (role->owner < role->first) {
		free(person->owner);
		person->owner = lower_copy(text, role->owner, last);
	}
	person->is_called = role->class & GUARD_CALLED;
	person->is_many = role->class & GUARD_MANY;
	person->is_staff = role->class & GUARD_STAFF;
	person->is_pet = role->class & GUARD_PET;
}

/* --- introductions --- */

static bool
is_between_marks(enum guard_gap before, enum guard_gap after)
{
	return before == after && (before == GAP_COMMA || before == GAP_DASH);
}

/* Where the words end that go with the name: with what closes "my sister (Janet)", "my sister, Janet, says". */
static size_t
introduction_end(const struct guard_text *text, const struct role *role, const struct name *name)
{
	size_t end = name_end(text, name);
	enum guard_gap before = text->tokens[role->last + 1].gap;

	if (text->tokens[name->last].is_possessive)
		return end;
	if (before == GAP_BRACKET)
		return text->text[end] == ')' ? end + 1 : end;
	if (is_between_marks(before, text->tokens[name->last + 1].gap)) {
		end = text->tokens[name->last + 1].at;
		while (text->text[end - 1] == ' ')
			end--;
	}
	return end;
}

/* Is the name set apart as a name is: "my sister, Janet, says", and not "when I told my mum, Janet laughed"? */
static bool
is_set_apart(const struct guard_text *text, const struct role *role, const struct name *name)
{
	enum guard_gap before = text->tokens[role->last + 1].gap, after = text->tokens[name->last + 1].gap;

	if (before == GAP_BRACKET)
		return true;
	return (before == GAP_COMMA || before == GAP_DASH) && after != GAP_SPACE;
}

/* A word that nobody listed is taken for a name only where a name is as good as sure. */
static bool
is_sure(const struct guard_text *text, const struct role *role, const struct name *name)
{
	uint32_t classes = text->tokens[name->name].classes;

	if (classes & (GUARD_FIRST | GUARD_BOTH) || name->is_titled)
		return true;
	if (role->class & GUARD_FOLK)
		return false;
	return role->owner < role->first || role->class & (GUARD_CALLED | GUARD_STAFF);
}

/* The name straight after the role: "my mum Doreen", "my sister, Janet,", "Nurse Kelly". */
static bool
name_after_role(const struct guard_text *text, const struct role *role, struct name *out)
{
	size_t token = role->last + 1;

	if (token >= text->count || text->tokens[role->last].is_possessive || text->tokens[token].gap > GAP_BRACKET)
		return false;
	if (!name_read(text, token, TRUST_ROLE, out) || !is_sure(text, role, out))
		return false;
	return text->tokens[token].gap == GAP_SPACE || is_set_apart(text, role, out);
}

/* "called Doreen", "who is called Doreen": *said is where that begins; the name's token, or 0. */
static size_t
called_after_role(const struct guard_text *text, const struct role *role, bool *is_said)
{
	size_t token = role->last + 1;

	*is_said = false;
	while (guard_is_next(text, token) && guard_is_one(text, token, "who is was whos") && token < role->last + 3) {
		*is_said = true;
		token++;
	}
	if (guard_is_next(text, token) && guard_is_one(text, token, "called named"))
		return token + 1;
	token = role->last + 1;
	if (guard_is_one(text, token, "whose name")) /* "whose name is", "Mum's name is" */
		token += guard_is(text, token, "whose");
	if (!guard_is_one(text, token, "name names"))
		return 0;
	*is_said = true;
	if (guard_is_next(text, token + 1) && guard_is_one(text, token + 1, "is was"))
		return token + 2;
	return text->tokens[token].is_possessive || guard_is(text, token, "names") ? token + 1 : 0;
}

/* All of "my parents Doreen and Harold": goes on to the last of them, who are known too. */
static void
introduce_others(const struct guard_text *text, struct people *people, const struct role *role, struct name *name)
{
	struct name next;

	for (;;) {
		size_t token = name->last + 1;

		if (guard_is(text, token, "and"))
			token++;
		else if (text->tokens[token].gap != GAP_COMMA && text->tokens[token].gap != GAP_OTHER)
			return;
		if (token >= text->count || !name_read(text, token, TRUST_ROLE, &next) || next.is_titled)
			return;
		struct person *person = people_add(people, text, &next);

		if (person)
			person_take_role(person, text, role);
		name->last = next.last;
	}
}

static void
introduce(struct guard_look *look, const struct guard_text *text, struct people *people, const struct role *role,
    struct name *name, bool is_said)
{
	struct person *person = people_add(people, text, name);
	size_t from = text->tokens[role->owner].at, keep = text->tokens[role->last].at + text->tokens[role->last].whole,
	       end;
	char *instead;

	if (!person)
		return;
	person_take_role(person, text, role);
	if (person->is_pet)
		return;
	if (is_said) {
		from = text->tokens[name->first].at;
		guard_note(look, text, person_kind(person), from, name_end(text, name) - from,
		    guard_is_told(text, from) ? "private" : "something else", person_about(person));
		return;
	}
	if (person->is_many)
		introduce_others(text, people, role, name);
	end = introduction_end(text, role, name);
	instead = mem_copy_bytes(text->text + from, keep - from);
	guard_note(look, text, person_kind(person), from, end - from, instead, person_about(person));
	free(instead);
}

/* "Her name is Doreen", "he is called Harold", "we call her Dot" */
static size_t
name_by_saying(const struct guard_text *text, size_t token)
{
	size_t at = token + 1;

	if (guard_is_one(text, token, "her his their") && guard_is_one(text, at, "name names")) {
		if (guard_is_one(text, at + 1, "is was"))
			return at + 2;
		return text->tokens[at].is_possessive || guard_is(text, at, "names") ? at + 1 : 0;
	}
	if (guard_is_one(text, token, "is was shes hes") && guard_is(text, at, "called"))
		return at + 1;
	if (guard_is_one(text, token, "call calls") && guard_is_one(text, at, "her him"))
		return at + 1;
	return 0;
}

static void
introduce_by_saying(struct guard_look *look, const struct guard_text *text, struct people *people, size_t token)
{
	size_t at = name_by_saying(text, token), from;
	struct name name;

	if (!at || !guard_is_next(text, at) || !name_read(text, at, TRUST_CALLED, &name))
		return;
	if (!(text->tokens[name.name].classes & GUARD_FIRST) && !text->tokens[name.name].is_capital)
		return;
	from = text->tokens[name.first].at;
	if (guard_is_taken(look, text, from, 1) || !people_add(people, text, &name))
		return;
	guard_note(look, text, GUARD_NAME, from, name_end(text, &name) - from,
	    guard_is_told(text, from) ? "private" : "something else", guard_word(text, name.name));
}

static void
introduce_by_role(struct guard_look *look, const struct guard_text *text, struct people *people, size_t token)
{
	struct role role;
	struct name name;
	bool is_said = false;
	size_t called;

	if (!role_read(text, token, &role) || guard_is_taken(look, text, text->tokens[token].at, 1))
		return;
	if (name_after_role(text, &role, &name)) {
		introduce(look, text, people, &role, &name, false);
		return;
	}
	called = called_after_role(text, &role, &is_said);
	if (called && called < text->count && text->tokens[called].gap == GAP_SPACE &&
	    name_read(text, called, TRUST_CALLED, &name) &&
	    (text->tokens[name.name].is_capital || text->tokens[name.name].classes & (GUARD_FIRST | GUARD_BOTH)))
		introduce(look, text, people, &role, &name, is_said);
}

static void
introduce_all(struct guard_look *look, const struct guard_text *text, struct people *people)
{
	for (size_t token = 0; token < text->count; token++) {
		introduce_by_role(look, text, people, token);
		introduce_by_saying(look, text, people, token);
	}
}

/* --- again, and alone --- */

/* words: owned */
static void
note_name(struct guard_look *look, const struct guard_text *text, enum guard_kind kind, const struct name *name,
    char *words, const char *about)
{
	size_t at = text->tokens[name->first].at;

	guard_note(look, text, kind, at, name_end(text, name) - at, words, about);
	free(words);
}

static void
note_person(struct guard_look *look, const struct guard_text *text, const struct person *person,
    const struct name *name)
{
	char *words = person_words(person, text->tokens[name->name].is_quoted);

	if (person->is_own && name->first && text->tokens[name->first - 1].classes & GUARD_GREETING) {
		free(words);
		words = mem_copy_string("friend");
	}
	note_name(look, text, person_kind(person), name, words, person_about(person));
}

static const struct person *
people_find(const struct people *people, const struct guard_text *text, const struct name *name)
{
	const struct guard_token *here = &text->tokens[name->name];
	const char *word = guard_word(text, name->name);

	for (size_t k = 0; k < people->count; k++) {
		const struct person *person = &people->rows[k];
		bool is_capital = here->is_capital || here->is_upper;

		if (!strcmp(word, person->first) && !name->is_titled && (is_capital || !person->is_common))
			return person;
		if (*person->last && !strcmp(word, person->last) && (is_capital || name->is_titled))
			return person;
	}
	return NULL;
}

/* "Will you", "May I": the word, not the name, even where somebody has it. */
static bool
is_question(const struct guard_text *text, size_t token)
{
	return text->tokens[token].is_first && text->tokens[token].classes & GUARD_BOTH &&
	    guard_is_one(text, token + 1, "you he she they it we i this that there my the anyone somebody someone");
}

static void
note_again(struct guard_look *look, const struct guard_text *text, const struct people *people)
{
	for (size_t token = 0; token < text->count; token++) {
		struct name name = {.first = token, .name = token, .last = token};
		const struct person *person;

		if (text->tokens[token].is_mention || is_question(text, token))
			continue;
		if (!name_read(text, token, TRUST_NOTHING, &name))
			name = (struct name){.first = token, .name = token, .last = token};
		person = people_find(people, text, &name);
		if (!person || person->is_pet ||
		    (text->tokens[token].classes & GUARD_MONTH && !name_read(text, token, TRUST_ROLE, &name)))
			continue;
		if (*person->last && guard_is(text, name.last + 1, person->last) && guard_is_next(text, name.last + 1))
			name.last++;
		note_person(look, text, person, &name);
	}
}

static bool
is_pair(const struct guard_text *text, const struct guard_words *words, size_t token)
{
	char *pair = mem_format("%s_%s", guard_word(text, token), guard_word(text, token + 1));
	bool is_known = guard_words_find(words, pair) & GUARD_KNOWN;

	free(pair);
	return is_known;
}

/* "St Mary's", "King Charles", "Albert Road", "John Lewis": a name that nobody is told by. */
static bool
is_no_person(const struct guard_look *look, const struct guard_text *text, const struct name *name)
{
	size_t after = name->first + 1;

	if (name->first && guard_is_next(text, name->first) && text->tokens[name->first - 1].classes & GUARD_SAINT)
		return true;
	if (is_pair(text, &look->words, name->first) || (name->first && is_pair(text, &look->words, name->first - 1)))
		return true;
	for (int k = 0; k < 3 && guard_is_next(text, after) && text->tokens[after].is_capital; k++, after++)
		if (text->tokens[after].classes & (GUARD_PLACE | GUARD_STREET | GUARD_HOUSE))
			return true;
	return false;
}

/* "Hi Susan": how members speak to one another, by the names the board knows them by. */
static bool
is_greeted(const struct guard_text *text, const struct name *name)
{
	size_t before = name->first;

	if (!before || text->tokens[before].gap > GAP_COMMA)
		return false;
	before--;
	return text->tokens[before].classes & GUARD_GREETING &&
	    (text->tokens[before].is_first || text->tokens[before - 1].is_first);
}

static bool
is_pet_name(const struct people *people, const struct guard_text *text, const struct name *name)
{
	const struct person *person = people_find(people, text, name);

	return person && person->is_pet;
}

static void
note_alone(struct guard_look *look, const struct guard_text *text, struct people *people)
{
	for (size_t token = 0; token < text->count; token++) {
		struct name name;

		if (!name_read(text, token, TRUST_NOTHING, &name) || is_no_person(look, text, &name) ||
		    is_greeted(text, &name) || is_pet_name(people, text, &name))
			continue;
		note_name(look, text, name.is_doctor ? GUARD_CARE_FIRM : GUARD_NAME, &name,
		    mem_copy_string(name.is_doctor ? "the doctor" : "someone"), guard_word(text, name.name));
		token = name.last;
	}
}

void
guard_find_people(struct guard_look *look)
{
	struct people people = {0};

	for (int k = 0; k < 2; k++)
		guard_introduce_writer(look, &look->texts[k], &people);
	for (int k = 0; k < 2; k++)
		introduce_all(look, &look->texts[k], &people);
	for (int k = 0; k < 2; k++)
		note_again(look, &look->texts[k], &people);
	for (int k = 0; k < 2; k++)
		note_alone(look, &look->texts[k], &people);
	people_clear(&people);
}
