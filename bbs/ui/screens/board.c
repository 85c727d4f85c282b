/*
 * One board: its conversations, the newest talk first, a page at a time.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/curate.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/veiled.h"
#include "ui/words.h"

enum { BOARD_KEPT = -1 }; /* the item that leads to kept answers: no conversation's id */

struct board_screen {
	struct screen screen;
	int64_t board;
	int64_t before; /* the page shows conversations whose newest message is older than this id */
	int64_t next;   /* `before` of the page after this one; 0 when this is the last */
};

static char *
board_about_thread(const struct thread *thread, const struct visit *visit)
{
	char *messages = mem_format(n_("%d message", "%d messages", thread->message_count), (int)thread->message_count);
	char *when = spoken_time(thread->last_at, clock_now());
	char *who = spoken_writer(thread->starter_name, thread->alias,
	    visit->actor.member && thread->starter == visit->actor.member);
	char *about = mem_format(_("%s, by %s, last %s"), messages, who, when);

	free(who);
	free(when);
	free(messages);
	return about;
}

/* "pinned, locked, 3 new": owned */
static char *
board_thread_marks(const struct thread *thread)
{
	struct str marks;
	char *unread;

	str_init(&marks);
	if (thread->pinned_at)
		str_add(&marks, _("pinned"));
	if (thread->locked_at)
		str_add_format(&marks, "%s%s", marks.bytes ? ", " : "", _("locked"));
	if (thread->unread) {
		unread = spoken_unread(thread->unread);
		str_add_format(&marks, "%s%s", marks.bytes ? ", " : "", unread);
		free(unread);
	}
	return str_take(&marks);
}

/* Its title; or a sentence in its place, of who or what they would rather not meet. Owned. */
static char *
board_title(const struct thread *thread, struct visit *visit, const struct veil *veil)
{
	char tag[VEIL_TAG_BYTES] = "";
	enum veil_why why = veil_look_thread(veil, &visit->forum, thread, tag);

	return why == VEIL_NONE ? mem_copy_string(words_title(thread->title)) : veiled_title(why, tag);
}

static void
board_add_thread(const struct thread *thread, struct visit *visit, const struct veil *veil, struct view *out)
{
	struct item *item = view_add_item(out, thread->id);
	char *about = board_about_thread(thread, visit), *detail = board_thread_marks(thread);
	char *title = board_title(thread, visit, veil);

	item->is_new = thread->unread != 0;
	item_set_line(&item->text, title);
	item_set_line(&item->about, about);
	item_set_line(&item->detail, detail);
	free(title);
	free(detail);
	free(about);
}

/* Answers kept for everybody stand above all, on the first page. */
static void
board_add_kept(struct board_screen *self, struct visit *visit, struct view *out)
{
	int64_t count = self->before == INT64_MAX ? curate_count(&visit->forum, &visit->actor, self->board) : 0;
	char *text;

	if (!count)
		return;
	text = count < 100 ? mem_format(_("Kept answers (%d)"), (int)count) : mem_copy_string(_("Kept answers (99+)"));
	item_set_line(&view_add_item(out, BOARD_KEPT)->text, text);
	free(text);
}

/* On the first page, above the newest talk. */
static void
board_add_pinned(struct board_screen *self, struct visit *visit, const struct veil *veil, struct view *out)
{
	struct thread_list pinned = {0};

	if (self->before == INT64_MAX)
		conversation_list_pinned(&visit->forum, &visit->actor, self->board, &pinned);
	for (size_t k = 0; k < pinned.count; k++)
		board_add_thread(&pinned.rows[k], visit, veil, out);
	thread_list_clear(&pinned);
}

static void
board_add_threads(struct board_screen *self, struct visit *visit, const struct veil *veil, struct view *out)
{
	struct thread_list threads = {0};
	enum err err = conversation_list(&visit->forum, &visit->actor, self->board, self->before, &threads);

	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	self->next = threads.count > CONVERSATION_PAGE ? threads.rows[CONVERSATION_PAGE - 1].last_message : 0;
	for (size_t k = 0; k < threads.count && k < CONVERSATION_PAGE; k++)
		board_add_thread(&threads.rows[k], visit, veil, out);
	thread_list_clear(&threads);
}

static void
board_offer(struct board_screen *self, struct visit *visit, struct view *out)
{
	view_offer(out, ACTION_OPEN, NULL);
	if (visit->actor.member)
		view_offer(out, ACTION_NEXT_UNREAD, NULL);
	view_offer(out, ACTION_START, visit->actor.member ? NULL : _("Join to write"));
	if (self->next)
		view_offer(out, ACTION_MORE, _("Older ones"));
	if (self->before != INT64_MAX)
		view_offer(out, ACTION_EARLIER, _("Back to the newest"));
	if (visit->actor.member)
		view_offer(out, ACTION_CHOICES, NULL);
	view_offer(out, ACTION_FIND, NULL);
}

static void
board_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct board_screen *self = (struct board_screen *)screen;
	struct board board = {0};
	struct veil veil;
	enum err err = board_get(&visit->forum, &visit->actor, self->board, &board);
	char *where;

	if (err != ERR_OK) {
		view_set_title(out, _("This board isn't here"));
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
		return;
	}
	/* Translators: keep " > ", which divides the parts of the way here. */
	where = mem_format(_("Home > %s"), board.group_name);
	view_set_where(out, where);
	view_set_title(out, board.name);
	view_set_intro(out, board.about);
	if (*board.notice)
		view_add_notice(out, ROLE_NOTICE, board.notice);
	view_set_empty(out, _("Nobody has written here yet. You can start the first conversation."));
	board_add_kept(self, visit, out);
	veil_init(&visit->forum, &visit->actor, &veil);
	board_add_pinned(self, visit, &veil, out);
	board_add_threads(self, visit, &veil, out);
	veil_clear(&veil);
	board_offer(self, visit, out);
	free(where);
	board_clear(&board);
}

static struct outcome
board_start(struct board_screen *self, struct visit *visit)
{
	if (actor_can(&visit->actor, CAP_START))
		return screen_push((struct route){.kind = ROUTE_WRITE, .board = self->board});
	if (visit_may_only_read(visit))
		return screen_push((struct route){.kind = ROUTE_READ_ONLY});
	visit_say(visit, ROLE_NOTICE, _("To write here, choose a name first. It takes about two minutes."));
	return screen_push((struct route){.kind = ROUTE_JOIN});
}

static struct outcome
board_next_unread(struct board_screen *self, struct visit *visit)
{
	int64_t thread;

	if (conversation_next_unread(&visit->forum, &visit->actor, self->board, 0, &thread) == ERR_OK)
		return screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = thread});
	return screen_decline();
}

static struct outcome
board_turn_to(struct board_screen *self, int64_t before)
{
	return screen_replace((struct route){.kind = ROUTE_BOARD, .board = self->board, .number = before});
}

static struct outcome
board_open_item(const struct board_screen *self, int64_t item)
{
	if (item == BOARD_KEPT)
		return screen_push((struct route){.kind = ROUTE_KEPT_ANSWERS, .board = self->board});
	return item ? screen_push((struct route){.kind = ROUTE_CONVERSATION, .thread = item}) : screen_stay();
}

static struct outcome
board_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct board_screen *self = (struct board_screen *)screen;

	switch (intent->action) {
	case ACTION_OPEN:
		return board_open_item(self, intent->item);
	case ACTION_START:
		return board_start(self, visit);
	case ACTION_NEXT_UNREAD:
		return board_next_unread(self, visit);
	case ACTION_CHOICES:
		return visit->actor.member
		    ? screen_push((struct route){.kind = ROUTE_BOARD_CHOICES, .board = self->board})
		    : screen_stay();
	case ACTION_MORE:
		return self->next ? board_turn_to(self, self->next) : screen_stay();
	case ACTION_EARLIER:
		return board_turn_to(self, 0);
	default:
		return screen_decline();
	}
}

static const struct screen_ops board_ops = {.name = "board", .view = board_view, .act = board_act};

struct screen *
board_open(struct visit *visit, const struct route *route)
{
	struct board_screen *self = screen_alloc(&board_ops, sizeof *self);

	(void)visit;
	self->board = route->board;
	self->before = route->number ? route->number : INT64_MAX;
	return &self->screen;
}
