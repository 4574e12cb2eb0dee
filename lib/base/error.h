/* error.h - fill in a caller's struct ibid_error and return its status. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "ibid.h"

/* Record `status` and the formatted text in `err` (NULL allowed) and return
 * `status`, so that a failure is one expression. Source, line and byte are
 * reset to "not known". */
enum ibid_status err_set(struct ibid_error *err, enum ibid_status status,
                         const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Add where it happened to an error already set: `source` is copied and cut
 * to fit; `line` counts from 1 (0 = not known), `byte` from 0 (-1). */
void err_at(struct ibid_error *err, const char *source, int64_t line,
            int64_t byte);

#endif
