/*
 * Counts and penalties per source, in a table that can't grow: 65 536 places (security page), each source in one
 * of sixteen places from where its hash points. When all sixteen are taken by others, the one that has least
 * to wait is forgotten; one with visitors is never forgotten. An attacker cannot aim at a place without the key.
 *
 * The key changes daily, so a source's hash does too: who came under the old one is counted and let go under it.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/mem.h"
#include "net/sources.h"

enum { PLACES = 65536, WITHIN = 16 };

struct source {
	uint64_t hash;      /* 0: nobody */
	int64_t penalty_ms; /* until when, monotonic; past: none */
	uint16_t signing_in, guests, others;
	bool enforced; /* the penalty once reached PENALTY_MIN_S, so it holds to its end */
};

struct sources {
	struct source places[PLACES];
	int64_t visitors, signing_in, guests;
};

uint64_t
source_hash(const unsigned char key[static SOURCE_KEY_BYTES], const struct address *address)
{
	struct address source = address_source(address);
	unsigned char hash[crypto_generichash_BYTES_MIN];
	uint64_t out;

	crypto_generichash(hash, sizeof hash, source.bytes, sizeof source.bytes, key, SOURCE_KEY_BYTES);
	memcpy(&out, hash, sizeof out);
	return out ? out : 1; /* 0 marks an empty place */
}

struct sources *
sources_new(void)
{
	struct sources *sources =
	    mmap(NULL, sizeof *sources, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (sources == MAP_FAILED)
		fatal("no memory");
	madvise(sources, sizeof *sources, MADV_DONTFORK); /* who else is here is nobody's business, and costs nobody */
	return sources;
}

void
sources_free(struct sources *sources)
{
	munmap(sources, sizeof *sources);
}

static struct source *
source_find(struct sources *sources, uint64_t hash)
{
	for (size_t k = 0; k < WITHIN; k++) {
		struct source *place = &sources->places[(hash + k) % PLACES];

		if (place->hash == hash)
			return place;
	}
	return NULL;
}

static bool
source_has_visitors(const struct source *source)
{
	return source->signing_in || source->guests || source->others;
}

/* The source's place, a new one if need be; NULL when all it could have are held by sources with visitors. */
static struct source *
source_take(struct sources *sources, uint64_t hash)
{
	struct source *best = source_find(sources, hash);

	if (best)
		return best;
	for (size_t k = 0; k < WITHIN; k++) {
		struct source *place = &sources->places[(hash + k) % PLACES];

		if (!source_has_visitors(place) && (!best || place->penalty_ms < best->penalty_ms))
			best = place;
	}
	if (best)
		*best = (struct source){.hash = hash};
	return best;
}

unsigned
sources_drop_percent(int64_t signing_in, int64_t most)
{
	int64_t from = most / 2;

	if (signing_in >= most)
		return 100;
	if (signing_in < from)
		return 0;
	return (unsigned)(30 + 70 * (signing_in - from) / (most - from));
}

static bool
source_is_penalised(const struct source *source, int64_t now_ms)
{
	return source && source->enforced && source->penalty_ms > now_ms;
}

static enum sources_verdict
sources_judge(struct sources *sources, const struct sources_limits *limits, uint64_t hash, bool exempt, int64_t now_ms,
    unsigned dice)
{
	const struct source *source = source_find(sources, hash);

	if (sources->visitors >= limits->visitors)
		return SOURCES_FULL;
	if (!exempt && limits->penalties && source_is_penalised(source, now_ms))
		return SOURCES_PENALISED;
	if (!exempt && source && source->signing_in >= limits->signing_in_per_source)
		return SOURCES_TOO_MANY;
	if (dice < sources_drop_percent(sources->signing_in, limits->signing_in))
		return SOURCES_EARLY_DROP;
	return SOURCES_ADMIT;
}

enum sources_verdict
sources_admit(struct sources *sources, const struct sources_limits *limits, uint64_t hash, bool exempt, int64_t now_ms,
    unsigned dice)
{
	enum sources_verdict verdict = sources_judge(sources, limits, hash, exempt, now_ms, dice);
	struct source *source;

	if (verdict != SOURCES_ADMIT)
		return verdict;
	source = source_take(sources, hash);
	if (source)
		source->signing_in++;
	sources->visitors++;
	sources->signing_in++;
	return SOURCES_ADMIT;
}

static bool
sources_have_room_for_guest(const struct sources *sources, const struct sources_limits *limits,
    const struct source *source, bool exempt)
{
	if (sources->guests >= limits->guests)
		return false;
	return exempt || !source || source->guests < limits->guests_per_source;
}

/* Counts never go below nothing: a source may have been without a place when it came. */
static void
source_less(uint16_t *count)
{
	if (*count)
		(*count)--;
}

enum sources_stage
sources_sign_in(struct sources *sources, const struct sources_limits *limits, uint64_t hash, bool exempt, bool guest)
{
	struct source *source = source_find(sources, hash);
	bool room = sources_have_room_for_guest(sources, limits, source, exempt);

	sources->signing_in--;
	if (source)
		source_less(&source->signing_in);
	if (guest && room) {
		sources->guests++;
		if (source)
			source->guests++;
		return SOURCES_GUEST;
	}
	if (source)
		source->others++;
	return guest ? SOURCES_TURNED_AWAY : SOURCES_MEMBER;
}

void
sources_gone(struct sources *sources, uint64_t hash, enum sources_stage stage)
{
	struct source none = {0}, *source = source_find(sources, hash);

	if (!source)
		source = &none;
	sources->visitors--;
	switch (stage) {
	case SOURCES_SIGNING_IN:
		sources->signing_in--;
		source_less(&source->signing_in);
		break;
	case SOURCES_GUEST:
		sources->guests--;
		source_less(&source->guests);
		break;
	case SOURCES_MEMBER:
	case SOURCES_TURNED_AWAY:
		source_less(&source->others);
		break;
	}
}

void
sources_penalise(struct sources *sources, uint64_t hash, int64_t seconds, int64_t now_ms)
{
	struct source *source = source_take(sources, hash);

	if (!source)
		return;
	if (source->penalty_ms <= now_ms) {
		source->penalty_ms = now_ms;
		source->enforced = false;
	}
	source->penalty_ms += seconds * 1000;
	if (source->penalty_ms > now_ms + PENALTY_MAX_S * 1000)
		source->penalty_ms = now_ms + PENALTY_MAX_S * 1000;
	if (source->penalty_ms - now_ms >= PENALTY_MIN_S * 1000)
		source->enforced = true;
}

int64_t
sources_visitors(const struct sources *sources)
{
	return sources->visitors;
}
