/*
 * bbs admin member: who belongs to the board, and in what role.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "cli/secret.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "forum/account.h"
#include "forum/second.h"

enum { MEMBER_COUNT_STOP = 100 }; /* store/records.h: counting a member's messages stops here */

/* How somebody will sign in. */
struct credentials {
	struct secret password;
	char key[CONTROL_KEY_BYTES + 1];
	bool has_password, has_key;
};

static json_t *
member_json(const struct member *member)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:I, s:b, s:b}", "name", admin_json_text(member->name), "role",
	    admin_json_text(member->role), "joined_at", admin_json_time(member->joined_at), "last_here_at",
	    admin_json_time(member->last_here_at), "messages", (json_int_t)member->message_count, "has_password",
	    member->password_hash != NULL, "is_closed", member->is_closed);
}

static int
member_print_json(const struct member_list *members)
{
	json_t *out = json_array();

	for (size_t k = 0; k < members->count; k++)
		json_array_append_new(out, member_json(&members->rows[k]));
	return admin_print_json(out);
}

static void
member_add_date(struct table *table, int64_t at)
{
	time_t seconds = (time_t)at;
	struct tm tm;
	char date[32] = "";

	if (at && gmtime_r(&seconds, &tm))
		strftime(date, sizeof date, "%Y-%m-%d", &tm);
	table_add(table, at ? date : _("never"));
}

static void
member_add_row(struct table *table, const struct member *member)
{
	char count[32];

	snprintf(count, sizeof count, "%lld", (long long)member->message_count);
	table_add(table, member->name);
	table_add(table, member->role);
	member_add_date(table, member->joined_at);
	member_add_date(table, member->last_here_at);
	table_add(table, member->message_count >= MEMBER_COUNT_STOP ? _("99+") : count);
	table_add(table, member->password_hash ? _("password") : _("key only"));
	table_add(table, member->is_closed ? _("closed") : _("open"));
}

static int
member_print_table(const struct member_list *members)
{
	struct table table;

	if (!members->count) {
		puts(_("There are no members yet. 'bbs admin member add NAME' makes one."));
		return ADMIN_DONE;
	}
	table_init(&table, 7);
	table_add(&table, _("NAME"));
	table_add(&table, _("ROLE"));
	table_add(&table, _("JOINED"));
	table_add(&table, _("LAST HERE"));
	table_add(&table, _("MESSAGES"));
	table_add(&table, _("SIGNS IN BY"));
	table_add(&table, _("ACCOUNT"));
	for (size_t k = 0; k < members->count; k++)
		member_add_row(&table, &members->rows[k]);
	table_print(&table, "", stdout);
	table_clear(&table);
	return ADMIN_DONE;
}

int
admin_member_list(struct admin *admin)
{
	struct member_list members = {0};
	enum err err = account_list(&admin->forum, &members);
	int status;

	if (err != ERR_OK)
		status = admin_fail(admin, THING_ANY, err, admin->data);
	else
		status = admin_wants_json(admin) ? member_print_json(&members) : member_print_table(&members);
	member_list_clear(&members);
	return status;
}

static int
member_take_password(struct admin *admin, const char *name, struct credentials *out)
{
	bool from_stdin = admin->options[ADMIN_PASSWORD_STDIN] != NULL;
	enum err err = from_stdin ? secret_read_line(STDIN_FILENO, &out->password) : secret_ask(name, &out->password);

	if (err != ERR_OK)
		return admin_fail(admin, THING_TERMINAL, err, name);
	err = account_check_password(name, out->password.text);
	if (err != ERR_OK)
		return admin_fail(admin, THING_PASSWORD, err, name);
	if (account_init() != ERR_OK)
		return admin_fail(admin, THING_PASSWORD, ERR_BUSY, name);
	out->has_password = true;
	return ADMIN_DONE;
}

/* A key where one is given; a password where one is asked for, or nothing else is there. */
static int
member_take_credentials(struct admin *admin, const char *name, struct credentials *out)
{
	const char *path = admin->options[ADMIN_KEY];
	enum err err = path ? secret_load_key(path, out->key) : ERR_OK;

	if (err != ERR_OK)
		return admin_fail(admin, THING_KEY, err, path);
	out->has_key = path != NULL;
	if (path && !admin->options[ADMIN_PASSWORD_STDIN])
		return ADMIN_DONE;
	return member_take_password(admin, name, out);
}

/* Guests have no account; paused and waiting come about by themselves. */
static int
member_take_role(const struct admin *admin, const char *word, enum actor_role *out)
{
	int role = actor_role_find(word);

	if (role < ACTOR_NEW)
		return admin_misuse(admin->verb, _("There is no such role"), word);
	*out = (enum actor_role)role;
	return ADMIN_DONE;
}

static int
member_print_added(const struct admin *admin, const struct actor *actor, const struct credentials *credentials)
{
	const char *role = actor_role_name(actor->role);

	if (admin_wants_json(admin))
		return admin_print_json(json_pack("{s:o, s:s, s:b, s:b}", "name", admin_json_text(actor->name), "role",
		    role, "has_password", credentials->has_password, "has_key", credentials->has_key));
	printf(_("%s is a member now, in the role %s.\n"), actor->name, role);
	printf(_("They sign in with: ssh -p %lld %s@%s\n"), (long long)admin->config->net_port, actor->name,
	    admin->config->board_address);
	return ADMIN_DONE;
}

static int
member_join(struct admin *admin, const char *name, enum actor_role role, const struct credentials *credentials)
{
	struct actor actor;
	enum err err = account_join(&admin->forum, name, credentials->has_password ? credentials->password.text : NULL,
	    credentials->has_key ? credentials->key : NULL, role, false, &actor);

	if (err != ERR_OK)
		return admin_fail(admin, THING_MEMBER, err, name);
	return member_print_added(admin, &actor, credentials);
}

int
admin_member_add(struct admin *admin)
{
	const char *role_word = admin->options[ADMIN_ROLE];
	struct credentials credentials = {0};
	enum actor_role role = ACTOR_MEMBER;
	char name[CONTROL_NAME_BYTES + 1];
	int status = role_word ? member_take_role(admin, role_word, &role) : ADMIN_DONE;
	enum err err;

	if (status != ADMIN_DONE)
		return status;
	account_tidy_name(admin->words[0], name, sizeof name);
	err = account_check_free(&admin->forum, name);
	if (err != ERR_OK)
		return admin_fail(admin, THING_MEMBER, err, admin->words[0]);
	status = member_take_credentials(admin, name, &credentials);
	if (status == ADMIN_DONE)
		status = member_join(admin, name, role, &credentials);
	explicit_bzero(&credentials, sizeof credentials);
	return status;
}

/* The member that words[0] names, whose name may then be printed as it is; or a sentence. */
static int
member_find(struct admin *admin, struct actor *out)
{
	char name[CONTROL_NAME_BYTES + 1];
	enum err err;

	account_tidy_name(admin->words[0], name, sizeof name);
	err = text_is_safe(TEXT_LINE, name, strlen(name)) ? account_find(&admin->forum, name, out) : ERR_NOT_FOUND;
	return err == ERR_OK ? ADMIN_DONE : admin_fail(admin, THING_MEMBER, err, admin->words[0]);
}

int
admin_member_role(struct admin *admin)
{
	enum actor_role role = ACTOR_MEMBER;
	struct actor actor;
	int status = member_take_role(admin, admin->words[1], &role);
	enum err err;

	if (status == ADMIN_DONE)
		status = member_find(admin, &actor);
	if (status != ADMIN_DONE)
		return status;
	err = account_set_role(&admin->forum, actor.name, role);
	if (err != ERR_OK)
		return admin_fail(admin, THING_MEMBER, err, actor.name);
	if (admin_wants_json(admin))
		return admin_print_json(
		    json_pack("{s:o, s:s}", "name", admin_json_text(actor.name), "role", actor_role_name(role)));
	printf(_("%s has the role %s now, from their next sign-in on.\n"), actor.name, actor_role_name(role));
	return ADMIN_DONE;
}

static enum err
member_set_credentials(struct admin *admin, const char *name, const struct credentials *credentials)
{
	enum err err = ERR_OK;

	if (credentials->has_key)
		err = account_add_key(&admin->forum, name, credentials->key);
	if (err == ERR_OK && credentials->has_password)
		err = account_set_password(&admin->forum, name, credentials->password.text);
	return err;
}

static int
member_print_credentials(const struct admin *admin, const char *name, const struct credentials *credentials)
{
	if (admin_wants_json(admin))
		return admin_print_json(json_pack("{s:o, s:b, s:b}", "name", admin_json_text(name), "password_set",
		    credentials->has_password, "key_added", credentials->has_key));
	if (credentials->has_password)
		printf(_("%s has a new password. The old one is gone.\n"), name);
	if (credentials->has_key)
		printf(_("%s can sign in with this key too.\n"), name);
	return ADMIN_DONE;
}

int
admin_member_password(struct admin *admin)
{
	struct credentials credentials = {0};
	struct actor actor;
	int status = member_find(admin, &actor);
	enum err err;

	if (status == ADMIN_DONE)
		status = member_take_credentials(admin, actor.name, &credentials);
	if (status == ADMIN_DONE) {
		err = member_set_credentials(admin, actor.name, &credentials);
		status = err == ERR_OK ? member_print_credentials(admin, actor.name, &credentials)
				       : admin_fail(admin, THING_MEMBER, err, actor.name);
	}
	explicit_bzero(&credentials, sizeof credentials);
	return status;
}

static int
member_reset_second(struct admin *admin, const char *name)
{
	enum err err = second_reset(&admin->forum, name);
	bool had_one = err == ERR_OK;

	if (err != ERR_OK && err != ERR_EMPTY)
		return admin_fail(admin, THING_MEMBER, err, name);
	if (admin_wants_json(admin))
		return admin_print_json(json_pack("{s:o, s:b}", "name", admin_json_text(name), "was_reset", had_one));
	printf(had_one ? _("%s has no second step any more, and sets up a new one at the next sign-in.\n")
		       : _("%s has no second step. Nothing has changed.\n"),
	    name);
	return ADMIN_DONE;
}

int
admin_member_second(struct admin *admin)
{
	struct actor actor;
	int64_t since = 0;
	int status = member_find(admin, &actor);
	char *day;
	enum err err;

	if (status != ADMIN_DONE)
		return status;
	if (admin->options[ADMIN_RESET])
		return member_reset_second(admin, actor.name);
	err = second_since(&admin->forum, actor.name, &since);
	if (err != ERR_OK)
		return admin_fail(admin, THING_MEMBER, err, actor.name);
	if (admin_wants_json(admin))
		return admin_print_json(
		    json_pack("{s:o, s:o}", "name", admin_json_text(actor.name), "since", admin_json_time(since)));
	day = clock_day(since);
	if (since)
		printf(_("%s has a second step since %s.\n"), actor.name, day);
	else
		printf(_("%s has no second step. One of the team sets it up at the next sign-in.\n"), actor.name);
	free(day);
	return ADMIN_DONE;
}

static int
member_set_closed(struct admin *admin, bool is_closed)
{
	struct actor actor;
	int status = member_find(admin, &actor);
	enum err err;

	if (status != ADMIN_DONE)
		return status;
	err = account_set_closed(&admin->forum, actor.name, is_closed);
	if (err != ERR_OK)
		return admin_fail(admin, THING_MEMBER, err, actor.name);
	if (admin_wants_json(admin))
		return admin_print_json(
		    json_pack("{s:o, s:b}", "name", admin_json_text(actor.name), "is_closed", is_closed));
	if (is_closed)
		printf(
		    _("%s can't sign in any more. What they wrote stays. 'bbs admin member reopen %s' undoes this.\n"),
		    actor.name, actor.name);
	else
		printf(_("%s can sign in again.\n"), actor.name);
	return ADMIN_DONE;
}

int
admin_member_close(struct admin *admin)
{
	return member_set_closed(admin, true);
}

int
admin_member_reopen(struct admin *admin)
{
	return member_set_closed(admin, false);
}
