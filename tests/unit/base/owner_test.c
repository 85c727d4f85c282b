/*
 * Root becomes the owner of the board, for good; everybody else stays who they are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../support/child.h"
#include "base/owner.h"

enum { SOMEBODY = 4242, THEIR_GROUP = 4343 };

static int
become(void *path)
{
	gid_t groups[4];

	if (owner_become(path) != ERR_OK)
		return 100;
	if (getuid() != geteuid() || getgid() != getegid())
		return 101;
	if (geteuid() == SOMEBODY)
		return getegid() == THEIR_GROUP && getgroups(4, groups) == 0 && setuid(0) ? 1 : 102;
	return 0;
}

static void
root_becomes_the_owner(void **state)
{
	char path[] = "/tmp/bbs-owner-XXXXXX";

	(void)state;
	if (geteuid())
		skip(); /* only root can give a directory away */
	assert_non_null(mkdtemp(path));
	assert_int_equal(child_wait(child_start(become, path)), 0);
	assert_int_equal(chown(path, SOMEBODY, THEIR_GROUP), 0);
	assert_int_equal(child_wait(child_start(become, path)), 1);
	assert_int_equal(rmdir(path), 0);
}

static void
without_a_directory_nothing_happens(void **state)
{
	char nowhere[] = "/tmp/there-is-no-such-directory";

	(void)state;
	assert_int_equal(child_wait(child_start(become, nowhere)), 0);
}

static int
become_from_nobody(void *path)
{
	if (!geteuid() && setuid(65534))
		return 103;
	return become(path);
}

static void
others_stay_who_they_are(void **state)
{
	char roots[] = "/";

	(void)state;
	assert_int_equal(child_wait(child_start(become_from_nobody, roots)), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(root_becomes_the_owner),
	    cmocka_unit_test(without_a_directory_nothing_happens),
	    cmocka_unit_test(others_stay_who_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
