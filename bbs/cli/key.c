/*
 * A public key's file, as ssh-keygen writes it: "ssh-ed25519 AAAA... somebody@somewhere". Whoever gives the wrong
 * half gets a plain word about it, and the bytes are wiped.
 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/secret.h"

enum { KEY_FILE_BYTES = 16 * 1024 }; /* more than any key that is let in, with comments before it */

/* What the transport lets in, and how many fields each has after its own name. RFC 4253 6.6, 5656 3.1, PROTOCOL.u2f */
static const struct {
	const char *type;
	int fields;
} kinds[] = {
    {"ssh-ed25519", 1},
    {"ecdsa-sha2-nistp256", 2},
    {"ecdsa-sha2-nistp384", 2},
    {"ecdsa-sha2-nistp521", 2},
    {"ssh-rsa", 2},
    {"sk-ssh-ed25519@openssh.com", 2},
    {"sk-ecdsa-sha2-nistp256@openssh.com", 3},
};

/* A field is four bytes of length and so many more. Moves *at past it. */
static bool
key_take_field(const unsigned char *blob, size_t bytes, size_t *at, size_t *length)
{
	if (bytes - *at < 4)
		return false;
	*length = (size_t)blob[*at] << 24 | (size_t)blob[*at + 1] << 16 | (size_t)blob[*at + 2] << 8 | blob[*at + 3];
	*at += 4;
	if (!*length || bytes - *at < *length)
		return false;
	*at += *length;
	return true;
}

/* Does the blob name this type, and have its fields and nothing else? */
static bool
key_blob_fits(const unsigned char *blob, size_t bytes, const char *type, int fields)
{
	size_t at = 0, length;

	if (!key_take_field(blob, bytes, &at, &length) || length != strlen(type) || memcmp(blob + 4, type, length))
		return false;
	for (int k = 0; k < fields; k++)
		if (!key_take_field(blob, bytes, &at, &length))
			return false;
	return at == bytes;
}

static bool
key_is_good(const char *type, const char *base64)
{
	unsigned char blob[CONTROL_KEY_BYTES];
	size_t bytes;

	if (sodium_base642bin(blob, sizeof blob, base64, strlen(base64), NULL, &bytes, NULL,
		sodium_base64_VARIANT_ORIGINAL))
		return false;
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		if (!strcmp(kinds[k].type, type))
			return key_blob_fits(blob, bytes, type, kinds[k].fields);
	return false;
}

static enum err
key_take_line(char *line, char *out)
{
	char *rest, *type = strtok_r(line, " \t\r", &rest), *base64 = strtok_r(NULL, " \t\r", &rest);

	if (!type || !base64)
		return ERR_INVALID;
	if (strlen(type) + 1 + strlen(base64) > CONTROL_KEY_BYTES)
		return ERR_TOO_LONG;
	if (!key_is_good(type, base64))
		return ERR_INVALID;
	snprintf(out, CONTROL_KEY_BYTES + 1, "%s %s", type, base64);
	return ERR_OK;
}

static enum err
key_take(char *text, char *out)
{
	char *rest = text, *line;

	if (strstr(text, "PRIVATE KEY") || strstr(text, "PuTTY-User-Key-File"))
		return ERR_DENIED;
	if (strstr(text, "BEGIN SSH2 PUBLIC KEY") || strstr(text, "BEGIN PUBLIC KEY") ||
	    strstr(text, "BEGIN RSA PUBLIC KEY"))
		return ERR_FOREIGN;
	while ((line = strsep(&rest, "\n"))) {
		line += strspn(line, " \t\r");
		if (*line && *line != '#')
			return key_take_line(line, out);
	}
	return ERR_EMPTY;
}

static enum err
key_read_file(const char *path, char *text, size_t room)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t length = 0;
	ssize_t count = 0;

	if (fd < 0)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	while (length < room && (count = read(fd, text + length, room - length)) > 0)
		length += (size_t)count;
	text[length] = '\0';
	close(fd);
	return count < 0 ? ERR_IO : ERR_OK;
}

enum err
secret_load_key(const char *path, char out[static CONTROL_KEY_BYTES + 1])
{
	char text[KEY_FILE_BYTES + 1];
	enum err err = key_read_file(path, text, KEY_FILE_BYTES);

	if (err == ERR_OK)
		err = key_take(text, out);
	explicit_bzero(text, sizeof text);
	return err;
}
