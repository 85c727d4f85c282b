/*
 * What is asked of the engine: its own small language, in which visitors' words stand as quoted text only.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/search_match.h"

enum {
	BEGINNINGS_MOST = 48, /* words that begin alike, looked for one by one; measured: 48 take 3 ms */
	WORD_BYTES = 120,
};

SQL(search_word_from, "SELECT term FROM message_word WHERE term >= :from ORDER BY term LIMIT 1");
SQL(search_few, "SELECT count(*) FROM (SELECT 1 FROM message_index WHERE message_index MATCH :match LIMIT :most)");

/* A text as one phrase, whatever is in it. */
static void
match_add_quoted(struct str *out, const char *text)
{
	str_add(out, "\"");
	for (; *text; text++)
		str_add(out, *text == '"' ? "\"\"" : (const char[]){*text, '\0'});
	str_add(out, "\"");
}

static void
match_part(struct str *out, bool is_any)
{
	if (out->bytes)
		str_add(out, is_any ? " OR " : " AND ");
}

struct beginnings {
	struct str *out;
	int count;
};

static void
match_add_one_beginning(void *context, const char *word)
{
	struct beginnings *beginnings = context;

	if (beginnings->count++)
		str_add(beginnings->out, " OR ");
	match_add_quoted(beginnings->out, word);
}

/*
 * Three letters have an index of their own, unless the engine takes the last one for an ending ("was" of "washing").
 * For more it would read every message of every word that begins so before it gives the first; named one by one they
 * are walked back like any other word.
 */
static bool
match_has_index(const char *letters)
{
	return strlen(letters) == SEARCH_BEGINNING_LEAST && !strpbrk(letters + 2, "sye") &&
	    strspn(letters, "abcdefghijklmnopqrstuvwxyz") == SEARCH_BEGINNING_LEAST;
}

static enum err
match_add_beginning(struct db *db, struct str *out, const char *letters, bool *is_cut)
{
	struct beginnings beginnings = {.out = out};
	enum err err;

	if (match_has_index(letters)) {
		match_add_quoted(out, letters);
		str_add(out, " *");
		return ERR_OK;
	}
	str_add(out, "(");
	match_add_one_beginning(&beginnings, letters);
	err = search_words(db, letters, BEGINNINGS_MOST, match_add_one_beginning, &beginnings);
	str_add(out, ")");
	if (beginnings.count > BEGINNINGS_MOST)
		*is_cut = true;
	return err;
}

static enum err
match_add_terms(struct db *db, const struct search *search, struct str *out, bool *is_cut)
{
	struct str terms;
	enum err err = ERR_OK;

	str_init(&terms);
	for (size_t k = 0; k < search->term_count && err == ERR_OK; k++) {
		match_part(&terms, search->is_any);
		if (search->terms[k].is_beginning)
			err = match_add_beginning(db, &terms, search->terms[k].text, is_cut);
		else
			match_add_quoted(&terms, search->terms[k].text);
	}
	if (terms.bytes)
		str_add_format(out, "(%s)", terms.text);
	str_clear(&terms);
	return err;
}

/* Any of these places: boards 'b', writers 'w'. */
static void
match_add_places(struct str *out, char kind, const int64_t *ids, size_t count)
{
	for (size_t k = 0; k < count; k++) {
		if (k)
			str_add(out, " OR ");
		else {
			match_part(out, false);
			str_add(out, "(");
		}
		str_add_format(out, "\"" PLACE "%c%" PRId64 "\"", kind, ids[k]);
	}
	if (count)
		str_add(out, ")");
}

static void
match_add_tag(struct str *out, const char *tag)
{
	match_part(out, false);
	str_add(out, "\"" PLACE "t");
	for (; *tag; tag++)
		if (*tag != '-')
			str_add_char(out, *tag);
	str_add(out, "0\"");
}

enum err
search_match(struct db *db, const struct search *search, struct str *out, bool *out_is_cut)
{
	enum err err = match_add_terms(db, search, out, out_is_cut);

	match_add_places(out, 'w', search->writers, search->writer_count);
	for (size_t k = 0; k < search->tag_count; k++)
		match_add_tag(out, search->tags[k]);
	if (search->is_first_only) {
		match_part(out, false);
		str_add(out, "\"" PLACE "f0\"");
	}
	if (search->is_narrow || !out->bytes)
		match_add_places(out, 'b', search->boards, search->board_count);
	return err;
}

enum err
search_words(struct db *db, const char *letters, int most, void (*each)(void *context, const char *word), void *context)
{
	size_t bytes = strlen(letters);
	char *from = mem_copy_string(letters), word[WORD_BYTES];
	enum err err = ERR_OK;

	for (int k = 0; k < most && err == ERR_OK; k++) {
		struct stmt *q = db_stmt(db, &search_word_from);

		stmt_bind_text(q, ":from", from);
		*word = '\0';
		if (stmt_next(q))
			snprintf(word, sizeof word, "%s", stmt_text(q, 0));
		err = stmt_finish(q);
		if (err != ERR_OK || strncmp(word, letters, bytes))
			break;
		each(context, word);
		free(from);
		from = mem_format("%s\x01", word); /* before any word that is longer */
	}
	free(from);
	return err;
}

enum err
search_count(struct db *db, const struct search_term *term, int64_t most, int64_t *out)
{
	const struct search search = {.terms = term, .term_count = 1};
	struct stmt *q;
	struct str match;
	bool is_cut;
	enum err err;

	str_init(&match);
	err = match_add_terms(db, &search, &match, &is_cut);
	if (err == ERR_OK) {
		q = db_stmt(db, &search_few);
		stmt_bind_text(q, ":match", match.text);
		stmt_bind_int(q, ":most", most);
		err = stmt_read_int(q, out);
	}
	str_clear(&match);
	return err;
}
