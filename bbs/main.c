/*
 * The one program: picks a command, makes ready what it needs, and joins the layers. No rule of the board is
 * here.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/gate.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/owner.h"
#include "base/sandbox.h"
#include "cli/admin.h"
#include "cli/explain.h"
#include "cli/manual.h"
#include "forum/account.h"
#include "forum/care.h"
#include "forum/keeper.h"
#include "forum/ready.h"
#include "forum/setup.h"
#include "net/serve.h"
#include "store/db.h"
#include "ui/inspect.h"
#include "ui/guide_page.h"
#include "ui/leaflet.h"
#include "ui/mine.h"
#include "ui/session.h"
#include "ui/theme.h"
#include "ui/words.h"

/* What a command was started with, and what the processes it forks share. */
struct program {
	char *data;
	struct config config;
	struct keymap keymap;
	struct net_words net_words; /* what a transport says */
	int held_fd;                /* says that the board is in use, for as long as this process lives */
	bool want_plain;
	const char *as;     /* debug: whose eyes */
	int argc, all_argc; /* what is left after our options; with them */
	char **argv, **all_argv;
};

static int
main_fail(char *words)
{
	fprintf(stderr, "bbs: %s\n", words);
	free(words);
	return 1;
}

static char *
main_config_path(const struct program *program)
{
	return mem_format("%s/bbs.conf", program->data);
}

static char *
main_explain_theme(const struct theme_error *error, const char *file)
{
	static const char *const problems[] = {
	    [THEME_SYNTAX] = N_("this is not 'role = style'."),
	    [THEME_UNKNOWN_ROLE] = N_("there is no role of this name"),
	    [THEME_MISSING_ROLE] = N_("this role is missing"),
	    [THEME_BAD_STYLE] = N_("this is not a colour or an attribute"),
	    [THEME_CANNOT_READ] = N_("it can't be read"),
	    [THEME_NO_TITLE] = N_("it has no name under [theme]"),
	};
	const char *problem = error->problem ? _(problems[error->problem]) : "";

	if (error->line)
		return mem_format(_("%s line %d: %s: %s"), file, error->line, problem, error->word);
	return mem_format("%s: %s: %s", file, problem, error->word);
}

static bool
main_has_language(const char *code)
{
	size_t count;
	const struct words_language *languages = words_languages(&count);

	for (size_t k = 0; k < count; k++)
		if (!strcmp(languages[k].code, code))
			return true;
	return false;
}

/* The parts of the configuration that have files or rules of their own: themes, keys, language, time zone. */
static char *
main_load_looks(const char *data, const struct config *config, struct keymap *keymap)
{
	char *directory = mem_format("%s/themes", data), *file = NULL, *words = NULL;
	const struct config_key *bad;
	struct theme_error error;

	if (themes_load(directory, &error, &file) != ERR_OK)
		words = main_explain_theme(&error, file);
	else if (!theme_find(config->board_theme))
		words = mem_format(_("board.theme: there is no theme called '%s'."), config->board_theme);
	else if (!main_has_language(config->board_language))
		words =
		    mem_format(_("board.language: the words of '%s' are not on this machine."), config->board_language);
	else if (*config->board_timezone && !clock_zone_is_known(config->board_timezone))
		words = mem_format(_("board.timezone: there is no time zone called '%s'. Europe/London is one."),
		    config->board_timezone);
	else if (keymap_load(keymap, config, &bad) != ERR_OK)
		words = mem_format(_("bbs.conf line %d: '%s = %s' is no action and key, or the key is taken."),
		    bad->line, bad->action, bad->key);
	free(file);
	free(directory);
	return words;
}

/* Read DATA/bbs.conf, if any. NULL when all is well, else a sentence. */
static char *
main_load_config(const struct program *program, struct config *config)
{
	char *path = main_config_path(program), *words = NULL;
	struct config_error error;

	if (config_load(config, path, &error) == ERR_INVALID)
		words = explain_config(&error, path);
	free(path);
	return words;
}

/* --- options --- */

/* --set net.port=0 and its short form --port 0. NULL, or a sentence. */
static char *
main_set(struct config *config, const char *option, const char *value)
{
	struct config_error error;

	if (config_set(config, option, value, &error) != ERR_OK)
		return explain_config(&error, NULL);
	return NULL;
}

static char *
main_set_pair(struct config *config, const char *pair)
{
	const char *equals = strchr(pair, '=');
	char *option = mem_copy_bytes(pair, equals ? (size_t)(equals - pair) : strlen(pair));
	char *words = main_set(config, option, equals ? equals + 1 : "");

	free(option);
	return words;
}

/*
 * Take our options out of the arguments; what is left belongs to the command. NULL, or a sentence. Called again for
 * each new configuration, since the command line goes over the file.
 */
static char *
main_take_options(struct program *program, struct config *config)
{
	char *words = NULL, **argv = program->all_argv;
	int argc = program->all_argc;

	program->argc = 0;
	for (int k = 0; k < argc && !words; k++) {
		bool has_value = k + 1 < argc;

		if (!strcmp(argv[k], "--data") && has_value)
			k++;
		else if (!strcmp(argv[k], "--port") && has_value)
			words = main_set(config, "net.port", argv[++k]);
		else if (!strcmp(argv[k], "--set") && has_value)
			words = main_set_pair(config, argv[++k]);
		else if (!strcmp(argv[k], "--as") && has_value)
			program->as = argv[++k];
		else if (!strcmp(argv[k], "--plain"))
			program->want_plain = true;
		else
			program->argv[program->argc++] = argv[k];
	}
	return words;
}

/* --- serve --- */

static int
main_session(void *context, int bytes_fd, int control_fd)
{
	struct program *program = context;
	struct session_setup setup = {.data = program->data, .config = &program->config, .keymap = &program->keymap};

	switch (session_run(&setup, bytes_fd, control_fd)) {
	case SESSION_WELL:
		return SERVE_EXIT_OK;
	case SESSION_GUESSED:
		return SERVE_EXIT_FAILED_AUTH;
	default:
		return EXIT_FAILURE;
	}
}

static int
main_keeper(void *context)
{
	struct program *program = context;

	log_init((enum log_level)program->config.log_level, "keeper");
	return keeper_run(program->data, &program->config, true);
}

/* net.centres, which only the network's side can read. NULL, or a sentence. */
static char *
main_check_net(const struct config *config)
{
	if (serve_check_config(config) == ERR_OK)
		return NULL;
	return mem_format(
	    _("net.centres: '%s' has an address or network that is none. Nothing was started or changed."),
	    config->net_centres);
}

/*
 * main_load_looks() in a process of its own: reading themes lets go of those there are before it knows whether the
 * new ones are any good. NULL when they are, else the sentence. The listener reaps the process as nobody's.
 */
static char *
main_try_looks(const char *data, const struct config *config)
{
	char said[1024] = "", *words;
	struct keymap keymap;
	int ends[2];
	ssize_t got;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC))
		return mem_copy_string(strerror(errno));
	child = fork();
	if (child == 0) {
		keymap_init(&keymap);
		words = main_load_looks(data, config, &keymap);
		if (!words)
			words = mem_copy_string(""); /* its end is said too: no word at all is a crash */
		_exit(write(ends[1], words, strlen(words) + 1) < 0);
	}
	close(ends[1]);
	got = read(ends[0], said, sizeof said);
	close(ends[0]);
	if (got <= 0)
		return mem_copy_string(_("the themes can't be looked at just now"));
	return *said ? mem_copy_bytes(said, strnlen(said, (size_t)got)) : NULL;
}

/* The transport's sentences, in the board's language: whose a stranger speaks is not known yet. */
static void
main_fill_words(const struct config *config, struct net_words *words)
{
	words_use(config->board_language);
	*words = (struct net_words){
	    .sign_in_hint = _("New here? Press Enter with no password to join or look around."),
	    .password_label = _("Password: "),
	    .busy_now = _("The board is busy just now. Please try again in a moment."),
	    .shutting_down = _("The board is closing for a moment. Saved drafts are safe. Please come back soon."),
	    .session_died = _("Something went wrong on our side, sorry. Saved drafts are safe, all but the last few "
			      "seconds of typing. Please connect again."),
	    .full_house = _("The board is full just now. Please try again in a few minutes. In danger? Call 999."),
	    .only_a_shell = _("This is a bulletin board to read and write on. It has no files and runs no commands. "
			      "Connect without a command to come in."),
	};
	words_use(words_of_environment());
}

/* SIGHUP: all of the new configuration, under what the command line says, or none of it. */
static const struct config *
main_reload(void *context)
{
	struct program *program = context;
	struct keymap keymap;
	struct config fresh;
	char *words;

	config_init(&fresh);
	keymap_init(&keymap);
	words = main_load_config(program, &fresh);
	if (!words)
		words = main_take_options(program, &fresh);
	if (!words)
		words = main_check_net(&fresh);
	if (!words)
		words = main_try_looks(program->data, &fresh);
	if (!words) /* last, when nothing else can fail */
		words = main_load_looks(program->data, &fresh, &keymap);
	if (words) {
		log_error("kept_configuration words=%s", words);
		free(words);
		config_clear(&fresh);
		return NULL;
	}
	clock_set_home_zone(fresh.board_timezone);
	config_clear(&program->config);
	program->config = fresh;
	program->keymap = keymap;
	main_fill_words(&program->config, &program->net_words);
	return &program->config;
}

static void
main_ready(void *context, unsigned port, const char *fingerprint)
{
	struct program *program = context;
	const char *address = program->config.board_address;

	if (log_is_journal()) /* where every line is an event, and this one is there already */
		return;
	printf(_("%s is open on port %u.\n\n"), program->config.board_name, port);
	printf(_("The host key's fingerprint is\n  %s\n\n"), fingerprint);
	printf(_("In another terminal, type one of these:\n"
		 "  ssh -p %u join@%s     to join\n"
		 "  ssh -p %u guest@%s    to look around\n"
		 "  ssh -p %u plain@%s    for lines of text, with a screen reader\n\n"),
	    port, address, port, address, port, address);
	printf(_("Ctrl-C closes the board. Nobody loses what they wrote.\n"));
	fflush(stdout);
}

/* One gate for every process of this board: a `bbs here` per login would else be a family, and a gate, of its own. */
static void
main_make_gate(const struct program *program)
{
	char *path = mem_format("%s/db/gate", program->data);

	if (gate_init(path) != ERR_OK && gate_init(NULL) != ERR_OK)
		log_warning("no_gate errno=%d", errno);
	free(path);
}

/* What forks share is made here, before the first of them. */
static char *
main_prepare(struct program *program)
{
	enum err err = setup_exists(program->data) ? ERR_OK : ERR_NOT_FOUND;
	char *words, *whole;
	bool is_new;

	if (err == ERR_OK)
		err = care_make(program->data, &is_new, &program->held_fd);
	if (err != ERR_OK)
		return explain_data(err, program->data);
	words = main_load_looks(program->data, &program->config, &program->keymap);
	if (words)
		return words;
	main_make_gate(program);
	if (account_init() != ERR_OK)
		return mem_copy_string(_("There is not enough memory to hash passwords (64 MiB)."));
	whole = realpath(program->data, NULL);
	if (whole) {
		free(program->data);
		program->data = whole;
	}
	clock_set_home_zone(program->config.board_timezone);
	return NULL;
}

static char *
main_explain_serve(enum err err, const struct program *program)
{
	switch (err) {
	case ERR_TAKEN:
		return mem_format(_("Port %lld is in use by another program. Stop it, or choose another port: "
				    "bbs serve --port 2223"),
		    (long long)program->config.net_port);
	case ERR_INVALID:
		return mem_format(_("net.listen: '%s' has an address that is none. Nothing was started."),
		    program->config.net_listen);
	case ERR_DAMAGED:
		return mem_format(_("The host key %s/secrets/host_key can't be read as a key. Put the right file back. "
				    "If it is lost, remove it: a new one is made, and visitors will be warned."),
		    program->data);
	default:
		return mem_format(_("The board can't listen (%s). Nothing was started."), strerror(errno));
	}
}

/*
 * The environment from outside reaches no visitor: TERMINFO or HOME would choose what ncurses believes of a terminal.
 * The time zone is ours to keep, and with `bbs here` what the terminal is and wants. The language is chosen already.
 */
static void
main_clear_environment(bool has_terminal)
{
	static const char *const kept[] = {"TZ", "BBS_CLOCK", "TERM", "NO_COLOR"};
	enum { KEPT = sizeof kept / sizeof *kept, ALWAYS = 2 };
	char *values[KEPT] = {NULL};

	for (size_t k = 0; k < (has_terminal ? KEPT : ALWAYS); k++)
		if (getenv(kept[k]))
			values[k] = mem_copy_string(getenv(kept[k]));
	clearenv();
	for (size_t k = 0; k < KEPT; k++) {
		if (values[k])
			setenv(kept[k], values[k], 1);
		free(values[k]);
	}
}

/*
 * The C library's cache of freed blocks keeps up to 50 KiB in each of a thousand processes, and can be turned off
 * only from outside: so serve begins anew with that said. An operator's own choice stands. When it can't be done, a
 * visitor takes more memory and nothing else changes.
 */
static void
main_begin_lean(char **argv)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
	struct stat self, found;

	if (length <= 0 || getenv("GLIBC_TUNABLES") || getenv("BBS_BEGUN"))
		return;
	path[length] = '\0';
	/* an update may just have put another program there */
	if (stat("/proc/self/exe", &self) || stat(path, &found) || self.st_dev != found.st_dev ||
	    self.st_ino != found.st_ino)
		return;
	setenv("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0", 1);
	setenv("BBS_BEGUN", "1", 1); /* the C library takes the other away from a program with capabilities */
	execv(path, argv);
}

/* Not ready, not open: beyond this machine only when nothing is missing, or the operator takes it on. */
static char *
main_check_ready(const struct program *program)
{
	struct forum forum;
	bool is_ready;
	enum err err;

	if (!serve_is_public(&program->config))
		return NULL;
	err = forum_open(program->data, &program->config, &forum);
	if (err != ERR_OK)
		return explain_data(err, program->data);
	is_ready = ready_is_all_done(&forum);
	forum_close(&forum);
	if (is_ready)
		return NULL;
	if (program->config.net_open_unready) {
		log_warning("open_unready");
		return NULL;
	}
	return mem_format(
	    _("The board is not ready for the public, so it was not opened to other machines. Nothing was "
	      "changed.\nType 'bbs admin ready --data %s' to see what is missing. To try it on this machine, "
	      "leave net.listen at 127.0.0.1. net.open_unready = yes opens it all the same."),
	    program->data);
}

static int
main_serve(struct program *program)
{
	struct serve_roles roles = {
	    .session = main_session,
	    .keeper = main_keeper,
	    .reload = main_reload,
	    .context = program,
	};
	const char *version;
	char *words, *secrets;
	enum err err;

	if (net_check_library(&version) != ERR_OK)
		return main_fail(
		    mem_format(_("libssh %s is too old: 0.10.6 or newer is needed. Please update the package "
				 "libssh-4."),
			version));
	words = main_check_net(&program->config);
	if (!words)
		words = main_prepare(program);
	if (words)
		return main_fail(words);
	serve_meet_supervisor();
	words = main_check_ready(program);
	if (words)
		return main_fail(words);
	main_clear_environment(false);
	main_fill_words(&program->config, &program->net_words);
	secrets = mem_format("%s/secrets", program->data);
	err = serve_run(&program->config, secrets, &program->net_words, &roles, main_ready);
	free(secrets);
	return err == ERR_OK ? 0 : main_fail(main_explain_serve(err, program));
}

/* --- here --- */

/* `bbs here` needs a keeper too. The kernel ends it with this process, which may not signal anybody itself. */
static void
main_start_keeper(struct program *program)
{
	pid_t session = getpid();
	int null_fd;

	if (fork())
		return;
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != session) /* it was gone before the kernel knew */
		_exit(0);
	setpgid(0, 0);
	null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	dup2(null_fd, STDIN_FILENO);
	dup2(null_fd, STDOUT_FILENO);
	dup2(null_fd, STDERR_FILENO);
	_exit(keeper_run(program->data, &program->config, false));
}

static int
main_here(struct program *program)
{
	struct session_setup setup;
	char *words = main_prepare(program);

	if (words)
		return main_fail(words);
	main_clear_environment(true);
	if (sandbox_init() != ERR_OK)
		log_warning("no_sandbox");
	main_start_keeper(program);
	setup = (struct session_setup){.data = program->data, .config = &program->config, .keymap = &program->keymap};
	return session_run_here(&setup, program->want_plain);
}

/* --- keeper --- */

/* Upkeep alone: on a machine where nobody serves, what is due is done while nobody is here. */
static int
main_keep(struct program *program)
{
	char *words = main_prepare(program);

	if (words)
		return main_fail(words);
	main_clear_environment(false);
	if (sandbox_init() != ERR_OK)
		log_warning("no_sandbox");
	if (!log_is_journal()) {
		puts(_("The keeper is at work. Ctrl-C ends it."));
		fflush(stdout);
	}
	return keeper_run(program->data, &program->config, false);
}

/* --- debug: what is inside, as text, for us and for tests --- */

static int
main_debug_view(struct program *program, const char *name)
{
	char *words = main_prepare(program), *text;

	if (words)
		return main_fail(words);
	text = inspect_screen(program->data, &program->config, program->as, name);
	if (!text)
		return main_fail(mem_copy_string(_("There is no such screen, or no such member.")));
	fputs(text, stdout);
	free(text);
	return 0;
}

/* Keys by what is pressed; names as the [keys] section has them. */
static void
main_debug_actions(bool by_name)
{
	puts(".Bl -tag -width Ds");
	for (enum action a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
		const struct action_info *info = action_info(a);
		char *name = mem_copy_string(info->name);

		for (char *at = name; *at; at++)
			*at = (char)tolower((unsigned char)*at);
		manual_print_item(stdout, by_name ? name : info->default_key, by_name ? info->default_key : info->label,
		    info->help);
		free(name);
	}
	puts(".El");
}

/* The tables of the manual, which bbs/man has the pages for. */
static int
main_debug_manual(const char *what)
{
	if (!strcmp(what, "options"))
		manual_print_options(stdout);
	else if (!strcmp(what, "example"))
		manual_print_example(stdout);
	else if (!strcmp(what, "verbs"))
		manual_print_verbs(stdout);
	else if (!strcmp(what, "keys"))
		main_debug_actions(false);
	else if (!strcmp(what, "key-names"))
		main_debug_actions(true);
	else
		return main_fail(mem_copy_string("debug manual example | options | keys | key-names | verbs"));
	return 0;
}

static int
main_debug(struct program *program)
{
	const char *what = program->argc ? program->argv[0] : "";

	if (!strcmp(what, "policy")) {
		char *text = policy_dump();

		fputs(text, stdout);
		free(text);
		return 0;
	}
	if (!strcmp(what, "statements")) {
		for (size_t k = 0; sql_at(k); k++)
			printf("%s: %s\n", sql_at(k)->name, sql_at(k)->text);
		return 0;
	}
	if (!strcmp(what, "view") && program->argc > 1)
		return main_debug_view(program, program->argv[1]);
	if (!strcmp(what, "manual") && program->argc > 1)
		return main_debug_manual(program->argv[1]);
	return main_fail(mem_copy_string("debug policy | statements | manual TABLE | view SCREEN [--as NAME]"));
}

/* --- choosing --- */

static int
main_help(struct program *program)
{
	(void)program;
	printf("%s",
	    _("bbs serve    open the board to visitors over SSH\n"
	      "bbs here     the same board on this terminal\n"
	      "bbs keeper   only the board's upkeep, where everybody comes by 'bbs here'\n"
	      "bbs admin    everything an operator does; 'bbs admin help' lists it\n"
	      "bbs version  which version this is\n"
	      "\n"
	      "  --data DIR               the board's directory (var in a checkout, else /var/lib/bbs)\n"
	      "  --port N                 serve: the port to listen on\n"
	      "  --plain                  here: lines of text, for a screen reader\n"
	      "  --set SECTION.OPTION=V   any option of bbs.conf, for this run\n"));
	return 0;
}

static int
main_version(struct program *program)
{
	const char *libssh;

	(void)program;
	net_check_library(&libssh);
	printf("kidsof %s, libssh %s\n", BBS_VERSION, libssh);
	return 0;
}

static void
main_speak(const char *language)
{
	words_use(language ? language : words_of_environment());
}

static int
main_admin(struct program *program)
{
	static const struct admin_hooks hooks = {
	    .fingerprint = host_key_fingerprint,
	    .print_leaflet = leaflet_print,
	    .write_mine = mine_write,
	    .print_guide = guide_page_print,
	    .speak = main_speak,
	};

	return admin_run(program->data, &program->config, &hooks, program->argc, program->argv);
}

/* Find --data first: the configuration file lies there, and the other options go over it. */
static void
main_find_data(struct program *program, int argc, char **argv)
{
	const char *data = "/var/lib/bbs";

	if (!access("Makefile", F_OK) && !access("bbs/main.c", F_OK))
		data = "var";
	for (int k = 0; k + 1 < argc; k++)
		if (!strcmp(argv[k], "--data"))
			data = argv[k + 1];
	program->data = mem_copy_string(data);
}

static char *
main_become_owner(const struct program *program)
{
	if (owner_become(program->data) == ERR_OK)
		return NULL;
	return mem_format(_("%s belongs to somebody else, and I can't work as them (%s). Nothing was changed."),
	    program->data, strerror(errno));
}

static int
main_run(struct program *program, const char *name)
{
	static const struct {
		const char *name;
		int (*run)(struct program *);
		bool takes_words;
	} commands[] = {
	    {"admin", main_admin, true},
	    {"debug", main_debug, true},
	    {"help", main_help, false},
	    {"here", main_here, false},
	    {"keeper", main_keep, false},
	    {"serve", main_serve, false},
	    {"version", main_version, false},
	};

	for (size_t k = 0; k < sizeof commands / sizeof *commands; k++) {
		if (strcmp(commands[k].name, name))
			continue;
		if (program->argc && !commands[k].takes_words) {
			main_fail(mem_format(_("I don't know '%s'. 'bbs help' says what there is."), program->argv[0]));
			return 2;
		}
		return commands[k].run(program);
	}
	main_fail(mem_format(_("I don't know '%s'. 'bbs help' says what there is."), name));
	return 2;
}

int
main(int argc, char **argv)
{
	struct program program = {0};
	const char *name = argc > 1 ? argv[1] : "help";
	char *words;
	int status;

	if (!strcmp(name, "serve"))
		main_begin_lean(argv);
	words_init();
	signal(SIGXFSZ, SIG_IGN); /* a full quota is an error to report, not an end */
	signal(SIGPIPE, SIG_IGN);
	umask(0077);
	log_find_journal();
	clock_init_from_environment();
	if (!strcmp(name, "--help") || !strcmp(name, "-h"))
		name = "help";
	if (!strcmp(name, "--version"))
		name = "version";
	program.all_argc = argc > 2 ? argc - 2 : 0;
	program.all_argv = argv + 2;
	program.argv = mem_alloc_array((size_t)program.all_argc + 1, sizeof *program.argv);
	main_find_data(&program, program.all_argc, program.all_argv);
	config_init(&program.config);
	keymap_init(&program.keymap);
	words = main_become_owner(&program);
	if (!words)
		words = main_load_config(&program, &program.config);
	if (!words)
		words = main_take_options(&program, &program.config);
	if (!words)
		log_init((enum log_level)program.config.log_level, strcmp(name, "serve") ? name : "listener");
	status = words ? main_fail(words) : main_run(&program, name);
	config_clear(&program.config);
	themes_clear();
	free(program.argv);
	free(program.data);
	return status;
}
