/*
 * Memory that is always there, or the program ends; and how it ends.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"

static struct {
	void (*hook)(void);
} state;

void
fatal_set_hook(void (*hook)(void))
{
	state.hook = hook;
}

void
fatal(const char *format, ...)
{
	char words[512];
	void (*hook)(void) = state.hook;
	va_list args;

	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	state.hook = NULL; /* a fatal() inside the hook must not come back here */
	if (hook)
		hook();
	log_error("fatal why=%s", words);
	_exit(EX_SOFTWARE);
}

void *
mem_alloc(size_t bytes)
{
	return mem_alloc_array(1, bytes);
}

void *
mem_alloc_array(size_t count, size_t item_bytes)
{
	void *memory = calloc(count ? count : 1, item_bytes ? item_bytes : 1);

	if (!memory)
		fatal("no memory for %zu times %zu bytes", count, item_bytes);
	return memory;
}

void *
mem_resize_array(void *owned, size_t count, size_t item_bytes)
{
	void *memory = reallocarray(owned, count ? count : 1, item_bytes ? item_bytes : 1);

	if (!memory)
		fatal("no memory for %zu times %zu bytes", count, item_bytes);
	return memory;
}

char *
mem_copy_string(const char *text)
{
	return text ? mem_copy_bytes(text, strlen(text)) : mem_copy_bytes("", 0);
}

char *
mem_copy_bytes(const char *text, size_t bytes)
{
	char *copy = mem_alloc(bytes + 1);

	if (bytes)
		memcpy(copy, text, bytes);
	return copy;
}

char *
mem_format(const char *format, ...)
{
	char *out = NULL;
	va_list args;
	int length;

	va_start(args, format);
	length = vasprintf(&out, format, args);
	va_end(args);
	if (length < 0)
		fatal("no memory to format");
	return out;
}
