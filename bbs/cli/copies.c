/*
 * bbs admin backup, restore, key: copies of the board.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/verb.h"
#include "cli/words.h"
#include "forum/backup.h"
#include "forum/care.h"
#include "forum/copies.h"
#include "forum/erase.h"
#include "forum/sealed.h"

static void
backup_print(const struct backup *backup, int64_t removed, const struct copies_count *count)
{
	char *safe = admin_safe(backup->path);

	printf(_("The board is copied to %s (%lld bytes). Keep a copy on another machine too.\n"), safe,
	    (long long)backup->bytes);
	if (backup->is_sealed)
		puts(_("It is sealed: only the owner of the secret key can open it."));
	if (removed)
		printf(n_("%lld old copy was removed.\n", "%lld old copies were removed.\n", removed),
		    (long long)removed);
	if (count->rewritten)
		admin_print_copies(count);
	free(safe);
}

/* Where copies go unless a file is named. */
static const char *
backup_place(const struct admin *admin)
{
	return *admin->config->backup_directory ? admin->config->backup_directory : admin->data;
}

int
admin_backup(struct admin *admin)
{
	const char *asked = admin->word_count ? admin->words[0] : NULL;
	struct backup backup = {0};
	struct copies_count count = {0};
	int64_t removed = 0;
	int status = ADMIN_DONE;
	enum err err = erase_go_on(&admin->forum, admin->data); /* so that the copy has nothing that was to go */

	if (err == ERR_OK)
		err = backup_make(&admin->forum, admin->data, asked, &backup);
	if (err == ERR_OK)
		status = admin_catch_up(admin, &count);
	if (err == ERR_OK && admin->options[ADMIN_EXPIRE]) {
		err = backup_expire(&admin->forum, admin->data, &removed);
		if (err != ERR_OK)
			status = admin_fail(admin, THING_OLD_COPIES, err, backup.path);
	} else if (err != ERR_OK) {
		return admin_fail(admin, THING_BACKUP, err, asked ? asked : backup_place(admin));
	}
	if (admin_wants_json(admin))
		admin_print_json(json_pack("{s:o, s:I, s:b, s:I}", "file", admin_json_text(backup.path), "bytes",
		    (json_int_t)backup.bytes, "is_sealed", backup.is_sealed, "removed", (json_int_t)removed));
	else
		backup_print(&backup, removed, &count);
	free(backup.path);
	return status;
}

static int
restore_print(const struct admin *admin, const char *kept)
{
	char *copy = admin_safe(admin->words[0]), *safe = kept ? admin_safe(kept) : NULL;
	int status = ADMIN_DONE;

	if (admin_wants_json(admin)) {
		status = admin_print_json(json_pack("{s:o, s:o}", "file", admin_json_text(admin->words[0]), "kept",
		    kept ? admin_json_text(kept) : json_null()));
	} else {
		printf(_("The board is as it was in %s.\n"), copy);
		if (safe)
			printf(_("What was there before is kept in %s.\n"), safe);
	}
	free(safe);
	free(copy);
	return status;
}

/* path: a copy as the database wrote it. */
static int
restore_plain(struct admin *admin, const char *path)
{
	char *kept = NULL;
	enum err err = care_restore(admin->data, path, &kept);
	int status;

	if (err != ERR_OK)
		return admin_fail(admin, THING_COPY, err, admin->words[0]);
	status = restore_print(admin, kept);
	free(kept);
	return status;
}

static int
restore_sealed(struct admin *admin)
{
	const char *key = admin->options[ADMIN_KEY];
	char *path;
	int status;
	enum err err;

	if (!key)
		return admin_fail(admin, THING_SEALED, ERR_EMPTY, admin->words[0]);
	err = backup_unseal(admin->data, admin->words[0], key, &path);
	if (err != ERR_OK)
		return admin_fail(admin, THING_SEALED, err, err == ERR_NOT_FOUND ? key : admin->words[0]);
	status = restore_plain(admin, path);
	unlink(path);
	free(path);
	return status;
}

/* What the ledgers beside the copy know is learnt first, so that it holds for this copy too. */
int
admin_restore(struct admin *admin)
{
	enum err err = access(admin->words[0], R_OK) ? ERR_OK : copies_learn(admin->data, admin->words[0]);

	if (err != ERR_OK)
		return admin_fail(admin, THING_COPY, err, admin->words[0]);
	return sealed_is(admin->words[0]) ? restore_sealed(admin) : restore_plain(admin, admin->words[0]);
}

int
admin_key_make(struct admin *admin)
{
	char public[SEALED_KEY_CHARS + 1], *safe;
	enum err err = backup_make_keys(admin->words[0], public);

	if (err != ERR_OK)
		return admin_fail(admin, THING_KEY_FILE, err, admin->words[0]);
	if (admin_wants_json(admin))
		return admin_print_json(
		    json_pack("{s:o, s:s}", "file", admin_json_text(admin->words[0]), "public_key", public));
	safe = admin_safe(admin->words[0]);
	printf(_("The secret key is in %s. Take it away from this machine, and keep it in two places.\n"
		 "Without it nobody can open a sealed copy.\n\n"
		 "Put these two lines into bbs.conf:\n\n"),
	    safe);
	printf("[backup]\npublic_key = %s\n", public);
	free(safe);
	return ADMIN_DONE;
}
