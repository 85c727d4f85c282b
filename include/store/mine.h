/*
 * Everything that is kept about one member, part by part and row by row. What another wrote is here only where it was
 * written to them; another's name only where they see it on the board too.
 */
#ifndef BBS_STORE_MINE_H
#define BBS_STORE_MINE_H

#include "store/db.h"
#include "store/records.h"

enum { MINE_VALUES_MOST = 20 };

/* X(NAME, key in the file), in the order in which they are given */
#define MINE_PART_LIST(X) \
	X(ACCOUNT, "account") \
	X(NAMES, "former_names") \
	X(CONSENTS, "consents") \
	X(KEYS, "keys") \
	X(MESSAGES, "messages") \
	X(REVISIONS, "what_messages_said_before") \
	X(DRAFTS, "drafts") \
	X(HELD, "waiting_to_be_checked") \
	X(FORM_DRAFTS, "unsent_words") \
	X(PRIVATE, "private_messages") \
	X(REPORTS, "told_the_team") \
	X(CASES, "cases_about_me") \
	X(DECISIONS, "decided_by_the_team") \
	X(EVIDENCE, "words_kept_by_the_team") \
	X(NOTICES, "notices") \
	X(HUGS_GIVEN, "hugs_given") \
	X(HUGS_GOT, "hugs_got") \
	X(BOOKMARKS, "kept_messages") \
	X(WATCHES, "watched_conversations") \
	X(BLOCKS, "blocked_members") \
	X(MUTES, "muted") \
	X(HIDDEN, "hidden_boards") \
	X(SHIFTS, "times_on_the_rota") \
	X(OPINIONS, "opinions_i_gave") \
	X(STEPS, "steps_i_ticked") \
	X(CASE_NOTES, "notes_i_made_in_cases") \
	X(CLAIMS, "cases_i_took") \
	X(TOPICS, "topics_i_would_rather_not_look_at") \
	X(ON_CALL, "on_call") \
	X(HANDOVERS, "notes_i_left_the_team")

#define MINE_PART_ENUM(name, key) MINE_##name,
enum mine_part { MINE_PART_LIST(MINE_PART_ENUM) MINE_PARTS };

/* TIME: seconds UTC, 0 never; FLAG: 0 or 1; KEY: a public key */
enum mine_kind { MINE_TEXT, MINE_NUMBER, MINE_TIME, MINE_FLAG, MINE_KEY };

struct mine_column {
	const char *name; /* as in the file */
	enum mine_kind kind;
};

struct mine_row {
	enum mine_part part;
	int64_t cursor; /* goes up from row to row */
	int count;
	char *texts[MINE_VALUES_MOST]; /* of TEXT and KEY; owned, NULL for the others */
	int64_t numbers[MINE_VALUES_MOST];
};
void mine_row_clear(struct mine_row *);
RECORD_LIST(mine_row);

const char *mine_part_key(enum mine_part);
/* The columns of a part, ended by one without a name; static. */
const struct mine_column *mine_columns(enum mine_part);

/* Rows of a part after that cursor (0: from the first), at most `limit`. */
enum err mine_read(struct db *, int64_t member, enum mine_part, int64_t after, int64_t limit,
    struct mine_row_list *out);

#endif
