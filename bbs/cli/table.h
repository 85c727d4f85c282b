/*
 * Lines in columns, aligned by what a terminal shows and not by bytes.
 */
#ifndef BBS_CLI_TABLE_H
#define BBS_CLI_TABLE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct table {
	int cols;
	char **cells; /* row after row; safe text, owned */
	size_t count;
};

void table_init(struct table *, int cols);
void table_clear(struct table *);
void table_add(struct table *, const char *cell); /* the next cell; any text, borrowed */
void table_add_number(struct table *, int64_t number);
void table_print(const struct table *, const char *indent, FILE *out);

#endif
