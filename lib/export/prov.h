/* prov.h - PROV-JSON under way: records, and what the journal says made them.
 */
#ifndef EXPORT_PROV_H
#define EXPORT_PROV_H

#include "base/map.h"
#include "export/one.h"
#include "store/entries.h"
#include "store/runs.h"

struct prov {
    struct one *one;
    struct arena mem, made_mem; /* of a record; of `made` */
    uint8_t *used; /* a bit for the first entry of each operation named */
    size_t used_bytes;
    struct arena kept; /* `used`, names of agents */
    struct map agents;
    struct map runs;        /* operation -> struct run_row */
    char version[ID_BYTES]; /* whose `made` is known */
    struct entry made;
};

/* A group of records; a record in it; a member that is a qualified name. */
void prov_group(struct prov *p, const char *name);
void prov_record(struct prov *p, const char *id);
void prov_qualified(struct jsonw *to, const char *key, const char *name);

/* A record that relates two, { role, id } each; other members may follow. */
void prov_relation(struct prov *p, const char *id, const char *const a[2],
                   const char *const b[2]);

/* End the record. */
enum ibid_status prov_done(struct prov *p, struct ibid_error *err);

/* "ibid:ID", and of revision `n` of a fact; good until prov_done(). */
const char *prov_id(struct prov *p, const char *id);
const char *prov_revision(struct prov *p, const struct ibid_fact *fact,
                          int64_t n);

/* Have p->made be the entry by which a version came; seq 0: none. */
enum ibid_status prov_version_made(struct prov *p, const char *version,
                                   struct ibid_error *err);

/* Have p->runs be what was executed, with which codebook and options. */
enum ibid_status prov_runs(struct prov *p, struct ibid_error *err);

/* The operation of this entry is named in the export. */
enum ibid_status prov_mark(struct prov *p, const struct entry *entry,
                           struct ibid_error *err);

/* Each revision of a fact, newest first, and the entry that made it. */
typedef enum ibid_status prov_revision_fn(struct prov *p,
                                          const struct ibid_fact *fact,
                                          int64_t n, const struct entry *made,
                                          struct ibid_error *err);
enum ibid_status prov_revisions(struct prov *p, const struct ibid_fact *fact,
                                prov_revision_fn *each, struct ibid_error *err);

/* Each operation that was marked, by its first entry; false: no record was
 * begun. */
typedef bool prov_operation_fn(struct prov *p, const struct entry *first);
enum ibid_status prov_operations(struct prov *p, prov_operation_fn *each,
                                 struct ibid_error *err);

void prov_free(struct prov *p);

#endif
