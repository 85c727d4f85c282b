/*
 * Words and options of one verb, in any order: --name VALUE, --name=VALUE, and -- before words that begin with a
 * hyphen. What a verb takes is in its row.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/verb.h"
#include "cli/words.h"

static const struct {
	const char *word;
	bool takes_value;
} options[ADMIN_OPTION_COUNT] = {
#define OPTION_ROW(name, word_, takes_value_) [ADMIN_##name] = {word_, takes_value_},
    ADMIN_OPTION_LIST(OPTION_ROW)};

/* word: what follows "--", up to a "=". An option that this verb takes, or ADMIN_OPTION_COUNT. */
static enum admin_option
parse_find_option(const struct admin_verb *verb, const char *word)
{
	unsigned taken = verb->options | ADMIN_BIT(ADMIN_HELP) | ADMIN_BIT(ADMIN_JSON);
	size_t length = strcspn(word, "=");

	for (int k = 0; k < ADMIN_OPTION_COUNT; k++)
		if (taken & ADMIN_BIT(k) && strlen(options[k].word) == length && !memcmp(options[k].word, word, length))
			return (enum admin_option)k;
	return ADMIN_OPTION_COUNT;
}

/* The option at argv[0]; *used says how many words it took. What follows a "=" is not repeated: it may be secret. */
static int
parse_option(struct admin *admin, int argc, char **argv, int *used)
{
	const char *equals = strchr(argv[0], '=');
	enum admin_option option = parse_find_option(admin->verb, argv[0] + 2);
	char shown[32] = "";

	strncat(shown, argv[0], equals && equals - argv[0] < 31 ? (size_t)(equals - argv[0]) : sizeof shown - 1);
	*used = 1;
	if (option == ADMIN_OPTION_COUNT)
		return admin_misuse(admin->verb, _("There is no such option here"), shown);
	if (!options[option].takes_value && equals)
		return admin_misuse(admin->verb, _("This option takes no value"), shown);
	if (options[option].takes_value && !equals && argc < 2)
		return admin_misuse(admin->verb, _("This option needs a value after it"), shown);
	admin->options[option] = equals ? equals + 1 : options[option].takes_value ? argv[1] : "";
	if (options[option].takes_value && !equals)
		*used = 2;
	return ADMIN_DONE;
}

static int
parse_word(struct admin *admin, const char *word)
{
	if (admin->word_count == admin->verb->most)
		return admin_misuse(admin->verb,
		    _("That is one word too many. If it holds spaces, put quotes round it"), NULL);
	admin->words[admin->word_count++] = word;
	return ADMIN_DONE;
}

int
admin_parse(struct admin *admin, int argc, char **argv)
{
	bool only_words = false;
	int status = ADMIN_DONE, used;

	for (int k = 0; k < argc && status == ADMIN_DONE && !admin->options[ADMIN_HELP]; k += used) {
		used = 1;
		if (!only_words && !strcmp(argv[k], "--"))
			only_words = true;
		else if (!only_words && !strcmp(argv[k], "-h"))
			admin->options[ADMIN_HELP] = "";
		else if (!only_words && !strncmp(argv[k], "--", 2))
			status = parse_option(admin, argc - k, argv + k, &used);
		else
			status = parse_word(admin, argv[k]);
	}
	if (status == ADMIN_DONE && !admin->options[ADMIN_HELP] && admin->word_count < admin->verb->least)
		return admin_misuse(admin->verb, _("Something is missing after it"), NULL);
	return status;
}

bool
admin_take_number(const char *text, int64_t least, int64_t most, int64_t *out)
{
	char *end;
	long long number;

	errno = 0;
	number = strtoll(text, &end, 10);
	if (errno || end == text || *end || number < least || number > most)
		return false;
	*out = number;
	return true;
}
