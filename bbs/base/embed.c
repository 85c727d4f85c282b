/*
 * Finding the files inside the program. The table is made by scripts/embed.
 */
#include <string.h>

#include "base/embed.h"
#include "base/embed_table.h"
#include "base/mem.h"

const struct embedded *
embed_at(size_t k)
{
	static struct embedded out;

	if (k >= embed_count)
		return NULL;
	out = (struct embedded){
	    .path = embed_table[k].path,
	    .data = embed_table[k].start,
	    .bytes = (size_t)(embed_table[k].end - embed_table[k].start),
	};
	return &out;
}

const struct embedded *
embed_find(const char *path)
{
	for (size_t k = 0; k < embed_count; k++)
		if (!strcmp(embed_table[k].path, path))
			return embed_at(k);
	return NULL;
}

char *
embed_copy(const char *path)
{
	const struct embedded *file = embed_find(path);

	if (!file)
		fatal("no embedded file %s", path);
	return mem_copy_bytes(file->data, file->bytes);
}
