/*
 * What happened since a member was last here, after the answers to them: who said their name, what was given for what
 * they wrote, what is new where they watch, and what they are asked about. Each leads to its place, and is gone once
 * that has been read.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/conversation.h"
#include "forum/mention.h"
#include "forum/next.h"
#include "forum/watch.h"
#include "ui/screens/home_since.h"
#include "ui/screens/hugs.h"
#include "ui/spoken.h"
#include "ui/words.h"

static void
since_set_time(struct item *item, int64_t at)
{
	char *when = spoken_time(at, clock_now());

	item_set_line(&item->when, when);
	free(when);
}

void
home_add_mentions(struct visit *visit, int64_t part, struct view *out)
{
	struct reply_list list = {0};

	if (mention_list(&visit->forum, &visit->actor, &list) == ERR_OK && list.count)
		view_add_heading(out, _("Said your name"));
	for (size_t k = 0; k < list.count; k++) {
		const struct reply *row = &list.rows[k];
		struct item *item = home_part_item(out, part, row->message);
		char *who = spoken_writer(row->author_name, row->alias, false);
		char *text = mem_format(_("%s said your name in %s"), who, words_title(row->title));

		item->is_new = true;
		item_set_line(&item->text, text);
		since_set_time(item, row->written_at);
		free(text);
		free(who);
	}
	reply_list_clear(&list);
}

void
home_add_hugs(struct visit *visit, int64_t part, struct view *out)
{
	struct hug_news news[HUG_NEWS_MOST];
	size_t count = 0;

	if (hug_list_news(&visit->forum, &visit->actor, news, &count) == ERR_OK && count)
		view_add_heading(out, _("For what you wrote"));
	for (size_t k = 0; k < count; k++) {
		struct item *item = home_part_item(out, part, news[k].message);
		char *what = hugs_news_words(news[k].counts);
		/* Translators: "2 hugs and a thank you", and the title of a conversation. */
		char *text = mem_format(_("%s for your message in %s"), what, words_title(news[k].title));

		item->is_new = true;
		item_set_line(&item->text, text);
		free(text);
		free(what);
	}
	hug_news_clear(news, count);
}

struct outcome
home_open_hug(struct visit *visit, int64_t message)
{
	int64_t thread, number;

	if (conversation_locate(&visit->forum, &visit->actor, message, &thread, &number) == ERR_OK)
		hug_see(&visit->forum, &visit->actor, thread, number, number, clock_now());
	return home_open_message(visit, message);
}

void
home_add_watched(struct visit *visit, int64_t part, struct view *out)
{
	struct thread_list list = {0};

	if (watch_list_unread(&visit->forum, &visit->actor, &list) == ERR_OK && list.count)
		view_add_heading(out, _("Conversations you watch"));
	for (size_t k = 0; k < list.count; k++) {
		const struct thread *thread = &list.rows[k];
		struct item *item = home_part_item(out, part, thread->id);
		char *detail = spoken_unread(thread->unread);

		item->is_new = true;
		item_set_line(&item->text, words_title(thread->title));
		item_set_line(&item->detail, detail);
		since_set_time(item, thread->last_at);
		free(detail);
	}
	thread_list_clear(&list);
}

struct outcome
home_open_watched(struct visit *visit, int64_t thread)
{
	(void)visit;
	return screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = thread});
}

void
home_add_next(struct visit *visit, int64_t part, struct view *out)
{
	struct thread_list list = {0};

	if (next_list(&visit->forum, &visit->actor, &list) == ERR_OK && list.count)
		view_add_heading(out, _("We'd like to know"));
	for (size_t k = 0; k < list.count; k++) {
		struct item *item = home_part_item(out, part, list.rows[k].id);
		char *text = mem_format(_("What happened next with %s?"), words_title(list.rows[k].title));

		item_set_line(&item->text, text);
		free(text);
	}
	thread_list_clear(&list);
}

struct outcome
home_open_next(struct visit *visit, int64_t thread)
{
	(void)visit;
	return screen_push((struct route){.kind = ROUTE_NEXT, .thread = thread});
}
