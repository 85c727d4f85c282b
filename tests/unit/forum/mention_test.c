/*
 * Mentions: what is a name, who is told, until when.
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
#include "base/str.h"
#include "forum/account.h"
#include "forum/conversation.h"
#include "forum/mention.h"
#include "forum/message.h"

struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann, bob, cat;
	int64_t board, thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.bob = data_member(s.data, "bob-here", ACTOR_MEMBER);
	s.cat = data_member(s.data, "cat-here", ACTOR_MEMBER);
	data_group(s.data, "one", 1);
	s.board = data_board(s.data, "nights", "one", false);
	s.thread = data_thread(s.data, s.board, &s.ann, "Awake at four");
	data_message(s.data, s.thread, &s.ann, 0, "I can't sleep.");
	return s;
}

static void
run(const struct scene *s, const char *change)
{
	assert_int_equal(db_begin(s->forum->db), ERR_OK);
	assert_int_equal(db_script(s->forum->db, change), ERR_OK);
	assert_int_equal(db_commit(s->forum->db), ERR_OK);
}

static int64_t
answer(const struct scene *s, const struct actor *who, const char *body, bool is_anonymous)
{
	struct options options = {.is_anonymous = is_anonymous};
	int64_t number;

	clock_advance_ms(60 * 1000);
	assert_int_equal(conversation_answer(s->forum, who, s->thread, 1, body, &options, &number), ERR_OK);
	return number;
}

static size_t
count(const struct scene *s, const struct actor *who)
{
	struct reply_list list = {0};
	size_t many;

	assert_int_equal(mention_list(s->forum, who, &list), ERR_OK);
	many = list.count;
	reply_list_clear(&list);
	return many;
}

static void
what_a_name_is(void **state)
{
	static const struct {
		const char *text, *names;
	} cases[] = {
	    {"@bob-here", "bob-here "},
	    {"Thank you @Bob-Here, and @cat-here. @ann", "bob-here cat-here ann "},
	    {"(@bob-here) \"@cat-here\"", "bob-here cat-here "},
	    {"@bob-here's tea", "bob-here "},
	    {"@bob-here--", "bob-here "},
	    {"bob@example.org", ""},
	    {"bob.x@here-too", ""},
	    {"\xc3\xa9@bob-here", ""},
	    {"@bob-here\xc3\xa9", ""},
	    {"@@bob-here", "bob-here "},
	    {"@ab @ @- @-- @", ""},
	    {"@one@two-here", ""},
	    {"@twentyone-characters-x", ""},
	    {"> @bob-here said\nyes @cat-here", "cat-here "},
	};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		char name[21];
		struct str found;
		size_t at = 0;

		str_init(&found);
		while (mention_next(cases[k].text, &at, name))
			str_add_format(&found, "%s ", name);
		assert_string_equal(found.text, cases[k].names);
		str_clear(&found);
	}
}

static void
told_until_it_is_read(void **state)
{
	struct scene s = begin(state);
	struct thread thread = {0};
	struct reply_list list = {0};
	int64_t number = answer(&s, &s.ann, "Ask @Bob-here, he knows. @bob-here!", false);

	assert_int_equal(mention_list(s.forum, &s.bob, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.rows[0].number, number);
	assert_int_equal(list.rows[0].thread, s.thread);
	assert_string_equal(list.rows[0].author_name, "ann-here");
	assert_string_equal(list.rows[0].title, "Awake at four");
	reply_list_clear(&list);
	assert_int_equal(count(&s, &s.cat), 0);
	assert_int_equal(conversation_get(s.forum, &s.bob, s.thread, &thread), ERR_OK);
	conversation_mark_read(s.forum, &s.bob, &thread, number);
	thread_clear(&thread);
	assert_int_equal(count(&s, &s.bob), 0);
}

static void
not_everybody_is_told(void **state)
{
	struct scene s = begin(state);
	struct reply_list list = {0};

	answer(&s, &s.bob, "@ann-here @bob-here @nobody-here", false); /* ann is answered, and told of that */
	assert_int_equal(count(&s, &s.ann), 0);
	assert_int_equal(count(&s, &s.bob), 0);
	assert_int_equal(conversation_replies(s.forum, &s.ann, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	reply_list_clear(&list);
	run(&s, "UPDATE member SET role = 'waiting' WHERE name = 'cat-here'"); /* reads open boards only */
	answer(&s, &s.bob, "@cat-here", false);
	run(&s, "UPDATE member SET role = 'member'");
	assert_int_equal(count(&s, &s.cat), 0);
	assert_int_equal(account_set_closed(s.forum, "cat-here", true), ERR_OK);
	answer(&s, &s.bob, "@cat-here", false);
	assert_int_equal(account_set_closed(s.forum, "cat-here", false), ERR_OK);
	assert_int_equal(count(&s, &s.cat), 0);
	answer(&s, &s.bob, "@cat-here", false);
	assert_int_equal(count(&s, &s.cat), 1);
	run(&s, "UPDATE board SET is_on = 0 WHERE slug = 'nights'");
	assert_int_equal(count(&s, &s.cat), 0);
}

/* Who is blocked is not heard when they sign; under an alias there must be no difference to tell them by. */
static void
whom_they_blocked(void **state)
{
	struct scene s = begin(state);

	run(&s,
	    "INSERT INTO block (member, other, at) SELECT c.id, b.id, 0 FROM member b, member c"
	    " WHERE b.name = 'bob-here' AND c.name = 'cat-here'");
	answer(&s, &s.bob, "@cat-here", false);
	assert_int_equal(count(&s, &s.cat), 0);
	answer(&s, &s.bob, "@cat-here", true);
	assert_int_equal(count(&s, &s.cat), 1);
}

static void
a_change_names_others(void **state)
{
	struct scene s = begin(state);
	int64_t number = answer(&s, &s.ann, "@bob-here", false);

	assert_int_equal(message_change(s.forum, &s.ann, s.thread, number, "I mean @cat-here"), ERR_OK);
	assert_int_equal(count(&s, &s.bob), 0);
	assert_int_equal(count(&s, &s.cat), 1);
	assert_int_equal(message_withdraw(s.forum, &s.ann, s.thread, number), ERR_OK);
	assert_int_equal(count(&s, &s.cat), 0);
}

static void
ten_and_no_more(void **state)
{
	struct scene s = begin(state);
	struct str body;

	str_init(&body);
	for (int k = 0; k < 12; k++) {
		char name[20];

		snprintf(name, sizeof name, "friend-%d", k);
		data_member(s.data, name, ACTOR_MEMBER);
		str_add_format(&body, "@%s ", name);
	}
	answer(&s, &s.ann, body.text, false);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM mention"), MENTION_MOST);
	str_cut(&body, 0);
	for (int k = 0; k < 5000; k++)
		str_add(&body, "@nobody-here ");
	str_add(&body, "@bob-here");
	answer(&s, &s.ann, body.text + 13 * 100, false);
	assert_int_equal(count(&s, &s.bob), 0); /* after forty names that are nobody's it is not looked for */
	str_cut(&body, 0);
	for (int k = 0; k < 10000; k++)
		str_add(&body, "@");
	str_add(&body, "bob-here");
	answer(&s, &s.ann, body.text, false);
	assert_int_equal(count(&s, &s.bob), 1);
	str_clear(&body);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_a_name_is),
	    cmocka_unit_test_setup_teardown(told_until_it_is_read, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(not_everybody_is_told, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(whom_they_blocked, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_change_names_others, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(ten_and_no_more, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
