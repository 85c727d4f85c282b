/*
 * Copies that are whole or not there at all.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "forum/backup.h"
#include "forum/copies.h"
#include "forum/ledger.h"
#include "forum/sealed.h"
#include "forum/setup.h"
#include "store/settings.h"

enum { DAY_S = 86400 };

static enum err
backup_system_error(void)
{
	return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ERR_FULL : ERR_IO;
}

/* Remove what was begun, and leave errno as the failure left it. */
static void
backup_unlink(const char *path)
{
	int why = errno;

	unlink(path);
	errno = why;
}

char *
backup_new_path(const char *directory, const char *word, const char *suffix)
{
	time_t now = (time_t)clock_now();
	struct tm tm;
	char stamp[32];
	char *path;

	strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", gmtime_r(&now, &tm));
	path = mem_format("%s/%s-%s%s", directory, word, stamp, suffix);
	for (int k = 2; !access(path, F_OK); k++) {
		free(path);
		path = mem_format("%s/%s-%s-%d%s", directory, word, stamp, k, suffix);
	}
	return path;
}

static char *
backup_directory(const struct forum *forum, const char *data)
{
	const char *elsewhere = forum->config->backup_directory;

	return *elsewhere ? mem_copy_string(elsewhere) : mem_format("%s/backups", data);
}

static bool
backup_is_sealing(const struct forum *forum)
{
	return *forum->config->backup_public_key != '\0';
}

static char *
backup_standard_path(const struct forum *forum, const char *data)
{
	char *directory = backup_directory(forum, data);
	char *path = backup_new_path(directory, "board", backup_is_sealing(forum) ? ".db.sealed" : ".db");

	free(directory);
	return path;
}

static int
backup_create(const char *path)
{
	return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

/* May a file be made here at all? Asked first, since the system says why and the engine does not. */
static enum err
backup_try_path(const char *path)
{
	int fd = backup_create(path);

	if (fd < 0)
		return backup_system_error();
	close(fd);
	unlink(path);
	return ERR_OK;
}

static enum err
backup_sync(const char *path, int flags)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
	enum err err = fd < 0 || fsync(fd) ? backup_system_error() : ERR_OK;

	if (fd >= 0)
		close(fd);
	return err;
}

static enum err
backup_write_plain(struct forum *forum, const char *part)
{
	mode_t mask = umask(077);
	enum err err = backup_try_path(part);

	if (err == ERR_OK)
		err = db_copy_to(forum->db, part);
	umask(mask);
	return err == ERR_OK ? backup_sync(part, 0) : err;
}

static enum err
backup_seal(const char *plain, const char *part, const char *public_key)
{
	int in_fd = open(plain, O_RDONLY | O_CLOEXEC), out_fd = backup_create(part);
	enum err err = in_fd < 0 || out_fd < 0 ? backup_system_error() : sealed_write(in_fd, out_fd, public_key);

	if (err == ERR_OK && fsync(out_fd))
		err = backup_system_error();
	if (in_fd >= 0)
		close(in_fd);
	if (out_fd >= 0)
		close(out_fd);
	return err;
}

/* The unsealed copy lies in the data directory, where the same words lie anyway, and nowhere else. */
static enum err
backup_write_sealed(struct forum *forum, const char *data, const char *part)
{
	char *plain = mem_format("%s/backups/unsealed.%ld.part", data, (long)getpid());
	enum err err = backup_try_path(part);

	if (err == ERR_OK)
		err = backup_write_plain(forum, plain);
	if (err == ERR_OK)
		err = backup_seal(plain, part, forum->config->backup_public_key);
	backup_unlink(plain);
	free(plain);
	return err;
}

/* Give a complete file its name, never one that is in use. Some network file systems can't refuse by themselves. */
static enum err
backup_publish(const char *part, const char *path)
{
	char *copy = mem_copy_string(path);
	enum err err = ERR_OK;

	if (renameat2(AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE)) {
		if (errno == EEXIST || (errno == EINVAL && !access(path, F_OK)))
			err = ERR_TAKEN;
		else if (errno != EINVAL || rename(part, path))
			err = backup_system_error();
	}
	if (err == ERR_OK)
		err = backup_sync(dirname(copy), O_DIRECTORY);
	free(copy);
	return err;
}

/* Another operator may take the name in the meantime: then the next one is as good, unless this one was asked for. */
static enum err
backup_publish_anew(const struct forum *forum, const char *data, const char *part, const char *asked, char **path)
{
	enum err err = backup_publish(part, *path);

	while (err == ERR_TAKEN && !asked) {
		free(*path);
		*path = backup_standard_path(forum, data);
		err = backup_publish(part, *path);
	}
	return err;
}

/* That there is a copy is worth noting, and not worth failing for. */
static void
backup_note(struct forum *forum)
{
	if (db_begin(forum->db) == ERR_OK)
		db_end(forum->db, settings_save(forum->db, "backup.made", "yes", clock_now(), 0));
}

int64_t
backup_last_at(struct forum *forum)
{
	int64_t at = 0;

	settings_find(forum->db, "backup.made", NULL, &at);
	return at;
}

static enum err
backup_check(const struct forum *forum, const char *data, const char *target)
{
	enum err err = setup_directories(data);

	if (err == ERR_OK && backup_is_sealing(forum) && !sealed_is_key(forum->config->backup_public_key))
		err = ERR_INVALID;
	if (err == ERR_OK && !access(target, F_OK))
		err = ERR_TAKEN;
	return err;
}

enum err
backup_make(struct forum *forum, const char *data, const char *path, struct backup *out)
{
	char *target = path ? mem_copy_string(path) : backup_standard_path(forum, data);
	char *part = mem_format("%s.%ld.part", target, (long)getpid());
	struct stat st;
	enum err err = backup_check(forum, data, target);

	if (err == ERR_OK) {
		err =
		    backup_is_sealing(forum) ? backup_write_sealed(forum, data, part) : backup_write_plain(forum, part);
		if (err == ERR_OK)
			err = backup_publish_anew(forum, data, part, path, &target);
		if (err != ERR_OK)
			backup_unlink(part);
	}
	free(part);
	if (err != ERR_OK) {
		free(target);
		return err;
	}
	backup_note(forum);
	if (copies_note(data, target) != ERR_OK)
		log_warning("no_ledger_beside words=%s", target);
	*out = (struct backup){.path = target, .is_sealed = backup_is_sealing(forum)};
	out->bytes = stat(target, &st) ? 0 : (int64_t)st.st_size;
	return ERR_OK;
}

/* --- age --- */

/* The time in the name of one of our own copies, or 0: it does not change when a file is moved about. */
static int64_t
backup_time_of(const char *name)
{
	static const char *const words[] = {"board-", "before-upgrade-", "before-restore-"};
	struct tm tm = {0};

	if (!strstr(name, ".db") || strstr(name, ".part") || strstr(name, ".erasing"))
		return 0;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (!strncmp(name, words[k], strlen(words[k])) &&
		    strptime(name + strlen(words[k]), "%Y%m%d-%H%M%S", &tm))
			return (int64_t)timegm(&tm);
	return 0;
}

/* The newest copy's time: that one stays whatever its age. */
static int64_t
backup_newest(DIR *directory)
{
	const struct dirent *entry;
	int64_t newest = 0;

	rewinddir(directory);
	while ((entry = readdir(directory))) {
		int64_t at = backup_time_of(entry->d_name);

		if (at > newest)
			newest = at;
	}
	return newest;
}

/* Was it begun by somebody who was killed since? An unsealed part is as telling as the board itself. */
static bool
backup_is_left(DIR *directory, const char *name, int64_t before)
{
	size_t bytes = strlen(name);
	struct stat st;

	if (bytes < 5 || strcmp(name + bytes - 5, ".part") != 0)
		return false;
	if (strncmp(name, "board-", 6) != 0 && strncmp(name, "before-", 7) != 0 && strncmp(name, "unsealed.", 9) != 0)
		return false;
	return !fstatat(dirfd(directory), name, &st, AT_SYMLINK_NOFOLLOW) && st.st_mtime < before;
}

/* newest: the time of copies that stay whatever their age; 0 for none. */
static enum err
backup_remove_old(DIR *directory, int64_t before, int64_t newest, int64_t *removed)
{
	int64_t yesterday = clock_now() - DAY_S;
	const struct dirent *entry;

	rewinddir(directory);
	while ((entry = readdir(directory))) {
		int64_t at = backup_time_of(entry->d_name);
		bool is_old = at && at < before && at != newest;

		if (!is_old && !backup_is_left(directory, entry->d_name, yesterday))
			continue;
		if (unlinkat(dirfd(directory), entry->d_name, 0))
			return ERR_IO;
		*removed += !strstr(entry->d_name, LEDGER_SUFFIX);
	}
	return ERR_OK;
}

static enum err
backup_expire_in(const char *path, int64_t before, bool keeps_newest, int64_t *removed)
{
	DIR *directory = opendir(path);
	enum err err;

	if (!directory)
		return ERR_IO;
	err = backup_remove_old(directory, before, keeps_newest ? backup_newest(directory) : 0, removed);
	closedir(directory);
	return err;
}

/* Copies before an upgrade or a restore lie in the data directory, wherever the others are. */
enum err
backup_expire(struct forum *forum, const char *data, int64_t *out_removed)
{
	char *path = backup_directory(forum, data), *own = mem_format("%s/backups", data);
	int64_t removed = 0, before = clock_now() - forum->config->backup_keep_days * DAY_S;
	enum err err = backup_expire_in(path, before, true, &removed);

	if (err == ERR_OK && strcmp(path, own) != 0)
		err = backup_expire_in(own, before, false, &removed);
	free(own);
	free(path);
	if (err == ERR_OK)
		*out_removed = removed;
	return err;
}

/* --- keys --- */

enum err
backup_make_keys(const char *secret_path, char *out_public)
{
	char secret[SEALED_KEY_CHARS + 2];
	int fd = backup_create(secret_path);
	enum err err = ERR_OK;

	if (fd < 0)
		return errno == EEXIST ? ERR_TAKEN : backup_system_error();
	sealed_make_keys(out_public, secret);
	secret[SEALED_KEY_CHARS] = '\n';
	if (write(fd, secret, sizeof secret - 1) != (ssize_t)sizeof secret - 1 || fsync(fd))
		err = backup_system_error();
	sodium_memzero(secret, sizeof secret);
	close(fd);
	if (err != ERR_OK)
		backup_unlink(secret_path);
	return err;
}

static enum err
backup_read_key(const char *path, char out[static SEALED_KEY_CHARS + 1])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got;

	if (fd < 0)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	got = read(fd, out, SEALED_KEY_CHARS);
	close(fd);
	if (got < 0)
		return ERR_IO;
	out[got] = '\0';
	return sealed_is_key(out) ? ERR_OK : ERR_INVALID;
}

static enum err
backup_open_copy(const char *copy, const char *path, const char *key)
{
	int in_fd = open(copy, O_RDONLY | O_CLOEXEC), out_fd = backup_create(path);
	enum err err = in_fd < 0 || out_fd < 0 ? backup_system_error() : sealed_read(in_fd, out_fd, key);

	if (in_fd >= 0)
		close(in_fd);
	if (out_fd >= 0)
		close(out_fd);
	return err;
}

enum err
backup_unseal(const char *data, const char *copy, const char *key_path, char **out_path)
{
	char key[SEALED_KEY_CHARS + 1];
	char *path = mem_format("%s/backups/unsealed.%ld.part", data, (long)getpid());
	enum err err = setup_directories(data);

	if (err == ERR_OK)
		err = backup_read_key(key_path, key);
	if (err == ERR_OK) {
		err = backup_open_copy(copy, path, key);
		if (err != ERR_OK)
			backup_unlink(path);
	}
	sodium_memzero(key, sizeof key);
	if (err == ERR_OK)
		*out_path = path;
	else
		free(path);
	return err;
}
