/*
 * Who and what a member would rather not meet: all of it in one list, to take things off; topics and kinds of content
 * note to choose from; and a word to add. And the two short ways there: block a writer, mute an unknown one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/avoid.h"
#include "forum/label.h"
#include "ui/labels.h"
#include "ui/screens.h"
#include "ui/screens/avoid.h"
#include "ui/screens/message_menu.h"
#include "ui/spoken.h"
#include "ui/words.h"

/* Which list: the route's board. */
enum { AVOID_ALL, AVOID_NOTES, AVOID_TAGS };

/* Items of the whole list: a place in one of the lists, or a way to add something. */
enum { ITEM_BLOCK = 1000, ITEM_MUTE = 2000, ITEM_ADD_WORD = 1, ITEM_ADD_NOTE, ITEM_ADD_TAG };

struct avoid_screen {
	struct screen screen;
	int64_t which;
	struct block_row_list blocks; /* as last shown */
	struct mute_row_list mutes;
	int64_t asked; /* the item that a question is about */
};

static void
avoid_forget(struct avoid_screen *self)
{
	block_row_list_clear(&self->blocks);
	mute_row_list_clear(&self->mutes);
}

static enum err
avoid_look(struct avoid_screen *self, struct visit *visit)
{
	avoid_forget(self);
	return avoid_list(&visit->forum, &visit->actor, &self->blocks, &self->mutes);
}

static const char *
avoid_kind_words(enum mute kind)
{
	switch (kind) {
	case MUTE_ALIAS:
		return _("Unknown writers you have muted");
	case MUTE_WORD:
		return _("Words");
	case MUTE_TAG:
		return _("Topics");
	default:
		return _("Kinds of content note");
	}
}

/* What one of them is called; owned. */
static char *
avoid_mute_words(const struct mute_row *row)
{
	int tag = tag_find(row->what), note = content_note_find(row->what);
	char *who, *out;

	if (!strcmp(row->kind, mute_name(MUTE_ALIAS))) {
		who = spoken_writer("", strtoll(row->what, NULL, 10), false);
		out = mem_format(_("%s, in %s"), who, words_title(row->title));
		free(who);
		return out;
	}
	if (!strcmp(row->kind, mute_name(MUTE_TAG)) && tag >= 0)
		return mem_copy_string(label_tag((enum tag)tag));
	if (!strcmp(row->kind, mute_name(MUTE_NOTE)) && note >= 0)
		return mem_copy_string(label_content_note((enum content_note)note));
	return mem_copy_string(row->what);
}

static void
avoid_add_blocks(const struct avoid_screen *self, struct view *out)
{
	if (self->blocks.count)
		view_add_heading(out, _("People you have blocked"));
	for (size_t k = 0; k < self->blocks.count; k++) {
		char *who = spoken_writer(self->blocks.rows[k].name, 0, false);

		item_set_line(&view_add_item(out, ITEM_BLOCK + (int64_t)k)->text, who);
		free(who);
	}
}

static void
avoid_add_mutes(const struct avoid_screen *self, enum mute kind, struct view *out)
{
	bool has_heading = false;

	for (size_t k = 0; k < self->mutes.count; k++) {
		char *words;

		if (strcmp(self->mutes.rows[k].kind, mute_name(kind)) != 0)
			continue;
		if (!has_heading)
			view_add_heading(out, avoid_kind_words(kind));
		has_heading = true;
		words = avoid_mute_words(&self->mutes.rows[k]);
		item_set_line(&view_add_item(out, ITEM_MUTE + (int64_t)k)->text, words);
		free(words);
	}
}

static void
avoid_view_all(const struct avoid_screen *self, struct view *out)
{
	view_set_title(out, _("What I would rather not meet"));
	view_set_intro(out, _("A short sentence stands in its place. You can read it all the same. Nobody can tell."));
	avoid_add_blocks(self, out);
	for (int kind = 0; kind < MUTE_COUNT; kind++)
		avoid_add_mutes(self, (enum mute)kind, out);
	view_add_heading(out, _("Add to the list"));
	item_set_line(&view_add_item(out, ITEM_ADD_WORD)->text, _("A word"));
	item_set_line(&view_add_item(out, ITEM_ADD_NOTE)->text, _("A kind of content note"));
	item_set_line(&view_add_item(out, ITEM_ADD_TAG)->text, _("A topic"));
}

static bool
avoid_has(const struct avoid_screen *self, enum mute kind, const char *what)
{
	for (size_t k = 0; k < self->mutes.count; k++)
		if (!strcmp(self->mutes.rows[k].kind, mute_name(kind)) && !strcmp(self->mutes.rows[k].what, what))
			return true;
	return false;
}

static void
avoid_add_choice(const struct avoid_screen *self, enum mute kind, const char *what, const char *label, int64_t id,
    struct view *out)
{
	struct item *item = view_add_item(out, id);

	item_set_line(&item->text, label);
	if (avoid_has(self, kind, what))
		item_set_line(&item->detail, _("muted"));
}

static void
avoid_view_notes(const struct avoid_screen *self, struct view *out)
{
	view_set_title(out, _("Kinds of content note"));
	view_set_intro(out, _("Choose one to mute it. Choose it again to meet it again."));
	for (int note = 0; note < CONTENT_NOTE_COUNT; note++)
		avoid_add_choice(self, MUTE_NOTE, content_note_word((enum content_note)note),
		    label_content_note((enum content_note)note), note + 1, out);
}

static void
avoid_view_tags(const struct avoid_screen *self, struct view *out)
{
	int kind = -1;

	view_set_title(out, _("Topics"));
	view_set_intro(out,
	    _("Choose one to mute it. Conversations about it are folded, and don't count as new. Choose it again to "
	      "meet it again."));
	for (int tag = 0; tag < TAG_COUNT; tag++) {
		if ((int)tag_kind((enum tag)tag) != kind) {
			kind = (int)tag_kind((enum tag)tag);
			view_add_heading(out, label_tag_kind((enum tag_kind)kind));
		}
		avoid_add_choice(self, MUTE_TAG, tag_word((enum tag)tag), label_tag((enum tag)tag), tag + 1, out);
	}
}

static void
avoid_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct avoid_screen *self = (struct avoid_screen *)screen;
	enum err err = avoid_look(self, visit);

	view_set_where(out, self->which == AVOID_ALL ? _("Your settings") : _("What I would rather not meet"));
	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	if (self->which == AVOID_NOTES)
		avoid_view_notes(self, out);
	else if (self->which == AVOID_TAGS)
		avoid_view_tags(self, out);
	else
		avoid_view_all(self, out);
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static void
avoid_say(struct visit *visit, enum err err, const char *done)
{
	if (err == ERR_OK)
		visit_say(visit, ROLE_NOTICE, done);
	else if (err == ERR_FULL || err == ERR_TOO_LONG)
		visit_say(visit, ROLE_WARNING, _("There are 200 of these on your list. Take one off first."));
	else
		visit_say(visit, ROLE_WARNING, visit_explain(err));
}

static struct outcome
avoid_toggle(const struct avoid_screen *self, struct visit *visit, enum mute kind, const char *what)
{
	struct mute_row row = {.kind = (char *)mute_name(kind), .what = (char *)what}; /* borrowed, and only read */

	if (avoid_has(self, kind, what))
		avoid_say(visit, avoid_unmute(&visit->forum, &visit->actor, &row), _("Done. You meet it as before."));
	else
		avoid_say(visit, avoid_mute(&visit->forum, &visit->actor, kind, what), _("Done. It is muted."));
	return screen_stay();
}

static struct outcome
avoid_ask(struct avoid_screen *self, int64_t item)
{
	static const char *const answers[] = {N_("Leave it there"), N_("Take it off"), NULL};
	static const struct question question = {
	    .title = N_("Take it off your list?"),
	    .words = N_("Then you read it as before."),
	    .answers = answers,
	};

	self->asked = item;
	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
avoid_choose(struct avoid_screen *self, int64_t item)
{
	switch (item) {
	case 0:
		return screen_stay();
	case ITEM_ADD_WORD:
		return screen_push((struct route){.kind = ROUTE_AVOID_WORD});
	case ITEM_ADD_NOTE:
		return screen_push((struct route){.kind = ROUTE_AVOID, .board = AVOID_NOTES});
	case ITEM_ADD_TAG:
		return screen_push((struct route){.kind = ROUTE_AVOID, .board = AVOID_TAGS});
	default:
		return avoid_ask(self, item);
	}
}

static struct outcome
avoid_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct avoid_screen *self = (struct avoid_screen *)screen;
	int64_t item = intent->item;

	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (self->which == AVOID_ALL)
		return avoid_choose(self, item);
	if (self->which == AVOID_NOTES && item >= 1 && item <= CONTENT_NOTE_COUNT)
		return avoid_toggle(self, visit, MUTE_NOTE, content_note_word((enum content_note)(item - 1)));
	if (self->which == AVOID_TAGS && item >= 1 && item <= TAG_COUNT)
		return avoid_toggle(self, visit, MUTE_TAG, tag_word((enum tag)(item - 1)));
	return screen_stay();
}

static struct outcome
avoid_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	struct avoid_screen *self = (struct avoid_screen *)screen;
	size_t mute = (size_t)(self->asked - ITEM_MUTE), block = (size_t)(self->asked - ITEM_BLOCK);
	enum err err = ERR_NOT_FOUND;

	if (choice != 2)
		return screen_stay();
	if (self->asked >= ITEM_MUTE && mute < self->mutes.count)
		err = avoid_unmute(&visit->forum, &visit->actor, &self->mutes.rows[mute]);
	else if (self->asked < ITEM_MUTE && block < self->blocks.count)
		err = avoid_unblock(&visit->forum, &visit->actor, self->blocks.rows[block].other);
	avoid_say(visit, err, _("Done. It is off your list."));
	return screen_stay();
}

static void
avoid_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	avoid_forget((struct avoid_screen *)screen);
}

struct screen *
avoid_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "avoid",
	    .view = avoid_view,
	    .act = avoid_act,
	    .chosen = avoid_chosen,
	    .close = avoid_close,
	};
	struct avoid_screen *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	self->which = route->board;
	return &self->screen;
}

/* --- a word --- */

struct avoid_word {
	struct screen screen;
	struct edit word;
};

static void
avoid_word_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("What I would rather not meet"));
	view_set_title(out, _("Mute a word"));
	view_set_intro(out, _("Messages with this word in them are folded for you."));
	view_add_field(out, FIELD_LINE, _("The word"), _("One word, or a few that stand together"),
	    &((struct avoid_word *)screen)->word);
	view_offer(out, ACTION_DONE, _("Mute it"));
}

static struct outcome
avoid_word_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct avoid_word *self = (struct avoid_word *)screen;
	enum err err;

	if (intent->action != ACTION_DONE)
		return screen_decline();
	err = avoid_mute_word(&visit->forum, &visit->actor, self->word.text.text);
	if (err == ERR_EMPTY)
		visit_say(visit, ROLE_WARNING, _("Type a word first."));
	else if (err == ERR_TOO_LONG)
		visit_say(visit, ROLE_WARNING, _("That is too long. Please use 40 letters or fewer."));
	else
		avoid_say(visit, err, _("Done. It is muted."));
	return err == ERR_OK ? screen_back() : screen_stay();
}

static void
avoid_word_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct avoid_word *)screen)->word);
}

struct screen *
avoid_word_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "avoid-word",
	    .view = avoid_word_view,
	    .act = avoid_word_act,
	    .close = avoid_word_close,
	};
	struct avoid_word *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	(void)route;
	edit_init(&self->word, TEXT_LINE, AVOID_WORD_BYTES);
	return &self->screen;
}

/* --- from a message, from a member's page --- */

void
avoid_block_writer(struct visit *visit, int64_t member)
{
	avoid_say(visit, avoid_block(&visit->forum, &visit->actor, member),
	    _("Blocked. What they write by name is folded for you. They can't tell. To undo it, go to your settings."));
}

void
avoid_unblock_writer(struct visit *visit, int64_t member)
{
	avoid_say(visit, avoid_unblock(&visit->forum, &visit->actor, member), _("Done. You read them as before."));
}

/* Somebody else, whose name is known. */
static bool
avoid_is_named(const struct matter *matter)
{
	return matter->actor->member && matter->message.author && matter->message.author != matter->actor->member &&
	    *matter->message.author_name && !matter->message.alias;
}

bool
menu_may_block(const struct matter *matter)
{
	return avoid_is_named(matter) && matter->veiled != VEIL_BLOCKED;
}

bool
menu_may_unblock(const struct matter *matter)
{
	return avoid_is_named(matter) && matter->veiled == VEIL_BLOCKED;
}

bool
menu_may_mute(const struct matter *matter)
{
	return matter->actor->member && matter->message.alias && matter->message.author != matter->actor->member &&
	    matter->veiled != VEIL_MUTED_ALIAS;
}

struct outcome
menu_choose_block(const struct menu *menu, struct visit *visit, const struct matter *matter)
{
	(void)menu;
	avoid_block_writer(visit, matter->message.author);
	return screen_back();
}

struct outcome
menu_choose_unblock(const struct menu *menu, struct visit *visit, const struct matter *matter)
{
	(void)menu;
	avoid_unblock_writer(visit, matter->message.author);
	return screen_back();
}

struct outcome
menu_choose_mute(const struct menu *menu, struct visit *visit, const struct matter *matter)
{
	(void)matter;
	avoid_say(visit, avoid_mute_alias(&visit->forum, &visit->actor, menu->thread, menu->number),
	    _("Muted in this conversation. They can't tell. To undo it, go to your settings."));
	return screen_back();
}

char *
avoid_count_words(struct visit *visit)
{
	struct block_row_list blocks = {0};
	struct mute_row_list mutes = {0};
	size_t count = 0;

	if (avoid_list(&visit->forum, &visit->actor, &blocks, &mutes) == ERR_OK)
		count = blocks.count + mutes.count;
	block_row_list_clear(&blocks);
	mute_row_list_clear(&mutes);
	return count ? mem_format(n_("%d on the list", "%d on the list", count), (int)count)
		     : mem_copy_string(_("nothing"));
}
