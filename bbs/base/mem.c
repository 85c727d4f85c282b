/*
 * Memory that is always there, or the program ends; and how it ends.
 */
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
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
	log_error("fatal words=%s", words);
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

/*
 * The C library fills a hole before it grows the heap, and best with a block of just that size: so blocks of every
 * size are asked for, largest first, until they come from beyond what was the end. None that fills a hole is ever
 * freed; nor is a small one, which would lie ready for a child as one more hole.
 */
void
mem_fill_holes(void)
{
	enum { LARGEST = 64 * 1024, SMALL = 2048, SMALLEST = 24, STEP = 16 };
	uintptr_t end, block;

	if (!mallinfo2().arena) /* another malloc() is in its place: a sanitizer's */
		return;
	malloc_trim(0);
	end = (uintptr_t)sbrk(0) - mallinfo2().keepcost;
	for (size_t bytes = LARGEST + SMALLEST; bytes >= SMALLEST; bytes -= STEP) {
		do
			block = (uintptr_t)malloc(bytes);
		while (block && block < end);
		if (bytes > SMALL)
			free((void *)block); /* NOLINT(performance-no-int-to-ptr) */
	}
}

/*
 * The heap, and the stack below us: SQLite and ncurses go deep once and leave 16 KiB of it behind. What is not
 * mapped of that range is passed over (ENOMEM). Up to a page above the end may be in use by what we call.
 */
void
mem_give_back(void)
{
	enum { STACK_BYTES = 256 * 1024 };
	uintptr_t page_bytes = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t end = ((uintptr_t)__builtin_frame_address(0) & ~(page_bytes - 1)) - page_bytes;

	malloc_trim(0);
	madvise((void *)(end - STACK_BYTES), STACK_BYTES, MADV_DONTNEED); /* NOLINT(performance-no-int-to-ptr) */
}
