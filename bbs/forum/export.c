/*
 * Walking along everything about a member. The only file of forum that makes JSON.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "forum/export.h"
#include "forum/key.h"
#include "store/members.h"

void
export_begin(const struct actor *actor, struct export *out)
{
	*out = (struct export){.member = actor->member, .part = actor->member ? 0 : MINE_PARTS};
}

enum err
export_begin_named(struct forum *forum, const char *name, struct export *out)
{
	struct member member = {0};
	enum err err = members_find(forum->db, name, &member);

	if (err == ERR_OK)
		*out = (struct export){.member = member.id};
	member_clear(&member);
	return err;
}

static void
export_hide_keys(struct mine_row_list *rows)
{
	const struct mine_column *columns = mine_columns(rows->rows[0].part);

	for (size_t k = 0; k < rows->count; k++)
		for (int at = 0; at < rows->rows[k].count; at++)
			if (columns[at].kind == MINE_KEY) {
				char print[KEY_PRINT_BYTES];

				key_fingerprint(rows->rows[k].texts[at], print);
				free(rows->rows[k].texts[at]);
				rows->rows[k].texts[at] = mem_copy_string(print);
			}
}

enum err
export_next(struct forum *forum, struct export *export, struct mine_row_list *out)
{
	for (; export->part < MINE_PARTS; export->part++, export->after = 0) {
		enum err err = mine_read(forum->db, export->member, (enum mine_part) export->part, export->after,
		    EXPORT_ROWS, out);

		if (err != ERR_OK)
			return err;
		if (out->count) {
			export->after = out->rows[out->count - 1].cursor;
			export_hide_keys(out);
			return ERR_OK;
		}
	}
	return ERR_NOT_FOUND;
}

void
export_time(int64_t at, char out[static 24])
{
	time_t seconds = (time_t)at;
	struct tm tm;

	if (!at || !gmtime_r(&seconds, &tm) || !strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &tm))
		out[0] = '\0';
}

static json_t *
export_json_value(const struct mine_row *row, int at, enum mine_kind kind)
{
	char stamp[24];

	switch (kind) {
	case MINE_NUMBER:
		return json_integer(row->numbers[at]);
	case MINE_FLAG:
		return json_boolean(row->numbers[at]);
	case MINE_TIME:
		export_time(row->numbers[at], stamp);
		return *stamp ? json_string(stamp) : json_null();
	default:
		return json_string(row->texts[at]);
	}
}

static void
export_json_row(const struct mine_row *row, struct str *out)
{
	const struct mine_column *columns = mine_columns(row->part);
	json_t *object = json_object();
	char *text;

	for (int k = 0; k < row->count; k++)
		json_object_set_new(object, columns[k].name, export_json_value(row, k, columns[k].kind));
	text = json_dumps(object, JSON_PRESERVE_ORDER);
	json_decref(object);
	if (!text)
		fatal("a row that is no JSON");
	str_add(out, "\n    ");
	str_add(out, text);
	free(text);
}

/* Parts without a row, up to that one, and its beginning. */
static void
export_json_open(int part, int *next, struct str *out)
{
	if (*next)
		str_add(out, "\n  ],\n");
	else
		str_add(out, "{\n");
	while (*next < part)
		str_add_format(out, "  \"%s\": [],\n", mine_part_key((enum mine_part)(*next)++));
	str_add_format(out, "  \"%s\": [", mine_part_key((enum mine_part)part));
	*next = part + 1;
}

void
export_json(const struct mine_row_list *rows, int *next, struct str *out)
{
	if (rows) {
		bool goes_on = rows->rows[0].part + 1 == (unsigned)*next;

		if (!goes_on)
			export_json_open((int)rows->rows[0].part, next, out);
		for (size_t k = 0; k < rows->count; k++) {
			if (k || goes_on)
				str_add_char(out, ',');
			export_json_row(&rows->rows[k], out);
		}
		return;
	}
	if (*next < MINE_PARTS)
		export_json_open(MINE_PARTS - 1, next, out);
	str_add(out, "\n  ]\n}\n");
}
