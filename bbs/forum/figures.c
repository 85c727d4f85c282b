/*
 * Numbers, and what they should be.
 */
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/backup.h"
#include "forum/desk.h"
#include "forum/figures.h"
#include "forum/guide.h"
#include "forum/help.h"
#include "forum/keeper.h"
#include "forum/ready.h"
#include "forum/spool.h"
#include "store/outbox.h"

enum {
	BACKUP_MOST_HOURS = 48,
	DISK_LEAST_PERCENT = 10,
	LOG_MOST_MIB = 64,
	RED_MOST_MINUTES = 15, /* product page, section 6 */
	SPOOL_MOST_MINUTES = 60,
};

#define HEALTH_WORD(name, word) [HEALTH_##name] = word,

static const char *const health_words[HEALTH_COUNT] = {HEALTH_LIST(HEALTH_WORD)};

const char *
health_word(enum health item)
{
	return health_words[item];
}

enum err
figures_look(struct forum *forum, int64_t days, struct figures *out)
{
	int64_t now = clock_now();

	return figures_count(forum->db, now - days * 86400, now, out);
}

static int64_t
health_minutes_since(int64_t at)
{
	int64_t passed = clock_now() - at;

	return at && passed > 0 ? passed / 60 : 0;
}

static enum err
health_look_keeper(const char *data, struct health_state *out)
{
	int fd;
	enum err err = keeper_lock(data, &fd);

	if (err == ERR_OK)
		close(fd);
	out->is_fine = err == ERR_BUSY;
	return err == ERR_BUSY ? ERR_OK : err;
}

static void
health_look_backup(struct forum *forum, struct health_state *out)
{
	int64_t at = backup_last_at(forum);

	out->number = at ? health_minutes_since(at) / 60 : -1;
	out->is_fine = at && out->number <= BACKUP_MOST_HOURS;
}

static enum err
health_look_disk(const char *data, struct health_state *out)
{
	struct statvfs room;

	if (statvfs(data, &room) || !room.f_blocks)
		return ERR_IO;
	out->number = (int64_t)(room.f_bavail * 100 / room.f_blocks);
	out->is_fine = out->number >= DISK_LEAST_PERCENT;
	return ERR_OK;
}

static enum err
health_look_spool(struct forum *forum, const char *data, struct health_state *out)
{
	struct spool_count counts[SPOOL_KINDS + 1];
	char *spool = spool_path(data);
	int64_t due = 0;
	enum err err = spool_look(spool, counts), found = outbox_next_due(forum->db, &due);

	free(spool);
	if (err != ERR_OK)
		return err;
	out->number = found == ERR_OK ? health_minutes_since(due) : 0;
	for (int kind = 0; kind < SPOOL_KINDS; kind++)
		if (health_minutes_since(counts[kind].oldest_at) > out->number)
			out->number = health_minutes_since(counts[kind].oldest_at);
	out->is_fine = out->number <= SPOOL_MOST_MINUTES;
	return found == ERR_NOT_FOUND ? ERR_OK : found;
}

static enum err
health_look_people(struct forum *forum, struct health_state out[HEALTH_COUNT])
{
	int64_t red_at = 0;
	enum err err = help_count_unconfirmed(forum, &out[HEALTH_SIGNPOSTS].number);

	if (err == ERR_OK)
		err = guide_count_due(forum, &out[HEALTH_GUIDES].number);
	if (err == ERR_OK)
		err = figures_oldest_red(forum->db, clock_now() - DESK_LAPSE_RED_S, &red_at);
	out[HEALTH_SIGNPOSTS].is_fine = !out[HEALTH_SIGNPOSTS].number;
	out[HEALTH_GUIDES].is_fine = !out[HEALTH_GUIDES].number;
	out[HEALTH_RED].number = health_minutes_since(red_at);
	out[HEALTH_RED].is_fine = out[HEALTH_RED].number <= RED_MOST_MINUTES;
	return err;
}

enum err
health_look(struct forum *forum, const char *data, struct health_state out[HEALTH_COUNT])
{
	struct health_state states[HEALTH_COUNT] = {0};
	enum err err = health_look_keeper(data, &states[HEALTH_KEEPER]);

	if (err == ERR_OK)
		err = health_look_disk(data, &states[HEALTH_DISK]);
	if (err == ERR_OK)
		err = health_look_people(forum, states);
	if (err == ERR_OK)
		err = health_look_spool(forum, data, &states[HEALTH_SPOOL]);
	if (err != ERR_OK)
		return err;
	health_look_backup(forum, &states[HEALTH_BACKUP]);
	states[HEALTH_LOG].number = db_wal_bytes(forum->db) >> 20;
	states[HEALTH_LOG].is_fine = states[HEALTH_LOG].number <= LOG_MOST_MIB;
	states[HEALTH_READY].is_fine = ready_is_all_done(forum);
	for (int item = 0; item < HEALTH_COUNT; item++)
		out[item] = states[item];
	return ERR_OK;
}
