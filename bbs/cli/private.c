/*
 * bbs admin private: the switch for private messages. No verb reads them.
 */
#include <stdio.h>

#include "cli/verb.h"
#include "cli/words.h"
#include "forum/private.h"

int
admin_private_status(struct admin *admin)
{
	bool is_on = private_is_on(&admin->forum);

	if (admin_wants_json(admin))
		return admin_print_json(json_pack("{s:b}", "is_on", is_on));
	puts(is_on ? _("Private messages are on.") : _("Private messages are off."));
	return ADMIN_DONE;
}

static int
private_set(struct admin *admin, bool is_on)
{
	enum err err = private_switch(&admin->forum, NULL, is_on);

	return err == ERR_OK ? admin_private_status(admin) : admin_fail(admin, THING_ANY, err, admin->data);
}

int
admin_private_on(struct admin *admin)
{
	return private_set(admin, true);
}

int
admin_private_off(struct admin *admin)
{
	return private_set(admin, false);
}
