/*
 * A public key's file. What is in it is forum/key.h's to say; whoever gives the wrong half has its bytes wiped.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli/secret.h"
#include "forum/key.h"

static enum err
secret_read_file(const char *path, char *text, size_t room)
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
	char text[KEY_TEXT_BYTES + 1];
	enum err err = secret_read_file(path, text, KEY_TEXT_BYTES);

	if (err == ERR_OK)
		err = key_read(text, out);
	explicit_bzero(text, sizeof text);
	return err;
}
