/*
 * A text cut into tokens: words and numbers, with what stands between them.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/text.h"
#include "forum/guard_parts.h"

enum sign_kind { SIGN_LETTER, SIGN_UPPER, SIGN_DIGIT, SIGN_MARK, SIGN_QUOTE, SIGN_HYPHEN, SIGN_OTHER };

static enum sign_kind
sign_judge(uint32_t sign)
{
	if (sign == '\'' || sign == 0x2019 || sign == 0x02bc || sign == '`')
		return SIGN_QUOTE;
	if (sign == '-' || sign == 0x2010 || sign == 0x2011)
		return SIGN_HYPHEN;
	switch (utf8proc_category((utf8proc_int32_t)sign)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LT:
		return SIGN_UPPER;
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return SIGN_LETTER;
	case UTF8PROC_CATEGORY_ND:
		return SIGN_DIGIT;
	case UTF8PROC_CATEGORY_MN:
		return SIGN_MARK;
	default:
		return SIGN_OTHER;
	}
}

static enum sign_kind
sign_at(const struct guard_text *text, size_t at, size_t *bytes)
{
	uint32_t sign;

	*bytes = 1;
	if (at >= text->bytes)
		return SIGN_OTHER;
	*bytes = text_decode(text->text + at, text->bytes - at, &sign);
	if (!*bytes)
		*bytes = 1;
	return sign_judge(sign);
}

/* Where the word ends that begins here: an apostrophe or a hyphen belongs to it between two letters. */
static size_t
token_end(const struct guard_text *text, size_t at)
{
	size_t bytes, after;

	for (;;) {
		enum sign_kind kind = sign_at(text, at, &bytes);

		if (kind == SIGN_QUOTE || kind == SIGN_HYPHEN) {
			if (sign_at(text, at + bytes, &after) > SIGN_DIGIT)
				return at;
		} else if (kind > SIGN_MARK)
			return at;
		at += bytes;
	}
}

static void
token_see_letters(const struct guard_text *text, struct guard_token *token)
{
	size_t bytes, upper = 0, letters = 0;
	bool begins = false;

	for (size_t at = token->at; at < token->at + token->bytes; at += bytes) {
		enum sign_kind kind = sign_at(text, at, &bytes);

		if (at == token->at)
			begins = kind == SIGN_UPPER;
		upper += kind == SIGN_UPPER;
		letters += kind == SIGN_UPPER || kind == SIGN_LETTER;
	}
	token->is_upper = letters > 1 && upper == letters;
	token->is_capital = begins && !token->is_upper;
}

/* "it's", "she's": said short, and nothing of theirs. */
static bool
token_is_short(const struct guard_text *text, size_t at, size_t bytes)
{
	static const char *const words[] = {"it", "he", "she", "who", "that", "what", "there", "here", "where", "how",
	    "when", "let"};

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (strlen(words[k]) == bytes && !strncasecmp(words[k], text->text + at, bytes))
			return true;
	return false;
}

/* "Doreen's", "James'": without the end. */
static void
token_take_possessive(const struct guard_text *text, struct guard_token *token)
{
	const char *end = text->text + token->at + token->bytes;
	size_t mark = 0, bytes;

	token->whole = token->bytes;
	if (token->bytes > 3 && (end[-1] == 's' || end[-1] == 'S')) {
		if (end[-2] == '\'')
			mark = 2;
		else if (token->bytes > 5 && !memcmp(end - 4, "\xe2\x80\x99", 3))
			mark = 4;
		else if (sign_at(text, token->at + token->bytes, &bytes) == SIGN_QUOTE)
			token->whole += bytes, token->is_possessive = true;
	}
	if (mark && !token_is_short(text, token->at, token->bytes - mark)) {
		token->bytes -= mark;
		token->is_possessive = true;
	}
}

static void
token_fold(struct guard_text *text, struct guard_token *token, const struct guard_words *words)
{
	const char *from = text->text + token->at;

	token->folded_at = text->folded.bytes;
	for (size_t k = 0; k < token->bytes; k++) {
		if (from[k] & 0x80) {
			str_cut(&text->folded, token->folded_at);
			fold_words(from, token->bytes, &text->folded);
			break;
		}
		if (from[k] != '\'' && from[k] != '`')
			str_add_char(&text->folded, (char)tolower((unsigned char)from[k]));
	}
	token->classes = guard_words_find(words, text->folded.text + token->folded_at);
	str_add_char(&text->folded, '\0');
}

/* "doreens carer": the apostrophe is often left out. */
static void
token_guess_possessive(struct guard_text *text, struct guard_token *token, const struct guard_words *words)
{
	char *folded = text->folded.text + token->folded_at;
	size_t bytes = strlen(folded);
	uint32_t classes;

	if (token->classes || token->is_capital || token->is_upper || bytes < 5 || folded[bytes - 1] != 's')
		return;
	folded[bytes - 1] = '\0';
	classes = guard_words_find(words, folded);
	if (classes & GUARD_FIRST) {
		token->classes = classes;
		token->bytes--;
		token->is_possessive = true;
	} else
		folded[bytes - 1] = 's';
}

static enum guard_gap
gap_judge(const struct guard_text *text, size_t from, size_t to)
{
	enum guard_gap gap = GAP_SPACE;

	for (size_t k = from; k < to; k++) {
		enum guard_gap here = GAP_SPACE;
		unsigned char sign = (unsigned char)text->text[k];

		if (sign == '\n')
			return GAP_LINE;
		if (strchr(".!?;:", sign))
			here = GAP_STOP;
		else if (sign == ',')
			here = GAP_COMMA;
		else if (sign == '(' || sign == ')')
			here = GAP_BRACKET;
		else if (sign == '-')
			here = GAP_DASH;
		else if (sign == 0xe2 && k + 2 < to && (unsigned char)text->text[k + 1] == 0x80) {
			unsigned char last = (unsigned char)text->text[k + 2];

			here = last == 0xa6 ? GAP_STOP : last == 0x93 || last == 0x94 ? GAP_DASH : GAP_SPACE;
			k += 2;
		} else if (!strchr(" \"'`*_", sign))
			here = GAP_OTHER;
		if (here > gap)
			gap = here;
	}
	return gap;
}

/* "St. Mary's", "Mr. Khan": that point ends nothing. */
static bool
gap_is_short(const struct guard_text *text, const struct guard_token *before, size_t to)
{
	size_t from = before->at + before->whole;

	return before->classes & (GUARD_TITLE | GUARD_DOCTOR | GUARD_SAINT) && to - from <= 2 &&
	    text->text[from] == '.';
}

static bool
line_is_quoted(const struct guard_text *text, size_t at)
{
	while (at && text->text[at - 1] != '\n')
		at--;
	return text->text[at] == '>';
}

static void
token_place(const struct guard_text *text, struct guard_token *token, const struct guard_token *before)
{
	size_t from = before ? before->at + before->whole : 0;

	token->gap = gap_judge(text, from, token->at);
	if (!before)
		token->gap = GAP_LINE;
	else if (token->gap == GAP_STOP && gap_is_short(text, before, token->at))
		token->gap = GAP_SPACE;
	token->is_first = token->gap == GAP_STOP || token->gap == GAP_LINE;
	token->is_mention = token->at && text->text[token->at - 1] == '@';
	token->is_quoted = before && token->gap != GAP_LINE ? before->is_quoted : line_is_quoted(text, token->at);
}

void
guard_text_cut(struct guard_text *text, const struct guard_words *words)
{
	size_t at = 0, bytes, room = 64; /* one stays free for the end */
	struct guard_token *before = NULL, *token;

	str_init(&text->folded);
	text->tokens = mem_alloc_array(room, sizeof *text->tokens);
	while (at < text->bytes) {
		if (sign_at(text, at, &bytes) > SIGN_DIGIT) {
			at += bytes;
			continue;
		}
		if (text->count + 2 > room)
			text->tokens = mem_resize_array(text->tokens, room *= 2, sizeof *text->tokens);
		before = text->count ? &text->tokens[text->count - 1] : NULL;
		token = &text->tokens[text->count++];
		*token = (struct guard_token){.at = at, .bytes = token_end(text, at) - at};
		token_take_possessive(text, token);
		token_see_letters(text, token);
		token_fold(text, token, words);
		token_guess_possessive(text, token, words);
		token_place(text, token, before);
		at = token->at + token->whole;
	}
	text->tokens[text->count] = (struct guard_token){.at = text->bytes, .gap = GAP_LINE, .is_first = true};
}

void
guard_text_clear(struct guard_text *text)
{
	free(text->tokens);
	str_clear(&text->folded);
}

const char *
guard_word(const struct guard_text *text, size_t token)
{
	return token < text->count ? text->folded.text + text->tokens[token].folded_at : "";
}

bool
guard_is(const struct guard_text *text, size_t token, const char *folded)
{
	return !strcmp(guard_word(text, token), folded);
}

bool
guard_is_one(const struct guard_text *text, size_t token, const char *folded)
{
	const char *word = guard_word(text, token);
	size_t bytes = strlen(word);

	while (bytes && *folded) {
		size_t here = strcspn(folded, " ");

		if (here == bytes && !strncmp(folded, word, bytes))
			return true;
		folded += here + (folded[here] == ' ');
	}
	return false;
}

bool
guard_is_next(const struct guard_text *text, size_t token)
{
	return token < text->count && text->tokens[token].gap == GAP_SPACE;
}

bool
guard_is_headline(const struct guard_text *text, size_t token)
{
	size_t from = token, to = token, capitals = 0;

	while (from && text->tokens[from].gap != GAP_LINE)
		from--;
	for (to = from; to < text->count && (to == from || text->tokens[to].gap != GAP_LINE); to++)
		capitals += text->tokens[to].is_capital || text->tokens[to].is_upper;
	return to - from > 3 && capitals * 10 > (to - from) * 6;
}

bool
guard_is_telling(const struct guard_text *text, size_t token)
{
	const struct guard_token *here = &text->tokens[token];
	uint32_t no = GUARD_ORDINARY | GUARD_MONTH | GUARD_PLACE | GUARD_CALLED | GUARD_KIN | GUARD_MANY | GUARD_TITLE |
	    GUARD_DOCTOR | GUARD_OWNER;

	return token < text->count && here->is_capital && !here->is_first && here->bytes > 2 && !(here->classes & no) &&
	    !guard_is_headline(text, token);
}

size_t
guard_token_at(const struct guard_text *text, size_t at)
{
	size_t low = 0, high = text->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (text->tokens[middle].at + text->tokens[middle].whole > at)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

bool
guard_is_told(const struct guard_text *text, size_t at)
{
	size_t token = guard_token_at(text, at);

	while (at && strchr(" (+", text->text[at - 1]))
		at--;
	if (at && text->text[at - 1] == ':')
		return true;
	return token && guard_is_one(text, token - 1, "is was its");
}
