/*
 * Finding: what may be typed, who may find what, and what is done when nothing is found.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/conversation.h"
#include "forum/find.h"
#include "forum/message.h"
#include "forum/moderation.h"
#include "forum/report.h"
#include "store/db.h"

struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, guest;
	int64_t open, closed; /* boards */
	int64_t thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	data_group(s.data, "talking", 1);
	s.open = data_board(s.data, "just-listening", "talking", true);
	s.closed = data_board(s.data, "memory", "talking", false);
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.bob = data_member(s.data, "bob-here", ACTOR_MEMBER);
	s.thread = data_thread(s.data, s.open, &s.ann, "Washing Mum's hair");
	data_message(s.data, s.thread, &s.ann, 0, "She will not let me wash it at the caf\xc3\xa9. We cried.");
	data_message(s.data, s.thread, &s.bob, 1, "Mine hated washing too. A dry shampoo helped.");
	return s;
}

static enum err
look(const struct scene *s, const struct actor *actor, const char *text, struct find_result *out)
{
	return find(s->forum, actor, &(struct find_ask){.text = text}, out);
}

/* The numbers of the messages found as "2 1", or what became of it. */
static const char *
found(const struct scene *s, const struct actor *actor, const char *text)
{
	static char out[400];
	struct find_result result = {0};
	enum err err = look(s, actor, text, &result);
	size_t at = 0;

	*out = '\0';
	if (err == ERR_INVALID)
		snprintf(out, sizeof out, "%d? %s", (int)result.trouble, result.trouble_value);
	else if (err != ERR_OK)
		snprintf(out, sizeof out, "%s", err_name(err));
	else if (result.way != FIND_AS_TYPED)
		at = (size_t)snprintf(out, sizeof out, "way %d %s: ", (int)result.way, result.words);
	for (size_t k = 0; err == ERR_OK && k < result.count; k++) {
		struct found row = {0};

		assert_int_equal(find_load(s->forum, actor, result.ids[k], &row), ERR_OK);
		at += (size_t)snprintf(out + at, sizeof out - at, "%s%d", k ? " " : "", (int)row.message.number);
		found_clear(&row);
	}
	find_result_clear(&result);
	return out;
}

#define assert_found(s, text, expected) assert_string_equal(found(s, &(s)->ann, text), expected)

static void
words_quotes_and_beginnings(void **state)
{
	struct scene s = begin(state);

	assert_found(&s, "wash", "2 1");
	assert_found(&s, "washes", "2 1");
	assert_found(&s, "WASHING shampoo", "2");
	assert_found(&s, "cafe", "1");
	assert_found(&s, "\"dry shampoo\"", "2");
	assert_found(&s, "\"shampoo dry\"", "");
	assert_found(&s,
	    "\xe2\x80\x9c"
	    "dry shampoo\xe2\x80\x9d",
	    "2");
	assert_found(&s, "sham*", "2");
	assert_found(&s, "sha*", "2");
	assert_found(&s, "was*", "2 1"); /* the engine's own beginning of it would be "wa" */
	assert_found(&s, "hair", "1");
	assert_found(&s, "mum's", "1");
	assert_found(&s, "", "empty");
	assert_found(&s, " ... ??? \xe2\x98\x95 ", "empty");
}

static void
the_engines_own_words_are_words(void **state)
{
	static const char *const hostile[] = {"wash AND", "NOT wash", "wash OR", "(wash", "wash)", "body : wash",
	    "{title} : wash", "^wash", "wash NEAR cried", "NEAR(wash cried)", "wash + cried", "-wash", "\"wash",
	    "wash\"", "\"\"", "\"\"\"\"", "***", "*wash", "w*sh", "'; DROP TABLE message; --", "wash\\", "place:b1",
	    "\xee\x80\x80w1",
	    "\xee\x80\x80"
	    "b1",
	    "\xff\xfe wash", "message_index", "rank:", "board:", "by:", "since:", "answered:", "tag:", "board:\"",
	    "by:\"\"", "::", ":wash", "http://wash.example"};
	struct scene s = begin(state);

	for (size_t k = 0; k < sizeof hostile / sizeof *hostile; k++) {
		struct find_result result = {0};
		enum err err = look(&s, &s.guest, hostile[k], &result);

		assert_true(err == ERR_OK || err == ERR_EMPTY || err == ERR_INVALID);
		find_result_clear(&result);
	}
	assert_found(&s, "wash AND", "way 3 AND: 2 1"); /* a word like any other */
	assert_found(&s, "\xee\x80\x80w1", "");         /* the sign nobody can type is taken away */
	assert_found(&s, "\"wash", "2 1");
}

static void
operators_narrow_it(void **state)
{
	struct scene s = begin(state);
	int64_t other = data_thread(s.data, s.closed, &s.bob, "Forgetting");

	clock_advance_ms(86400LL * 1000);
	data_message(s.data, other, &s.bob, 0, "She forgets to wash.");
	assert_found(&s, "wash", "1 2 1");
	assert_found(&s, "wash board:memory", "1");
	assert_found(&s, "wash BOARD:Mem", "1");
	assert_found(&s, "wash board:memory board:just-listening", "1 2 1");
	assert_found(&s, "wash by:bob-here", "1 2");
	assert_found(&s, "wash by:@Ann-Here", "1");
	assert_found(&s, "by:ann-here", "1");
	assert_found(&s, "by:ann-here by:bob-here", "1 2 1");
	assert_found(&s, "board:memory", "1");
	assert_found(&s, "wash since:2026-11-24", "1");
	assert_found(&s, "wash since:2026-11", "1 2 1");
	assert_found(&s, "wash since:2027", "");
	assert_found(&s, "wash since:today", "1");
	assert_found(&s, "wash since:1d", "1 2 1");
	assert_found(&s, "answered:no", "1");
	assert_found(&s, "answered:yes wash", "2 1");
	assert_found(&s, "board:kettle wash", "0? kettle");
	assert_found(&s, "by:nobody-here wash", "1? nobody-here");
	assert_found(&s, "since:soon", "2? soon");
	assert_found(&s, "since:2026-13", "2? 2026-13");
	assert_found(&s, "answered:perhaps", "3? perhaps");
	assert_found(&s, "tag:kettle", "4? kettle");
}

static void
tags_are_of_the_whole_conversation(void **state)
{
	struct scene s = begin(state);
	struct options options = {.tags = "washing in-a-home"};
	int64_t thread, number;

	clock_advance_ms(3600 * 1000);
	assert_int_equal(conversation_start(s.forum, &s.ann, s.open, "A bath", "The bath is too high.", &options,
			     &thread),
	    ERR_OK);
	assert_int_equal(conversation_answer(s.forum, &s.bob, thread, 1, "A seat for the bath.", NULL, &number),
	    ERR_OK);
	assert_found(&s, "tag:in-a-home", "1");
	assert_found(&s, "tag:in-a-home bath", "2 1");
	assert_found(&s, "tag:in-a-home tag:washing seat", "2");
	assert_found(&s, "tag:in-a-home tag:memory", "");
	assert_found(&s, "tag:memory wash", "");
}

static void
only_what_one_may_read(void **state)
{
	struct scene s = begin(state);
	int64_t other = data_thread(s.data, s.closed, &s.bob, "Forgetting");

	data_message(s.data, other, &s.bob, 0, "She forgets to wash.");
	assert_string_equal(found(&s, &s.guest, "wash"), "2 1");
	assert_string_equal(found(&s, &s.guest, "forgetting"), "");
	assert_string_equal(found(&s, &s.guest, "board:memory wash"), "0? memory"); /* it might as well not exist */
	assert_string_equal(found(&s, &s.guest, "by:bob-here"), "2");
	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	assert_int_equal(db_script(s.forum->db, "UPDATE board SET is_on = 0 WHERE slug = 'memory'"), ERR_OK);
	assert_int_equal(db_commit(s.forum->db), ERR_OK);
	assert_found(&s, "forgetting", "");
}

static void
what_is_gone_is_not_found(void **state)
{
	struct scene s = begin(state);
	struct find_result before = {0};
	struct found row = {0};

	assert_int_equal(look(&s, &s.ann, "shampoo", &before), ERR_OK);
	assert_int_equal(before.count, 1);
	assert_int_equal(message_withdraw(s.forum, &s.bob, s.thread, 2), ERR_OK);
	assert_found(&s, "shampoo", "");
	assert_int_equal(find_load(s.forum, &s.ann, before.ids[0], &row), ERR_NOT_FOUND); /* nor shown any more */
	find_result_clear(&before);
	assert_int_equal(message_change(s.forum, &s.ann, s.thread, 1, "She will not let me brush it."), ERR_OK);
	assert_found(&s, "cried", "");
	assert_found(&s, "brush", "1");
}

static void
what_i_told_of_is_not_found_by_me(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	assert_int_equal(db_script(s.forum->db, "INSERT INTO unseen SELECT 1, id FROM message WHERE number = 2"),
	    ERR_OK);
	assert_int_equal(db_commit(s.forum->db), ERR_OK);
	assert_string_equal(found(&s, &s.ann, "shampoo"), "");
	assert_string_equal(found(&s, &s.bob, "shampoo"), "2");
}

static void
what_may_tell_who_somebody_is_is_found_by_nobody(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	assert_int_equal(db_script(s.forum->db, "UPDATE message SET folded = 'details' WHERE number = 2"), ERR_OK);
	assert_int_equal(db_commit(s.forum->db), ERR_OK);
	assert_found(&s, "shampoo", "");
	assert_string_equal(found(&s, &s.bob, "shampoo"), "");
	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	assert_int_equal(db_script(s.forum->db, "UPDATE message SET folded = 'advert' WHERE number = 2"), ERR_OK);
	assert_int_equal(db_commit(s.forum->db), ERR_OK);
	assert_found(&s, "shampoo", "2"); /* folded on the page */
}

/* By name nobody finds what was written under an alias, and nothing found tells whose it is. */
static void
the_unknown_stay_unknown(void **state)
{
	struct scene s = begin(state);
	struct options options = {.is_anonymous = true};
	struct find_result result = {0};
	struct found row = {0};
	int64_t thread;

	clock_advance_ms(3600 * 1000);
	assert_int_equal(conversation_start(s.forum, &s.bob, s.open, "A secret", "I shouted at her.", &options,
			     &thread),
	    ERR_OK);
	assert_string_equal(found(&s, &s.ann, "by:bob-here"), "2");
	assert_string_equal(found(&s, &s.bob, "by:bob-here"), "2");
	assert_string_equal(found(&s, &s.bob, "by:bob-here shouted"), "");
	assert_string_equal(found(&s, &s.ann, "answered:no"), "1");
	assert_int_equal(look(&s, &s.ann, "shouted", &result), ERR_OK);
	assert_int_equal(result.count, 1);
	assert_int_equal(find_load(s.forum, &s.ann, result.ids[0], &row), ERR_OK);
	assert_string_equal(row.message.author_name, "");
	assert_int_equal(row.message.author, 0);
	assert_true(row.message.alias > 0);
	found_clear(&row);
	find_result_clear(&result);
}

/* An answer to oneself under an alias is an answer as far as others can tell: not counting it would tell whose it is. */
static void
answered_does_not_tell_who_is_unknown(void **state)
{
	struct scene s = begin(state);
	struct options options = {.is_anonymous = true};
	int64_t thread, number;

	clock_advance_ms(3600 * 1000);
	assert_int_equal(conversation_start(s.forum, &s.bob, s.open, "Alone", "Nobody is up.", NULL, &thread), ERR_OK);
	assert_found(&s, "alone answered:no", "1");
	clock_advance_ms(3600 * 1000);
	assert_int_equal(conversation_answer(s.forum, &s.bob, thread, 1, "Still up.", &options, &number), ERR_OK);
	assert_found(&s, "alone answered:no", "");
	assert_found(&s, "alone answered:yes", "1");
}

static void
who_is_leaving_is_not_found(void **state)
{
	struct scene s = begin(state);

	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	assert_int_equal(db_script(s.forum->db, "UPDATE member SET leaving_at = 1 WHERE name = 'bob-here'"), ERR_OK);
	assert_int_equal(db_commit(s.forum->db), ERR_OK);
	assert_found(&s, "shampoo", "");
	assert_found(&s, "by:bob-here", "1? bob-here");
}

static void
nothing_found_is_forgiven(void **state)
{
	struct scene s = begin(state);

	assert_found(&s, "shampoa", "way 1 shampoo: 2");
	assert_found(&s, "shmapoo", "way 1 shampoo: 2");
	assert_found(&s, "shampoosalot", "way 2 shampoo: 2");
	assert_found(&s, "shampoo zebra", "way 3 zebra: 2");
	assert_found(&s, "zebra", "");
	assert_found(&s, "\"no such words\"", "");
}

static void
the_best_match_is_first(void **state)
{
	struct scene s = begin(state);
	struct find_ask ask = {.text = "kettle", .order = FIND_BEST};
	struct find_result result = {0};
	int64_t titled = data_thread(s.data, s.open, &s.bob, "The kettle");
	struct found row = {0};

	data_message(s.data, titled, &s.bob, 0, "The kettle, the kettle, always the kettle.");
	data_message(s.data, s.thread, &s.ann, 0,
	    "We had a long day, and in the end somebody put a kettle on for us all.");
	assert_string_equal(found(&s, &s.ann, "kettle"), "3 1");
	assert_int_equal(find(s.forum, &s.ann, &ask, &result), ERR_OK);
	assert_int_equal(result.count, 2);
	assert_int_equal(find_load(s.forum, &s.ann, result.ids[0], &row), ERR_OK);
	assert_string_equal(row.title, "The kettle");
	found_clear(&row);
	find_result_clear(&result);
}

static void
pages_go_on_where_the_last_one_ended(void **state)
{
	struct scene s = begin(state);
	struct find_ask ask = {.text = "kettle"};
	struct find_result result = {0};
	int64_t last = INT64_MAX;
	size_t count = 0;

	for (int k = 0; k < 45; k++)
		data_message(s.data, s.thread, &s.bob, 0, "kettle");
	do {
		find_result_clear(&result);
		assert_int_equal(find(s.forum, &s.ann, &ask, &result), ERR_OK);
		for (size_t k = 0; k < result.count; k++, count++) {
			assert_true(result.ids[k] < last);
			last = result.ids[k];
		}
		ask.before = result.next;
	} while (result.next);
	assert_int_equal(count, 45);
	ask = (struct find_ask){.text = "kettle", .order = FIND_BEST};
	count = 0;
	do {
		find_result_clear(&result);
		assert_int_equal(find(s.forum, &s.ann, &ask, &result), ERR_OK);
		count += result.count;
		ask.skip = result.skip;
	} while (result.skip);
	assert_int_equal(count, 45);
	find_result_clear(&result);
}

static void
any_length_is_fine(void **state)
{
	struct scene s = begin(state);
	struct str text;

	str_init(&text);
	for (int k = 0; k < 10000; k++)
		str_add(&text, "tag:memory ");
	assert_found(&s, text.text, "too-long");
	str_cut(&text, 0);
	for (int k = 0; k < 40; k++)
		str_add(&text, "tag:memory ");
	assert_found(&s, text.text, "");
	str_cut(&text, 0);
	for (int k = 0; k < 100; k++)
		str_add(&text, "wash ");
	assert_found(&s, text.text, "2 1");
	str_clear(&text);
}

static void
words_stand_around_the_hit(void **state)
{
	static const struct {
		const char *body, *text, *expected;
	} cases[] = {
	    {"She washes her face.", "washing", "She washes her face."},
	    {"> She washes.\n\nMine does not, and she never did, so we went to the hairdresser and they washed it there.",
		"washed", "...hairdresser and they washed it there."},
	    {"one two three four five six seven eight nine ten eleven twelve thirteen kettle fourteen fifteen sixteen",
		"kettle", "...eleven twelve thirteen kettle four..."},
	    {"In the caf\xc3\xa9 she sat.", "cafe", "In the caf\xc3\xa9 she sat."},
	    {"Nothing of the kind.", "kettle", "Nothing of the kind."},
	    {"", "kettle", ""},
	};
	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		char *words = find_words_around(cases[k].body, cases[k].text, 40);

		assert_string_equal(words, cases[k].expected);
		free(words);
	}
}

static const char *
similar(const struct scene *s, const struct actor *actor, const char *title)
{
	static char out[500];
	struct thread_list list = {0};
	size_t at = 0;

	*out = '\0';
	assert_int_equal(find_similar(s->forum, actor, title, &list), ERR_OK);
	for (size_t k = 0; k < list.count; k++)
		at += (size_t)snprintf(out + at, sizeof out - at, "%s|", list.rows[k].title);
	thread_list_clear(&list);
	return out;
}

static void
similar_conversations(void **state)
{
	struct scene s = begin(state);
	int64_t other = data_thread(s.data, s.closed, &s.bob, "Washing machine broken");

	data_message(s.data, other, &s.bob, 0, "It leaks, and her hair is full of soap.");
	assert_string_equal(similar(&s, &s.ann, "How do I wash her hair?"),
	    "Washing Mum's hair|Washing machine broken|");
	assert_string_equal(similar(&s, &s.guest, "How do I wash her hair?"), "Washing Mum's hair|");
	assert_string_equal(similar(&s, &s.ann, "hair"), "Washing Mum's hair|");
	assert_string_equal(similar(&s, &s.ann, "what about the"), "");
	assert_string_equal(similar(&s, &s.ann, "Trains to Leeds"), "");
	assert_string_equal(similar(&s, &s.ann, ""), "");
	assert_string_equal(similar(&s, &s.ann, "\"( NEAR \xff"), "");
}

/* Anything that can be typed: no error but the ones that are said, and nothing that may not be read. */
static void
anything_can_be_typed(void **state)
{
	static const char *const bits[] = {"wash", "mum", "\"", "*", ":",
	    "board:", "by:", "since:", "answered:", "tag:", "ann-here", " ", "yes", "2026", "-", "(", ")", "AND", "OR",
	    "NOT", "NEAR", "{", "}", "+", "^", "\\", "'", "\xc3\xa9", "\xee\x80\x80", "\xff", "\n", "kettl", "shampoo",
	    "forgetting", "memory", "%", "_", ";"};
	struct scene s = begin(state);
	int64_t other = data_thread(s.data, s.closed, &s.bob, "Forgetting");
	int counts[2] = {0};

	data_message(s.data, other, &s.bob, 0, "secretly wash shampoo mum memory");
	for (int k = 0; k < 20000; k++) {
		struct find_ask ask = {.order = (enum find_order)random_below(2), .before = random_below(4)};
		struct find_result result = {0};
		struct str text;
		enum err err;

		str_init(&text);
		for (uint32_t n = random_below(12); n; n--)
			if (random_below(6))
				str_add(&text, bits[random_below(sizeof bits / sizeof *bits)]);
			else
				str_add_char(&text, (char)(1 + random_below(255)));
		ask.text = text.text;
		err = find(s.forum, &s.guest, &ask, &result);
		assert_true(err == ERR_OK || err == ERR_EMPTY || err == ERR_INVALID);
		counts[err == ERR_OK && result.count]++;
		for (size_t n = 0; n < result.count; n++)
			assert_in_range(result.ids[n], 1, 2);
		if (!random_below(20)) {
			char *words = find_words_around("She washes\n> her face in the caf\xc3\xa9.", text.text, 20);

			assert_true(text_width(words, strlen(words)) <= 20);
			free(words);
		}
		find_result_clear(&result);
		str_clear(&text);
	}
	assert_true(counts[1] > 500); /* it is not all nonsense */
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(words_quotes_and_beginnings),
	    ON_EMPTY(the_engines_own_words_are_words),
	    ON_EMPTY(operators_narrow_it),
	    ON_EMPTY(tags_are_of_the_whole_conversation),
	    ON_EMPTY(only_what_one_may_read),
	    ON_EMPTY(what_is_gone_is_not_found),
	    ON_EMPTY(what_i_told_of_is_not_found_by_me),
	    ON_EMPTY(what_may_tell_who_somebody_is_is_found_by_nobody),
	    ON_EMPTY(the_unknown_stay_unknown),
	    ON_EMPTY(answered_does_not_tell_who_is_unknown),
	    ON_EMPTY(who_is_leaving_is_not_found),
	    ON_EMPTY(nothing_found_is_forgiven),
	    ON_EMPTY(the_best_match_is_first),
	    ON_EMPTY(pages_go_on_where_the_last_one_ended),
	    ON_EMPTY(any_length_is_fine),
	    ON_EMPTY(words_stand_around_the_hit),
	    ON_EMPTY(similar_conversations),
	    ON_EMPTY(anything_can_be_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
