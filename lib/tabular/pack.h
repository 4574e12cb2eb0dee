/* pack.h - the XML files of an archive, parsed as they are unpacked. Only for
 * lib/tabular. */
#ifndef TABULAR_PACK_H
#define TABULAR_PACK_H

#include <zip.h>

#include "tabular/xlsx.h"

struct pack {
    zip_t *zip;
    const char *name;    /* of the archive, for messages */
    int64_t total_bytes; /* unpacked so far */
};

/* IBID_INVALID: no archive. */
enum ibid_status pack_open(struct pack *pack, const char *path,
                           struct ibid_error *err);
enum ibid_status pack_open_memory(struct pack *pack, struct str bytes,
                                  const char *name, struct ibid_error *err);
void pack_close(struct pack *pack);

/* What is done with a file's elements. Names are without prefix; `depth` is
 * that of the element, from 1. Anything but IBID_OK ends it. */
struct pack_reader {
    void *ctx;
    enum ibid_status (*start)(void *ctx, const char *name, const char **attrs,
                              struct ibid_error *err);
    enum ibid_status (*end)(void *ctx, const char *name,
                            struct ibid_error *err);
    enum ibid_status (*text)(void *ctx, struct str text,
                             struct ibid_error *err);
};

/* Parse the file `name`; IBID_NOT_FOUND (without a message) when there is
 * none. No document type, no entities, nothing external. */
enum ibid_status pack_parse(struct pack *pack, const char *name,
                            const struct pack_reader *reader,
                            struct ibid_error *err);

/* The value of an attribute, its name without prefix; NULL when absent. */
const char *pack_attribute(const char **attrs, const char *name);

#endif
