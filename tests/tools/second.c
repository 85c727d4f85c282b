/*
 * The second step of one of the team, for journeys that are about something else; not shipped.
 *
 *   second set-up DATA NAME   sets it up, as if with a code app, and prints the secret
 *   second code SECRET K      what the app shows now (0), or half a minute later (1), which counts as well
 *   second desk DATA NAME     the desk as they see it, once they have given it
 *
 * BBS_CLOCK pins the clock, as it does for the board.
 */
#include <liboath/oath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/proof.h"
#include "base/clock.h"
#include "base/mem.h"
#include "forum/account.h"
#include "forum/second.h"
#include "ui/screens.h"
#include "ui/stack.h"

static void
must(enum err err, const char *what)
{
	if (err != ERR_OK)
		fatal("second: %s: %s", what, err_name(err));
}

static void
make_code(const char *secret, int later, char out[static SECOND_DIGITS + 1])
{
	char *bytes = NULL;
	size_t count = 0;

	if (oath_base32_decode(secret, strlen(secret), &bytes, &count) != OATH_OK ||
	    oath_totp_generate(bytes, count, clock_now() + later * (int64_t)SECOND_STEP_S, SECOND_STEP_S, 0,
		SECOND_DIGITS, out) != OATH_OK)
		fatal("second: no secret: %s", secret);
	free(bytes);
}

/* With what the app showed half a minute ago, so that what it shows now is still to be had. */
static void
set_up(struct forum *forum, const char *name)
{
	char secret[SECOND_SECRET_BYTES], codes[SECOND_CODES][SECOND_CODE_BYTES], numbers[SECOND_DIGITS + 1];
	struct actor actor;

	must(account_find(forum, name, &actor), name);
	must(second_begin(forum, &actor, secret), "begin");
	make_code(secret, -1, numbers);
	must(second_confirm(forum, &actor, numbers, codes), "confirm");
	puts(secret);
}

static void
show_desk(const struct config *config, struct forum *forum, const char *name)
{
	struct visit visit = {.config = config, .forum = *forum, .actor = proof_find(forum, name)};
	struct route route = {.kind = ROUTE_DESK};
	struct stack stack;
	struct view view;
	char *text;

	stack_init(&stack, &visit, screens_open, &route);
	stack_view(&stack, &view);
	text = view_dump(&view);
	fputs(text, stdout);
	free(text);
	view_clear(&view);
	stack_clear(&stack);
	free(visit.flash);
}

int
main(int argc, char **argv)
{
	char numbers[SECOND_DIGITS + 1];
	struct config config;
	struct forum forum;

	clock_init_from_environment();
	if (argc != 4)
		fatal("second set-up DATA NAME | code SECRET K | desk DATA NAME");
	if (!strcmp(argv[1], "code")) {
		make_code(argv[2], !strcmp(argv[3], "1"), numbers);
		puts(numbers);
		return 0;
	}
	config_init(&config);
	must(account_init(), "sodium");
	must(forum_open(argv[2], &config, &forum), argv[2]);
	if (!strcmp(argv[1], "set-up"))
		set_up(&forum, argv[3]);
	else
		show_desk(&config, &forum, argv[3]);
	forum_close(&forum);
	config_clear(&config);
	return 0;
}
