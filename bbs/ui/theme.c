/*
 * Reading themes, and the list of those this process has. What a role looks like is data in a *.theme file;
 * drawing is the renderers' work. Nothing here knows ncurses.
 */
#include <dirent.h>
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "ui/theme.h"

enum { THEME_FILE_BYTES = 65536, THEME_ID_BYTES = 30 };

static struct {
	struct theme *themes; /* in order of id, "default" first */
	size_t count;
} state;

#define ROLE_NAME(id, ...) [ROLE_##id] = #id,
static const char *const role_words[ROLE_COUNT] = {ROLE_LIST(ROLE_NAME)};

static const struct {
	const char *name;
	int colour;
} colours[] = {
    {"default", COLOUR_DEFAULT},
    {"black", COLOUR_BLACK},
    {"red", COLOUR_RED},
    {"green", COLOUR_GREEN},
    {"yellow", COLOUR_YELLOW},
    {"blue", COLOUR_BLUE},
    {"magenta", COLOUR_MAGENTA},
    {"cyan", COLOUR_CYAN},
    {"white", COLOUR_WHITE},
};

static const struct {
	const char *name;
	unsigned attribute;
} attributes[] = {
    {"plain", 0},
    {"bold", THEME_BOLD},
    {"underline", THEME_UNDERLINE},
    {"reverse", THEME_REVERSE},
    {"dim", THEME_DIM},
};

const char *
role_name(enum role role)
{
	static char lower[ROLE_COUNT][16];
	char *out = lower[role];

	if (!*out)
		for (size_t k = 0; role_words[role][k]; k++)
			out[k] = (char)(role_words[role][k] | 0x20);
	return out;
}

/*
 * A theme while it is being read. inih tells the line number only when it is built to, so the lines are
 * counted here, where they are handed out.
 */
struct theme_reader {
	const char *at, *end;
	int line;
	struct theme *theme;
	bool has_role[ROLE_COUNT];
	struct theme_error *error;
};

static void
theme_say(struct theme_error *error, enum theme_problem problem, int line, const char *word)
{
	struct str safe;
	size_t fit;

	str_init(&safe);
	text_sanitize(TEXT_LINE, word, strlen(word), &safe);
	fit = safe.bytes < sizeof error->word ? safe.bytes : text_fit(safe.text, sizeof error->word - 1, 60);
	*error = (struct theme_error){.problem = problem, .line = line};
	memcpy(error->word, safe.text, fit);
	str_clear(&safe);
}

static int
theme_refuse(struct theme_reader *reader, enum theme_problem problem, const char *word)
{
	if (reader->error->problem == THEME_FINE)
		theme_say(reader->error, problem, reader->line, word);
	return 0;
}

/* The next word of a style, cut at spaces and at any of `ends`; *end says which one ended it, 0 for none. */
static char *
theme_next_word(char **text, const char *ends, char *end)
{
	char *word, *after;

	*text += strspn(*text, " \t");
	word = *text;
	after = word + strcspn(word, ends);
	*end = *after;
	*text = *after ? after + 1 : after;
	while (after > word && (after[-1] == ' ' || after[-1] == '\t'))
		after--;
	*after = '\0';
	return word;
}

static bool
theme_parse_colour(const char *word, int *out)
{
	for (size_t k = 0; k < sizeof colours / sizeof *colours; k++)
		if (!strcasecmp(colours[k].name, word)) {
			*out = colours[k].colour;
			return true;
		}
	return false;
}

static bool
theme_parse_attribute(const char *word, unsigned *out)
{
	for (size_t k = 0; k < sizeof attributes / sizeof *attributes; k++)
		if (!strcasecmp(attributes[k].name, word)) {
			*out |= attributes[k].attribute;
			return true;
		}
	return false;
}

/* "cyan on default": both colours are said. Returns NULL, or the word that is wrong. */
static const char *
theme_parse_colours(char *text, struct theme_style *style)
{
	char *on = strstr(text, " on "), *word, end;

	if (!on)
		return text;
	*on = '\0';
	word = theme_next_word(&text, "", &end);
	if (!theme_parse_colour(word, &style->foreground))
		return word;
	on += strlen(" on ");
	word = theme_next_word(&on, "", &end);
	return theme_parse_colour(word, &style->background) ? NULL : word;
}

/* "bold, underline" */
static const char *
theme_parse_attributes(char *text, unsigned *out)
{
	char end = ',';

	while (end == ',') {
		const char *word = theme_next_word(&text, ",", &end);

		if (!theme_parse_attribute(word, out))
			return word;
	}
	return NULL;
}

/* "cyan on default, bold | bold". Returns NULL, or the word that is wrong. */
static const char *
theme_parse_style(char *text, struct theme_style *style)
{
	char *mono = strchr(text, '|'), *colour_part, end;
	const char *wrong;

	if (!mono)
		return text;
	*mono++ = '\0';
	colour_part = theme_next_word(&text, ",", &end);
	wrong = theme_parse_colours(colour_part, style);
	if (!wrong && end)
		wrong = theme_parse_attributes(text, &style->attributes);
	if (!wrong)
		wrong = theme_parse_attributes(mono, &style->mono_attributes);
	return wrong;
}

static int
theme_take_role(struct theme_reader *reader, const char *name, const char *value)
{
	struct theme_style style = {0};
	const char *wrong;
	char *copy;

	for (enum role role = 0; role < ROLE_COUNT; role++) {
		if (strcasecmp(name, role_words[role]) != 0)
			continue;
		copy = mem_copy_string(value);
		wrong = theme_parse_style(copy, &style);
		if (wrong)
			theme_refuse(reader, THEME_BAD_STYLE, *wrong ? wrong : name);
		free(copy);
		reader->theme->styles[role] = style;
		reader->has_role[role] = true;
		return !wrong;
	}
	return theme_refuse(reader, THEME_UNKNOWN_ROLE, name);
}

static int
theme_take_fact(struct theme_reader *reader, const char *name, const char *value)
{
	struct str safe;

	if (!strcmp(name, "colours") && (!strcmp(value, "yes") || !strcmp(value, "no"))) {
		reader->theme->is_mono = !strcmp(value, "no");
		return 1;
	}
	if (strcmp(name, "name") != 0)
		return theme_refuse(reader, THEME_SYNTAX, name);
	str_init(&safe);
	text_sanitize(TEXT_LINE, value, strlen(value), &safe);
	free(reader->theme->title);
	reader->theme->title = str_take(&safe);
	return 1;
}

static int
theme_take_line(void *context, const char *section, const char *name, const char *value)
{
	struct theme_reader *reader = context;

	if (!strcmp(section, "theme"))
		return theme_take_fact(reader, name, value);
	if (!strcmp(section, "roles"))
		return theme_take_role(reader, name, value);
	return theme_refuse(reader, THEME_SYNTAX, *section ? section : name);
}

/* fgets() for inih, over memory. */
static char *
theme_read_line(char *buffer, int bytes, void *context)
{
	struct theme_reader *reader = context;
	size_t left = (size_t)(reader->end - reader->at), room = (size_t)bytes - 1, take;
	const char *newline;

	if (!left || !room)
		return NULL;
	newline = memchr(reader->at, '\n', left);
	take = newline ? (size_t)(newline - reader->at) + 1 : left;
	take = take < room ? take : room;
	memcpy(buffer, reader->at, take);
	buffer[take] = '\0';
	reader->at += take;
	reader->line++;
	return buffer;
}

static void
theme_check_complete(struct theme_reader *reader)
{
	reader->line = 0;
	if (!reader->theme->title || !*reader->theme->title)
		theme_refuse(reader, THEME_NO_TITLE, "name");
	for (enum role role = 0; role < ROLE_COUNT; role++)
		if (!reader->has_role[role])
			theme_refuse(reader, THEME_MISSING_ROLE, role_name(role));
}

enum err
theme_parse(const char *id, const char *text, size_t bytes, struct theme *out, struct theme_error *error)
{
	struct theme theme = {.id = mem_copy_string(id)};
	struct theme_reader reader = {.at = text, .end = text + bytes, .theme = &theme, .error = error};
	int bad_line;

	*error = (struct theme_error){.problem = THEME_FINE};
	bad_line = ini_parse_stream(theme_read_line, &reader, theme_take_line, &reader);
	if (bad_line && error->problem == THEME_FINE)
		theme_say(error, THEME_SYNTAX, bad_line, "");
	theme_check_complete(&reader);
	if (error->problem != THEME_FINE) {
		theme_clear(&theme);
		return ERR_INVALID;
	}
	*out = theme;
	return ERR_OK;
}

void
theme_clear(struct theme *theme)
{
	free(theme->id);
	free(theme->title);
	*theme = (struct theme){0};
}

/* "default" comes before all others. */
static int
theme_compare(const void *left, const void *right)
{
	const struct theme *a = left, *b = right;
	bool a_first = !strcmp(a->id, "default"), b_first = !strcmp(b->id, "default");

	return a_first != b_first ? (int)b_first - (int)a_first : strcmp(a->id, b->id);
}

/* A later theme takes the place of one with the same id. */
static enum err
themes_add(const char *id, const char *text, size_t bytes, struct theme_error *error)
{
	struct theme theme;
	enum err err = theme_parse(id, text, bytes, &theme, error);

	if (err)
		return err;
	for (size_t k = 0; k < state.count; k++)
		if (!strcmp(state.themes[k].id, id)) {
			theme_clear(&state.themes[k]);
			state.themes[k] = theme;
			return ERR_OK;
		}
	state.themes = mem_resize_array(state.themes, state.count + 1, sizeof *state.themes);
	state.themes[state.count++] = theme;
	return ERR_OK;
}

/* "NAME.theme" to NAME, of small letters, digits and hyphens; owned, or NULL. */
static char *
themes_id(const char *file_name)
{
	size_t bytes = strspn(file_name, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (!bytes || bytes > THEME_ID_BYTES || strcmp(file_name + bytes, ".theme") != 0)
		return NULL;
	return mem_copy_bytes(file_name, bytes);
}

static enum err
themes_load_embedded(struct theme_error *error, char **file)
{
	const struct embedded *embedded;
	enum err err = ERR_OK;

	for (size_t k = 0; !err && (embedded = embed_at(k)) != NULL; k++) {
		char *id = strncmp(embedded->path, "themes/", 7) ? NULL : themes_id(embedded->path + 7);

		if (!id)
			continue;
		err = themes_add(id, embedded->data, embedded->bytes, error);
		if (err)
			*file = mem_copy_string(embedded->path);
		free(id);
	}
	return err;
}

static enum err
themes_load_file(const char *id, const char *path, struct theme_error *error)
{
	FILE *file = fopen(path, "re");
	char *text;
	size_t bytes;
	enum err err = ERR_INVALID;

	if (!file) {
		theme_say(error, THEME_CANNOT_READ, 0, strerror(errno));
		return ERR_INVALID;
	}
	text = mem_alloc(THEME_FILE_BYTES + 1);
	bytes = fread(text, 1, THEME_FILE_BYTES + 1, file);
	if (ferror(file) || bytes > THEME_FILE_BYTES)
		theme_say(error, THEME_CANNOT_READ, 0, ferror(file) ? strerror(errno) : strerror(EFBIG));
	else
		err = themes_add(id, text, bytes, error);
	free(text);
	fclose(file);
	return err;
}

static enum err
themes_load_directory(const char *directory, struct theme_error *error, char **file)
{
	struct dirent **names;
	int count = scandir(directory, &names, NULL, alphasort);
	enum err err = ERR_OK;

	for (int k = 0; k < count; k++) {
		char *id = err ? NULL : themes_id(names[k]->d_name);
		char *path = mem_format("%s/%s", directory, names[k]->d_name);

		if (id)
			err = themes_load_file(id, path, error);
		if (id && err)
			*file = mem_copy_string(path);
		free(path);
		free(id);
		free(names[k]);
	}
	if (count >= 0)
		free(names);
	return err;
}

enum err
themes_load(const char *directory, struct theme_error *error, char **file)
{
	enum err err;

	themes_clear();
	err = themes_load_embedded(error, file);
	if (!err && directory)
		err = themes_load_directory(directory, error, file);
	if (err)
		themes_clear();
	else if (state.count)
		qsort(state.themes, state.count, sizeof *state.themes, theme_compare);
	return err;
}

const struct theme *
theme_find(const char *id)
{
	for (size_t k = 0; k < state.count; k++)
		if (!strcmp(state.themes[k].id, id))
			return &state.themes[k];
	return NULL;
}

const struct theme *
theme_at(size_t k)
{
	return k < state.count ? &state.themes[k] : NULL;
}

void
themes_clear(void)
{
	for (size_t k = 0; k < state.count; k++)
		theme_clear(&state.themes[k]);
	free(state.themes);
	state.themes = NULL;
	state.count = 0;
}
