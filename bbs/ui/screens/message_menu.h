/*
 * The rows of the message menu that stand in files of their own: a test that says whether a row is shown, and what
 * it does. Private to the screens.
 */
#ifndef BBS_UI_SCREENS_MESSAGE_MENU_H
#define BBS_UI_SCREENS_MESSAGE_MENU_H

#include "forum/message.h"
#include "forum/veil.h"
#include "ui/screen.h"

struct menu {
	struct screen screen;
	int64_t thread, number;
};

/* The message and who looks at it, read anew for every view and every act. */
struct matter {
	const struct actor *actor;
	struct thread thread;
	struct message message;
	enum veil_why veiled;
	bool is_watched;     /* the conversation, by them */
	bool is_answer_kept; /* the message, for everybody */
	bool may_write_privately;
};

enum { MENU_PUT_OFF = -1 }; /* told to the screen below: not now */

typedef bool menu_test(const struct matter *);
typedef struct outcome menu_choice(const struct menu *, struct visit *, const struct matter *);

menu_test menu_may_hug, menu_may_watch, menu_may_stop_watching, menu_may_put_off, menu_may_curate,
    menu_may_stop_curating, menu_may_block, menu_may_unblock, menu_may_mute;
menu_choice menu_choose_hug, menu_choose_thank, menu_choose_me_too, menu_choose_watch, menu_choose_stop_watching,
    menu_choose_put_off, menu_choose_curate, menu_choose_stop_curating, menu_choose_block, menu_choose_unblock,
    menu_choose_mute;

#endif
