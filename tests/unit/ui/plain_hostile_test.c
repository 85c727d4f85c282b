/*
 * Plain mode against random texts, random bytes, and a line without end: no escape goes out, nothing is lost in
 * silence, and it goes on.
 */
#include "plain_story.h"

enum { RANDOM_VIEWS = 10000, RANDOM_BATCHES = 20000, LONG_LINE_BYTES = 1024 * 1024 };

/* What can't be: bytes that no screen would let through, as if a database were damaged. */
static char *
random_text(unsigned *seed, size_t most)
{
	size_t bytes = (size_t)rand_r(seed) % most;
	char *text = mem_alloc(bytes + 1);

	for (size_t k = 0; k < bytes; k++) {
		static const unsigned char likely[] = {0x1b, 0x9b, 0xc2, 0x07, '\n', '>', ' ', 0xe2, 0x80, 0xae, '[',
		    0x08};
		unsigned roll = (unsigned)rand_r(seed);

		text[k] = (char)(roll & 1 ? likely[(roll >> 8) % sizeof likely] : 1 + (roll >> 8) % 255);
	}
	return text;
}

/* Nothing but printable characters and line ends, and what rubs out an echo. */
static void
check_heard(const char *bytes, size_t count)
{
	for (size_t k = 0; k < count;) {
		uint32_t codepoint;
		size_t used = text_decode(bytes + k, count - k, &codepoint);

		assert_true(used > 0);
		assert_true(codepoint >= ' ' || codepoint == '\n' || codepoint == '\r' || codepoint == '\b');
		assert_false(codepoint >= 0x7f && codepoint < 0xa0);
		assert_false(codepoint >= 0x202a && codepoint <= 0x202e);
		k += used;
	}
}

static void
hear_and_check(struct story *story)
{
	char *bytes;
	off_t count = lseek(story->wire.out_fd, 0, SEEK_CUR);

	bytes = mem_alloc((size_t)count + 1);
	assert_int_equal(pread(story->wire.out_fd, bytes, (size_t)count, 0), count);
	check_heard(bytes, (size_t)count);
	free(bytes);
	assert_int_equal(ftruncate(story->wire.out_fd, 0), 0);
	lseek(story->wire.out_fd, 0, SEEK_SET);
}

static void
replace(char **slot, char *text)
{
	free(*slot);
	*slot = text;
}

/* Ten texts in each view. */
static void
no_text_ever_prints_an_escape(void **state)
{
	struct story story;
	unsigned seed = 7;

	(void)state;
	story_begin(&story, true);
	for (int round = 0; round < RANDOM_VIEWS; round++) {
		struct view view;
		struct item *item;

		view_init(&view, round % 3 ? VIEW_DOCUMENT : VIEW_LIST);
		view.serial = (uint64_t)round + 1;
		story.wire.cols = (uint16_t)(1 + round % 100);
		story.wire.rows = (uint16_t)(round % 50);
		replace(&view.where, random_text(&seed, 60));
		replace(&view.title, random_text(&seed, 60));
		replace(&view.intro, random_text(&seed, 200));
		item = view_add_item(&view, 1);
		item->number = round % 4;
		replace(&item->text, random_text(&seed, 300));
		replace(&item->context, random_text(&seed, 30));
		replace(&item->detail, random_text(&seed, 30));
		replace(&item->about, random_text(&seed, 30));
		replace(&item->who, random_text(&seed, 30));
		replace(&item->when, random_text(&seed, 30));
		view_add_notice(&view, ROLE_NOTICE, "");
		replace(&view.notices[0].text, random_text(&seed, 60));
		view_offer(&view, ACTION_ANSWER, NULL);
		replace(&view.offers[0].label, random_text(&seed, 60));
		story_show(&story, &view, SHOW_SCREEN);
		PLAY(&story, "h\r\r\r1\r\r");
		str_cut(&story.transcript, 0);
		story.heard = 0;
		hear_and_check(&story);
	}
	story_clear(&story);
}

/* Bytes that come without end until so many batches have come. */
struct flood {
	struct story *story;
	unsigned seed;
	int left;
};

static enum wire_event
flood_wait(void *context, struct wire *wire, int timeout_ms)
{
	static const char likely[] =
	    "\r\r\r\n\033[;?/.!\b\177\025\030\003/send/undo/list/change 1 /back/help0123eblrhpgn \303\251\342";
	struct flood *flood = context;
	char bytes[200];
	size_t count = 1 + (size_t)rand_r(&flood->seed) % sizeof bytes;

	(void)wire;
	(void)timeout_ms;
	if (!flood->left--)
		return WIRE_HANGUP;
	for (size_t k = 0; k < count; k++) {
		unsigned roll = (unsigned)rand_r(&flood->seed);

		bytes[k] = (char)(roll & 3 ? likely[(roll >> 8) % (sizeof likely - 1)] : (char)(roll >> 8));
	}
	assert_int_equal(write(flood->story->to_visit, bytes, count), count);
	return WIRE_BYTES;
}

static void
random_bytes_are_survived(void **state)
{
	struct story story;
	struct flood flood = {.story = &story, .seed = 3, .left = RANDOM_BATCHES};
	struct event event = {0};
	struct view view;
	unsigned events = 0;

	(void)state;
	story_begin(&story, true);
	story.wire.wait = flood_wait;
	story.wire.context = &flood;
	make_writing(&story, &view);
	story_show(&story, &view, SHOW_SCREEN);
	while (event.kind != EVENT_HANGUP) {
		event = plain_renderer.read(story.renderer, -1);
		if (event.kind != EVENT_INTENT)
			continue;
		if (++events % 3 == 0)
			make_home(&view);
		else if (events % 3 == 1)
			make_talk(&view);
		else
			make_writing(&story, &view);
		if (story.body.text.bytes > 500)
			edit_set(&story.body, "");
		story_show(&story, &view, SHOW_SCREEN);
		hear_and_check(&story);
	}
	assert_true(text_is_safe(TEXT_BODY, story.body.text.text, story.body.text.bytes));
	story_clear(&story);
}

/* A line of a megabyte, then Enter, then the end. */
static enum wire_event
long_wait(void *context, struct wire *wire, int timeout_ms)
{
	struct flood *flood = context;
	char bytes[4096];

	(void)wire;
	(void)timeout_ms;
	memset(bytes, 'x', sizeof bytes);
	if (!flood->left)
		return WIRE_HANGUP;
	if (--flood->left == 0)
		bytes[sizeof bytes - 1] = '\r';
	assert_int_equal(write(flood->story->to_visit, bytes, sizeof bytes), sizeof bytes);
	return WIRE_BYTES;
}

static void
a_line_of_a_megabyte_is_cut_and_says_so(void **state)
{
	struct story story;
	struct flood flood = {.story = &story, .left = LONG_LINE_BYTES / 4096};
	struct view view;

	(void)state;
	story_begin(&story, false);
	story.wire.wait = long_wait;
	story.wire.context = &flood;
	view_init(&view, VIEW_FORM);
	view_add_field(&view, FIELD_BODY, "Your message", "", &story.body);
	view_offer(&view, ACTION_SEND, NULL);
	story_show(&story, &view, SHOW_SCREEN);
	while (plain_renderer.read(story.renderer, -1).kind != EVENT_HANGUP)
		;
	story_hear(&story);
	assert_int_equal(story.body.text.bytes, 64 * 1024);
	assert_non_null(strstr(story.transcript.text, "That line was too long. We have all of it up to these words:"));
	story_clear(&story);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_text_ever_prints_an_escape),
	    cmocka_unit_test(random_bytes_are_survived),
	    cmocka_unit_test(a_line_of_a_megabyte_is_cut_and_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
