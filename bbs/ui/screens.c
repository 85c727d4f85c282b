/*
 * From a route to its screen.
 */
#include "ui/screens.h"

struct screen *
screens_open(struct visit *visit, const struct route *route)
{
	static screen_opener *const openers[ROUTE_COUNT] = {
	    [ROUTE_HOME] = home_open,
	    [ROUTE_LOBBY] = lobby_open,
	    [ROUTE_SIGN_IN] = sign_in_open,
	    [ROUTE_JOIN] = join_open,
	    [ROUTE_JOIN_CONSENT] = join_consent_open,
	    [ROUTE_JOIN_NAME] = join_name_open,
	    [ROUTE_JOIN_INVITATION] = join_invitation_open,
	    [ROUTE_JOIN_REQUEST] = join_request_open,
	    [ROUTE_DOOR] = door_open,
	    [ROUTE_REQUEST] = request_open,
	    [ROUTE_JOIN_RETURN] = join_return_open,
	    [ROUTE_JOIN_RULES] = join_rules_open,
	    [ROUTE_JOIN_CODES] = join_codes_open,
	    [ROUTE_CONSENT] = consent_open,
	    [ROUTE_RECOVER] = recover_open,
	    [ROUTE_SETTINGS] = settings_open,
	    [ROUTE_PASSWORD] = password_open,
	    [ROUTE_KEYS] = keys_open,
	    [ROUTE_KEY_ADD] = key_add_open,
	    [ROUTE_CODES] = codes_open,
	    [ROUTE_CODES_NEW] = codes_new_open,
	    [ROUTE_RENAME] = rename_open,
	    [ROUTE_LANGUAGE] = language_open,
	    [ROUTE_ZONE] = zone_open,
	    [ROUTE_ZONE_NAME] = zone_name_open,
	    [ROUTE_SHOWN] = shown_open,
	    [ROUTE_NUDGES] = nudges_open,
	    [ROUTE_NUDGE_ADDRESS] = nudge_address_open,
	    [ROUTE_NUDGE_CODE] = nudge_code_open,
	    [ROUTE_MEMBER] = member_open,
	    [ROUTE_FIND_MEMBER] = find_member_open,
	    [ROUTE_BOARD] = board_open,
	    [ROUTE_CONVERSATION] = conversation_open,
	    [ROUTE_MESSAGE] = message_open,
	    [ROUTE_WRITE] = write_open,
	    [ROUTE_GO_TO] = go_to_open,
	    [ROUTE_ASK] = ask_open,
	    [ROUTE_PEOPLE] = people_open,
	    [ROUTE_LOOKS] = looks_open,
	    [ROUTE_LEAVE] = leave_open,
	    [ROUTE_HELP] = help_open,
	    [ROUTE_RULES] = rules_open,
	    [ROUTE_PRIVACY] = privacy_open,
	    [ROUTE_CONNECT] = connect_open,
	    [ROUTE_CLOSED] = closed_open,
	    [ROUTE_SORRY] = sorry_open,
	};

	return openers[route->kind](visit, route);
}
