/*
 * Our own texts, filled in and put into a view.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "ui/content.h"
#include "ui/words.h"

static const struct content_gap *
find_gap(const struct content_gap *gaps, const char *text)
{
	for (; gaps && gaps->word; gaps++)
		if (!strncmp(text, gaps->word, strlen(gaps->word)))
			return gaps;
	return NULL;
}

char *
content_fill(const char *file, const struct config *config, const struct content_gap *gaps)
{
	bool is_usual = config->net_port == 22;
	char *text = words_page(file), *rest = text;
	char *ssh = is_usual ? mem_copy_string("ssh ") : mem_format("ssh -p %d ", (int)config->net_port);
	const struct content_gap always[] = {{"HOST", config->board_address}, {"SSH ", ssh}, {NULL, NULL}};
	struct str out;

	str_init(&out);
	while (*rest) {
		const struct content_gap *gap = find_gap(gaps, rest);

		if (!gap)
			gap = find_gap(always, rest);
		if (gap)
			str_add(&out, gap->value);
		else
			str_add_char(&out, *rest);
		rest += gap ? strlen(gap->word) : 1;
	}
	free(ssh);
	free(text);
	return str_take(&out);
}

static void
add_part(struct view *out, struct str *part)
{
	size_t bytes = part->bytes;

	while (bytes && part->text[bytes - 1] == '\n')
		bytes--;
	str_cut(part, bytes);
	if (bytes)
		item_set_body(&view_add_item(out, 0)->text, part->text);
	str_cut(part, 0);
}

void
content_add(struct view *out, char *text)
{
	struct str part;
	char *line;

	str_init(&part);
	while ((line = strsep(&text, "\n"))) {
		if (!strncmp(line, "# ", 2)) {
			add_part(out, &part);
			view_add_heading(out, line + 2);
		} else {
			str_add(&part, line);
			str_add(&part, "\n");
		}
	}
	add_part(out, &part);
	str_clear(&part);
}

char *
content_signpost(const struct signpost *signpost)
{
	bool is_text = signpost->how[0] == 't';

	if (*signpost->hours && is_text)
		return mem_format(_("Text %s, %s. %s"), signpost->number, signpost->hours, signpost->about);
	if (*signpost->hours)
		return mem_format(_("Call %s, %s. %s"), signpost->number, signpost->hours, signpost->about);
	if (is_text)
		return mem_format(_("Text %s. %s"), signpost->number, signpost->about);
	return mem_format(_("Call %s. %s"), signpost->number, signpost->about);
}
