/*
 * Columns as wide as their widest cell, two spaces apart. The last one is not filled up.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/table.h"
#include "cli/verb.h"

enum { TABLE_GAP = 2 };

void
table_init(struct table *table, int cols)
{
	*table = (struct table){.cols = cols};
}

void
table_clear(struct table *table)
{
	for (size_t k = 0; k < table->count; k++)
		free(table->cells[k]);
	free(table->cells);
	*table = (struct table){0};
}

void
table_add(struct table *table, const char *cell)
{
	table->cells = mem_resize_array(table->cells, table->count + 1, sizeof *table->cells);
	table->cells[table->count++] = admin_safe(cell);
}

void
table_add_number(struct table *table, int64_t number)
{
	char cell[32];

	snprintf(cell, sizeof cell, "%lld", (long long)number);
	table_add(table, cell);
}

static int
table_cell_width(const char *cell)
{
	return text_width(cell, strlen(cell));
}

/* Returns owned: one width for each column. */
static int *
table_widths(const struct table *table)
{
	int *widths = mem_alloc_array((size_t)table->cols, sizeof *widths);

	for (size_t k = 0; k < table->count; k++) {
		int width = table_cell_width(table->cells[k]);
		int *widest = &widths[k % (size_t)table->cols];

		*widest = width > *widest ? width : *widest;
	}
	return widths;
}

void
table_print(const struct table *table, const char *indent, FILE *out)
{
	size_t cols = (size_t)table->cols;
	int *widths = table_widths(table);

	for (size_t k = 0; k < table->count; k++) {
		const char *cell = table->cells[k];

		fprintf(out, "%s%s", k % cols ? "" : indent, cell);
		if ((k + 1) % cols)
			fprintf(out, "%*s", widths[k % cols] + TABLE_GAP - table_cell_width(cell), "");
		else
			fputc('\n', out);
	}
	free(widths);
}
