/*
 * What the guard finds by its shape: e-mail addresses, phone and NHS numbers, postcodes.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/guard_parts.h"

enum { DIGITS = 16 };

static bool
is_alnum(char sign)
{
	return isalnum((unsigned char)sign) || (sign & 0x80);
}

static bool
is_digit(char sign)
{
	return sign >= '0' && sign <= '9';
}

/* "is private" after "is", what it is where nothing else was said. */
static void
note_number(struct guard_look *look, const struct guard_text *text, enum guard_kind kind, size_t at, size_t bytes,
    const char *instead)
{
	char *about = mem_copy_bytes(text->text + at, bytes);
	char *to = about;

	for (const char *from = about; *from; from++)
		if (is_alnum(*from) || *from == '@')
			*to++ = (char)tolower((unsigned char)*from);
	*to = '\0';
	guard_note(look, text, kind, at, bytes, guard_is_told(text, at) ? "private" : instead, about);
	free(about);
}

/* --- e-mail --- */

static bool
email_is_sign(char sign)
{
	return is_alnum(sign) || (sign && strchr("._%+-", sign));
}

/* info@, help@: a house, not a person. */
static bool
email_is_house(const char *text, size_t bytes)
{
	static const char *const houses[] = {"info", "help", "enquiries", "enquiry", "contact", "support", "advice",
	    "hello", "office", "helpline", "admin", "team", "complaints", "pals", "reception"};

	for (size_t k = 0; k < sizeof houses / sizeof *houses; k++)
		if (strlen(houses[k]) == bytes && !strncasecmp(houses[k], text, bytes))
			return true;
	return bytes == 2 && !strncasecmp(text, "jo@samaritans", 13);
}

static void
email_try(struct guard_look *look, const struct guard_text *text, size_t sign)
{
	size_t from = sign, to = sign + 1;

	while (from && email_is_sign(text->text[from - 1]))
		from--;
	while (email_is_sign(text->text[to]))
		to++;
	while (to > sign + 1 && !is_alnum(text->text[to - 1]))
		to--;
	while (from < sign && !is_alnum(text->text[from]))
		from++;
	if (from == sign || !memchr(text->text + sign + 1, '.', to - sign - 1))
		return;
	if (!email_is_house(text->text + from, sign - from))
		note_number(look, text, GUARD_EMAIL, from, to - from, "an email address");
}

/* "doreen at gmail dot com" */
static void
email_try_spoken(struct guard_look *look, const struct guard_text *text, size_t token)
{
	size_t last = token + 3;

	if (!guard_is(text, token + 2, "dot") || !guard_is_one(text, token + 3, "com co org net uk") || token == 0)
		return;
	if (guard_is(text, token + 4, "dot") && guard_is(text, token + 5, "uk"))
		last = token + 5;
	note_number(look, text, GUARD_EMAIL, text->tokens[token - 1].at,
	    text->tokens[last].at + text->tokens[last].bytes - text->tokens[token - 1].at, "an email address");
}

void
guard_find_email(struct guard_look *look, const struct guard_text *text)
{
	for (const char *sign = text->text; (sign = strchr(sign, '@')); sign++)
		email_try(look, text, (size_t)(sign - text->text));
	for (size_t token = 0; token + 3 < text->count; token++)
		if (guard_is(text, token, "at"))
			email_try_spoken(look, text, token);
}

/* --- phone and NHS numbers --- */

struct digits {
	char all[DIGITS + 1];
	size_t count;
	size_t ends[DIGITS]; /* after the k-th digit, bytes from the beginning */
	bool is_end[DIGITS]; /* it is the last of its group */
	bool is_plus;
};

/* Digits in groups, as people write long numbers: up to two signs between them, on one line. */
static void
digits_read(const struct guard_text *text, size_t at, struct digits *out)
{
	const char *from = text->text + at, *sign = from;

	*out = (struct digits){.is_plus = *from == '+'};
	while (out->count < DIGITS) {
		size_t apart = strspn(sign, out->count ? " -.()/" : "+(");

		if (apart > 3 || !is_digit(sign[apart]) || (apart && memchr(sign, '/', apart)))
			break;
		if (apart && out->count)
			out->is_end[out->count - 1] = true;
		sign += apart;
		out->all[out->count++] = *sign++;
		out->ends[out->count - 1] = (size_t)(sign - from);
	}
	if (out->count && !is_alnum(*sign))
		out->is_end[out->count - 1] = true;
}

/* Numbers of people, not of organisations: 03 and 08 and the short ones are helplines and offices. */
static bool
digits_are_phone(const struct digits *digits, size_t count)
{
	const char *number = digits->all;

	if (!strncmp(number, "0044", 4) || (digits->is_plus && !strncmp(number, "44", 2))) {
		size_t code = *number == '0' ? 4 : 2;

		if (number[code] == '0') /* +44 (0)161 */
			code++;
		return (count == code + 10 || count == code + 9) && strchr("127", number[code]);
	}
	if (digits->is_plus)
		return count >= 10 && count <= 15;
	if (*number != '0' || !number[1] || !strchr("127", number[1]))
		return false;
	return count == 11 || (count == 10 && number[1] == '1');
}

/* The last of ten digits checks the others. Source: NHS Data Dictionary, "NHS NUMBER": modulus 11. */
static bool
digits_are_nhs(const char *number)
{
	int sum = 0, check;

	for (int k = 0; k < 9; k++)
		sum += (number[k] - '0') * (10 - k);
	check = 11 - sum % 11;
	return (check == 11 ? 0 : check) == number[9] - '0';
}

/* Was one of these words said shortly before, in this sentence? */
static bool
was_said(const struct guard_text *text, size_t at, size_t words, const char *any)
{
	size_t token = guard_token_at(text, at);

	while (token && words--) {
		if (text->tokens[token].is_first)
			return false;
		token--;
		if (guard_is_one(text, token, any))
			return true;
	}
	return false;
}

static bool
is_nhs_said_after(const struct guard_text *text, size_t at)
{
	size_t token = guard_token_at(text, at);

	for (size_t k = token + 1; k < token + 7 && k < text->count && !text->tokens[k].is_first; k++)
		if (guard_is(text, k, "nhs"))
			return true;
	return false;
}

static bool
number_is_nhs(const struct guard_text *text, size_t at, const struct digits *digits, size_t count)
{
	bool is_grouped = digits->is_end[2] && digits->is_end[5];

	if (count != 10)
		return false;
	if (was_said(text, at, 7, "nhs chi"))
		return true;
	return digits->all[0] != '0' && digits_are_nhs(digits->all) && (is_grouped || is_nhs_said_after(text, at));
}

/* "Ring me on 567 890": without the code of the town. */
static bool
number_is_local(const struct guard_text *text, size_t at, const struct digits *digits, size_t count)
{
	if (count < 6 || count > 8 || !strncmp(digits->all, "116", 3) || !strchr("23456789", digits->all[0]))
		return false;
	return was_said(text, at, 4, "ring phone tel telephone mobile landline") ||
	    (was_said(text, at, 3, "call text reach") && was_said(text, at, 2, "me us her him on"));
}

static size_t
number_try(struct guard_look *look, const struct guard_text *text, size_t at)
{
	struct digits digits;

	digits_read(text, at, &digits);
	for (size_t count = digits.count; count >= 6; count--) {
		size_t bytes = digits.ends[count - 1];

		if (!digits.is_end[count - 1])
			continue;
		if (number_is_nhs(text, at, &digits, count))
			note_number(look, text, GUARD_NHS, at, bytes, "an NHS number");
		else if (digits_are_phone(&digits, count) || number_is_local(text, at, &digits, count))
			note_number(look, text, GUARD_PHONE, at, bytes, "a phone number");
		else
			continue;
		return bytes;
	}
	return strspn(text->text + at, "0123456789+(");
}

void
guard_find_numbers(struct guard_look *look, const struct guard_text *text)
{
	for (size_t at = 0; at < text->bytes;) {
		char sign = text->text[at];
		bool begins = is_digit(sign) || ((sign == '+' || sign == '(') && is_digit(text->text[at + 1]));

		if (begins && (!at || !is_alnum(text->text[at - 1])) && !guard_is_taken(look, text, at, 1))
			at += number_try(look, text, at);
		else
			at++;
	}
}

/* --- postcodes --- */

/* "2nd", "5mg", "2hr": small letters that say something else. */
static bool
postcode_is_measure(const char *inward)
{
	static const char *const ends[] = {"st", "nd", "rd", "th", "hr", "ft", "lb", "pt", "yr", "pa", "am", "pm"};

	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
		if (!strncmp(inward + 1, ends[k], 2))
			return true;
	return false;
}

/* 1 or 2 letters that are an area, a number, perhaps a letter; a space; a number and two letters but CIKMOV. */
size_t
guard_postcode_bytes(const struct guard_words *words, const struct guard_text *text, size_t at)
{
	const char *from = text->text + at, *sign = from;
	char area[3] = {0};

	for (int k = 0; k < 2 && isalpha((unsigned char)*sign); k++)
		area[k] = (char)tolower((unsigned char)*sign++);
	if (!*area || !is_digit(*sign) || !(guard_words_find(words, area) & GUARD_AREA))
		return 0;
	sign++;
	if (is_digit(*sign) && is_digit(sign[1 + (sign[1] == ' ')]))
		sign++;
	else if (isalpha((unsigned char)*sign))
		sign++;
	sign += strspn(sign, " ") == 1;
	if (!is_digit(*sign) || !isalpha((unsigned char)sign[1]) || !isalpha((unsigned char)sign[2]) ||
	    is_alnum(sign[3]))
		return 0;
	if (strpbrk((char[]){sign[1], sign[2], '\0'}, "CIKMOVcikmov") || postcode_is_measure(sign))
		return 0;
	return (size_t)(sign + 3 - from);
}

void
guard_find_postcodes(struct guard_look *look, const struct guard_text *text)
{
	for (size_t token = 0; token < text->count; token++) {
		size_t at = text->tokens[token].at, bytes = guard_postcode_bytes(&look->words, text, at);

		if (bytes)
			note_number(look, text, GUARD_POSTCODE, at, bytes,
			    was_said(text, at, 2, "postcode") ? "private" : "my area");
	}
}
