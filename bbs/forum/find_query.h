/*
 * What somebody typed to find, taken apart. Private to find*.c.
 */
#ifndef BBS_FORUM_FIND_QUERY_H
#define BBS_FORUM_FIND_QUERY_H

#include "base/str.h"
#include "forum/find.h"
#include "forum/label.h"
#include "store/search.h"

enum { FIND_WORD_BYTES = 64 };

struct find_query {
	char *texts[FIND_TERMS_MOST]; /* owned; the terms point to them */
	struct search_term terms[FIND_TERMS_MOST];
	size_t term_count;
	int64_t boards[FIND_PLACES_MOST], writers[FIND_PLACES_MOST];
	size_t board_count, writer_count;
	const char *tags[TAG_COUNT]; /* each once */
	size_t tag_count;
	int64_t since_at;
	enum search_answered answered;
	bool is_narrow, has_operator, is_cut;
	enum find_operator trouble;
	char *trouble_value; /* owned; NULL for none */
};

/* ERR_OK; ERR_EMPTY; ERR_INVALID, see trouble. query is filled in any case; the caller clears it. */
enum err find_query_read(struct forum *, const struct actor *, const char *text, struct find_query *);
void find_query_clear(struct find_query *);

/* The words alone, without looking anything up. */
void find_query_read_words(const char *text, struct find_query *);

/* As the store wants it; borrows the query. */
struct search find_query_search(const struct find_query *, const struct actor *);

/* Put another text in the place of a term's. text borrowed and copied. */
void find_query_set_term(struct find_query *, size_t k, const char *text, bool is_beginning);
void find_query_drop_term(struct find_query *, size_t k);

/* --- words compared, as nearly as the index does --- */

/* What words of one kind have in common: "wash" of washing and washed. */
struct find_root {
	char word[FIND_WORD_BYTES], root[FIND_WORD_BYTES]; /* folded */
	bool is_beginning;
};
struct find_roots {
	struct find_root roots[FIND_TERMS_MOST * 2];
	size_t count;
};
void find_roots_init(struct find_roots *, const struct find_query *);

enum find_fit { FIND_FIT_NONE, FIND_FIT_ROOT, FIND_FIT_WORD };

/* The next word of a text: where it begins, how long it is, and which root it fits. False at the end. */
struct find_word {
	const char *at;
	size_t bytes;
	enum find_fit fit;
	size_t root;
};
bool find_next_word(const char **text, const struct find_roots *, struct find_word *out);

/* How well a message fits: above 0. */
double find_score(const struct found *, const struct find_roots *);

#endif
