/*
 * The pictures in the README, drawn by the program itself: what is committed in tests/screen/pictures must be what it
 * draws now. `make pictures` draws them anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../support/golden.h"
#include "../support/stage.h"
#include "../support/svg.h"
#include "base/mem.h"

static struct stage stage;

static const struct {
	const char *name, *title;
	struct part part;
	int cols, rows;
	const char *keys;
} pictures[] = {
    {.name = "home",
	.title = "The first page: since you were last here, answers to you, and boards with what is new",
	.part = {.as = "kettle-on", .route = {.kind = ROUTE_HOME}},
	.cols = 80,
	.rows = 24},
    {.name = "home-40x12",
	.title = "The first page in large letters: 40 columns and 12 lines",
	.part = {.as = "kettle-on", .route = {.kind = ROUTE_HOME}},
	.cols = 40,
	.rows = 12},
    {.name = "conversation",
	.title = "A conversation: messages one after another, each with its number, writer and date",
	.part = {.as = "kettle-on", .route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 2}},
	.cols = 80,
	.rows = 24},
    {.name = "waiting",
	.title = "Who has not heard back: one is being answered, for 15 minutes",
	.part = {.as = "front-step", .route = {.kind = ROUTE_WAITING}},
	.cols = 80,
	.rows = 24,
	.keys = "i\x7f"},
    {.name = "answer",
	.title = "Writing an answer, saved as it is typed",
	.part = {.as = "kettle-on", .route = {.kind = ROUTE_WRITE, .board = 2, .thread = 2, .number = 1}},
	.cols = 80,
	.rows = 24,
	.keys = "Thank you, spare-key. I read this twice and then found the page I was looking for.\r\r"
		"The question mark is the one I'll remember."},
    {.name = "people",
	.title = "People to call, with their numbers",
	.part = {.route = {.kind = ROUTE_PEOPLE}},
	.cols = 80,
	.rows = 24},
};

static void
screens_are_as_in_the_pictures(void **unused)
{
	(void)unused;
	for (size_t k = 0; k < sizeof pictures / sizeof *pictures; k++) {
		struct performance performance = {.stage = &stage, .part = &pictures[k].part};
		struct vt *vt = vt_open(pictures[k].cols, pictures[k].rows);
		char *path = mem_format("tests/screen/pictures/%s.svg", pictures[k].name), *svg;

		stage_reset(&stage);
		stage_perform(&performance, vt);
		if (pictures[k].keys)
			vt_type(vt, pictures[k].keys);
		svg = svg_draw(vt, pictures[k].title);
		vt_close(vt);
		golden_check_picture(path, svg);
		free(svg);
		free(path);
	}
}

static void
the_readme_shows_every_picture(void **unused)
{
	enum { README_BYTES = 1 << 18 };
	char *readme = mem_alloc(README_BYTES);
	FILE *file = fopen("README.md", "r");

	(void)unused;
	assert_non_null(file);
	assert_true(fread(readme, 1, README_BYTES - 1, file) > 0);
	fclose(file);
	for (size_t k = 0; k < sizeof pictures / sizeof *pictures; k++) {
		char *path = mem_format("](tests/screen/pictures/%s.svg)", pictures[k].name);

		if (!strstr(readme, path))
			fail_msg("README.md does not show %s", pictures[k].name);
		free(path);
	}
	free(readme);
}

/* What a screen reader says, with what is typed after each prompt. */
static void
plain_mode_is_as_in_the_text(void **unused)
{
	static const struct part part = {
	    .as = "kettle-on",
	    .route = {.kind = ROUTE_CONVERSATION, .thread = 2, .number = 5},
	    .is_plain = true,
	    .is_echoed = true,
	};
	struct performance performance = {.stage = &stage, .part = &part};
	struct vt *vt = vt_open(80, 24);
	const char *written;
	struct str text;
	size_t bytes;

	(void)unused;
	stage_reset(&stage);
	stage_perform(&performance, vt);
	vt_type(vt, "a\r");
	vt_type(vt, "Ours has that arrow too. Thank you.\r");
	vt_type(vt, ".\r");
	vt_type(vt, "s\r");
	written = vt_written(vt, &bytes);
	str_init(&text);
	for (size_t k = 0; k < bytes; k++)
		if (written[k] != '\r')
			str_add_char(&text, written[k]);
	while (text.text[text.bytes - 1] == ' ') /* it waits for the next word here */
		str_cut(&text, text.bytes - 1);
	str_add_char(&text, '\n');
	golden_check_picture("tests/screen/pictures/plain.txt", text.text);
	str_clear(&text);
	vt_close(vt);
}

static int
set_up(void **unused)
{
	(void)unused;
	return stage_open(&stage);
}

static int
tear_down(void **unused)
{
	(void)unused;
	return stage_close(&stage);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(screens_are_as_in_the_pictures),
	    cmocka_unit_test(the_readme_shows_every_picture),
	    cmocka_unit_test(plain_mode_is_as_in_the_text),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
