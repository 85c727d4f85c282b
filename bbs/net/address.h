/*
 * Addresses and networks, all in IPv6's sixteen bytes (IPv4 as ::ffff:a.b.c.d). Knows nothing of sockets in use.
 */
#ifndef BBS_NET_ADDRESS_H
#define BBS_NET_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/err.h"

struct address {
	uint8_t bytes[16];
};

struct network {
	struct address address;
	unsigned bits; /* 0..128, of the sixteen bytes: an IPv4 /24 is 120 here */
};

/* False when it is neither IPv4 nor IPv6. */
bool address_from_socket(const struct sockaddr_storage *, struct address *out);

enum { ADDRESS_TEXT = 46 }; /* INET6_ADDRSTRLEN */

/* As people write it: "192.0.2.7", "2001:db8::7". Into out, which is also the result. */
const char *address_format(const struct address *, char out[static ADDRESS_TEXT]);

/* Nobody outside this machine can come by it: 127.0.0.0/8, ::1. */
bool address_is_loopback(const struct address *);

/* What counts as one source: an IPv4 address, or an IPv6 /64, which is what one household is given. */
struct address address_source(const struct address *);

/* "10.1.2.3", "10.1.0.0/16", "2001:db8::/32"; ERR_INVALID otherwise. text is one word of that many bytes. */
enum err network_parse(const char *text, size_t bytes, struct network *out);

bool network_contains(const struct network *, const struct address *);

/*
 * A list with spaces or commas between. *out returns owned (free()), NULL when empty. ERR_INVALID: one of them
 * is none, and *out and *count are untouched.
 */
enum err networks_parse(const char *text, struct network **out, size_t *count);
bool networks_contain(const struct network *, size_t count, const struct address *);

#endif
