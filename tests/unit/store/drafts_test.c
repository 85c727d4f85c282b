/*
 * One draft for each member and place; nobody else's is touched.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/mem.h"
#include "store/drafts.h"

struct scene {
	struct data *data;
	struct db *db;
	struct actor ann, bob;
	int64_t board, thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.db = s.data->forum.db;
	data_group(s.data, "talking", 1);
	s.board = data_board(s.data, "nights", "talking", true);
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.bob = data_member(s.data, "bob-here", ACTOR_MEMBER);
	s.thread = data_thread(s.data, s.board, &s.ann, "Awake at four");
	return s;
}

static enum err
save(const struct scene *s, const struct actor *who, int64_t thread, int64_t reply_to, const char *body, int64_t at)
{
	struct draft draft = {.member = who->member,
	    .board = s->board,
	    .thread = thread,
	    .reply_to = reply_to,
	    .title = mem_copy_string(thread ? "" : "a title"),
	    .body = mem_copy_string(body),
	    .saved_at = at};
	enum err err = db_begin(s->db);

	assert_int_equal(err, ERR_OK);
	err = db_end(s->db, drafts_save(s->db, &draft));
	draft_clear(&draft);
	return err;
}

static void
assert_kept(const struct scene *s, const struct actor *who, int64_t thread, int64_t reply_to, const char *body)
{
	struct draft draft = {0};
	enum err err = drafts_find(s->db, who->member, s->board, thread, reply_to, &draft);

	assert_int_equal(err, body ? ERR_OK : ERR_NOT_FOUND);
	if (body)
		assert_string_equal(draft.body, body);
	draft_clear(&draft);
}

static void
saving_again_replaces(void **state)
{
	struct scene s = begin(state);
	struct draft first = {0}, second = {0};

	assert_int_equal(save(&s, &s.ann, 0, 0, "I wanted to", 100), ERR_OK);
	assert_int_equal(drafts_find(s.db, s.ann.member, s.board, 0, 0, &first), ERR_OK);
	assert_int_equal(save(&s, &s.ann, 0, 0, "I wanted to say", 105), ERR_OK);
	assert_int_equal(drafts_find_id(s.db, s.ann.member, first.id, &second), ERR_OK);
	assert_string_equal(second.title, "a title");
	assert_string_equal(second.body, "I wanted to say");
	assert_int_equal(second.saved_at, 105);
	assert_int_equal(data_count(s.data, "SELECT count(*) FROM draft"), 1);
	draft_clear(&first);
	draft_clear(&second);
}

static void
each_place_and_person_has_its_own(void **state)
{
	struct scene s = begin(state);

	save(&s, &s.ann, 0, 0, "new", 1);
	save(&s, &s.ann, s.thread, 0, "answer", 2);
	save(&s, &s.ann, s.thread, 3, "answer to 3", 3);
	save(&s, &s.bob, s.thread, 3, "bob's", 4);
	assert_kept(&s, &s.ann, 0, 0, "new");
	assert_kept(&s, &s.ann, s.thread, 0, "answer");
	assert_kept(&s, &s.ann, s.thread, 3, "answer to 3");
	assert_kept(&s, &s.bob, s.thread, 3, "bob's");
	assert_kept(&s, &s.bob, 0, 0, NULL);

	assert_int_equal(db_begin(s.db), ERR_OK);
	assert_int_equal(drafts_remove(s.db, s.ann.member, s.board, s.thread, 3), ERR_OK);
	assert_int_equal(drafts_remove(s.db, s.ann.member, s.board, s.thread, 8), ERR_OK); /* nothing there: fine */
	assert_int_equal(db_commit(s.db), ERR_OK);
	assert_kept(&s, &s.ann, s.thread, 3, NULL);
	assert_kept(&s, &s.ann, s.thread, 0, "answer");
	assert_kept(&s, &s.bob, s.thread, 3, "bob's");
}

static void
nobody_finds_anothers_by_number(void **state)
{
	struct scene s = begin(state);
	struct draft draft = {0}, other = {.id = 99};

	save(&s, &s.ann, 0, 0, "private", 1);
	assert_int_equal(drafts_find(s.db, s.ann.member, s.board, 0, 0, &draft), ERR_OK);
	assert_int_equal(drafts_find_id(s.db, s.bob.member, draft.id, &other), ERR_NOT_FOUND);
	assert_int_equal(other.id, 99);
	draft_clear(&draft);
}

static void
the_list_is_newest_first_with_names(void **state)
{
	struct scene s = begin(state);
	struct draft_list list = {0};

	save(&s, &s.ann, 0, 0, "new", 30);
	save(&s, &s.ann, s.thread, 0, "answer", 50);
	save(&s, &s.ann, s.thread, 1, "older", 10);
	save(&s, &s.bob, s.thread, 0, "bob's", 90);
	assert_int_equal(drafts_list(s.db, s.ann.member, 2, &list), ERR_OK);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.rows[0].body, "answer");
	assert_string_equal(list.rows[0].thread_title, "Awake at four");
	assert_string_equal(list.rows[0].board_name, "nights");
	assert_string_equal(list.rows[1].body, "new");
	assert_string_equal(list.rows[1].thread_title, "");
	draft_list_clear(&list);
}

static void
one_on_a_board_that_is_off_stays_unlisted(void **state)
{
	struct scene s = begin(state);
	struct draft_list list = {0};

	save(&s, &s.ann, s.thread, 0, "answer", 50);
	assert_int_equal(db_script(s.db, "UPDATE board SET is_on = 0"), ERR_OK);
	assert_int_equal(drafts_list(s.db, s.ann.member, 9, &list), ERR_OK);
	assert_int_equal(list.count, 0);
	assert_kept(&s, &s.ann, s.thread, 0, "answer");
	assert_int_equal(db_script(s.db, "UPDATE board SET is_on = 1"), ERR_OK);
	assert_int_equal(drafts_list(s.db, s.ann.member, 9, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	draft_list_clear(&list);
}

static void
old_ones_are_let_go(void **state)
{
	struct scene s = begin(state);

	save(&s, &s.ann, 0, 0, "old", 99);
	save(&s, &s.bob, 0, 0, "older", 5);
	save(&s, &s.ann, s.thread, 0, "just", 100);
	assert_int_equal(db_begin(s.db), ERR_OK);
	assert_int_equal(drafts_expire(s.db, 100, 100), ERR_OK);
	assert_int_equal(db_commit(s.db), ERR_OK);
	assert_kept(&s, &s.ann, 0, 0, NULL);
	assert_kept(&s, &s.bob, 0, 0, NULL);
	assert_kept(&s, &s.ann, s.thread, 0, "just");
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_EMPTY(saving_again_replaces),
	    ON_EMPTY(each_place_and_person_has_its_own),
	    ON_EMPTY(nobody_finds_anothers_by_number),
	    ON_EMPTY(the_list_is_newest_first_with_names),
	    ON_EMPTY(one_on_a_board_that_is_off_stays_unlisted),
	    ON_EMPTY(old_ones_are_let_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
