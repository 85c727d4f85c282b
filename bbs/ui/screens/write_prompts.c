/*
 * Ways to begin, for a page that is still empty: content/prompts.txt. Under each "# " heading stand its opening words.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/screens.h"
#include "ui/screens/writing.h"
#include "ui/words.h"

struct prompt {
	char *name;  /* owned */
	char *words; /* owned */
};

/* The next one of the page, which is used up by it; false when there is none. */
static bool
prompts_next(const char **page, struct prompt *out)
{
	const char *at = *page;
	size_t name, words;

	if (strncmp(at, "# ", 2) != 0)
		return false;
	at += 2;
	name = strcspn(at, "\n");
	out->name = mem_copy_bytes(at, name);
	at += name + (at[name] == '\n');
	words = strcspn(at, "\n");
	out->words = mem_copy_bytes(at, words);
	*page = at + words + (at[words] == '\n');
	return true;
}

static void
prompt_clear(struct prompt *prompt)
{
	free(prompt->name);
	free(prompt->words);
}

char *
prompts_find(int64_t which)
{
	char *page = words_page("content/prompts.txt"), *words = NULL;
	const char *rest = page;
	struct prompt prompt;

	while (!words && which > 0 && prompts_next(&rest, &prompt)) {
		if (--which == 0)
			words = mem_format("%s\n", prompt.words);
		prompt_clear(&prompt);
	}
	free(page);
	return words;
}

static void
prompts_view(struct screen *screen, struct visit *visit, struct view *out)
{
	char *page = words_page("content/prompts.txt");
	const char *rest = page;
	struct prompt prompt;

	(void)screen;
	(void)visit;
	view_set_title(out, _("How do I start?"));
	view_set_intro(out, _("Choose one, and its words go on your page. You can change them."));
	for (int64_t k = 1; prompts_next(&rest, &prompt); k++) {
		struct item *item = view_add_item(out, k);

		item_set_line(&item->text, prompt.name);
		item_set_line(&item->about, prompt.words);
		prompt_clear(&prompt);
	}
	view_offer(out, ACTION_OPEN, _("Choose"));
	free(page);
}

static struct outcome
prompts_act(struct screen *screen, struct visit *visit, const struct intent *intent)
{
	(void)screen;
	(void)visit;
	switch (intent->action) {
	case ACTION_OPEN:
		return intent->item ? (struct outcome){.kind = OUTCOME_CHOSEN, .choice = intent->item} : screen_stay();
	case ACTION_BACK:
		return (struct outcome){.kind = OUTCOME_CHOSEN};
	default:
		return screen_decline();
	}
}

struct screen *
prompts_open(struct visit *visit, const struct route *route)
{
	static const struct screen_ops ops = {.name = "prompts", .view = prompts_view, .act = prompts_act};

	(void)visit;
	(void)route;
	return screen_alloc(&ops, sizeof(struct screen));
}
