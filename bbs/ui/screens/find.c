/*
 * Words to find, typed on one page; what was found is on the next, in either order, and leads to each message in its
 * conversation.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/find.h"
#include "forum/veil.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/veiled.h"
#include "ui/words.h"

enum {
	TYPED_BYTES = 2000, /* more than what may be looked for: too much is said, and not cut */
	AROUND_COLS = 140,
};

/* --- what to find --- */

struct find_screen {
	struct screen screen;
	struct edit text;
};

static void
find_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct find_screen *self = (struct find_screen *)screen;

	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("Home"));
	view_set_title(out, _("Find words"));
	/* Translators: keep board: by: since: answered: tag: and what stands right after each as they are. */
	view_set_intro(out,
	    _("Examples:\n"
	      "wash hair (both words)\n"
	      "\"dry shampoo\" (the words side by side)\n"
	      "wash* (words that begin so)\n"
	      "sleep board:memory (on that board)\n"
	      "sleep since:2026-05 (from May 2026 on)\n"
	      "by:kettle-on (what kettle-on wrote)\n"
	      "answered:no (with no answer yet)\n"
	      "tag:falls (about falls)"));
	view_add_field(out, FIELD_LINE, _("Words to find"), _("Other endings are found too: wash, washing, washed"),
	    &self->text);
	view_offer(out, ACTION_DONE, _("Find"));
}

/* The value of an operator means nothing here. */
static char *
find_explain_trouble(enum find_operator which, const char *value)
{
	switch (which) {
	case FIND_OPERATOR_BOARD:
		return mem_format(_("No board here is called %s. Leave out board: to look on all of them."), value);
	case FIND_OPERATOR_BY:
		return mem_format(_("Nobody here is called %s. Please look how the name is spelled."), value);
	case FIND_OPERATOR_SINCE:
		return mem_copy_string(_("Write the date like since:2026-05-01, or since:30d for 30 days."));
	case FIND_OPERATOR_ANSWERED:
		return mem_copy_string(_("Write answered:yes or answered:no."));
	default:
		return mem_format(_("There is no tag %s. Tags are words like memory, falls or washing."), value);
	}
}

/* For the next page. Whoever goes back from there finds them as they were; other words begin on an empty line. */
static void
find_keep_words(struct visit *visit, const char *text)
{
	char *copy = mem_copy_string(text);

	free(visit->find_words);
	visit->find_words = copy;
}

static bool
find_is_fine(struct find_screen *self, struct visit *visit)
{
	struct find_result result = {0};
	enum err err = find_check(&visit->forum, &visit->actor, self->text.text.text, &result);
	char *words = NULL;

	if (err == ERR_INVALID)
		words = find_explain_trouble(result.trouble, result.trouble_value);
	find_result_clear(&result);
	if (err == ERR_EMPTY)
		visit_say(visit, ROLE_WARNING, _("Type a word to find first."));
	else if (err == ERR_TOO_LONG)
		visit_say(visit, ROLE_WARNING, _("That is too long to look for. A few words are enough."));
	else if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, words ? words : visit_explain(err));
	free(words);
	return err == ERR_OK;
}

static struct outcome
find_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct find_screen *self = (struct find_screen *)screen;

	if (intent->action != ACTION_DONE)
		return screen_decline();
	if (!find_is_fine(self, visit))
		return screen_stay();
	find_keep_words(visit, self->text.text.text);
	return screen_push((struct route){.kind = ROUTE_FOUND});
}

static void
find_close(struct screen *screen, struct visit *visit)
{
	struct find_screen *self = (struct find_screen *)screen;

	(void)visit;
	edit_clear(&self->text);
}

struct screen *
find_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "find",
	    .view = find_view,
	    .act = find_act,
	    .close = find_close,
	};
	struct find_screen *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	(void)route;
	edit_init(&self->text, TEXT_LINE, TYPED_BYTES);
	return &self->screen;
}

/* --- what was found --- */

struct found_screen {
	struct screen screen;
	char *text; /* as it was typed */
	enum err err;
	struct find_result result;
};

/* Its words around the hit; of what is folded for them, why it is. */
static char *
found_words(const struct found_screen *self, const struct veil *veil, const struct message *message)
{
	enum veil_why why = veil_look(veil, message);

	if (why != VEIL_NONE)
		return veiled_words(why, message->note);
	return find_words_around(message->body, self->text, AROUND_COLS);
}

static void
found_add(const struct found_screen *self, struct visit *visit, const struct veil *veil, int64_t id, struct view *out)
{
	struct found found = {0};
	struct item *item;
	char *words, *who, *when, *about;

	if (find_load(&visit->forum, &visit->actor, id, &found) != ERR_OK)
		return;
	item = view_add_item(out, id);
	words = found_words(self, veil, &found.message);
	who = spoken_writer(found.message.author_name, found.message.alias,
	    visit->actor.member && found.message.author == visit->actor.member);
	when = spoken_time(found.message.written_at, clock_now());
	/* Translators: the title of a conversation, and its board. */
	about = mem_format(_("%s, on %s"), words_title(found.title), found.board_name);
	if (out->kind == VIEW_DOCUMENT)
		item->number = (int)out->item_count;
	item_set_line(&item->text, words);
	item_set_line(&item->who, who);
	item_set_line(&item->when, when);
	item_set_line(out->kind == VIEW_DOCUMENT ? &item->context : &item->about, about);
	free(about);
	free(when);
	free(who);
	free(words);
	found_clear(&found);
}

/* What was looked for instead. */
static void
found_say_way(const struct find_result *result, struct view *out)
{
	char *words;

	if (result->way == FIND_AS_TYPED)
		return;
	if (result->way == FIND_WITHOUT)
		words = mem_format(_("No message has all of that. These were found without %s."), result->words);
	else
		words = mem_format(_("Nobody wrote it quite like that. These have a word that begins with %s."),
		    result->words);
	view_add_notice(out, ROLE_NOTICE, words);
	free(words);
}

static void
found_say_how(const struct found_screen *self, struct view *out)
{
	const struct find_result *result = &self->result;

	found_say_way(result, out);
	if (result->is_cut)
		view_add_notice(out, ROLE_NOTICE,
		    _("That is more than we can look for at once, so some is left out. Try fewer words, or longer ones."));
	if (result->was_stopped)
		view_add_notice(out, ROLE_NOTICE,
		    _("You pressed a key, so we stopped looking. To go on from there, choose \"Look further back\"."));
	else if (!result->count && result->next)
		view_add_notice(out, ROLE_NOTICE,
		    _("Nothing yet. There are older messages: choose \"Look further back\"."));
}

static void
found_offer(const struct found_screen *self, struct view *out)
{
	const struct find_result *result = &self->result;

	if (result->count) {
		view_offer(out, ACTION_OPEN, NULL);
		view_offer(out, ACTION_CHOICES, NULL);
		view_offer(out, ACTION_ORDER, self->screen.route.choice ? _("Newest first") : _("Best match first"));
	}
	view_offer(out, ACTION_FIND, _("Other words"));
	if (result->skip || result->next)
		view_offer(out, ACTION_MORE, result->skip ? _("More of these") : _("Look further back"));
	if (self->screen.route.number || self->screen.route.ground)
		view_offer(out, ACTION_EARLIER, _("Back to the first"));
}

static void
found_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct found_screen *self = (struct found_screen *)screen;
	char *title = mem_format(_("Found: %s"), self->text);
	struct veil veil;

	/* as a document, where each is shown whole; read aloud a list says as much, and opens by a number alone */
	out->kind = visit->is_plain ? VIEW_LIST : VIEW_DOCUMENT;
	view_set_where(out, _("Home > Find words"));
	view_set_title(out, title);
	free(title);
	if (self->err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(self->err));
	found_say_how(self, out);
	if (!self->result.next)
		view_set_empty(out,
		    _("Nothing was found. Try fewer words, or the beginning of one with a star: wash*"));
	veil_init(&visit->forum, &visit->actor, &veil);
	for (size_t k = 0; k < self->result.count; k++)
		found_add(self, visit, &veil, self->result.ids[k], out);
	veil_clear(&veil);
	found_offer(self, out);
}

/* One of those shown, in its conversation. */
static struct outcome
found_go(struct visit *visit, enum route_kind kind, int64_t message)
{
	struct route route = {.kind = kind};
	struct found found = {0};
	enum err err;

	if (!message)
		return screen_stay();
	err = find_load(&visit->forum, &visit->actor, message, &found);
	route.thread = found.message.thread;
	route.number = found.message.number;
	found_clear(&found);
	if (err == ERR_OK)
		return screen_push(route);
	visit_say(visit, ROLE_WARNING, visit_explain(err));
	return screen_stay();
}

/* Where a page begins: older than that id; without so many of the best. */
static struct outcome
found_turn_to(const struct found_screen *self, struct visit *visit, int64_t before, int64_t skip)
{
	find_keep_words(visit, self->text); /* others may have been typed since */
	return screen_replace((struct route){
	    .kind = ROUTE_FOUND,
	    .number = before,
	    .ground = (int)skip,
	    .choice = self->screen.route.choice,
	});
}

static struct outcome
found_turn_order(const struct found_screen *self, struct visit *visit)
{
	find_keep_words(visit, self->text);
	return screen_replace((struct route){.kind = ROUTE_FOUND, .choice = !self->screen.route.choice});
}

static struct outcome
found_more(const struct found_screen *self, struct visit *visit)
{
	if (self->result.skip)
		return found_turn_to(self, visit, self->screen.route.number, self->result.skip);
	return self->result.next ? found_turn_to(self, visit, self->result.next, 0) : screen_stay();
}

static struct outcome
found_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct found_screen *self = (struct found_screen *)screen;

	switch (intent->action) {
	case ACTION_OPEN:
		return found_go(visit, ROUTE_CONVERSATION, intent->item);
	case ACTION_CHOICES:
		return found_go(visit, ROUTE_MESSAGE, intent->item);
	case ACTION_MORE:
		return found_more(self, visit);
	case ACTION_ORDER:
		return found_turn_order(self, visit);
	case ACTION_EARLIER:
		return found_turn_to(self, visit, 0, 0);
	default:
		return screen_decline();
	}
}

static void
found_close(struct screen *screen, struct visit *visit)
{
	struct found_screen *self = (struct found_screen *)screen;

	(void)visit;
	free(self->text);
	find_result_clear(&self->result);
}

struct screen *
found_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "found",
	    .view = found_view,
	    .act = found_act,
	    .close = found_close,
	};
	struct found_screen *self = screen_alloc(&ops, sizeof *self);
	struct find_ask ask = {
	    .order = route->choice ? FIND_BEST : FIND_NEWEST,
	    .before = route->number,
	    .skip = route->ground,
	    .is_unwanted = visit->is_key_waiting,
	    .context = visit->key_context,
	};

	self->text = mem_copy_string(visit->find_words);
	ask.text = self->text;
	self->err = find(&visit->forum, &visit->actor, &ask, &self->result);
	return &self->screen;
}
