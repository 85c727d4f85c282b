/*
 * The chain: each row's hash covers the row and the hash before it.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "forum/audit.h"
#include "forum/audit_key.h"
#include "store/audit_rows.h"

enum { AUDIT_PAGE = 500, AUDIT_HASH_BYTES = 32, AUDIT_HEX_BYTES = AUDIT_HASH_BYTES * 2 + 1 };

/*
 * A row without a case and a text is hashed as all were before there were these two. The others begin with a sign that no
 * older row can begin with, so that none can be taken for the other.
 */
static void
audit_hash(const struct audit_row *row, const char *before, char out[static AUDIT_HEX_BYTES])
{
	unsigned char hash[AUDIT_HASH_BYTES];
	char *text = mem_format("%s|%lld|%lld|%lld|%s|%s|%lld|%s", before, (long long)row->id, (long long)row->at,
	    (long long)row->actor, row->action, row->object, (long long)row->object_id, row->code);

	if (row->desk_case || *row->text_hash) {
		char *older = text;

		text = mem_format("2|%lld|%s|%s", (long long)row->desk_case, row->text_hash, older);
		free(older);
	}
	crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), NULL, 0);
	sodium_bin2hex(out, AUDIT_HEX_BYTES, hash, sizeof hash);
	free(text);
}

/* "" without a text, and where there is no key. */
static void
audit_hash_text(const struct forum *forum, const char *text, size_t bytes, char out[static AUDIT_HEX_BYTES])
{
	unsigned char hash[AUDIT_HASH_BYTES];

	*out = '\0';
	if (!text || !forum->audit_key)
		return;
	crypto_generichash(hash, sizeof hash, (const unsigned char *)text, bytes, forum->audit_key->bytes,
	    sizeof forum->audit_key->bytes);
	sodium_bin2hex(out, AUDIT_HEX_BYTES, hash, sizeof hash);
}

enum err
audit_note(struct forum *forum, int64_t actor, const char *action, const char *object, int64_t object_id,
    const char *code)
{
	const struct audit_act act = {
	    .actor = actor,
	    .action = action,
	    .object = object,
	    .object_id = object_id,
	    .code = code,
	    .desk_case = strcmp(object, "case") ? 0 : object_id,
	};

	return audit_note_act(forum, &act);
}

enum err
audit_note_act(struct forum *forum, const struct audit_act *act)
{
	char hash[AUDIT_HEX_BYTES], text_hash[AUDIT_HEX_BYTES], *before;
	struct audit_row row = {
	    .at = clock_now(),
	    .actor = act->actor,
	    .action = (char *)act->action, /* borrowed, and only read */
	    .object = (char *)act->object,
	    .object_id = act->object_id,
	    .code = (char *)act->code,
	    .desk_case = act->desk_case,
	    .text_hash = text_hash,
	};
	enum err err = audit_rows_last(forum->db, &before, &row.id);

	if (err != ERR_OK)
		return err;
	audit_hash_text(forum, act->text, act->text ? strlen(act->text) : 0, text_hash);
	audit_hash(&row, before, hash);
	row.hash = hash;
	free(before);
	return audit_rows_add(forum->db, &row);
}

enum err
audit_list(struct forum *forum, int64_t after, int64_t limit, struct audit_row_list *out)
{
	return audit_rows_list(forum->db, after, limit, out);
}

/* One page of the chain. ERR_DAMAGED and *broken; else *last and *hash go on to the page's end. */
static enum err
audit_verify_page(const struct audit_row_list *page, int64_t *last, char hash[static AUDIT_HEX_BYTES], int64_t *broken)
{
	char expected[AUDIT_HEX_BYTES];

	for (size_t k = 0; k < page->count; k++) {
		const struct audit_row *row = &page->rows[k];

		audit_hash(row, hash, expected);
		if (row->id != *last + 1 || strcmp(row->hash, expected)) {
			*broken = *last + 1;
			return ERR_DAMAGED;
		}
		*last = row->id;
		memcpy(hash, expected, sizeof expected);
	}
	return ERR_OK;
}

enum err
audit_verify(struct forum *forum, int64_t *out_rows, int64_t *out_broken)
{
	char hash[AUDIT_HEX_BYTES] = "";
	int64_t last = 0;
	size_t count;
	enum err err;

	do {
		struct audit_row_list page = {0};

		err = audit_rows_list(forum->db, last, AUDIT_PAGE, &page);
		if (err == ERR_OK)
			err = audit_verify_page(&page, &last, hash, out_broken);
		count = page.count;
		audit_row_list_clear(&page);
	} while (err == ERR_OK && count == AUDIT_PAGE);
	if (err == ERR_OK)
		*out_rows = last;
	return err;
}

/* Rows of the page with that hash go over to out. */
static void
audit_take_found(struct audit_row_list *page, const char *hash, struct audit_row_list *out)
{
	for (size_t k = 0; k < page->count && out->count < AUDIT_FOUND_MOST; k++)
		if (!strcmp(page->rows[k].text_hash, hash)) {
			*audit_row_list_add(out) = page->rows[k];
			page->rows[k] = (struct audit_row){0};
		}
}

enum err
audit_find_text(struct forum *forum, const char *text, size_t bytes, struct audit_row_list *out)
{
	char hash[AUDIT_HEX_BYTES];
	int64_t last = 0;
	size_t count;
	enum err err;

	audit_hash_text(forum, text, bytes, hash);
	if (!*hash)
		return ERR_NOT_FOUND;
	do {
		struct audit_row_list page = {0};

		err = audit_rows_list(forum->db, last, AUDIT_PAGE, &page);
		count = page.count;
		if (count)
			last = page.rows[count - 1].id;
		audit_take_found(&page, hash, out);
		audit_row_list_clear(&page);
	} while (err == ERR_OK && count == AUDIT_PAGE && out->count < AUDIT_FOUND_MOST);
	return err;
}
