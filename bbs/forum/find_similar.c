/*
 * Conversations like the one somebody is about to start. Each word of the title brings the newest conversations that
 * begin with it; the rarer a word is, the more it says.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "forum/conversation.h"
#include "forum/find_query.h"

enum {
	WORDS_MOST = 8,
	WORD_LEAST = 3,  /* letters */
	LOOK_MOST = 120, /* conversations, for each word */
	WEIGH_MOST = 40, /* of all, those that are looked at closely */
};

/* Words that say nothing by themselves. In other languages fewer are left out, and the order is a little worse. */
static const char plain[] =
    " about after all and any are been but can did does for from get got had has have her him his how its just like mum"
    " dad not now our out she should that the them then they this too was were what when who why will with would you"
    " your ";

struct candidate {
	int64_t message;
	int64_t weight;
	int words;
};

struct similar {
	struct forum *forum;
	const struct actor *actor;
	struct find_query query; /* its boards; the terms are the words, one by one */
	struct candidate *candidates;
	size_t count;
};

static bool
similar_is_plain(const char *word)
{
	char *padded = mem_format(" %s ", word);
	bool is_plain = strstr(plain, padded) != NULL;

	free(padded);
	return is_plain;
}

/* The words worth looking for. */
static void
similar_take_words(struct similar *similar, const char *title)
{
	struct find_query *query = &similar->query;
	struct str folded;
	char *rest, *word;

	str_init(&folded);
	fold_words(title, strlen(title), &folded);
	for (rest = folded.text; (word = strsep(&rest, " ")) && query->term_count < WORDS_MOST;)
		if (strlen(word) >= WORD_LEAST && !similar_is_plain(word))
			find_query_set_term(query, query->term_count++, word, false);
	str_clear(&folded);
}

static void
similar_note(struct similar *similar, int64_t message, int64_t weight)
{
	for (size_t k = 0; k < similar->count; k++)
		if (similar->candidates[k].message == message) {
			similar->candidates[k].weight += weight;
			similar->candidates[k].words++;
			return;
		}
	similar->candidates = mem_resize_array(similar->candidates, similar->count + 1, sizeof *similar->candidates);
	similar->candidates[similar->count++] = (struct candidate){.message = message, .weight = weight, .words = 1};
}

/* One more for each time a word is half as common. */
static int64_t
similar_rarity(const struct search_hits *hits)
{
	int64_t span = (hits->ids[0] - hits->ids[hits->count - 1] + 1) / (int64_t)hits->count, rarity = 1;

	for (; span > 1; span /= 2)
		rarity++;
	return rarity;
}

static enum err
similar_look(struct similar *similar, const struct search_term *term)
{
	struct search search = find_query_search(&similar->query, similar->actor);
	struct search_hits hits = {0};
	enum err err;

	search.terms = term;
	search.term_count = 1;
	search.is_first_only = true;
	err = search_newest(similar->forum->db, &search, INT64_MAX, LOOK_MOST, &hits);
	for (size_t k = 0; k < hits.count; k++)
		similar_note(similar, hits.ids[k], similar_rarity(&hits));
	search_hits_clear(&hits);
	return err;
}

static int
candidate_compare(const void *a, const void *b)
{
	const struct candidate *left = a, *right = b;

	if (left->weight != right->weight)
		return left->weight < right->weight ? 1 : -1;
	return left->message < right->message ? 1 : -1;
}

/* A word of the title in the title says far more than one in the message; nothing in the title is not alike. */
static void
similar_weigh(struct similar *similar, const struct find_roots *roots, struct candidate *candidate)
{
	struct found found = {0};
	struct find_word word;
	const char *title;
	int hits = 0;

	if (find_load(similar->forum, similar->actor, candidate->message, &found) == ERR_OK)
		for (title = found.title; find_next_word(&title, roots, &word);)
			hits += word.fit != FIND_FIT_NONE;
	candidate->weight = hits && (candidate->words > 1 || roots->count == 1) ? candidate->weight * (1 + hits) : 0;
	found_clear(&found);
}

static enum err
similar_list(struct similar *similar, struct thread_list *out)
{
	enum err err = ERR_OK;

	for (size_t k = 0; k < similar->count && out->count < FIND_SIMILAR_MOST && err == ERR_OK; k++) {
		struct found found = {0};

		if (similar->candidates[k].weight <= 0)
			break;
		err = find_load(similar->forum, similar->actor, similar->candidates[k].message, &found);
		if (err == ERR_OK)
			err = conversation_get(similar->forum, similar->actor, found.message.thread,
			    thread_list_add(out));
		found_clear(&found);
	}
	return err;
}

static enum err
similar_find(struct similar *similar, struct thread_list *out)
{
	struct find_roots roots;
	enum err err = ERR_OK;

	for (size_t k = 0; k < similar->query.term_count && err == ERR_OK; k++)
		err = similar_look(similar, &similar->query.terms[k]);
	find_roots_init(&roots, &similar->query);
	if (similar->count)
		qsort(similar->candidates, similar->count, sizeof *similar->candidates, candidate_compare);
	if (similar->count > WEIGH_MOST)
		similar->count = WEIGH_MOST;
	for (size_t k = 0; k < similar->count; k++)
		similar_weigh(similar, &roots, &similar->candidates[k]);
	if (similar->count)
		qsort(similar->candidates, similar->count, sizeof *similar->candidates, candidate_compare);
	return err == ERR_OK ? similar_list(similar, out) : err;
}

enum err
find_similar(struct forum *forum, const struct actor *actor, const char *title, struct thread_list *out)
{
	struct similar similar = {.forum = forum, .actor = actor};
	struct thread_list list = {0};
	enum err err = find_query_read(forum, actor, "", &similar.query);

	if (err == ERR_EMPTY) {
		similar_take_words(&similar, title);
		err = similar_find(&similar, &list);
	}
	if (err == ERR_OK)
		*out = list;
	else
		thread_list_clear(&list);
	free(similar.candidates);
	find_query_clear(&similar.query);
	return err;
}
