/*
 * The listening sockets.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "net/address.h"
#include "net/doors.h"
#include "net/supervise.h"

enum { BACKLOG = 128 };

/* net.listen's word as a socket's address. False when it is none. */
static bool
door_parse(const char *word, size_t bytes, unsigned port, struct sockaddr_storage *out, socklen_t *out_bytes)
{
	struct network network;
	struct sockaddr_in ipv4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};

	if (memchr(word, '/', bytes) || network_parse(word, bytes, &network) != ERR_OK)
		return false;
	memset(out, 0, sizeof *out);
	if (memchr(word, ':', bytes)) {
		memcpy(&ipv6.sin6_addr, network.address.bytes, sizeof ipv6.sin6_addr);
		memcpy(out, &ipv6, sizeof ipv6);
		*out_bytes = sizeof ipv6;
		return true;
	}
	memcpy(&ipv4.sin_addr, network.address.bytes + 12, sizeof ipv4.sin_addr);
	memcpy(out, &ipv4, sizeof ipv4);
	*out_bytes = sizeof ipv4;
	return true;
}

/* The socket, or -1 with errno. */
static int
door_open(const struct sockaddr_storage *address, socklen_t bytes)
{
	int fd = socket(address->ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), on = 1, saved;

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (address->ss_family == AF_INET6) /* 0.0.0.0 and :: are two words of net.listen, not one */
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
	if (bind(fd, (const struct sockaddr *)address, bytes) == 0 && listen(fd, BACKLOG) == 0)
		return fd;
	saved = errno;
	close(fd);
	errno = saved;
	return -1;
}

static unsigned
door_port(int fd)
{
	struct sockaddr_in6 address = {0}; /* the port stands at the same place in both families */
	socklen_t bytes = sizeof address;

	if (getsockname(fd, (struct sockaddr *)&address, &bytes))
		return 0;
	return ntohs(address.sin6_port);
}

static bool
door_is_missing_here(int why)
{
	return why == EADDRNOTAVAIL || why == EAFNOSUPPORT;
}

static enum err
doors_add(struct doors *doors, const char *word, size_t bytes)
{
	struct sockaddr_storage address;
	socklen_t address_bytes;
	int fd;

	if (doors->count == DOORS_MOST || !door_parse(word, bytes, doors->port, &address, &address_bytes))
		return ERR_INVALID;
	fd = door_open(&address, address_bytes);
	if (fd < 0 && door_is_missing_here(errno)) {
		log_warning("address_missing listen=%.*s", (int)bytes, word);
		return ERR_OK;
	}
	if (fd < 0)
		return errno == EADDRINUSE ? ERR_TAKEN : ERR_IO;
	doors->fds[doors->count++] = fd;
	doors->port = door_port(fd);
	return ERR_OK;
}

enum err
doors_open(const struct config *config, struct doors *out)
{
	static const char between[] = " ,\t";
	struct doors doors = {.port = (unsigned)config->net_port};
	enum err result = ERR_OK;

	for (const char *at = config->net_listen; result == ERR_OK && *(at += strspn(at, between));) {
		size_t bytes = strcspn(at, between);

		result = doors_add(&doors, at, bytes);
		at += bytes;
	}
	if (result == ERR_OK && !doors.count) {
		errno = EADDRNOTAVAIL;
		result = *config->net_listen ? ERR_IO : ERR_INVALID;
	}
	if (result == ERR_OK)
		*out = doors;
	else {
		int saved = errno;

		doors_close(&doors);
		errno = saved;
	}
	return result;
}

/* --- handed over --- */

static bool
door_is_listening(int fd, struct sockaddr_storage *address)
{
	socklen_t bytes = sizeof *address, flag_bytes = sizeof(int);
	int listening = 0;

	memset(address, 0, sizeof *address);
	return !getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &flag_bytes) && listening &&
	    !getsockname(fd, (struct sockaddr *)address, &bytes) &&
	    (address->ss_family == AF_INET || address->ss_family == AF_INET6);
}

enum err
doors_take(struct doors *out)
{
	struct doors doors = {0};
	int first;
	size_t count = supervise_sockets(&first);

	for (size_t k = 0; k < count; k++) {
		struct sockaddr_storage address;
		int fd = first + (int)k;

		if (doors.count == DOORS_MOST || !door_is_listening(fd, &address)) {
			log_error("socket_unfit fd=%d", fd);
			errno = ENOTSOCK;
			return ERR_IO;
		}
		fcntl(fd, F_SETFL, O_NONBLOCK);
		doors.fds[doors.count++] = fd;
		doors.port = door_port(fd);
	}
	*out = doors;
	return ERR_OK;
}

/* --- who can come by them --- */

static bool
door_is_public(const struct sockaddr_storage *at)
{
	struct address address;

	return !address_from_socket(at, &address) || !address_is_loopback(&address);
}

bool
doors_are_public(const struct config *config)
{
	static const char between[] = " ,\t";
	struct sockaddr_storage at;
	socklen_t at_bytes;
	int first;
	size_t count = supervise_sockets(&first);

	for (size_t k = 0; k < count; k++)
		if (door_is_listening(first + (int)k, &at) && door_is_public(&at))
			return true;
	if (count)
		return false;
	for (const char *word = config->net_listen; *(word += strspn(word, between));) {
		size_t bytes = strcspn(word, between);

		if (door_parse(word, bytes, 0, &at, &at_bytes) && door_is_public(&at))
			return true;
		word += bytes;
	}
	return false;
}

void
doors_close(struct doors *doors)
{
	for (size_t k = 0; k < doors->count; k++)
		close(doors->fds[k]);
	doors->count = 0;
}
