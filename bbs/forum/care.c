/*
 * Making, checking and restoring, one at a time where it matters.
 *
 * What keeps a restore alone: the keeper's lock (the board is not running), nobody having the database open (a
 * keeper may wait for its lock, and sessions hold none), and an exclusive lock on the directory db/ itself, which
 * every operator's command shares. A lock on a directory leaves no file behind, so that a command run as another
 * user spoils nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "forum/backup.h"
#include "forum/care.h"
#include "forum/copies.h"
#include "forum/keeper.h"
#include "forum/ledger.h"
#include "forum/setup.h"
#include "store/db.h"
#include "store/upkeep.h"

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
	char *directory = mem_format("%s/db", data), *backups = mem_format("%s/backups", data);
	char *kept = backup_new_path(backups, "before-restore", ".db"), *ledger = ledger_path(data);
	struct copies_mend mend = {.ledger = ledger};
	mode_t mask = umask(077);
	enum err err = upkeep_restore(directory, copy, kept, copies_bring_up, &mend);

	umask(mask);
	free(ledger);
	free(backups);
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
