/*
 * Boards for tests.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <ftw.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/random.h"
#include "data.h"
#include "proof.h"
#include "forum/account.h"
#include "forum/setup.h"
#include "store/boards.h"
#include "store/members.h"
#include "store/migrate.h"
#include "store/threads.h"

enum { DATA_SEED = 20261123 };

static int
data_begin(void **state)
{
	struct data *data = mem_alloc(sizeof *data);

	log_init(LOG_LEVEL_ERROR, "test");
	config_init(&data->config);
	data->config.limits_first_messages = 0; /* tests about them turn it on */
	snprintf(data->root, sizeof data->root, "/tmp/bbs-test.XXXXXX");
	if (!mkdtemp(data->root))
		return -1;
	data_path(data, "db", data->db, sizeof data->db);
	*state = data;
	return setup_directories(data->root) == ERR_OK ? 0 : -1;
}

int
data_make_folder(void **state)
{
	clock_pin(DATA_NOON);
	random_pin(DATA_SEED);
	return data_begin(state);
}

int
data_make_living(void **state)
{
	if (data_begin(state) || setup_board(((struct data *)*state)->root) != ERR_OK)
		return -1;
	data_open(*state);
	return 0;
}

int
data_make_empty(void **state)
{
	if (data_make_folder(state))
		return -1;
	if (migrate_run(((struct data *)*state)->db, NULL) != ERR_OK)
		return -1;
	data_open(*state);
	return 0;
}

int
data_make(void **state)
{
	if (data_make_folder(state))
		return -1;
	if (setup_board(((struct data *)*state)->root) != ERR_OK)
		return -1;
	data_open(*state);
	return 0;
}

static int
data_remove_one(const char *path, const struct stat *st, int type, struct FTW *place)
{
	(void)st, (void)type, (void)place;
	return remove(path);
}

int
data_remove(void **state)
{
	struct data *data = *state;

	data_close(data);
	config_clear(&data->config);
	nftw(data->root, data_remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(data);
	return 0;
}

void
data_open(struct data *data)
{
	assert_int_equal(forum_open(data->root, &data->config, &data->forum), ERR_OK);
}

void
data_close(struct data *data)
{
	if (data->forum.db)
		forum_close(&data->forum);
}

void
data_path(const struct data *data, const char *name, char *out, size_t out_bytes)
{
	assert_in_range(snprintf(out, out_bytes, "%s/%s", data->root, name), 1, out_bytes - 1);
}

struct actor
data_member(struct data *data, const char *name, enum actor_role role)
{
	struct actor actor = {.role = role};
	char name_copy[ACCOUNT_NAME_MOST + 1], role_word[16], folded[ACCOUNT_NAME_MOST + 1];
	struct member record = {.name = name_copy, .role = role_word, .joined_at = clock_now()};

	snprintf(actor.name, sizeof actor.name, "%s", name);
	snprintf(name_copy, sizeof name_copy, "%s", name);
	snprintf(role_word, sizeof role_word, "%s", actor_role_name(role));
	account_fold_name(name, folded);
	assert_int_equal(messages_newest(data->forum.db, &record.floor_message), ERR_OK);
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, members_add(data->forum.db, &record, folded, &actor.member)), ERR_OK);
	proof_give(&data->forum, &actor);
	return actor;
}

void
data_group(struct data *data, const char *slug, int64_t position)
{
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, boards_add_group(data->forum.db, slug, slug, position)), ERR_OK);
}

int64_t
data_board(struct data *data, const char *slug, const char *group, bool is_open)
{
	struct board record = {.is_open = is_open, .is_on = true, .group_slug = mem_copy_string(group)};

	record.slug = mem_copy_string(slug);
	record.name = mem_copy_string(slug);
	record.about = mem_copy_string("");
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, boards_add(data->forum.db, &record)), ERR_OK);
	board_clear(&record);
	return data_board_id(data, slug);
}

int64_t
data_thread(struct data *data, int64_t board, const struct actor *who, const char *title)
{
	const struct thread record = {
	    .board = board,
	    .title = (char *)title,
	    .starter = who->member,
	    .started_at = clock_now(),
	};
	int64_t thread = 0;
	enum err err;

	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	err = threads_add(data->forum.db, &record, &thread);
	assert_int_equal(db_end(data->forum.db, err), ERR_OK);
	return thread;
}

int64_t
data_message(struct data *data, int64_t thread, const struct actor *who, int64_t reply_to, const char *body)
{
	struct message record = {.thread = thread, .author = who->member, .reply_to = reply_to};
	int64_t id, number = 0;
	enum err err;

	record.body = mem_copy_string(body);
	record.written_at = clock_now();
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	err = messages_add(data->forum.db, &record, &id, &number);
	assert_int_equal(db_end(data->forum.db, err), ERR_OK);
	message_clear(&record);
	return number;
}

int64_t
data_board_id(struct data *data, const char *slug)
{
	struct board board = {0};
	int64_t id;

	assert_int_equal(boards_find(data->forum.db, slug, &board), ERR_OK);
	id = board.id;
	board_clear(&board);
	return id;
}

int64_t
data_count(struct data *data, const char *query)
{
	return db_pragma_int(data->forum.db, query);
}
