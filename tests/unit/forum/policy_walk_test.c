/*
 * The policy against the code: every role tries what every capability is for, by a real call, with the second factor and
 * without, and is let in or refused as policy.h says. policy.txt says the same to people: policy_test.c.
 *
 * A new capability fails here until it has its row.
 */
#include <ctype.h>
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/walk.h"
#include "base/mem.h"
#include "store/db.h"

#define CAP_NAME(name, word, who, needs) [CAP_##name] = #name,

static const char *const cap_names[CAP_COUNT] = {CAP_LIST(CAP_NAME)};

/* What each is for. A call that only reads goes by what the session knows of its visitor: see visit_refresh(). */
static const struct row {
	walk_call *call;
	bool is_look;
} rows[CAP_COUNT] = {
    [CAP_READ_OPEN] = {walk_read_open, true},
    [CAP_TELL] = {walk_tell, false},
    [CAP_APPEAL] = {walk_appeal, false},
    [CAP_SETTLE] = {walk_settle, false},
    [CAP_READ] = {walk_read, true},
    [CAP_ANSWER] = {walk_answer, false},
    [CAP_START] = {walk_start, false},
    [CAP_CHANGE] = {walk_change, false},
    [CAP_HUG] = {walk_hug, false},
    [CAP_SEND_MORE] = {walk_send_more, true},
    [CAP_FOLD] = {walk_fold, false},
    [CAP_PRIVATE] = {walk_private, false},
    [CAP_KNOWN] = {walk_known, false},
    [CAP_VOUCH] = {walk_vouch, false},
    [CAP_GREET] = {walk_greet, false},
    [CAP_ROTA] = {walk_rota, false},
    [CAP_CURATE] = {walk_curate, false},
    [CAP_STEER] = {walk_steer, false},
    [CAP_DESK] = {walk_desk, false},
    [CAP_HIDE] = {walk_hide, false},
    [CAP_PAUSE] = {walk_pause, false},
    [CAP_RELEASE] = {walk_release, false},
    [CAP_UNSEAL] = {walk_unseal, false},
    [CAP_ADMIT] = {walk_admit, false},
    [CAP_UNTOLD] = {walk_untold, false},
    [CAP_GLASS] = {walk_glass, false},
    [CAP_TOLD_RED] = {walk_told_red, false},
};

/* Who asks: as they signed in; with the second factor; and in a session that still takes them for the lead. */
enum way { AS_SIGNED_IN, WITH_PROOF, OUT_OF_DATE, WAY_COUNT };

static const char *const way_words[WAY_COUNT] = {"without the second factor", "with the second factor",
    "whose session takes them for the lead"};

static struct actor
ask_as(struct walk *w, enum actor_role role, enum way way)
{
	struct actor who = walk_actor(w, role);

	walk_script(w, "DELETE FROM second_factor WHERE member = (SELECT max(id) FROM member)");
	if (way != OUT_OF_DATE && who.member) /* having one is not yet giving it */
		walk_script(w,
		    "INSERT INTO second_factor (member, secret, confirmed_at) SELECT max(id),"
		    " 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 1 FROM member");
	who.is_proven = way != AS_SIGNED_IN;
	if (way == OUT_OF_DATE)
		who.role = ACTOR_LEAD;
	return who;
}

/* One of the pairs. False: it went another way than the policy says. */
static bool
ask(struct walk *w, enum actor_role role, enum cap cap, enum way way)
{
	const struct actor who = ask_as(w, role, way);
	bool may = policy_has(role, cap) && (way == WITH_PROOF || !policy_needs_proof(cap));
	enum err err = rows[cap].call(w, &who), expected = may ? ERR_OK : ERR_DENIED;

	if (err != expected)
		print_error("CAP_%s, %s %s: the policy says %s, the code says %s\n", cap_names[cap],
		    actor_role_name(role), way_words[way], err_name(expected), err_name(err));
	return err == expected;
}

static int
ask_everybody(enum cap cap)
{
	void *state = NULL;
	struct walk w;
	int wrong = 0;

	assert_int_equal(data_make_empty(&state), 0);
	walk_begin(&w, state);
	for (int role = 0; role < ACTOR_ROLE_COUNT; role++)
		for (int way = 0; way < WAY_COUNT; way++) {
			if (way == OUT_OF_DATE && (role == ACTOR_GUEST || rows[cap].is_look))
				continue;
			wrong += !ask(&w, (enum actor_role)role, cap, (enum way)way);
		}
	data_remove(&state);
	return wrong;
}

static void
every_role_tries_every_capability(void **state)
{
	int wrong = 0;

	(void)state;
	for (int cap = 0; cap < CAP_COUNT; cap++)
		if (rows[cap].call)
			wrong += ask_everybody((enum cap)cap);
	assert_int_equal(wrong, 0);
}

/* --- is it asked for at all? --- */

/* What nothing does yet. */
static const enum cap to_come[] = {CAP_MOVE, CAP_EDIT, CAP_REMOVE, CAP_CONDITION, CAP_WORDS, CAP_STATE, CAP_CLOSE,
    CAP_GRANT, CAP_HOLD};

static bool
is_to_come(enum cap cap)
{
	for (size_t k = 0; k < sizeof to_come / sizeof *to_come; k++)
		if (to_come[k] == cap)
			return true;
	return false;
}

/* Does the file have "CAP_NAME" as a word of its own? */
static bool
is_in_file(const char *path, const char *word)
{
	FILE *file = fopen(path, "re");
	size_t length = strlen(word);
	char line[500];
	bool found = false;

	assert_non_null(file);
	while (!found && fgets(line, sizeof line, file))
		for (const char *at = line; !found && (at = strstr(at, word)); at += length)
			found = !isalnum((unsigned char)at[length]) && at[length] != '_';
	fclose(file);
	return found;
}

static bool
is_asked_for(const char *word)
{
	DIR *folder = opendir("bbs/forum"); /* run from the top of the checkout */
	struct dirent *entry;
	bool found = false;

	assert_non_null(folder);
	while (!found && (entry = readdir(folder))) {
		char *path = mem_format("bbs/forum/%s", entry->d_name);

		found = strstr(entry->d_name, ".c") && is_in_file(path, word);
		free(path);
	}
	closedir(folder);
	return found;
}

/* What is wrong with this one; NULL: nothing. */
static const char *
find_fault(enum cap cap, const char *word)
{
	bool is_asked = is_asked_for(word);

	if (!is_asked && !is_to_come(cap))
		return "nothing in bbs/forum asks for it: use it, or take it out of policy.h";
	if (is_asked && is_to_come(cap))
		return "it is asked for now: take it out of to_come[] in this file, and give it a row in rows[]";
	if (is_asked && !rows[cap].call)
		return "it has no row: add one to rows[] in this file, and beside tests/support/walk_team.c a call that "
		       "needs it";
	return NULL;
}

static void
every_capability_is_asked_for_and_has_a_row(void **state)
{
	int wrong = 0;

	(void)state;
	for (int cap = 0; cap < CAP_COUNT; cap++) {
		char *word = mem_format("CAP_%s", cap_names[cap]);
		const char *fault = find_fault((enum cap)cap, word);

		wrong += fault != NULL;
		if (fault)
			print_error("%s: %s\n", word, fault);
		free(word);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_role_tries_every_capability),
	    cmocka_unit_test(every_capability_is_asked_for_and_has_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
