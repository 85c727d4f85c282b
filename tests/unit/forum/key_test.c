/*
 * Public keys as people paste them: whole, broken, from PuTTY; the wrong half; and anything else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/random.h"
#include "base/str.h"
#include "forum/key.h"

static const char ed_base64[] = "AAAAC3NzaC1lZDI1NTE5AAAAIPjyKn0gjBhF5efR/JlsYU1u9G9D7HN28oSeyeCap01R";
static const char ed_print[] = "SHA256:3zE/uLcy4HMcxPiL8R4gGMSHLCBpCn4/9aHM2Jv3g2A"; /* as ssh-keygen -l says */
static const char ecdsa[] = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBFp335yQa56No1thSR"
			    "A70+xLQC3vNU+UW6o/KVfd3/LF53Nq4ZKQzmwM39FuAcr3DP6L4kMjbJr0AUjhM3pIQBk=";
static const char rsa_2048[] =
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCXqbxEO7Dyp4/qauaODkiaoHz/dhNmDm+v1+Kdi0LEsxalNIPnIf"
    "DMmrNSOhQAcwS8A9J/jFpQdYVfxcFpuOkdqO5nEpHmRr+VDIuwNG5ceaPGktcFcRJf7wGjq2gakkSzJ5OVGue4lmZT"
    "iiEE2LrNmBbJ4fj9vEGRx1OcuJem5Sh7rYjgsjhhr2ebmBEzXLgmBpQFmSlshkExHgbCWN5I9Y9KYqIJdPO+/IMhqv"
    "bLmGAeSnNY9FFOPJ6IsIAm5WpLKCjt554zggqLZK2nEFR2LwMglmB8MVCVDucnYIperRP2epjadoyQTHr91LDiJRfE"
    "A8O77G3wtmvZa0+CUggX";
static const char rsa_1024[] =
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC+S90Qk9vhuuSzl95zw/aUD8n2C+Tt2MypobqNmwlW/HXUK/nXmH"
    "y8JoAxox1jYUTND0zaO7hwSwYpDXa7HuLOIGz23YAgRZGQOkNl2Ov87ZVEVn7Ap6u9AemvYEBn3C9JucKGb38ysxuG"
    "1HNUZECXy0qJUACA2piEURM/eqgTAw==";

static char ed[128];

static void
reads(const char *text, const char *expected)
{
	char out[CONTROL_KEY_BYTES + 1] = "";

	assert_int_equal(key_read(text, out), ERR_OK);
	assert_string_equal(out, expected);
}

static void
refuses(const char *text, enum err expected)
{
	char out[CONTROL_KEY_BYTES + 1] = "as it was";

	assert_int_equal(key_read(text, out), expected);
	assert_string_equal(out, "as it was");
}

/* The key with a line break before every so many letters of its base64. */
static char *
broken(const char *key, size_t every, const char *gap)
{
	const char *base64 = strchr(key, ' ') + 1;
	struct str out;

	str_init(&out);
	str_add_bytes(&out, key, (size_t)(base64 - key));
	for (size_t k = 0; base64[k]; k++) {
		if (k && k % every == 0)
			str_add(&out, gap);
		str_add_char(&out, base64[k]);
	}
	return str_take(&out);
}

static void
a_line_is_a_key(void **state)
{
	char *text = mem_format("\n  # mine\r\n%s ann@laptop and more\n%s\n", ed, ecdsa);

	(void)state;
	reads(ed, ed);
	reads(ecdsa, ecdsa);
	reads(rsa_2048, rsa_2048);
	reads(text, ed);
	free(text);
}

static void
lines_broken_anywhere_are_joined(void **state)
{
	static const char *const gaps[] = {"\n", "\r\n", " ", " \n  "};
	static const size_t steps[] = {1, 7, 40, 76};
	const char *const keys[] = {ed, ecdsa, rsa_2048};

	(void)state;
	for (size_t k = 0; k < 3; k++)
		for (size_t g = 0; g < 4; g++)
			for (size_t s = 0; s < 4; s++) {
				char *text = broken(keys[k], steps[s], gaps[g]);
				char *with_comment = mem_format("%s\nAAAA@home\n", text);

				reads(text, keys[k]);
				reads(with_comment, keys[k]);
				free(with_comment);
				free(text);
			}
}

static void
puttys_public_file_is_a_key(void **state)
{
	char *text = mem_format("---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"256-bit key, by\n somebody\"\n%.40s\n%s\n"
				"---- END SSH2 PUBLIC KEY ----\n",
	    ed_base64, ed_base64 + 40);

	(void)state;
	reads(text, ed);
	free(text);
	refuses("---- BEGIN SSH2 PUBLIC KEY ----\n---- END SSH2 PUBLIC KEY ----\n", ERR_INVALID);
}

static void
a_private_half_is_told_by_any_part_of_it(void **state)
{
	static const char *const texts[] = {
	    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU",
	    "-----BEGIN RSA PRIVATE KEY-----",
	    "-----BEGIN PRIV\nATE KEY-----",
	    "b3BlbnNzaC1rZXkt\ndjEAAAAABG5vbmUAAAAE",
	    "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none",
	    "Private-Lines: 1\nAAAA",
	    "begin private key",
	};
	char *text = mem_format("%s\n-----BEGIN OPENSSH PRIVATE KEY-----\n", ed);

	(void)state;
	for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
		refuses(texts[k], ERR_DENIED);
	refuses(text, ERR_DENIED); /* both halves at once */
	free(text);
}

static void
what_is_no_key_is_refused(void **state)
{
	char *cut = mem_copy_bytes(ed, strlen(ed) - 1), *more = mem_format("%sAAAA", ed), long_text[5000];

	(void)state;
	refuses("", ERR_EMPTY);
	refuses(" \n# nothing here\n", ERR_EMPTY);
	refuses("hello", ERR_INVALID);
	refuses("ssh-ed25519", ERR_INVALID);
	refuses("ssh-ed25519 ", ERR_INVALID);
	refuses("ssh-ed25519 not/base64!", ERR_INVALID);
	refuses("ssh-dss AAAAB3NzaC1kc3MAAACBAP", ERR_INVALID);
	refuses("-----BEGIN PUBLIC KEY-----\nMFkw", ERR_FOREIGN);
	refuses(rsa_1024, ERR_INVALID);
	refuses(cut, ERR_INVALID);
	refuses(more, ERR_INVALID);
	memset(long_text, 'A', sizeof long_text - 1);
	memcpy(long_text, "ssh-rsa ", 8);
	long_text[sizeof long_text - 1] = '\0';
	refuses(long_text, ERR_TOO_LONG);
	free(more);
	free(cut);
}

/* Whatever comes: an answer, and when it is a key, one that reads the same again. */
static void
anything_gets_an_answer(void **state)
{
	static const char pieces[][16] = {"ssh-ed25519", "ssh-rsa", " ", "\n", "AAAA", "AAAAC3Nza", "=", "/", "----",
	    "BEGIN SSH2 ", "PUBLIC KEY", "Comment: ", "\xff", "#", "\t"};

	(void)state;
	random_pin(3);
	for (int round = 0; round < 20000; round++) {
		char out[CONTROL_KEY_BYTES + 1], *source = broken(round % 2 ? ed : ecdsa, 1 + random_below(80), "\n");
		struct str text = {.text = source, .bytes = strlen(source), .capacity = strlen(source) + 1};

		for (uint32_t changes = random_below(4); changes; changes--) {
			uint32_t at = random_below((uint32_t)text.bytes);

			if (random_below(2))
				str_insert(&text, at, pieces[random_below(15)],
				    strlen(pieces[random_below(15)]) / 4 + 1);
			else
				str_remove(&text, at, random_below(3) % (text.bytes - at));
		}
		if (key_read(text.text, out) == ERR_OK)
			reads(out, out);
		str_clear(&text);
	}
}

static void
a_key_has_a_fingerprint(void **state)
{
	char print[KEY_PRINT_BYTES];

	(void)state;
	key_fingerprint(ed, print);
	assert_string_equal(print, ed_print);
	key_fingerprint("nonsense", print);
	assert_string_equal(print, "");
	key_fingerprint("ssh-rsa !", print);
	assert_string_equal(print, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_line_is_a_key),
	    cmocka_unit_test(lines_broken_anywhere_are_joined),
	    cmocka_unit_test(puttys_public_file_is_a_key),
	    cmocka_unit_test(a_private_half_is_told_by_any_part_of_it),
	    cmocka_unit_test(what_is_no_key_is_refused),
	    cmocka_unit_test(anything_gets_an_answer),
	    cmocka_unit_test(a_key_has_a_fingerprint),
	};

	snprintf(ed, sizeof ed, "ssh-ed25519 %s", ed_base64);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
