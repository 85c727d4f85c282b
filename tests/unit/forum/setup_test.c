/*
 * A new board has everything it begins with, once; the demo board is the same every time, and fit to be shown.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/account.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/setup.h"
#include "store/members.h"
#include "store/upkeep.h"

static const struct actor everyone = {.role = ACTOR_MODERATOR};

static void
folders_are_private(void **state)
{
	static const char *const names[] = {"", "db", "secrets", "backups"};
	struct data *data = *state;
	char path[120];
	struct stat st;

	for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
		data_path(data, names[k], path, sizeof path);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 07777, 0700);
	}
	assert_int_equal(setup_directories(data->root), ERR_OK);
	data_path(data, "db/board.lock/nowhere", path, sizeof path);
	assert_int_equal(setup_directories(path), ERR_IO);
	assert_false(setup_exists(data->root));
	assert_int_equal(setup_board(data->root), ERR_OK);
	assert_true(setup_exists(data->root));
}

static void
a_new_board_has_its_boards(void **state)
{
	struct data *data = *state;
	struct board_list all = {0}, open = {0};
	struct actor guest = {.role = ACTOR_GUEST};

	assert_int_equal(board_list_all(&data->forum, &all), ERR_OK);
	assert_in_range(all.count, 8, 40);
	assert_string_equal(all.rows[0].slug, "welcome");
	for (size_t k = 0; k < all.count; k++) {
		assert_true(*all.rows[k].name && *all.rows[k].about && *all.rows[k].group_name);
		assert_in_range(text_width(all.rows[k].name, strlen(all.rows[k].name)), 1, 40);
		assert_in_range(text_count_graphemes(all.rows[k].about, strlen(all.rows[k].about)), 1, 100);
		assert_true(text_is_safe(TEXT_LINE, all.rows[k].about, strlen(all.rows[k].about)));
	}
	assert_int_equal(board_list(&data->forum, &guest, &open), ERR_OK);
	assert_in_range(open.count, 1, all.count - 1);
	board_list_clear(&all);
	board_list_clear(&open);
}

static void
setting_up_again_changes_nothing(void **state)
{
	struct data *data = *state;
	struct board_change change = {.name = "Ours now", .is_open = -1, .is_on = -1, .position = -1};
	int64_t boards = data_count(data, "SELECT count(*) FROM board");
	int64_t signposts = data_count(data, "SELECT count(*) FROM signpost");

	assert_int_equal(board_edit(&data->forum, "welcome", &change), ERR_OK);
	data_close(data);
	assert_int_equal(setup_board(data->root), ERR_OK);
	data_open(data);
	assert_int_equal(data_count(data, "SELECT count(*) FROM board"), boards);
	assert_int_equal(data_count(data, "SELECT count(*) FROM signpost"), signposts);
	assert_int_equal(data_count(data, "SELECT count(*) FROM board WHERE name = 'Ours now'"), 1);
}

/* --- the demo board --- */

static void
fill(struct data *data)
{
	int64_t members = 0, conversations = 0, messages = 0;

	assert_int_equal(setup_demo(&data->forum, 0, &members, &conversations, &messages), ERR_OK);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member"), members);
	assert_int_equal(data_count(data, "SELECT count(*) FROM thread"), conversations);
	assert_int_equal(data_count(data, "SELECT count(*) FROM message"), messages);
}

static void
write_down_thread(struct data *data, const struct thread *thread, struct str *out)
{
	struct message_list messages = {0};

	str_add_format(out, "## %s, %s, %lld\n", thread->title, thread->starter_name, (long long)thread->started_at);
	for (int64_t first = 1; first <= thread->message_count; first += CONVERSATION_PAGE) {
		assert_int_equal(conversation_messages(&data->forum, &everyone, thread, first, &messages), ERR_OK);
		for (size_t k = 0; k < messages.count; k++) {
			const struct message *message = &messages.rows[k];

			str_add_format(out, "%lld %lld %s %lld %lld\n%s\n", (long long)message->id,
			    (long long)message->number, message->author_name, (long long)message->reply_to,
			    (long long)message->written_at, message->body);
		}
		message_list_clear(&messages);
	}
}

/* All that can be read on the board, as text. */
static char *
write_down(struct data *data)
{
	struct board_list boards = {0};
	struct str out;

	str_init(&out);
	assert_int_equal(board_list(&data->forum, &everyone, &boards), ERR_OK);
	for (size_t b = 0; b < boards.count; b++) {
		struct thread_list threads = {0};

		str_add_format(&out, "# %s\n", boards.rows[b].name);
		assert_int_equal(conversation_list(&data->forum, &everyone, boards.rows[b].id, INT64_MAX, &threads),
		    ERR_OK);
		assert_in_range(threads.count, 0, CONVERSATION_PAGE); /* one page, so nothing is left out here */
		for (size_t t = 0; t < threads.count; t++)
			write_down_thread(data, &threads.rows[t], &out);
		thread_list_clear(&threads);
	}
	board_list_clear(&boards);
	return str_take(&out);
}

static void
the_demo_is_large_enough(void **state)
{
	struct data *data = *state;

	fill(data);
	assert_in_range(data_count(data, "SELECT count(*) FROM member"), 40, 100);
	assert_in_range(data_count(data, "SELECT count(*) FROM thread"), 60, 200);
	assert_in_range(data_count(data, "SELECT count(*) FROM message"), 400, 2000);
	assert_int_equal(data_count(data, "SELECT count(*) FROM message GROUP BY body HAVING count(*) > 1"),
	    -1); /* no two alike */
	assert_true(
	    data_count(data, "SELECT count(*) FROM thread t JOIN board b ON b.id = t.board WHERE b.is_open") > 0);
}

/* Those too that are off on a new board. */
static void
every_board_of_the_demo_is_lived_in(void **state)
{
	struct data *data = *state;

	assert_true(data_count(data, "SELECT count(*) FROM board WHERE NOT is_on") > 0);
	fill(data);
	assert_int_equal(data_count(data, "SELECT count(*) FROM board WHERE NOT is_on"), 0);
	assert_int_equal(data_count(data,
			     "SELECT count(*) FROM board b WHERE"
			     " (SELECT count(*) FROM thread WHERE board = b.id) < 3"
			     " OR (SELECT max(message_count) FROM thread WHERE board = b.id) < 5"),
	    0);
	assert_in_range(data_count(data, "SELECT count(*) FROM thread WHERE message_count >= 8"), 10, 200);
	assert_int_equal(data_count(data,
			     "SELECT count(*) FROM member m WHERE NOT EXISTS"
			     " (SELECT 1 FROM message WHERE author = m.id)"),
	    0);
}

/* What some screens are for: an old conversation with answers, and a long one whose answers branch. */
static void
the_demo_has_one_of_each_kind(void **state)
{
	struct data *data = *state;

	fill(data);
	assert_true(data_count(data,
			"SELECT count(*) FROM thread WHERE message_count >= 4 AND last_at < 1795435200"
			" - 120 * 86400") > 0);
	assert_true(data_count(data,
			"SELECT max(branches) FROM (SELECT count(*) AS branches FROM (SELECT thread,"
			" reply_to FROM message WHERE reply_to > 0 GROUP BY thread, reply_to HAVING"
			" count(*) > 1) JOIN thread t ON t.id = thread WHERE t.message_count >= 20"
			" GROUP BY thread)") >= 3);
}

/* What brings people back: somebody waits, somebody comes, answers are promised and kept, and words are answered for. */
static void
the_demo_has_something_of_everything(void **state)
{
	static const char *const counts[] = {
	    "SELECT count(*) FROM waiting WHERE answered_at = 0 AND since > 1795435200 - 2 * 86400",
	    "SELECT count(*) FROM waiting WHERE answered_at > 0",
	    "SELECT count(*) FROM waiting WHERE promised_by > 0 AND answered_at > 0 AND answered_at <= promised_by",
	    "SELECT count(*) FROM shift s JOIN member m ON m.id = s.member WHERE m.role = 'greeter'",
	    "SELECT count(*) FROM shift s JOIN member m ON m.id = s.member WHERE m.role = 'moderator'",
	    "SELECT count(*) FROM hug WHERE kind = 'hug'",
	    "SELECT count(*) FROM hug WHERE kind = 'thanks'",
	    "SELECT count(*) FROM hug WHERE kind = 'me-too'",
	    "SELECT count(*) FROM message m JOIN alias a ON a.thread = m.thread AND a.member = m.author"
	    " WHERE m.alias = a.number",
	    "SELECT count(*) FROM thread t JOIN message m ON m.id = t.next_message AND m.thread = t.id"
	    " AND m.author = t.starter",
	    "SELECT count(*) FROM kept_answer",
	    "SELECT count(*) FROM thread_tag",
	    "SELECT count(*) FROM thread WHERE help <> ''",
	};
	struct data *data = *state;

	fill(data);
	for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
		if (data_count(data, counts[k]) <= 0)
			fail_msg("none: %s", counts[k]);
	assert_int_equal(data_count(data, "SELECT count(*) FROM consent"),
	    data_count(data, "SELECT count(*) FROM member"));
	/* nobody hugs themselves, or gives before they joined */
	assert_int_equal(data_count(data,
			     "SELECT count(*) FROM hug h JOIN member m ON m.id = h.member WHERE h.member ="
			     " h.to_member OR h.at < m.joined_at"),
	    0);
}

static void
the_demo_is_the_same_every_time(void **state)
{
	struct data *data = *state;
	void *other = NULL;
	char *first, *second;

	fill(data);
	first = write_down(data);
	assert_int_equal(data_make(&other), 0);
	fill(other);
	second = write_down(other);
	assert_true(strlen(first) > 20000);
	assert_string_equal(first, second);
	free(first);
	free(second);
	data_remove(&other);
}

static void
the_demo_is_fit_to_be_shown(void **state)
{
	struct data *data = *state;
	struct board_list boards = {0};

	fill(data);
	assert_int_equal(board_list(&data->forum, &everyone, &boards), ERR_OK);
	for (size_t b = 0; b < boards.count; b++) {
		struct thread_list threads = {0};

		assert_int_equal(conversation_list(&data->forum, &everyone, boards.rows[b].id, INT64_MAX, &threads),
		    ERR_OK);
		for (size_t t = 0; t < threads.count; t++) {
			struct message_list messages = {0};
			const char *title = threads.rows[t].title;

			assert_int_equal(conversation_check_title(title), ERR_OK);
			assert_true(text_is_safe(TEXT_LINE, title, strlen(title)));
			assert_int_equal(conversation_messages(&data->forum, &everyone, &threads.rows[t], 1, &messages),
			    ERR_OK);
			for (size_t m = 0; m < messages.count; m++) {
				const char *body = messages.rows[m].body;

				assert_int_equal(conversation_check_body(body), ERR_OK);
				assert_true(text_is_safe(TEXT_BODY, body, strlen(body)));
				assert_true(body[0] != ' ' && body[0] != '\n' && body[strlen(body) - 1] != '\n');
				assert_null(strstr(body, "\n%")); /* a command line that was not understood */
				assert_in_range(messages.rows[m].reply_to, 0, messages.rows[m].number - 1);
			}
			message_list_clear(&messages);
		}
		thread_list_clear(&threads);
	}
	board_list_clear(&boards);
}

static void
found_wrong(void *context, const char *what, const char *where)
{
	(void)context;
	print_error("%s: %s\n", what, where);
}

/* Ids are in the order of time, nobody writes before they joined, nothing is from the future: at any hour. */
static void
the_demo_is_believable_at_any_hour(void **state)
{
	static const int64_t hours[] = {0, 1, 12 * 3600, 86399};

	(void)state;
	for (size_t k = 0; k < sizeof hours / sizeof *hours; k++) {
		void *other = NULL;
		struct data *board;
		int64_t wrong = -1, now;

		assert_int_equal(data_make(&other), 0);
		board = other;
		clock_pin(DATA_NOON - DATA_NOON % 86400 + hours[k]);
		now = clock_now();
		fill(board);
		assert_int_equal(upkeep_check(board->forum.db, found_wrong, NULL, &wrong), ERR_OK);
		assert_int_equal(wrong, 0);
		assert_int_equal(data_count(board,
				     "SELECT count(*) FROM message a JOIN message b ON b.id = a.id + 1"
				     " WHERE b.written_at < a.written_at"),
		    0);
		assert_int_equal(data_count(board,
				     "SELECT count(*) FROM message m JOIN member a ON a.id = m.author"
				     " WHERE m.written_at < a.joined_at"),
		    0);
		assert_in_range(data_count(board, "SELECT max(written_at) FROM message"), now - 3 * 86400, now);
		assert_in_range(data_count(board, "SELECT max(joined_at) FROM member"), 0, now);
		data_remove(&other);
	}
}

static void
the_demo_wants_an_empty_board(void **state)
{
	struct data *data = *state;
	int64_t members, conversations, messages;

	data_member(data, "ann-here", ACTOR_MEMBER);
	assert_int_equal(setup_demo(&data->forum, 0, &members, &conversations, &messages), ERR_TAKEN);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member"), 1);
	assert_int_equal(data_count(data, "SELECT count(*) FROM thread"), 0);
}

/* What is generated lies underneath: older, and on every board after what is written by hand. */
static void
filler_lies_under_the_demo(void **state)
{
	struct data *data = *state;
	int64_t members = 0, conversations = 0, messages = 0, wrong = -1;

	assert_int_equal(setup_demo(&data->forum, 500, &members, &conversations, &messages), ERR_OK);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member"), members);
	assert_int_equal(data_count(data, "SELECT count(*) FROM thread"), conversations);
	assert_int_equal(data_count(data, "SELECT count(*) FROM message"), messages);
	assert_int_equal(data_count(data, "SELECT count(*) FROM message WHERE body GLOB 'Filler *'"), 500);
	assert_int_equal(data_count(data, "SELECT max(id) FROM message WHERE body GLOB 'Filler *'"), 500);
	assert_int_equal(data_count(data,
			     "SELECT count(*) FROM message a JOIN message b ON b.id = a.id + 1"
			     " WHERE b.written_at < a.written_at"),
	    0);
	assert_int_equal(upkeep_check(data->forum.db, found_wrong, NULL, &wrong), ERR_OK);
	assert_int_equal(wrong, 0);
}

static void
filler_wants_an_empty_board_and_a_number(void **state)
{
	struct data *data = *state;
	int64_t members, conversations, messages;

	assert_int_equal(setup_demo(&data->forum, -1, &members, &conversations, &messages), ERR_INVALID);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member"), 0);
	data_member(data, "ann-here", ACTOR_MEMBER);
	assert_int_equal(setup_demo(&data->forum, 500, &members, &conversations, &messages), ERR_TAKEN);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member"), 1);
	assert_int_equal(data_count(data, "SELECT count(*) FROM thread"), 0);
}

static void
demo_names_follow_the_rules(void **state)
{
	struct data *data = *state;
	struct member_list members = {0};

	fill(data);
	assert_int_equal(members_list(data->forum.db, &members), ERR_OK);
	for (size_t k = 0; k < members.count; k++) {
		assert_int_equal(account_check_name(members.rows[k].name), ERR_OK);
		assert_true(actor_role_find(members.rows[k].role) > ACTOR_GUEST);
		assert_null(members.rows[k].password_hash); /* nobody can sign in as one of them */
	}
	assert_int_equal(data_count(data, "SELECT count(*) FROM member_key"), 0);
	assert_int_equal(data_count(data, "SELECT count(*) FROM member WHERE consented_at <> joined_at"), 0);
	member_list_clear(&members);
}

#define ON_BOARD(test) cmocka_unit_test_setup_teardown(test, data_make, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(folders_are_private, data_make_folder, data_remove),
	    ON_BOARD(a_new_board_has_its_boards),
	    ON_BOARD(setting_up_again_changes_nothing),
	    ON_BOARD(the_demo_is_large_enough),
	    ON_BOARD(every_board_of_the_demo_is_lived_in),
	    ON_BOARD(the_demo_has_one_of_each_kind),
	    ON_BOARD(the_demo_has_something_of_everything),
	    ON_BOARD(the_demo_is_the_same_every_time),
	    ON_BOARD(the_demo_is_fit_to_be_shown),
	    cmocka_unit_test(the_demo_is_believable_at_any_hour),
	    ON_BOARD(the_demo_wants_an_empty_board),
	    ON_BOARD(filler_lies_under_the_demo),
	    ON_BOARD(filler_wants_an_empty_board_and_a_number),
	    ON_BOARD(demo_names_follow_the_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
