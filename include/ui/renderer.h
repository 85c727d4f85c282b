/*
 * How views are shown and intents are read. One table of functions for each form: full, plain.
 */
#ifndef BBS_UI_RENDERER_H
#define BBS_UI_RENDERER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "ui/action.h"
#include "ui/keymap.h"
#include "ui/theme.h"
#include "ui/view.h"
#include "ui/wire.h"

/* Why a view is shown. */
enum show {
	SHOW_SCREEN, /* another screen than before */
	SHOW_ANSWER, /* the same screen, because of something the visitor did */
	SHOW_NEWS,   /* the same screen, unasked: plain mode must not print; its next prompt says the notices */
};

enum event_kind {
	EVENT_INTENT,  /* .intent */
	EVENT_CHANGED, /* a field's text changed */
	EVENT_NEWS,    /* the keeper rang: there may be new messages */
	EVENT_TIMEOUT,
	EVENT_CLOSING, /* the board is closing, or the visitor's program asked us to end */
	EVENT_HANGUP,  /* nobody is there any more */
};

struct event {
	enum event_kind kind;
	struct intent intent;
};

struct renderer_setup {
	struct wire *wire;           /* borrowed */
	const char *term;            /* cleaned; "" means unknown */
	const struct theme *theme;   /* borrowed */
	const struct keymap *keymap; /* borrowed */
	int text_cols;               /* the longest line of text; 0: as wide as the window */
	bool is_spaced;              /* a free line after each line of text */
	bool no_color;
	bool has_terminal; /* false: no pty was asked for, the visitor's own program echoes what they type */
};

struct renderer; /* each form embeds its own state */

struct renderer_ops {
	const char *name;
	/* ERR_OK and *out owned; ERR_IO when the terminal can't be used that way (the caller tries plain). */
	enum err (*open)(const struct renderer_setup *, struct renderer **out);
	/*
	 * Show a view. It stays borrowed until the next show() or close(). The renderer keeps, for one screen
	 * serial, the chosen item (by id), scrolling, and the field that is being edited.
	 *
	 * In a form that is answered, a focus above 0 is the number of the field that needs another look. Plain
	 * prints SHOW_ANSWER at once even where nobody had asked, which is for what can't wait: "Are you still
	 * there?"
	 */
	void (*show)(struct renderer *, const struct view *, enum show);
	/*
	 * Wait for the next event, at most timeout_ms (-1 for ever). Moving about, paging and editing happen
	 * inside and end only for an event. Resizing is handled inside. A line that is half typed, but no secret,
	 * is in its field before any event is told: saving what the fields hold saves everything.
	 */
	struct event (*read)(struct renderer *, int timeout_ms);
	/* Last words; wipe: clear screen and scrollback as far as a terminal can. Then only close() follows. */
	void (*goodbye)(struct renderer *, const char *words, bool wipe);
	void (*close)(struct renderer *); /* frees; restores the terminal */
};

extern const struct renderer_ops full_renderer;
extern const struct renderer_ops plain_renderer;

#endif
