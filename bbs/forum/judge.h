/*
 * What every kind of sending has in common: private to forum.
 */
#ifndef BBS_FORUM_JUDGE_H
#define BBS_FORUM_JUDGE_H

#include "base/str.h"
#include "base/text.h"
#include "forum/forum.h"
#include "forum/policy.h"

/* The text as it will be kept: safe and trimmed. out is initialised here; the caller clears it. */
void conversation_clean(enum text_kind, const char *text, struct str *out);

/*
 * Bring the writer up to date with the database, inside the transaction that acts, and ask. ERR_OK; ERR_CLOSED,
 * ERR_DENIED.
 */
enum err conversation_judge(struct forum *, struct actor *writer, enum cap);

#endif
