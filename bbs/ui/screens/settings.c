/*
 * A member's settings: what they are, with the value now beside each. A row is one entry of a table.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "forum/account.h"
#include "forum/nudge.h"
#include "forum/recovery.h"
#include "ui/screens.h"
#include "ui/screens/avoid.h"
#include "ui/words.h"

/* The value now, as words; owned. */
typedef char *settings_value(struct visit *, const struct member *);

static char *
settings_password(struct visit *visit, const struct member *self)
{
	(void)visit;
	return mem_copy_string(self->password_hash ? _("you have one") : _("none"));
}

static char *
settings_keys(struct visit *visit, const struct member *self)
{
	struct key_row_list keys = {0};
	char *words;

	(void)self;
	account_keys(&visit->forum, &visit->actor, &keys);
	words =
	    keys.count ? mem_format(n_("%d key", "%d keys", keys.count), (int)keys.count) : mem_copy_string(_("none"));
	key_row_list_clear(&keys);
	return words;
}

static char *
settings_codes(struct visit *visit, const struct member *self)
{
	int64_t left = 0;

	(void)self;
	recovery_left(&visit->forum, &visit->actor, &left);
	return left ? mem_format(_("%d left"), (int)left) : mem_copy_string(_("none"));
}

static char *
settings_name(struct visit *visit, const struct member *self)
{
	(void)visit;
	return mem_copy_string(self->name);
}

static char *
settings_looks(struct visit *visit, const struct member *self)
{
	const struct theme *theme = theme_find(*self->looks.theme ? self->looks.theme : visit->config->board_theme);

	return mem_copy_string(visit->is_plain ? _("plain lines") : theme ? _(theme->title) : "");
}

static char *
settings_language(struct visit *visit, const struct member *self)
{
	size_t count;
	const struct words_language *languages = words_languages(&count);

	(void)visit;
	for (size_t k = 0; k < count; k++)
		if (!strcmp(languages[k].code, self->language))
			return mem_copy_string(languages[k].name);
	return mem_copy_string(_("not chosen"));
}

static char *
settings_zone(struct visit *visit, const struct member *self)
{
	const char *slash = strrchr(self->timezone, '/');
	char *words;

	(void)visit;
	if (!*self->timezone)
		return mem_copy_string(_("the board's own"));
	words = mem_copy_string(slash ? slash + 1 : self->timezone);
	for (char *c = words; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	return words;
}

static char *
settings_shown(struct visit *visit, const struct member *self)
{
	(void)visit;
	return mem_copy_string(*self->about || self->shows_joined ? _("more than your name") : _("only your name"));
}

static char *
settings_nudges(struct visit *visit, const struct member *self)
{
	struct nudge_row row = {0};
	const char *words = _("off");

	(void)self;
	if (nudge_find(&visit->forum, &visit->actor, &row) == ERR_OK && row.is_on)
		words = *row.code_hash ? _("waiting for the code") : _("on");
	nudge_row_clear(&row);
	return mem_copy_string(words);
}

static char *
settings_break(struct visit *visit, const struct member *self)
{
	(void)visit;
	(void)self;
	return mem_copy_string(_("when you need one"));
}

/* What is a step and not a value. */
static char *
settings_nothing(struct visit *visit, const struct member *self)
{
	(void)visit;
	(void)self;
	return mem_copy_string("");
}

static char *
settings_avoid(struct visit *visit, const struct member *self)
{
	(void)self;
	return avoid_count_words(visit);
}

static const struct setting {
	const char *label;
	enum route_kind leads_to;
	settings_value *value;
} settings[] = {
    {N_("Password"), ROUTE_PASSWORD, settings_password},
    {N_("Keys"), ROUTE_KEYS, settings_keys},
    {N_("Codes for a lost password"), ROUTE_CODES, settings_codes},
    {N_("Your name"), ROUTE_RENAME, settings_name},
    {N_("How the screen looks"), ROUTE_LOOKS, settings_looks},
    {N_("Language"), ROUTE_LANGUAGE, settings_language},
    {N_("Time zone"), ROUTE_ZONE, settings_zone},
    {N_("What others see of me"), ROUTE_SHOWN, settings_shown},
    {N_("E-mail nudges"), ROUTE_NUDGES, settings_nudges},
    {N_("What I would rather not meet"), ROUTE_AVOID, settings_avoid},
    {N_("Take a break"), ROUTE_BREAK, settings_break},
    {N_("What you agreed to"), ROUTE_AGREED, settings_nothing},
    {N_("Everything about me"), ROUTE_MINE, settings_nothing},
    {N_("Leave for good"), ROUTE_GO_AWAY, settings_nothing},
};

enum { SETTINGS = sizeof settings / sizeof *settings };

static void
settings_add(struct visit *visit, int64_t k, const struct member *self, struct view *out)
{
	struct item *item = view_add_item(out, k + 1);
	char *value = settings[k].value(visit, self);

	item_set_line(&item->text, _(settings[k].label));
	item_set_line(&item->detail, value);
	free(value);
}

static void
settings_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct member self = {0};
	enum err err = account_self(&visit->forum, &visit->actor, &self);

	(void)screen;
	view_set_where(out, _("Home"));
	view_set_title(out, _("Your settings"));
	if (err != ERR_OK)
		view_set_empty(out, visit_explain(err));
	for (int64_t k = 0; err == ERR_OK && k < SETTINGS; k++)
		settings_add(visit, k, &self, out);
	view_offer(out, ACTION_OPEN, _("Change"));
	member_clear(&self);
}

static struct outcome
settings_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item < 1 || intent->item > SETTINGS)
		return screen_stay();
	return screen_push((struct route){.kind = settings[intent->item - 1].leads_to});
}

struct screen *
settings_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "settings", .view = settings_view, .act = settings_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
