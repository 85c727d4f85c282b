/*
 * Words compared nearly as the index compares them: to say where in a message the hit is, and how good it is. The index
 * knows for sure; here a word fits when it begins like what the word typed has left without its ending.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/text.h"
#include "forum/find_query.h"

enum {
	ROOT_LEAST = 3,
	ENDING_MOST = 5,    /* letters that a word may have after its root */
	SCORE_BYTES = 4096, /* of a body that are looked at: what it is about is said early */
	LEAD_COLS = 24,     /* of words before the hit */
};

/* --- roots --- */

static bool
root_drop(char *root, const char *ending)
{
	size_t bytes = strlen(root), less = strlen(ending);

	if (bytes < less + ROOT_LEAST || strcmp(root + bytes - less, ending))
		return false;
	root[bytes - less] = '\0';
	return true;
}

static void
root_make(struct find_root *out, const char *word)
{
	static const char *const endings[] = {"ingly", "edly", "ings", "ing", "ies", "ers", "ed", "es", "er", "ly", "s",
	    "y", "e"};
	size_t bytes;

	snprintf(out->word, sizeof out->word, "%s", word);
	snprintf(out->root, sizeof out->root, "%s", word);
	for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
		if (root_drop(out->root, endings[k]))
			break;
	bytes = strlen(out->root);
	if (bytes > ROOT_LEAST && out->root[bytes - 1] == out->root[bytes - 2])
		out->root[bytes - 1] = '\0'; /* "stopp" */
}

static void
roots_add(struct find_roots *roots, const struct search_term *term)
{
	struct str folded;
	char *rest, *word;

	str_init(&folded);
	fold_words(term->text, strlen(term->text), &folded);
	for (rest = folded.text; (word = strsep(&rest, " "));)
		if (*word && *word != '.' && roots->count < sizeof roots->roots / sizeof *roots->roots) {
			struct find_root *root = &roots->roots[roots->count++];

			root_make(root, word);
			root->is_beginning = term->is_beginning;
		}
	str_clear(&folded);
}

void
find_roots_init(struct find_roots *out, const struct find_query *query)
{
	*out = (struct find_roots){0};
	for (size_t k = 0; k < query->term_count; k++)
		roots_add(out, &query->terms[k]);
}

/* --- words of a text --- */

static bool
is_of_word(unsigned char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	    byte >= 0x80 || byte == '\'';
}

/* Folded; plain letters are by far the most and go by without the tables. */
static void
word_fold(const char *word, size_t bytes, char out[static FIND_WORD_BYTES])
{
	size_t at = 0;
	struct str folded;

	for (size_t k = 0; k < bytes && at < FIND_WORD_BYTES - 1; k++) {
		unsigned char byte = (unsigned char)word[k];

		if (byte >= 0x80) {
			str_init(&folded);
			fold_words(word, bytes, &folded);
			snprintf(out, FIND_WORD_BYTES, "%s", folded.text);
			str_clear(&folded);
			return;
		}
		if (byte != '\'')
			out[at++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
	}
	out[at] = '\0';
}

static enum find_fit
word_fits(const char *word, const struct find_root *root)
{
	size_t bytes = strlen(root->is_beginning ? root->word : root->root);

	if (!strcmp(word, root->word))
		return FIND_FIT_WORD;
	if (root->is_beginning)
		return strncmp(word, root->word, bytes) ? FIND_FIT_NONE : FIND_FIT_WORD;
	return !strncmp(word, root->root, bytes) && strlen(word) <= bytes + ENDING_MOST ? FIND_FIT_ROOT : FIND_FIT_NONE;
}

bool
find_next_word(const char **text, const struct find_roots *roots, struct find_word *out)
{
	char folded[FIND_WORD_BYTES];
	const char *at = *text;

	while (*at && !is_of_word((unsigned char)*at))
		at++;
	*out = (struct find_word){.at = at};
	while (is_of_word((unsigned char)at[out->bytes]))
		out->bytes++;
	*text = at + out->bytes;
	word_fold(at, out->bytes, folded);
	for (size_t k = 0; k < roots->count && out->fit != FIND_FIT_WORD; k++) {
		enum find_fit fit = word_fits(folded, &roots->roots[k]);

		if (fit > out->fit) {
			out->fit = fit;
			out->root = k;
		}
	}
	return out->bytes > 0;
}

/* --- how good it is --- */

/* How often each root is in a text; returns how many words were looked at. */
static int
score_count(const char *text, const struct find_roots *roots, double *counts)
{
	const char *end = text + SCORE_BYTES;
	struct find_word word;
	int words = 0;

	for (; text < end && find_next_word(&text, roots, &word); words++)
		if (word.fit != FIND_FIT_NONE)
			counts[word.root] += word.fit == FIND_FIT_WORD ? 1 : 0.7;
	return words;
}

/* Often said in few words is good, in the title better; the tenth time says little more than the third. */
double
find_score(const struct found *found, const struct find_roots *roots)
{
	double in_body[FIND_TERMS_MOST * 2] = {0}, in_title[FIND_TERMS_MOST * 2] = {0}, score = 0.01;
	int words = score_count(found->message.body, roots, in_body);

	score_count(found->title, roots, in_title);
	for (size_t k = 0; k < roots->count; k++) {
		score += in_body[k] / (in_body[k] + 0.6 + words / 120.0);
		if (in_title[k] > 0)
			score += found->message.number == 1 ? 1.5 : 0.4;
	}
	return score;
}

/* --- the words around it --- */

/* Of the first word that is what was typed, else the first that is like it. NULL when there is none. */
static const char *
around_find(const char *body, const struct find_roots *roots)
{
	const char *like = NULL;
	struct find_word word;

	while (find_next_word(&body, roots, &word)) {
		if (word.fit == FIND_FIT_WORD)
			return word.at;
		if (word.fit == FIND_FIT_ROOT && !like)
			like = word.at;
	}
	return like;
}

/* One line of it: quote marks go, every gap is one space. *hit moves along with the words. */
static char *
around_flatten(const char *body, const char *hit, size_t *out_hit)
{
	bool is_line_start = true;
	struct str out;

	str_init(&out);
	*out_hit = 0;
	for (; *body; body++) {
		if (body == hit)
			*out_hit = out.bytes;
		if (*body == '\n' || *body == ' ') {
			is_line_start |= *body == '\n';
			if (out.bytes && out.text[out.bytes - 1] != ' ')
				str_add_char(&out, ' ');
		} else if (*body != '>' || !is_line_start) {
			is_line_start = false;
			str_add_char(&out, *body);
		}
		if (hit && body > hit && out.bytes > *out_hit + 2000)
			break;
	}
	return str_take(&out);
}

/* The start of a word about LEAD_COLS columns before the hit, or the beginning when that is near. */
static size_t
around_begin(const char *line, size_t hit)
{
	size_t at = hit;
	int cols = 0;

	while (at && cols < LEAD_COLS) {
		size_t before = text_previous(line, at);

		cols += text_width(line + before, at - before);
		at = before;
	}
	while (at && at < hit && line[at - 1] != ' ')
		at++;
	return at;
}

static char *
around_cut(const char *line, size_t from, int cols)
{
	const char *dots = from ? "..." : "";
	const char *words = line + from;
	size_t bytes = strlen(words), fit;

	while (bytes && words[bytes - 1] == ' ')
		bytes--;
	cols -= (int)strlen(dots);
	fit = text_fit(words, bytes, cols);
	if (fit == bytes)
		return mem_format("%s%.*s", dots, (int)fit, words);
	fit = text_fit(words, bytes, cols - 3);
	while (fit && words[fit - 1] == ' ')
		fit--;
	return mem_format("%s%.*s...", dots, (int)fit, words);
}

char *
find_words_around(const char *body, const char *text, int cols)
{
	struct find_query query;
	struct find_roots roots;
	char *line, *out;
	size_t hit;

	find_query_read_words(text, &query);
	find_roots_init(&roots, &query);
	line = around_flatten(body, around_find(body, &roots), &hit);
	out = around_cut(line, around_begin(line, hit), cols);
	free(line);
	find_query_clear(&query);
	return out;
}
