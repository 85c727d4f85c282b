/*
 * What somebody typed to find, taken apart. Whatever it is, it means something: what is no operator is a word.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/clock.h"
#include "base/fold.h"
#include "base/mem.h"
#include "base/text.h"
#include "forum/board.h"
#include "forum/find_query.h"
#include "store/boards.h"
#include "store/members.h"

#define OPERATOR_WORD(name, word) word,
static const char *const operators[] = {FIND_OPERATOR_LIST(OPERATOR_WORD)};

/* --- terms --- */

void
find_query_set_term(struct find_query *query, size_t k, const char *text, bool is_beginning)
{
	char *copy = mem_copy_string(text);

	free(query->texts[k]);
	query->texts[k] = copy;
	query->terms[k] = (struct search_term){.text = copy, .is_beginning = is_beginning};
}

void
find_query_drop_term(struct find_query *query, size_t k)
{
	free(query->texts[k]);
	for (query->term_count--; k < query->term_count; k++) {
		query->texts[k] = query->texts[k + 1];
		query->terms[k] = query->terms[k + 1];
	}
	query->texts[query->term_count] = NULL;
}

static void
query_add_term(struct find_query *query, const char *text, bool is_beginning)
{
	if (query->term_count == FIND_TERMS_MOST) {
		query->is_cut = true;
		return;
	}
	find_query_set_term(query, query->term_count++, text, is_beginning);
}

/* "wash*": its letters are the last ones; what stands before them ("e-mai*") are words of their own. */
static void
query_add_beginning(struct find_query *query, const char *text, size_t bytes)
{
	struct str folded;
	char *last;

	str_init(&folded);
	fold_words(text, bytes, &folded);
	last = strrchr(folded.text, ' ');
	last = last ? last + 1 : folded.text;
	if (strlen(last) < SEARCH_BEGINNING_LEAST)
		query_add_term(query, folded.text, false);
	else {
		query_add_term(query, last, true);
		*last = '\0';
		if (last > folded.text)
			query_add_term(query, folded.text, false);
	}
	str_clear(&folded);
}

/* A word, or words in a row. Nothing is looked for where there is neither letter nor digit. */
static void
query_add_words(struct find_query *query, const char *text, size_t bytes, bool is_quoted)
{
	struct str folded;
	bool is_blank;
	char *copy;

	str_init(&folded);
	fold_words(text, bytes, &folded);
	is_blank = !folded.bytes || !folded.text[strspn(folded.text, ". ")];
	str_clear(&folded);
	if (is_blank)
		return;
	if (!is_quoted && text[bytes - 1] == '*') {
		query_add_beginning(query, text, bytes);
		return;
	}
	copy = mem_copy_bytes(text, bytes);
	query_add_term(query, copy, false);
	free(copy);
}

/* --- operators --- */

static enum err
query_refuse(struct find_query *query, enum find_operator which, const char *value)
{
	if (!query->trouble_value) {
		query->trouble = which;
		query->trouble_value = mem_copy_string(value);
	}
	return ERR_OK;
}

static bool
place_is_called(const struct board *board, const char *folded)
{
	struct str name;
	bool is_it;

	str_init(&name);
	fold_words(board->name, strlen(board->name), &name);
	is_it = !strncmp(name.text, folded, strlen(folded));
	str_clear(&name);
	return is_it;
}

/* The boards that are called so, or begin so. */
static enum err
query_take_board(struct find_query *query, const struct board_list *boards, const char *value)
{
	struct str folded;
	size_t before = query->board_count;

	str_init(&folded);
	fold_words(value, strlen(value), &folded);
	for (size_t k = 0; k < boards->count && query->board_count < FIND_PLACES_MOST; k++) {
		const struct board *board = &boards->rows[k];

		if (!strcasecmp(board->slug, value) || (folded.bytes && place_is_called(board, folded.text)))
			query->boards[query->board_count++] = board->id;
	}
	str_clear(&folded);
	return query->board_count == before ? query_refuse(query, FIND_OPERATOR_BOARD, value) : ERR_OK;
}

/* A member of this name. Who is leaving, or has gone, is nobody's name any more. */
static enum err
query_take_writer(struct forum *forum, struct find_query *query, const char *value)
{
	struct member member = {0};
	char *name = mem_copy_string(*value == '@' ? value + 1 : value);
	enum err err;

	for (char *at = name; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	err = members_find(forum->db, name, &member);
	free(name);
	if (err == ERR_NOT_FOUND || (err == ERR_OK && (member.leaving_at || member.gone_at)))
		err = query_refuse(query, FIND_OPERATOR_BY, value);
	else if (err == ERR_OK && query->writer_count < FIND_PLACES_MOST)
		query->writers[query->writer_count++] = member.id;
	member_clear(&member);
	return err;
}

/* The beginning of a day, where the visitor is. */
static int64_t
since_day(int year, int month, int day)
{
	struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_isdst = -1};

	return (int64_t)mktime(&tm);
}

static bool
since_ago(int64_t days_ago, int64_t *out)
{
	time_t now = (time_t)clock_now();
	struct tm tm;

	localtime_r(&now, &tm);
	if (days_ago > 40000)
		return false;
	*out = since_day(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday - (int)days_ago);
	return true;
}

/* "30d", "2w", "6m", "1y" */
static bool
since_count(const char *value, int64_t *out)
{
	char *end;
	long long count = strtoll(value, &end, 10);

	if (end == value || count < 0 || count > 40000 || !end[0] || end[1])
		return false;
	switch (tolower((unsigned char)*end)) {
	case 'd':
		return since_ago(count, out);
	case 'w':
		return since_ago(count * 7, out);
	case 'm':
		return since_ago(count * 30, out);
	case 'y':
		return since_ago(count * 365, out);
	default:
		return false;
	}
}

static bool
since_read(const char *value, int64_t *out)
{
	int year, month = 1, day = 1;
	char whole[16];

	if (!strcasecmp(value, "today"))
		return since_ago(0, out);
	if (!strcasecmp(value, "yesterday"))
		return since_ago(1, out);
	if (since_count(value, out))
		return true;
	if (strlen(value) > 10 || strspn(value, "0123456789-") != strlen(value) ||
	    sscanf(value, "%4d-%2d-%2d", &year, &month, &day) < 1 || year < 1970)
		return false;
	snprintf(whole, sizeof whole, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
	if (!clock_is_day(whole))
		return false;
	*out = since_day(year, month, day);
	return true;
}

static enum err
query_take_since(struct find_query *query, const char *value)
{
	return since_read(value, &query->since_at) ? ERR_OK : query_refuse(query, FIND_OPERATOR_SINCE, value);
}

static enum err
query_take_answered(struct find_query *query, const char *value)
{
	if (!strcasecmp(value, "yes") || !strcasecmp(value, "y"))
		query->answered = SEARCH_ANSWERED_YES;
	else if (!strcasecmp(value, "no") || !strcasecmp(value, "n"))
		query->answered = SEARCH_ANSWERED_NO;
	else
		return query_refuse(query, FIND_OPERATOR_ANSWERED, value);
	return ERR_OK;
}

static enum err
query_take_tag(struct find_query *query, const char *value)
{
	for (int tag = 0; tag < TAG_COUNT; tag++) {
		const char *word = tag_word((enum tag)tag);

		if (strcasecmp(word, value))
			continue;
		for (size_t k = 0; k < query->tag_count; k++)
			if (query->tags[k] == word)
				return ERR_OK;
		query->tags[query->tag_count++] = word;
		return ERR_OK;
	}
	return query_refuse(query, FIND_OPERATOR_TAG, value);
}

/* What the parts are looked up in; without a forum operators are only passed over. */
struct reader {
	struct forum *forum;
	struct board_list boards; /* that the actor may read */
	struct find_query *query;
};

static enum err
reader_take_operator(struct reader *reader, enum find_operator which, const char *value)
{
	reader->query->has_operator = true;
	if (!reader->forum)
		return ERR_OK;
	switch (which) {
	case FIND_OPERATOR_BOARD:
		return query_take_board(reader->query, &reader->boards, value);
	case FIND_OPERATOR_BY:
		return query_take_writer(reader->forum, reader->query, value);
	case FIND_OPERATOR_SINCE:
		return query_take_since(reader->query, value);
	case FIND_OPERATOR_ANSWERED:
		return query_take_answered(reader->query, value);
	case FIND_OPERATOR_TAG:
		return query_take_tag(reader->query, value);
	default:
		return ERR_OK;
	}
}

/* --- reading --- */

/* What stands at `*text` up to a space, or in quotes; moves on. is_quoted: it was in quotes. */
static size_t
reader_part(const char **text, const char **part, bool *is_quoted)
{
	size_t bytes;

	*is_quoted = **text == '"';
	*part = *text + *is_quoted;
	bytes = strcspn(*part, *is_quoted ? "\"" : " \"");
	*text = *part + bytes;
	if (*is_quoted && **text)
		++*text;
	return bytes;
}

/* Which operator begins here, FIND_OPERATOR_COUNT for none. */
static enum find_operator
reader_operator(const char *text)
{
	for (int k = 0; k < FIND_OPERATOR_COUNT; k++) {
		size_t bytes = strlen(operators[k]);

		if (!strncasecmp(text, operators[k], bytes) && text[bytes] == ':')
			return (enum find_operator)k;
	}
	return FIND_OPERATOR_COUNT;
}

static enum err
reader_read_next(struct reader *reader, const char **text)
{
	enum find_operator which = reader_operator(*text);
	const char *part;
	bool is_quoted;
	size_t bytes;
	char *value;
	enum err err;

	if (which == FIND_OPERATOR_COUNT) {
		bytes = reader_part(text, &part, &is_quoted);
		if (bytes)
			query_add_words(reader->query, part, bytes, is_quoted);
		return ERR_OK;
	}
	*text += strlen(operators[which]) + 1;
	bytes = reader_part(text, &part, &is_quoted);
	value = mem_copy_bytes(part, bytes);
	err = reader_take_operator(reader, which, value);
	free(value);
	return err;
}

/* Quotes as other programs type them are quotes. */
static void
reader_clean(const char *text, struct str *out)
{
	static const char *const quotes[] = {"\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e"};
	char *at;

	text_clean(TEXT_LINE, text, out);
	for (size_t k = 0; k < sizeof quotes / sizeof *quotes; k++)
		while ((at = strstr(out->text, quotes[k]))) {
			*at = '"';
			str_remove(out, (size_t)(at - out->text) + 1, 2);
		}
}

static enum err
reader_read(struct reader *reader, const char *text)
{
	struct str clean;
	const char *at;
	enum err err = ERR_OK;

	reader_clean(text, &clean);
	for (at = clean.text; *at && err == ERR_OK; at += strspn(at, " "))
		err = reader_read_next(reader, &at);
	str_clear(&clean);
	return err;
}

void
find_query_read_words(const char *text, struct find_query *query)
{
	struct reader reader = {.query = query};

	*query = (struct find_query){0};
	reader_read(&reader, text);
}

/* Those that may be read, of those that are on; is_narrow: not all of them. */
static enum err
reader_list_boards(struct reader *reader, const struct actor *actor)
{
	struct board_list *boards = &reader->boards;
	size_t kept = 0, all;
	enum err err = boards_list(reader->forum->db, true, 0, boards);

	all = boards->count;
	for (size_t k = 0; k < all; k++)
		if (board_may_read(actor, &boards->rows[k]))
			boards->rows[kept++] = boards->rows[k];
		else
			board_clear(&boards->rows[k]);
	boards->count = kept;
	reader->query->is_narrow = kept < all;
	return err;
}

static void
reader_take_all_boards(struct reader *reader)
{
	struct find_query *query = reader->query;

	if (query->board_count) {
		query->is_narrow = true;
		return;
	}
	for (size_t k = 0; k < reader->boards.count && k < FIND_PLACES_MOST; k++)
		query->boards[query->board_count++] = reader->boards.rows[k].id;
}

enum err
find_query_read(struct forum *forum, const struct actor *actor, const char *text, struct find_query *query)
{
	struct reader reader = {.forum = forum, .query = query};
	enum err err;

	*query = (struct find_query){0};
	err = reader_list_boards(&reader, actor);
	if (err == ERR_OK)
		err = reader_read(&reader, text);
	reader_take_all_boards(&reader);
	board_list_clear(&reader.boards);
	if (err != ERR_OK)
		return err;
	if (query->trouble_value)
		return ERR_INVALID;
	return query->term_count || query->has_operator ? ERR_OK : ERR_EMPTY;
}

void
find_query_clear(struct find_query *query)
{
	for (size_t k = 0; k < FIND_TERMS_MOST; k++)
		free(query->texts[k]);
	free(query->trouble_value);
	*query = (struct find_query){0};
}

struct search
find_query_search(const struct find_query *query, const struct actor *actor)
{
	return (struct search){
	    .terms = query->terms,
	    .term_count = query->term_count,
	    .boards = query->boards,
	    .board_count = query->board_count,
	    .is_narrow = query->is_narrow,
	    .writers = query->writers,
	    .writer_count = query->writer_count,
	    .tags = query->tags,
	    .tag_count = query->tag_count,
	    .since_at = query->since_at,
	    .answered = query->answered,
	    .is_first_only = !query->term_count && !query->writer_count && (query->tag_count || query->answered),
	    .member = actor->member,
	};
}
