/*
 * Setting the second step up: a secret goes into a code app as letters or as a picture, the first numbers show that it
 * is there, and codes for paper are shown once. Secrets are wiped when a page closes.
 */
#include <qrencode.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "forum/second.h"
#include "ui/screens/second_parts.h"
#include "ui/words.h"

enum { SET_UP_TYPE = 1, SET_UP_PICTURE, SET_UP_LATER };

/* --- the letters --- */

struct set_up {
	struct screen screen;
	enum err err; /* of making the secret */
	char secret[SECOND_SECRET_BYTES];
};

/* In groups of four: nobody types 32 letters in one go. */
static void
set_up_add_letters(const struct set_up *self, struct view *out)
{
	char grouped[SECOND_SECRET_BYTES * 5 / 4 + 1];
	char *words;
	size_t length = 0;

	for (size_t k = 0; self->secret[k]; k++) {
		if (k && k % 4 == 0)
			grouped[length++] = ' ';
		grouped[length++] = self->secret[k];
	}
	grouped[length] = '\0';
	words = mem_format(_("Get a code app for your phone. Add an account in it by hand, and type these letters and "
			     "numbers there:\n\n%s\n\nWe show them only now. Keep them to yourself."),
	    grouped);
	view_set_intro(out, words);
	sodium_memzero(words, strlen(words));
	sodium_memzero(grouped, sizeof grouped);
	free(words);
}

static void
set_up_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct set_up *self = (struct set_up *)screen;

	view_set_title(out, _("A second step for the team"));
	view_offer(out, ACTION_OPEN, _("Choose"));
	view_offer(out, ACTION_BACK, _("Later"));
	if (self->err != ERR_OK) {
		view_set_intro(out, visit_explain(self->err));
		item_set_line(&view_add_item(out, SET_UP_LATER)->text, _("Later. Go on as a member"));
		return;
	}
	set_up_add_letters(self, out);
	item_set_line(&view_add_item(out, SET_UP_TYPE)->text, _("The app shows six numbers now. Go on"));
	if (!visit->is_plain)
		item_set_line(&view_add_item(out, SET_UP_PICTURE)->text, _("Show a picture that the app can read"));
	item_set_line(&view_add_item(out, SET_UP_LATER)->text, _("Later. Go on as a member"));
}

static struct outcome
set_up_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	if (intent->action == ACTION_BACK)
		return second_later(screen, visit);
	if (intent->action != ACTION_OPEN)
		return screen_decline();
	switch (intent->item) {
	case SET_UP_TYPE:
		return screen_push((struct route){.kind = ROUTE_SECOND_FIRST});
	case SET_UP_PICTURE:
		return screen_push((struct route){.kind = ROUTE_SECOND_PICTURE});
	default:
		return second_later(screen, visit);
	}
}

/* The numbers were right. */
static struct outcome
set_up_chosen(struct screen *screen, struct visit *visit, int64_t choice)
{
	(void)choice;
	return second_go_on(screen, visit);
}

static void
set_up_close(struct screen *screen, struct visit *visit)
{
	struct set_up *self = (struct set_up *)screen;

	(void)visit;
	sodium_memzero(self->secret, sizeof self->secret);
}

struct screen *
second_set_up_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "second-set-up",
	    .view = set_up_view,
	    .act = set_up_act,
	    .chosen = set_up_chosen,
	    .close = set_up_close,
	};
	struct set_up *self = screen_alloc(&ops, sizeof *self);

	(void)route;
	self->err = second_begin(&visit->forum, &visit->actor, self->secret);
	return &self->screen;
}

/* --- the picture --- */

enum { QUIET = 2 }; /* modules of light around it: less than the norm's four, as other terminals have it, and it fits */

/* Is it dark there? What lies around the picture is light. */
static bool
picture_is_dark(const QRcode *code, int row, int col)
{
	if (row < 0 || col < 0 || row >= code->width || col >= code->width)
		return false;
	return (code->data[row * code->width + col] & 1) != 0;
}

/*
 * Two rows of it in one line of text. What is light is drawn, so that it is light on a dark terminal; is_light turns
 * that round.
 */
static void
picture_draw(const QRcode *code, bool is_light, struct str *out)
{
	static const char *const blocks[] = {"\u00a0", "\u2584", "\u2580", "\u2588"};

	for (int row = -QUIET; row < code->width + QUIET; row += 2) {
		for (int col = -QUIET; col < code->width + QUIET; col++) {
			bool is_last = row + 1 >= code->width + QUIET;
			bool upper = picture_is_dark(code, row, col) == is_light,
			     lower = !is_last && picture_is_dark(code, row + 1, col) == is_light;

			str_add(out, blocks[upper * 2 + lower]);
		}
		str_add(out, "\n");
	}
}

struct picture {
	struct screen screen;
	bool is_light; /* the terminal has dark letters on light */
};

static void
picture_add(const struct picture *self, struct visit *visit, struct view *out)
{
	char secret[SECOND_SECRET_BYTES] = "", *address;
	struct str text;
	QRcode *code;
	enum err err = second_begin(&visit->forum, &visit->actor, secret);

	if (err != ERR_OK) {
		view_set_empty(out, visit_explain(err));
		return;
	}
	address = mem_format("otpauth://totp/Kidsof:%s?secret=%s", visit->actor.name, secret);
	code = QRcode_encodeString(address, 0, QR_ECLEVEL_L, QR_MODE_8, 1);
	if (!code)
		fatal("no picture of %zu bytes", strlen(address));
	str_init(&text);
	picture_draw(code, self->is_light, &text);
	item_set_body(&view_add_item(out, 0)->text, text.text);
	QRcode_free(code);
	sodium_memzero(text.text, text.bytes);
	str_clear(&text);
	sodium_memzero(address, strlen(address));
	free(address);
	sodium_memzero(secret, sizeof secret);
}

static void
picture_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct picture *self = (struct picture *)screen;

	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _("A picture for your code app"));
	picture_add(self, visit, out);
	item_set_body(&view_add_item(out, 0)->text,
	    _("All of it has to be on the screen at once. Make the window taller if it is not. If the app can't read "
	      "it, swap light and dark."));
	view_offer(out, ACTION_DONE, _("The app has it"));
	view_offer(out, ACTION_MORE, _("Swap light and dark"));
}

static struct outcome
picture_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct picture *self = (struct picture *)screen;

	(void)visit;
	switch (intent->action) {
	case ACTION_DONE:
		return screen_replace((struct route){.kind = ROUTE_SECOND_FIRST});
	case ACTION_MORE:
		self->is_light = !self->is_light;
		return screen_stay();
	case ACTION_NEXT_UNREAD:
		return screen_stay();
	default:
		return screen_decline();
	}
}

struct screen *
second_picture_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "second-picture", .view = picture_view, .act = picture_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct picture));
}

/* --- the first numbers, and then the codes --- */

struct first {
	struct screen screen;
	struct edit line;
	bool is_done;
	char codes[SECOND_CODES][SECOND_CODE_BYTES];
};

static void
first_view_codes(const struct first *self, struct view *out)
{
	struct str text;

	str_init(&text);
	str_reserve(&text, sizeof self->codes + SECOND_CODES * 4);
	out->kind = VIEW_DOCUMENT;
	view_set_title(out, _("Eight codes for the day you have no phone"));
	view_set_intro(out,
	    _("Your second step is set up. Write these down on paper now. Each works once, in place of "
	      "the six numbers. We can't show them again."));
	for (int k = 0; k < SECOND_CODES; k++)
		str_add_format(&text, "%d. %s\n", k + 1, self->codes[k]);
	item_set_body(&view_add_item(out, 0)->text, text.text);
	view_offer(out, ACTION_OPEN, _("I have written them down"));
	sodium_memzero(text.text, text.bytes);
	str_clear(&text);
}

static void
first_view(struct screen *screen, struct visit *visit, struct view *out)
{
	struct first *self = (struct first *)screen;

	(void)visit;
	if (self->is_done) {
		first_view_codes(self, out);
		return;
	}
	out->kind = VIEW_FORM;
	view_set_title(out, _("What does the app show?"));
	view_set_intro(out, _("It shows six numbers, and new ones every half minute."));
	view_add_field(out, FIELD_LINE, _("The six numbers"), "", &self->line);
	view_offer(out, ACTION_DONE, NULL);
}

static struct outcome
first_try(struct first *self, struct visit *visit)
{
	enum err err = second_confirm(&visit->forum, &visit->actor, self->line.text.text, self->codes);

	if (err == ERR_TAKEN || err == ERR_DENIED) /* from another window; or the role was taken away */
		return (struct outcome){.kind = OUTCOME_CHOSEN, .choice = 1};
	self->is_done = err == ERR_OK;
	if (err != ERR_OK && err != ERR_STORE && err != ERR_FULL)
		edit_set(&self->line, "");
	if (err != ERR_OK)
		visit_say(visit, ROLE_WARNING, second_explain(err));
	return screen_stay();
}

static struct outcome
first_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	struct first *self = (struct first *)screen;

	if (!self->is_done)
		return intent->action == ACTION_DONE ? first_try(self, visit) : screen_decline();
	if (intent->action == ACTION_OPEN || intent->action == ACTION_NEXT_UNREAD || intent->action == ACTION_BACK)
		return (struct outcome){.kind = OUTCOME_CHOSEN, .choice = 1};
	return screen_decline();
}

static void
first_close(struct screen *screen, struct visit *visit)
{
	struct first *self = (struct first *)screen;

	(void)visit;
	edit_clear(&self->line);
	sodium_memzero(self->codes, sizeof self->codes);
}

struct screen *
second_first_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {
	    .name = "second-first",
	    .view = first_view,
	    .act = first_act,
	    .close = first_close,
	};
	struct first *self = screen_alloc(&ops, sizeof *self);

	(void)visit;
	(void)route;
	edit_init(&self->line, TEXT_LINE, SECOND_TYPED_BYTES);
	return &self->screen;
}
