/*
 * The language of this process.
 *
 * gettext picks a catalogue by the environment's LANGUAGE, but only when the locale of messages is not C, and from
 * glibc 2.39 on C.UTF-8 counts as C too. It is the one locale that every Debian has. So its file of messages is used
 * under its path, as POSIX lets one name a locale: the same locale by a name that is not C's. Then LANGUAGE alone says
 * which language, and textdomain() that it has changed. No locale of any language has to be installed.
 */
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/embed.h"
#include "base/mem.h"
#include "base/str.h"
#include "ui/action.h"
#include "ui/words.h"

#define DOMAIN "bbs"
#define NO_CATALOGUE "C" /* to gettext: the words as they are in the program */

/* Those we have a catalogue of; a new one needs a file bbs/po/CODE.po too. */
static const char *const codes[] = {"cy", "pl"};

enum { CODES = sizeof codes / sizeof *codes };

static struct {
	struct words_language languages[1 + CODES];
	size_t count;
	char in_use[WORDS_CODE_BYTES + 1];
	const char *of_environment;
} state = {.languages = {{"en", "English"}}, .count = 1, .in_use = "en", .of_environment = ""};

/* --- where the catalogues are --- */

/* Where the last "/build/" of a path begins; NULL when there is none. */
static char *
words_find_build(char *path)
{
	char *found = NULL;

	for (char *at = path; (at = strstr(at, "/build/")); at++)
		found = at;
	return found;
}

/* PREFIX/bin/bbs has PREFIX/share/locale; build/release/bbs/bbs, and the tests beside it, build/locale. */
static char *
words_find_directory(void)
{
	char program[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
	char *slash, *build;

	program[length > 0 ? length : 0] = '\0';
	slash = strrchr(program, '/');
	build = words_find_build(program);
	if (slash && slash - program >= 4 && !strncmp(slash - 4, "/bin", 4))
		return mem_format("%.*s/share/locale", (int)(slash - 4 - program), program);
	if (build)
		return mem_format("%.*s/build/locale", (int)(build - program), program);
	return mem_copy_string("/usr/share/locale");
}

static void
words_bind(void)
{
	char *directory = words_find_directory();

	bindtextdomain(DOMAIN, directory);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	textdomain(DOMAIN);
	free(directory);
}

/* See above. Where there is no such file, gettext of an older glibc does without. */
static void
words_set_locale(void)
{
	char *before = getenv("LOCPATH");

	before = before ? mem_copy_string(before) : NULL;
	setenv("LOCPATH", "/", 1); /* glibc puts a directory before the path */
	if (!setlocale(LC_MESSAGES, "/usr/lib/locale/C.utf8"))
		setlocale(LC_MESSAGES, "C.UTF-8");
	if (before)
		setenv("LOCPATH", before, 1);
	else
		unsetenv("LOCPATH");
	free(before);
	setlocale(LC_CTYPE, "C.UTF-8"); /* whatever the language, every text of ours is UTF-8 */
}

/* --- choosing --- */

static void
words_switch(const char *code)
{
	setenv("LANGUAGE", strcmp(code, "en") != 0 ? code : NO_CATALOGUE, 1);
	textdomain(DOMAIN); /* LANGUAGE is looked at again */
	snprintf(state.in_use, sizeof state.in_use, "%s", code);
}

/* A code must never become a path. */
static bool
words_is_code(const char *code)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";

	return *code && strlen(code) <= WORDS_CODE_BYTES && !code[strspn(code, letters)];
}

enum err
words_use(const char *code)
{
	char before[sizeof state.in_use];

	memcpy(before, state.in_use, sizeof before);
	if (!*code || !strcmp(code, "en")) {
		words_switch("en");
		return ERR_OK;
	}
	if (!words_is_code(code))
		return ERR_NOT_FOUND;
	words_switch(code);
	if (*gettext("")) /* a catalogue's head */
		return ERR_OK;
	words_switch(before);
	return ERR_NOT_FOUND;
}

const char *
words_in_use(void)
{
	return state.in_use;
}

const struct words_language *
words_languages(size_t *count)
{
	*count = state.count;
	return state.languages;
}

const char *
words_find(const char *locale)
{
	size_t bytes = strcspn(locale, "_.@:");

	for (size_t k = 0; k < state.count; k++)
		if (strlen(state.languages[k].code) == bytes && !strncmp(state.languages[k].code, locale, bytes))
			return state.languages[k].code;
	return "";
}

/* --- beginning --- */

/* Reading a catalogue's head reads the catalogue in. */
static void
words_add_language(const char *code)
{
	/* Translators: the name of your language as you call it yourselves: Cymraeg, Polski. With it, people can choose it. */
	static const char own_name[] = N_("English");
	const char *name;

	if (words_use(code) != ERR_OK)
		return;
	name = gettext(own_name);
	if (strcmp(name, own_name) != 0)
		state.languages[state.count++] = (struct words_language){code, name};
}

/* The first of a list "cy:en" that we have; "" for none. */
static const char *
words_find_first(const char *wanted)
{
	const char *found = "";

	for (const char *at = wanted; at && !*found; at = strchr(at, ':') ? strchr(at, ':') + 1 : NULL)
		found = words_find(at);
	return found;
}

/* Which of the variables counts is POSIX's rule; that LANGUAGE goes first, and may list several, is gettext's. */
static const char *
words_find_in_environment(const char *wanted)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	if (*words_find_first(wanted))
		return words_find_first(wanted);
	for (size_t k = 0; k < sizeof names / sizeof *names; k++)
		if (getenv(names[k]) && *getenv(names[k]))
			return words_find(getenv(names[k]));
	return "";
}

void
words_init(void)
{
	char *wanted = mem_copy_string(getenv("LANGUAGE"));

	words_set_locale();
	words_bind();
	state.count = 1;
	for (size_t k = 0; k < CODES; k++)
		words_add_language(codes[k]);
	state.of_environment = words_find_in_environment(wanted);
	words_use(state.of_environment);
	free(wanted);
}

const char *
words_of_environment(void)
{
	return state.of_environment;
}

const char *
words_title(const char *title)
{
	return *title ? title : _("(the title was taken down)");
}

/* --- pages --- */

static void
words_add_line(struct str *out, const char *line)
{
	size_t mark = !strncmp(line, "# ", 2) ? 2 : 0;

	str_add_bytes(out, line, mark);
	if (line[mark]) /* gettext("") is not a sentence */
		str_add(out, gettext(line + mark));
}

char *
words_page(const char *file)
{
	char *text = embed_copy(file), *rest = text, *line;
	struct str out;

	str_init(&out);
	while ((line = strsep(&rest, "\n"))) {
		words_add_line(&out, line);
		if (rest)
			str_add(&out, "\n");
	}
	free(text);
	return str_take(&out);
}
