/*
 * What the guard finds by its shape: a house in a street, a day of birth.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/guard_parts.h"

enum { STREET_WORDS = 3, BIRTH_WORDS = 6 };

static size_t
token_end(const struct guard_text *text, size_t token)
{
	return text->tokens[token].at + text->tokens[token].whole;
}

static bool
has_class(const struct guard_text *text, size_t token, uint32_t classes)
{
	return token < text->count && text->tokens[token].classes & classes;
}

static bool
is_capital(const struct guard_text *text, size_t token)
{
	return token < text->count && (text->tokens[token].is_capital || text->tokens[token].is_upper);
}

/* --- a house and its street --- */

/* "14", "14b" */
static bool
is_house_number(const struct guard_text *text, size_t token)
{
	const char *word = guard_word(text, token);
	size_t digits = strspn(word, "0123456789");

	if (!digits || digits > 4 || *word == '0' || (token && has_class(text, token - 1, GUARD_NO_HOUSE)))
		return false;
	return !word[digits] || (isalpha((unsigned char)word[digits]) && !word[digits + 1]);
}

/* The last token of "Mill Lane", "Heol y Bont", which begins here; or 0. */
static size_t
street_end(const struct guard_text *text, size_t from)
{
	bool is_small = false;

	if (has_class(text, from, GUARD_ROAD_FIRST) && is_capital(text, from) && guard_is_next(text, from + 1)) {
		size_t last = from + 1;

		if (guard_is_one(text, last, "y yr ty") && guard_is_next(text, last + 1))
			last++;
		return is_capital(text, last) ? last : 0;
	}
	for (size_t k = from; k <= from + STREET_WORDS && k < text->count; k++) {
		bool is_street = has_class(text, k, GUARD_STREET | GUARD_ROAD);

		if (k > from && !guard_is_next(text, k))
			return 0;
		if (k > from && is_street && (is_capital(text, k) ? !is_small : has_class(text, k, GUARD_ROAD)))
			return guard_is_next(text, k + 1) && has_class(text, k + 1, GUARD_STREET) &&
				is_capital(text, k + 1)
			    ? k + 1
			    : k;
		if ((has_class(text, k, GUARD_UNIT) && !is_capital(text, k)) ||
		    isdigit((unsigned char)*guard_word(text, k)))
			return 0;
		is_small = is_small || (!is_capital(text, k) && !guard_is_one(text, k, "the of y yr"));
	}
	return 0;
}

/* What follows a street and belongs to it: ", Bury", ", BL9 0AA". */
static size_t
address_end(const struct guard_look *look, const struct guard_text *text, size_t last)
{
	size_t end = token_end(text, last);

	for (int k = 0; k < 3 && last + 1 < text->count; k++) {
		const struct guard_token *next = &text->tokens[last + 1];
		size_t postcode = guard_postcode_bytes(&look->words, text, next->at);
		bool is_place = is_capital(text, last + 1) && !next->is_possessive && next->bytes > 2 &&
		    !(next->classes & (GUARD_FIRST | GUARD_CALLED | GUARD_KIN | GUARD_ORDINARY)) &&
		    text->tokens[last + 2].gap != GAP_SPACE;

		if (postcode && next->gap <= GAP_COMMA)
			return next->at + postcode;
		if (next->gap != GAP_COMMA || !is_place)
			break;
		last++;
		end = token_end(text, last);
	}
	return end;
}

static bool
says_we(const struct guard_text *text, size_t token)
{
	while (token && !text->tokens[token].is_first)
		if (guard_is_one(text, --token, "i we im my our were ive weve"))
			return true;
	return false;
}

static void
address_note(struct guard_look *look, const struct guard_text *text, size_t first, size_t last, const char *instead)
{
	size_t at = text->tokens[first].at;

	if (guard_is_told(text, at) && instead && !strcmp(instead, "an address"))
		instead = "private";
	guard_note(look, text, GUARD_ADDRESS, at, address_end(look, text, last) - at, instead,
	    guard_word(text, last - 1));
}

/* Small letters are a street only after a word that leads to one: "at 14 mill lane", not "2 sisters close by". */
static bool
is_led_to(const struct guard_text *text, size_t number)
{
	return number && guard_is_one(text, number - 1, "at to from near of outside number no flat house address");
}

/* "at 14 Mill Lane" becomes "in my town", "14 Mill Lane" alone "an address". */
static void
address_try(struct guard_look *look, const struct guard_text *text, size_t number)
{
	size_t first = number, last;

	if (!is_house_number(text, number) || text->tokens[number + 1].gap > GAP_COMMA)
		return;
	last = street_end(text, number + 1);
	if (!last || (!is_capital(text, last) && !is_led_to(text, number)))
		return;
	while (first && guard_is_one(text, first - 1, "flat number no house apartment") &&
	    text->tokens[first].gap <= GAP_COMMA)
		first--;
	if (first > 1 && is_house_number(text, first - 1) && guard_is_one(text, first - 2, "flat apartment"))
		first -= 2; /* Flat 3, 14 Mill Lane */
	if (first && guard_is_one(text, first - 1, "at in") && guard_is_next(text, first))
		address_note(look, text, first - 1, last, says_we(text, first) ? "in my town" : "in a town");
	else
		address_note(look, text, first, last, "an address");
}

/* "Flat 3, Ash Court" */
static void
address_try_flat(struct guard_look *look, const struct guard_text *text, size_t flat)
{
	size_t last = flat + 2;

	if (!guard_is_one(text, flat, "flat apartment") || !is_house_number(text, flat + 1))
		return;
	if (last >= text->count || text->tokens[last].gap > GAP_COMMA || !is_capital(text, last))
		return;
	while (!has_class(text, last, GUARD_STREET | GUARD_HOUSE) && guard_is_next(text, last + 1) &&
	    is_capital(text, last + 1))
		last++;
	if (last > flat + 2)
		address_note(look, text, flat, last, "an address");
}

/* "We live on Mill Lane" */
static void
address_try_living(struct guard_look *look, const struct guard_text *text, size_t live)
{
	size_t last;

	if (!guard_is_one(text, live, "live lives lived living") || !guard_is_one(text, live + 1, "on in at") ||
	    !is_capital(text, live + 2) || text->tokens[live + 2].gap != GAP_SPACE)
		return;
	last = street_end(text, live + 2);
	if (last && is_capital(text, last))
		address_note(look, text, live + 1, last, says_we(text, live + 1) ? "in my town" : "in a town");
}

void
guard_find_addresses(struct guard_look *look, const struct guard_text *text)
{
	for (size_t token = 0; token < text->count; token++) {
		if (guard_is_taken(look, text, text->tokens[token].at, 1))
			continue;
		address_try(look, text, token);
		address_try_flat(look, text, token);
		address_try_living(look, text, token);
	}
}

/* --- days of birth --- */

static const char *const month_names[] = {"", "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"};

struct date {
	size_t at, end;
	int month; /* 1 to 12 */
	int year;  /* 0: not said */
};

static int
month_of(const struct guard_text *text, size_t token)
{
	const char *word = guard_word(text, token);

	if (!has_class(text, token, GUARD_MONTH))
		return 0;
	for (int k = 1; k <= 12; k++)
		if (!strncasecmp(word, month_names[k], 3))
			return k;
	return 0;
}

/* "3", "3rd", "31": a day of a month. */
static bool
is_day(const struct guard_text *text, size_t token)
{
	char *end;
	long day = strtol(guard_word(text, token), &end, 10);

	return end != guard_word(text, token) && day >= 1 && day <= 31 &&
	    (!*end || !strcmp(end, "st") || !strcmp(end, "nd") || !strcmp(end, "rd") || !strcmp(end, "th"));
}

static int
year_of(const struct guard_text *text, size_t token)
{
	char *end;
	long year = strtol(guard_word(text, token), &end, 10);

	return token < text->count && !*end && year >= 1900 && year <= 2099 ? (int)year : 0;
}

/* "03/04/1938", "3.4.38", "3-4-1938": each sign between the numbers is one byte. */
static bool
date_read_numbers(const struct guard_text *text, size_t token, struct date *out)
{
	char *end;
	const char *from = text->text + text->tokens[token].at, *sign = from;
	long day = strtol(sign, &end, 10), month, year;
	char mark = *end;

	if (end == sign || end > sign + 2 || !mark || !strchr("/.-", mark) || !isdigit((unsigned char)end[1]))
		return false;
	sign = end + 1;
	month = strtol(sign, &end, 10);
	if (end > sign + 2 || *end != mark || !isdigit((unsigned char)end[1]))
		return false;
	sign = end + 1;
	year = strtol(sign, &end, 10);
	if ((end != sign + 2 && end != sign + 4) || isalnum((unsigned char)*end) || day < 1 || day > 31 || month < 1 ||
	    month > 12)
		return false;
	*out = (struct date){.at = text->tokens[token].at,
	    .end = text->tokens[token].at + (size_t)(end - from),
	    .month = (int)month,
	    .year = (int)year};
	return true;
}

/* "3 April 1938", "the 3rd of April", "April 3rd, 1938" */
static bool
date_read(const struct guard_text *text, size_t token, struct date *out)
{
	size_t last = token, first = token;
	int month = month_of(text, token);

	if (date_read_numbers(text, token, out))
		return true;
	if (month && is_day(text, token + 1) && text->tokens[token + 1].gap == GAP_SPACE)
		last = token + 1;
	else if (is_day(text, token)) {
		last += guard_is(text, token + 1, "of") ? 2 : 1;
		month = last < text->count && text->tokens[last].gap == GAP_SPACE ? month_of(text, last) : 0;
	} else
		return false;
	if (!month)
		return false;
	if (first && guard_is(text, first - 1, "the") && guard_is_next(text, first))
		first--;
	*out = (struct date){.at = text->tokens[first].at, .month = month};
	if (text->tokens[last + 1].gap <= GAP_COMMA)
		out->year = year_of(text, last + 1);
	out->end = token_end(text, out->year ? last + 1 : last);
	return true;
}

/* "turned 80 on", "will be 90 on", "her 90th is on": an age that a day follows. */
static bool
is_turning(const struct guard_text *text, size_t token)
{
	const char *word = guard_word(text, token);

	if (strspn(word, "0123456789") >= 2 && !strcmp(word + strspn(word, "0123456789"), "th") &&
	    guard_is_one(text, token + 1, "is was") && guard_is(text, token + 2, "on"))
		return true;
	return guard_is_one(text, token, "turn turns turned be") && token + 2 < text->count &&
	    strspn(guard_word(text, token + 1), "0123456789") >= 2 && guard_is(text, token + 2, "on");
}

static bool
is_about_birth(const struct guard_text *text, size_t token)
{
	if (guard_is(text, token, "d") && guard_is(text, token + 1, "o") && guard_is(text, token + 2, "b"))
		return true;
	return guard_is_one(text, token, "born birthday birthdays dob birth birthdate bday") || is_turning(text, token);
}

/* Is birth spoken of shortly before the day in its sentence, or just after it? */
static bool
date_is_birth(const struct guard_text *text, size_t token, const struct date *date)
{
	size_t after = guard_token_at(text, date->end);

	if (date->year >= 1900 && date->year < 1960 && strpbrk(text->text + date->at, "/.-") < text->text + date->end &&
	    isdigit((unsigned char)text->text[date->at]))
		return true;
	for (size_t back = 1; back <= BIRTH_WORDS + 3 && back <= token; back++) {
		if (is_about_birth(text, token - back))
			return true;
		if (text->tokens[token - back + 1].gap == GAP_LINE)
			break;
	}
	for (size_t k = after; k < after + 5 && k < text->count && !text->tokens[k].is_first; k++)
		if (guard_is_one(text, k, "birthday bday dob"))
			return true;
	return false;
}

void
guard_find_birthdays(struct guard_look *look, const struct guard_text *text)
{
	for (size_t token = 0; token < text->count; token++) {
		struct date date;

		if (!isalnum((unsigned char)text->text[text->tokens[token].at]) || !date_read(text, token, &date) ||
		    !date_is_birth(text, token, &date))
			continue;
		char *instead = mem_format("a day in %s", month_names[date.month]);
		char *about = mem_format("%d", date.month);

		guard_note(look, text, GUARD_BIRTHDAY, date.at, date.end - date.at, instead, about);
		free(about);
		free(instead);
		token = guard_token_at(text, date.end) - 1;
	}
}
