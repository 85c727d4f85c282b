/*
 * See typed.h.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "ui/plain/typed.h"

enum { NUMBER_DIGITS = 9 };

uint32_t
typed_fold(uint32_t letter)
{
	return letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter;
}

char *
typed_trim(const char *line)
{
	struct str trimmed;

	str_init(&trimmed);
	str_add(&trimmed, line);
	text_trim(&trimmed);
	return str_take(&trimmed);
}

bool
typed_is(const char *line, char letter)
{
	return typed_fold((unsigned char)line[0]) == (unsigned char)letter && !line[1];
}

int64_t
typed_parse_number(const char *line)
{
	size_t digits = strspn(line, "0123456789");

	if (!digits || line[digits])
		return 0;
	return digits > NUMBER_DIGITS ? INT_MAX : strtoll(line, NULL, 10);
}
