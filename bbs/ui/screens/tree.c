/*
 * A conversation as a tree, on request: a line for each message, under the one it answers. Opening a line leads to the
 * conversation at that message; nothing here is marked as read.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/conversation.h"
#include "forum/message.h"
#include "forum/tree.h"
#include "ui/screens.h"
#include "ui/screens/message_menu.h"
#include "ui/spoken.h"
#include "ui/veiled.h"
#include "ui/words.h"

enum { TREE_WORDS_COLS = 60 };

struct tree_screen {
	struct screen screen;
	int64_t thread;
	int64_t focus;          /* the number to begin at, 0 for none in particular */
	int64_t highest;        /* number there is, as last seen */
	int64_t earlier, later; /* a number on the page before and after this one; 0 for none */
};

static char *
tree_words(const struct message *message, const struct veil *veil)
{
	enum veil_why why = veil_look(veil, message);

	if (message->is_unseen)
		return mem_copy_string(_("You told the team about this message."));
	if (!message_is_live(message))
		return spoken_gone(message->state, message->author_name, message->alias);
	return why == VEIL_NONE ? conversation_first_words(message, TREE_WORDS_COLS) : veiled_words(why, message->note);
}

static void
tree_add_message(const struct visit *visit, const struct veil *veil, const struct thread *thread,
    const struct message *message, int depth, struct view *out)
{
	struct item *item = view_add_item(out, message->number);
	bool is_own = visit->actor.member && message->author == visit->actor.member;
	char *words = tree_words(message, veil), *who;

	item->number = (int)message->number;
	item->depth = depth;
	item->is_brief = true;
	item->is_new = thread->unread && message->number > thread->read_number && !is_own;
	item_set_line(&item->text, words);
	who = spoken_writer(message->author_name, message->alias, is_own);
	item_set_line(&item->who, who);
	free(who);
	if (message->reply_to) {
		char *context = mem_format(_("in reply to %d"), (int)message->reply_to);

		item_set_line(&item->context, context);
		free(context);
	}
	free(words);
}

static void
tree_add_page(struct tree_screen *self, struct visit *visit, const struct thread *thread, const struct tree *tree,
    struct view *out)
{
	size_t from = tree_find_page(tree, self->focus);
	struct message_list messages = {0};
	struct veil veil;

	self->earlier = from ? tree->branches[from - 1].number : 0;
	self->later = from + TREE_PAGE < tree->count ? tree->branches[from + TREE_PAGE].number : 0;
	if (tree_messages(&visit->forum, &visit->actor, thread, tree, from, &messages) != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(ERR_STORE));
	veil_init(&visit->forum, &visit->actor, &veil);
	for (size_t k = 0; k < messages.count; k++)
		tree_add_message(visit, &veil, thread, &messages.rows[k], tree->branches[from + k].depth, out);
	veil_clear(&veil);
	message_list_clear(&messages);
}

static void
tree_say_left_out(const struct tree *tree, struct view *out)
{
	char *words;

	if (!tree->left_out)
		return;
	words = mem_format(_("This conversation is very long. The first %d messages are left out here."),
	    (int)tree->left_out);
	view_add_notice(out, ROLE_NOTICE, words);
	free(words);
}

static void
tree_offer(const struct tree_screen *self, const struct visit *visit, struct view *out)
{
	view_offer(out, ACTION_OPEN, NULL);
	if (visit->actor.member)
		view_offer(out, ACTION_NEXT_UNREAD, NULL);
	view_offer(out, ACTION_CHOICES, NULL);
	if (self->later || self->earlier)
		view_offer(out, ACTION_GO_TO, NULL);
	if (self->later)
		view_offer(out, ACTION_MORE, NULL);
	if (self->earlier)
		view_offer(out, ACTION_EARLIER, NULL);
}

static void
tree_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct tree_screen *self = (struct tree_screen *)screen;
	struct thread thread = {0};
	struct tree tree = {0};
	enum err err = conversation_get(&visit->forum, &visit->actor, self->thread, &thread);

	if (err == ERR_OK)
		err = tree_grow(&visit->forum, &thread, &tree);
	if (err != ERR_OK) {
		view_set_title(out, _("This conversation isn't here"));
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	} else {
		self->highest = thread.message_count;
		view_set_where(out, words_title(thread.title));
		view_set_title(out, _("The answers as a tree"));
		tree_say_left_out(&tree, out);
		tree_add_page(self, visit, &thread, &tree, out);
		tree_offer(self, visit, out);
		out->focus = self->focus;
	}
	tree_clear(&tree);
	thread_clear(&thread);
}

static struct outcome
tree_turn_to(const struct tree_screen *self, int64_t number)
{
	if (!number)
		return screen_stay();
	return screen_replace((struct route){.kind = ROUTE_TREE, .thread = self->thread, .number = number});
}

static struct outcome
tree_go_to(const struct tree_screen *self, struct visit *visit, int64_t number)
{
	char *words;

	if (number >= 1 && number <= self->highest)
		return tree_turn_to(self, number);
	words = mem_format(_("There is no message %d. The numbers go from 1 to %d."), (int)number, (int)self->highest);
	visit_say(visit, ROLE_WARNING, words);
	free(words);
	return screen_stay();
}

static struct outcome
tree_open_item(const struct tree_screen *self, enum route_kind kind, int64_t number)
{
	if (!number)
		return screen_stay();
	return screen_push((struct route){.kind = kind, .thread = self->thread, .number = number});
}

static struct outcome
tree_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct tree_screen *self = (struct tree_screen *)screen;

	switch (intent->action) {
	case ACTION_OPEN:
		return tree_open_item(self, ROUTE_CONVERSATION, intent->item);
	case ACTION_CHOICES:
		return tree_open_item(self, ROUTE_MESSAGE, intent->number ? intent->number : intent->item);
	case ACTION_MORE:
		return tree_turn_to(self, self->later);
	case ACTION_EARLIER:
		return tree_turn_to(self, self->earlier);
	case ACTION_GO_TO:
		if (intent->number)
			return tree_go_to(self, visit, intent->number);
		return screen_push((struct route){.kind = ROUTE_GO_TO, .number = self->highest});
	default:
		return screen_decline();
	}
}

static struct outcome
tree_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	if (choice == MENU_PUT_OFF)
		return screen_back();
	return choice ? tree_go_to((struct tree_screen *)screen, visit, choice) : screen_stay();
}

static const struct screen_ops tree_ops = {
    .name = "tree",
    .view = tree_view,
    .act = tree_act,
    .chosen = tree_chosen,
};

struct screen *
tree_open(struct visit *visit, const struct route *route)
{
	struct tree_screen *self = screen_alloc(&tree_ops, sizeof *self);

	(void)visit;
	self->thread = route->thread;
	self->focus = route->number;
	return &self->screen;
}
