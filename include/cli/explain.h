/*
 * Sentences for the operator about what is wrong with the configuration or a data directory.
 */
#ifndef BBS_CLI_EXPLAIN_H
#define BBS_CLI_EXPLAIN_H

#include "base/config.h"
#include "base/err.h"

/* "var/bbs.conf line 3: net.port must be from 0 to 65535, not 70000." Returns owned. path NULL: a command line. */
char *explain_config(const struct config_error *, const char *path);

/* Why the data directory can't be used, and what to do. Returns owned. */
char *explain_data(enum err, const char *data);

#endif
