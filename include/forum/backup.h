/*
 * Copies of the board: made while it goes on, sealed when a key is configured, kept by age.
 *
 * `data` is the data directory everywhere, borrowed. Copies go to DATA/backups, or to backup.directory. With ERR_IO
 * errno holds why.
 */
#ifndef BBS_FORUM_BACKUP_H
#define BBS_FORUM_BACKUP_H

#include "forum/forum.h"

struct backup {
	char *path; /* owned by the caller */
	int64_t bytes;
	bool is_sealed;
};

/*
 * Write one whole copy. It has its name only when it is complete and on disk; mode 0600. With backup.public_key it is
 * sealed, and nothing unsealed leaves the data directory.
 *
 * path       a file that does not exist; NULL: board-YYYYMMDD-HHMMSS.db in the place for copies, UTC, ".sealed" after
 *            it when it is
 *
 * ERR_OK; ERR_TAKEN there is a file of this name, which stays as it is; ERR_INVALID backup.public_key is no key;
 * ERR_FULL; ERR_IO; ERR_DAMAGED, ERR_STORE the board itself can't be read whole. But for ERR_OK nothing is left.
 */
enum err backup_make(struct forum *, const char *data, const char *path, struct backup *out);

/*
 * Remove the program's own copies that are older than backup.keep_days, but never the newest; and what somebody
 * began more than a day ago and never finished. Where backup.directory is another place, both there and in
 * DATA/backups, where copies before an upgrade or a restore lie. Other files stay. ERR_OK and how many went; ERR_IO.
 */
enum err backup_expire(struct forum *, const char *data, int64_t *out_removed);

/* When the last whole copy was made, 0 for never. */
int64_t backup_last_at(struct forum *);

/*
 * Open a sealed copy into a new file in DATA/backups, for care_restore(); the caller removes it.
 *
 * key_path  a file with the secret key, as backup_make_keys() wrote it
 *
 * ERR_OK and *out_path, owned; ERR_NOT_FOUND no such key file; ERR_INVALID it holds no key; else as sealed_read().
 */
enum err backup_unseal(const char *data, const char *copy, const char *key_path, char **out_path);

/*
 * A new pair of keys: the secret one into a new file, mode 0600, the public one as text (SEALED_KEY_CHARS + 1).
 * ERR_OK; ERR_TAKEN there is such a file; ERR_IO.
 */
enum err backup_make_keys(const char *secret_path, char *out_public);

/* A name that is free now: DIRECTORY/WORD-20261123-190815SUFFIX, then WORD-20261123-190815-2SUFFIX. Returns owned. */
char *backup_new_path(const char *directory, const char *word, const char *suffix);

#endif
