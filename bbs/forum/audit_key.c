/*
 * The audit's key: a small file that is made once. Under the writers' lock, so that two who begin at once agree on it.
 */
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/random.h"
#include "forum/audit_key.h"

static bool
audit_key_read(const char *path, struct audit_key *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool is_whole = fd >= 0 && read(fd, out->bytes, sizeof out->bytes) == (ssize_t)sizeof out->bytes;

	if (fd >= 0)
		close(fd);
	return is_whole;
}

/* What a crash left half written is written anew: nothing was hashed with it. */
static bool
audit_key_make(const char *path, struct audit_key *out)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool fine;

	random_bytes(out->bytes, sizeof out->bytes);
	fine = fd >= 0 && write(fd, out->bytes, sizeof out->bytes) == (ssize_t)sizeof out->bytes && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return fine;
}

struct audit_key *
audit_key_open(struct db *db, const char *directory)
{
	struct audit_key *key = mem_alloc(sizeof *key);
	char *path = mem_format("%s/audit.key", directory);
	bool fine = audit_key_read(path, key);

	if (!fine && db_lock(db) == ERR_OK) {
		fine = audit_key_read(path, key) || audit_key_make(path, key);
		db_unlock(db);
	}
	free(path);
	if (fine)
		return key;
	log_error("no_audit_key");
	audit_key_free(key);
	return NULL;
}

void
audit_key_free(struct audit_key *key)
{
	if (key)
		sodium_memzero(key, sizeof *key);
	free(key);
}
