/* english.h - the language, open for every test of a group. */
#ifndef TEST_ENGLISH_H
#define TEST_ENGLISH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/language.h"

static inline int english_open(void **state)
{
    struct language *lang;
    *state = NULL;
    if (language_open("en", &lang, NULL) == IBID_OK)
        *state = lang;
    return *state ? 0 : -1;
}

static inline int english_close(void **state)
{
    language_close(*state);
    return 0;
}

#endif
