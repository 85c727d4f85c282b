/*
 * About a member: what they let others see. For the team also: having met them in person, and finding one by name.
 */
#include <sodium.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "forum/account.h"
#include "forum/avoid.h"
#include "forum/private.h"
#include "forum/recovery.h"
#include "ui/screens.h"
#include "ui/screens/avoid.h"
#include "ui/screens/parts.h"
#include "ui/spoken.h"
#include "ui/words.h"

enum { MEMBER_SETTINGS = 1, MEMBER_VOUCH, MEMBER_PRIVATE, MEMBER_BLOCK, MEMBER_UNBLOCK };

struct about {
	struct screen screen;
	int64_t id;
	char code[RECOVERY_CODE_BYTES]; /* to hand over; "" for none */
	bool asks_block;                /* the question above is about that */
};

/* What a role is called in "One of the team: greeter". NULL for who is none of the team. */
static const char *
member_role_words(const struct member *member)
{
	static const char *const words[ACTOR_ROLE_COUNT] = {
	    [ACTOR_GREETER] = N_("greeter"),
	    [ACTOR_GUIDE] = N_("guide"),
	    [ACTOR_HOST] = N_("host"),
	    [ACTOR_MODERATOR] = N_("moderator"),
	    [ACTOR_LEAD] = N_("safeguarding lead"),
	};
	int role = actor_role_find(member->role);

	return role < 0 ? NULL : words[role];
}

static void
member_add_line(struct str *out, char *owned)
{
	if (out->bytes)
		str_add(out, "\n");
	str_add(out, owned);
	free(owned);
}

static void
member_add_facts(const struct member *member, struct str *out)
{
	const char *role = member_role_words(member);
	char *day;

	if (role)
		member_add_line(out, mem_format(_("One of the team: %s."), _(role)));
	if (member->is_closed)
		member_add_line(out, mem_copy_string(_("This account is closed.")));
	if (*member->about)
		member_add_line(out, mem_copy_string(member->about));
	if (member->shows_joined) {
		day = spoken_day(member->joined_at, clock_now());
		member_add_line(out, mem_format(_("Here since %s."), day));
		free(day);
	}
	if (!out->bytes)
		member_add_line(out, mem_copy_string(_("One of the people here.")));
}

static void
member_add_block(struct visit *visit, const struct member *member, struct view *out)
{
	bool is_blocked = false;

	if (!visit->actor.member || visit->actor.member == member->id ||
	    avoid_has_blocked(&visit->forum, visit->actor.member, member->id, &is_blocked) != ERR_OK)
		return;
	item_set_line(&view_add_item(out, is_blocked ? MEMBER_UNBLOCK : MEMBER_BLOCK)->text,
	    is_blocked ? _("Stop blocking them") : _("Block them"));
}

static void
member_add_choices(struct visit *visit, const struct member *member, struct view *out)
{
	char *words;

	if (visit->actor.member == member->id)
		item_set_line(&view_add_item(out, MEMBER_SETTINGS)->text, _("Your settings"));
	if (private_may_offer(&visit->forum, &visit->actor, member->id))
		item_set_line(&view_add_item(out, MEMBER_PRIVATE)->text, _("Write to them privately"));
	if (!recovery_may_vouch(&visit->actor, member) || member->is_closed) {
		member_add_block(visit, member, out);
		return;
	}
	words = mem_format(_("I have met %s in person"), member->name);
	item_set_line(&view_add_item(out, MEMBER_VOUCH)->text, words);
	item_set_line(&out->items[out->item_count - 1].about, _("For somebody who has lost their way in"));
	free(words);
	member_add_block(visit, member, out);
}

static void
member_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct about *self = (struct about *)screen;
	struct member member = {0};
	struct str facts;
	enum err err = account_get(&visit->forum, &visit->actor, self->id, &member);

	if (err != ERR_OK) {
		view_set_title(out, _("About a member"));
		view_set_empty(out, visit_explain(err));
		return;
	}
	str_init(&facts);
	view_set_title(out, member.name);
	member_add_facts(&member, &facts);
	if (*self->code) {
		member_add_line(&facts, mem_copy_string(""));
		member_add_line(&facts, mem_format(_("Give them this code: %s"), self->code));
		member_add_line(&facts,
		    mem_copy_string(_("It works once, until this time tomorrow. On the sign-in page "
				      "they choose: I've lost my password.")));
	}
	view_set_intro(out, facts.text);
	member_add_choices(visit, &member, out);
	if (out->item_count)
		view_offer(out, ACTION_OPEN, _("Choose"));
	str_clear(&facts);
	member_clear(&member);
}

static struct outcome
member_ask_vouch(void)
{
	static const char *const answers[] = {N_("Not yet"), N_("Yes, I met them in person"), NULL};
	static const struct question question = {
	    .title = N_("Did you meet them in person?"),
	    .words = N_("Two of the team say so within a day, and the second gets a code to hand over. "
			"Say yes only when you know them and saw them. A voice on the phone is not enough."),
	    .answers = answers,
	};

	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
member_ask_block(struct about *self)
{
	static const char *const answers[] = {N_("Not now"), N_("Block them"), NULL};
	static const struct question question = {
	    .title = N_("Block them?"),
	    .words =
		N_("What they write by name is folded for you from now on. They can't tell. What is sent without a "
		   "name stays as it is."),
	    .answers = answers,
	};

	self->asks_block = true;
	return screen_push((struct route){.kind = ROUTE_ASK, .question = &question});
}

static struct outcome
member_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	switch (intent->item) {
	case MEMBER_SETTINGS:
		return screen_push((struct route){.kind = ROUTE_SETTINGS});
	case MEMBER_PRIVATE:
		return parts_write_privately(visit, ((struct about *)screen)->id);
	case MEMBER_BLOCK:
		return member_ask_block((struct about *)screen);
	case MEMBER_UNBLOCK:
		avoid_unblock_writer(visit, ((struct about *)screen)->id);
		return screen_stay();
	case MEMBER_VOUCH:
		((struct about *)screen)->asks_block = false;
		return member_ask_vouch();
	default:
		return screen_stay();
	}
}

static struct outcome
member_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	struct about *self = (struct about *)screen;
	enum recovery_vouch became = RECOVERY_NOTED;
	enum err err;

	if (choice != 2)
		return screen_stay();
	if (self->asks_block) {
		avoid_block_writer(visit, self->id);
		return screen_stay();
	}
	err = recovery_vouch(&visit->forum, &visit->actor, self->id, &became, self->code);
	if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	else if (became == RECOVERY_NOTED)
		visit_say(visit, ROLE_NOTICE,
		    _("Noted. When another of the team says the same within a day, they get the code."));
	else if (became == RECOVERY_NEEDS_LEAD)
		visit_say(visit, ROLE_NOTICE,
		    _("Noted. This is one of the team, so a safeguarding lead has to say the same."));
	else
		visit_say(visit, ROLE_NOTICE, _("Two of the team have met them. The code is on this page, this once."));
	return screen_stay();
}

static void
member_close(struct screen *screen, struct visit *visit)
{
	struct about *self = (struct about *)screen;

	(void)visit;
	sodium_memzero(self->code, sizeof self->code);
}

struct screen *
member_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "member",
	    .view = member_view,
	    .act = member_act,
	    .chosen = member_chosen,
	    .close = member_close,
	};
	struct about *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	self->id = route->number;
	return &self->screen;
}

/* --- by name --- */

struct find_member {
	struct screen screen;
	struct edit name;
};

static void
find_member_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("Home"));
	view_set_title(out, _("Find a member"));
	view_add_field(out, FIELD_LINE, _("Their name here"), _("As it stands beside what they wrote"),
	    &((struct find_member *)screen)->name);
	view_offer(out, ACTION_DONE, _("Find"));
}

static struct outcome
find_member_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	const struct edit *typed = &((struct find_member *)screen)->name;
	char name[CONTROL_NAME_BYTES + 1];
	int64_t found;
	enum err err;

	if (intent->action != ACTION_DONE)
		return screen_decline();
	account_tidy_name(typed->text.text, name, sizeof name);
	err = account_look_up(&visit->forum, &visit->actor, name, &found);
	if (err == ERR_OK)
		return screen_replace((struct route){.kind = ROUTE_MEMBER, .number = found});
	visit_say(visit, ROLE_WARNING,
	    err == ERR_NOT_FOUND ? _("Nobody here has that name. Please look how it is spelled.") : visit_explain(err));
	return screen_stay();
}

static void
find_member_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct find_member *)screen)->name);
}

struct screen *
find_member_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "find-member",
	    .view = find_member_view,
	    .act = find_member_act,
	    .close = find_member_close,
	};
	struct find_member *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	(void)route;
	edit_init(&self->name, TEXT_LINE, CONTROL_NAME_BYTES);
	return &self->screen;
}
