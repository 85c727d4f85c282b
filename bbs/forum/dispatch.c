/*
 * From the outbox to the spool, row by row:
 *
 *   begin · write the whole file under a hidden name, onto the disk · delete the row · commit · give the file its name
 *
 * A crash before the commit leaves the row, and the hidden file is thrown away; after it, the hidden file is all
 * there is, and gets its name when the keeper is back. Nobody who sends looks at hidden files.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "forum/dispatch.h"
#include "forum/nudge.h"
#include "forum/spool.h"
#include "store/members.h"
#include "store/outbox.h"

enum { DISPATCH_DAY = 86400 };

enum err
dispatch_wait(struct forum *forum, int64_t *out_s)
{
	int64_t due = 0, now = clock_now();
	enum err err = outbox_next_due(forum->db, &due);

	if (err == ERR_OK)
		*out_s = due > now ? due - now : 0;
	return err;
}

/* --- what a row becomes: nothing, when nobody wants it any more --- */

static enum err
dispatch_speak(struct forum *forum, int64_t id, struct spool_letter *out)
{
	struct member member = {0};
	enum err err = members_find_id(forum->db, id, &member);

	if (err == ERR_OK)
		out->language = mem_copy_string(*member.language ? member.language : forum->config->board_language);
	member_clear(&member);
	return err;
}

static enum err
dispatch_fill_nudge(struct forum *forum, const struct outbox_row *row, struct spool_letter *out, bool *is_wanted)
{
	enum err err = nudge_is_still_due(forum, row->member, is_wanted, &out->address);

	out->kind = SPOOL_NUDGE;
	out->until = clock_now() + (int64_t)DISPATCH_NUDGE_DAYS * DISPATCH_DAY;
	return err == ERR_OK && *is_wanted ? dispatch_speak(forum, row->member, out) : err;
}

static enum err
dispatch_fill_confirm(struct forum *forum, const struct outbox_row *row, struct spool_letter *out, bool *is_wanted)
{
	enum err err = nudge_confirm_address(forum, row->member, &out->address);

	out->kind = SPOOL_CONFIRM;
	out->code = mem_copy_string(row->code);
	out->until = clock_now() + NUDGE_CODE_SECONDS;
	*is_wanted = err == ERR_OK;
	return err == ERR_OK ? dispatch_speak(forum, row->member, out) : err;
}

static enum err
dispatch_fill(struct forum *forum, const struct outbox_row *row, struct spool_letter *out, bool *is_wanted)
{
	*is_wanted = false;
	if (!strcmp(row->kind, "nudge"))
		return dispatch_fill_nudge(forum, row, out, is_wanted);
	if (!strcmp(row->kind, "confirm"))
		return dispatch_fill_confirm(forum, row, out, is_wanted);
	if (strcmp(row->kind, "alert") != 0 && strcmp(row->kind, "late") != 0) {
		log_error("unknown_mail kind=%s", row->kind);
		return ERR_OK;
	}
	out->kind = strcmp(row->kind, "late") ? SPOOL_RED : SPOOL_LATE;
	out->board = mem_copy_string(forum->config->board_name);
	*is_wanted = true;
	return ERR_OK;
}

/* --- moving --- */

/* The oldest that is due. ERR_NOT_FOUND: there is none. */
static enum err
dispatch_find(struct forum *forum, struct outbox_row_list *out)
{
	enum err err = outbox_list(forum->db, clock_now(), 1, out);

	return err == ERR_OK && !out->count ? ERR_NOT_FOUND : err;
}

/* The lock is held from reading the row until it is gone, so that a newer code in its place can't be lost. */
static enum err
dispatch_one(struct forum *forum, const char *spool)
{
	struct outbox_row_list due = {0};
	struct spool_letter letter = {0};
	bool is_wanted = false;
	int64_t id = 0;
	enum err err = db_begin(forum->db);

	if (err != ERR_OK)
		return err;
	err = dispatch_find(forum, &due);
	if (err == ERR_OK) {
		id = due.rows[0].id;
		err = dispatch_fill(forum, &due.rows[0], &letter, &is_wanted);
		if (err == ERR_NOT_FOUND) { /* they, or what they asked for, are gone */
			is_wanted = false;
			err = ERR_OK;
		}
	}
	if (err == ERR_OK && is_wanted)
		err = spool_prepare(spool, id, &letter);
	if (err == ERR_OK)
		err = outbox_remove(forum->db, id);
	err = db_end(forum->db, err);
	if (err == ERR_OK && is_wanted)
		err = spool_release(spool, id, letter.kind);
	spool_letter_clear(&letter);
	outbox_row_list_clear(&due);
	return err;
}

static enum err
dispatch_settle_one(struct forum *forum, const char *spool, const struct spool_prepared *file)
{
	bool still_waits;
	enum err err = outbox_has(forum->db, file->id, &still_waits);

	if (err != ERR_OK)
		return err;
	if (!still_waits)
		return spool_release(spool, file->id, file->kind);
	spool_discard(spool, file->id, file->kind);
	return ERR_OK;
}

static enum err
dispatch_settle(struct forum *forum, const char *spool)
{
	struct spool_prepared *files;
	size_t count;
	enum err err = spool_list_prepared(spool, &files, &count);

	for (size_t k = 0; k < count && err == ERR_OK; k++)
		err = dispatch_settle_one(forum, spool, &files[k]);
	free(files);
	return err;
}

enum err
dispatch_due(struct forum *forum, const char *spool)
{
	enum err err = dispatch_settle(forum, spool);

	while (err == ERR_OK)
		err = dispatch_one(forum, spool);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}
