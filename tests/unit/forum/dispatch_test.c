/*
 * From the outbox to the spool: what is in a file, when none is made, a full disk, a crash between two steps.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../support/data.h"
#include "base/clock.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/conversation.h"
#include "forum/dispatch.h"
#include "forum/nudge.h"
#include "forum/spool.h"
#include "store/outbox.h"
#include "store/settings.h"

enum { TEXT_BYTES = 1000 };

/* Ann wants nudges and has left; Bob has answered her. */
struct scene {
	struct actor ann, bob;
	int64_t thread;
	char code[16];
	char *spool;
};

static void
add(struct data *data, const char *kind, int64_t member, const char *code, int64_t due_at)
{
	assert_int_equal(db_begin(data->forum.db), ERR_OK);
	assert_int_equal(db_end(data->forum.db, outbox_add(data->forum.db, kind, member, code, due_at)), ERR_OK);
}

static void
read_code(struct data *data, char out[16])
{
	struct outbox_row_list list = {0};

	assert_int_equal(outbox_list(data->forum.db, clock_now(), 50, &list), ERR_OK);
	assert_int_equal(list.count, 1);
	snprintf(out, 16, "%s", list.rows[0].code);
	outbox_row_list_clear(&list);
}

static struct scene
set_scene(struct data *data)
{
	struct scene scene = {
	    .ann = data_member(data, "ann-here", ACTOR_MEMBER),
	    .bob = data_member(data, "bob-there", ACTOR_MEMBER),
	    .spool = spool_path(data->root),
	};

	data->config.limits_new_gap_s = 0;
	data_group(data, "talking", 1);
	scene.thread = data_thread(data, data_board(data, "general", "talking", false), &scene.ann, "Stairs");
	data_message(data, scene.thread, &scene.ann, 0, "Hello");
	assert_int_equal(nudge_ask(&data->forum, &scene.ann, "ann@example.org"), ERR_OK);
	read_code(data, scene.code);
	return scene;
}

static void
leave_and_be_answered(struct data *data, const struct scene *scene)
{
	int64_t number;

	assert_int_equal(nudge_confirm(&data->forum, &scene->ann, scene->code), ERR_OK);
	assert_int_equal(account_leave(&data->forum, &scene->ann), ERR_OK);
	clock_advance_ms(60000);
	assert_int_equal(conversation_answer(&data->forum, &scene->bob, scene->thread, 1, "Marigolds.", NULL, &number),
	    ERR_OK);
}

static int64_t
count_kind(const struct scene *scene, enum spool_kind kind)
{
	struct spool_count counts[SPOOL_KINDS + 1];

	assert_int_equal(spool_look(scene->spool, counts), ERR_OK);
	return counts[kind].count;
}

static int64_t
rows_left(struct data *data)
{
	return data_count(data, "SELECT count(*) FROM outbox");
}

/* All of the one file in a folder; name, its own name. */
static void
read_file(const char *path, char out[TEXT_BYTES])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	ssize_t got;

	assert_true(fd >= 0);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	got = read(fd, out, TEXT_BYTES - 1);
	assert_true(got >= 0);
	out[got] = '\0';
	close(fd);
}

static void
read_only_mail(const struct scene *scene, char out[TEXT_BYTES])
{
	char **names, *path;
	size_t count;

	assert_int_equal(spool_list_mail(scene->spool, &names, &count), ERR_OK);
	assert_int_equal(count, 1);
	path = mem_format("%s/mail/%s", scene->spool, names[0]);
	read_file(path, out);
	free(path);
	free(names[0]);
	free(names);
}

static void
take_only_mail(const struct scene *scene, struct spool_letter *out)
{
	char **names;
	size_t count;

	assert_int_equal(spool_list_mail(scene->spool, &names, &count), ERR_OK);
	assert_int_equal(count, 1);
	assert_int_equal(spool_read(scene->spool, names[0], out), ERR_OK);
	assert_int_equal(spool_remove(scene->spool, names[0]), ERR_OK);
	free(names[0]);
	free(names);
}

static void
a_file_holds_what_is_needed_and_no_more(void **state)
{
	struct data *data = *state;
	struct scene scene = set_scene(data);
	struct spool_letter letter;
	char text[TEXT_BYTES], expected[TEXT_BYTES];
	int64_t wait_s = -1;

	assert_int_equal(dispatch_wait(&data->forum, &wait_s), ERR_OK);
	assert_int_equal(wait_s, 0);
	assert_int_equal(dispatch_due(&data->forum, scene.spool), ERR_OK);
	assert_int_equal(rows_left(data), 0);
	read_only_mail(&scene, text);
	snprintf(expected, sizeof expected, "kind=confirm\nto=ann@example.org\ncode=%s\nlanguage=en\nuntil=%lld\n",
	    scene.code, (long long)clock_now() + NUDGE_CODE_SECONDS);
	assert_string_equal(text, expected);
	take_only_mail(&scene, &letter);
	assert_int_equal(letter.kind, SPOOL_CONFIRM);
	assert_string_equal(letter.address, "ann@example.org");
	assert_string_equal(letter.code, scene.code);
	spool_letter_clear(&letter);

	leave_and_be_answered(data, &scene);
	assert_int_equal(dispatch_wait(&data->forum, &wait_s), ERR_OK);
	assert_int_equal(wait_s, NUDGE_AFTER_SECONDS);
	assert_int_equal(dispatch_due(&data->forum, scene.spool), ERR_OK);
	assert_int_equal(rows_left(data), 1); /* not yet */
	assert_int_equal(count_kind(&scene, SPOOL_NUDGE), 0);
	clock_advance_ms((int64_t)NUDGE_AFTER_SECONDS * 1000);
	assert_int_equal(dispatch_due(&data->forum, scene.spool), ERR_OK);
	assert_int_equal(dispatch_wait(&data->forum, &wait_s), ERR_NOT_FOUND);
	read_only_mail(&scene, text);
	snprintf(expected, sizeof expected, "kind=nudge\nto=ann@example.org\nlanguage=en\nuntil=%lld\n",
	    (long long)clock_now() + (int64_t)DISPATCH_NUDGE_DAYS * 86400);
	assert_string_equal(text, expected);
	free(scene.spool);
}

static void
a_red_case_calls_the_team_and_says_no_more(void **state)
{
	struct data *data = *state;
	char *spool = spool_path(data->root), *path = mem_format("%s/alert/1-red", spool), text[TEXT_BYTES];

	add(data, "alert", 0, "", clock_now());
	assert_int_equal(dispatch_due(&data->forum, spool), ERR_OK);
	read_file(path, text);
	assert_string_equal(text, "kind=red\nboard=Kidsof\n");
	assert_int_equal(rows_left(data), 0);
	free(path);
	free(spool);
}

static void
nothing_goes_to_who_came_back_or_wants_it_no_more(void **state)
{
	struct data *data = *state;
	struct scene scene = set_scene(data);

	assert_int_equal(nudge_remove(&data->forum, &scene.ann), ERR_OK);
	add(data, "confirm", scene.ann.member, scene.code, clock_now()); /* as if it had been too late to cancel */
	add(data, "nudge", scene.ann.member, "", clock_now());
	add(data, "nudge", 999, "", clock_now());
	add(data, "pigeon", 1, "", clock_now()); /* a newer program's */
	assert_int_equal(dispatch_due(&data->forum, scene.spool), ERR_OK);
	assert_int_equal(rows_left(data), 0);
	assert_int_equal(count_kind(&scene, SPOOL_NUDGE) + count_kind(&scene, SPOOL_CONFIRM), 0);
	free(scene.spool);
}

static void
let_files_grow(rlim_t bytes)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void
a_full_disk_keeps_the_row(void **state)
{
	struct data *data = *state;
	struct scene scene = set_scene(data);
	struct spool_prepared *parts;
	struct rlimit before;
	size_t count;
	enum err err;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	let_files_grow(10);
	err = dispatch_due(&data->forum, scene.spool);
	let_files_grow(before.rlim_cur);
	assert_int_equal(err, ERR_FULL);
	assert_int_equal(rows_left(data), 1);
	assert_int_equal(count_kind(&scene, SPOOL_CONFIRM), 0);
	assert_int_equal(spool_list_prepared(scene.spool, &parts, &count), ERR_OK);
	assert_int_equal(count, 0);
	assert_int_equal(dispatch_due(&data->forum, scene.spool), ERR_OK);
	assert_int_equal(rows_left(data), 0);
	assert_int_equal(count_kind(&scene, SPOOL_CONFIRM), 1);
	free(scene.spool);
}

static void
a_crash_loses_nothing_and_doubles_nothing(void **state)
{
	struct data *data = *state;
	struct scene scene = set_scene(data);
	struct spool_letter half = {.kind = SPOOL_CONFIRM,
	    .address = (char[]){"half@example.org"},
	    .code = (char[]){"000000"},
	    .language = (char[]){"en"}};
	struct spool_letter letter;
	int64_t id = data_count(data, "SELECT id FROM outbox");

	/* before the commit: the row is there, and says it */
	assert_int_equal(spool_prepare(scene.spool, id, &half), ERR_OK);
	assert_int_equal(count_kind(&scene, SPOOL_CONFIRM), 0); /* nobody sees it */
	assert_int_equal(dispatch_due(&data->forum, scene.spool), ERR_OK);
	take_only_mail(&scene, &letter);
	assert_string_equal(letter.address, "ann@example.org");
	spool_letter_clear(&letter);
	/* after it: the file is all there is */
	assert_int_equal(spool_prepare(scene.spool, id, &half), ERR_OK);
	assert_int_equal(dispatch_due(&data->forum, scene.spool), ERR_OK);
	take_only_mail(&scene, &letter);
	assert_string_equal(letter.address, "half@example.org");
	spool_letter_clear(&letter);
	free(scene.spool);
}

static void
put(const struct scene *scene, const char *name, const char *text)
{
	char *path = mem_format("%s/mail/%s", scene->spool, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	free(path);
}

static void
a_broken_file_is_known_and_set_aside(void **state)
{
	static const struct {
		const char *name, *text;
		enum err expected;
	} cases[] = {
	    {"1-nudge", "kind=nudge\nto=a@b.org\nlanguage=en\nuntil=5\n", ERR_OK},
	    {"1-confirm", "kind=confirm\nto=a@b.org\ncode=012345\nlanguage=en\nuntil=5\n", ERR_OK},
	    {"1-nudge", "", ERR_INVALID},
	    {"1-nudge", "kind=nudge\nto=a@b.org\nlanguage=en\nunt", ERR_INVALID},
	    {"1-nudge", "kind=nudge\nto=a@b.org\nlanguage=en\nuntil=5", ERR_INVALID},
	    {"1-nudge", "kind=nudge\nto=a@b.org\nlanguage=en\nuntil=soon\n", ERR_INVALID},
	    {"1-nudge", "kind=nudge\nto=a@b.org\nto=c@d.org\nlanguage=en\nuntil=5\n", ERR_INVALID},
	    {"1-nudge", "kind=nudge\nto= a@b.org\nlanguage=en\nuntil=5\n", ERR_INVALID},
	    {"1-nudge", "kind=nudge\nto=a@b.org\rBcc: c@d.org\nlanguage=en\nuntil=5\n", ERR_INVALID},
	    {"1-nudge", "kind=nudge\nto=a@b.org, c@d.org\nlanguage=en\nuntil=5\n", ERR_INVALID},
	    {"1-nudge", "kind=nudge\nto=a@b.org\nlanguage=en\nBcc: c@d.org\nuntil=5\n", ERR_INVALID},
	    {"1-nudge", "kind=nudge\nto=a@b.org\ncode=012345\nlanguage=en\nuntil=5\n", ERR_INVALID},
	    {"1-nudge", "kind=confirm\nto=a@b.org\ncode=012345\nlanguage=en\nuntil=5\n", ERR_INVALID},
	    {"1-confirm", "kind=confirm\nto=a@b.org\ncode=01234x\nlanguage=en\nuntil=5\n", ERR_INVALID},
	    {"1-confirm", "kind=confirm\nto=a@b.org\nlanguage=en\nuntil=5\n", ERR_INVALID},
	};
	struct scene scene = {.spool = spool_path(((struct data *)*state)->root)};
	struct spool_letter letter;
	char *path;

	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		letter = (struct spool_letter){0};
		put(&scene, cases[k].name, cases[k].text);
		if (spool_read(scene.spool, cases[k].name, &letter) != cases[k].expected)
			fail_msg("%s", cases[k].text);
		spool_letter_clear(&letter);
	}
	assert_int_equal(spool_read(scene.spool, "2-nudge", &letter), ERR_NOT_FOUND);
	assert_int_equal(spool_set_aside(scene.spool, "1-nudge"), ERR_OK);
	path = mem_format("%s/1-nudge.bad", scene.spool);
	assert_int_equal(access(path, F_OK), 0);
	assert_int_equal(count_kind(&scene, SPOOL_KINDS), 1);
	assert_int_equal(count_kind(&scene, SPOOL_NUDGE), 0);
	free(path);
	free(scene.spool);
}

#define EMPTY(test) cmocka_unit_test_setup_teardown(test, data_make_empty, data_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    EMPTY(a_file_holds_what_is_needed_and_no_more),
	    EMPTY(a_red_case_calls_the_team_and_says_no_more),
	    EMPTY(nothing_goes_to_who_came_back_or_wants_it_no_more),
	    EMPTY(a_full_disk_keeps_the_row),
	    EMPTY(a_crash_loses_nothing_and_doubles_nothing),
	    EMPTY(a_broken_file_is_known_and_set_aside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
