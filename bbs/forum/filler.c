/*
 * Generated messages: see forum/filler.h.
 *
 * The work is a row of steps, a member or a message each. A transaction holds as many as fit in its few
 * milliseconds, then others have their turn: the lock is not fair, and without a pause they would hardly get one.
 * A fixed seed of our own, and not base/random, since the result is the same every time while all else that this
 * process draws must not be.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/embed.h"
#include "base/mem.h"
#include "base/str.h"
#include "forum/account.h"
#include "forum/filler.h"
#include "store/boards.h"
#include "store/members.h"
#include "store/threads.h"

enum {
	DAY = 86400,
	SPAN_MOST = 6 * 365 * DAY, /* seconds from the first message to the last */
	GAP_MOST = 600,            /* seconds between two messages */
	MEMBERS_MOST = 2000,
	MESSAGES_PER_MEMBER = 200,
	OPEN_AT_ONCE = 64,        /* conversations that are being written in */
	HOLD_MS = 3,              /* where the machine is slow: the rest of 5 ms is for the disk */
	STEPS_MOST = 50,          /* in a transaction: they and the disk take 2 to 4 ms */
	PAUSE_NS = 1000000,       /* design page, section 5 */
	LOG_MOST_BYTES = 4 << 20, /* measured: with less, folding it takes as long as writing */
};

struct filler_words {
	char *text; /* owned; the rest points into it */
	const char *mark, *opening;
	const char **titles, **sentences;
	size_t title_count, sentence_count;
};

struct filler_conversation {
	int64_t thread;
	int64_t written, planned; /* messages */
};

struct filler {
	struct db *db;
	struct filler_words words;
	struct filler_conversation open[OPEN_AT_ONCE];
	struct board_list boards;
	int64_t *members; /* ids */
	int64_t member_count, total;
	int64_t begin_at, gap; /* seconds */
	uint64_t random;
	struct filler_made made;
};

/* --- what there is to say --- */

static const char *
words_after(const char *line, const char *kind)
{
	size_t length = strlen(kind);

	return strncmp(line, kind, length) ? NULL : line + length;
}

static void
words_add(const char ***list, size_t *count, const char *words)
{
	*list = mem_resize_array(*list, *count + 1, sizeof **list);
	(*list)[(*count)++] = words;
}

static void
words_take_line(struct filler_words *words, const char *line)
{
	const char *rest;

	if (!*line || *line == '#')
		return;
	if ((rest = words_after(line, "%mark ")))
		words->mark = rest;
	else if ((rest = words_after(line, "%opening ")))
		words->opening = rest;
	else if ((rest = words_after(line, "%title ")))
		words_add(&words->titles, &words->title_count, rest);
	else
		words_add(&words->sentences, &words->sentence_count, line);
}

static void
words_load(struct filler_words *words)
{
	char *rest, *line;

	rest = words->text = embed_copy("content/filler.txt");
	while ((line = strsep(&rest, "\n")))
		words_take_line(words, line);
	if (!words->mark || !words->opening || !words->title_count || !words->sentence_count)
		fatal("filler: content/filler.txt");
}

static void
words_clear(struct filler_words *words)
{
	free(words->titles);
	free(words->sentences);
	free(words->text);
}

/* --- chance: SplitMix64, good enough to look uneven --- */

static int64_t
filler_below(struct filler *filler, int64_t bound)
{
	uint64_t z = filler->random += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return (int64_t)((z ^ z >> 31) % (uint64_t)bound);
}

/* Small ones far more often: the least of several draws. */
static int64_t
filler_below_uneven(struct filler *filler, int64_t bound, int draws)
{
	int64_t least = filler_below(filler, bound);

	while (--draws > 0) {
		int64_t next = filler_below(filler, bound);

		least = next < least ? next : least;
	}
	return least;
}

/* Most conversations are short and a few are very long: 20 messages in the mean. */
static int64_t
filler_plan_length(struct filler *filler)
{
	int64_t chance = filler_below(filler, 100);

	if (chance < 30)
		return 1 + filler_below(filler, 3);
	if (chance < 75)
		return 4 + filler_below(filler, 11);
	if (chance < 96)
		return 15 + filler_below(filler, 36);
	return 51 + filler_below(filler, 350);
}

static int64_t
filler_plan_sentences(struct filler *filler)
{
	int64_t chance = filler_below(filler, 64);

	if (!chance)
		return 20 + filler_below(filler, 40);
	return chance < 9 ? 5 + filler_below(filler, 10) : 1 + filler_below(filler, 4);
}

/* --- the steps --- */

static enum err
filler_put_member(struct filler *filler)
{
	char folded[ACCOUNT_NAME_MOST + 1], role[] = "member";
	struct member record = {
	    .name = mem_format("filler-%04lld", (long long)filler->made.members + 1),
	    .role = role,
	    .joined_at = filler->begin_at - DAY * (1 + filler_below(filler, 400)),
	};
	enum err err;

	record.consented_at = record.joined_at; /* the demo's people were all asked */
	account_fold_name(record.name, folded);
	err = members_add(filler->db, &record, folded, &filler->members[filler->made.members]);
	free(record.name);
	if (err == ERR_OK)
		filler->made.members++;
	return err;
}

static void
filler_write_body(struct filler *filler, struct str *out)
{
	const struct filler_words *words = &filler->words;
	int64_t count = filler_plan_sentences(filler);

	str_add_format(out, "%s %lld. %s", words->mark, (long long)filler->made.messages + 1, words->opening);
	for (int64_t k = 0; k < count; k++) {
		str_add(out, filler_below(filler, 5) ? " " : "\n\n");
		str_add(out, words->sentences[filler_below(filler, (int64_t)words->sentence_count)]);
	}
}

static enum err
filler_put_conversation(struct filler *filler, struct filler_conversation *out, int64_t starter, int64_t at)
{
	const struct filler_words *words = &filler->words;
	const char *rest = words->titles[filler_below(filler, (int64_t)words->title_count)];
	const struct board *board = &filler->boards.rows[filler_below_uneven(filler, (int64_t)filler->boards.count, 2)];
	char *title = mem_format("%s %lld: %s", words->mark, (long long)filler->made.conversations + 1, rest);
	const struct thread record = {.board = board->id, .title = title, .starter = starter, .started_at = at};
	enum err err = threads_add(filler->db, &record, &out->thread);

	free(title);
	out->written = 0;
	out->planned = filler_plan_length(filler);
	if (err == ERR_OK)
		filler->made.conversations++;
	return err;
}

/* Mostly to the message before, sometimes to an older one, sometimes to none. */
static int64_t
filler_choose_reply(struct filler *filler, const struct filler_conversation *conversation)
{
	int64_t chance = filler_below(filler, 10);

	if (!conversation->written || chance < 2)
		return 0;
	return chance < 7 ? conversation->written : 1 + filler_below(filler, conversation->written);
}

static enum err
filler_put_message(struct filler *filler)
{
	struct filler_conversation *conversation = &filler->open[filler_below(filler, OPEN_AT_ONCE)];
	int64_t id, number, author = filler->members[filler_below_uneven(filler, filler->member_count, 3)];
	struct message record = {
	    .author = author,
	    .written_at = filler->begin_at + filler->made.messages * filler->gap + filler_below(filler, filler->gap),
	};
	struct str body;
	enum err err = ERR_OK;

	if (conversation->written == conversation->planned)
		err = filler_put_conversation(filler, conversation, author, record.written_at);
	if (err != ERR_OK)
		return err;
	str_init(&body);
	filler_write_body(filler, &body);
	record.thread = conversation->thread;
	record.reply_to = filler_choose_reply(filler, conversation);
	record.body = body.text;
	err = messages_add(filler->db, &record, &id, &number);
	str_clear(&body);
	if (err != ERR_OK)
		return err;
	conversation->written++;
	filler->made.messages++;
	return ERR_OK;
}

/* --- transactions --- */

static bool
filler_is_done(const struct filler *filler)
{
	return filler->made.messages == filler->total;
}

static enum err
filler_put_some(struct filler *filler)
{
	const struct filler_made before = filler->made;
	enum err err = db_begin(filler->db);
	int64_t begun_ms = clock_monotonic_ms();

	if (err != ERR_OK)
		return err;
	for (int k = 0; k < STEPS_MOST && err == ERR_OK && !filler_is_done(filler); k++) {
		if (clock_monotonic_ms() - begun_ms >= HOLD_MS)
			break;
		err = filler->made.members < filler->member_count ? filler_put_member(filler)
								  : filler_put_message(filler);
	}
	err = db_end(filler->db, err);
	if (err != ERR_OK)
		filler->made = before;
	return err;
}

/* Nobody else folds the log in where the board is not running; it would grow to several times the file. */
static void
filler_let_others(struct filler *filler)
{
	const struct timespec pause = {.tv_nsec = PAUSE_NS};

	nanosleep(&pause, NULL);
	if (db_wal_bytes(filler->db) >= LOG_MOST_BYTES)
		db_checkpoint(filler->db); /* a reader in the way: then the next time */
}

static void
filler_init(struct filler *filler, struct db *db, int64_t messages, int64_t until)
{
	int64_t wanted = messages / MESSAGES_PER_MEMBER + 10;

	*filler = (struct filler){.db = db, .total = messages, .random = 2008};
	filler->member_count = wanted < MEMBERS_MOST ? wanted : MEMBERS_MOST;
	filler->members = mem_alloc_array((size_t)filler->member_count, sizeof *filler->members);
	filler->gap = SPAN_MOST / (messages + 1) < GAP_MOST ? SPAN_MOST / (messages + 1) : GAP_MOST;
	filler->begin_at = until - messages * filler->gap;
	words_load(&filler->words);
}

static void
filler_clear(struct filler *filler)
{
	board_list_clear(&filler->boards);
	words_clear(&filler->words);
	free(filler->members);
}

enum err
filler_put(struct forum *forum, int64_t messages, int64_t until, struct filler_made *out)
{
	struct filler filler;
	enum err err;

	if (messages < 0 || messages > FILLER_MOST)
		return ERR_INVALID;
	filler_init(&filler, forum->db, messages, until);
	err = boards_list(forum->db, false, 0, &filler.boards);
	if (err == ERR_OK && !filler.boards.count)
		err = ERR_INVALID;
	db_expect_much(forum->db);
	while (err == ERR_OK && !filler_is_done(&filler)) {
		err = filler_put_some(&filler);
		filler_let_others(&filler);
	}
	*out = filler.made;
	filler_clear(&filler);
	return err;
}
