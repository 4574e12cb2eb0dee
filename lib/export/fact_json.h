/* fact_json.h - facts and sources as the JSON of exports; pure. */
#ifndef EXPORT_FACT_JSON_H
#define EXPORT_FACT_JSON_H

#include "base/jsonw.h"
#include "extract/codebook.h"
#include "ibid.h"
#include "text/utf8.h"

/* Where texts come from: the index of a version's text, good until the next
 * call; NULL when the text is gone (redacted) or cannot be had. */
typedef const struct utf8_index *export_text_fn(void *ctx, const char *version);

struct fact_json {
    const struct codebook *codebook; /* which fields repeat; NULL: those with */
                                     /* more than one value */
    export_text_fn *text;
    void *ctx;
    const enum ibid_support
        *support; /* of the fact's values, in their order; */
                  /* NULL: they are carried by their words */
};

/* Write `fact` as one object, offsets in code points. A value that its words
 * do not carry says so as its "support": "differs", "uncited", "lost". A
 * citation whose text is gone has start, end and quote null and "redacted":
 * true. `type` (NULL allowed) is written in front as its "type". */
void fact_json_write(const struct fact_json *how, const char *type,
                     const struct ibid_fact *fact, struct jsonw *to);

/* Write a citation of a value as one object. */
void citation_json_write(const struct fact_json *how,
                         const struct ibid_citation *c, struct jsonw *to);

/* Write `source` as one object. */
void source_json_write(const char *type, const struct ibid_source *source,
                       struct jsonw *to);

/* Does the field repeat, by the codebook or by its values? */
bool export_field_repeats(const struct codebook *codebook, const char *kind,
                          const struct ibid_field *field);

#endif
