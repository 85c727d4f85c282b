/*
 * Finding: the search is run, and when nothing at all comes of it, run again with a little less asked of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "forum/board.h"
#include "forum/find_query.h"
#include "store/boards.h"

enum {
	NEAR_LEAST = 4, /* letters of a word that may be a slip */
	NEAR_LOOK_MOST =
	    400, /* words of the index that are compared with it; measured: 30 ms, when nothing else was found */
	SHORTER_LEAST = 4,
	RARE_MOST = 500, /* rarer words are told from one another up to this many messages */
};

void
find_result_clear(struct find_result *result)
{
	free(result->words);
	free(result->trouble_value);
	*result = (struct find_result){0};
}

/* --- in order --- */

static struct search
find_search(const struct find_query *query, const struct actor *actor, const struct find_ask *ask)
{
	struct search search = find_query_search(query, actor);

	search.is_unwanted = ask->is_unwanted;
	search.context = ask->context;
	return search;
}

static int64_t
find_before(const struct find_ask *ask)
{
	return ask->before ? ask->before : INT64_MAX;
}

static void
find_note_hits(const struct search_hits *hits, struct find_result *out)
{
	out->next = hits->next;
	out->was_stopped = hits->was_stopped;
	out->is_cut |= hits->is_cut;
}

static enum err
find_newest(struct forum *forum, const struct actor *actor, const struct find_ask *ask, const struct find_query *query,
    struct find_result *out)
{
	const struct search search = find_search(query, actor, ask);
	struct search_hits hits = {0};
	enum err err = search_newest(forum->db, &search, find_before(ask), FIND_PAGE, &hits);

	if (err == ERR_OK) {
		find_note_hits(&hits, out);
		out->count = hits.count;
		for (size_t k = 0; k < hits.count; k++)
			out->ids[k] = hits.ids[k];
	}
	search_hits_clear(&hits);
	return err;
}

struct ranked {
	int64_t id;
	double score;
};

static int
ranked_compare(const void *a, const void *b)
{
	const struct ranked *left = a, *right = b;

	if (left->score != right->score)
		return left->score < right->score ? 1 : -1;
	return left->id < right->id ? 1 : -1;
}

static void
find_rank(struct forum *forum, const struct actor *actor, const struct search_hits *hits,
    const struct find_query *query, struct ranked *out)
{
	struct find_roots roots;

	find_roots_init(&roots, query);
	for (size_t k = 0; k < hits->count; k++) {
		struct found found = {0};

		out[k].id = hits->ids[k];
		if (search_load(forum->db, hits->ids[k], actor->member, &found) == ERR_OK)
			out[k].score = find_score(&found, &roots);
		found_clear(&found);
	}
	qsort(out, hits->count, sizeof *out, ranked_compare);
}

static enum err
find_best(struct forum *forum, const struct actor *actor, const struct find_ask *ask, const struct find_query *query,
    struct find_result *out)
{
	const struct search search = find_search(query, actor, ask);
	struct search_hits hits = {0};
	struct ranked *ranked;
	enum err err = search_newest(forum->db, &search, find_before(ask), FIND_BEST_OF, &hits);
	size_t skip = ask->skip > 0 ? (size_t)ask->skip : 0;

	if (err != ERR_OK)
		return err;
	find_note_hits(&hits, out);
	ranked = mem_alloc_array(hits.count + 1, sizeof *ranked);
	find_rank(forum, actor, &hits, query, ranked);
	for (size_t k = skip; k < hits.count && out->count < FIND_PAGE; k++)
		out->ids[out->count++] = ranked[k].id;
	if (skip + out->count < hits.count && out->count)
		out->skip = (int64_t)(skip + out->count);
	free(ranked);
	search_hits_clear(&hits);
	return ERR_OK;
}

static enum err
find_run(struct forum *forum, const struct actor *actor, const struct find_ask *ask, const struct find_query *query,
    struct find_result *out)
{
	out->count = 0;
	if (ask->order == FIND_BEST && query->term_count)
		return find_best(forum, actor, ask, query, out);
	return find_newest(forum, actor, ask, query, out);
}

/* --- when nothing is found --- */

/* A single word in folded letters, or "" for words in a row and beginnings. */
static void
forgive_word(const struct search_term *term, struct str *out)
{
	str_cut(out, 0);
	if (!term->is_beginning)
		fold_words(term->text, strlen(term->text), out);
	if (strpbrk(out->text, ". "))
		str_cut(out, 0);
}

/* What looks most like a word, of the index's words, which have lost their ending. */
struct near {
	const char *word;
	char best[FIND_WORD_BYTES];
};

static void
near_compare(void *context, const char *candidate)
{
	struct near *near = context;
	size_t bytes = strlen(candidate), word_bytes = strlen(near->word);
	char head[FIND_WORD_BYTES];

	if (bytes < NEAR_LEAST || bytes + NEAR_LEAST < word_bytes || bytes <= strlen(near->best))
		return;
	snprintf(head, sizeof head, "%.*s", (int)bytes, near->word);
	if (fold_is_near(near->word, candidate) || fold_is_near(head, candidate))
		snprintf(near->best, sizeof near->best, "%s", candidate);
}

static enum err
forgive_alike(struct forum *forum, struct find_query *query, size_t k, const char *word, struct find_result *out)
{
	struct near near = {.word = word};
	char begin[3] = {word[0], word[1], '\0'};
	enum err err = ERR_OK;

	if (strlen(word) >= NEAR_LEAST && strlen(word) < FIND_WORD_BYTES)
		err = search_words(forum->db, begin, NEAR_LOOK_MOST, near_compare, &near);
	if (err != ERR_OK || !*near.best)
		return err == ERR_OK ? ERR_NOT_FOUND : err;
	find_query_set_term(query, k, near.best, true);
	free(out->words);
	out->words = mem_copy_string(near.best);
	out->way = FIND_ALIKE;
	return ERR_OK;
}

/* The first three fifths of it, four letters or more: what has another ending than the index knows of. */
static enum err
forgive_shorter(struct find_query *query, size_t k, const char *word, struct find_result *out)
{
	size_t bytes = strlen(word);
	char *shorter;

	for (size_t n = 0; n < bytes; n++)
		if ((unsigned char)word[n] >= 0x80)
			return ERR_NOT_FOUND;
	if (bytes <= SHORTER_LEAST)
		return ERR_NOT_FOUND;
	shorter = mem_copy_bytes(word, bytes * 3 / 5 > SHORTER_LEAST ? bytes * 3 / 5 : SHORTER_LEAST);
	find_query_set_term(query, k, shorter, true);
	free(out->words);
	out->words = shorter;
	out->way = FIND_SHORTER;
	return ERR_OK;
}

/* Each word that nobody wrote, in another form; then the search again. ERR_NOT_FOUND: no form to try. */
static enum err
forgive_words(struct forum *forum, struct find_query *query, enum find_way way, struct find_result *out)
{
	enum err err = ERR_OK, result = ERR_NOT_FOUND;
	struct str word;

	str_init(&word);
	for (size_t k = 0; k < query->term_count && (err == ERR_OK || err == ERR_NOT_FOUND); k++) {
		int64_t count = 0;

		forgive_word(&query->terms[k], &word);
		err = word.bytes ? search_count(forum->db, &query->terms[k], 1, &count) : ERR_NOT_FOUND;
		if (err != ERR_OK || count)
			continue;
		err = way == FIND_ALIKE ? forgive_alike(forum, query, k, word.text, out)
					: forgive_shorter(query, k, word.text, out);
		if (err == ERR_OK)
			result = ERR_OK;
	}
	str_clear(&word);
	return err == ERR_OK || err == ERR_NOT_FOUND ? result : err;
}

/* Without the rarest of several words. */
static enum err
forgive_without(struct forum *forum, struct find_query *query, struct find_result *out)
{
	int64_t least = INT64_MAX, count = 0;
	size_t rarest = 0;
	enum err err = ERR_OK;

	if (query->term_count < 2)
		return ERR_NOT_FOUND;
	for (size_t k = 0; k < query->term_count && err == ERR_OK; k++) {
		err = search_count(forum->db, &query->terms[k], RARE_MOST, &count);
		if (err == ERR_OK && count < least) {
			least = count;
			rarest = k;
		}
	}
	if (err != ERR_OK)
		return err;
	free(out->words);
	out->words = mem_copy_string(query->terms[rarest].text);
	out->way = FIND_WITHOUT;
	find_query_drop_term(query, rarest);
	return ERR_OK;
}

static enum err
forgive_once(struct forum *forum, const struct actor *actor, const struct find_ask *ask, enum find_way way,
    struct find_query *query, struct find_result *out)
{
	enum err err = way == FIND_WITHOUT ? forgive_without(forum, query, out) : forgive_words(forum, query, way, out);

	return err == ERR_OK ? find_run(forum, actor, ask, query, out) : err;
}

/* Each way starts from what was typed. What is typed with an operator may have no answer; its words are tried alone. */
static enum err
find_forgive(struct forum *forum, const struct actor *actor, const struct find_ask *ask, struct find_result *out)
{
	enum err err = ERR_OK;

	for (int way = FIND_ALIKE; way <= FIND_WITHOUT && err == ERR_OK && !out->count && !out->was_stopped; way++) {
		struct find_query query;

		err = find_query_read(forum, actor, ask->text, &query);
		if (err == ERR_OK)
			err = forgive_once(forum, actor, ask, (enum find_way)way, &query, out);
		if (err == ERR_NOT_FOUND)
			err = ERR_OK;
		find_query_clear(&query);
	}
	if (!out->count) {
		out->way = FIND_AS_TYPED;
		free(out->words);
		out->words = NULL;
	}
	return err;
}

/* Texts are never NULL for whoever reads the result. */
static void
find_settle(struct find_result *result)
{
	if (!result->words)
		result->words = mem_copy_string("");
	if (!result->trouble_value)
		result->trouble_value = mem_copy_string("");
}

/* query: filled, and cleared by the caller, in any case. */
static enum err
find_read(struct forum *forum, const struct actor *actor, const char *text, struct find_query *query,
    struct find_result *out)
{
	enum err err;

	*query = (struct find_query){0};
	*out = (struct find_result){0};
	if (strlen(text) > FIND_BYTES)
		return ERR_TOO_LONG;
	err = find_query_read(forum, actor, text, query);
	out->is_cut = query->is_cut;
	if (err == ERR_INVALID) {
		out->trouble = query->trouble;
		out->trouble_value = mem_copy_string(query->trouble_value);
	}
	return err;
}

enum err
find_check(struct forum *forum, const struct actor *actor, const char *text, struct find_result *out)
{
	struct find_query query;
	enum err err = find_read(forum, actor, text, &query, out);

	find_query_clear(&query);
	find_settle(out);
	return err;
}

enum err
find(struct forum *forum, const struct actor *actor, const struct find_ask *ask, struct find_result *out)
{
	struct find_query query;
	enum err err = find_read(forum, actor, ask->text, &query, out);

	if (err == ERR_OK)
		err = find_run(forum, actor, ask, &query, out);
	if (err == ERR_OK && !out->count && !out->next && !ask->before && !ask->skip && query.term_count)
		err = find_forgive(forum, actor, ask, out);
	find_query_clear(&query);
	find_settle(out);
	return err;
}

enum err
find_load(struct forum *forum, const struct actor *actor, int64_t message, struct found *out)
{
	struct found found = {0};
	struct board board = {0};
	enum err err = search_load(forum->db, message, actor->member, &found);

	if (err == ERR_OK)
		err = board_get(forum, actor, found.board, &board);
	board_clear(&board);
	if (err != ERR_OK) {
		found_clear(&found);
		return err;
	}
	*out = found;
	return ERR_OK;
}
