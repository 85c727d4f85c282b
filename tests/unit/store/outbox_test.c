/*
 * What waits to go out, and what the team chose for the whole board.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/data.h"

#include "store/outbox.h"
#include "store/settings.h"

static void
add(struct data *data, const char *kind, int64_t member, const char *code, int64_t due_at)
{
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, outbox_add(data->forum.db, kind, member, code, due_at)), ERR_OK);
}

static void
one_of_a_kind_waits_for_each_member(void **state)
{
	struct data *data = *state;
	struct db *db = data->forum.db;
	struct outbox_row_list list = {0};
	int64_t due = -1;
	bool has = true;

	assert_int_equal(outbox_next_due(db, &due), ERR_NOT_FOUND);
	add(data, "nudge", 3, "", 500);
	add(data, "nudge", 3, "", 900);
	add(data, "confirm", 3, "old", 700);
	add(data, "confirm", 3, "new", 800);
	add(data, "nudge", 4, "", 400);
	assert_int_equal(outbox_next_due(db, &due), ERR_OK);
	assert_int_equal(due, 400);
	assert_int_equal(outbox_list(db, 700, 10, &list), ERR_OK);
	assert_int_equal(list.count, 3);
	assert_int_equal(list.rows[1].due_at, 500); /* the earlier time stays */
	assert_string_equal(list.rows[2].code, "new");
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(outbox_remove(db, list.rows[0].id), ERR_OK);
	assert_int_equal(db_end(db, outbox_cancel(db, "nudge", 3)), ERR_OK);
	assert_int_equal(outbox_has(db, list.rows[0].id, &has), ERR_OK);
	assert_false(has);
	assert_int_equal(outbox_has(db, list.rows[2].id, &has), ERR_OK);
	assert_true(has);
	outbox_row_list_clear(&list);
	assert_int_equal(outbox_list(db, INT64_MAX, 10, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.rows[0].kind, "confirm");
	outbox_row_list_clear(&list);
}

static void
a_setting_is_what_was_last_chosen(void **state)
{
	struct data *data = *state;
	struct db *db = data->forum.db;
	char *value = NULL;
	int64_t at = -1;

	assert_int_equal(settings_find(db, "joining", &value, &at), ERR_NOT_FOUND);
	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(settings_save(db, "joining", "open", 10, 0), ERR_OK);
	assert_int_equal(db_end(db, settings_save(db, "joining", "paused", 20, 3)), ERR_OK);
	assert_int_equal(settings_find(db, "joining", &value, &at), ERR_OK);
	assert_string_equal(value, "paused");
	assert_int_equal(at, 20);
	free(value);
	assert_int_equal(settings_find(db, "ready.lead", &value, NULL), ERR_NOT_FOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(one_of_a_kind_waits_for_each_member, data_make_empty, data_remove),
	    cmocka_unit_test_setup_teardown(a_setting_is_what_was_last_chosen, data_make_empty, data_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
