/*
 * `bbs admin NOUN VERB`: the operator's one tool. It works on the data directory, whether the board runs or not,
 * and needs no visitor's process.
 */
#ifndef BBS_CLI_ADMIN_H
#define BBS_CLI_ADMIN_H

#include <stdbool.h>
#include <stdio.h>

#include "base/config.h"
#include "base/err.h"

struct forum;
struct mine_row_list;
struct str;
struct guide;

/*
 * What a verb needs from layers that cli does not stand on. main.c joins them; each function is set, and may be
 * called while the board runs.
 */
struct admin_hooks {
	/* host_key_fingerprint() of net/net.h: "SHA256:..."; *out returns owned. ERR_IO; ERR_DAMAGED it is no key. */
	enum err (*fingerprint)(const char *secrets_dir, char **out);
	/* leaflet_print() of ui/leaflet.h: as pages. ERR_FULL; ERR_IO. */
	enum err (*print_leaflet)(struct forum *, const char *fingerprint, bool is_large, FILE *out);
	/* mine_write() of ui/mine.h: rows of an export in words. */
	void (*write_mine)(const struct mine_row_list *, bool is_first, struct str *out);
	/* guide_page_print() of ui/guide_page.h: as pages. ERR_FULL; ERR_IO. */
	enum err (*print_guide)(const struct guide *, bool is_large, FILE *out);
	/* words_use() of ui/words.h: _() speaks this language from now on; NULL: the operator's own again. */
	void (*speak)(const char *language);
};

/*
 * Do what the words after "admin" say. Results go to standard output, all else to standard error. Verbs that
 * hash a password call account_init() themselves.
 *
 * data, config, hooks  borrowed
 * argv                 the words after "admin"; argc of them
 *
 * Returns the exit status: 0 done; 1 it did not work, and a sentence said why; 2 the words were wrong, nothing
 * was tried; 3 the board is running or somebody else is at work: try again.
 */
int admin_run(const char *data, const struct config *config, const struct admin_hooks *hooks, int argc, char **argv);

#endif
