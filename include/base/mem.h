/*
 * Memory that is always there, or the program ends.
 */
#ifndef BBS_BASE_MEM_H
#define BBS_BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

/*
 * A bug or no memory: run the hook, log the words, end the process with status 70 (EX_SOFTWARE).
 * Nothing a visitor does may lead here. The draft of a visitor is at most five seconds old.
 */
_Noreturn void fatal(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What fatal() runs first, such as restoring the terminal; NULL for nothing. One per process. */
void fatal_set_hook(void (*hook)(void));

/* Each returns owned memory, never NULL; free() gives it back. Sizes are checked for overflow. */
void *mem_alloc(size_t bytes);                          /* zeroed */
void *mem_alloc_array(size_t count, size_t item_bytes); /* zeroed */
void *mem_resize_array(void *owned, size_t count, size_t item_bytes);
char *mem_copy_string(const char *text);              /* NULL gives an empty string */
char *mem_copy_bytes(const char *text, size_t bytes); /* NUL-terminated */
char *mem_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * Before a process forks many children that share its heap: close the holes in it, so that what a child allocates
 * lies together on pages of its own instead of making a private copy of a shared page for each hole it fills.
 */
void mem_fill_holes(void);

/* Give the kernel back what was freed. Tens of microseconds: for the moment before a long sleep, not for each key. */
void mem_give_back(void);

#endif
