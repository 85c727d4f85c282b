/*
 * Joining, a step a screen: who this is for, consent, a name, a way to come back, the house rules; then straight
 * to the first board with the pen in hand. Going back a step is going back a screen.
 *
 * The chosen name waits in visit->wanted_name; nothing is kept of a person who stops half way.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/account.h"
#include "forum/board.h"
#include "ui/screens/parts.h"
#include "ui/words.h"

/* --- one: who this is for; two: consent. Each is a text and two answers. --- */

struct join_text {
	struct screen screen;
	const char *title, *file;
	const char *yes, *no; /* no NULL: yes is the only answer, and leads home */
	enum route_kind next;
};

static void
join_text_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct join_text *self = (struct join_text *)screen;
	char *text = words_page(self->file);

	(void)visit;
	view_set_title(out, _(self->title));
	view_set_intro(out, text);
	item_set_line(&view_add_item(out, 1)->text, _(self->yes));
	if (self->no)
		item_set_line(&view_add_item(out, 2)->text, _(self->no));
	view_offer(out, ACTION_OPEN, _("Choose"));
	free(text);
}

static struct outcome
join_text_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct join_text *self = (struct join_text *)screen;

	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item == 1 && self->no)
		return screen_push((struct route){.kind = self->next});
	if (!self->no)
		return screen_restart((struct route){.kind = ROUTE_HOME});
	visit_say(visit, ROLE_NOTICE, _("That's fine. Nothing was kept. You are welcome to look around."));
	return screen_restart((struct route){.kind = ROUTE_HOME});
}

static struct screen *
join_text_new(const struct screen_ops *ops, struct join_text text)
{
	struct join_text *self = screen_alloc(ops, sizeof *self);

	text.screen = self->screen;
	*self = text;
	return &self->screen;
}

struct screen *
join_consent_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "join-consent", .view = join_text_view, .act = join_text_act};

	(void)visit;
	(void)route;
	return join_text_new(&ops,
	    (struct join_text){
		.title = N_("Joining, step 2 of 4: what we keep"),
		.file = "content/consent.txt",
		.yes = N_("I agree"),
		.no = N_("I don't agree. Let me look around"),
		.next = ROUTE_JOIN_NAME,
	    });
}

static struct screen *
join_paused_new(void)
{
	static const struct screen_ops ops = {.name = "join-paused", .view = join_text_view, .act = join_text_act};

	return join_text_new(&ops,
	    (struct join_text){
		.title = N_("Joining is paused for now"),
		.file = "content/joining-paused.txt",
		.yes = N_("Let me look around"),
	    });
}

struct screen *
join_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "join", .view = join_text_view, .act = join_text_act};
	enum joining door = visit->forum.db ? joining_now(&visit->forum) : JOINING_PAUSED;

	(void)route;
	if (door == JOINING_PAUSED)
		return join_paused_new();
	return join_text_new(&ops,
	    (struct join_text){
		.title = N_("Joining, step 1 of 4: who this is for"),
		.file = "content/welcome.txt",
		.yes = N_("This is for me, and I am 18 or over"),
		.no = N_("Not for me. Let me look around"),
		.next = door == JOINING_INVITATION ? ROUTE_JOIN_INVITATION : ROUTE_JOIN_CONSENT,
	    });
}

/* --- three: a name --- */

struct join_name {
	struct screen screen;
	struct edit name;
};

static void
join_name_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct join_name *self = (struct join_name *)screen;

	(void)visit;
	out->kind = VIEW_FORM;
	view_set_title(out, _("Joining, step 3 of 4: choose a name"));
	view_set_intro(out, _("Made up, not your real name: like kettle-on. You will type it when you come back."));
	view_add_field(out, FIELD_LINE, _("Your name here"), _("3 to 20 letters, numbers or hyphens"), &self->name);
	view_offer(out, ACTION_DONE, NULL);
}

static struct outcome
join_name_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct join_name *self = (struct join_name *)screen;
	char name[CONTROL_NAME_BYTES + 1];
	enum err err;

	if (intent->action != ACTION_DONE)
		return screen_decline();
	account_tidy_name(self->name.text.text, name, sizeof name);
	err = account_check_free(&visit->forum, name);
	if (err != ERR_OK) {
		parts_say_name(visit, name, err);
		return screen_stay();
	}
	snprintf(visit->wanted_name, sizeof visit->wanted_name, "%s", name);
	return screen_push((struct route){
	    .kind = joining_now(&visit->forum) == JOINING_APPROVAL ? ROUTE_JOIN_REQUEST : ROUTE_JOIN_RETURN});
}

static void
join_name_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct join_name *)screen)->name);
}

struct screen *
join_name_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "join-name",
	    .view = join_name_view,
	    .act = join_name_act,
	    .close = join_name_close,
	};
	struct join_name *self = screen_alloc(&ops, sizeof *self);

	(void)route;
	edit_init(&self->name, TEXT_LINE, CONTROL_NAME_BYTES);
	if (account_check_name(visit->wanted_name) == ERR_OK)
		edit_set(&self->name, visit->wanted_name);
	return &self->screen;
}

/* --- four: a password, or the key they came with --- */

struct join_return {
	struct screen screen;
	int with_key; /* 0: a password; 1: the key */
	struct fresh fresh;
};

static void
join_return_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct join_return *self = (struct join_return *)screen;
	const char *ways[] = {_("With a password"), _("With the key on this computer")};
	char *intro = mem_format(_("You will be %s. Three short words make a good password."), visit->wanted_name);

	out->kind = VIEW_FORM;
	view_set_title(out, _("Joining, step 4 of 4: coming back"));
	view_set_intro(out, intro);
	if (*visit->offered_key)
		view_add_choice(out, _("How you come in"), _("A key needs no typing, but only works from here"),
		    &self->with_key, ways, 2);
	fresh_add_fields(&self->fresh, _("Password"),
	    *visit->offered_key ? _("8 letters or more, or empty with a key") : _("8 letters or more"), out);
	view_offer(out, ACTION_DONE, _("Join"));
	free(intro);
}

/* The door may have been moved, or the name taken, since the first step. */
static struct outcome
join_refuse(struct visit *visit, enum err err)
{
	switch (err) {
	case ERR_TAKEN:
		parts_say_name(visit, visit->wanted_name, ERR_TAKEN);
		return screen_back();
	case ERR_CLOSED:
		return screen_replace((struct route){.kind = ROUTE_JOIN});
	case ERR_NOT_FOUND:
		visit_say(visit, ROLE_WARNING,
		    _("Your invitation is used up, or the team asks for one now. Nothing was kept."));
		return screen_replace((struct route){.kind = ROUTE_JOIN_INVITATION});
	default:
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
}

static struct outcome
join_make(struct join_return *self, struct visit *visit)
{
	const char *key = self->with_key && *visit->offered_key ? visit->offered_key : NULL;
	bool has_password = !key || !edit_is_blank(&self->fresh.password);
	char *agreed;
	struct actor actor;
	enum err err;

	if (has_password && !fresh_is_fine(&self->fresh, visit, visit->wanted_name))
		return screen_stay();
	agreed = words_page("content/consent.txt");
	err = joining_join(&visit->forum,
	    &(struct newcomer){
		.name = visit->wanted_name,
		.password = has_password ? self->fresh.password.text.text : NULL,
		.key = key,
		.invitation = visit->invitation,
		.words = visit->join_words,
		.agreed_words = agreed,
	    },
	    &actor);
	free(agreed);
	if (err != ERR_OK)
		return join_refuse(visit, err);
	if (visit->is_plain) /* the way they came is the way they like it */
		account_set_looks(&visit->forum, &actor, &(struct looks){.is_plain = true});
	visit_become(visit, &actor);
	visit->last_here_at = 0;
	return screen_restart((struct route){.kind = ROUTE_JOIN_RULES});
}

static struct outcome
join_return_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	return intent->action == ACTION_DONE ? join_make((struct join_return *)screen, visit) : screen_decline();
}

static void
join_return_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	fresh_clear(&((struct join_return *)screen)->fresh);
}

struct screen *
join_return_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "join-return",
	    .view = join_return_view,
	    .act = join_return_act,
	    .close = join_return_close,
	};
	struct join_return *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	(void)route;
	fresh_init(&self->fresh);
	return &self->screen;
}

/* --- the rules, then the first board --- */

static void
join_rules_view(struct screen *screen, struct visit *visit, struct view *out)
{
	char *rules = words_page("content/rules.txt");
	bool is_in = actor_can(&visit->actor, CAP_START); /* else the team says yes first */
	char *title = mem_format(is_in ? _("You're in, %s. The house rules") : _("You have asked, %s. The house rules"),
	    visit->actor.name);

	(void)screen;
	out->kind = VIEW_DOCUMENT;
	view_set_title(out, title);
	item_set_body(&view_add_item(out, 0)->text, rules);
	view_offer(out, ACTION_OPEN, is_in ? _("Go on and say hello") : _("Go on"));
	if (is_in)
		view_offer(out, ACTION_NEXT_UNREAD, _("Go on"));
	free(title);
	free(rules);
}

/* Home, the first board on it, and on that the page to write on. */
struct outcome
join_arrive(struct visit *visit)
{
	struct outcome arrive = screen_restart((struct route){.kind = ROUTE_HOME});
	struct board_list boards = {0};

	if (actor_can(&visit->actor, CAP_START) && board_list(&visit->forum, &visit->actor, &boards) == ERR_OK &&
	    boards.count) {
		arrive.routes[1] = (struct route){.kind = ROUTE_BOARD, .board = boards.rows[0].id};
		arrive.routes[2] = (struct route){.kind = ROUTE_WRITE, .board = boards.rows[0].id, .is_hello = true};
		arrive.route_count = 3;
	}
	board_list_clear(&boards);
	return arrive;
}

static struct outcome
join_rules_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	switch (intent->action) {
	case ACTION_NEXT_UNREAD:
	case ACTION_OPEN:
		return screen_restart((struct route){.kind = ROUTE_JOIN_CODES});
	default:
		return screen_decline();
	}
}

struct screen *
join_rules_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "join-rules", .view = join_rules_view, .act = join_rules_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
