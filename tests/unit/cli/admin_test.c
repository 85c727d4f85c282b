/*
 * The operator's tool from outside: the words that go in, the status, what is said on standard output and what on
 * standard error. Each run is `bbs admin` in this process, over a data directory of its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <jansson.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "cli/admin.h"
#include "forum/account.h"
#include "forum/forum.h"
#include "forum/keeper.h"
#include "store/db.h"
#include "store/migrate.h"

enum {
	NOON = 1795435200, /* 2026-11-23 12:00:00 UTC */
	WORDS_MOST = 12,
	SAID_BYTES = 64 * 1024,
	ADMINS = 6,
};

#define ED25519 "AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static struct {
	char root[32];
	char *data;
	struct config config;
	enum err key_err;                      /* of the host key */
	int leaflet_lines;                     /* more than usual */
	char out[SAID_BYTES], err[SAID_BYTES]; /* what the last run said */
} f;

/* --- what main.c lends: enough of it to tell what was asked --- */

static enum err
lend_fingerprint(const char *secrets_dir, char **out)
{
	if (f.key_err == ERR_OK)
		*out = mem_format("SHA256:of-%s", strrchr(secrets_dir, '/') + 1);
	return f.key_err;
}

static enum err
lend_leaflet(struct forum *forum, const char *fingerprint, bool is_large, FILE *out)
{
	for (int k = 0; k < f.leaflet_lines; k++)
		fputs("A line of a long leaflet, one of many.\n", out);
	fprintf(out, "%s of %s in %s\n\fpage 2\n", fingerprint, forum->config->board_name,
	    is_large ? "large" : "normal");
	return ERR_OK;
}

static enum err
lend_guide(const struct guide *guide, bool is_large, FILE *out)
{
	fprintf(out, "%s in %s\n", guide->title, is_large ? "large" : "normal");
	return ERR_OK;
}

static void
lend_words(const char *language)
{
	(void)language;
}

static const struct admin_hooks hooks = {
    .fingerprint = lend_fingerprint,
    .print_leaflet = lend_leaflet,
    .print_guide = lend_guide,
    .speak = lend_words,
};

/* --- running --- */

/* A file in memory takes the place of a descriptor; returns what it was. */
static int
replace_fd(int fd, const char *content)
{
	int kept = dup(fd), file = memfd_create("said", MFD_CLOEXEC);

	assert_true(kept >= 0 && file >= 0);
	assert_int_equal(write(file, content, strlen(content)), strlen(content));
	lseek(file, 0, SEEK_SET);
	dup2(file, fd);
	close(file);
	return kept;
}

static void
put_back_fd(int fd, int kept, char *said)
{
	ssize_t count = 0;

	if (said)
		count = pread(fd, said, SAID_BYTES - 1, 0);
	if (said)
		said[count > 0 ? count : 0] = '\0';
	dup2(kept, fd);
	close(kept);
}

/* The words of one command, cut at spaces; 'single quotes' hold a word together. */
static int
split(char *command, char **argv)
{
	int argc = 0;

	while (*command && argc < WORDS_MOST) {
		char end = *command == '\'' ? '\'' : ' ';

		command += end == '\'';
		argv[argc++] = command;
		command += strcspn(command, end == '\'' ? "'" : " ");
		if (*command)
			*command++ = '\0';
		command += strspn(command, " ");
	}
	return argc;
}

static int
run_words(const char *command)
{
	char *copy = mem_copy_string(command), *argv[WORDS_MOST];
	int argc = split(copy, argv), status = admin_run(f.data, &f.config, &hooks, argc, argv);

	free(copy);
	return status;
}

/* Run with this on standard input. */
static int
run_with(const char *typed, const char *command)
{
	int kept[3], status;

	fflush(NULL);
	kept[0] = replace_fd(STDIN_FILENO, typed);
	kept[1] = replace_fd(STDOUT_FILENO, "");
	kept[2] = replace_fd(STDERR_FILENO, "");
	status = run_words(command);
	fflush(NULL);
	put_back_fd(STDIN_FILENO, kept[0], NULL);
	put_back_fd(STDOUT_FILENO, kept[1], f.out);
	put_back_fd(STDERR_FILENO, kept[2], f.err);
	return status;
}

static int
run(const char *command)
{
	return run_with("", command);
}

static void
assert_says(const char *said, const char *words)
{
	if (!strstr(said, words))
		fail_msg("'%s' is not in: %s", words, said);
}

static void
assert_silent(const char *said, const char *words)
{
	if (strstr(said, words))
		fail_msg("'%s' is in: %s", words, said);
}

#define assert_done(command) assert_run(run(command), 0, command)
static void
assert_run(int status, int expected, const char *command)
{
	if (status != expected)
		fail_msg("%s: status %d, not %d: %s", command, status, expected, f.err);
}

/* It ends with this status, and says this on standard error and nothing on standard output. */
static void
assert_refused(const char *command, int expected, const char *words)
{
	assert_run(run(command), expected, command);
	assert_says(f.err, words);
	assert_string_equal(f.out, "");
}

/* What was printed, as JSON. */
static json_t *
said_json(void)
{
	json_error_t error;
	json_t *said = json_loads(f.out, 0, &error);

	if (!said)
		fail_msg("line %d: %s: %s", error.line, error.text, f.out);
	return said;
}

/* --- fixtures --- */

static int
make_nothing(void **state)
{
	(void)state;
	memset(&f, 0, sizeof f);
	snprintf(f.root, sizeof f.root, "%s", "/tmp/bbs-admin.XXXXXX");
	log_init(LOG_LEVEL_ERROR, "test");
	clock_pin(NOON);
	config_init(&f.config);
	if (!mkdtemp(f.root))
		return -1;
	f.data = mem_format("%s/var", f.root);
	return 0;
}

static int
make(void **state)
{
	return make_nothing(state) || run("init");
}

static int
make_with_anna(void **state)
{
	return make(state) || run_with("ring the surgery\n", "member add anna --password-stdin");
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st;
	(void)kind;
	(void)where;
	return remove(path);
}

static int
clean(void **state)
{
	(void)state;
	nftw(f.root, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	config_clear(&f.config);
	free(f.data);
	return 0;
}

/* Returns owned. */
static char *
write_file(const char *name, const char *text)
{
	char *path = mem_format("%s/%s", f.root, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	return path;
}

/* Change the database behind the program's back. */
static void
bend(const char *sql)
{
	char *directory = mem_format("%s/db", f.data);
	struct db *db;

	assert_int_equal(db_open_any(directory, false, &db), ERR_OK);
	assert_int_equal(db_script(db, sql), ERR_OK);
	db_close(db);
	free(directory);
}

static enum err
sign_in(const char *name, const char *password, const char *key)
{
	struct forum forum;
	struct actor actor;
	enum err err;

	assert_int_equal(forum_open(f.data, &f.config, &forum), ERR_OK);
	err = password ? account_sign_in_password(&forum, name, password, &actor)
		       : account_sign_in_key(&forum, name, key, &actor);
	forum_close(&forum);
	return err;
}

/* --- help and wrong words --- */

static void
help_comes_in_every_way_it_is_asked_for(void **state)
{
	static const char *const ways[] = {"", "help", "--help", "-h"};

	(void)state;
	for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
		assert_done(ways[k]);
		assert_says(f.out, "  bbs admin member add            make a member\n");
		assert_says(f.out, "  bbs admin restore               put a copy in the board's place\n");
		assert_string_equal(f.err, "");
	}
}

static void
a_noun_and_a_verb_have_help_of_their_own(void **state)
{
	static const char *const ways[] = {"member add --help", "help member add", "member add x -h y z"};

	(void)state;
	assert_done("board");
	assert_says(f.out, "bbs admin board shut");
	assert_silent(f.out, "bbs admin member");
	for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
		assert_done(ways[k]);
		assert_says(f.out, "bbs admin member add NAME [--role ROLE]");
		assert_says(f.out, "never belongs on the command line");
	}
}

static void
help_names_every_role(void **state)
{
	(void)state;
	for (int role = ACTOR_NEW; role < ACTOR_ROLE_COUNT; role++) {
		assert_done("help member role");
		assert_says(f.out, actor_role_name((enum actor_role)role));
		assert_done("help member add");
		assert_says(f.out, actor_role_name((enum actor_role)role));
	}
}

static void
wrong_words_do_nothing(void **state)
{
	(void)state;
	assert_refused("frob", 2, "There is nothing of this name: frob");
	assert_refused("member frob", 2, "There is nothing of this name: frob");
	assert_refused("help frob", 2, "There is nothing of this name");
	assert_refused("member add", 2, "'bbs admin help member add' says how it goes");
	assert_refused("member role anna", 2, "Something is missing");
	assert_refused("restore one two", 2, "one word too many");
	assert_refused("init --frob", 2, "There is no such option here: --frob");
	assert_refused("member close anna --role host", 2, "There is no such option here: --role");
	assert_refused("member add anna --role", 2, "needs a value");
	assert_refused("init --json=yes", 2, "takes no value: --json.");
	assert_int_equal(access(f.data, F_OK), -1);
}

static void
a_password_on_the_command_line_is_neither_taken_nor_repeated(void **state)
{
	(void)state;
	assert_refused("member add bert --password=kettle-and-cat", 2, "--password.");
	assert_silent(f.err, "kettle");
	assert_refused("member add bert kettle-and-cat", 2, "one word too many");
	assert_silent(f.err, "kettle");
}

/* --- init --- */

static void
init_makes_a_board_and_says_what_is_next(void **state)
{
	(void)state;
	assert_done("init");
	assert_says(f.out, "is made");
	assert_says(f.out, "bbs admin member add NAME --role moderator");
	assert_done("init");
	assert_says(f.out, "was there already");
	assert_done("init --json");
	assert_says(f.out, "\"is_new\": false");
	assert_done("board list");
	assert_says(f.out, "welcome            start    1      on     guests and members  Welcome and hello\n");
}

static void
without_a_board_every_verb_says_how_to_make_one(void **state)
{
	static const char *const commands[] = {"member list", "board list", "check", "backup", "board on welcome"};

	(void)state;
	for (size_t k = 0; k < sizeof commands / sizeof *commands; k++)
		assert_refused(commands[k], 1, "bbs admin init");
	assert_int_equal(access(f.data, F_OK), -1);
}

static void
a_directory_that_cannot_be_made_is_a_sentence(void **state)
{
	char *file = write_file("file", "not a directory");

	(void)state;
	free(f.data);
	f.data = file;
	assert_refused("init", 1, "can't be used (Not a directory)");
}

static void
a_newer_board_is_left_alone(void **state)
{
	char *sql = mem_format("PRAGMA user_version = %d", migrate_version() + 1);

	(void)state;
	bend(sql);
	assert_refused("member list", 1, "newer version");
	assert_refused("init", 1, "newer version");
	free(sql);
}

static void
a_half_made_board_is_sent_to_init(void **state)
{
	(void)state;
	bend("PRAGMA user_version = 0");
	assert_refused("member list", 1, "'bbs admin init' brings it up to date");
}

static void
a_file_that_is_no_board_is_left_alone(void **state)
{
	char *path = mem_format("%s/db/board.db", f.data), *log = mem_format("%s-wal", path), text[16] = "";
	FILE *file;

	(void)state;
	unlink(log);
	file = fopen(path, "w");
	fputs("my photographs, my letters, all that I have", file);
	fclose(file);
	assert_refused("member list", 1, "not a board of ours");
	assert_refused("init", 1, "not a board of ours");
	file = fopen(path, "r");
	assert_non_null(fgets(text, 4, file));
	fclose(file);
	assert_string_equal(text, "my ");
	free(log);
	free(path);
}

/* --- members --- */

static void
a_member_is_added_with_a_password_from_standard_input(void **state)
{
	(void)state;
	assert_int_equal(run_with("ring the surgery\nsecond line\n", "member add Anna --password-stdin"), 0);
	assert_says(f.out, "anna is a member now, in the role member.\n");
	assert_says(f.out, "ssh -p 2222 anna@localhost");
	assert_int_equal(sign_in("anna", "ring the surgery", NULL), ERR_OK);
	assert_int_equal(sign_in("anna", "ring the surgery\n", NULL), ERR_DENIED);
	assert_int_equal(run_with("kettle and cat\r\n", "member add bert --role=greeter --password-stdin --json"), 0);
	assert_says(f.out, "\"role\": \"greeter\"");
	assert_int_equal(sign_in("bert", "kettle and cat", NULL), ERR_OK);
}

static void
passwords_that_will_not_do_are_refused(void **state)
{
	char longest[400];

	(void)state;
	memset(longest, 'x', sizeof longest);
	longest[sizeof longest - 1] = '\0';
	assert_int_equal(run_with("short\n", "member add bert --password-stdin"), 1);
	assert_says(f.err, "at least 8");
	assert_int_equal(run_with("Password1\n", "member add bert --password-stdin"), 1);
	assert_says(f.err, "anybody would try");
	assert_silent(f.err, "Password1");
	assert_int_equal(run_with(longest, "member add bert --password-stdin"), 1);
	assert_says(f.err, "too long");
	assert_int_equal(run_with("", "member add bert --password-stdin"), 1);
	assert_says(f.err, "No password came");
	assert_done("member list");
	assert_silent(f.out, "bert");
}

static void
names_that_will_not_do_are_refused(void **state)
{
	(void)state;
	assert_refused("member add an", 1, "3 to 20 letters");
	assert_refused("member add -- -anna-", 1, "3 to 20 letters");
	assert_refused("member add guest", 1, "keeps this name for itself");
	assert_refused("member add an-extraordinarily-long-name", 1, "at most 20");
	assert_refused("member add anna", 1, "A member has this name, or one that looks the same");
	assert_refused("member add ''", 1, "needs letters");
	assert_refused("member add bert --role guest", 2, "There is no such role: guest");
	assert_refused("member add bert --role boss", 2, "There is no such role: boss");
}

static void
a_member_is_added_with_a_key(void **state)
{
	char *path = write_file("k.pub", "# from her laptop\n\nssh-ed25519 " ED25519 " anna@laptop\n");
	char *command = mem_format("member add bert --key %s", path);

	(void)state;
	assert_done(command);
	assert_int_equal(sign_in("bert", NULL, "ssh-ed25519 " ED25519), ERR_OK);
	assert_int_equal(sign_in("bert", NULL, "ssh-ed25519 " ED25519 " anna@laptop"), ERR_DENIED);
	assert_done("member list");
	assert_says(f.out, "key only");
	free(command);
	free(path);
}

static void
what_is_no_public_key_is_refused(void **state)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
	    {"-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNza\n-----END OPENSSH PRIVATE KEY-----\n",
		"This is a private key"},
	    {"PuTTY-User-Key-File-3: ssh-ed25519\n", "This is a private key"},
	    {"---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----\n",
		"not a public key that can be used here"},
	    {"-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n", "another form"},
	    {"", "holds no key"},
	    {"# nothing\n\n", "holds no key"},
	    {"ssh-ed25519\n", "not a public key that can be used here"},
	    {"ssh-dss " ED25519 "\n", "not a public key that can be used here"},
	    {"ssh-rsa " ED25519 "\n", "not a public key that can be used here"},
	    {"ssh-ed25519 " ED25519 "AAAA\n", "not a public key that can be used here"},
	    {"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAA\n", "not a public key that can be used here"},
	    {"ssh-ed25519 ****\n", "not a public key that can be used here"},
	    {"hello\n", "not a public key that can be used here"},
	};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		char *path = write_file("key", cases[k].text), *command = mem_format("member add bert --key %s", path);

		assert_refused(command, 1, cases[k].words);
		free(command);
		free(path);
	}
	assert_refused("member add bert --key /nowhere/k.pub", 1, "There is no such file");
}

static void
a_member_gets_a_new_password_and_another_key(void **state)
{
	char *path = write_file("k.pub", "ssh-ed25519 " ED25519 "\n"),
	     *command = mem_format("member password anna --key %s", path);

	(void)state;
	assert_int_equal(run_with("kettle and cat\n", "member password ANNA --password-stdin"), 0);
	assert_says(f.out, "anna has a new password");
	assert_int_equal(sign_in("anna", "ring the surgery", NULL), ERR_DENIED);
	assert_done(command);
	assert_done(command);
	assert_int_equal(sign_in("anna", NULL, "ssh-ed25519 " ED25519), ERR_OK);
	assert_int_equal(sign_in("anna", "kettle and cat", NULL), ERR_OK);
	assert_refused("member password zed --password-stdin", 1, "There is no member of this name");
	free(command);
	free(path);
}

static void
a_member_is_closed_and_let_in_again(void **state)
{
	(void)state;
	assert_done("member close anna");
	assert_says(f.out, "What they wrote stays");
	assert_int_equal(sign_in("anna", "ring the surgery", NULL), ERR_CLOSED);
	assert_done("member list --json");
	assert_says(f.out, "\"is_closed\": true");
	assert_done("member reopen anna");
	assert_int_equal(sign_in("anna", "ring the surgery", NULL), ERR_OK);
	assert_refused("member close zed", 1, "zed: There is no member of this name");
}

static void
a_member_gets_another_role(void **state)
{
	(void)state;
	assert_done("member role anna moderator --json");
	assert_says(f.out, "\"role\": \"moderator\"");
	assert_done("member list");
	assert_string_equal(f.out,
	    "NAME  ROLE       JOINED      LAST HERE  MESSAGES  SIGNS IN BY  ACCOUNT\n"
	    "anna  moderator  2026-11-23  never      0         password     open\n");
	assert_refused("member role anna guest", 2, "There is no such role");
	assert_refused("member role zed host", 1, "There is no member of this name");
}

static void
members_are_listed_as_json(void **state)
{
	json_t *all, *anna;

	(void)state;
	assert_done("member list --json");
	all = said_json();
	assert_int_equal(json_array_size(all), 1);
	anna = json_array_get(all, 0);
	assert_string_equal(json_string_value(json_object_get(anna, "name")), "anna");
	assert_string_equal(json_string_value(json_object_get(anna, "joined_at")), "2026-11-23T12:00:00Z");
	assert_true(json_is_null(json_object_get(anna, "last_here_at")));
	assert_true(json_is_true(json_object_get(anna, "has_password")));
	assert_null(json_object_get(anna, "password_hash"));
	json_decref(all);
	assert_silent(f.out, "argon2");
}

/* --- boards --- */

static void
boards_are_added_and_changed(void **state)
{
	json_t *board;

	(void)state;
	assert_done(
	    "board add night-owls --group talking --name ' Night  owls ' --about 'For 3 in the morning.' --open --json");
	board = said_json();
	assert_string_equal(json_string_value(json_object_get(board, "name")), "Night  owls");
	assert_true(json_is_true(json_object_get(board, "is_open")));
	assert_int_equal(json_integer_value(json_object_get(board, "place")), 11);
	json_decref(board);
	assert_done("board order night-owls 1");
	assert_done("board list");
	assert_true(strstr(f.out, "night-owls") < strstr(f.out, "just-listening"));
	assert_done("board edit night-owls --name '夜のフクロウ'");
	assert_says(f.out, "night-owls: 夜のフクロウ. It is on, at place 1 in 'Talking'.\nGuests may read it too.\n");
	assert_done("board edit night-owls --notice ' We are away\n on Sunday. '");
	assert_says(f.out, "Its notice: We are away  on Sunday.\n");
	assert_done("board edit night-owls --about 'For 3 in the morning.'");
	assert_says(f.out, "Its notice:");
	assert_done("board edit night-owls --notice ''");
	assert_silent(f.out, "Its notice:");
	assert_done("board shut night-owls");
	assert_says(f.out, "Only members may read it.");
	assert_done("board off night-owls");
	assert_says(f.out, "nobody sees it");
	assert_done("board on night-owls");
	assert_done("board open night-owls");
	assert_says(f.out, "Guests may read it too.");
}

static void
boards_that_will_not_do_are_refused(void **state)
{
	(void)state;
	assert_refused("board add welcome --group start --name Again", 1, "There is a board of this name already");
	assert_refused("board add no --group start --name Short", 1, "3 to 30 letters");
	assert_refused("board add fine-slug --group nowhere --name Lost", 1, "nowhere: There is no such group");
	assert_refused("board add fine-slug --group start --name ' '", 1, "needs a name");
	assert_refused("board add fine-slug --group start", 2, "--name NAME");
	assert_refused("board edit welcome", 2, "Say what to change");
	assert_refused("board edit nowhere --name x", 1, "There is no such board");
	assert_refused("board edit welcome --name 'A name that goes on and on until nobody can read it'", 1,
	    "at most 40");
	assert_refused("board order welcome first", 2, "from 1 to 999");
	assert_refused("board order welcome 0", 2, "from 1 to 999");
	assert_refused("board on nowhere", 1, "There is no such board");
}

/* --- private messages --- */

static void
private_messages_are_switched(void **state)
{
	(void)state;
	assert_done("private status");
	assert_string_equal(f.out, "Private messages are off.\n");
	assert_done("private on");
	assert_string_equal(f.out, "Private messages are on.\n");
	assert_done("private status --json");
	assert_says(f.out, "\"is_on\": true");
	assert_done("private off");
	assert_string_equal(f.out, "Private messages are off.\n");
	assert_refused("private maybe", 2, "nothing of this name");
	assert_refused("private on please", 2, "one word too many");
	assert_done("audit list");
	assert_says(f.out, "private");
}

/* --- the audit --- */

static void
write_text(const char *name, const char *words)
{
	char *path = mem_format("%s/%s", f.root, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(words, file) >= 0);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static void
audit_do(const char *how, const char *name, int expected)
{
	char *command = mem_format("audit %s %s/%s", how, f.root, name);

	assert_int_equal(run(command), expected);
	free(command);
}

static void
the_audit_is_exported_and_compared(void **state)
{
	(void)state;
	assert_done("private on");
	assert_done("private off");
	audit_do("export --out", "kept", 0);
	assert_done("audit export --after 1");
	assert_says(f.out, "{\"id\":2,\"at\":\"");
	assert_says(f.out, "\"action\":\"private\"");
	assert_null(strstr(f.out, "{\"id\":1,"));
	audit_do("export --out", "kept", 1);
	assert_says(f.err, "There is a file of this name already");
	audit_do("verify --with", "kept", 0);
	assert_done("private on");
	audit_do("verify --with", "kept", 0);
	write_text("other", "{\"id\":2,\"hash\":\"not this one\"}\n");
	audit_do("verify --with", "other", 1);
	assert_says(f.err, "line 2 of the audit is not as it was written");
	write_text("other", "hello\n");
	audit_do("verify --with", "other", 1);
	assert_says(f.err, "is no copy of the audit");
	audit_do("verify --with", "nowhere", 1);
	assert_says(f.err, "Nothing was compared");
	audit_do("text", "other", 1);
	assert_says(f.err, "no line of the audit is about exactly this text");
}

/* --- guides --- */

static void
guides_are_shown_when_they_are_confirmed(void **state)
{
	json_t *guide;

	(void)state;
	assert_done("guide list");
	assert_says(f.out, "hidden, not checked");
	assert_done("guide confirm after-a-fall --until 2999-01-31 --owner 'the falls clinic' --json");
	guide = said_json();
	assert_string_equal(json_string_value(json_object_get(guide, "recheck_by")), "2999-01-31");
	assert_string_equal(json_string_value(json_object_get(guide, "owner")), "the falls clinic");
	assert_true(json_is_true(json_object_get(guide, "is_shown")));
	json_decref(guide);
	assert_done("guide show after-a-fall");
	assert_says(f.out,
	    "title: After a fall\nowner: the falls clinic\nsource: the NHS website\n\n# Straight away\n");
	assert_done("guide print after-a-fall --large");
	assert_says(f.out, "After a fall in large\n");
	assert_done("guide hide after-a-fall");
	assert_done("guide remove after-a-fall");
	assert_done("guide list");
	assert_silent(f.out, "after-a-fall");
}

static void
guides_that_will_not_do_are_refused(void **state)
{
	(void)state;
	assert_refused("guide confirm nothing", 1, "nothing: There is no guide of this name");
	assert_refused("guide confirm after-a-fall --until yesterday", 1, "A day is one to come");
	assert_refused("guide add /nowhere/at-all.txt", 1, "There is no such file");
	assert_refused("guide add /dev/null", 1, "NAME.txt");
	assert_refused("guide show", 2, "Something is missing after it");
}

/* A database from elsewhere may hold anything. */
static void
hostile_text_does_not_reach_the_terminal(void **state)
{
	static const char *const commands[] = {"board list", "board list --json",
	    "board edit welcome --name Fine --about Fine", "guide list", "member list", "member list --json"};

	(void)state;
	bend(
	    "UPDATE board SET name = char(27) || '[2J' || char(0x202e) || 'evil', about = char(27) || ']0;x' || char(7)");
	bend("UPDATE board_group SET name = char(27) || '[5m'");
	bend("UPDATE member SET name = char(27) || '[31mred', role = char(155) || 'x' || char(10) || 'y'");
	for (size_t k = 0; k < sizeof commands / sizeof *commands; k++) {
		assert_done(commands[k]);
		assert_silent(f.out, "\033");
		assert_silent(f.out, "\a");
		assert_silent(f.out, "\u202e");
		assert_silent(f.out, "\xc2\x9b");
	}
	assert_refused("member close '\033[2Jx'", 1, "no member");
	assert_silent(f.err, "\033");
}

/* --- copies --- */

static void
the_board_is_copied_and_put_back(void **state)
{
	char *copy = mem_format("%s/copy.db", f.root), *backup = mem_format("backup %s", copy);
	char *restore = mem_format("restore %s --json", copy);
	json_t *result;

	(void)state;
	assert_done(backup);
	assert_says(f.out, copy);
	assert_refused(backup, 1, "was left as it is");
	assert_done("member close anna");
	assert_done(restore);
	result = said_json();
	assert_int_equal(access(json_string_value(json_object_get(result, "kept")), R_OK), 0);
	json_decref(result);
	assert_int_equal(sign_in("anna", "ring the surgery", NULL), ERR_OK);
	assert_done("check");
	assert_says(f.out, "all is well");
	free(restore);
	free(backup);
	free(copy);
}

/* Run "before ROOT/file after". */
static int
run_on(const char *before, const char *file, const char *after)
{
	char *command = mem_format("%s %s/%s %s", before, f.root, file, after);
	int status = run(command);

	free(command);
	return status;
}

static void
a_sealed_copy_needs_its_key(void **state)
{
	char *key = mem_format("--key %s/secret", f.root), *public;

	(void)state;
	assert_int_equal(run_on("key make", "secret", ""), 0);
	assert_says(f.out, "Take it away from this machine");
	public = strstr(f.out, "public_key = ") + strlen("public_key = ");
	free(f.config.backup_public_key);
	f.config.backup_public_key = mem_copy_bytes(public, 64);
	assert_int_equal(run_on("backup --expire", "copy.sealed", ""), 0);
	assert_says(f.out, "It is sealed");
	assert_int_equal(run_on("restore", "copy.sealed", ""), 1);
	assert_says(f.err, "Give the file with the secret key: --key FILE");
	assert_int_equal(run_on("restore", "copy.sealed", key), 0);
	assert_says(f.out, "The board is as it was in");
	assert_int_equal(run_on("key make", "secret", ""), 1);
	assert_says(f.err, "was left as it is");
	free(key);
}

static void
a_running_board_is_not_restored(void **state)
{
	char *copy = mem_format("%s/copy.db", f.root), *backup = mem_format("backup %s", copy);
	char *restore = mem_format("restore %s", copy);
	int keeper_fd;

	(void)state;
	assert_done(backup);
	assert_int_equal(keeper_lock(f.data, &keeper_fd), ERR_OK);
	assert_refused(restore, 3, "The board is running");
	assert_done("member list");
	close(keeper_fd);
	assert_done(restore);
	free(restore);
	free(backup);
	free(copy);
}

static void
copies_that_cannot_be_are_sentences(void **state)
{
	char *notes = write_file("notes", "Milk, bread, pills for Mum."), *command = mem_format("restore %s", notes);

	(void)state;
	assert_refused("backup /nowhere/copy.db", 1, "(The system says: No such file or directory.)");
	assert_refused("restore /nowhere/copy.db", 1, "There is no such file. The board is as it was.");
	assert_refused(command, 1, "This is not a copy of a board");
	free(command);
	free(notes);
}

static void
a_check_says_what_is_wrong(void **state)
{
	json_t *result;

	(void)state;
	assert_done("demo");
	bend("UPDATE thread SET message_count = 99 WHERE id = 2");
	assert_int_equal(run("check"), 1);
	assert_string_equal(f.out, "conversation 2  its messages are counted wrong\n");
	assert_says(f.err, "1 thing is not as it should be. Nothing was changed.");
	assert_int_equal(run("check --json"), 1);
	result = said_json();
	assert_int_equal(json_integer_value(json_object_get(result, "count")), 1);
	assert_int_equal(json_array_size(json_object_get(result, "problems")), 1);
	json_decref(result);
}

/* --- demo and config --- */

static void
the_demo_is_for_an_empty_board(void **state)
{
	(void)state;
	assert_done("demo --json");
	assert_says(f.out, "\"conversations\": ");
	assert_done("check");
	assert_refused("demo", 1, "has members already. Nothing was changed.");
}

static void
the_demo_comes_in_any_size(void **state)
{
	json_t *result;

	(void)state;
	assert_done("demo --size 25 --json");
	result = said_json();
	assert_int_equal(json_integer_value(json_object_get(result, "generated")), 25);
	json_decref(result);
	assert_done("check");
	assert_done("member list");
	assert_says(f.out, "filler-0001");
	assert_says(f.out, "kettle-on");
	assert_refused("demo --size 25", 1, "has members already. Nothing was changed.");
}

static void
a_size_that_is_none_makes_nothing(void **state)
{
	static const char *const wrong[] = {
	    "demo --size many",
	    "demo --size -1",
	    "demo --size 2000001",
	    "demo --size 99999999999999999999",
	    "demo --size 10k",
	    "demo --size=",
	};

	(void)state;
	for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
		assert_refused(wrong[k], 2, "A size is a number of messages from 0 to 2000000");
	assert_refused("demo --size", 2, "This option needs a value after it");
	assert_int_equal(run("member list"), 1); /* there is no board yet */
	assert_done("demo --size 0");
	assert_null(strstr(f.out, "generated"));
}

static void
config_shows_every_option(void **state)
{
	struct config_error error;
	const struct option *option;
	json_t *all;

	(void)state;
	assert_int_equal(config_set(&f.config, "net.port", "2345", &error), ERR_OK);
	assert_done("config");
	assert_says(f.out,
	    "[net]\nport = 2345\n  Where to listen; 0 takes a free one.\n"
	    "  0 to 65535 (port). 2222 unless it is set.\n");
	assert_says(f.out, "penalties = yes\n");
	for (size_t k = 0; (option = option_at(k)); k++)
		assert_says(f.out, option->help);
	assert_done("config --json");
	all = said_json();
	assert_null(option_at(json_array_size(all)));
	assert_non_null(option_at(json_array_size(all) - 1));
	json_decref(all);
}

/* --- the terminal --- */

/* Read what the terminal shows until these words are there. */
static void
await(int terminal_fd, const char *words)
{
	size_t length = strlen(f.out);
	ssize_t count;

	while (!strstr(f.out, words)) {
		size_t room = length < sizeof f.out - 1 ? sizeof f.out - 1 - length : 0;

		count = read(terminal_fd, f.out + length, room);
		if (count <= 0)
			fail_msg("the terminal ended without '%s': %s", words, f.out);
		length += (size_t)count;
		f.out[length] = '\0';
	}
}

/* `member add bert` at a terminal of its own. */
static pid_t
start_asking(int *terminal_fd)
{
	pid_t child;

	f.out[0] = '\0';
	fflush(NULL);
	child = forkpty(terminal_fd, NULL, NULL, NULL);
	if (!child) {
		int status = run_words("member add bert");

		fflush(NULL);
		_exit(status);
	}
	assert_true(child > 0);
	await(*terminal_fd, "Password for bert: ");
	return child;
}

static void
type(int terminal_fd, const char *words)
{
	assert_int_equal(write(terminal_fd, words, strlen(words)), strlen(words));
}

static void
assert_ends(pid_t child, int expected)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), expected);
}

static void
a_password_is_asked_for_twice_and_never_shown(void **state)
{
	int terminal_fd;
	pid_t child = start_asking(&terminal_fd);

	(void)state;
	type(terminal_fd, "kettle and cat\n");
	await(terminal_fd, "The same again, for bert: ");
	type(terminal_fd, "kettle and cat\n");
	await(terminal_fd, "bert is a member now");
	await(terminal_fd, "bert@localhost");
	assert_ends(child, 0);
	assert_silent(f.out, "kettle");
	close(terminal_fd);
	assert_int_equal(sign_in("bert", "kettle and cat", NULL), ERR_OK);
}

static void
two_passwords_that_differ_change_nothing(void **state)
{
	int terminal_fd;
	pid_t child = start_asking(&terminal_fd);

	(void)state;
	type(terminal_fd, "kettle and cat\n");
	await(terminal_fd, "The same again, for bert: ");
	type(terminal_fd, "kettle and dog\n");
	await(terminal_fd, "were not the same");
	await(terminal_fd, "start again");
	assert_ends(child, 1);
	close(terminal_fd);
	assert_int_equal(sign_in("bert", "kettle and cat", NULL), ERR_DENIED);
}

static void
control_c_leaves_the_terminal_in_order(void **state)
{
	struct termios terminal;
	int terminal_fd, status;
	pid_t child = start_asking(&terminal_fd);

	(void)state;
	assert_int_equal(tcgetattr(terminal_fd, &terminal), 0);
	assert_false(terminal.c_lflag & ECHO);
	type(terminal_fd, "half a pass\003");
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGINT);
	assert_int_equal(tcgetattr(terminal_fd, &terminal), 0);
	assert_true(terminal.c_lflag & ECHO);
	assert_silent(f.out, "half");
	close(terminal_fd);
}

static void
without_a_terminal_nobody_is_asked(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	if (!child) {
		setsid();
		status = run("member add bert");
		_exit(status == 1 && strstr(f.err, "Use --password-stdin") ? 0 : 1);
	}
	assert_ends(child, 0);
}

/* --- several at once, and no room --- */

static pid_t
start_admin(const char *typed, const char *command)
{
	pid_t child = fork();

	if (!child)
		_exit(run_with(typed, command));
	assert_true(child > 0);
	return child;
}

/* How many of them ended with this status? */
static int
count_ends(const pid_t *children, int expected)
{
	int count = 0, status;

	for (int k = 0; k < ADMINS; k++) {
		assert_int_equal(waitpid(children[k], &status, 0), children[k]);
		count += WIFEXITED(status) && WEXITSTATUS(status) == expected;
	}
	return count;
}

static void
of_several_who_want_one_name_one_gets_it(void **state)
{
	pid_t children[ADMINS];

	(void)state;
	for (int k = 0; k < ADMINS; k++)
		children[k] = start_admin("kettle and cat\n", "member add bert --password-stdin");
	assert_int_equal(count_ends(children, 0), 1);
	assert_done("check");
}

static void
several_at_once_all_get_their_work_done(void **state)
{
	pid_t children[ADMINS];
	json_t *all;

	(void)state;
	for (int k = 0; k < ADMINS; k++) {
		char *command = mem_format("member add bert-%c --password-stdin", 'a' + k);

		children[k] = start_admin("kettle and cat\n", command);
		free(command);
	}
	assert_int_equal(count_ends(children, 0), ADMINS);
	assert_done("member list --json");
	all = said_json();
	assert_int_equal(json_array_size(all), ADMINS);
	json_decref(all);
	assert_done("check");
}

static void
several_may_make_the_board_at_once(void **state)
{
	pid_t children[ADMINS];

	(void)state;
	for (int k = 0; k < ADMINS; k++)
		children[k] = start_admin("", "init");
	assert_int_equal(count_ends(children, 0), ADMINS);
	assert_done("check");
}

static void
during_a_restore_everybody_waits(void **state)
{
	char *directory = mem_format("%s/db", f.data);
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	(void)state;
	assert_int_equal(flock(fd, LOCK_EX), 0);
	assert_refused("member list", 3, "put back from a backup");
	assert_refused("init", 3, "Try again in a moment");
	close(fd);
	assert_done("member list");
	free(directory);
}

/* Close anna's account where no file may grow past this size. */
static void
assert_no_room(rlim_t bytes, const char *words)
{
	struct rlimit little = {.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
	pid_t child = fork();
	int status;

	if (!child) {
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &little);
		status = run("member close anna");
		_exit(status == 1 && strstr(f.err, words) ? 0 : 1);
	}
	assert_ends(child, 0);
	assert_int_equal(sign_in("anna", "ring the surgery", NULL), ERR_OK);
}

static void
a_full_disk_changes_nothing(void **state)
{
	(void)state;
	assert_no_room(4096, "is full. Nothing was changed.");
	assert_no_room(40000, "Nothing was written"); /* room to read, none to add to the log */
}

static void
a_result_that_nobody_gets_is_not_done(void **state)
{
	int full_fd = open("/dev/full", O_WRONLY | O_CLOEXEC), status;
	pid_t child;

	(void)state;
	fflush(NULL);
	child = fork();
	if (!child) {
		dup2(full_fd, STDOUT_FILENO);
		status = run_words("config");
		_exit(status);
	}
	close(full_fd);
	assert_ends(child, 1);
}

#define CASE(test, begin) cmocka_unit_test_setup_teardown(test, begin, clean)

/* --- the leaflet --- */

static void
a_leaflet_goes_to_standard_output(void **state)
{
	(void)state;
	assert_int_equal(config_set(&f.config, "board.address", "board.example.org", &(struct config_error){0}),
	    ERR_OK);
	assert_done("leaflet");
	assert_string_equal(f.out, "SHA256:of-secrets of Kidsof in normal\n\fpage 2\n");
	assert_string_equal(f.err, "");
	assert_done("leaflet --large");
	assert_string_equal(f.out, "SHA256:of-secrets of Kidsof in large\n\fpage 2\n");
	assert_refused("leaflet welcome", 2, "one word too many");
}

static void
a_leaflet_goes_to_a_new_file(void **state)
{
	char *path = mem_format("%s/leaflet.txt", f.root), *command = mem_format("leaflet --to %s", path),
	     read[80] = "";
	FILE *file;

	(void)state;
	assert_done(command);
	assert_says(f.out, "lp -o media=A4 -o cpi=10 -o lpi=6 /tmp/");
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fread(read, 1, sizeof read - 1, file),
	    strlen("SHA256:of-secrets of Kidsof in normal\n\fpage 2\n"));
	fclose(file);
	assert_string_equal(read, "SHA256:of-secrets of Kidsof in normal\n\fpage 2\n");
	assert_refused(command, 1, "There is a file of this name already. It was left as it is");
	assert_refused("leaflet --to /nowhere/leaflet.txt", 1, "(The system says: No such file or directory.)");
	free(command);
	free(path);
}

static void
a_leaflet_that_leads_nowhere_is_warned_about(void **state)
{
	(void)state;
	assert_done("leaflet");
	assert_says(f.err, "'localhost', which nobody else can reach");
	assert_silent(f.err, "net.port");
	assert_int_equal(config_set(&f.config, "net.port", "0", &(struct config_error){0}), ERR_OK);
	assert_done("leaflet");
	assert_says(f.err, "can't say the port");
}

static void
a_leaflet_as_json(void **state)
{
	json_t *said;

	(void)state;
	assert_done("leaflet --large --json");
	said = said_json();
	assert_string_equal(json_string_value(json_object_get(said, "fingerprint")), "SHA256:of-secrets");
	assert_string_equal(json_string_value(json_object_get(said, "print_with")), "lp -o media=A4 -o cpi=5 -o lpi=3");
	assert_true(json_is_null(json_object_get(said, "file")));
	assert_string_equal(json_string_value(json_object_get(said, "text")),
	    "SHA256:of-secrets of Kidsof in large\n\fpage 2\n");
	json_decref(said);
}

/* The file must be gone, not half there: half a leaflet may lack the people to call. */
static void
a_leaflet_is_whole_or_not_there(void **state)
{
	struct rlimit little = {.rlim_cur = 100000, .rlim_max = RLIM_INFINITY};
	char *path = mem_format("%s/leaflet.txt", f.root), *command = mem_format("leaflet --to %s", path);
	pid_t child;

	(void)state;
	f.leaflet_lines = 5000;
	child = fork();
	if (!child) {
		int status;

		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &little);
		status = run(command);
		_exit(status == 1 && strstr(f.err, "The disk is full. No leaflet was made.") ? 0 : 1);
	}
	assert_ends(child, 0);
	assert_int_equal(access(path, F_OK), -1);
	assert_done(command);
	assert_int_equal(access(path, F_OK), 0);
	free(command);
	free(path);
}

static void
without_a_host_key_there_is_no_leaflet(void **state)
{
	char *path = mem_format("%s/leaflet.txt", f.root), *command = mem_format("leaflet --to %s", path);

	(void)state;
	f.key_err = ERR_DAMAGED;
	assert_refused(command, 1, "can't be read as a key, so no leaflet was made");
	f.key_err = ERR_IO;
	assert_refused(command, 1, "Run this as the account that the board runs as.");
	assert_int_equal(access(path, F_OK), -1);
	free(command);
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(help_comes_in_every_way_it_is_asked_for, make_nothing),
	    CASE(a_noun_and_a_verb_have_help_of_their_own, make_nothing),
	    CASE(help_names_every_role, make_nothing),
	    CASE(wrong_words_do_nothing, make_nothing),
	    CASE(a_password_on_the_command_line_is_neither_taken_nor_repeated, make),
	    CASE(init_makes_a_board_and_says_what_is_next, make_nothing),
	    CASE(without_a_board_every_verb_says_how_to_make_one, make_nothing),
	    CASE(a_directory_that_cannot_be_made_is_a_sentence, make_nothing),
	    CASE(a_newer_board_is_left_alone, make),
	    CASE(a_half_made_board_is_sent_to_init, make),
	    CASE(a_file_that_is_no_board_is_left_alone, make),
	    CASE(a_member_is_added_with_a_password_from_standard_input, make),
	    CASE(passwords_that_will_not_do_are_refused, make),
	    CASE(names_that_will_not_do_are_refused, make_with_anna),
	    CASE(a_member_is_added_with_a_key, make),
	    CASE(what_is_no_public_key_is_refused, make),
	    CASE(a_member_gets_a_new_password_and_another_key, make_with_anna),
	    CASE(a_member_is_closed_and_let_in_again, make_with_anna),
	    CASE(a_member_gets_another_role, make_with_anna),
	    CASE(members_are_listed_as_json, make_with_anna),
	    CASE(boards_are_added_and_changed, make),
	    CASE(boards_that_will_not_do_are_refused, make),
	    CASE(private_messages_are_switched, make),
	    CASE(the_audit_is_exported_and_compared, make),
	    CASE(guides_are_shown_when_they_are_confirmed, make),
	    CASE(guides_that_will_not_do_are_refused, make),
	    CASE(hostile_text_does_not_reach_the_terminal, make_with_anna),
	    CASE(the_board_is_copied_and_put_back, make_with_anna),
	    CASE(a_sealed_copy_needs_its_key, make),
	    CASE(a_running_board_is_not_restored, make),
	    CASE(copies_that_cannot_be_are_sentences, make),
	    CASE(a_check_says_what_is_wrong, make_nothing),
	    CASE(the_demo_is_for_an_empty_board, make_nothing),
	    CASE(the_demo_comes_in_any_size, make_nothing),
	    CASE(a_size_that_is_none_makes_nothing, make_nothing),
	    CASE(config_shows_every_option, make_nothing),
	    CASE(a_password_is_asked_for_twice_and_never_shown, make),
	    CASE(two_passwords_that_differ_change_nothing, make),
	    CASE(control_c_leaves_the_terminal_in_order, make),
	    CASE(without_a_terminal_nobody_is_asked, make),
	    CASE(of_several_who_want_one_name_one_gets_it, make),
	    CASE(several_at_once_all_get_their_work_done, make),
	    CASE(several_may_make_the_board_at_once, make_nothing),
	    CASE(during_a_restore_everybody_waits, make),
	    CASE(a_leaflet_goes_to_standard_output, make),
	    CASE(a_leaflet_goes_to_a_new_file, make),
	    CASE(a_leaflet_that_leads_nowhere_is_warned_about, make),
	    CASE(a_leaflet_as_json, make),
	    CASE(a_leaflet_is_whole_or_not_there, make),
	    CASE(without_a_host_key_there_is_no_leaflet, make),
	    CASE(a_full_disk_changes_nothing, make_with_anna),
	    CASE(a_result_that_nobody_gets_is_not_done, make_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
