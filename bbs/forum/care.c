/*
 * Copies that are whole or not there at all, and one restore at a time.
 *
 * What keeps a restore alone: the keeper's lock (the board is not running), nobody having the database open (a
 * keeper may wait for its lock, and sessions hold none), and an exclusive lock on the directory db/ itself, which
 * every operator's command shares. A lock on a directory leaves no file behind, so that a command run as another
 * user spoils nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/care.h"
#include "forum/keeper.h"
#include "forum/setup.h"
#include "store/db.h"
#include "store/upkeep.h"

static enum err
care_system_error(void)
{
	return errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_IO;
}

/* Remove what was begun, and leave errno as the failure left it. */
static void
care_unlink(const char *path)
{
	int why = errno;

	unlink(path);
	errno = why;
}

/* Hold a lock on a directory of the board. ERR_NOT_FOUND; ERR_BUSY only with LOCK_NB; ERR_IO. */
static enum err
care_lock(const char *data, const char *name, int operation, int *out_fd)
{
	char *path = mem_format("%s/%s", data, name);
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), failed;

	free(path);
	if (fd < 0)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	do
		failed = flock(fd, operation);
	while (failed && errno == EINTR);
	if (failed) {
		enum err err = errno == EWOULDBLOCK ? ERR_BUSY : ERR_IO;

		close(fd);
		return err;
	}
	*out_fd = fd;
	return ERR_OK;
}

enum err
care_enter(const char *data, int *out_fd)
{
	return care_lock(data, "db", LOCK_SH | LOCK_NB, out_fd);
}

enum err
care_make(const char *data, bool *out_is_new, int *out_fd)
{
	int making_fd, fd;
	enum err err = setup_directories(data);

	if (err == ERR_OK)
		err = care_enter(data, &fd);
	if (err != ERR_OK)
		return err;
	err = care_lock(data, "", LOCK_EX, &making_fd);
	if (err == ERR_OK) {
		*out_is_new = !setup_exists(data);
		err = setup_board(data);
		close(making_fd);
	}
	if (err == ERR_OK)
		*out_fd = fd;
	else
		close(fd);
	return err;
}

/* A name in backups/ that is free now: board-20261123-190815.db, then board-20261123-190815-2.db. */
static char *
care_new_path(const char *data, const char *word)
{
	time_t now = (time_t)clock_now();
	struct tm tm;
	char stamp[32];
	char *path;

	strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", gmtime_r(&now, &tm));
	path = mem_format("%s/backups/%s-%s.db", data, word, stamp);
	for (int k = 2; !access(path, F_OK); k++) {
		free(path);
		path = mem_format("%s/backups/%s-%s-%d.db", data, word, stamp, k);
	}
	return path;
}

/* May a file be made here at all? Asked first, since the system says why and the engine does not. */
static enum err
care_try_path(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		return care_system_error();
	close(fd);
	unlink(path);
	return ERR_OK;
}

static enum err
care_sync(const char *path, int flags)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
	enum err err = fd < 0 || fsync(fd) ? care_system_error() : ERR_OK;

	if (fd >= 0)
		close(fd);
	return err;
}

static enum err
care_write_part(struct forum *forum, const char *part)
{
	mode_t mask = umask(077);
	enum err err = care_try_path(part);

	if (err == ERR_OK)
		err = db_copy_to(forum->db, part);
	umask(mask);
	return err == ERR_OK ? care_sync(part, 0) : err;
}

/* Give a complete file its name, never one that is in use. Some network file systems can't refuse by themselves. */
static enum err
care_publish(const char *part, const char *path)
{
	char *copy = mem_copy_string(path);
	enum err err = ERR_OK;

	if (renameat2(AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE)) {
		if (errno == EEXIST || (errno == EINVAL && !access(path, F_OK)))
			err = ERR_TAKEN;
		else if (errno != EINVAL || rename(part, path))
			err = care_system_error();
	}
	if (err == ERR_OK)
		err = care_sync(dirname(copy), O_DIRECTORY);
	free(copy);
	return err;
}

/* Another operator may take the name in the meantime: then the next one is as good, unless this one was asked for. */
static enum err
care_publish_anew(const char *data, const char *part, const char *asked, char **path)
{
	enum err err = care_publish(part, *path);

	while (err == ERR_TAKEN && !asked) {
		free(*path);
		*path = care_new_path(data, "board");
		err = care_publish(part, *path);
	}
	return err;
}

enum err
care_backup(struct forum *forum, const char *data, const char *path, char **out_path, int64_t *out_bytes)
{
	enum err err = path ? ERR_OK : setup_directories(data);
	char *target = path ? mem_copy_string(path) : care_new_path(data, "board");
	char *part = mem_format("%s.%ld.part", target, (long)getpid());
	struct stat st;

	if (err == ERR_OK && !access(target, F_OK))
		err = ERR_TAKEN;
	if (err == ERR_OK) {
		err = care_write_part(forum, part);
		if (err == ERR_OK)
			err = care_publish_anew(data, part, path, &target);
		if (err != ERR_OK)
			care_unlink(part);
	}
	free(part);
	if (err != ERR_OK) {
		free(target);
		return err;
	}
	*out_bytes = stat(target, &st) ? 0 : (int64_t)st.st_size;
	*out_path = target;
	return ERR_OK;
}

/*
 * Has another process the database open? While it has, the engine holds a lock on the file. Never asked by one
 * that has it open itself: closing any descriptor of a file lets go of a process's own locks on it.
 */
static bool
care_is_in_use(const char *data)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	char *path = mem_format("%s/db/board.db", data);
	int fd = open(path, O_RDWR | O_CLOEXEC);
	bool in_use = fd >= 0 && !fcntl(fd, F_GETLK, &lock) && lock.l_type != F_UNLCK;

	free(path);
	if (fd >= 0)
		close(fd);
	return in_use;
}

/* With both locks held. */
static enum err
care_put_back(const char *data, const char *copy, char **out_kept)
{
	char *directory = mem_format("%s/db", data), *kept = care_new_path(data, "before-restore");
	mode_t mask = umask(077);
	enum err err = upkeep_restore(directory, copy, kept);

	umask(mask);
	free(directory);
	if (err != ERR_OK || access(kept, F_OK)) {
		free(kept);
		kept = NULL;
	}
	if (err == ERR_OK)
		*out_kept = kept;
	return err;
}

enum err
care_restore(const char *data, const char *copy, char **out_kept)
{
	int lock_fd, keeper_fd;
	enum err err;

	if (access(copy, R_OK))
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	err = setup_directories(data);
	if (err == ERR_OK)
		err = care_lock(data, "db", LOCK_EX | LOCK_NB, &lock_fd);
	if (err != ERR_OK)
		return err;
	err = keeper_lock(data, &keeper_fd);
	if (err == ERR_OK) {
		err = care_is_in_use(data) ? ERR_BUSY : care_put_back(data, copy, out_kept);
		close(keeper_fd);
	}
	close(lock_fd);
	return err;
}

enum err
care_check(struct forum *forum, care_report *report, void *context, int64_t *out_count)
{
	return upkeep_check(forum->db, report, context, out_count);
}
