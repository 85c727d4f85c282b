/*
 * Colours are data. A theme maps every role to a colour and to attributes for a screen without colours.
 *
 *   [theme]  name = Default
 *            colours = no       (only in a theme that never uses them)
 *   [roles]  title = cyan on default, bold | bold
 *            (colour side | mono side; "plain" for no attribute)
 *
 * A missing role or a bad colour is an error with its line. Nothing is told by colour alone.
 */
#ifndef BBS_UI_THEME_H
#define BBS_UI_THEME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* X(NAME, what it is for) */
#define ROLE_LIST(X) \
	X(BODY, "what people wrote, and most words") \
	X(BAR, "the line that says where you are") \
	X(TITLE, "the title of a screen") \
	X(HEADING, "words above a group") \
	X(SELECTED, "the chosen item") \
	X(NEW, "unread things") \
	X(WHO, "the writer's name") \
	X(WHEN, "dates and small print") \
	X(QUOTE, "quoted words") \
	X(NOTICE, "something happened, and it is fine") \
	X(WARNING, "something needs care") \
	X(URGENT, "people to call") \
	X(KEY, "a key in the bar") \
	X(HINT, "what a key does, help beside a field") \
	X(LABEL, "the name of a field") \
	X(FIELD, "where you type")

#define ROLE_ENUM(name, ...) ROLE_##name,
enum role { ROLE_LIST(ROLE_ENUM) ROLE_COUNT };

enum theme_colour {
	COLOUR_DEFAULT = -1,
	COLOUR_BLACK,
	COLOUR_RED,
	COLOUR_GREEN,
	COLOUR_YELLOW,
	COLOUR_BLUE,
	COLOUR_MAGENTA,
	COLOUR_CYAN,
	COLOUR_WHITE,
};

enum theme_attribute { THEME_BOLD = 1, THEME_UNDERLINE = 2, THEME_REVERSE = 4, THEME_DIM = 8 };

struct theme_style {
	int foreground, background; /* enum theme_colour */
	unsigned attributes;        /* with colours */
	unsigned mono_attributes;   /* without */
};

struct theme {
	char *id;     /* "contrast": the file's name; owned */
	char *title;  /* "High contrast"; owned */
	bool is_mono; /* never uses colours */
	struct theme_style styles[ROLE_COUNT];
};

enum theme_problem {
	THEME_FINE,
	THEME_SYNTAX,
	THEME_UNKNOWN_ROLE,
	THEME_MISSING_ROLE,
	THEME_BAD_STYLE,
	THEME_CANNOT_READ,
	THEME_NO_TITLE,
};

struct theme_error {
	enum theme_problem problem;
	int line;      /* 0 when it is about the whole file */
	char word[64]; /* the role or colour it is about, safe to show */
};

/* Parse a theme from text. out untouched on failure. ERR_OK; ERR_INVALID with *error filled. */
enum err theme_parse(const char *id, const char *text, size_t bytes, struct theme *out, struct theme_error *error);
void theme_clear(struct theme *);

/*
 * The themes of this process: the embedded ones, then the operator's own DIR/NAME.theme files over them.
 * directory may be NULL or absent. ERR_INVALID: *error says what, *file (owned) where; nothing was loaded.
 */
enum err themes_load(const char *directory, struct theme_error *error, char **file);
const struct theme *theme_find(const char *id); /* NULL when there is none; static */
const struct theme *theme_at(size_t k);         /* in order of id, "default" first; NULL past the last */
void themes_clear(void);

/* "title" for ROLE_TITLE; static. */
const char *role_name(enum role);

#endif
