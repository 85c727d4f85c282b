/*
 * A string that grows.
 */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* Shared by every empty string; capacity 0 says that it is not owned and must not be written. */
static char nothing[1];

void
str_init(struct str *s)
{
	*s = (struct str){.text = nothing};
}

void
str_clear(struct str *s)
{
	if (s->capacity)
		free(s->text);
	str_init(s);
}

void
str_reserve(struct str *s, size_t bytes)
{
	size_t capacity = s->capacity ? s->capacity : 32;

	if (bytes < s->capacity)
		return;
	while (capacity <= bytes) {
		if (capacity > SIZE_MAX / 2)
			fatal("string too long: %zu", bytes);
		capacity *= 2;
	}
	s->text = mem_resize_array(s->capacity ? s->text : NULL, capacity, 1);
	s->capacity = capacity;
	s->text[s->bytes] = '\0';
}

void
str_reserve_wiped(struct str *s, size_t bytes)
{
	struct str roomy;

	if (bytes < s->capacity)
		return;
	str_init(&roomy);
	str_reserve(&roomy, bytes);
	str_add_bytes(&roomy, s->text, s->bytes);
	if (s->capacity)
		explicit_bzero(s->text, s->capacity);
	str_clear(s);
	*s = roomy;
}

void
str_cut(struct str *s, size_t bytes)
{
	if (bytes >= s->bytes)
		return;
	s->bytes = bytes;
	s->text[bytes] = '\0';
}

void
str_add(struct str *s, const char *text)
{
	str_add_bytes(s, text, strlen(text));
}

void
str_add_bytes(struct str *s, const char *bytes, size_t count)
{
	str_insert(s, s->bytes, bytes, count);
}

void
str_add_char(struct str *s, char c)
{
	str_insert(s, s->bytes, &c, 1);
}

void
str_add_format(struct str *s, const char *format, ...)
{
	char *out = NULL;
	va_list args;
	int length;

	va_start(args, format);
	length = vasprintf(&out, format, args);
	va_end(args);
	if (length < 0)
		fatal("no memory to format");
	str_add_bytes(s, out, (size_t)length);
	free(out);
}

void
str_insert(struct str *s, size_t at, const char *bytes, size_t count)
{
	if (!count)
		return;
	if (at > s->bytes || count > SIZE_MAX / 4)
		fatal("str_insert at %zu of %zu", at, s->bytes);
	str_reserve(s, s->bytes + count);
	memmove(s->text + at + count, s->text + at, s->bytes - at + 1);
	memcpy(s->text + at, bytes, count);
	s->bytes += count;
}

void
str_remove(struct str *s, size_t at, size_t count)
{
	if (!count)
		return;
	if (at > s->bytes || count > s->bytes - at)
		fatal("str_remove %zu at %zu of %zu", count, at, s->bytes);
	memmove(s->text + at, s->text + at + count, s->bytes - at - count + 1);
	s->bytes -= count;
}

char *
str_take(struct str *s)
{
	char *owned = s->capacity ? s->text : mem_copy_bytes("", 0);

	str_init(s);
	return owned;
}
