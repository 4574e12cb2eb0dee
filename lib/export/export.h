/* export.h - cited facts out of a database, in one of several formats. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "export/origins.h"
#include "export/sink.h"
#include "export/texts.h"
#include "extract/codebook.h"
#include "relate/standings.h"
#include "store/facts.h"

enum { EXPORT_HEAD_BYTES = 96, EXPORT_PROGRESS_FACTS = 1024 };

/* One export under way, for the formats. */
struct export
{
    struct store *st;
    const struct codebook *codebook; /* NULL allowed */
    const struct ibid_export *options;
    struct ibid_query query;      /* what to walk: no limit, statuses decided */
    bool folder;                  /* `path` ends in "/" */
    char head[EXPORT_HEAD_BYTES]; /* "SEQ:HASH" of the journal */
    struct texts texts;
    struct origins origins;
    struct standings standings;
    int64_t facts, bytes; /* done so far, for the progress */
    struct ibid_export_summary *summary;
};

/* A format: one file and one struct each. */
struct exporter {
    const char *name;       /* for --format */
    const char *extensions; /* "csv tsv"; no two formats share one */
    const char *summary;    /* for help */
    bool folders;           /* can write a folder */
    bool only_folders;      /* and nothing else */
    bool tables;            /* delimiter, bom, for_spreadsheet are for it */
    unsigned statuses;      /* which facts, unless the query says */
    /* Within one read transaction; files appear only when all went well. */
    enum ibid_status (*write)(struct export *run, struct ibid_error *err);
};

/* All of them, NULL at the end; the first is the default. */
extern const struct exporter *const exporters[];

/* By name; by the longest ending of a file name; NULL when there is none. */
const struct exporter *exporter_named(struct str name);
const struct exporter *exporter_for(struct str path);

/* What the options ask for: IBID_INVALID, with what there is, for a name or
 * ending that is no format and for an option that is not the format's. */
enum ibid_status exporter_choose(const struct ibid_export *options,
                                 const struct exporter **out,
                                 struct ibid_error *err);

/* Export as ibid_export() promises: the thin call under it. `summary` is
 * valid whatever the status. */
enum ibid_status export_run(struct store *st, const struct codebook *codebook,
                            const struct ibid_export *options,
                            struct ibid_export_summary *summary,
                            struct ibid_error *err);

/* How far the words cited carry each value of a fact, in the order of fields
 * and values; *out NULL when nothing is worth a look. */
enum ibid_status export_support(struct store *st,
                                const struct codebook *codebook,
                                const struct ibid_fact *fact, struct arena *mem,
                                const enum ibid_support **out,
                                struct ibid_error *err);

/* One fact as in the JSON export, into `mem`. For many facts keep `texts`
 * (its `st` set) between the calls. */
enum ibid_status export_fact_json(struct texts *texts,
                                  const struct codebook *codebook,
                                  const struct ibid_fact *fact,
                                  struct arena *mem, const char **json,
                                  struct ibid_error *err);

/* For the formats. Open what options->path or options->write names. */
enum ibid_status export_open(struct export *run, struct sink *sink,
                             struct ibid_error *err);

/* Was more than one codebook ever in use? Then facts may have kinds and fields
 * that the present one does not know. */
enum ibid_status export_several_codebooks(struct export *run, bool *out,
                                          struct ibid_error *err);

/* Add a fact, its citations and its values without one to the summary. */
void export_count(struct export *run, const struct ibid_fact *fact);

/* Does a value of this field need a citation? Not when the codebook says that
 * it is derived. */
bool export_is_cited_field(const struct codebook *codebook, const char *kind,
                           const char *field);

/* When options->require_citations: IBID_INVALID when a selected fact has a
 * value without the citation it needs; each is given to options->uncited. */
enum ibid_status export_check_cited(struct export *run, struct ibid_error *err);

/* Walk the facts of `query`, counting, reporting progress and asking whether
 * to stop (IBID_INTERRUPTED). */
enum ibid_status export_facts(struct export *run,
                              const struct ibid_query *query,
                              ibid_fact_fn *each, void *ctx,
                              struct ibid_error *err);

/* Walk the sources: all, or those the selected facts cite. */
enum ibid_status export_sources(struct export *run, ibid_source_fn *each,
                                void *ctx, struct ibid_error *err);

#endif
