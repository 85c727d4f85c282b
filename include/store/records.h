/*
 * What the tables hold, as plain structs. Texts are owned by the record; each has its _clear.
 */
#ifndef BBS_STORE_RECORDS_H
#define BBS_STORE_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a member likes the screen. */
struct looks {
	bool is_plain;
	char theme[32]; /* "" for the board's own */
	int text_cols;  /* the longest line of text; 0: as wide as the window */
	bool is_spaced; /* a free line after each line of text */
};

struct member {
	int64_t id;
	char *name;
	char *role;          /* a name of forum/policy.h's list */
	char *password_hash; /* NULL when there is no password; read, it is "": see members_find_hash() */
	struct looks looks;
	bool is_closed;
	int64_t joined_at, last_here_at;
	int64_t consented_at; /* 0: was never asked */
	int64_t floor_message;
	int64_t message_count;     /* only in lists; counting stops at 100 */
	char *language, *timezone; /* "" for the board's own */
	char *about;               /* a line about themselves, "" for none */
	bool shows_joined;
	int64_t named_at;     /* when they last changed their name, 0 for never */
	int64_t paused_until; /* 0, or in the past: not paused */
	char *pause_reason;   /* a code */
	int64_t break_until;  /* 0, or in the past: not on a break of their own */
	int64_t leaving_at;   /* since when they are leaving, 0: they are not */
	char *leaving_how;    /* "blank" or "keep" what they wrote; "" */
	int64_t gone_at;      /* erased: the row stays, with no name; 0 for most */
};

/* One of a member's public keys. */
struct key_row {
	char *key; /* "ssh-ed25519 AAAA..." */
	int64_t added_at;
};

struct board {
	int64_t id;
	char *slug, *name, *about;
	char *group_slug, *group_name;
	char *notice; /* words of the team above its conversations, "" for none */
	int64_t position;
	bool is_open, is_on;
	bool is_for_loss; /* nobody is asked here what happened next */
	bool is_hidden;   /* the asking member left it out of their home */
};

struct thread {
	int64_t id, board;
	char *title;
	char *starter_name;   /* "" under an alias, and of who has left */
	int64_t starter;      /* 0 for who asks and is not to know: see author_sql.h */
	int64_t alias;        /* of its first message */
	char *help;           /* what would help, a word of forum/label.h's list; "" for not said */
	int64_t next_message; /* id of the message that says what happened next, 0 for none */
	int64_t started_at, last_at;
	int64_t message_count;
	int64_t first_message, last_message; /* ids */
	int64_t read_number;                 /* how far the asking member has read: a message number, 0 for nothing */
	int64_t pinned_at, locked_at;        /* 0: it is not */
	int64_t unread;                      /* messages after that, never below 0; 0 for a visitor without a name */
};

struct message {
	int64_t id, thread;
	int64_t number;
	int64_t author;      /* 0 for who asks and is not to know: see author_sql.h */
	int64_t to_member;   /* 0 unless it is who asks */
	char *author_name;   /* "" under an alias, and of who has left */
	int64_t alias;       /* 0: signed with the name */
	int64_t reply_to;    /* number, 0 for none */
	char *reply_to_name; /* that message's writer, as author_name */
	int64_t reply_to_alias;
	char *note;   /* content note, a word of forum/label.h's list; "" for none */
	char *folded; /* the reason it is folded for, a word of forum/report.h's list; "" when it is not */
	char *body;   /* "" when it is not live: the text is the newest revision then */
	char *state;  /* "live", "hidden", "withdrawn", "left" */
	int64_t written_at;
	int64_t edited_at; /* 0 for never */
	bool is_kept;      /* the asking member has a bookmark on it */
	bool is_unseen;    /* the asking member told the team about it, and does not see it any more */
};

/* What a message said before. */
struct revision {
	int64_t id, message;
	char *body;
	char *why;  /* "edit", "hide", "withdraw" */
	int64_t by; /* member id, 0 for the operator */
	int64_t at; /* until when it said so */
};

/* A message that somebody keeps to find again. */
struct kept {
	int64_t message, thread, number, board;
	char *title, *author_name;
	int64_t author, alias;
	char *state, *body, *note, *folded; /* as in a message */
	int64_t at;                         /* when it was kept */
};

/* A message that has the words somebody looks for. */
struct found {
	struct message message; /* without reply_to, edited_at and what the asking member did with it */
	int64_t board;
	char *board_name;
	char *title; /* of its conversation */
};

/* Somebody a member would rather not meet. */
struct block_row {
	int64_t other;
	char *name; /* "" of who has left */
};

/* Something a member would rather not meet. */
struct mute_row {
	char *kind;     /* a word of forum/avoid.h's list */
	int64_t thread; /* of an alias; else 0 */
	char *what;     /* the alias's number, a word, a tag, a content note */
	char *title;    /* of that conversation, "" */
};

/* A reply to me that I have not read. */
struct reply {
	int64_t message, thread, number;
	char *author_name, *title;
	int64_t alias;
	int64_t written_at;
};

/* One kind of hug on one message: how often, and whether one is of the asking member. Who gave them is told nobody. */
struct hug_row {
	int64_t message, number;
	char *kind;  /* a word of forum/hug.h's list */
	char *title; /* of its conversation; only in lists of news */
	int64_t count;
	bool is_own;
};

/* What may go along with words: all of it by choice. The words are of forum/label.h's lists; "" for not said. */
enum { LABEL_BYTES = 24, TAGS_BYTES = 400 };
struct options {
	char help[LABEL_BYTES]; /* of a new conversation */
	char note[LABEL_BYTES];
	char tags[TAGS_BYTES]; /* of a new conversation; words, divided by spaces */
	bool is_anonymous;
	bool asks_next;  /* of a new conversation: the starter may be asked what happened next */
	bool is_next;    /* of an answer by the starter: it says what happened next */
	int64_t wake_at; /* of a draft: sleep on it until then; 0 for no */
};

struct draft {
	int64_t id, member, board;
	int64_t thread, reply_to; /* 0 for a new conversation, 0 for no message in particular */
	char *title, *body;
	struct options options;
	int64_t saved_at;
	char *board_name, *thread_title; /* only in lists */
};

struct signpost {
	int64_t id;
	char *slug, *name, *number, *how, *about, *hours, *nations, *owner, *source, *checked_on, *recheck_by;
	bool is_shown;
};

/* A useful page that somebody keeps. */
struct guide {
	int64_t id, position;
	char *slug, *title, *body; /* "# " begins a heading; body "" in lists */
	char *owner, *source;
	char *checked_on, *recheck_by; /* YYYY-MM-DD; "" until somebody of the team has */
	bool is_shown;
};

/* A line of the audit, see forum/audit.h. */
struct audit_row {
	int64_t id, at;
	int64_t actor; /* member id; 0 the operator; -1 the program itself */
	char *action, *object, *code, *hash;
	int64_t object_id;
	int64_t desk_case; /* the case it was done in, 0 for none */
	char *text_hash;   /* of what a text was, keyed; "" for none */
};

/* What the board tells one member. */
struct notice_row {
	int64_t id, member;
	char *kind; /* a word of forum/notice.h's list */
	int64_t thread, number;
	char *reason, *words;
	int64_t at;
	int64_t decision;   /* the one it tells of, 0 for none */
	char *thread_title; /* only in lists */
};

/* One of the team has met a member in person. */
struct vouch_row {
	int64_t by_member, at;
};

/* Where a member wants to be nudged. */
struct nudge_row {
	int64_t member;
	char *address;
	char *code_hash; /* "" when the address is confirmed */
	int64_t asked_at, nudged_at;
	bool is_on;
};

/* Mail or an alert on its way out. */
struct outbox_row {
	int64_t id, member;
	char *kind, *code;
	int64_t due_at;
};

/* Somebody who asked to join and waits for the team. */
struct join_request {
	int64_t member;
	char *member_name, *words;
	int64_t at;
};

/* A case on the desk: about a message, a person, or neither. */
struct desk_case {
	int64_t id;
	char *reason;                   /* a word of forum/report.h's list, the gravest of its reports; or "held" */
	char *source;                   /* "report", "worry", "words", "held" */
	int64_t risk;                   /* 3 red, 2 amber, 1 the rest */
	int64_t thread, message, about; /* ids, 0 for none */
	int64_t private_message;        /* its id, 0 for none */
	int64_t number;                 /* of that message in its conversation, 0 for none */
	int64_t opened_at, touched_at;
	int64_t claimed_by;           /* by itself it does not say whether that claim has lapsed: see desk_claimer() */
	int64_t closed_at, closed_by; /* 0: open */
	int64_t alias; /* of the message, when its writer is not to be known; else 0; -1: they have none yet */
	char *outcome;
	char *queue;               /* a word of forum/queue.h's list */
	int64_t due_at, missed_at; /* by when somebody should have looked, and when that was missed; 0: not */
	int64_t held, appeal_of;   /* the held message, or the decision, it is about; 0: none */
	int64_t for_member;        /* given to them: see desk_holder(); 0: anybody's */
	int64_t wants_second;      /* a second opinion is asked for */
	int64_t review_at;         /* when to look again, after it is closed; 0: not */
	char *thread_title, *claimer_name, *for_name; /* "" for none */
	bool is_averse;                               /* forum's: about what whoever looks would rather not look at */
	char *about_name;                             /* "" for nobody, under an alias, and of who has left */
};

/* One of the team. */
struct teammate {
	int64_t id;
	char *name, *role;
	bool is_on_call;
};

/* What one of the team noted in a case, for the others. */
struct case_note {
	int64_t id, by, at;
	char *words, *name; /* name: "" of who has left */
};

/* What the team did to somebody's words or membership. */
struct decision {
	int64_t id;
	int64_t desk_case;  /* 0: the operator's brake */
	char *act, *ground; /* words of forum/decision.h's and forum/moderation.h's lists; ground "" for none */
	int64_t about;      /* whom; never shown: it may be an unknown writer */
	int64_t thread, message, number; /* 0 for none */
	int64_t by_member;               /* 0: the operator */
	int64_t at;
	bool is_untold; /* the lead noted that telling would endanger somebody */
	int64_t appealed_at, result_at;
	char *result; /* of the appeal: "upheld", "changed"; "" */
};

/* Somebody told the team. */
struct report {
	int64_t id, desk_case;
	int64_t reporter; /* 0: a guest */
	char *reason, *words;
	int64_t at;
	char *reporter_name; /* "" for a guest */
};

/* What a message said when it was told of. */
struct evidence {
	int64_t id, desk_case, message;
	char *body;
	int64_t at;
};

/* What one of the team thinks of a case. */
struct case_opinion {
	int64_t desk_case, by_member;
	bool is_second;
	char *opinion; /* a word of forum/opinion.h's list */
	int64_t risk;  /* as desk_case.risk */
	char *words;
	int64_t at;
	char *by_name; /* "" of who has gone */
};

/* What is sealed in a case, asked to be opened: see forum/unseal.h. */
struct unsealing {
	int64_t id, desk_case;
	char *kind, *why;
	int64_t asked_by, asked_at;
	int64_t granted_by, refused_by; /* member ids, 0: nobody has */
	int64_t until;                  /* open until then; 0: never was */
	int64_t reviewed_by, reviewed_at;
	bool is_glass;  /* the lead opened it alone */
	bool is_untold; /* those it is about are not told */
	char *asker_name, *granter_name;
	int64_t about, private_message, closed_at; /* of its case */
	int64_t thread, number;                    /* the message the case is about, 0 */
};

/* When somebody of the team is here, every week, in the board's time. */
struct shift {
	int64_t id, member;
	int64_t weekday;      /* 1 Monday to 7 Sunday */
	int64_t starts, ends; /* minutes after midnight; ends not after starts: the next day */
	char *member_name, *member_role;
	bool is_away; /* closed, paused, on a break or leaving */
};

/* A message that waits to be answered, or did. */
struct waiting {
	int64_t message, thread, number, board;
	char *title, *name; /* name: "" under an alias */
	int64_t member;     /* 0 for who asks and is not to know: see author_sql.h */
	int64_t alias;
	int64_t since, promised_by, due_at; /* promised_by 0: nobody could say */
	bool is_first;                      /* the first message this member ever sent */
	int64_t answer, answered_at;        /* 0: it waits */
	int64_t reserved_by, reserved_until;
	char *holder_name; /* of who reserved it, "" for nobody */
};

/* A private conversation, as one of the two sees it. */
struct private_thread {
	int64_t id;
	int64_t with;    /* the other's member id */
	char *with_name; /* "" of who is leaving or has gone */
	char *state;     /* "asked", "open", "refused", "ended" */
	int64_t ended_by, asked_at;
	bool is_asker;        /* they asked the other */
	bool is_blocked;      /* they have blocked the other */
	bool has_news;        /* a message, a yes or a no that they have not seen */
	int64_t last_message; /* id of the newest they can see */
	int64_t read_message; /* id */
	int64_t unread;       /* messages of the other's after that; counting stops at 100 */
	int64_t last_author;
	char *last_state, *last_body; /* as in a private message */
	int64_t last_at;
};

struct private_message {
	int64_t id, private_thread, author;
	char *body;  /* "" when it is not live */
	char *state; /* "live", "withdrawn", "left": its writer is leaving */
	int64_t written_at;
};

void member_clear(struct member *);
void key_row_clear(struct key_row *);
void vouch_row_clear(struct vouch_row *);
void nudge_row_clear(struct nudge_row *);
void board_clear(struct board *);
void thread_clear(struct thread *);
void message_clear(struct message *);
void revision_clear(struct revision *);
void kept_clear(struct kept *);
void found_clear(struct found *);
void reply_clear(struct reply *);
void hug_row_clear(struct hug_row *);
void draft_clear(struct draft *);
void signpost_clear(struct signpost *);
void guide_clear(struct guide *);
void audit_row_clear(struct audit_row *);
void notice_row_clear(struct notice_row *);
void outbox_row_clear(struct outbox_row *);
void join_request_clear(struct join_request *);
void desk_case_clear(struct desk_case *);
void teammate_clear(struct teammate *);
void case_note_clear(struct case_note *);
void decision_clear(struct decision *);
void report_clear(struct report *);
void evidence_clear(struct evidence *);
void case_opinion_clear(struct case_opinion *);
void unsealing_clear(struct unsealing *);
void shift_clear(struct shift *);
void waiting_clear(struct waiting *);
void private_thread_clear(struct private_thread *);
void private_message_clear(struct private_message *);
void block_row_clear(struct block_row *);
void mute_row_clear(struct mute_row *);

/*
 * Several records in a row: what every list function of the store fills. Start from a zeroed list; the caller
 * frees with the matching _list_clear.
 */
#define RECORD_LIST(type) \
	struct type##_list { \
		struct type *rows; \
		size_t count; \
	}; \
	void type##_list_clear(struct type##_list *); \
	struct type *type##_list_add(struct type##_list *) /* a zeroed row at the end */

RECORD_LIST(member);
RECORD_LIST(key_row);
RECORD_LIST(vouch_row);
RECORD_LIST(board);
RECORD_LIST(thread);
RECORD_LIST(message);
RECORD_LIST(revision);
RECORD_LIST(kept);
RECORD_LIST(found);
RECORD_LIST(reply);
RECORD_LIST(hug_row);
RECORD_LIST(draft);
RECORD_LIST(signpost);
RECORD_LIST(guide);
RECORD_LIST(audit_row);
RECORD_LIST(notice_row);
RECORD_LIST(outbox_row);
RECORD_LIST(join_request);
RECORD_LIST(desk_case);
RECORD_LIST(teammate);
RECORD_LIST(case_note);
RECORD_LIST(decision);
RECORD_LIST(report);
RECORD_LIST(evidence);
RECORD_LIST(case_opinion);
RECORD_LIST(unsealing);
RECORD_LIST(shift);
RECORD_LIST(waiting);
RECORD_LIST(private_thread);
RECORD_LIST(private_message);
RECORD_LIST(block_row);
RECORD_LIST(mute_row);

#endif
