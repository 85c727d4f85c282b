/*
 * What was said between two members: the newest page of it, and the way to earlier ones. What was shown whole is read.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/writing.h"
#include "ui/screens.h"
#include "ui/screens/private_words.h"
#include "ui/spoken.h"
#include "ui/words.h"

struct private_page {
	struct screen screen;
	int64_t id;
	int64_t before; /* messages older than this id */
	int64_t first;  /* id of the first message on the page */
	int64_t with;   /* the other */
};

static void
private_add(const struct visit *visit, const struct private_thread *thread, const struct private_message *message,
    struct view *out)
{
	bool is_own = message->author == visit->actor.member;
	struct item *item = view_add_item(out, message->id);
	char *who = is_own ? mem_copy_string(visit->actor.name) : private_with(thread);
	char *when = spoken_time(message->written_at, clock_now());

	item->is_new = !is_own && message->id > thread->read_message;
	item_set_line(&item->who, who);
	item_set_line(&item->when, when);
	if (!strcmp(message->state, "live"))
		item_set_body(&item->text, message->body);
	else {
		char *gone = spoken_gone(message->state, is_own ? visit->actor.name : thread->with_name, 0);

		item->role = ROLE_HINT;
		item_set_body(&item->text, gone);
		free(gone);
	}
	free(when);
	free(who);
}

/* The first that is new, else the last; 0, and so the words above too, when that is the first on the page. */
static int64_t
private_focus(const struct visit *visit, const struct private_thread *thread, const struct private_message_list *list)
{
	for (size_t k = 0; k < list->count; k++)
		if (list->rows[k].author != visit->actor.member && list->rows[k].id > thread->read_message)
			return k ? list->rows[k].id : 0;
	return list->count > 1 ? list->rows[list->count - 1].id : 0;
}

static void
private_add_messages(struct private_page *self, struct visit *visit, const struct private_thread *thread,
    struct view *out)
{
	struct private_message_list list = {0};
	bool more = false;
	enum err err = private_messages(&visit->forum, &visit->actor, thread, self->before, &list, &more);

	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	for (size_t k = 0; k < list.count; k++)
		private_add(visit, thread, &list.rows[k], out);
	self->first = more ? list.rows[0].id : 0;
	out->focus = private_focus(visit, thread, &list);
	private_message_list_clear(&list);
}

static bool
private_may_write(const struct visit *visit, const struct private_thread *thread)
{
	if (thread->is_blocked || !strcmp(thread->state, "asked"))
		return false;
	return !strcmp(thread->state, "open") || thread->ended_by == visit->actor.member;
}

static void
private_offer(const struct private_page *self, const struct visit *visit, const struct private_thread *thread,
    struct view *out)
{
	if (!strcmp(thread->state, "asked") && !thread->is_asker && !thread->is_blocked)
		view_offer(out, ACTION_DONE, _("Say yes"));
	if (private_may_write(visit, thread))
		view_offer(out, ACTION_ANSWER, _("Write to them"));
	view_offer(out, ACTION_CHOICES, NULL);
	if (!thread->is_asker || strcmp(thread->state, "asked")) /* nothing of theirs is here yet */
		view_offer(out, ACTION_TELL, NULL);
	if (self->first)
		view_offer(out, ACTION_EARLIER, _("Earlier messages"));
	if (self->before < INT64_MAX)
		view_offer(out, ACTION_MORE, _("Newest messages"));
}

static void
private_say_draft(struct visit *visit, int64_t with, struct view *out)
{
	char *words = NULL;

	if (writing_find_form(&visit->forum, &visit->actor, (struct form_at){.form = FORM_PRIVATE, .number = with},
		&words) == ERR_OK)
		view_add_notice(out, ROLE_NOTICE, _("You began to write here. Your words are saved."));
	free(words);
}

static void
private_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct private_page *self = (struct private_page *)screen;
	struct private_thread thread = {0};
	enum err err = private_get(&visit->forum, &visit->actor, self->id, &thread);
	char *who, *title, *intro;

	out->kind = VIEW_DOCUMENT;
	view_set_where(out, _("Home > Private messages"));
	if (err != ERR_OK) {
		view_set_title(out, _("This isn't here"));
		view_add_notice(out, ROLE_WARNING,
		    err == ERR_LOCKED ? _("This board has no private messages now. Nothing that was written is lost.")
				      : visit_explain(err));
		return;
	}
	who = private_with(&thread);
	title = mem_format(_("You and %s"), who);
	intro = private_standing(&thread, visit->actor.member);
	self->with = thread.with;
	view_set_title(out, title);
	view_set_intro(out, intro);
	private_say_draft(visit, thread.with, out);
	private_add_messages(self, visit, &thread, out);
	private_offer(self, visit, &thread, out);
	free(intro);
	free(title);
	free(who);
	private_thread_clear(&thread);
}

static void
private_settle(struct private_page *self, struct visit *visit)
{
	struct private_thread thread = {0};

	if (!self->screen.seen || private_get(&visit->forum, &visit->actor, self->id, &thread) != ERR_OK)
		return;
	if (self->before == INT64_MAX) /* what lies before an earlier page is not read by it */
		private_mark_read(&visit->forum, &visit->actor, &thread, self->screen.seen);
	private_thread_clear(&thread);
}

static struct outcome
private_say_yes(const struct private_page *self, struct visit *visit)
{
	enum err err = private_accept(&visit->forum, &visit->actor, self->id);

	if (err == ERR_OK)
		visit_say(visit, ROLE_NOTICE, _("You can write to each other now."));
	else
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	return screen_stay();
}

/* Of their own there is nobody to tell. */
static struct outcome
private_tell(struct visit *visit, enum route_kind kind, int64_t message)
{
	struct private_message row = {0};
	bool is_theirs = message && private_message(&visit->forum, &visit->actor, message, &row) == ERR_OK &&
	    row.author != visit->actor.member;

	private_message_clear(&row);
	if (is_theirs || kind == ROUTE_WORRY)
		return screen_push((struct route){.kind = kind, .number = is_theirs ? message : 0});
	visit_say(visit, ROLE_NOTICE,
	    _("Choose one of their messages first. The team is shown that one, and no other."));
	return screen_stay();
}

static struct outcome
private_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct private_page *self = (struct private_page *)screen;

	private_settle(self, visit);
	switch (intent->action) {
	case ACTION_OPEN:
		return screen_stay();
	case ACTION_DONE:
		return private_say_yes(self, visit);
	case ACTION_ANSWER:
		return self->with ? screen_push((struct route){.kind = ROUTE_PRIVATE_WRITE, .number = self->with})
				  : screen_stay();
	case ACTION_CHOICES:
		return screen_push((struct route){
		    .kind = ROUTE_PRIVATE_MENU,
		    .thread = self->id,
		    .number = intent->item,
		});
	case ACTION_TELL:
	case ACTION_WORRY:
		return private_tell(visit, intent->action == ACTION_TELL ? ROUTE_TELL : ROUTE_WORRY, intent->item);
	case ACTION_EARLIER:
		return self->first ? screen_replace((struct route){
					 .kind = ROUTE_PRIVATE,
					 .thread = self->id,
					 .number = self->first,
				     })
				   : screen_stay();
	case ACTION_MORE:
		return screen_replace((struct route){.kind = ROUTE_PRIVATE, .thread = self->id});
	default:
		return screen_decline();
	}
}

static void
private_close(struct screen *screen, struct visit *visit)
{
	private_settle((struct private_page *)screen, visit);
}

struct screen *
private_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "private",
	    .view = private_view,
	    .act = private_act,
	    .close = private_close,
	};
	struct private_page *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	self->id = route->thread;
	self->before = route->number ? route->number : INT64_MAX;
	return &self->screen;
}
