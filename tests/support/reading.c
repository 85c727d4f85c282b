/*
 * Words, syllables and sentences. The rules are for what English spelling does most often; the words that they get
 * wrong and that a board needs are in a list. tests/unit/ui/reading_test.c holds a few hundred words to it.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "reading.h"

static bool
is_vowel(char letter)
{
	return letter && strchr("aeiou", letter);
}

/* y is a vowel but before one at the start of a word or between two: "you", "beyond". */
static bool
is_vowel_at(const char *word, size_t k)
{
	if (word[k] != 'y')
		return is_vowel(word[k]);
	return !(is_vowel(word[k + 1]) && (k == 0 || is_vowel(word[k - 1])));
}

static bool
ends_in(const char *word, size_t length, const char *end)
{
	size_t bytes = strlen(end);

	return length >= bytes && !strcmp(word + length - bytes, end);
}

/* --- what the rules get wrong --- */

static int
find_exception(const char *word)
{
	static const struct {
		const char *word;
		int syllables;
	} rows[] = {
	    {"ageing", 2},
	    {"alien", 3},
	    {"anxiety", 4},
	    {"anyone", 3},
	    {"area", 3},
	    {"areas", 3},
	    {"being", 2},
	    {"business", 2},
	    {"businesses", 3},
	    {"carefully", 3},
	    {"client", 2},
	    {"clients", 2},
	    {"create", 2},
	    {"created", 3},
	    {"creates", 2},
	    {"cruel", 2},
	    {"diet", 2},
	    {"eighteen", 2},
	    {"evening", 2},
	    {"evenings", 2},
	    {"friend", 1},
	    {"friends", 1},
	    {"homepage", 2},
	    {"hundred", 2},
	    {"idea", 3},
	    {"ideas", 3},
	    {"lion", 2},
	    {"maybe", 2},
	    {"million", 2},
	    {"naked", 2},
	    {"nobody", 3},
	    {"opinion", 3},
	    {"parliament", 3},
	    {"poem", 2},
	    {"priest", 1},
	    {"quiet", 2},
	    {"quietly", 3},
	    {"react", 2},
	    {"real", 1},
	    {"really", 2},
	    {"reopen", 3},
	    {"reopens", 3},
	    {"rhythm", 2},
	    {"sacred", 2},
	    {"safeguard", 2},
	    {"safeguarding", 3},
	    {"science", 2},
	    {"society", 4},
	    {"statement", 2},
	    {"theatre", 3},
	    {"therefore", 2},
	    {"timezone", 2},
	    {"unions", 2},
	    {"union", 2},
	    {"variety", 4},
	    {"video", 3},
	    {"wednesday", 2},
	    {"whoever", 3},
	    {"wicked", 2},
	};

	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
		if (!strcmp(rows[k].word, word))
			return rows[k].syllables;
	return 0;
}

/* --- the rules --- */

static int
count_groups(const char *word)
{
	int groups = 0;

	for (size_t k = 0; word[k]; k++)
		groups += is_vowel_at(word, k) && (k == 0 || !is_vowel_at(word, k - 1));
	return groups;
}

/* Two vowels side by side that are said apart: "period", "usual", "diagnosis", "earlier", "trying". */
static int
count_apart(const char *word, size_t length)
{
	int more = 0;

	for (size_t k = 1; word[k] && word[k + 1]; k++) {
		bool after_soft = strchr("tscgx", word[k - 1]);

		if (word[k] == 'i' && (word[k + 1] == 'a' || word[k + 1] == 'o') && !after_soft &&
		    !is_vowel(word[k - 1]))
			more++;
		if (word[k] == 'u' && word[k + 1] == 'a' && !strchr("qg", word[k - 1]))
			more++;
	}
	if (length > 5 &&
	    (ends_in(word, length, "ier") || ends_in(word, length, "iers") || ends_in(word, length, "iest")))
		more++;
	if (length > 4 && ends_in(word, length, "ing") && is_vowel_at(word, length - 4))
		more++;
	if (ends_in(word, length, "sm"))
		more++;
	return more;
}

/* Is the e at k, with nothing said after it, silent? Not in "table", "centre", "the". */
static bool
is_silent_e(const char *word, size_t k)
{
	if (k < 2 || word[k] != 'e' || is_vowel_at(word, k - 1))
		return false;
	return !((word[k - 1] == 'l' || word[k - 1] == 'r') && !is_vowel_at(word, k - 2));
}

static int
count_silent(const char *word, size_t length)
{
	static const char *const ends[] = {"ly", "ment", "ments", "ful", "fully", "less", "ness", "where", "how"};
	int silent = 0;
	char before = length > 2 ? word[length - 3] : '\0';

	if (is_silent_e(word, length - 1)) {
		silent++;
	} else if (ends_in(word, length, "es") && is_silent_e(word, length - 2)) {
		bool hisses = strchr("sxzcg", before) || ends_in(word, length, "ches") || ends_in(word, length, "shes");

		silent += !hisses;
	} else if (ends_in(word, length, "ed") && before && before != 't' && before != 'd') {
		silent += !is_vowel_at(word, length - 3) &&
		    !(before == 'l' && length > 3 && !is_vowel_at(word, length - 4) && word[length - 4] != 'l');
	}
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
		size_t bytes = strlen(ends[k]);

		if (length > bytes + 2 && ends_in(word, length, ends[k]) && is_silent_e(word, length - bytes - 1) &&
		    count_groups(word) > 2) {
			silent++;
			break;
		}
	}
	if ((length > 5 && !strncmp(word, "some", 4) && !is_vowel(word[4]) && word[4] != 'h' && word[4] != 'w') ||
	    !strncmp(word, "every", 5))
		silent++;
	return silent;
}

/* "didn't", "isn't", "haven't": a syllable of their own. "can't", "aren't" have none. */
static int
count_not(const char *part, size_t bytes)
{
	if (bytes < 5 || strncasecmp(part + bytes - 3, "n't", 3) != 0)
		return 0;
	return strchr("dstDST", part[bytes - 4]) || !strncasecmp(part + bytes - 5, "ve", 2);
}

/* Letters only, without what follows an apostrophe. */
static int
count_part(const char *part, size_t bytes)
{
	char word[64];
	size_t length = 0;
	int syllables;

	for (size_t k = 0; k < bytes && length < sizeof word - 1; k++) {
		if (part[k] == '\'' && k + 3 >= bytes)
			break;
		if (bytes - k == 3 && !strncasecmp(part + k, "n't", 3))
			break;
		if (isalpha((unsigned char)part[k]))
			word[length++] = (char)tolower((unsigned char)part[k]);
	}
	word[length] = '\0';
	if (!length)
		return bytes ? 1 : 0;
	syllables = find_exception(word);
	if (!syllables)
		syllables = count_groups(word) + count_apart(word, length) - count_silent(word, length);
	return (syllables > 0 ? syllables : 1) + count_not(part, bytes);
}

int
reading_syllables(const char *word, size_t bytes)
{
	int sum = 0;

	for (size_t from = 0; from < bytes;) {
		const char *hyphen = memchr(word + from, '-', bytes - from);
		size_t part = hyphen ? (size_t)(hyphen - word) - from : bytes - from;

		sum += count_part(word + from, part);
		from += part + 1;
	}
	return sum > 0 ? sum : 1;
}

/* --- sentences --- */

/* A word that is not one of ours: it stands for something, or is typed as it is. */
static bool
is_sign(const char *token, size_t bytes)
{
	if (memchr(token, '%', bytes) || memchr(token, '@', bytes) || memchr(token, '/', bytes) ||
	    memchr(token, '=', bytes) || memchr(token, '_', bytes) || (bytes > 2 && !strncmp(token, "--", 2)))
		return true;
	for (size_t k = 0; k < bytes; k++)
		if (isdigit((unsigned char)token[k]) ||
		    (token[k] == '.' && k + 1 < bytes && isalnum((unsigned char)token[k + 1])))
			return true;
	return false;
}

static size_t
token_bytes(const char *text, const char *end)
{
	size_t bytes = 0;

	if (*text == '\'' && end - text > 4 && !strncmp(text + 1, "bbs ", 4)) { /* a command in quotes is one */
		const char *closing = memchr(text + 1, '\'', (size_t)(end - text) - 1);

		if (closing)
			bytes = (size_t)(closing - text);
	}
	while (text + bytes < end && !isspace((unsigned char)text[bytes]))
		bytes++;
	return bytes;
}

static void
measure_token(const char *token, size_t bytes, struct reading *out)
{
	bool is_command = *token == '\'' && memchr(token, ' ', bytes);

	while (bytes && strchr("(\"'[,;:", *token))
		token++, bytes--;
	while (bytes && strchr(")\"'],;:.!?", token[bytes - 1]))
		bytes--;
	for (size_t k = 0; k < bytes; k++)
		if (isalnum((unsigned char)token[k]) || token[k] == '%') {
			out->words++;
			out->syllables += is_command || is_sign(token, bytes) ? 1 : reading_syllables(token, bytes);
			return;
		}
}

/* Does what has just been read, up to end, close a sentence? "1." before a rule does not. */
static bool
is_closed(const char *begin, const char *end)
{
	begin += strspn(begin, " \n");
	if (end > begin + 1 && end[-1] == '.' && strspn(begin, "0123456789") == (size_t)(end - begin) - 1)
		return false;
	while (end > begin && strchr(")\"' \n", end[-1]))
		end--;
	return end > begin && strchr(".!?", end[-1]);
}

static bool
is_row(const char *line)
{
	const char *end = strchr(line, '\n'), *gap = strstr(line, "  ");

	return *line == ' ' || (gap && (!end || gap < end));
}

/* Does the newline at text end what stands before it, whose own line begins at line? */
static bool
is_line_end(const char *line, const char *text)
{
	return !islower((unsigned char)text[1]) || is_row(line) || is_row(text + 1);
}

void
reading_split(const char *text,
    void (*take)(void *context, const char *sentence, size_t bytes, const struct reading *holds), void *context)
{
	const char *all = text + strlen(text), *begin = text, *line = text;
	struct reading holds = {0};

	while (text < all) {
		size_t bytes = isspace((unsigned char)*text) ? 0 : token_bytes(text, all);
		bool closes;

		measure_token(text, bytes, &holds);
		closes = (bytes && is_closed(begin, text + bytes)) || (*text == '\n' && is_line_end(line, text));
		line = *text == '\n' ? text + 1 : line;
		text += bytes ? bytes : 1;
		if (!closes && text < all)
			continue;
		if (holds.words) {
			bool ended = is_closed(begin, text);

			size_t length;

			begin += strspn(begin, " \n");
			length = (size_t)(text - begin);
			while (length && isspace((unsigned char)begin[length - 1]))
				length--;
			holds.sentences = ended || holds.words > 3;
			take(context, begin, length, &holds);
		}
		holds = (struct reading){0};
		begin = text;
	}
}

double
reading_age(const struct reading *reading)
{
	if (!reading->sentences || !reading->words)
		return 0;
	return 0.39 * (double)reading->words / (double)reading->sentences +
	    11.8 * (double)reading->syllables / (double)reading->words - 15.59 + 5;
}
