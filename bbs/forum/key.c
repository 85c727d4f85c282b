/*
 * Reading public keys. A key says itself where it ends: its blob is a row of fields, each with its length. So lines are
 * joined until the blob is whole, and what comes after that is a comment.
 */
#include <ctype.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "forum/key.h"

static const char key_letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

/* What is let in, and how many fields each has after its own name. RFC 4253 6.6, 5656 3.1, OpenSSH PROTOCOL.u2f */
static const struct kind {
	const char *type;
	int fields;
	int modulus; /* which field is an RSA modulus, from 1; 0 for none */
} kinds[] = {
    {"ssh-ed25519", 1, 0},
    {"ecdsa-sha2-nistp256", 2, 0},
    {"ecdsa-sha2-nistp384", 2, 0},
    {"ecdsa-sha2-nistp521", 2, 0},
    {"ssh-rsa", 2, 2},
    {"sk-ssh-ed25519@openssh.com", 2, 0},
    {"sk-ecdsa-sha2-nistp256@openssh.com", 3, 0},
};

struct blob {
	unsigned char bytes[CONTROL_KEY_BYTES];
	size_t count;
};

/* A field is four bytes of length and so many more. Moves *at past it; *length is without the four. */
static bool
key_take_field(const struct blob *blob, size_t *at, size_t *length)
{
	const unsigned char *head = blob->bytes + *at;

	if (blob->count - *at < 4)
		return false;
	*length = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
	*at += 4;
	if (!*length || blob->count - *at < *length)
		return false;
	*at += *length;
	return true;
}

/* Bits of a big number: the zero byte in front only says that it is not negative. RFC 4251, section 5. */
static int
key_count_bits(const unsigned char *number, size_t bytes)
{
	int bits;

	while (bytes && !*number) {
		number++;
		bytes--;
	}
	bits = (int)bytes * 8;
	for (unsigned char top = bytes ? *number : 0x80; !(top & 0x80); top = (unsigned char)(top << 1))
		bits--;
	return bits;
}

/* Does the blob name this kind, and have its fields and nothing else? */
static bool
key_blob_fits(const struct blob *blob, const struct kind *kind)
{
	size_t at = 0, length;

	if (!key_take_field(blob, &at, &length) || length != strlen(kind->type) ||
	    memcmp(blob->bytes + 4, kind->type, length))
		return false;
	for (int k = 1; k <= kind->fields; k++) {
		if (!key_take_field(blob, &at, &length))
			return false;
		if (k == kind->modulus && key_count_bits(blob->bytes + at - length, length) < KEY_RSA_BITS_LEAST)
			return false;
	}
	return at == blob->count;
}

static bool
key_decode(const char *base64, struct blob *out)
{
	return !sodium_base642bin(out->bytes, sizeof out->bytes, base64, strlen(base64), NULL, &out->count, NULL,
	    sodium_base64_VARIANT_ORIGINAL);
}

/* Of this type, or of any when that is NULL. NULL when it is no key of ours. */
static const struct kind *
key_find_kind(const char *base64, const char *type)
{
	struct blob blob;

	if (!key_decode(base64, &blob))
		return NULL;
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		if ((!type || !strcmp(type, kinds[k].type)) && key_blob_fits(&blob, &kinds[k]))
			return &kinds[k];
	return NULL;
}

static enum err
key_write(const struct kind *kind, const char *base64, char *out)
{
	size_t type_bytes = kind ? strlen(kind->type) : 0, bytes = strlen(base64);

	if (!kind)
		return ERR_INVALID;
	if (type_bytes + 1 + bytes > CONTROL_KEY_BYTES)
		return ERR_TOO_LONG;
	memcpy(out, kind->type, type_bytes);
	out[type_bytes] = ' ';
	memcpy(out + type_bytes + 1, base64, bytes + 1);
	return ERR_OK;
}

/*
 * A private half, whole or in part, even where lines were broken inside its first words. The last of these is how
 * every private key of OpenSSH begins in base64.
 */
static bool
key_is_private(const char *text)
{
	static const char *const signs[] = {"PRIVATEKEY", "PUTTY-USER-KEY-FILE", "PRIVATE-LINES", "PRIVATE-MAC",
	    "B3BLBNNZAC1RZXKTD"};
	struct str letters;
	bool found = false;

	str_init(&letters);
	str_reserve(&letters, strlen(text)); /* at once: a string that grows leaves copies behind */
	for (; *text; text++)
		if (!isspace((unsigned char)*text))
			str_add_char(&letters, (char)toupper((unsigned char)*text));
	for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
		found = found || strstr(letters.text, signs[k]);
	sodium_memzero(letters.text, letters.bytes);
	str_clear(&letters);
	return found;
}

/* "---- BEGIN SSH2 PUBLIC KEY ----", headers, lines of base64. RFC 4716; headers have other signs in them. */
static enum err
key_read_ssh2(const char *text, char *out)
{
	char base64[CONTROL_KEY_BYTES + 1] = "";
	size_t used = 0;

	text += strcspn(text, "\n");
	while (*text && strncmp(text, "----", 4) != 0) {
		size_t line = strcspn(text, "\r\n"), letters = strspn(text, key_letters), end = line;

		while (end && text[end - 1] == ' ')
			end--;
		if (letters == end && used + letters > CONTROL_KEY_BYTES)
			return ERR_TOO_LONG;
		if (letters == end) {
			memcpy(base64 + used, text, letters);
			used += letters;
		}
		text += line;
		text += strspn(text, "\r\n \t");
	}
	base64[used] = '\0';
	return key_write(key_find_kind(base64, NULL), base64, out);
}

/* "type base64 comment", the base64 in as many pieces as it takes. */
static enum err
key_read_line(const char *text, char *out)
{
	char type[64] = "", base64[CONTROL_KEY_BYTES + 1] = "";
	size_t used = 0, length = strcspn(text, " \t\r\n");

	if (length >= sizeof type)
		return ERR_INVALID;
	memcpy(type, text, length);
	for (text += length; *(text += strspn(text, " \t\r\n")); text += length) {
		const struct kind *kind;

		length = strcspn(text, " \t\r\n");
		if (strspn(text, key_letters) < length)
			return ERR_INVALID;
		if (strlen(type) + 1 + used + length > CONTROL_KEY_BYTES)
			return ERR_TOO_LONG;
		memcpy(base64 + used, text, length);
		used += length;
		base64[used] = '\0';
		kind = key_find_kind(base64, type);
		if (kind)
			return key_write(kind, base64, out);
	}
	return ERR_INVALID;
}

enum err
key_read(const char *text, char out[static CONTROL_KEY_BYTES + 1])
{
	static const char ssh2[] = "BEGIN SSH2 PUBLIC KEY";

	if (key_is_private(text))
		return ERR_DENIED;
	if (strstr(text, ssh2))
		return key_read_ssh2(strstr(text, ssh2), out);
	if (strstr(text, "BEGIN PUBLIC KEY") || strstr(text, "BEGIN RSA PUBLIC KEY"))
		return ERR_FOREIGN;
	for (text += strspn(text, " \t\r\n"); *text == '#'; text += strspn(text, " \t\r\n"))
		text += strcspn(text, "\n");
	return *text ? key_read_line(text, out) : ERR_EMPTY;
}

void
key_fingerprint(const char *key, char out[static KEY_PRINT_BYTES])
{
	const char *base64 = strchr(key, ' ');
	unsigned char hash[crypto_hash_sha256_BYTES];
	char text[sodium_base64_ENCODED_LEN(sizeof hash, sodium_base64_VARIANT_ORIGINAL_NO_PADDING)];
	struct blob blob;

	*out = '\0';
	if (!base64 || !key_decode(base64 + 1, &blob))
		return;
	crypto_hash_sha256(hash, blob.bytes, blob.count);
	sodium_bin2base64(text, sizeof text, hash, sizeof hash, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
	snprintf(out, KEY_PRINT_BYTES, "SHA256:%s", text);
}
