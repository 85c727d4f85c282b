/*
 * What people may say about their words by choosing: what would help, a content note, and tags. Fixed lists, so that
 * everybody finds the same ones. What they are called on the screen is ui's.
 */
#ifndef BBS_FORUM_LABEL_H
#define BBS_FORUM_LABEL_H

#include <stdbool.h>
#include <stddef.h>

/* X(NAME, word in the database). Source: product page, section 4; feature map, section 4.2. */
#define HELP_LIST(X) \
	X(IDEAS, "ideas") \
	X(BEEN_HERE, "been-here") \
	X(LISTEN, "listen") \
	X(NORMAL, "normal") \
	X(INFORMATION, "information")

/* X(NAME, word): what a message talks about that may upset; it is folded until somebody wants to read it */
#define CONTENT_NOTE_LIST(X) \
	X(DEATH, "death") \
	X(SELF_HARM, "self-harm") \
	X(ABUSE, "abuse") \
	X(SEXUAL, "sexual") \
	X(BODY, "body") \
	X(ANIMAL, "animal") \
	X(UPSETTING, "other")

/* X(NAME, word): the questions that tags answer */
#define TAG_KIND_LIST(X) \
	X(STAGE, "stage") \
	X(SITUATION, "situation") \
	X(CONDITION, "condition") \
	X(TOPIC, "topic")

/* X(NAME, kind, word) */
#define TAG_LIST(X) \
	X(NOTICING, STAGE, "noticing") \
	X(WAITING, STAGE, "waiting") \
	X(DIAGNOSIS, STAGE, "diagnosis") \
	X(CRISIS, STAGE, "crisis") \
	X(STEADY, STAGE, "steady") \
	X(DECISION, STAGE, "decision") \
	X(LAST_MONTHS, STAGE, "last-months") \
	X(AFTER, STAGE, "after") \
	X(MUM, SITUATION, "mum") \
	X(DAD, SITUATION, "dad") \
	X(BOTH, SITUATION, "both") \
	X(IN_LAW, SITUATION, "in-law") \
	X(LIVES_WITH_ME, SITUATION, "lives-with-me") \
	X(NEAR, SITUATION, "near") \
	X(FAR, SITUATION, "far") \
	X(IN_A_HOME, SITUATION, "in-a-home") \
	X(ONLY_CHILD, SITUATION, "only-child") \
	X(SHARED, SITUATION, "shared") \
	X(ESTRANGED, SITUATION, "estranged") \
	X(WORKING, SITUATION, "working") \
	X(CHILDREN, SITUATION, "children") \
	X(MEMORY, CONDITION, "memory") \
	X(FALLS, CONDITION, "falls") \
	X(STROKE, CONDITION, "stroke") \
	X(PARKINSONS, CONDITION, "parkinsons") \
	X(HEART, CONDITION, "heart") \
	X(CANCER, CONDITION, "cancer") \
	X(SENSES, CONDITION, "senses") \
	X(MOOD, CONDITION, "mood") \
	X(ALCOHOL, CONDITION, "alcohol") \
	X(NOT_KNOWN, CONDITION, "not-known") \
	X(MEDICINES, TOPIC, "medicines") \
	X(WASHING, TOPIC, "washing") \
	X(EATING, TOPIC, "eating") \
	X(SLEEP, TOPIC, "sleep") \
	X(DRIVING, TOPIC, "driving") \
	X(SCAMS, TOPIC, "scams") \
	X(ATTORNEY, TOPIC, "attorney") \
	X(BENEFITS, TOPIC, "benefits") \
	X(ASSESSMENTS, TOPIC, "assessments") \
	X(EQUIPMENT, TOPIC, "equipment") \
	X(CARERS_IN, TOPIC, "carers-in") \
	X(GRIEF, TOPIC, "grief") \
	X(GUILT, TOPIC, "guilt") \
	X(ANGER, TOPIC, "anger")

#define HELP_ENUM(name, word) HELP_##name,
enum help { HELP_LIST(HELP_ENUM) HELP_COUNT };
#define CONTENT_NOTE_ENUM(name, word) CONTENT_NOTE_##name,
enum content_note { CONTENT_NOTE_LIST(CONTENT_NOTE_ENUM) CONTENT_NOTE_COUNT };
#define TAG_KIND_ENUM(name, word) TAG_KIND_##name,
enum tag_kind { TAG_KIND_LIST(TAG_KIND_ENUM) TAG_KIND_COUNT };
#define TAG_ENUM(name, kind, word) TAG_##name,
enum tag { TAG_LIST(TAG_ENUM) TAG_COUNT };

enum { TAGS_MOST = 8 }; /* on one conversation; ours: a label, not a list of everything */

/* The word of one, static; and the one of a word, -1 when there is none. */
const char *help_word(enum help);
int help_find(const char *word);
const char *content_note_word(enum content_note);
int content_note_find(const char *word);
const char *tag_word(enum tag);
enum tag_kind tag_kind(enum tag);
int tag_find(const char *word);

/* Is it among these? tags: words divided by spaces. */
bool tags_have(const char *tags, enum tag);

/* Are they about what only a doctor, a lawyer or an adviser can answer for: medicines, attorney, benefits? */
bool tags_ask_for_experts(const char *tags);

/*
 * Put it in, or take it out, and leave only known ones, each once, in the order of the list. tags: words divided by
 * spaces, in a field of `bytes`. False, and nothing is changed: there are TAGS_MOST already.
 */
bool tags_set(char *tags, size_t bytes, enum tag, bool has);

#endif
