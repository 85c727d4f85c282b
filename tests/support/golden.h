/*
 * Golden text: what something looked like when somebody last read it and found it good.
 */
#ifndef BBS_TESTS_GOLDEN_H
#define BBS_TESTS_GOLDEN_H

/*
 * Compare with tests/screen/golden/NAME.txt, seen from the top of the checkout; fails the cmocka test with the
 * first line that differs. GOLDEN=write in the environment writes the file instead.
 */
void golden_check(const char *name, const char *text);

/*
 * The same with a file of any name, such as a picture. When it differs, what it is now is written to build/pictures
 * for looking at, and not said.
 */
void golden_check_picture(const char *path, const char *text);

#endif
