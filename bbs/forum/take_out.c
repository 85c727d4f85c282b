/*
 * Quotes are found by what they say, not by where they stand: a line after ">" whose words, in that order and with
 * whatever spaces, are in what is taken out. What was quoted in other words is not found; the manual says so.
 */
#include <ctype.h>
#include <string.h>

#include "forum/erase.h"
#include "forum/take_out.h"

static bool
take_out_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* Text with single spaces and none at its ends. Returns how many bytes were added. */
static size_t
take_out_squeeze(const char *text, size_t bytes, struct str *out)
{
	size_t before = out->bytes;

	for (size_t k = 0; k < bytes; k++) {
		if (!take_out_is_space(text[k])) {
			str_add_char(out, text[k]);
			continue;
		}
		if (out->bytes > before && out->text[out->bytes - 1] != ' ')
			str_add_char(out, ' ');
	}
	if (out->bytes > before && out->text[out->bytes - 1] == ' ')
		str_cut(out, out->bytes - 1);
	return out->bytes - before;
}

void
take_out_gather(const char *text, struct str *out)
{
	while (*text) {
		size_t bytes = strcspn(text, "\n");

		if (*text != '>' && take_out_squeeze(text, bytes, out))
			str_add_char(out, ' ');
		text += bytes + (text[bytes] == '\n');
	}
	if (out->bytes && out->text[out->bytes - 1] == ' ')
		str_cut(out, out->bytes - 1);
	str_add_char(out, '\n');
}

static bool
take_out_is_quote_of(const char *line, size_t bytes, const char *gathered)
{
	size_t marks = strspn(line, "> ");
	struct str words;
	bool is;

	if (*line != '>' || marks >= bytes)
		return false;
	str_init(&words);
	is = take_out_squeeze(line + marks, bytes - marks, &words) && strstr(gathered, words.text);
	str_clear(&words);
	return is;
}

bool
take_out_quotes(const char *text, const char *gathered, struct str *out)
{
	bool found = false, was_out = false;

	while (*text) {
		size_t bytes = strcspn(text, "\n");
		bool has_end = text[bytes] == '\n', is_out = take_out_is_quote_of(text, bytes, gathered);

		if (is_out && !was_out)
			str_add(out, ERASE_QUOTE);
		else if (!is_out)
			str_add_bytes(out, text, bytes);
		if (has_end && !(is_out && was_out))
			str_add_char(out, '\n');
		found = found || is_out;
		was_out = is_out;
		text += bytes + has_end;
	}
	return found;
}

/* Does a word go on across this place? */
static bool
take_out_is_inside(const char *text, size_t at)
{
	unsigned char before, after;

	if (!at || !text[at])
		return false;
	before = (unsigned char)text[at - 1];
	after = (unsigned char)text[at];
	return (isalnum(before) || before > 127) && (isalnum(after) || after > 127);
}

static bool
take_out_is_match(const char *text, size_t at, size_t left, const struct ledger_order *order)
{
	char hash[LEDGER_HASH_CHARS + 1];
	size_t bytes = (size_t)order->bytes;

	if (bytes > left || take_out_is_inside(text, at) || take_out_is_inside(text, at + bytes))
		return false;
	ledger_hash(order->salt, text + at, bytes, hash);
	return !strcmp(hash, order->hash);
}

bool
take_out_words(const char *text, const struct ledger_order *order, bool only_quotes, struct str *out)
{
	size_t bytes = strlen(text);
	bool found = false, is_quote = *text == '>';

	for (size_t at = 0; at < bytes;) {
		if (at && text[at - 1] == '\n')
			is_quote = text[at] == '>';
		if ((is_quote || !only_quotes) && take_out_is_match(text, at, bytes - at, order)) {
			str_add(out, order->with);
			at += (size_t)order->bytes;
			found = true;
		} else {
			str_add_char(out, text[at++]);
		}
	}
	return found;
}
