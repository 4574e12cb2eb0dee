/* link_json.h - links between facts and shared words as the JSON of exports. */
#ifndef EXPORT_LINK_JSON_H
#define EXPORT_LINK_JSON_H

#include "base/jsonw.h"
#include "store/links.h"

void link_json_write(const char *type, const struct link_row *link,
                     struct jsonw *to);

/* Passages count code points of the texts; none when a text is gone. */
enum ibid_status reuse_json_write(struct store *st, const char *type,
                                  const struct reuse_row *row, struct jsonw *to,
                                  struct ibid_error *err);

#endif
