/*
 * Addresses and networks: parsing, masking, comparing. Pure; see sources.c for what is counted by them.
 */
#include <arpa/inet.h>
#include <assert.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/address.h"

static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff}; /* ::ffff:0:0/96, RFC 4291 2.5.5.2 */

static bool
address_is_ipv4(const struct address *address)
{
	return !memcmp(address->bytes, mapped, sizeof mapped);
}

static struct address
address_from_ipv4(const void *four_bytes)
{
	struct address address;

	memcpy(address.bytes, mapped, sizeof mapped);
	memcpy(address.bytes + sizeof mapped, four_bytes, 4);
	return address;
}

bool
address_from_socket(const struct sockaddr_storage *peer, struct address *out)
{
	struct sockaddr_in ipv4;
	struct sockaddr_in6 ipv6;

	if (peer->ss_family == AF_INET) {
		memcpy(&ipv4, peer, sizeof ipv4);
		*out = address_from_ipv4(&ipv4.sin_addr);
		return true;
	}
	if (peer->ss_family != AF_INET6)
		return false;
	memcpy(&ipv6, peer, sizeof ipv6);
	memcpy(out->bytes, &ipv6.sin6_addr, sizeof out->bytes);
	return true;
}

const char *
address_format(const struct address *address, char out[static ADDRESS_TEXT])
{
	static_assert(ADDRESS_TEXT == INET6_ADDRSTRLEN, "the longest there is");

	if (address_is_ipv4(address))
		return inet_ntop(AF_INET, address->bytes + sizeof mapped, out, ADDRESS_TEXT);
	return inet_ntop(AF_INET6, address->bytes, out, ADDRESS_TEXT);
}

bool
address_is_loopback(const struct address *address)
{
	static const struct address one = {.bytes = {[15] = 1}};

	return address_is_ipv4(address) ? address->bytes[12] == 127 : !memcmp(address, &one, sizeof one);
}

struct address
address_source(const struct address *address)
{
	struct address source = *address;

	if (!address_is_ipv4(address))
		memset(source.bytes + 8, 0, 8);
	return source;
}

/* The digits after a slash; false unless they are all of the word and at most that many bits. */
static bool
network_parse_bits(const char *digits, unsigned most, unsigned *out)
{
	unsigned bits = 0;

	if (!*digits || strlen(digits) > 3)
		return false;
	for (; *digits; digits++) {
		if (*digits < '0' || *digits > '9')
			return false;
		bits = bits * 10 + (unsigned)(*digits - '0');
	}
	*out = bits;
	return bits <= most;
}

enum err
network_parse(const char *text, size_t bytes, struct network *out)
{
	char word[INET6_ADDRSTRLEN + 4] = "";
	struct network network;
	uint8_t four_bytes[4];
	char *slash;
	unsigned family_bits = 128, bits;

	if (bytes >= sizeof word)
		return ERR_INVALID;
	memcpy(word, text, bytes);
	slash = strchr(word, '/');
	if (slash)
		*slash = '\0';
	if (inet_pton(AF_INET, word, four_bytes) == 1) {
		network.address = address_from_ipv4(four_bytes);
		family_bits = 32;
	} else if (inet_pton(AF_INET6, word, network.address.bytes) != 1)
		return ERR_INVALID;
	bits = family_bits;
	if (slash && !network_parse_bits(slash + 1, family_bits, &bits))
		return ERR_INVALID;
	network.bits = bits + (128 - family_bits);
	*out = network;
	return ERR_OK;
}

bool
network_contains(const struct network *network, const struct address *address)
{
	unsigned whole = network->bits / 8, rest = network->bits % 8;
	unsigned difference;

	if (memcmp(network->address.bytes, address->bytes, whole))
		return false;
	if (!rest)
		return true;
	difference = network->address.bytes[whole] ^ address->bytes[whole];
	return difference >> (8 - rest) == 0;
}

enum err
networks_parse(const char *text, struct network **out, size_t *count)
{
	static const char between[] = " ,\t";
	struct network *list = NULL;
	size_t found = 0;

	for (text += strspn(text, between); *text; text += strspn(text, between)) {
		size_t bytes = strcspn(text, between);

		list = mem_resize_array(list, found + 1, sizeof *list);
		if (network_parse(text, bytes, &list[found]) != ERR_OK) {
			free(list);
			return ERR_INVALID;
		}
		found++;
		text += bytes;
	}
	*out = list;
	*count = found;
	return ERR_OK;
}

bool
networks_contain(const struct network *list, size_t count, const struct address *address)
{
	for (size_t k = 0; k < count; k++)
		if (network_contains(&list[k], address))
			return true;
	return false;
}
