/*
 * Answers kept for everybody: who keeps them, what is shown, and that it is noted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "base/mem.h"
#include "forum/audit.h"
#include "forum/conversation.h"
#include "forum/curate.h"
#include "forum/message.h"

static const struct actor guest = {.role = ACTOR_GUEST};

struct scene {
	struct data *data;
	struct forum *forum;
	struct actor ann, guide;
	int64_t board, thread;
};

static struct scene
begin(void **state)
{
	struct scene s = {.data = *state};

	s.forum = &s.data->forum;
	s.ann = data_member(s.data, "ann-here", ACTOR_MEMBER);
	s.guide = data_member(s.data, "guide-here", ACTOR_GUIDE);
	data_group(s.data, "one", 1);
	s.board = data_board(s.data, "nights", "one", false);
	s.thread = data_thread(s.data, s.board, &s.ann, "Awake at four");
	data_message(s.data, s.thread, &s.ann, 0, "I can't sleep.");
	data_message(s.data, s.thread, &s.ann, 0, "Warm milk.");
	return s;
}

static size_t
listed(const struct scene *s, const struct actor *who, int64_t first)
{
	struct kept_list list = {0};
	bool more;
	size_t count;

	assert_int_equal(curate_list(s->forum, who, s->board, 0, &list, &more), ERR_OK);
	assert_false(more);
	count = list.count;
	if (count)
		assert_int_equal(list.rows[0].number, first);
	kept_list_clear(&list);
	assert_int_equal(curate_count(s->forum, who, s->board), count);
	return count;
}

static void
kept_and_let_go(void **state)
{
	struct scene s = begin(state);
	struct audit_row_list audit = {0};

	assert_int_equal(curate_keep(s.forum, &s.ann, s.thread, 2, true), ERR_DENIED);
	assert_int_equal(curate_keep(s.forum, &s.guide, s.thread, 3, true), ERR_NOT_FOUND);
	assert_int_equal(curate_keep(s.forum, &s.guide, s.thread, 2, true), ERR_OK);
	assert_true(curate_has(s.forum, 2));
	assert_int_equal(listed(&s, &s.ann, 2), 1);
	clock_advance_ms(1000);
	assert_int_equal(curate_keep(s.forum, &s.guide, s.thread, 1, true), ERR_OK);
	assert_int_equal(curate_keep(s.forum, &s.guide, s.thread, 1, true), ERR_OK);
	assert_int_equal(listed(&s, &s.ann, 1), 2);
	assert_int_equal(curate_keep(s.forum, &s.guide, s.thread, 1, false), ERR_OK);
	assert_int_equal(curate_keep(s.forum, &s.guide, s.thread, 1, false), ERR_OK);
	assert_int_equal(listed(&s, &s.ann, 2), 1);
	assert_false(curate_has(s.forum, 1));
	assert_int_equal(audit_list(s.forum, 0, 10, &audit), ERR_OK);
	assert_int_equal(audit.count, 3);
	assert_string_equal(audit.rows[1].action, "keep-answer");
	assert_string_equal(audit.rows[2].action, "drop-answer");
	assert_int_equal(audit.rows[2].actor, s.guide.member);
	assert_int_equal(audit.rows[2].object_id, 1);
	audit_row_list_clear(&audit);
}

static void
only_what_can_be_read_is_shown(void **state)
{
	struct scene s = begin(state);
	struct kept_list list = {0};
	bool more;

	assert_int_equal(curate_keep(s.forum, &s.guide, s.thread, 1, true), ERR_OK);
	assert_int_equal(curate_keep(s.forum, &s.guide, s.thread, 2, true), ERR_OK);
	assert_int_equal(curate_list(s.forum, &guest, s.board, 0, &list, &more), ERR_NOT_FOUND);
	assert_int_equal(curate_count(s.forum, &guest, s.board), 0);
	assert_int_equal(message_withdraw(s.forum, &s.ann, s.thread, 2), ERR_OK);
	assert_int_equal(listed(&s, &s.guide, 1), 1);
	assert_int_equal(curate_keep(s.forum, &s.guide, s.thread, 2, false), ERR_OK);
	assert_int_equal(curate_keep(s.forum, &s.guide, s.thread, 2, true), ERR_NOT_FOUND);
	assert_int_equal(db_begin(s.forum->db), ERR_OK);
	assert_int_equal(db_script(s.forum->db, "INSERT INTO unseen (member, message) VALUES (1, 1)"), ERR_OK);
	assert_int_equal(db_commit(s.forum->db), ERR_OK);
	assert_int_equal(listed(&s, &s.ann, 1), 0); /* they told the team about it */
	assert_int_equal(listed(&s, &s.guide, 1), 1);
}

static void
there_is_an_end_to_it(void **state)
{
	struct scene s = begin(state);
	struct kept_list list = {0};
	bool more;

	db_script(s.forum->db, "PRAGMA synchronous = OFF"); /* nothing here is about the disk */
	for (int k = 1; k <= CURATE_MOST; k++) {
		data_message(s.data, s.thread, &s.ann, 0, "words");
		assert_int_equal(curate_keep(s.forum, &s.guide, s.thread, k, true), ERR_OK);
	}
	assert_int_equal(curate_keep(s.forum, &s.guide, s.thread, CURATE_MOST + 1, true), ERR_TOO_LONG);
	assert_int_equal(curate_count(s.forum, &s.ann, s.board), 100);
	assert_int_equal(curate_list(s.forum, &s.ann, s.board, CURATE_MOST - CURATE_PAGE - 1, &list, &more), ERR_OK);
	assert_int_equal(list.count, CURATE_PAGE);
	assert_true(more);
	kept_list_clear(&list);
	assert_int_equal(curate_list(s.forum, &s.ann, s.board, CURATE_MOST - CURATE_PAGE, &list, &more), ERR_OK);
	assert_false(more);
	kept_list_clear(&list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(kept_and_let_go, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(only_what_can_be_read_is_shown, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(there_is_an_end_to_it, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
