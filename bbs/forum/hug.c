/*
 * Hugs, thanks and me-toos.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "forum/hug.h"
#include "forum/judge.h"
#include "forum/message.h"
#include "forum/report.h"
#include "store/db.h"
#include "store/hugs.h"
#include "store/threads.h"

enum { HUG_HOUR_S = 3600 };

static_assert((int)HUG_STOP == (int)HUGS_STOP, "what is counted is what is said");

#define HUG_WORD(name, word) [HUG_##name] = word,
static const char *const hug_words[HUG_COUNT] = {HUG_LIST(HUG_WORD)};

#define HUG_JSON(name, word) ",\"" word "\""
#define HUG_WORDS_JSON "[null" HUG_LIST(HUG_JSON) "]"

static int
hug_find(const char *word)
{
	for (int k = 0; k < HUG_COUNT; k++)
		if (!strcmp(hug_words[k], word))
			return k;
	return -1;
}

static enum err
hug_check(const struct actor *actor, const struct message *message)
{
	if (!actor->member || !actor_can(actor, CAP_HUG))
		return ERR_DENIED;
	if (!message_is_live(message) || message->is_unseen || !strcmp(message->folded, reason_name(REASON_DETAILS)))
		return ERR_NOT_FOUND;
	return message->author == actor->member ? ERR_INVALID : ERR_OK;
}

bool
hug_may_give(const struct actor *actor, const struct message *message)
{
	return hug_check(actor, message) == ERR_OK;
}

static enum err
hug_add(struct forum *forum, const struct actor *giver, int64_t message, enum hug hug)
{
	int64_t given, writer, now = clock_now();
	enum err err = hugs_count_given(forum->db, giver->member, now - HUG_HOUR_S, now, HUG_HOURLY, &given);

	if (err == ERR_OK && given >= HUG_HOURLY)
		err = ERR_RATE;
	if (err == ERR_OK)
		err = messages_find_writer(forum->db, message, &writer);
	return err == ERR_OK ? hugs_add(forum->db, message, hug_words[hug], giver->member, writer, now) : err;
}

static enum err
hug_toggle(struct forum *forum, const struct actor *giver, int64_t message, enum hug hug, bool *is_given)
{
	enum err err = hugs_remove(forum->db, message, hug_words[hug], giver->member);

	*is_given = err == ERR_NOT_FOUND;
	return *is_given ? hug_add(forum, giver, message, hug) : err;
}

static enum err
hug_give_inside(struct forum *forum, const struct actor *who, int64_t thread_id, int64_t number, enum hug hug,
    bool *is_given)
{
	struct actor giver = *who;
	struct thread thread = {0};
	struct message message = {0};
	enum err err = judge_now(forum, &giver, CAP_HUG);

	if (err == ERR_OK)
		err = conversation_get(forum, &giver, thread_id, &thread);
	if (err == ERR_OK)
		err = conversation_message(forum, &giver, &thread, number, &message);
	if (err == ERR_OK)
		err = hug_check(&giver, &message);
	if (err == ERR_OK)
		err = hug_toggle(forum, &giver, message.id, hug, is_given);
	message_clear(&message);
	thread_clear(&thread);
	return err;
}

enum err
hug_give(struct forum *forum, const struct actor *who, int64_t thread, int64_t number, enum hug hug, bool *out)
{
	bool is_given = false;
	enum err err = who->member ? db_begin(forum->db) : ERR_DENIED;

	if (err != ERR_OK)
		return err;
	err = db_end(forum->db, hug_give_inside(forum, who, thread, number, hug, &is_given));
	if (err == ERR_OK)
		*out = is_given;
	return err;
}

enum err
hug_count(struct forum *forum, const struct actor *actor, int64_t thread, int64_t first, size_t count,
    struct hugs out[])
{
	struct hug_row_list rows = {0};
	enum err err = hugs_list(forum->db, thread, actor->member, first, (int64_t)count, HUG_WORDS_JSON, &rows);

	memset(out, 0, count * sizeof *out);
	for (size_t k = 0; k < rows.count; k++) {
		struct hugs *hugs = &out[rows.rows[k].number - first];
		int hug = hug_find(rows.rows[k].kind);

		hugs->counts[hug] = rows.rows[k].count;
		hugs->is_own[hug] = rows.rows[k].is_own;
	}
	hug_row_list_clear(&rows);
	return err;
}

/* The news about this message: the last one in the list, or a new one at its end; NULL when there is no room. */
static struct hug_news *
hug_find_news(struct hug_news *news, size_t *count, struct hug_row *row)
{
	if (*count && news[*count - 1].message == row->message)
		return &news[*count - 1];
	if (*count == HUG_NEWS_MOST)
		return NULL;
	news[*count] = (struct hug_news){.message = row->message, .title = row->title};
	row->title = NULL;
	return &news[(*count)++];
}

enum err
hug_list_news(struct forum *forum, const struct actor *actor, struct hug_news out[static HUG_NEWS_MOST], size_t *count)
{
	struct hug_row_list rows = {0};
	enum err err = actor_can(actor, CAP_READ) ? hugs_list_unseen(forum->db, actor->member, &rows) : ERR_OK;

	*count = 0;
	for (size_t k = 0; k < rows.count; k++) {
		struct hug_news *news = hug_find_news(out, count, &rows.rows[k]);
		int hug = hug_find(rows.rows[k].kind);

		if (!news)
			break;
		if (hug >= 0)
			news->counts[hug] = rows.rows[k].count;
	}
	hug_row_list_clear(&rows);
	return err;
}

void
hug_news_clear(struct hug_news *news, size_t count)
{
	for (size_t k = 0; k < count; k++)
		free(news[k].title);
}

void
hug_see(struct forum *forum, const struct actor *actor, int64_t thread, int64_t first, int64_t last, int64_t shown_at)
{
	struct hugs_here here = {
	    .member = actor->member,
	    .thread = thread,
	    .first = first,
	    .last = last,
	    .until = shown_at,
	};
	bool has = false;

	if (!actor->member || hugs_have_unseen(forum->db, &here, &has) != ERR_OK || !has)
		return;
	if (db_begin(forum->db) == ERR_OK)
		db_end(forum->db, hugs_see(forum->db, &here));
}
