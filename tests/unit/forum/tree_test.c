/*
 * Conversations as trees: each message under the one it answers, by time, a page at a time, and never too many.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/str.h"
#include "forum/conversation.h"
#include "forum/tree.h"
#include "store/threads.h"

struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann;
	int64_t thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	data_group(s.data, "one", 1);
	s.thread = data_thread(s.data, data_board(s.data, "nights", "one", true), &s.ann, "t");
	return s;
}

static void
grow(const struct scene *s, struct thread *thread, struct tree *tree)
{
	assert_int_equal(conversation_get(s->forum, &s->ann, s->thread, thread), ERR_OK);
	assert_int_equal(tree_grow(s->forum, thread, tree), ERR_OK);
}

/* "1:0 3:1 ...": number and depth */
static void
expect_tree(const struct tree *tree, const char *expected)
{
	struct str text;

	str_init(&text);
	for (size_t k = 0; k < tree->count; k++)
		str_add_format(&text, "%lld:%d ", (long long)tree->branches[k].number, tree->branches[k].depth);
	assert_string_equal(text.text, expected);
	str_clear(&text);
}

static void
answers_stand_under_what_they_answer(void **state)
{
	static const int64_t replies[] = {0, 1, 1, 2, 0, 2, 4, 5, 3, 1};
	struct scene s = begin(state);
	struct message_list messages = {0};
	struct thread thread = {0};
	struct tree tree;

	for (size_t k = 0; k < sizeof replies / sizeof *replies; k++)
		data_message(s.data, s.thread, &s.ann, replies[k], "words");
	grow(&s, &thread, &tree);
	expect_tree(&tree, "1:0 2:1 4:2 7:3 6:2 3:1 9:2 10:1 5:0 8:1 ");
	assert_int_equal(tree.left_out, 0);
	assert_int_equal(tree_messages(s.forum, &s.ann, &thread, &tree, 0, &messages), ERR_OK);
	assert_int_equal(messages.count, tree.count);
	for (size_t k = 0; k < messages.count; k++)
		assert_int_equal(messages.rows[k].number, tree.branches[k].number);
	message_list_clear(&messages);
	tree_clear(&tree);
	thread_clear(&thread);
}

static void
an_empty_conversation_has_no_branch(void **state)
{
	struct scene s = begin(state);
	struct message_list messages = {0};
	struct thread thread = {0};
	struct tree tree;

	grow(&s, &thread, &tree);
	assert_int_equal(tree.count, 0);
	assert_int_equal(tree_messages(s.forum, &s.ann, &thread, &tree, 0, &messages), ERR_OK);
	assert_int_equal(messages.count, 0);
	tree_clear(&tree);
	thread_clear(&thread);
}

/* Many at once, without a transaction for each. */
static void
add_many(const struct scene *s, int count)
{
	char body[] = "words";
	int64_t id, number = 0;

	assert_int_equal(db_begin(s->forum->db), ERR_OK);
	for (int k = 0; k < count; k++) {
		struct message record = {.thread = s->thread, .author = s->ann.member, .reply_to = k, .body = body};

		assert_int_equal(messages_add(s->forum->db, &record, &id, &number), ERR_OK);
	}
	assert_int_equal(db_commit(s->forum->db), ERR_OK);
}

static void
a_long_one_shows_its_newest(void **state)
{
	struct scene s = begin(state);
	struct message_list messages = {0};
	struct thread thread = {0};
	struct tree tree;

	add_many(&s, TREE_MOST + 5); /* each answers the one before: as deep as can be */
	grow(&s, &thread, &tree);
	assert_int_equal(tree.count, TREE_MOST);
	assert_int_equal(tree.left_out, 5);
	assert_int_equal(tree.branches[0].number, 6);
	assert_int_equal(tree.branches[0].depth, 0); /* what it answers is left out */
	assert_int_equal(tree.branches[TREE_MOST - 1].depth, TREE_MOST - 1);
	assert_int_equal(tree_find_page(&tree, 6 + TREE_PAGE), TREE_PAGE);
	assert_int_equal(tree_find_page(&tree, 5 + TREE_PAGE), 0);
	assert_int_equal(tree_find_page(&tree, 2), 0);
	assert_int_equal(tree_messages(s.forum, &s.ann, &thread, &tree, TREE_MOST - 3, &messages), ERR_OK);
	assert_int_equal(messages.count, 3);
	message_list_clear(&messages);
	tree_clear(&tree);
	thread_clear(&thread);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(answers_stand_under_what_they_answer, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(an_empty_conversation_has_no_branch, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_long_one_shows_its_newest, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
