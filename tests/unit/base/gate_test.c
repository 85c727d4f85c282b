/*
 * The gate between processes: four inside, thirty-two waiting, and a dead process lets go.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/gate.h"
#include "base/sandbox.h"

enum { MOST = GATE_INSIDE + GATE_WAITING + 1 };

/* A child that says how entering went, one byte, then holds its place until killed. */
static pid_t
enter_in_child(int answers)
{
	pid_t child = fork();
	unsigned char result;

	if (child)
		return child;
	result = (unsigned char)gate_enter();
	if (write(answers, &result, 1) != 1)
		_exit(1);
	for (;;)
		pause();
}

static int
hear(int answers)
{
	unsigned char result = 255;

	assert_int_equal(read(answers, &result, 1), 1);
	return result;
}

static void
end(pid_t child)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static void
four_are_let_in_and_a_death_lets_in_the_next(void **state)
{
	pid_t children[GATE_INSIDE], waiting;
	int answers[2];

	(void)state;
	assert_int_equal(pipe(answers), 0);
	for (int k = 0; k < GATE_INSIDE; k++) {
		children[k] = enter_in_child(answers[1]);
		assert_int_equal(hear(answers[0]), ERR_OK);
	}
	waiting = enter_in_child(answers[1]);
	for (int k = 0; k < GATE_INSIDE; k++)
		end(children[k]);
	assert_int_equal(hear(answers[0]), ERR_OK); /* would wait for ever if the dead held on */
	end(waiting);
	close(answers[0]);
	close(answers[1]);
}

static void
the_thirty_seventh_is_told_busy(void **state)
{
	pid_t children[MOST];
	int answers[2];

	(void)state;
	assert_int_equal(pipe(answers), 0);
	for (int k = 0; k < MOST; k++)
		children[k] = enter_in_child(answers[1]);
	for (int k = 0; k < GATE_INSIDE; k++) /* four are in, one of the others has no place to wait */
		assert_int_not_equal(hear(answers[0]), 255);
	assert_int_equal(hear(answers[0]), ERR_BUSY);
	for (int k = 0; k < MOST; k++)
		end(children[k]);
	close(answers[0]);
	close(answers[1]);
}

static void
leaving_makes_room(void **state)
{
	(void)state;
	for (int k = 0; k < 100; k++) {
		assert_int_equal(gate_enter(), ERR_OK);
		gate_leave();
	}
	gate_leave(); /* once too often does nothing */
}

/* A process that is no family: it has opened the gate's file itself, and is in a session's sandbox. */
static pid_t
enter_as_stranger(const char *directory, const char *path, int answers)
{
	pid_t child = fork();
	unsigned char result = 99;

	if (child)
		return child;
	if (gate_init(path) == ERR_OK && sandbox_enter(SANDBOX_SESSION, directory, NULL) == ERR_OK)
		result = (unsigned char)gate_enter();
	if (write(answers, &result, 1) != 1)
		_exit(1);
	for (;;)
		pause();
}

/* Before this process has a gate of its own, which its children would inherit. */
static void
strangers_share_the_gate_of_a_file(void **state)
{
	char directory[] = "/tmp/bbs-gate-XXXXXX", path[64];
	pid_t children[MOST];
	int answers[2], busy = 0;

	(void)state;
	assert_int_equal(gate_fd(), -1);
	assert_int_equal(sandbox_init(), ERR_OK);
	assert_non_null(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/gate", directory);
	assert_int_equal(pipe(answers), 0);
	for (int k = 0; k < MOST; k++)
		children[k] = enter_as_stranger(directory, path, answers[1]);
	for (int k = 0; k <= GATE_INSIDE; k++) { /* the others wait */
		int result = hear(answers[0]);

		busy += result == ERR_BUSY;
		assert_true(result == ERR_OK || result == ERR_BUSY);
	}
	assert_int_equal(busy, 1);
	for (int k = 0; k < MOST; k++)
		end(children[k]);
	unlink(path);
	rmdir(directory);
	close(answers[0]);
	close(answers[1]);
}

static int
make_gate(void **state)
{
	(void)state;
	/* without a gate everybody may in */
	if (gate_fd() != -1 || gate_enter() != ERR_OK)
		return -1;
	gate_leave();
	return gate_init(NULL) == ERR_OK && gate_fd() >= 0 ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(strangers_share_the_gate_of_a_file),
	    cmocka_unit_test_setup(four_are_let_in_and_a_death_lets_in_the_next, make_gate),
	    cmocka_unit_test(leaving_makes_room),
	    cmocka_unit_test(the_thirty_seventh_is_told_busy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
