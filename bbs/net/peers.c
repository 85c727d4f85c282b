/*
 * See peers.h. Pages of their own, which the kernel empties in every child (MADV_WIPEONFORK) and leaves out of cores.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/mem.h"
#include "net/peers.h"

enum { FIRST_PLACES = 256 }; /* 4 KiB */

struct peers {
	struct address *addresses; /* mapped */
	size_t places;
};

static struct address *
peers_map(size_t places)
{
	size_t bytes = places * sizeof(struct address);
	void *pages = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (pages == MAP_FAILED || madvise(pages, bytes, MADV_WIPEONFORK))
		fatal("no memory for addresses errno=%d", errno);
	madvise(pages, bytes, MADV_DONTDUMP);
	return pages;
}

struct peers *
peers_new(void)
{
	struct peers *peers = mem_alloc(sizeof *peers);

	peers->places = FIRST_PLACES;
	peers->addresses = peers_map(peers->places);
	return peers;
}

void
peers_free(struct peers *peers)
{
	munmap(peers->addresses, peers->places * sizeof *peers->addresses);
	free(peers);
}

static void
peers_grow(struct peers *peers, size_t wanted)
{
	size_t places = peers->places;
	struct address *more;

	while (places <= wanted)
		places *= 2;
	more = peers_map(places);
	memcpy(more, peers->addresses, peers->places * sizeof *more);
	munmap(peers->addresses, peers->places * sizeof *more);
	peers->addresses = more;
	peers->places = places;
}

void
peers_set(struct peers *peers, size_t place, const struct address *address)
{
	if (place >= peers->places)
		peers_grow(peers, place);
	peers->addresses[place] = *address;
}

const struct address *
peers_at(const struct peers *peers, size_t place)
{
	return &peers->addresses[place];
}
