/* language.h - what must be known of a language to read it: word lists for
 * abbreviations, months, weekdays, number words, from schema/languages. */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include "base/error.h"
#include "base/str.h"

/* Immutable once loaded; may be shared by threads. */
struct language;

/* The built-in language with this BCP 47 primary tag ("en"), loaded from the
 * embedded files. IBID_NOT_FOUND when there is none. The caller closes it. */
enum ibid_status language_open(const char *tag, struct language **out,
                               struct ibid_error *err);
void language_close(struct language *lang);

/* Its tag, "en". */
const char *language_tag(const struct language *lang);

/* How likely `text` is in this language, 0..1, from the share of its commonest
 * words among the first words; texts under 20 words get 0.5. */
double language_match(const struct language *lang, struct str text);

#endif
