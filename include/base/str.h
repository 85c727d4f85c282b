/*
 * A string that grows. Always NUL-terminated, may hold any bytes.
 */
#ifndef BBS_BASE_STR_H
#define BBS_BASE_STR_H

#include <stddef.h>

struct str {
	char *text;      /* never NULL after str_init() */
	size_t bytes;    /* without the NUL */
	size_t capacity; /* 0 while text is the shared empty string */
};

void str_init(struct str *);
void str_clear(struct str *);                       /* frees; ready for use again */
void str_reserve(struct str *, size_t bytes);       /* up to this many bytes it will not move in memory */
void str_reserve_wiped(struct str *, size_t bytes); /* the same, and where it was before is wiped: for secrets */
void str_cut(struct str *, size_t bytes);           /* shorten to this many bytes, keeps the memory */
void str_add(struct str *, const char *text);
void str_add_bytes(struct str *, const char *bytes, size_t count);
void str_add_char(struct str *, char);
void str_add_format(struct str *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_insert(struct str *, size_t at, const char *bytes, size_t count);
void str_remove(struct str *, size_t at, size_t count);
char *str_take(struct str *); /* returns owned; the string is empty again */

#endif
