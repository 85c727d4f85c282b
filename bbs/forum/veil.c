/*
 * Folding.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "forum/avoid.h"
#include "forum/message.h"
#include "forum/veil.h"
#include "store/avoid.h"

static bool
veil_is_kind(const struct mute_row *row, enum mute kind)
{
	return !strcmp(row->kind, mute_name(kind));
}

/* "mum's  House" as " mums house ": whole words are found in folded text as they stand. */
static void
veil_fold(const char *text, struct str *out)
{
	str_init(out);
	str_add(out, " ");
	fold_words(text, strlen(text), out);
	while (out->bytes > 1 && (out->text[out->bytes - 1] == '.' || out->text[out->bytes - 1] == ' '))
		str_cut(out, out->bytes - 1);
	str_add(out, " ");
}

static void
veil_fold_words(struct veil *veil)
{
	veil->words = mem_alloc_array(veil->mutes.count + 1, sizeof *veil->words);
	for (size_t k = 0; k < veil->mutes.count; k++) {
		veil->has_tags = veil->has_tags || veil_is_kind(&veil->mutes.rows[k], MUTE_TAG);
		if (veil_is_kind(&veil->mutes.rows[k], MUTE_WORD))
			veil_fold(veil->mutes.rows[k].what, &veil->words[veil->word_count++]);
	}
}

void
veil_init(struct forum *forum, const struct actor *actor, struct veil *out)
{
	*out = (struct veil){.member = actor->member, .may_open_details = actor_can(actor, CAP_DESK)};
	if (avoid_list(forum, actor, &out->blocks, &out->mutes) != ERR_OK) {
		block_row_list_clear(&out->blocks);
		mute_row_list_clear(&out->mutes);
	}
	veil_fold_words(out);
}

void
veil_clear(struct veil *veil)
{
	for (size_t k = 0; k < veil->word_count; k++)
		str_clear(&veil->words[k]);
	free(veil->words);
	block_row_list_clear(&veil->blocks);
	mute_row_list_clear(&veil->mutes);
	*veil = (struct veil){0};
}

static bool
veil_has_blocked(const struct veil *veil, int64_t author, int64_t alias)
{
	for (size_t k = 0; author && !alias && k < veil->blocks.count; k++)
		if (veil->blocks.rows[k].other == author)
			return true;
	return false;
}

static bool
veil_has_mute(const struct veil *veil, enum mute kind, int64_t thread, const char *what)
{
	for (size_t k = 0; k < veil->mutes.count; k++) {
		const struct mute_row *row = &veil->mutes.rows[k];

		if (veil_is_kind(row, kind) && row->thread == thread && !strcmp(row->what, what))
			return true;
	}
	return false;
}

static bool
veil_has_muted_alias(const struct veil *veil, int64_t thread, int64_t alias)
{
	char number[24];

	snprintf(number, sizeof number, "%lld", (long long)alias);
	return alias && veil_has_mute(veil, MUTE_ALIAS, thread, number);
}

static bool
veil_has_muted_word(const struct veil *veil, const char *body)
{
	struct str folded;
	bool found = false;

	if (!veil->word_count)
		return false;
	veil_fold(body, &folded);
	for (size_t k = 0; k < veil->word_count && !found; k++)
		found = strstr(folded.text, veil->words[k].text) != NULL;
	str_clear(&folded);
	return found;
}

/* What there is to know of a message, wherever it is listed. */
struct veiled {
	int64_t author, alias, thread;
	const char *state, *body, *note, *folded;
};

static enum veil_why
veil_look_at(const struct veil *veil, const struct veiled *at)
{
	if (strcmp(at->state, "live") != 0 || (veil->member && at->author == veil->member))
		return VEIL_NONE;
	if (*at->folded)
		return strcmp(at->folded, "details") ? VEIL_FOLDED : VEIL_DETAILS;
	if (veil_has_blocked(veil, at->author, at->alias))
		return VEIL_BLOCKED;
	if (veil_has_muted_alias(veil, at->thread, at->alias))
		return VEIL_MUTED_ALIAS;
	if (*at->note && veil_has_mute(veil, MUTE_NOTE, 0, at->note))
		return VEIL_MUTED_NOTE;
	if (veil_has_muted_word(veil, at->body))
		return VEIL_MUTED_WORD;
	return *at->note ? VEIL_NOTE : VEIL_NONE;
}

enum veil_why
veil_look(const struct veil *veil, const struct message *message)
{
	const struct veiled at = {
	    .author = message->author,
	    .alias = message->alias,
	    .thread = message->thread,
	    .state = message->is_unseen ? "unseen" : message->state,
	    .body = message->body,
	    .note = message->note,
	    .folded = message->folded,
	};

	return veil_look_at(veil, &at);
}

enum veil_why
veil_look_kept(const struct veil *veil, const struct kept *kept)
{
	const struct veiled at = {
	    .author = kept->author,
	    .alias = kept->alias,
	    .thread = kept->thread,
	    .state = kept->state,
	    .body = kept->body,
	    .note = kept->note,
	    .folded = kept->folded,
	};

	return veil_look_at(veil, &at);
}

enum veil_why
veil_look_thread(const struct veil *veil, struct forum *forum, const struct thread *thread,
    char tag[static VEIL_TAG_BYTES])
{
	if (veil->member && thread->starter == veil->member)
		return VEIL_NONE;
	if (veil_has_blocked(veil, thread->starter, thread->alias))
		return VEIL_BLOCKED;
	if (veil_has_muted_alias(veil, thread->id, thread->alias))
		return VEIL_MUTED_ALIAS;
	if (veil->has_tags && mutes_find_tag(forum->db, veil->member, thread->id, tag, VEIL_TAG_BYTES) == ERR_OK)
		return VEIL_MUTED_TAG;
	return veil_has_muted_word(veil, thread->title) ? VEIL_MUTED_WORD : VEIL_NONE;
}

bool
veil_may_open(const struct veil *veil, enum veil_why why)
{
	return why != VEIL_NONE && (why != VEIL_DETAILS || veil->may_open_details);
}

enum veil_why
veil_look_once(struct forum *forum, const struct actor *actor, const struct message *message)
{
	struct veil veil;
	enum veil_why why;

	veil_init(forum, actor, &veil);
	why = veil_look(&veil, message);
	veil_clear(&veil);
	return why;
}
