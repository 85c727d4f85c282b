/*
 * A member's keys: a list, and a field to paste another into. A private key that is pasted by mistake is in no draft
 * and no log, and its bytes are wiped as soon as it is known for one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/key.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

enum { KEYS_ADD = 1000, KEYS_PRINT_SHOWN = 19 /* "SHA256:" and twelve letters */ };

/* --- the list --- */

struct keys {
	struct screen screen;
	struct key_row_list list; /* as last shown: an item is one of these, from 1 */
	int64_t asked;            /* which may go; 0 for none */
};

static void
keys_add_item(struct view *out, int64_t id, const struct key_row *key)
{
	struct item *item = view_add_item(out, id);
	char print[KEY_PRINT_BYTES], *text, *when = spoken_day(key->added_at, clock_now());
	char *words = mem_format(_("added %s"), when);

	key_fingerprint(key->key, print);
	text = mem_format("%.*s %.*s", (int)strcspn(key->key, " "), key->key, KEYS_PRINT_SHOWN, print);
	item_set_line(&item->text, text);
	item_set_line(&item->when, words);
	free(text);
	free(words);
	free(when);
}

static void
keys_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct keys *self = (struct keys *)screen;
	enum err err;

	key_row_list_clear(&self->list);
	err = account_keys(&visit->forum, &visit->actor, &self->list);
	view_set_where(out, _("Your settings"));
	view_set_title(out, _("Your keys"));
	view_set_intro(out, _("A key on your computer lets you in with no password. Choose one to remove it."));
	if (err != ERR_OK)
		view_add_notice(out, ROLE_WARNING, visit_explain(err));
	for (size_t k = 0; k < self->list.count; k++)
		keys_add_item(out, (int64_t)k + 1, &self->list.rows[k]);
	item_set_line(&view_add_item(out, KEYS_ADD)->text, _("Add a key"));
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
keys_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	static const char *const answers[] = {N_("Keep it"), N_("Remove it"), NULL};
	static const struct question question = {
	    .title = N_("Remove this key?"),
	    .words = N_("The computer that has it can't come in with it any more. You can add it again later."),
	    .answers = answers,
	};
	struct keys *self = (struct keys *)screen;

	(void)visit;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item == KEYS_ADD)
		return screen_push((struct route){.kind = ROUTE_KEY_ADD});
	if (intent->item < 1 || intent->item > (int64_t)self->list.count)
		return screen_stay();
	self->asked = intent->item;
	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
keys_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	struct keys *self = (struct keys *)screen;
	enum err err;

	if (choice != 2 || self->asked < 1 || self->asked > (int64_t)self->list.count)
		return screen_stay();
	err = account_drop_key(&visit->forum, &visit->actor, self->list.rows[self->asked - 1].key);
	if (err == ERR_OK || err == ERR_NOT_FOUND)
		visit_say(visit, ROLE_NOTICE, _("That key is gone."));
	else if (err == ERR_RESERVED)
		visit_say(visit, ROLE_WARNING,
		    _("That key is your only way in, so we kept it. Choose a password first, or add another key."));
	else
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	return screen_stay();
}

static void
keys_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	key_row_list_clear(&((struct keys *)screen)->list);
}

struct screen *
keys_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "keys",
	    .view = keys_view,
	    .act = keys_act,
	    .chosen = keys_chosen,
	    .close = keys_close,
	};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct keys));
}

/* --- one more --- */

struct key_add {
	struct screen screen;
	struct edit pasted;
};

static void
key_add_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("Your keys"));
	view_set_title(out, _("Add a key"));
	view_set_intro(out, _("Open the file that ends in .pub. Copy all of its line, and paste it here."));
	view_add_field(out, FIELD_BODY, _("Your public key"), _("It begins with ssh- or ecdsa-"),
	    &((struct key_add *)screen)->pasted);
	view_offer(out, ACTION_DONE, _("Add it"));
}

static const char *
key_add_explain(enum err err)
{
	switch (err) {
	case ERR_DENIED:
		return _("That is the secret half. We did not keep it. Nobody but you may have it. "
			 "Please paste the line from the file that ends in .pub.");
	case ERR_EMPTY:
		return _("There is no key here yet. Paste the line from the file that ends in .pub.");
	case ERR_FOREIGN:
		return _("That is a key in a form we can't read. In PuTTYgen, copy the text in the box at the top.");
	case ERR_INVALID:
	case ERR_TOO_LONG:
		return _("That is not a whole key of a kind we can use. Please copy all of the line. "
			 "An old or short key won't do. You can make a new one with: ssh-keygen -t ed25519");
	case ERR_TAKEN:
		return _("You have that key already. It works.");
	case ERR_RATE:
		return _("You have 20 keys. Please remove one first.");
	default:
		return visit_explain(err);
	}
}

static struct outcome
key_add_keep(struct key_add *self, struct visit *visit)
{
	char key[CONTROL_KEY_BYTES + 1];
	enum err err = key_read(self->pasted.text.text, key);

	if (err == ERR_DENIED) {
		edit_clear(&self->pasted); /* wiped, and so is what undo would bring back */
		edit_init(&self->pasted, TEXT_BODY, KEY_TEXT_BYTES);
	} else if (err == ERR_OK)
		err = account_keep_key(&visit->forum, &visit->actor, key);
	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, key_add_explain(err));
		return screen_stay();
	}
	visit_say(visit, ROLE_NOTICE, _("The key is added. You can come in with it from now on."));
	return screen_back();
}

static struct outcome
key_add_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	return intent->action == ACTION_DONE ? key_add_keep((struct key_add *)screen, visit) : screen_decline();
}

static void
key_add_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct key_add *)screen)->pasted);
}

struct screen *
key_add_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "key-add",
	    .view = key_add_view,
	    .act = key_add_act,
	    .close = key_add_close,
	};
	struct key_add *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	(void)route;
	edit_init(&self->pasted, TEXT_BODY, KEY_TEXT_BYTES);
	return &self->screen;
}
