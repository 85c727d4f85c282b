/*
 * A conversation as a tree: each message under the one it answers. Only a way of looking: the order of reading, and
 * what counts as read, is by time as ever.
 */
#ifndef BBS_FORUM_TREE_H
#define BBS_FORUM_TREE_H

#include "forum/forum.h"
#include "forum/policy.h"
#include "store/records.h"

enum {
	TREE_MOST = 2000, /* messages; of a longer conversation, the newest. Ours: a look at 16 KiB of numbers */
	TREE_PAGE = 40,
};

struct branch {
	int64_t number;
	int depth; /* 0 for what answers nothing that is here */
};

/* From the root down, and by time among the answers to one message. */
struct tree {
	struct branch *branches;
	size_t count;
	int64_t left_out; /* earlier messages that are not in it */
};

/* The whole shape. Permission was asked by conversation_get(). The caller clears. ERR_OK, ERR_STORE. */
enum err tree_grow(struct forum *, const struct thread *, struct tree *out);
void tree_clear(struct tree *);

/* Where the page begins that has this message; 0 when it is not in the tree. */
size_t tree_find_page(const struct tree *, int64_t number);

/* The messages of TREE_PAGE branches from `from` on, in the tree's order; k-th message is of branch from + k. */
enum err tree_messages(struct forum *, const struct actor *, const struct thread *, const struct tree *, size_t from,
    struct message_list *out);

#endif
