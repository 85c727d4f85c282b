/*
 * The places, in order. What is last is one step up from the first item, since the choice goes round.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "forum/board.h"
#include "forum/guide.h"
#include "forum/joining.h"
#include "forum/private.h"
#include "forum/ready.h"
#include "ui/screens/home_places.h"
#include "ui/words.h"

static bool
place_is_for_all(struct visit *visit)
{
	(void)visit;
	return true;
}

static bool
place_is_for_guests(struct visit *visit)
{
	return !visit->actor.member;
}

static bool
place_is_for_members(struct visit *visit)
{
	return visit->actor.member != 0;
}

static bool
place_is_for_greeters(struct visit *visit)
{
	return actor_can(&visit->actor, CAP_GREET);
}

static bool
place_is_for_the_rota(struct visit *visit)
{
	return actor_can(&visit->actor, CAP_ROTA);
}

static bool
place_is_for_vouchers(struct visit *visit)
{
	return actor_can(&visit->actor, CAP_VOUCH);
}

static bool
place_is_for_the_door(struct visit *visit)
{
	return actor_can(&visit->actor, CAP_ADMIT);
}

static bool
place_has_privates(struct visit *visit)
{
	return private_has_place(&visit->forum, &visit->actor);
}

static bool
place_has_hidden(struct visit *visit)
{
	struct board_list hidden = {0};
	bool has =
	    visit->actor.member && board_list_hidden(&visit->forum, &visit->actor, &hidden) == ERR_OK && hidden.count;

	board_list_clear(&hidden);
	return has;
}

static bool
place_has_notice(struct visit *visit)
{
	return ready_has_privacy_notice(&visit->forum);
}

static bool
place_has_guides(struct visit *visit)
{
	return guide_is_any(&visit->forum);
}

/* How many would like to join; owned, NULL for nobody. */
static char *
place_count_waiting(struct visit *visit)
{
	struct join_request_list list = {0};
	char *words = NULL;

	if (joining_requests(&visit->forum, &visit->actor, &list) == ERR_OK && list.count)
		words = mem_format(n_("%d waits", "%d wait", list.count), (int)list.count);
	join_request_list_clear(&list);
	return words;
}

static const struct {
	enum route_kind route;
	const char *text;
	bool (*is_for)(struct visit *);
	char *(*detail)(struct visit *); /* or NULL */
} places[] = {
    {ROUTE_JOIN, N_("Join, so that you can write"), place_is_for_guests, NULL},
    {ROUTE_SIGN_IN, N_("Sign in with your name"), place_is_for_guests, NULL},
    {ROUTE_KEPT, N_("Kept messages"), place_is_for_members, NULL},
    {ROUTE_PRIVATES, N_("Private messages"), place_has_privates, NULL},
    {ROUTE_HIDDEN, N_("Hidden boards"), place_has_hidden, NULL},
    {ROUTE_WAITING, N_("Who has not heard back"), place_is_for_greeters, NULL},
    {ROUTE_ROTA, N_("When the team is here"), place_is_for_the_rota, NULL},
    {ROUTE_FIND_MEMBER, N_("Find a member"), place_is_for_vouchers, NULL},
    {ROUTE_DOOR, N_("Joining, and who waits to be let in"), place_is_for_the_door, place_count_waiting},
    {ROUTE_GUIDES, N_("Guides and useful pages"), place_has_guides, NULL},
    {ROUTE_RULES, N_("House rules"), place_is_for_all, NULL},
    {ROUTE_PRIVACY, N_("What happens with what you write"), place_has_notice, NULL},
    {ROUTE_ABOUT_ME, N_("Somebody wrote about me"), place_is_for_all, NULL},
    {ROUTE_SETTINGS, N_("Your settings"), place_is_for_members, NULL},
    {ROUTE_LOOKS, N_("How the screen looks"), place_is_for_guests, NULL},
};

enum { PLACES = sizeof places / sizeof *places };

bool
home_places_at(size_t k, enum route_kind *out)
{
	if (k >= PLACES)
		return false;
	*out = places[k].route;
	return true;
}

bool
home_places_is_for(size_t k, struct visit *visit)
{
	return places[k].is_for(visit);
}

void
home_places_describe(size_t k, struct visit *visit, struct item *out)
{
	char *detail = places[k].detail ? places[k].detail(visit) : NULL;

	item_set_line(&out->text, _(places[k].text));
	if (detail)
		item_set_line(&out->detail, detail);
	free(detail);
}
