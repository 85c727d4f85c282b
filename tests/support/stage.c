/*
 * Setting the demo board up, and letting somebody on to it.
 */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/random.h"
#include "forum/account.h"
#include "forum/board.h"
#include "forum/setup.h"
#include "proof.h"
#include "stage.h"
#include "ui/loop.h"
#include "ui/screens.h"

int
stage_open(struct stage *stage)
{
	struct theme_error error;
	char *file = NULL;

	setenv("TZ", "UTC", 1);
	tzset();
	stage->data = mem_copy_string("/tmp/bbs-stage-XXXXXX");
	if (!mkdtemp(stage->data) || account_init() != ERR_OK)
		return -1;
	config_init(&stage->config);
	keymap_init(&stage->keymap);
	return themes_load(NULL, &error, &file) == ERR_OK ? 0 : -1;
}

static int
stage_forget(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
	(void)st;
	(void)kind;
	(void)walk;
	return remove(path);
}

int
stage_close(struct stage *stage)
{
	config_clear(&stage->config);
	themes_clear();
	nftw(stage->data, stage_forget, 8, FTW_DEPTH | FTW_PHYS);
	free(stage->data);
	return 0;
}

static void
stage_must(enum err err, const char *what)
{
	if (err != ERR_OK)
		fatal("stage: %s: %s", what, err_name(err));
}

/* One file to another; false when there is none. */
static bool
stage_copy(const char *from, const char *to)
{
	char block[65536];
	size_t bytes;
	FILE *in = fopen(from, "rb"), *out;

	if (!in)
		return false;
	out = fopen(to, "wb");
	if (!out)
		fatal("stage: %s", to);
	while ((bytes = fread(block, 1, sizeof block, in)) > 0)
		if (fwrite(block, 1, bytes, out) != bytes)
			fatal("stage: %s", to);
	fclose(in);
	fclose(out);
	return true;
}

static void
stage_make_board(struct stage *stage)
{
	const struct board_change off = {.is_on = 0, .is_open = -1, .position = -1};
	struct forum forum;
	int64_t members, conversations, messages;

	stage_must(setup_directories(stage->data), "directories");
	stage_must(setup_board(stage->data), "board");
	stage_must(forum_open(stage->data, &stage->config, &forum), "open");
	stage_must(setup_demo(&forum, 0, &members, &conversations, &messages), "demo");
	stage_must(board_edit(&forum, "what-worked", &off), "board off"); /* for the scene "board-off" */
	forum_close(&forum);
}

/* The board is made once; after that its files are copied back. */
void
stage_reset(struct stage *stage)
{
	static const char *const files[] = {"board.db", "board.db-wal", "board.db-shm", "here"};
	bool was_made = false;

	clock_pin(STAGE_NOW);
	stage->config.limits_first_messages = 0; /* scenes about them turn it on */
	for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
		char *path = mem_format("%s/db/%s", stage->data, files[f]),
		     *kept = mem_format("%s/%s", stage->data, files[f]);

		unlink(path);
		was_made |= stage_copy(kept, path);
		free(kept);
		free(path);
	}
	if (!was_made) {
		random_pin(7);
		stage_make_board(stage);
		for (size_t f = 0; f < 2; f++) {
			char *path = mem_format("%s/db/%s", stage->data, files[f]),
			     *kept = mem_format("%s/%s", stage->data, files[f]);

			stage_copy(path, kept);
			free(kept);
			free(path);
		}
	}
	random_pin(7);
}

void
stage_begin_visit(struct stage *stage, const struct part *part, struct visit *out)
{
	*out = (struct visit){
	    .config = &stage->config,
	    .is_plain = part->is_plain,
	    .has_terminal = !part->is_plain || part->is_echoed,
	};
	if (part->route.kind == ROUTE_JOIN_RETURN)
		snprintf(out->wanted_name, sizeof out->wanted_name, "blue-mug");
	stage_must(forum_open(stage->data, &stage->config, &out->forum), "open");
	if (part->as) {
		if (part->is_unproven)
			stage_must(account_find(&out->forum, part->as, &out->actor), part->as);
		else
			out->actor = proof_find(&out->forum, part->as);
		out->door = DOOR_MEMBER;
		out->last_here_at = STAGE_NOW - 30 * 3600;
	}
}

void
stage_end_visit(struct visit *visit)
{
	forum_close(&visit->forum);
	free(visit->flash);
	free(visit->find_words);
}

static void
stage_run(void *context, struct wire *wire)
{
	struct performance *performance = context;
	const struct part *part = performance->part;
	struct visit visit;
	struct stack stack;

	stage_begin_visit(performance->stage, part, &visit);
	stack_init(&stack, &visit, screens_open, &part->route);
	loop_run(&stack, wire, part->is_plain ? "dumb" : "xterm-256color", &performance->stage->keymap);
	stack_clear(&stack);
	stage_end_visit(&visit);
}

void
stage_perform(struct performance *performance, struct vt *vt)
{
	vt_start(vt, stage_run, performance);
}

void
stage_view(struct stage *stage, const struct part *part, struct view *out)
{
	struct visit visit;
	struct stack stack;

	stage_begin_visit(stage, part, &visit);
	stack_init(&stack, &visit, screens_open, &part->route);
	stack_view(&stack, out);
	stack_clear(&stack);
	stage_end_visit(&visit);
}
