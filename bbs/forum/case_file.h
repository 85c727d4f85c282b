/*
 * What goes into a case, whoever puts it there: somebody who tells the team, or the program itself. Private to forum;
 * all inside the caller's transaction.
 */
#ifndef BBS_FORUM_CASE_FILE_H
#define BBS_FORUM_CASE_FILE_H

#include "forum/forum.h"
#include "store/records.h"

/* Something became red: the team is called, but for whom it is about (0: nobody). */
enum err case_alert(struct forum *, int64_t about);

/*
 * Open a case, or join one.
 *
 * record     its queue and clock follow from the rest
 * teller     for the audit: a member, or AUDIT_PROGRAM
 * found_err  of looking for an open one: ERR_OK and `found`, ERR_NOT_FOUND; any other is the result
 * out        the case's id; untouched on failure
 */
enum err case_put(struct forum *, int64_t teller, const struct desk_case *record, enum err found_err,
    const struct desk_case *found, int64_t *out);

/* What the message says now, unless the newest evidence says the same. */
enum err case_keep_evidence(struct forum *, int64_t desk_case, int64_t message, const char *body);

/*
 * A message with danger words was sent or changed: the program opens or joins a case, red until a person has graded
 * it, and keeps what the message says. The message goes out all the same.
 */
enum err case_note_danger(struct forum *, int64_t writer, int64_t thread, int64_t message, const char *body);

#endif
