/*
 * Names, passwords, keys: joining and signing in.
 *
 * Names: ASCII, 3-20 of a-z 0-9 -, beginning and ending with a letter or digit, unique after folding what looks
 * alike (0 and o, 1 and l and i, rn and m), since people type them into SSH clients. Source: design page,
 * section 6.
 */
#ifndef BBS_FORUM_ACCOUNT_H
#define BBS_FORUM_ACCOUNT_H

#include <stddef.h>

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum {
	ACCOUNT_NAME_LEAST = 3,
	ACCOUNT_NAME_MOST = 20,
	ACCOUNT_PASSWORD_LEAST = 8, /* characters; the longest is CONTROL_SECRET_BYTES */
	ACCOUNT_SUGGESTIONS = 3,
	ACCOUNT_HASH_BYTES = 128, /* of a hashed password as text, with its NUL */
	ACCOUNT_KEYS_MOST = 20,   /* ours: more are hard to keep an eye on */
};

/* Memory and crypto for hashing; once per process tree, before forks. */
enum err account_init(void);

/*
 * Bring what was typed to a sign-in name: spaces around it go, upper case becomes lower, a space inside becomes
 * a hyphen. out holds CONTROL_NAME_BYTES + 1.
 */
void account_tidy_name(const char *typed, char *out, size_t out_bytes);

/* ERR_OK; ERR_EMPTY; ERR_TOO_LONG; ERR_INVALID other signs or too short; ERR_RESERVED join, guest and the like. */
enum err account_check_name(const char *name);

/* The name with look-alikes made the same; out as long as the name plus one. */
void account_fold_name(const char *name, char *out);

/* Also ERR_TAKEN; so is a name that somebody gave up not long ago, see forum/rename.h. */
enum err account_check_free(struct forum *, const char *name);

/* Up to ACCOUNT_SUGGESTIONS free names near this one, each "" or a name. */
void account_suggest(struct forum *, const char *name, char out[ACCOUNT_SUGGESTIONS][ACCOUNT_NAME_MOST + 1]);

/* ERR_OK; ERR_TOO_LONG; ERR_INVALID too short; ERR_TAKEN one of the commonest, or the name itself. */
enum err account_check_password(const char *name, const char *password);

/* Who is to become a member; all borrowed, and the caller wipes what is secret. */
struct account_new {
	const char *name;
	const char *password, *key; /* either may be NULL, not both. key: "ssh-ed25519 AAAA...", proven or not: it lets
	                               in only who can prove it */
	enum actor_role role;
	bool has_consented;       /* they were asked, and said yes, just now */
	const char *agreed_words; /* what they were asked with; NULL where that is not known */
	/* NULL, or what has to happen in the same transaction: its error undoes it all. */
	enum err (*with)(struct forum *, int64_t member, const void *context);
	const void *context;
};

/*
 * Make a member. ERR_OK and *out; any of the checks above; ERR_BUSY too many hash at once; what with() says;
 * ERR_STORE, ERR_FULL nothing was written.
 */
enum err account_add(struct forum *, const struct account_new *, struct actor *out);

/* The same for the operator, who makes a member; the audit notes it. */
enum err account_join(struct forum *, const char *name, const char *password, const char *key, enum actor_role role,
    bool has_consented, struct actor *out);

/*
 * Is this the member's password? Unknown names take the same time and give the same answer.
 * ERR_OK and *out; ERR_DENIED; ERR_CLOSED right password, closed account; ERR_BUSY; any other: the database could
 * not say, whatever the name and password.
 */
enum err account_sign_in_password(struct forum *, const char *name, const char *password, struct actor *out);

/* Is this one of the member's keys? ERR_OK and *out; ERR_DENIED; ERR_CLOSED. */
enum err account_sign_in_key(struct forum *, const char *name, const char *key, struct actor *out);

/*
 * Bring an actor up to date with the database: one indexed read, inside a transaction or not. ERR_OK and the role
 * they have now (a guest stays one; a second factor that was given stays given while there is one); ERR_CLOSED the account was closed; actor is then as it was. ERR_STORE.
 */
enum err account_refresh(struct forum *, struct actor *);

/*
 * The hash of a password, as it is kept; takes 135 ms, so before the board's lock is held. ERR_OK; ERR_BUSY. And:
 * is it this password's? hash NULL: takes as long, and is not. ERR_OK; ERR_DENIED; ERR_BUSY.
 */
enum err account_hash_password(const char *password, char out[static ACCOUNT_HASH_BYTES]);
enum err account_compare_password(const char *hash, const char *password);

/* What is known of oneself: ERR_NOT_FOUND. out: a zeroed record, for member_clear(). */
enum err account_self(struct forum *, const struct actor *, struct member *out);

/*
 * What this actor may see of a member, by id: `about` is "" and joined_at 0 where they are not shown. ERR_NOT_FOUND.
 * And whose name it is, for those who may help somebody back in: ERR_DENIED without CAP_VOUCH; ERR_NOT_FOUND.
 */
enum err account_get(struct forum *, const struct actor *, int64_t id, struct member *out);
enum err account_look_up(struct forum *, const struct actor *, const char *name, int64_t *out_id);

/*
 * A member changes their own ways in; all need CAP_SETTLE.
 *
 * old       what it was; "" where there was none
 * ERR_OK; ERR_DENIED the old one is wrong; any of account_check_password(), of the new one; ERR_BUSY; ERR_STORE.
 */
enum err account_change_password(struct forum *, const struct actor *, const char *old, const char *password);
enum err account_keys(struct forum *, const struct actor *, struct key_row_list *out);
/* key as key_read() gives it. ERR_OK; ERR_TAKEN they have it already; ERR_RATE they have ACCOUNT_KEYS_MOST. */
enum err account_keep_key(struct forum *, const struct actor *, const char *key);
/* ERR_OK; ERR_NOT_FOUND; ERR_RESERVED it is their only way in. */
enum err account_drop_key(struct forum *, const struct actor *, const char *key);

/* What a member chooses. text: one line, sanitised and trimmed here. ERR_OK; ERR_TOO_LONG; ERR_DENIED; ERR_STORE. */
enum { ACCOUNT_ABOUT_MOST = 80 }; /* graphemes */
enum err account_set_shown(struct forum *, const struct actor *, const char *about, bool shows_joined);
/* Checked by the caller, who knows what there is; "" for the board's own. */
enum err account_set_language(struct forum *, const struct actor *, const char *language);
enum err account_set_timezone(struct forum *, const struct actor *, const char *timezone);

/* By name. ERR_NOT_FOUND. */
enum err account_find(struct forum *, const char *name, struct actor *out);

/*
 * For the operator; the audit notes each. ERR_OK; ERR_NOT_FOUND nobody has that name; errors of a write; and any of
 * account_check_password(), ERR_BUSY.
 */
enum err account_set_password(struct forum *, const char *name, const char *password);
enum err account_add_key(struct forum *, const char *name, const char *key); /* twice is fine */
enum err account_set_role(struct forum *, const char *name, enum actor_role role);
enum err account_set_closed(struct forum *, const char *name, bool is_closed);
enum err account_list(struct forum *, struct member_list *out);

/* How the screen looks, at every sign-in. Needs CAP_SETTLE. */
enum err account_set_looks(struct forum *, const struct actor *, const struct looks *);
enum err account_leave(struct forum *, const struct actor *); /* notes when they were last here */

#endif
