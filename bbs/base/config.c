/*
 * Reading the configuration. The rows are in the header; here is only how a row is parsed, kept and freed.
 */
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/config.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#define ROW_INT(section_, name_, value, least, most, unit_, help_) \
	{.section = #section_, \
	    .name = #name_, \
	    .type = OPTION_INT, \
	    .default_text = #value, \
	    .minimum = least, \
	    .maximum = most, \
	    .unit = unit_, \
	    .help = help_, \
	    .offset = offsetof(struct config, section_##_##name_)},
#define ROW_BOOL(section_, name_, value, help_) \
	{.section = #section_, \
	    .name = #name_, \
	    .type = OPTION_BOOL, \
	    .default_text = (value) ? "yes" : "no", \
	    .unit = "", \
	    .help = help_, \
	    .offset = offsetof(struct config, section_##_##name_)},
#define ROW_TEXT(section_, name_, value, longest, help_) \
	{.section = #section_, \
	    .name = #name_, \
	    .type = OPTION_TEXT, \
	    .default_text = value, \
	    .maximum = longest, \
	    .unit = "", \
	    .help = help_, \
	    .offset = offsetof(struct config, section_##_##name_)},

#define ROW_WORD(section_, name_, value, words_, help_) \
	{.section = #section_, \
	    .name = #name_, \
	    .type = OPTION_WORD, \
	    .default_text = value, \
	    .unit = "", \
	    .words = words_, \
	    .help = help_, \
	    .offset = offsetof(struct config, section_##_##name_)},

static const struct option options[] = {OPTION_LIST(ROW_INT, ROW_BOOL, ROW_TEXT, ROW_WORD)};

const struct option *
option_at(size_t k)
{
	return k < sizeof options / sizeof *options ? &options[k] : NULL;
}

static void
config_keep_for_showing(char *out, size_t out_bytes, const char *text)
{
	struct str safe;
	size_t fit;

	str_init(&safe);
	text_sanitize(TEXT_LINE, text, strlen(text), &safe);
	fit = safe.bytes < out_bytes ? safe.bytes : text_snap(safe.text, safe.bytes, out_bytes - 1);
	snprintf(out, out_bytes, "%.*s", (int)fit, safe.text);
	str_clear(&safe);
}

static enum config_problem
config_parse_int(const struct option *option, const char *value, int64_t *out)
{
	char *end;
	long long number;

	errno = 0;
	number = strtoll(value, &end, 10);
	if (end == value || *end)
		return CONFIG_NOT_A_NUMBER;
	if (errno || number < option->minimum || number > option->maximum)
		return CONFIG_OUT_OF_RANGE;
	*out = number;
	return CONFIG_FINE;
}

static enum config_problem
config_parse_text(const struct option *option, const char *value, char **out)
{
	struct str safe;

	str_init(&safe);
	text_sanitize(TEXT_LINE, value, strlen(value), &safe);
	if (safe.bytes > (size_t)option->maximum) {
		str_clear(&safe);
		return CONFIG_TOO_LONG;
	}
	free(*out);
	*out = str_take(&safe);
	return CONFIG_FINE;
}

static enum config_problem
config_parse_word(const struct option *option, const char *value, char **out)
{
	size_t length = strlen(value);

	for (const char *word = option->words; *word; word += strspn(word, " ")) {
		size_t bytes = strcspn(word, " ");

		if (bytes == length && !strncmp(word, value, bytes)) {
			free(*out);
			*out = mem_copy_string(value);
			return CONFIG_FINE;
		}
		word += bytes;
	}
	return CONFIG_NOT_ONE_OF;
}

static enum config_problem
config_parse(struct config *config, const struct option *option, const char *value)
{
	void *field = (char *)config + option->offset;
	bool *flag = field;

	switch (option->type) {
	case OPTION_INT:
		return config_parse_int(option, value, field);
	case OPTION_TEXT:
		return config_parse_text(option, value, field);
	case OPTION_WORD:
		return config_parse_word(option, value, field);
	case OPTION_BOOL:
		if (strcmp(value, "yes") && strcmp(value, "no"))
			return CONFIG_NOT_YES_OR_NO;
		*flag = !strcmp(value, "yes");
		return CONFIG_FINE;
	}
	fatal("option %s has no type", option->name);
}

void
config_init(struct config *config)
{
	*config = (struct config){0};
	for (size_t k = 0; k < sizeof options / sizeof *options; k++)
		if (config_parse(config, &options[k], options[k].default_text) != CONFIG_FINE)
			fatal("default of %s.%s breaks its own rule", options[k].section, options[k].name);
}

/* Is its value a string that the configuration owns? */
static bool
config_is_owned(const struct option *option)
{
	return option->type == OPTION_TEXT || option->type == OPTION_WORD;
}

static void
config_clear_keys(struct config *config)
{
	for (size_t k = 0; k < config->key_count; k++) {
		free(config->keys[k].action);
		free(config->keys[k].key);
	}
	free(config->keys);
	config->keys = NULL;
	config->key_count = 0;
}

void
config_clear(struct config *config)
{
	for (size_t k = 0; k < sizeof options / sizeof *options; k++)
		if (config_is_owned(&options[k])) {
			char **text = (char **)(void *)((char *)config + options[k].offset);

			free(*text);
			*text = NULL;
		}
	config_clear_keys(config);
}

static const struct option *
config_find(const char *section, const char *name)
{
	for (size_t k = 0; k < sizeof options / sizeof *options; k++)
		if (!strcmp(options[k].section, section) && !strcmp(options[k].name, name))
			return &options[k];
	return NULL;
}

static enum config_problem
config_put(struct config *config, const char *section, const char *name, const char *value, struct config_error *error)
{
	const struct option *option = config_find(section, name);
	enum config_problem problem = option ? config_parse(config, option, value) : CONFIG_UNKNOWN_OPTION;
	char full[128];

	if (problem == CONFIG_FINE)
		return CONFIG_FINE;
	snprintf(full, sizeof full, "%s.%s", section, name);
	config_keep_for_showing(error->option, sizeof error->option, full);
	config_keep_for_showing(error->value, sizeof error->value, value);
	error->problem = problem;
	if (option) {
		error->minimum = option->minimum;
		error->maximum = option->maximum;
		error->words = option->words;
	}
	return problem;
}

static void
config_add_key(struct config *config, const char *action, const char *key, int line)
{
	config->keys = mem_resize_array(config->keys, config->key_count + 1, sizeof *config->keys);
	config->keys[config->key_count++] = (struct config_key){
	    .action = mem_copy_string(action),
	    .key = mem_copy_string(key),
	    .line = line,
	};
}

/*
 * What inih does not do is done here, where lines are handed out: it tells no line number unless it is built to,
 * takes an indented line for more of the value above, and cuts a line at 200 bytes. Of a longer one it gets the
 * name, and config_take_line() the value.
 */
struct config_reader {
	FILE *file;
	int line;
	char *text; /* of this line; owned */
	size_t text_bytes;
	char *long_value; /* inside text, or NULL */
	struct config *config;
	struct config_error *error;
};

/* As inih treats a value: spaces around it go, and what follows " ;". */
static char *
config_trim_value(char *value)
{
	char *remark = strstr(value, " ;");
	size_t length;

	if (remark)
		*remark = '\0';
	value += strspn(value, " \t");
	for (length = strlen(value); length && strchr(" \t\r\n", value[length - 1]); length--)
		value[length - 1] = '\0';
	return value;
}

static char *
config_read_line(char *buffer, int bytes, void *context)
{
	struct config_reader *reader = context;
	const char *line;
	char *equals;

	if (getline(&reader->text, &reader->text_bytes, reader->file) < 0)
		return NULL;
	reader->line++;
	reader->long_value = NULL;
	line = reader->text + strspn(reader->text, " \t");
	equals = strchr(line, '=');
	if (strlen(line) < (size_t)bytes) {
		snprintf(buffer, (size_t)bytes, "%s", line);
	} else if (*line == ';' || *line == '#' || !equals || equals - line > bytes - 5) {
		snprintf(buffer, (size_t)bytes, "%.20s\n", line); /* a comment, or a mistake by its first words */
	} else {
		snprintf(buffer, (size_t)bytes, "%.*s= -\n", (int)(equals - line), line);
		reader->long_value = config_trim_value(equals + 1);
	}
	return buffer;
}

static int
config_take_line(void *context, const char *section, const char *name, const char *value)
{
	struct config_reader *reader = context;

	if (reader->error->problem != CONFIG_FINE)
		return 0;
	if (reader->long_value)
		value = reader->long_value;
	if (!strcmp(section, "keys")) {
		config_add_key(reader->config, name, value, reader->line);
		return 1;
	}
	if (config_put(reader->config, section, name, value, reader->error) == CONFIG_FINE)
		return 1;
	reader->error->line = reader->line;
	return 0;
}

static void
config_copy(const struct config *from, struct config *to)
{
	*to = *from;
	for (size_t k = 0; k < sizeof options / sizeof *options; k++)
		if (config_is_owned(&options[k])) {
			char **text = (char **)(void *)((char *)to + options[k].offset);

			*text = mem_copy_string(*text);
		}
	to->keys = NULL;
	to->key_count = 0;
	for (size_t k = 0; k < from->key_count; k++)
		config_add_key(to, from->keys[k].action, from->keys[k].key, from->keys[k].line);
}

enum err
config_load(struct config *config, const char *path, struct config_error *error)
{
	struct config fresh;
	struct config_reader reader = {.config = &fresh, .error = error};
	int bad_line;

	*error = (struct config_error){0};
	reader.file = fopen(path, "re");
	if (!reader.file && errno == ENOENT)
		return ERR_NOT_FOUND;
	if (!reader.file) {
		error->problem = CONFIG_CANNOT_READ;
		return ERR_INVALID;
	}
	config_copy(config, &fresh);
	bad_line = ini_parse_stream(config_read_line, &reader, config_take_line, &reader);
	if (ferror(reader.file)) {
		*error = (struct config_error){.problem = CONFIG_CANNOT_READ};
	} else if (bad_line && (error->problem == CONFIG_FINE || bad_line < error->line)) {
		*error = (struct config_error){.problem = CONFIG_SYNTAX, .line = bad_line};
	}
	fclose(reader.file);
	free(reader.text);
	if (error->problem != CONFIG_FINE) {
		config_clear(&fresh);
		return ERR_INVALID;
	}
	config_clear(config);
	*config = fresh;
	return ERR_OK;
}

enum err
config_set(struct config *config, const char *option, const char *value, struct config_error *error)
{
	const char *dot = strchr(option, '.');
	char *section;
	enum config_problem problem;

	*error = (struct config_error){0};
	section = dot ? mem_copy_bytes(option, (size_t)(dot - option)) : mem_copy_string("");
	problem = config_put(config, section, dot ? dot + 1 : option, value, error);
	free(section);
	return problem == CONFIG_FINE ? ERR_OK : ERR_INVALID;
}
