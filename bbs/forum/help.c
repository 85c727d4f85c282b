/*
 * People to call.
 */
#include <string.h>

#include "forum/help.h"
#include "store/signposts.h"

/* Is `nation` one of the comma-separated words? */
static bool
help_is_for(const char *nations, const char *nation)
{
	size_t length = strlen(nation);

	while (*nations) {
		size_t word;

		nations += strspn(nations, ", ");
		word = strcspn(nations, ", ");
		if (word == length && !strncmp(nations, nation, length))
			return true;
		nations += word;
	}
	return false;
}

enum err
help_list(struct forum *forum, struct signpost_list *out)
{
	struct signpost_list all = {0};
	enum err err = signposts_list(forum->db, true, &all);
	size_t kept = 0;

	for (size_t k = 0; k < all.count; k++)
		if (help_is_for(all.rows[k].nations, forum->config->board_nation))
			all.rows[kept++] = all.rows[k];
		else
			signpost_clear(&all.rows[k]);
	all.count = kept;
	*out = all;
	return err;
}
