/*
 * The host key: made once, private, the same ever after, and wiped on request.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "net/hostkey.h"
#include "net/serve.h"

static char directory[] = "/tmp/bbs-hostkey-XXXXXX";

static void
path_of_key(char out[static 100])
{
	snprintf(out, 100, "%s/host_key", directory);
}

static void
a_key_is_made_once_and_is_nobody_elses(void **state)
{
	char *first = NULL, *second = NULL, path[100];
	struct stat info;

	(void)state;
	assert_int_equal(host_key_fingerprint(directory, &first), ERR_OK);
	assert_int_equal(strncmp(first, "SHA256:", 7), 0);
	assert_int_equal(strlen(first), 50);
	path_of_key(path);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	assert_int_equal(info.st_nlink, 1); /* the name it was written under has gone */
	assert_int_equal(host_key_fingerprint(directory, &second), ERR_OK);
	assert_string_equal(first, second);
	free(first);
	free(second);
}

static void
the_page_holds_the_key_and_can_be_decoded(void **state)
{
	struct secrets *secrets = NULL;
	ssh_key key = NULL;

	(void)state;
	assert_int_equal(secrets_open(&secrets), ERR_OK);
	assert_int_equal(hostkey_decode(secrets, &key), ERR_DAMAGED); /* nothing in it yet */
	assert_int_equal(hostkey_load(directory, secrets), ERR_OK);
	assert_int_equal(hostkey_decode(secrets, &key), ERR_OK);
	assert_int_equal(ssh_key_is_private(key), 1);
	ssh_key_free(key);
	secrets_close(secrets);
	secrets_close(NULL);
}

static void
a_damaged_key_is_not_replaced(void **state)
{
	char path[100], *out = NULL, text[8] = "";
	int fd;

	(void)state;
	path_of_key(path);
	fd = open(path, O_WRONLY | O_TRUNC);
	assert_int_equal(write(fd, "rubbish", 7), 7);
	close(fd);
	assert_int_equal(host_key_fingerprint(directory, &out), ERR_DAMAGED);
	assert_null(out);
	fd = open(path, O_RDONLY);
	assert_int_equal(read(fd, text, 7), 7);
	assert_string_equal(text, "rubbish");
	close(fd);
}

static void
without_a_directory_the_reason_is_told(void **state)
{
	char *out = NULL;

	(void)state;
	errno = 0;
	assert_int_equal(host_key_fingerprint("/nonexistent/secrets", &out), ERR_IO);
	assert_int_equal(errno, ENOENT);
}

static int
begin(void **state)
{
	(void)state;
	return sodium_init() >= 0 && mkdtemp(directory) ? 0 : -1;
}

static int
tidy(void **state)
{
	char path[100];

	(void)state;
	path_of_key(path);
	unlink(path);
	return rmdir(directory);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_key_is_made_once_and_is_nobody_elses),
	    cmocka_unit_test(the_page_holds_the_key_and_can_be_decoded),
	    cmocka_unit_test(a_damaged_key_is_not_replaced),
	    cmocka_unit_test(without_a_directory_the_reason_is_told),
	};

	return cmocka_run_group_tests(tests, begin, tidy);
}
