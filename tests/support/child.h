/*
 * Doing in a process of its own what would end, jam or change this one.
 */
#ifndef BBS_TESTS_CHILD_H
#define BBS_TESTS_CHILD_H

#include <sys/types.h>

/*
 * Run body(context) in a child, silent on standard error. Its result is the exit status, from 0 to 125; no
 * assertion of cmocka may be in it. Returns the exit status, or 256 and the signal that ended it.
 */
int child_run(int (*body)(void *context), void *context);

/* The same in two halves, so that several run at once. */
pid_t child_start(int (*body)(void *context), void *context);
int child_wait(pid_t);

#endif
