/*
 * Sealing and opening, all of it libsodium's.
 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "forum/sealed.h"

#define SEALED_MAGIC "KIDSOF1\n"

enum {
	MAGIC_BYTES = sizeof SEALED_MAGIC - 1,
	PIECE_BYTES = 64 * 1024,
	STREAM_KEY_BYTES = crypto_secretstream_xchacha20poly1305_KEYBYTES,
	BOXED_KEY_BYTES = STREAM_KEY_BYTES + crypto_box_SEALBYTES,
	HEADER_BYTES = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
	TAG_BYTES = crypto_secretstream_xchacha20poly1305_ABYTES,
};

void
sealed_make_keys(char *out_public, char *out_secret)
{
	unsigned char public[crypto_box_PUBLICKEYBYTES], secret[crypto_box_SECRETKEYBYTES];

	crypto_box_keypair(public, secret);
	sodium_bin2hex(out_public, SEALED_KEY_CHARS + 1, public, sizeof public);
	sodium_bin2hex(out_secret, SEALED_KEY_CHARS + 1, secret, sizeof secret);
	sodium_memzero(secret, sizeof secret);
}

static bool
sealed_take_key(const char *hex, unsigned char out[static crypto_box_SECRETKEYBYTES])
{
	size_t bytes = 0;

	return strlen(hex) == SEALED_KEY_CHARS &&
	    !sodium_hex2bin(out, crypto_box_SECRETKEYBYTES, hex, SEALED_KEY_CHARS, NULL, &bytes, NULL) &&
	    bytes == crypto_box_SECRETKEYBYTES;
}

bool
sealed_is_key(const char *hex)
{
	unsigned char key[crypto_box_SECRETKEYBYTES];
	bool is_key = sealed_take_key(hex, key);

	sodium_memzero(key, sizeof key);
	return is_key;
}

static enum err
sealed_put(int fd, const void *data, size_t bytes)
{
	const char *at = data;

	while (bytes) {
		ssize_t written = write(fd, at, bytes);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ERR_FULL : ERR_IO;
		at += written;
		bytes -= (size_t)written;
	}
	return ERR_OK;
}

/* Fill the buffer, or as far as there is something to read. */
static enum err
sealed_get(int fd, void *buffer, size_t bytes, size_t *out)
{
	size_t have = 0;

	while (have < bytes) {
		ssize_t got = read(fd, (char *)buffer + have, bytes - have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return ERR_IO;
		if (!got)
			break;
		have += (size_t)got;
	}
	*out = have;
	return ERR_OK;
}

bool
sealed_is(const char *path)
{
	char magic[MAGIC_BYTES];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t got = 0;
	bool is = fd >= 0 && sealed_get(fd, magic, sizeof magic, &got) == ERR_OK && got == sizeof magic &&
	    !memcmp(magic, SEALED_MAGIC, sizeof magic);

	if (fd >= 0)
		close(fd);
	return is;
}

/* A key for this copy alone, and what its reader needs to begin. */
static enum err
sealed_begin(int out_fd, const unsigned char *public, crypto_secretstream_xchacha20poly1305_state *stream)
{
	unsigned char key[STREAM_KEY_BYTES], boxed[BOXED_KEY_BYTES], header[HEADER_BYTES];
	bool failed;
	enum err err;

	crypto_secretstream_xchacha20poly1305_keygen(key);
	failed = crypto_box_seal(boxed, key, sizeof key, public) ||
	    crypto_secretstream_xchacha20poly1305_init_push(stream, header, key);
	sodium_memzero(key, sizeof key);
	if (failed)
		return ERR_INVALID;
	err = sealed_put(out_fd, SEALED_MAGIC, MAGIC_BYTES);
	if (err == ERR_OK)
		err = sealed_put(out_fd, boxed, sizeof boxed);
	return err == ERR_OK ? sealed_put(out_fd, header, sizeof header) : err;
}

/* A piece that is not full is the last; an empty one at a boundary says so too. */
static enum err
sealed_write_pieces(int in_fd, int out_fd, crypto_secretstream_xchacha20poly1305_state *stream)
{
	static unsigned char piece[PIECE_BYTES], closed[PIECE_BYTES + TAG_BYTES];
	size_t got;
	enum err err;

	do {
		unsigned char tag;

		err = sealed_get(in_fd, piece, sizeof piece, &got);
		if (err != ERR_OK)
			break;
		tag = got < sizeof piece ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
		crypto_secretstream_xchacha20poly1305_push(stream, closed, NULL, piece, got, NULL, 0, tag);
		err = sealed_put(out_fd, closed, got + TAG_BYTES);
	} while (err == ERR_OK && got == sizeof piece);
	sodium_memzero(piece, sizeof piece);
	return err;
}

enum err
sealed_write(int in_fd, int out_fd, const char *public_hex)
{
	unsigned char public[crypto_box_PUBLICKEYBYTES];
	crypto_secretstream_xchacha20poly1305_state stream;
	enum err err;

	if (!sealed_take_key(public_hex, public))
		return ERR_INVALID;
	err = sealed_begin(out_fd, public, &stream);
	if (err == ERR_OK)
		err = sealed_write_pieces(in_fd, out_fd, &stream);
	sodium_memzero(&stream, sizeof stream);
	return err;
}

static enum err
sealed_open(int in_fd, const unsigned char *secret, crypto_secretstream_xchacha20poly1305_state *stream)
{
	unsigned char head[MAGIC_BYTES + BOXED_KEY_BYTES + HEADER_BYTES], key[STREAM_KEY_BYTES];
	unsigned char public[crypto_box_PUBLICKEYBYTES];
	size_t got;
	enum err err = sealed_get(in_fd, head, sizeof head, &got);

	if (err != ERR_OK)
		return err;
	if (got < MAGIC_BYTES || memcmp(head, SEALED_MAGIC, MAGIC_BYTES))
		return ERR_FOREIGN;
	if (got < sizeof head)
		return ERR_DAMAGED;
	crypto_scalarmult_base(public, secret);
	if (crypto_box_seal_open(key, head + MAGIC_BYTES, BOXED_KEY_BYTES, public, secret))
		return ERR_DENIED;
	if (crypto_secretstream_xchacha20poly1305_init_pull(stream, head + MAGIC_BYTES + BOXED_KEY_BYTES, key))
		err = ERR_DAMAGED;
	sodium_memzero(key, sizeof key);
	return err;
}

static enum err
sealed_read_pieces(int in_fd, int out_fd, crypto_secretstream_xchacha20poly1305_state *stream)
{
	static unsigned char piece[PIECE_BYTES], closed[PIECE_BYTES + TAG_BYTES];
	unsigned char tag = 0;
	size_t got;
	enum err err = ERR_OK;

	while (err == ERR_OK && tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
		err = sealed_get(in_fd, closed, sizeof closed, &got);
		if (err != ERR_OK)
			break;
		if (got < TAG_BYTES ||
		    crypto_secretstream_xchacha20poly1305_pull(stream, piece, NULL, &tag, closed, got, NULL, 0))
			err = ERR_DAMAGED;
		else
			err = sealed_put(out_fd, piece, got - TAG_BYTES);
	}
	sodium_memzero(piece, sizeof piece);
	if (err == ERR_OK)
		err = sealed_get(in_fd, closed, 1, &got);
	return err == ERR_OK && got ? ERR_DAMAGED : err; /* nothing follows the end */
}

enum err
sealed_read(int in_fd, int out_fd, const char *secret_hex)
{
	unsigned char secret[crypto_box_SECRETKEYBYTES];
	crypto_secretstream_xchacha20poly1305_state stream;
	enum err err = sealed_take_key(secret_hex, secret) ? ERR_OK : ERR_INVALID;

	if (err == ERR_OK)
		err = sealed_open(in_fd, secret, &stream);
	if (err == ERR_OK)
		err = sealed_read_pieces(in_fd, out_fd, &stream);
	sodium_memzero(secret, sizeof secret);
	sodium_memzero(&stream, sizeof stream);
	return err;
}
