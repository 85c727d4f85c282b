/*
 * Finding danger words.
 *
 * The phrases are parsed anew each time, which takes a fraction of a millisecond and keeps nothing in a session that
 * sleeps. content/danger.txt says how they are written.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/fold.h"
#include "base/mem.h"
#include "forum/danger.h"

enum { DANGER_GAP = 3, DANGER_TERMS = 16, DANGER_SETS = 32 };

/* One place of a phrase: any of several words. */
struct term {
	char *words;       /* each ended by a NUL, the last by two; NULL: up to DANGER_GAP words of any kind */
	uint32_t initials; /* a bit for each sign that one of them begins with: most words are passed over by it */
	bool may_be_missing;
};

struct phrase {
	struct term terms[DANGER_TERMS];
	int count;
	bool cancels; /* what it covers is no danger */
};

struct phrase_set {
	char *name;       /* "@them" */
	struct str words; /* each ended by a NUL */
};

struct phrases {
	struct phrase *rows;
	size_t count;
	struct phrase_set sets[DANGER_SETS];
	int set_count;
};

/* Words of the text that is looked at. */
struct tokens {
	char *text;
	char **rows;
	int count;
	bool *covered; /* by a phrase that cancels */
};

static void
phrases_clear(struct phrases *phrases)
{
	for (size_t k = 0; k < phrases->count; k++)
		for (int t = 0; t < phrases->rows[k].count; t++)
			free(phrases->rows[k].terms[t].words);
	for (int k = 0; k < phrases->set_count; k++) {
		free(phrases->sets[k].name);
		str_clear(&phrases->sets[k].words);
	}
	free(phrases->rows);
}

/* "her|him~" as words with a NUL after each; what a set stands for instead of its name. */
static void
phrases_add_words(const struct phrases *phrases, const char *text, struct str *out)
{
	while (*text) {
		size_t bytes = strcspn(text, "|");
		const struct str *set = NULL;

		for (int k = 0; k < phrases->set_count; k++)
			if (strlen(phrases->sets[k].name) == bytes && !strncmp(phrases->sets[k].name, text, bytes))
				set = &phrases->sets[k].words;
		if (set)
			str_add_bytes(out, set->text, set->bytes);
		else {
			str_add_bytes(out, text, bytes);
			str_add_char(out, '\0');
		}
		text += bytes + (text[bytes] == '|');
	}
}

static uint32_t
danger_initial(const char *word)
{
	return 1U << ((unsigned char)*word % 32);
}

static bool
phrases_parse_term(const struct phrases *phrases, char *text, struct phrase *out)
{
	struct term *term;
	struct str words;
	size_t bytes = strlen(text);

	if (out->count == DANGER_TERMS)
		return false;
	term = &out->terms[out->count++];
	if (!strcmp(text, "..."))
		return true;
	term->may_be_missing = text[bytes - 1] == '?';
	text[bytes - term->may_be_missing] = '\0';
	if (strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789|@~*.") != strlen(text))
		return false;
	str_init(&words);
	phrases_add_words(phrases, text, &words);
	str_add_char(&words, '\0');
	term->words = str_take(&words);
	for (const char *word = term->words; *word; word += strlen(word) + 1)
		term->initials |= danger_initial(word);
	return *term->words && !strchr(term->words, '@');
}

/* "@them = her|him" */
static bool
phrases_parse_set(struct phrases *phrases, const char *line)
{
	size_t name = strcspn(line, " ");
	struct phrase_set *set;

	if (phrases->set_count == DANGER_SETS || strncmp(line + name, " = ", 3) || strchr(line + name + 3, ' '))
		return false;
	set = &phrases->sets[phrases->set_count++];
	set->name = mem_copy_bytes(line, name);
	str_init(&set->words);
	phrases_add_words(phrases, line + name + 3, &set->words);
	return set->words.bytes > 0;
}

static bool
phrases_parse_line(struct phrases *phrases, char *line)
{
	struct phrase *phrase;
	char *word;

	if (!*line || *line == '#')
		return true;
	if (*line == '@' && strstr(line, " = "))
		return phrases_parse_set(phrases, line);
	phrases->rows = mem_resize_array(phrases->rows, phrases->count + 1, sizeof *phrases->rows);
	phrase = &phrases->rows[phrases->count++];
	*phrase = (struct phrase){.cancels = !strncmp(line, "- ", 2)};
	if (phrase->cancels)
		line += 2;
	while ((word = strsep(&line, " ")))
		if (!*word || !phrases_parse_term(phrases, word, phrase))
			return false;
	return phrase->terms[0].words && !phrase->terms[0].may_be_missing;
}

/* NULL, or the first line that is badly written; owned. */
static char *
phrases_parse(struct phrases *phrases, const char *text)
{
	char *copy = mem_copy_string(text), *rest = copy, *line, *bad = NULL;

	while (!bad && (line = strsep(&rest, "\n"))) {
		const char *written = text + (line - copy);

		if (!phrases_parse_line(phrases, line))
			bad = mem_copy_bytes(written, strcspn(written, "\n"));
	}
	free(copy);
	return bad;
}

char *
danger_check(const char *text)
{
	struct phrases phrases = {0};
	char *bad = phrases_parse(&phrases, text);

	phrases_clear(&phrases);
	return bad;
}

static void
tokens_make(struct tokens *tokens, const char *text)
{
	struct str folded;
	char *rest, *word;

	str_init(&folded);
	fold_words(text, strlen(text), &folded);
	str_add_char(&folded, ' ');
	str_add_char(&folded, '.'); /* a text ends as a sentence does */
	*tokens = (struct tokens){.text = str_take(&folded)};
	tokens->rows = mem_alloc_array(strlen(tokens->text) / 2 + 2, sizeof *tokens->rows);
	rest = tokens->text;
	while ((word = strsep(&rest, " ")))
		if (*word)
			tokens->rows[tokens->count++] = word;
	tokens->covered = mem_alloc_array((size_t)tokens->count + 1, sizeof *tokens->covered);
}

static void
tokens_clear(struct tokens *tokens)
{
	free(tokens->covered);
	free(tokens->rows);
	free(tokens->text);
}

/* "suicid*" is a beginning, "suicide~" allows one slip. */
static bool
danger_is_word(const char *wanted, const char *word)
{
	size_t bytes = strlen(wanted);
	char near[64];

	if (wanted[0] != word[0])
		return false;
	if (wanted[bytes - 1] == '*')
		return !strncmp(wanted, word, bytes - 1);
	if (wanted[bytes - 1] != '~' || bytes > sizeof near)
		return !strcmp(wanted, word);
	memcpy(near, wanted, bytes - 1);
	near[bytes - 1] = '\0';
	return fold_is_near(near, word);
}

static bool
danger_is_term(const struct term *term, const char *word)
{
	if (!(term->initials & danger_initial(word)))
		return false;
	for (const char *wanted = term->words; *wanted; wanted += strlen(wanted) + 1)
		if (danger_is_word(wanted, word))
			return true;
	return false;
}

/* Where the phrase ends that begins at this word, or 0. It never goes on past the end of a sentence. */
static int
danger_match(const struct phrase *phrase, int term, const struct tokens *tokens, int at)
{
	const struct term *here = &phrase->terms[term];
	int end = 0;

	if (term == phrase->count)
		return at;
	if (!here->words) {
		for (int gap = 0; !end && gap <= DANGER_GAP && at + gap < tokens->count; gap++) {
			end = danger_match(phrase, term + 1, tokens, at + gap);
			if (!strcmp(tokens->rows[at + gap], "."))
				break;
		}
		return end;
	}
	if (at < tokens->count && danger_is_term(here, tokens->rows[at]))
		end = danger_match(phrase, term + 1, tokens, at + 1);
	if (!end && here->may_be_missing)
		end = danger_match(phrase, term + 1, tokens, at);
	return end;
}

static bool
danger_is_covered(const struct tokens *tokens, int from, int to)
{
	for (int k = from; k < to; k++)
		if (tokens->covered[k])
			return true;
	return false;
}

/* Go through the text with the phrases that cancel, or with the others: is one there that nothing cancels? */
static bool
danger_walk(const struct phrases *phrases, struct tokens *tokens, bool cancels)
{
	for (size_t p = 0; p < phrases->count; p++) {
		if (phrases->rows[p].cancels != cancels)
			continue;
		for (int at = 0; at < tokens->count; at++) {
			int end = danger_match(&phrases->rows[p], 0, tokens, at);

			if (end && cancels)
				memset(tokens->covered + at, true, (size_t)(end - at));
			else if (end && !danger_is_covered(tokens, at, end))
				return true;
		}
	}
	return false;
}

bool
danger_is_in(const char *text)
{
	char *file = embed_copy("content/danger.txt"), *bad;
	struct phrases phrases = {0};
	struct tokens tokens;
	bool is_in;

	bad = phrases_parse(&phrases, file);
	if (bad)
		fatal("content/danger.txt: %s", bad);
	tokens_make(&tokens, text);
	danger_walk(&phrases, &tokens, true);
	is_in = danger_walk(&phrases, &tokens, false);
	tokens_clear(&tokens);
	phrases_clear(&phrases);
	free(file);
	return is_in;
}

bool
danger_is_in_message(const char *title, const char *body)
{
	struct str own;
	bool is_in;

	str_init(&own);
	str_add(&own, title);
	str_add_char(&own, '\n');
	while (*body) {
		size_t line = strcspn(body, "\n"), whole = line + (body[line] == '\n');

		if (*body != '>')
			str_add_bytes(&own, body, whole);
		body += whole;
	}
	is_in = danger_is_in(own.text);
	str_clear(&own);
	return is_in;
}
