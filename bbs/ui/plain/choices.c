/*
 * The choices of a screen in words: which letter stands for what, the prompt, the list that h says. See choices.h.
 * Not here: what happens when one is typed (command.c).
 *
 * Letters are those of the keymap. Plain mode has r, l, p and h for itself; b and n stand for Backspace and
 * Space, o for Enter, x for Ctrl-X. A choice whose letter is taken has its whole name instead.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/plain/choices.h"
#include "ui/plain/typed.h"
#include "ui/words.h"

enum { CHOICES_IN_PROMPT = 4 };

/* The letter that stands for a key which can't be typed before Enter. */
static uint32_t
choices_stand_in(const struct renderer *r, enum action action)
{
	uint32_t key = r->keymap->keys[action];

	switch (action) {
	case ACTION_BACK:
		return 'b';
	case ACTION_NEXT_UNREAD:
		return 'n';
	case ACTION_OPEN:
		return 'o';
	default:
		return key && key < ' ' ? (key | 0x60) : 0;
	}
}

static bool
choices_has_key(uint32_t key)
{
	return key > ' ' && key != K_BACKSPACE && key < KEYS_BEYOND_UNICODE;
}

/* Has plain mode, or another choice, this letter already? */
static bool
choices_is_taken(const struct renderer *r, uint32_t letter, enum action action)
{
	bool stands_in = choices_stand_in(r, action) == letter;

	if (letter < 0x80 && strchr("rlph", (int)letter))
		return true;
	if (letter == 'b' || letter == 'n')
		return !stands_in && view_offers(r->view, letter == 'b' ? ACTION_BACK : ACTION_NEXT_UNREAD);
	for (size_t k = 0; k < r->view->offer_count && stands_in; k++)
		if (r->view->offers[k].action != action && keymap_asks(r->keymap, letter, r->view->offers[k].action))
			return true;
	return false;
}

/* The letter to type for an action, 0 when it must be named. */
static uint32_t
choices_letter(const struct renderer *r, enum action action)
{
	uint32_t key = typed_fold(r->keymap->keys[action]);
	bool is_standard = action == ACTION_BACK || action == ACTION_NEXT_UNREAD;
	uint32_t letter = choices_has_key(key) && !is_standard ? key : choices_stand_in(r, action);

	return letter && !choices_is_taken(r, letter, action) ? letter : 0;
}

/* People to call, being worried and leaving work everywhere, whatever a screen offers. */
static enum action
choices_find_house(const struct renderer *r, uint32_t letter)
{
	static const enum action house[] = {ACTION_PEOPLE, ACTION_WORRY, ACTION_LEAVE};

	for (size_t k = 0; k < sizeof house / sizeof *house; k++)
		if (keymap_asks(r->keymap, letter, house[k]))
			return house[k];
	return ACTION_NONE;
}

enum action
choices_find_letter(const struct renderer *r, uint32_t letter)
{
	letter = typed_fold(letter);
	for (size_t k = 0; k < r->view->offer_count; k++)
		if (choices_letter(r, r->view->offers[k].action) == letter)
			return r->view->offers[k].action;
	return choices_find_house(r, letter);
}

enum action
choices_find_name(const struct renderer *r, const char *line)
{
	size_t bytes = strlen(line);

	for (size_t k = 0; k < r->view->offer_count && bytes >= 3; k++)
		if (!strncasecmp(r->view->offers[k].label, line, bytes))
			return r->view->offers[k].action;
	return ACTION_NONE;
}

/* The name of a choice within a sentence: "People to call" as "people to call". */
static char *
choices_label(const char *label)
{
	char *copy = mem_copy_string(label);
	bool is_word = copy[0] && copy[1] && (copy[1] == ' ' || (copy[1] >= 'a' && copy[1] <= 'z'));

	if (is_word && !(copy[0] == 'I' && copy[1] == ' '))
		copy[0] = (char)typed_fold((unsigned char)copy[0]);
	return copy;
}

/* "s for send"; many voices leave out "!" and "?", so these have names. */
static void
choices_add(const struct renderer *r, struct str *out, const struct offer *offer)
{
	uint32_t letter = choices_letter(r, offer->action);
	char *label = choices_label(offer->label), key[5] = "";

	if (letter)
		key[text_encode(letter, key)] = '\0';
	if (!letter)
		str_add_format(out, _("the words \"%s\""), label);
	else if (letter == '!')
		str_add_format(out, _("! (exclamation mark) for %s"), label);
	else if (letter == '?')
		str_add_format(out, _("? (question mark) for %s"), label);
	else
		str_add_format(out, _("%s for %s"), key, label);
	free(label);
}

/* Is this choice said where there is room for a few only? */
static bool
choices_is_in_prompt(const struct renderer *r, enum action action)
{
	switch (action) {
	case ACTION_OPEN:
		return r->view->kind != VIEW_LIST;
	case ACTION_GO_TO:
	case ACTION_HELP:
	case ACTION_VANISH:
		return false;
	case ACTION_PEOPLE:
	case ACTION_WORRY:
	case ACTION_LEAVE:
		return !r->knows_house;
	default:
		return true;
	}
}

/* What nearly every screen has comes last, and is never left out. */
static bool
choices_is_usual(enum action action)
{
	return action == ACTION_BACK || action == ACTION_PEOPLE || action == ACTION_WORRY || action == ACTION_LEAVE;
}

static void
choices_add_some(const struct renderer *r, struct str *out, bool usual, enum action but, size_t most)
{
	for (size_t k = 0; k < r->view->offer_count && most; k++) {
		const struct offer *offer = &r->view->offers[k];

		if (offer->action == but || choices_is_usual(offer->action) != usual ||
		    !choices_is_in_prompt(r, offer->action))
			continue;
		most--;
		choices_add(r, out, offer);
		str_add(out, ", ");
	}
}

void
choices_add_offers(const struct renderer *r, struct str *out, enum action but, const char *own)
{
	choices_add_some(r, out, false, but, CHOICES_IN_PROMPT);
	if (*own)
		str_add_format(out, "%s, ", own);
	choices_add_some(r, out, true, but, SIZE_MAX);
}

/* The long prompt. choices: each with a comma and a space after it, or nothing. */
static void
choices_add_invitation(const struct renderer *r, struct str *out, const char *choices)
{
	bool is_list = r->view->kind == VIEW_LIST;

	/* Translators: in these, %s is a list like "s for send, b for back, " or nothing. */
	if (!said_choices(&r->said))
		str_add_format(out, _("Type %sor h for help:"), choices);
	else if (is_list && view_offers(r->view, ACTION_OPEN))
		str_add_format(out, _("Type a number to choose it, %sor h for help:"), choices);
	else if (is_list || !state_has_numbers(r->view))
		str_add_format(out, _("Type a number to hear it again, %sor h for help:"), choices);
	else
		str_add_format(out, _("Type a message's number to hear it again, %sor h for help:"), choices);
}

void
choices_add_prompt(struct renderer *r, struct str *out)
{
	struct str choices;

	if (r->knows_choices) {
		say_join(out, _("Your choice, or h for help:"));
		return;
	}
	str_init(&choices);
	choices_add_offers(r, &choices, ACTION_NONE, "");
	if (out->bytes)
		str_add_char(out, ' ');
	if (!choices.bytes && !said_choices(&r->said))
		str_add(out, _("Type h for help:"));
	else
		choices_add_invitation(r, out, choices.text);
	str_clear(&choices);
	r->knows_choices = r->knows_house = true;
}

static void
choices_add_offer_lines(struct renderer *r)
{
	for (size_t k = 0; k < r->view->offer_count; k++) {
		const struct offer *offer = &r->view->offers[k];
		struct str line;

		if (offer->action == ACTION_HELP || offer->action == ACTION_GO_TO)
			continue;
		if (offer->action == ACTION_OPEN && r->view->kind == VIEW_LIST)
			continue;
		str_init(&line);
		choices_add(r, &line, offer);
		say_add_sentence(&r->say, line.text);
		str_clear(&line);
	}
}

static void
choices_add_own_lines(struct renderer *r)
{
	bool has_numbers = r->view->kind == VIEW_DOCUMENT && state_has_numbers(r->view);

	if (view_offers(r->view, ACTION_NEXT_UNREAD))
		say_add_sentence(&r->say, _("Enter alone for the next unread"));
	if (has_numbers && view_offers(r->view, ACTION_ANSWER))
		say_add_sentence(&r->say, _("a 3 to answer message 3"));
	if (has_numbers || view_offers(r->view, ACTION_GO_TO))
		say_add_sentence(&r->say, _("g 12 to go to message 12"));
	say_add_sentence(&r->say, _("r to hear the last part again"));
	say_add_sentence(&r->say, _("l to hear this page from its start"));
	say_add_sentence(&r->say, _("p to say how much you want to hear at a time"));
	if (view_offers(r->view, ACTION_HELP))
		say_add_sentence(&r->say, _("h once more for the help page"));
}

void
choices_tell(struct renderer *r, const char *first)
{
	say_interrupt(&r->say);
	say_add_sentence(&r->say, _("You can type one of these, and then press Enter."));
	say_add_sentence(&r->say, first);
	choices_add_offer_lines(r);
	choices_add_own_lines(r);
	say_close(&r->say);
}

void
choices_ask_which(struct renderer *r, enum action action)
{
	uint32_t letter = choices_letter(r, action);
	char bytes[5] = {0}, *words;

	if (!letter)
		return;
	text_encode(letter, bytes);
	words = mem_format(_("Which one do you mean? Type its number too, such as %s 1."), bytes);
	say_aside(&r->say, words);
	free(words);
}
