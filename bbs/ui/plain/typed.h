/*
 * What somebody typed, taken apart: letters, numbers, spaces. What it means is decided above: command.c, fill.c.
 */
#ifndef BBS_UI_PLAIN_TYPED_H
#define BBS_UI_PLAIN_TYPED_H

#include <stdbool.h>
#include <stdint.h>

/* The letter in lower case. */
uint32_t typed_fold(uint32_t letter);

/* The line without spaces around it; returns owned. And is it this one letter, in either case? */
char *typed_trim(const char *line);
bool typed_is(const char *line, char letter);

/* 1.. when the line is nothing but a number, else 0; one that is too large is as large as it gets. */
int64_t typed_parse_number(const char *line);

#endif
