/*
 * Language and time zone: chosen from a list, at work at once and at every sign-in. A zone that is not in the list can
 * be typed.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/account.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

enum { PLACES_OWN = 1, PLACES_FIRST = 2, PLACES_TYPED = 1000 };

static void
places_add(struct view *out, int64_t id, const char *label, bool is_chosen)
{
	struct item *item = view_add_item(out, id);

	item_set_line(&item->text, label);
	if (!is_chosen)
		return;
	item_set_line(&item->detail, _("in use"));
	out->focus = id;
}

/* --- language --- */

static void
language_view(struct screen *screen, struct visit *visit, struct view *out)
{
	size_t count;
	const struct words_language *languages = words_languages(&count);

	(void)screen;
	view_set_where(out, _("Your settings"));
	view_set_title(out, _("Language"));
	view_set_intro(out, _("This is what the board speaks. What people write stays as they wrote it."));
	places_add(out, PLACES_OWN, _("The same as my computer, or the board"), !*visit->language);
	for (size_t k = 0; k < count; k++)
		places_add(out, PLACES_FIRST + (int64_t)k, languages[k].name,
		    !strcmp(visit->language, languages[k].code));
	view_offer(out, ACTION_OPEN, _("Choose"));
}

static struct outcome
language_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	size_t count;
	const struct words_language *languages = words_languages(&count);
	const char *code;
	enum err err;

	(void)screen;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item < PLACES_OWN || intent->item >= PLACES_FIRST + (int64_t)count)
		return screen_stay();
	code = intent->item == PLACES_OWN ? "" : languages[intent->item - PLACES_FIRST].code;
	err = account_set_language(&visit->forum, &visit->actor, code);
	if (err != ERR_OK) {
		visit_say(visit, ROLE_WARNING, visit_explain(err));
		return screen_stay();
	}
	snprintf(visit->language, sizeof visit->language, "%s", code);
	visit_use_language(visit);
	return (struct outcome){.kind = OUTCOME_RESTYLE};
}

struct screen *
language_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "language", .view = language_view, .act = language_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

/* --- time zone --- */

static const struct zone {
	const char *label, *name;
} zones[] = {
    {N_("London"), "Europe/London"},
    {N_("Belfast"), "Europe/Belfast"},
    {N_("Dublin"), "Europe/Dublin"},
    {N_("Warsaw"), "Europe/Warsaw"},
    {N_("Lagos"), "Africa/Lagos"},
    {N_("Karachi"), "Asia/Karachi"},
    {N_("Kolkata"), "Asia/Kolkata"},
    {N_("New York"), "America/New_York"},
    {N_("Sydney"), "Australia/Sydney"},
};

enum { ZONES = sizeof zones / sizeof *zones };

static void
zone_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct member self = {0};
	bool is_listed = false;
	const char *chosen;

	(void)screen;
	account_self(&visit->forum, &visit->actor, &self);
	chosen = self.timezone ? self.timezone : "";
	view_set_where(out, _("Your settings"));
	view_set_title(out, _("Time zone"));
	view_set_intro(out, _("Times are shown as they are where you live."));
	places_add(out, PLACES_OWN, _("The board's own"), !*chosen);
	for (int64_t k = 0; k < ZONES; k++) {
		is_listed = is_listed || !strcmp(chosen, zones[k].name);
		places_add(out, PLACES_FIRST + k, _(zones[k].label), !strcmp(chosen, zones[k].name));
	}
	places_add(out, PLACES_TYPED, _("Another place"), *chosen && !is_listed);
	view_offer(out, ACTION_OPEN, _("Choose"));
	member_clear(&self);
}

/* From now on, here and at each sign-in. It is known, or "". */
static enum err
zone_take(struct visit *visit, const char *name)
{
	enum err err = *name && !clock_zone_is_known(name) ? ERR_NOT_FOUND
							   : account_set_timezone(&visit->forum, &visit->actor, name);
	char *time, *words;

	if (err != ERR_OK)
		return err;
	clock_use_zone(name);
	time = spoken_time(clock_now(), clock_now());
	words = mem_format(_("Your clock says: %s."), time);
	visit_say(visit, ROLE_NOTICE, words);
	free(words);
	free(time);
	return ERR_OK;
}

static void
zone_say_unknown(struct visit *visit)
{
	visit_say(visit, ROLE_WARNING,
	    _("We don't know that place. Your time zone is as it was. Try the nearest big city, like Lisbon."));
}

static struct outcome
zone_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	enum err err;

	(void)screen;
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	if (intent->item == PLACES_TYPED)
		return screen_push((struct route){.kind = ROUTE_ZONE_NAME});
	if (intent->item < PLACES_OWN || intent->item >= PLACES_FIRST + ZONES)
		return screen_stay();
	err = zone_take(visit, intent->item == PLACES_OWN ? "" : zones[intent->item - PLACES_FIRST].name);
	if (err == ERR_OK)
		return screen_back();
	if (err == ERR_NOT_FOUND)
		zone_say_unknown(visit);
	else
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	return screen_stay();
}

struct screen *
zone_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "zone", .view = zone_view, .act = zone_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}

/* --- one that is typed: "Europe/Lisbon", or only "lisbon" --- */

struct zone_name {
	struct screen screen;
	struct edit name;
};

static void
zone_name_view(struct screen *screen, struct visit *visit, struct view *out)
{
	(void)visit;
	out->kind = VIEW_FORM;
	view_set_where(out, _("Time zone"));
	view_set_title(out, _("Another place"));
	view_add_field(out, FIELD_LINE, _("The nearest big city"), _("Like Lisbon, or Europe/Lisbon"),
	    &((struct zone_name *)screen)->name);
	view_offer(out, ACTION_DONE, _("Choose it"));
}

/* "new york" as the zones are written: "New_York". */
static void
zone_name_tidy(const char *typed, char out[static CLOCK_ZONE_BYTES + 1])
{
	size_t length = 0;
	bool begins = true;

	for (typed += strspn(typed, " "); *typed && length < CLOCK_ZONE_BYTES; typed++) {
		char c = *typed == ' ' ? '_' : *typed;

		out[length++] = begins ? (char)toupper((unsigned char)c) : c;
		begins = !isalpha((unsigned char)c);
	}
	while (length && out[length - 1] == '_')
		length--;
	out[length] = '\0';
}

static bool
zone_name_find(const char *typed, char out[static CLOCK_ZONE_BYTES + 1])
{
	static const char *const regions[] = {"", "Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/",
	    "Atlantic/", "Indian/"};
	char tidy[CLOCK_ZONE_BYTES + 1], *whole;

	zone_name_tidy(typed, tidy);
	for (size_t k = 0; *tidy && k < sizeof regions / sizeof *regions; k++) {
		bool found;

		whole = mem_format("%s%s", regions[k], tidy);
		found = strlen(whole) <= CLOCK_ZONE_BYTES && clock_zone_is_known(whole);
		if (found)
			snprintf(out, CLOCK_ZONE_BYTES + 1, "%s", whole);
		free(whole);
		if (found)
			return true;
	}
	return false;
}

static struct outcome
zone_name_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct zone_name *self = (struct zone_name *)screen;
	char name[CLOCK_ZONE_BYTES + 1];
	enum err err;

	if (intent->action != ACTION_DONE)
		return screen_decline();
	if (edit_is_blank(&self->name)) {
		visit_say(visit, ROLE_WARNING, _("Type the name of a city first."));
		return screen_stay();
	}
	err = zone_name_find(self->name.text.text, name) ? zone_take(visit, name) : ERR_NOT_FOUND;
	if (err == ERR_OK)
		return screen_back();
	if (err == ERR_NOT_FOUND)
		zone_say_unknown(visit);
	else
		visit_say(visit, ROLE_WARNING, visit_explain(err));
	return screen_stay();
}

static void
zone_name_close(struct screen *screen, struct visit *visit)
{
	(void)visit;
	edit_clear(&((struct zone_name *)screen)->name);
}

struct screen *
zone_name_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "zone-name",
	    .view = zone_name_view,
	    .act = zone_name_act,
	    .close = zone_name_close,
	};
	struct zone_name *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	(void)route;
	edit_init(&self->name, TEXT_LINE, CLOCK_ZONE_BYTES);
	return &self->screen;
}
