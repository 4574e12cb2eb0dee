/* known.h - kinds and fields by the names people give them: what there is
 * instead stands in the error. */
#ifndef EXTRACT_KNOWN_H
#define EXTRACT_KNOWN_H

#include "extract/codebook.h"

/* The kind of this name. IBID_NOT_FOUND lists those there are. */
enum ibid_status known_kind(const struct codebook *codebook, const char *name,
                            const struct codebook_kind **out,
                            struct ibid_error *err);

/* The field of this name. IBID_INVALID lists those of the kind. */
enum ibid_status known_field(const struct codebook_kind *kind, const char *name,
                             const struct codebook_field **out,
                             struct ibid_error *err);

/* IBID_INVALID: the value is none of the field's, which are listed. */
enum ibid_status known_choices(const struct codebook_field *field,
                               struct str value, struct ibid_error *err);

/* Has it the rule "news/said@1", or "news/said" in any version? */
bool known_rule(const struct codebook *codebook, const char *name);

#endif
