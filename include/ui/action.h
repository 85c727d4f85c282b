/*
 * Everything a visitor can ask for. One list makes the key bar, the help, the [keys] section of the
 * configuration, the manual and the letters of plain mode.
 */
#ifndef BBS_UI_ACTION_H
#define BBS_UI_ACTION_H

#include <stdint.h>

#define N_(text) text /* a sentence to be translated where it is shown */

/*
 * X(NAME, default key, label for the key bar, help line)
 *
 * Letters are the same in full and plain. Plain mode keeps r (repeat), l (list), p (page length),
 * h (help), b (back) and n (next) for itself, so no action may have them. Within one view no two offers share a
 * key: a test walks every screen.
 */
#define ACTION_LIST(X) \
	X(OPEN, "Enter", N_("Open"), N_("Open what is chosen.")) \
	X(BACK, "Backspace", N_("Back"), N_("Go back one step.")) \
	X(NEXT_UNREAD, "Space", N_("Next unread"), N_("Read on, then go to the next unread message.")) \
	X(CHOICES, "c", N_("More choices"), N_("See what else you can do here.")) \
	X(TELL, "t", N_("Tell a moderator"), N_("Tell a moderator about the chosen message.")) \
	X(WORRY, "w", N_("I'm worried"), N_("Tell the team you are worried about someone.")) \
	X(ANSWER, "a", N_("Answer"), N_("Answer the chosen message.")) \
	X(APPEAL, "a", N_("Think we got this wrong?"), N_("Ask the team to look again at what it decided.")) \
	X(START, "s", N_("Start a conversation"), N_("Start a conversation on this board.")) \
	X(GO_TO, "g", N_("Go to a number"), N_("Go to a message by its number.")) \
	X(HUG, "u", N_("Hug"), N_("Send the writer a hug.")) \
	X(THANK, "k", N_("Thank you"), N_("Thank the writer.")) \
	X(ME_TOO, "y", N_("Me too"), N_("Say that it is the same for you.")) \
	X(TAKE, "i", N_("I'll answer"), N_("Say that you are writing the answer.")) \
	X(FIND, "f", N_("Find"), N_("Find words in what people wrote.")) \
	X(TREE, "v", N_("As a tree"), N_("See each message under the one it answers.")) \
	X(ORDER, "v", N_("Another order"), N_("See what was found in another order.")) \
	X(EARLIER, "e", N_("Earlier"), N_("Show what came before.")) \
	X(MORE, "m", N_("More"), N_("Show what comes after.")) \
	X(JOIN, "j", N_("Join"), N_("Choose a name, so that you can write.")) \
	X(SIGN_IN, "i", N_("Sign in"), N_("Come in with the name you have here.")) \
	X(LOST, "f", N_("I've lost my password"), N_("Come back in without your password.")) \
	X(QUOTE, "o", N_("Quote them"), N_("Put a few of their words above yours.")) \
	X(SEND, "s", N_("Send"), N_("Send it. Others can read it then.")) \
	X(KEEP, "k", N_("Keep for later"), N_("Keep it as a draft that only you can see.")) \
	X(SLEEP, "m", N_("Sleep on it"), N_("Keep it, and be asked again in the morning.")) \
	X(PROMPTS, "i", N_("How do I start?"), N_("See a few ways to begin.")) \
	X(DISCARD, "z", N_("Throw away"), N_("Throw away what you have written here.")) \
	X(DONE, "d", N_("Go on"), N_("Finish this step and go on.")) \
	X(PEOPLE, "!", N_("People to call"), N_("People who can help right now.")) \
	X(HELP, "?", N_("Help"), N_("How to use this place.")) \
	X(LEAVE, "q", N_("Leave"), N_("Leave the board.")) \
	X(VANISH, "Ctrl-X", N_("Leave now"), N_("Clear the screen and leave at once."))

#define ACTION_ENUM(name, ...) ACTION_##name,
enum action { ACTION_NONE, ACTION_LIST(ACTION_ENUM) ACTION_COUNT };

struct action_info {
	const char *name;        /* "NEXT_UNREAD", read in either case: for the configuration, tests and manual */
	const char *default_key; /* "Space" */
	const char *label;       /* untranslated */
	const char *help;        /* untranslated */
};

/* action in ACTION_NONE+1 .. ACTION_COUNT-1; static. */
const struct action_info *action_info(enum action);

/* ACTION_NONE when no action has this name. */
enum action action_find(const char *name);

/* What the visitor asks of a screen. */
struct intent {
	enum action action;
	int64_t item;   /* id of the chosen item, 0 for none */
	int64_t number; /* plain mode: a number said with GO_TO, or one that is not on this page; else 0 */
	int64_t seen;   /* the highest item id that has been shown whole since the screen was opened, 0 for none */
};

#endif
