/*
 * One conversation: its messages by time, from where the visitor stopped. A page of messages at a time; what was
 * shown whole is read.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/board.h"
#include "forum/conversation.h"
#include "forum/message.h"
#include "forum/next.h"
#include "forum/veil.h"
#include "ui/labels.h"
#include "ui/screens.h"
#include "ui/screens/asked.h"
#include "ui/screens/held.h"
#include "ui/screens/hugs.h"
#include "ui/screens/message_menu.h"
#include "ui/screens/home_waiting.h"
#include "ui/screens/parts.h"
#include "ui/spoken.h"
#include "ui/veiled.h"
#include "ui/words.h"

enum { CONVERSATION_NEXT = -1 }; /* the item that leads to what happened next: no message's number */

struct conversation {
	struct screen screen;
	int64_t thread;
	int64_t first; /* number of the first message on the page */
	int64_t focus; /* number to begin at; 0: not worked out yet */
	int64_t known; /* messages there were when we last acted: more of them is news */
	int64_t count; /* as last seen */
	int64_t read;  /* how far this member had read, as we know it */
	int64_t shown_at;
	int64_t next;    /* number of the message that says what happened next, 0 for none */
	uint64_t opened; /* a bit for each message of the page that was folded and is open now */
};

static_assert(CONVERSATION_PAGE <= 64, "a page's messages fit into the bits of `opened`");

/* Its bit in `opened`. */
static uint64_t
conversation_bit(const struct conversation *self, int64_t number)
{
	int64_t at = number - self->first;

	return at >= 0 && at < CONVERSATION_PAGE ? (uint64_t)1 << at : 0;
}

/* Where to begin: what was asked for, else the first unread, else the last message; for a guest the first. */
static void
conversation_place(struct conversation *self, const struct visit *visit, const struct thread *thread)
{
	if (self->first)
		return;
	if (!self->focus && visit->actor.member)
		self->focus = thread->unread ? thread->read_number + 1 : thread->message_count;
	if (!self->focus)
		self->focus = 1;
	if (self->focus > thread->message_count)
		self->focus = thread->message_count;
	self->first = self->focus < CONVERSATION_PAGE ? 1 : self->focus - CONVERSATION_PAGE / 4;
	self->known = thread->message_count;
	self->read = thread->read_number;
}

/* Its words, or what became of them. The place stays, so that the answers to it still make sense. */
static void
conversation_set_words(const struct message *message, struct item *item)
{
	const char *note = label_note_says(message->note);
	char *words;

	if (message_is_live(message) && !message->is_unseen) {
		words = note ? mem_format("%s\n\n%s", note, message->body) : mem_copy_string(message->body);
		item_set_body(&item->text, words);
		free(words);
		return;
	}
	if (message->is_unseen) {
		item->role = ROLE_HINT;
		item_set_body(&item->text, _("You told the team about this message."));
		return;
	}
	words = spoken_gone(message->state, message->author_name, message->alias);
	item->role = ROLE_HINT;
	item_set_body(&item->text, words);
	free(words);
}

/* Its words, or a sentence in their place until it is opened. */
static void
conversation_fold_words(const struct conversation *self, const struct visit *visit, const struct veil *veil,
    const struct message *message, struct item *item)
{
	enum veil_why why = veil_look(veil, message);
	char *words;

	item->opens = veil_may_open(veil, why);
	if (why == VEIL_NONE || (item->opens && self->opened & conversation_bit(self, message->number))) {
		conversation_set_words(message, item);
		return;
	}
	words = veiled_words_here(veil, visit, why, message);
	item->role = ROLE_HINT;
	item_set_body(&item->text, words);
	free(words);
}

static void
conversation_add_marks(const struct message *message, struct item *item)
{
	if (message->edited_at && message_is_live(message)) {
		char *when = spoken_time(message->edited_at, clock_now()), *words = mem_format(_("changed %s"), when);

		item_set_line(&item->detail, words);
		free(words);
		free(when);
	}
	if (message->is_kept)
		item_set_line(&item->about, _("kept"));
}

static void
conversation_add_message(const struct conversation *self, const struct visit *visit, const struct veil *veil,
    const struct message *message, const struct thread *thread, struct view *out)
{
	struct item *item = view_add_item(out, message->number);
	char *when = spoken_time(message->written_at, clock_now());
	char *who = spoken_writer(message->author_name, message->alias,
	    visit->actor.member && message->author == visit->actor.member);

	item->number = (int)message->number;
	item->is_new =
	    thread->unread && message->number > thread->read_number && message->author != visit->actor.member;
	conversation_fold_words(self, visit, veil, message, item);
	conversation_add_marks(message, item);
	item_set_line(&item->who, who);
	free(who);
	item_set_line(&item->when, when);
	if (message->reply_to) {
		char *whom = spoken_writer(message->reply_to_name, message->reply_to_alias, false);
		char *context = mem_format(_("in reply to %d, %s"), (int)message->reply_to, whom);

		item_set_line(&item->context, context);
		free(whom);
		free(context);
	}
	free(when);
}

/* First of all, on each of its pages. It leads there, so that what folds that message folds its words here too. */
static void
conversation_add_next(struct conversation *self, struct visit *visit, const struct thread *thread, struct view *out)
{
	struct message message = {0};
	struct item *item;
	char *text;

	self->next = 0;
	if (next_get_message(&visit->forum, &visit->actor, thread, &message) != ERR_OK)
		return;
	self->next = message.number;
	item = view_add_item(out, CONVERSATION_NEXT);
	item->opens = true;
	text = mem_format(_("What happened next is in message %d."), (int)message.number);
	item_set_body(&item->text, text);
	free(text);
	message_clear(&message);
}

static void
conversation_add_messages(struct conversation *self, struct visit *visit, const struct thread *thread, struct view *out)
{
	struct message_list messages = {0};
	struct veil veil;
	enum err err = conversation_messages(&visit->forum, &visit->actor, thread, self->first, &messages);

	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	veil_init(&visit->forum, &visit->actor, &veil);
	for (size_t k = 0; k < messages.count; k++)
		conversation_add_message(self, visit, &veil, &messages.rows[k], thread, out);
	veil_clear(&veil);
	message_list_clear(&messages);
}

static void
conversation_add_news(struct conversation *self, struct view *out)
{
	int64_t fresh = self->count - self->known;
	char *words;

	if (fresh <= 0)
		return;
	words = mem_format(n_("%d new message here.", "%d new messages here.", fresh), (int)fresh);
	view_add_notice(out, ROLE_NOTICE, words);
	free(words);
}

static void
conversation_offer(struct conversation *self, struct visit *visit, const struct thread *thread, struct view *out)
{
	bool is_locked = thread->locked_at && !conversation_may_answer(&visit->actor, thread);

	if (visit->actor.member)
		view_offer(out, ACTION_NEXT_UNREAD, NULL);
	view_offer(out, ACTION_ANSWER, is_locked ? _("Locked") : visit->actor.member ? NULL : _("Join to answer"));
	waiting_mark(visit, self->thread, out);
	if (self->next)
		view_offer(out, ACTION_OPEN, NULL);
	view_offer(out, ACTION_CHOICES, NULL);
	for (size_t k = 0; k < out->item_count; k++)
		if (out->items[k].opens && out->items[k].number)
			view_offer(out, ACTION_OPEN, _("Read or fold it"));
	view_offer(out, ACTION_TELL, NULL);
	if (self->first + CONVERSATION_PAGE <= self->count)
		view_offer(out, ACTION_MORE, _("Later messages"));
	if (self->first > 1)
		view_offer(out, ACTION_EARLIER, _("Earlier messages"));
	if (hugs_may_offer(visit)) {
		view_offer(out, ACTION_HUG, NULL);
		view_offer(out, ACTION_THANK, NULL);
		view_offer(out, ACTION_ME_TOO, NULL);
	}
	if (self->count > 5)
		view_offer(out, ACTION_GO_TO, NULL);
	if (self->count > 1)
		view_offer(out, ACTION_TREE, NULL);
	view_offer(out, ACTION_FIND, NULL);
}

static void
conversation_say_where(struct visit *visit, const struct thread *thread, struct view *out)
{
	struct board board = {0};
	char *where;

	if (board_get(&visit->forum, &visit->actor, thread->board, &board) != ERR_OK)
		return;
	/* Translators: keep " > ", which divides the parts of the way here. */
	where = mem_format(_("Home > %s > %s"), board.group_name, board.name);
	view_set_where(out, where);
	free(where);
	board_clear(&board);
}

/* What one should know before answering. */
static void
conversation_say_standing(const struct visit *visit, const struct thread *thread, struct view *out)
{
	char *old = parts_old_words(visit, thread);

	if (thread->locked_at)
		view_add_notice(out, ROLE_NOTICE,
		    _("Locked. You can read this conversation. Only the team can answer in it."));
	else if (old && visit->actor.member)
		view_add_notice(out, ROLE_NOTICE, old);
	free(old);
}

static void
conversation_say_asked(struct visit *visit, const struct thread *thread, struct view *out)
{
	char *words = asked_words(visit, thread);

	if (words)
		view_set_intro(out, words);
	free(words);
}

static void
conversation_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct conversation *self = (struct conversation *)screen;
	struct thread thread = {0};
	enum err err = conversation_get(&visit->forum, &visit->actor, self->thread, &thread);

	out->kind = VIEW_DOCUMENT;
	if (err != ERR_OK) {
		view_set_title(out, _("This conversation isn't here"));
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
		return;
	}
	conversation_place(self, visit, &thread);
	self->count = thread.message_count;
	self->shown_at = clock_now();
	conversation_say_where(visit, &thread, out);
	view_set_title(out, words_title(thread.title));
	conversation_say_asked(visit, &thread, out);
	conversation_say_standing(visit, &thread, out);
	conversation_add_news(self, out);
	conversation_add_next(self, visit, &thread, out);
	conversation_add_messages(self, visit, &thread, out);
	if (self->first + CONVERSATION_PAGE > self->count)
		held_add_to_conversation(visit, self->thread, out);
	hugs_mark(visit, &thread, self->first, out);
	conversation_offer(self, visit, &thread, out);
	out->focus = self->next && self->focus == 1 ? CONVERSATION_NEXT : self->focus;
	thread_clear(&thread);
}

/*
 * What was shown whole is read, and what was new is known. Who has put it off meanwhile ("not now") is taken at their
 * word: nothing shown here counts as read any more.
 */
static void
conversation_settle(struct conversation *self, struct visit *visit)
{
	struct thread thread = {0};

	self->known = self->count;
	if (!self->screen.seen || conversation_get(&visit->forum, &visit->actor, self->thread, &thread) != ERR_OK)
		return;
	hug_see(&visit->forum, &visit->actor, self->thread, self->first, self->screen.seen, self->shown_at);
	if (thread.read_number < self->read)
		self->read = INT64_MAX;
	else if (self->focus <= thread.read_number + 1) { /* who began further on has not read what lies between */
		conversation_mark_read(&visit->forum, &visit->actor, &thread, self->screen.seen);
		self->read = self->screen.seen > thread.read_number ? self->screen.seen : thread.read_number;
	} else
		conversation_note_shown(&visit->forum, &visit->actor, self->thread, self->focus, self->screen.seen);
	thread_clear(&thread);
}

static struct outcome
conversation_answer_to(struct conversation *self, struct visit *visit, int64_t number)
{
	struct route route = {.kind = ROUTE_WRITE, .thread = self->thread, .number = number};
	struct thread thread = {0};
	bool may_answer;

	if (visit_may_only_read(visit))
		return screen_push((struct route){.kind = ROUTE_READ_ONLY});
	if (!actor_can(&visit->actor, CAP_ANSWER)) {
		visit_say(visit, ROLE_NOTICE, _("To answer, choose a name first. It takes about two minutes."));
		return screen_push((struct route){.kind = ROUTE_JOIN});
	}
	if (conversation_get(&visit->forum, &visit->actor, self->thread, &thread) != ERR_OK)
		return screen_stay();
	may_answer = conversation_may_answer(&visit->actor, &thread);
	route.board = thread.board;
	thread_clear(&thread);
	if (may_answer)
		return screen_push(route);
	visit_say(visit, ROLE_NOTICE,
	    _("This conversation is locked, so nobody can answer in it. You can start a new one on its board."));
	return screen_stay();
}

static bool
conversation_has(const struct conversation *self, struct visit *visit, int64_t number)
{
	char *words;

	if (number >= 1 && number <= self->count)
		return true;
	words = mem_format(_("There is no message %d. The numbers go from 1 to %d."), (int)number, (int)self->count);
	visit_say(visit, ROLE_WARNING, words);
	free(words);
	return false;
}

/* The same conversation, beginning elsewhere: another screen, so that it opens there in every form. */
static struct outcome
conversation_turn_to(struct conversation *self, struct visit *visit, int64_t number)
{
	if (!conversation_has(self, visit, number))
		return screen_stay();
	return screen_replace((struct route){
	    .kind = ROUTE_CONVERSATION,
	    .thread = self->thread,
	    .number = number,
	});
}

static struct outcome
conversation_choices(struct conversation *self, int64_t number)
{
	if (!number)
		return screen_stay();
	return screen_push((struct route){.kind = ROUTE_MESSAGE, .thread = self->thread, .number = number});
}

/* About a message; from a conversation, a worry is about the writer of the chosen one. */
static struct outcome
conversation_tell(struct conversation *self, enum route_kind kind, int64_t number)
{
	if (!number && kind == ROUTE_TELL)
		return screen_stay();
	return screen_push((struct route){.kind = kind, .thread = number ? self->thread : 0, .number = number});
}

static struct outcome
conversation_read_on(struct conversation *self, struct visit *visit)
{
	struct thread thread = {0};
	int64_t next;
	bool more = self->first + CONVERSATION_PAGE <= self->count;

	if (more)
		return conversation_turn_to(self, visit, self->first + CONVERSATION_PAGE);
	if (!visit->actor.member || conversation_get(&visit->forum, &visit->actor, self->thread, &thread) != ERR_OK)
		return screen_decline();
	if (conversation_next_unread(&visit->forum, &visit->actor, thread.board, self->thread, &next) != ERR_OK)
		next = 0;
	thread_clear(&thread);
	return next ? screen_replace((struct route){.kind = ROUTE_CONVERSATION, .thread = next}) : screen_decline();
}

static struct outcome
conversation_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct conversation *self = (struct conversation *)screen;
	int64_t about = intent->number ? intent->number : intent->item == CONVERSATION_NEXT ? self->next : intent->item;
	enum hug hug;

	conversation_settle(self, visit);
	if (intent->number && !conversation_has(self, visit, intent->number))
		return screen_stay();
	if (hugs_find_action(intent->action, &hug)) {
		hugs_give(visit, self->thread, about, hug);
		return screen_stay();
	}
	switch (intent->action) {
	case ACTION_OPEN:
		if (intent->item == CONVERSATION_NEXT)
			return conversation_turn_to(self, visit, self->next);
		self->opened ^= conversation_bit(self, intent->item); /* what is not folded looks the same with it */
		return screen_stay();
	case ACTION_ANSWER:
		return conversation_answer_to(self, visit, about);
	case ACTION_TAKE:
		waiting_take_in(visit, self->thread, about);
		return screen_stay();
	case ACTION_CHOICES:
		return conversation_choices(self, about);
	case ACTION_TELL:
		return conversation_tell(self, ROUTE_TELL, about);
	case ACTION_WORRY:
		return conversation_tell(self, ROUTE_WORRY, about);
	case ACTION_TREE:
		return screen_push((struct route){.kind = ROUTE_TREE, .thread = self->thread, .number = about});
	case ACTION_NEXT_UNREAD:
		return conversation_read_on(self, visit);
	case ACTION_MORE:
		return conversation_turn_to(self, visit, self->first + CONVERSATION_PAGE);
	case ACTION_EARLIER:
		return conversation_turn_to(self, visit, self->first > CONVERSATION_PAGE ? self->first - 1 : 1);
	case ACTION_GO_TO:
		if (intent->number)
			return conversation_turn_to(self, visit, intent->number);
		return screen_push((struct route){.kind = ROUTE_GO_TO, .number = self->count});
	default:
		return screen_decline();
	}
}

static struct outcome
conversation_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	if (choice == MENU_PUT_OFF)
		return screen_back();
	if (!choice)
		return screen_stay();
	return conversation_turn_to((struct conversation *)screen, visit, choice);
}

static void
conversation_close(struct screen *screen, struct visit *visit)
{
	conversation_settle((struct conversation *)screen, visit);
}

static const struct screen_ops conversation_screen = {
    .name = "conversation",
    .view = conversation_view,
    .act = conversation_act,
    .chosen = conversation_chosen,
    .close = conversation_close,
};

struct screen *
conversation_open(struct visit *visit, const struct route *route)
{
	struct conversation *self = screen_alloc(&conversation_screen, sizeof *self);

	(void)visit;
	self->thread = route->thread;
	self->focus = route->number;
	return &self->screen;
}
