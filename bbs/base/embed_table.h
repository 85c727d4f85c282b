/* Between embed.c and the generated table only. */
#ifndef BBS_BASE_EMBED_TABLE_H
#define BBS_BASE_EMBED_TABLE_H

#include <stddef.h>

struct embed_entry {
	const char *path;
	const char *start, *end;
};

extern const struct embed_entry embed_table[]; /* in order of path */
extern const size_t embed_count;

#endif
