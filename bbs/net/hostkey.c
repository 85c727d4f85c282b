/*
 * Making the host key, telling its fingerprint, and the page it is kept in.
 *
 * Whatever decodes the key does so in a short-lived process: libssh and OpenSSL leave copies in the heap, and the
 * listener's heap is every session's.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "net/hostkey.h"
#include "net/net.h"

enum { FINGERPRINT_BYTES = 128 };

enum err
secrets_open(struct secrets **out)
{
	struct secrets *secrets =
	    mmap(NULL, sizeof *secrets, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (secrets == MAP_FAILED)
		return ERR_IO;
	/* best effort: an operator may forbid locked memory */
	madvise(secrets, sizeof *secrets, MADV_DONTDUMP);
	mlock(secrets, sizeof *secrets);
	randombytes_buf(secrets->source_key, sizeof secrets->source_key);
	*out = secrets;
	return ERR_OK;
}

void
secrets_close(struct secrets *secrets)
{
	if (!secrets)
		return;
	explicit_bzero(secrets, sizeof *secrets);
	munmap(secrets, sizeof *secrets);
}

static int
hostkey_open_dir(const char *secrets_dir)
{
	return open(secrets_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* The rest of what read(2) gives, NUL-terminated. ERR_DAMAGED when it does not fit. */
static enum err
hostkey_read(int fd, char *out, size_t out_bytes)
{
	size_t length = 0;
	ssize_t got;

	while ((got = read(fd, out + length, out_bytes - length)) > 0 || (got < 0 && errno == EINTR)) {
		length += got > 0 ? (size_t)got : 0;
		if (length == out_bytes)
			return ERR_DAMAGED;
	}
	out[length] = '\0';
	return got < 0 ? ERR_IO : ERR_OK;
}

enum err
hostkey_load(const char *secrets_dir, struct secrets *secrets)
{
	int dir = hostkey_open_dir(secrets_dir), fd, saved;
	enum err result;

	if (dir < 0)
		return ERR_IO;
	fd = openat(dir, "host_key", O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	saved = errno;
	close(dir);
	errno = saved;
	if (fd < 0)
		return ERR_IO;
	result = hostkey_read(fd, secrets->host_key, sizeof secrets->host_key);
	close(fd);
	return result;
}

enum err
hostkey_decode(const struct secrets *secrets, ssh_key *out)
{
	ssh_key key = NULL;

	if (ssh_pki_import_privkey_base64(secrets->host_key, NULL, NULL, NULL, &key) != SSH_OK)
		return ERR_DAMAGED;
	if (ssh_key_type(key) != SSH_KEYTYPE_ED25519) {
		ssh_key_free(key);
		return ERR_DAMAGED;
	}
	*out = key;
	return ERR_OK;
}

/* --- in the short-lived process --- */

static bool
hostkey_write(int fd, const char *text, size_t bytes)
{
	while (bytes) {
		ssize_t written = write(fd, text, bytes);

		if (written < 0 && errno != EINTR)
			return false;
		text += written > 0 ? written : 0;
		bytes -= written > 0 ? (size_t)written : 0;
	}
	return true;
}

/*
 * Under a name of its own first, then linked to the real one: a crash leaves no half key, and of two that make
 * one at the same time the first wins (EEXIST), which is as good.
 */
static bool
hostkey_save(int dir, const char *text)
{
	char name[64];
	bool fine;
	int fd;

	snprintf(name, sizeof name, "host_key.%ld.new", (long)getpid());
	fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return false;
	fine = hostkey_write(fd, text, strlen(text)) && fsync(fd) == 0;
	close(fd);
	fine = fine && (linkat(dir, name, dir, "host_key", 0) == 0 || errno == EEXIST);
	unlinkat(dir, name, 0);
	return fine && fsync(dir) == 0;
}

static enum err
hostkey_make(int dir)
{
	char *text = NULL;
	ssh_key key = NULL;
	bool saved;

	if (ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) != SSH_OK)
		return ERR_DAMAGED;
	if (ssh_pki_export_privkey_base64(key, NULL, NULL, NULL, &text) != SSH_OK)
		return ERR_DAMAGED;
	saved = hostkey_save(dir, text);
	explicit_bzero(text, strlen(text));
	return saved ? ERR_OK : ERR_IO;
}

static enum err
hostkey_tell(const struct secrets *secrets, int out_fd)
{
	unsigned char *hash = NULL;
	size_t hash_bytes = 0;
	ssh_key key = NULL;
	char *text = NULL;

	if (hostkey_decode(secrets, &key) != ERR_OK)
		return ERR_DAMAGED;
	if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &hash_bytes) != SSH_OK)
		return ERR_DAMAGED;
	text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, hash_bytes);
	return text && hostkey_write(out_fd, text, strlen(text)) ? ERR_OK : ERR_DAMAGED;
}

/* Make the key when there is none, then write its fingerprint. The process ends next, so nothing is freed. */
static enum err
hostkey_work(const char *secrets_dir, int out_fd)
{
	int dir = hostkey_open_dir(secrets_dir);
	struct secrets *secrets = NULL;
	enum err result;

	if (dir < 0)
		return ERR_IO;
	if (faccessat(dir, "host_key", F_OK, AT_SYMLINK_NOFOLLOW) != 0) {
		result = errno == ENOENT ? hostkey_make(dir) : ERR_IO;
		if (result != ERR_OK)
			return result;
	}
	result = secrets_open(&secrets);
	if (result == ERR_OK)
		result = hostkey_load(secrets_dir, secrets);
	return result == ERR_OK ? hostkey_tell(secrets, out_fd) : result;
}

/* The child's way to say both: an exit status is one byte, the code first and errno in the pipe after it. */
static _Noreturn void
hostkey_child(const char *secrets_dir, int out_fd)
{
	enum err result = hostkey_work(secrets_dir, out_fd);
	int why = errno;

	if (result != ERR_OK && write(out_fd, &why, sizeof why) != (ssize_t)sizeof why)
		_exit(ERR_IO);
	_exit((int)result);
}

/* --- in the caller --- */

static enum err
hostkey_collect(pid_t child, int fd, char **out)
{
	char text[FINGERPRINT_BYTES];
	enum err result = hostkey_read(fd, text, sizeof text);
	int status, why = 0;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return ERR_IO;
	if (!WIFEXITED(status))
		return ERR_DAMAGED;
	if (WEXITSTATUS(status) != ERR_OK) {
		memcpy(&why, text, sizeof why);
		errno = why;
		return (enum err)WEXITSTATUS(status);
	}
	if (result == ERR_OK)
		*out = mem_copy_string(text);
	return result;
}

enum err
host_key_fingerprint(const char *secrets_dir, char **out)
{
	enum err result;
	int ends[2];
	pid_t child;

	if (pipe2(ends, O_CLOEXEC))
		return ERR_IO;
	child = fork();
	if (child == 0)
		hostkey_child(secrets_dir, ends[1]);
	close(ends[1]);
	result = child < 0 ? ERR_IO : hostkey_collect(child, ends[0], out);
	close(ends[0]);
	return result;
}
