/*
 * Every screen's door. Each returns an owned screen for the stack.
 */
#ifndef BBS_UI_SCREENS_H
#define BBS_UI_SCREENS_H

#include "forum/writing.h"
#include "ui/screen.h"

struct screen *home_new(void);
struct screen *lobby_new(void);   /* "Been here before?" */
struct screen *sign_in_new(void);
struct screen *join_new(void);    /* the first of its steps */
struct screen *board_new(int64_t board);
/* number: the message to begin at; 0 where the visitor stopped. */
struct screen *conversation_new(int64_t thread, int64_t number);
/* hello: the newcomer's first message, with words of encouragement. */
struct screen *write_new(struct visit *, struct place, bool hello);
struct screen *go_to_new(int64_t highest); /* tells the screen below the number chosen */
struct screen *people_new(void);
struct screen *looks_new(void);
struct screen *leave_new(void); /* "Leave?" */

/* Pages of our own words, from bbs/content. */
struct screen *help_new(const struct visit *);
struct screen *rules_new(void);
struct screen *connect_new(void);
struct screen *closed_new(void); /* the account is closed */
struct screen *sorry_new(enum err); /* the board can't be opened */

/*
 * Ask one question; the screen below is told the number (from 1) of the choice. choices: untranslated texts,
 * static, NULL-ended. Going back instead tells 0.
 */
struct screen *ask_new(const char *title, const char *words, const char *const *choices);

#endif
