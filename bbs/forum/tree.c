/*
 * Growing the tree: one look at which message answers which, and one at the messages of a page.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "forum/tree.h"
#include "store/threads.h"

enum { NONE = -1 };

/* A message while the tree grows; the links are indexes. */
struct node {
	int parent, child, next;
};

/* An answer is always to an earlier message; what is not, or is not here, answers nothing. */
static void
tree_link(struct node *nodes, int count, const int64_t *replies, int64_t first, int *root)
{
	*root = NONE;
	for (int k = count - 1; k >= 0; k--) {
		int64_t at = replies[k] - first;
		int *list = root;

		nodes[k].parent = at >= 0 && at < k ? (int)at : NONE;
		if (nodes[k].parent != NONE)
			list = &nodes[nodes[k].parent].child;
		nodes[k].next = *list;
		*list = k;
	}
}

/* The node after this one, from the root down; *depth follows. */
static int
tree_step(const struct node *nodes, int at, int *depth)
{
	if (nodes[at].child != NONE) {
		++*depth;
		return nodes[at].child;
	}
	while (nodes[at].next == NONE && nodes[at].parent != NONE) {
		at = nodes[at].parent;
		--*depth;
	}
	return nodes[at].next;
}

static void
tree_flatten(const int64_t *replies, int count, int64_t first, struct tree *out)
{
	struct node *nodes = mem_alloc_array((size_t)count, sizeof *nodes);
	int at, depth = 0;

	for (int k = 0; k < count; k++)
		nodes[k].child = NONE;
	tree_link(nodes, count, replies, first, &at);
	for (; at != NONE; at = tree_step(nodes, at, &depth))
		out->branches[out->count++] = (struct branch){.number = first + at, .depth = depth};
	free(nodes);
}

enum err
tree_grow(struct forum *forum, const struct thread *thread, struct tree *out)
{
	int64_t *replies = mem_alloc_array(TREE_MOST, sizeof *replies), count = 0;
	int64_t first = thread->message_count > TREE_MOST ? thread->message_count - TREE_MOST + 1 : 1;
	enum err err = messages_shape(forum->db, thread->id, first, TREE_MOST, replies, &count);

	*out = (struct tree){.left_out = first - 1};
	if (err == ERR_OK && count) {
		out->branches = mem_alloc_array((size_t)count, sizeof *out->branches);
		tree_flatten(replies, (int)count, first, out);
	}
	free(replies);
	return err;
}

void
tree_clear(struct tree *tree)
{
	free(tree->branches);
	*tree = (struct tree){0};
}

size_t
tree_find_page(const struct tree *tree, int64_t number)
{
	for (size_t k = 0; k < tree->count; k++)
		if (tree->branches[k].number == number)
			return k / TREE_PAGE * TREE_PAGE;
	return 0;
}

enum err
tree_messages(struct forum *forum, const struct actor *actor, const struct thread *thread, const struct tree *tree,
    size_t from, struct message_list *out)
{
	struct str numbers;
	enum err err;

	str_init(&numbers);
	str_add_char(&numbers, '[');
	for (size_t k = from; k < tree->count && k < from + TREE_PAGE; k++)
		str_add_format(&numbers, "%s%lld", k > from ? "," : "", (long long)tree->branches[k].number);
	str_add_char(&numbers, ']');
	err = messages_list_some(forum->db, thread->id, actor->member, numbers.text, out);
	str_clear(&numbers);
	return err;
}
