/*
 * `bbs admin NOUN VERB`: the operator's one tool. It works on the data directory, whether the board runs or not,
 * and needs no visitor's process.
 */
#ifndef BBS_CLI_ADMIN_H
#define BBS_CLI_ADMIN_H

#include "base/config.h"

/*
 * Do what the words after "admin" say. Results go to standard output, all else to standard error. Verbs that
 * hash a password call account_init() themselves.
 *
 * data, config  borrowed
 * argv          the words after "admin"; argc of them
 *
 * Returns the exit status: 0 done; 1 it did not work, and a sentence said why; 2 the words were wrong, nothing
 * was tried; 3 the board is running or somebody else is at work: try again.
 */
int admin_run(const char *data, const struct config *config, int argc, char **argv);

#endif
