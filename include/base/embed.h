/*
 * Files that travel inside the program: migrations, boards, rules, signposts, themes. Paths are relative to
 * bbs/ or, for themes, to the checkout: "store/sql/0001-first.sql", "content/rules.txt", "themes/default.theme".
 */
#ifndef BBS_BASE_EMBED_H
#define BBS_BASE_EMBED_H

#include <stddef.h>

struct embedded {
	const char *path;
	const char *data; /* not NUL-terminated */
	size_t bytes;
};

/* The file at this path, or NULL. Static until the next call here or of embed_at(). */
const struct embedded *embed_find(const char *path);

/* The k-th embedded file in order of path, or NULL past the last. Static until the next call. */
const struct embedded *embed_at(size_t k);

/* The whole file as an owned NUL-terminated string; fatal() when it is missing, which is a bug in the build. */
char *embed_copy(const char *path);

#endif
