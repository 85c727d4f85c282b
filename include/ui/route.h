/*
 * Where a visitor can go. A screen names the place; screens_open() knows how to get there, so that no screen
 * depends on another.
 */
#ifndef BBS_UI_ROUTE_H
#define BBS_UI_ROUTE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum route_kind {
	ROUTE_HOME,
	ROUTE_LOBBY, /* "Been here before?" */
	ROUTE_SIGN_IN,
	ROUTE_JOIN, /* joining, and its further steps */
	ROUTE_JOIN_CONSENT,
	ROUTE_JOIN_NAME,
	ROUTE_JOIN_INVITATION,
	ROUTE_JOIN_REQUEST, /* a few words to the team */
	ROUTE_JOIN_RETURN,
	ROUTE_JOIN_RULES,
	ROUTE_JOIN_CODES,    /* codes for a lost password, now or later */
	ROUTE_CONSENT,       /* of a member who was never asked */
	ROUTE_RECOVER,       /* a lost password */
	ROUTE_SETTINGS,      /* a member's own, and what each leads to: */
	ROUTE_PASSWORD,      /* change it */
	ROUTE_KEYS,          /* what they are */
	ROUTE_KEY_ADD,       /* paste one */
	ROUTE_CODES,         /* for a lost password: how many are left */
	ROUTE_CODES_NEW,     /* makes them, and shows them once; is_hello: a newcomer's */
	ROUTE_RENAME,        /* another name */
	ROUTE_LANGUAGE,      /* a choice */
	ROUTE_ZONE,          /* a choice of time zones */
	ROUTE_ZONE_NAME,     /* one that is typed */
	ROUTE_SHOWN,         /* what others see of them */
	ROUTE_NUDGES,        /* e-mail: how it stands */
	ROUTE_NUDGE_ADDRESS, /* where to */
	ROUTE_NUDGE_CODE,    /* the code that was mailed */
	ROUTE_MEMBER,        /* number: a member's id; who they are */
	ROUTE_FIND_MEMBER,   /* by name, for the team */
	ROUTE_BOARD,         /* board; number: conversations older than this message id, 0 for the newest */
	ROUTE_CONVERSATION,  /* thread; number: the message to begin at, 0 where the visitor stopped */
	ROUTE_MESSAGE,       /* thread, number: what one may do with a message */
	ROUTE_TREE,          /* thread, number: the message to begin at, 0 for none; the answers as a tree */
	ROUTE_KEPT,          /* messages kept to find again; number: how many are left out before the page */
	ROUTE_BOARD_CHOICES, /* board: what one may do with it */
	ROUTE_HIDDEN,        /* boards left out of home */
	ROUTE_WRITE,         /* board, thread (0: start one), number of the message answered, or less than 0: minus the
			       number of one's own message to change; is_hello, is_next; choice: WRITE_USUAL, WRITE_BEGUN */
	ROUTE_HELD,          /* number: the id of what waits to be checked */
	ROUTE_GO_TO,         /* number: the highest; tells the screen below which was chosen */
	ROUTE_ASK,           /* question; tells the screen below the answer */
	ROUTE_PEOPLE,        /* to call */
	ROUTE_LOOKS,         /* how the screen looks */
	ROUTE_DOOR,          /* how joining works, for the team */
	ROUTE_REQUEST,       /* number: the member who waits to be let in */
	ROUTE_TELL,          /* thread, number: tell the team about a message; thread 0: a private one, by its id */
	ROUTE_TELL_WORDS,    /* the same, and choice: the reason; or is_worry, and no thread or number at all */
	ROUTE_WORRY,         /* about someone; thread, number as above */
	ROUTE_TOLD,          /* the team was told; is_worry: about somebody's safety */
	ROUTE_READ_ONLY,     /* why this member may only read now */
	ROUTE_BESIDE_YOU, /* one's own words sounded dark; choice: BESIDE_SENT they were just sent, BESIDE_ASLEEP kept */
	ROUTE_NOTICE,     /* number: the notice */
	ROUTE_SECOND,     /* the team's second step: give it, or set it up where there is none */
	ROUTE_SECOND_PICTURE, /* its secret as a picture */
	ROUTE_SECOND_FIRST,   /* the first numbers, then codes for paper; tells the screen below that it is done */
	ROUTE_APPEAL,         /* number: the decision to look at again */
	ROUTE_DESK,           /* what waits for the team */
	ROUTE_DESK_CHOICES,   /* which cases it shows, and one's own wishes; tells the screen below which */
	ROUTE_DESK_TOPICS,    /* what one would rather not look at */
	ROUTE_CASE,           /* number: the case */
	ROUTE_CASE_ACTS,      /* number, choice: an enum case_acts_page */
	ROUTE_CASE_GROUND,    /* number, choice: an enum case_act; on to the letter */
	ROUTE_CASE_LETTER,    /* the same, and the ground */
	ROUTE_CASE_NOTE,      /* number: a note for the team */
	ROUTE_CASE_GIVE,      /* number: to whom? */
	ROUTE_CASE_OPINION,   /* number: what the visitor thinks of the case */
	ROUTE_LABELS,         /* of what is being written below: content note, tags and what else goes along */
	ROUTE_LABEL_PICK,     /* the same, and choice: LABEL_NOTE, LABEL_NAME, or LABEL_TAGS and an enum tag_kind */
	ROUTE_PROMPTS,        /* ways to begin; tells the screen below which */
	ROUTE_SIMILAR,        /* conversations with a title like that of what is being written below */
	ROUTE_GUARD,          /* what in the words below could tell who somebody is */
	ROUTE_FIND,           /* words to find: those of last time are there */
	ROUTE_FOUND,          /* the visit's words; choice: 1 best match first; number: older than this id; ground: how
			       many of the best are left out */
	ROUTE_GUIDES,         /* guides and useful pages */
	ROUTE_GUIDE,          /* number: the guide */
	ROUTE_KEPT_ANSWERS,   /* board: answers kept for everybody */
	ROUTE_WAITING,        /* who has not heard back */
	ROUTE_ROTA,           /* when the team is here */
	ROUTE_SHIFT,          /* add one */
	ROUTE_NEXT,           /* thread: what happened next? yes, later, no */
	ROUTE_AVOID, /* who and what a member would rather not meet; board: 0, or which list to choose from, see avoid.c */
	ROUTE_AVOID_WORD,    /* add a word */
	ROUTE_PRIVATES,      /* private messages, by whom they are with; number: older than this message id, 0 newest */
	ROUTE_PRIVATE,       /* thread: the id of one; number: messages older than this id, 0 for the newest */
	ROUTE_PRIVATE_MENU,  /* thread: the same; number: the id of the chosen message, 0 for none */
	ROUTE_PRIVATE_WRITE, /* number: the id of the member to write to */
	ROUTE_BREAK,         /* take a break */
	ROUTE_ON_BREAK,      /* of a member who is on one: come back? */
	ROUTE_AGREED,        /* what a member agreed to, and when */
	ROUTE_MINE,          /* everything about me: how to have it */
	ROUTE_MINE_PAGES,    /* choice: an enum mine_form */
	ROUTE_GO_AWAY,       /* leave for good */
	ROUTE_GOING,         /* of a member who is leaving: undo? */
	ROUTE_ABOUT_ME,      /* for somebody whom others wrote about, without an account */
	ROUTE_SEALED,        /* number: the case; what is sealed in it */
	ROUTE_SEALED_OPEN,   /* number: the unsealing; what is inside */
	ROUTE_SEALED_LIST,   /* sealed things that need a second person of the team */
	ROUTE_LEAVE,
	ROUTE_HELP,
	ROUTE_RULES,
	ROUTE_PRIVACY, /* the privacy notice, once there is one */
	ROUTE_CONNECT, /* how to come in */
	ROUTE_CLOSED,  /* the account is */
	ROUTE_SORRY,   /* err: why the board can't be opened */
	ROUTE_COUNT,
};

/* A question with a few answers; the screen below is told the number of the answer, from 1, or 0 for going back. */
struct question {
	const char *title, *words;  /* untranslated; static */
	const char *const *answers; /* the same, NULL-ended */
};

/* What is picked to go along with words. */
enum { LABEL_NOTE, LABEL_NAME /* whether it is on them */, LABEL_TAGS };

/* How a form to write on is opened. */
enum { WRITE_USUAL, WRITE_BEGUN /* words to begin with were just chosen */ };

/* What became of words that sounded dark. */
enum { BESIDE_SENT, BESIDE_ASLEEP, BESIDE_PRIVATE /* sent, to one member */ };

/* Which cases the desk shows: then the queues, in the order of QUEUE_LIST. */
enum { DESK_SHOW_ALL, DESK_SHOW_MINE, DESK_SHOW_LATE, DESK_SHOW_QUEUE, DESK_SHOW_COUNT = DESK_SHOW_QUEUE + 6 };

/* Where it stands what can be done in a case: on the first page, or behind a line of that. */
enum case_acts_page {
	CASE_PAGE_FIRST,
	CASE_PAGE_MESSAGE,
	CASE_PAGE_WRITER,
	CASE_PAGE_TEAM,
	CASE_PAGE_CLOSE,
	CASE_PAGE_COUNT,
};

/* What can be done in a case. */
enum case_act {
	CASE_CLAIM = 1,
	CASE_READ,
	CASE_RED,
	CASE_AMBER,
	CASE_GREEN,
	CASE_HIDE,
	CASE_RESTORE,
	CASE_UNFOLD,
	CASE_PAUSE_2_WEEKS,
	CASE_PAUSE_1_MONTH,
	CASE_END_PAUSE,
	CASE_OPINION, /* the first, or the second */
	CASE_SECOND,
	CASE_LET_OUT,
	CASE_SEND_BACK,
	CASE_NOTE,
	CASE_PASS_ON,
	CASE_GIVE,
	CASE_UPHOLD, /* an appeal */
	CASE_CHANGE,
	CASE_SEALED, /* what is sealed in it */
	CASE_CLOSE_DONE,
	CASE_CLOSE_TALKED,
	CASE_CLOSE_NONE,
};

struct route {
	enum route_kind kind;
	int64_t board, thread, number;
	const struct question *question; /* static */
	enum err err;
	int choice, ground;
	bool is_worry;
	bool is_hello; /* a newcomer's first message */
	bool is_next;  /* an answer that says what happened next */
};

#endif
