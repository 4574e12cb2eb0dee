/* fact_view.h - facts as the JSON of the page: as in the JSON export, but
 * offsets are bytes and every citation has the words around it. */
#ifndef WEB_FACT_VIEW_H
#define WEB_FACT_VIEW_H

#include "web/request.h"

/* `fact` as an object. */
enum ibid_status fact_view(struct request *request,
                           const struct ibid_fact *fact, struct jsonw *to);

/* {"id", "no", "kind", "status", "rank", "revision"}. */
void fact_view_brief(const struct ibid_fact *fact, struct jsonw *to);

/* The field of that name, NULL when the fact has none. */
const struct ibid_field *fact_view_field(const struct ibid_fact *fact,
                                         const char *name);

#endif
