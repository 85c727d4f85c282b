/*
 * One of the team who gave their second factor in this session.
 */
#ifndef BBS_TESTS_PROOF_H
#define BBS_TESTS_PROOF_H

#include "forum/forum.h"
#include "forum/policy.h"

/* From now on the actor may do what asks for it, if their role has anything of that kind; else nothing changes. */
void proof_give(struct forum *, struct actor *);

/* account_find() of somebody who is there, and proof_give(). */
struct actor proof_find(struct forum *, const char *name);

#endif
