/* share.h - parts of a whole in words: a quarter of, two-thirds. */
#ifndef TEXT_SHARE_H
#define TEXT_SHARE_H

#include "text/token.h"

/* Read the share at token `at`: "a quarter of", "half of", "two thirds",
 * "one-fifth". Its tokens end before `*last` ("of" is none of them), `*value`
 * is from 0 to 1. One of a singular word needs "of" behind it: "a third man"
 * is none. False when there is none. */
bool share_at(const struct language *lang, const struct tokens *tokens,
              uint32_t at, uint32_t *last, double *value);

#endif
