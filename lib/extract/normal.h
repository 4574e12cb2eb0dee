/* normal.h - the normal form of a value, by the type of its field. */
#ifndef EXTRACT_NORMAL_H
#define EXTRACT_NORMAL_H

#include "extract/rules.h"
#include "text/date.h"

/* JSON text, or NULL where there is none. `past`: how an incomplete date is
 * to be read. */
const char *normal_form(const struct codebook *codebook,
                        const struct codebook_field *field, struct str value,
                        const struct day *published, enum date_tense tense,
                        struct arena *mem);

/* The choice of this very name, or NULL. */
const char *field_choice(const struct codebook_field *field, struct str text);

/* The choice that words stand for, or NULL. */
const char *normal_choice(const struct codebook *codebook,
                          const struct codebook_field *field, struct str value);

/* A JSON string. */
const char *normal_string(struct str text, struct arena *mem);

#endif
