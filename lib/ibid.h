/* ibid.h - the public interface of libibid: the only public header, so it is
 * longer than others. First the types that all modules share. */
#ifndef IBID_H
#define IBID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define IBID_API __attribute__((visibility("default")))
#else
#define IBID_API
#endif

/* What a call came to. IBID_NOT_FOUND is an expected "no"; everything above
 * it is a failure, explained in struct ibid_error. */
enum ibid_status {
    IBID_OK = 0,
    IBID_NOT_FOUND,   /* no such fact, source, file, operation */
    IBID_INVALID,     /* the input is not what it must be */
    IBID_LIMIT,       /* the input exceeds a named limit */
    IBID_STALE,       /* changed by someone else since it was read */
    IBID_CONFLICT,    /* a later change stands in the way */
    IBID_IO,          /* a file could not be read or written */
    IBID_DATABASE,    /* SQLite refused; the database is as it was */
    IBID_BUSY,        /* another program holds the database */
    IBID_NEWER,       /* made by a newer version of ibid */
    IBID_FOREIGN,     /* not an ibid database */
    IBID_DAMAGED,     /* the database does not say what it said before */
    IBID_READ_ONLY,   /* the database cannot be written */
    IBID_INTERRUPTED, /* the caller asked to stop; whole steps were kept */
};

enum {
    IBID_ERROR_SOURCE_BYTES = 120, /* size of ibid_error.source */
    IBID_ERROR_TEXT_BYTES = 320,   /* size of ibid_error.text */
};

/* Details of a failure, owned by the caller. `text` is one sentence without
 * newline or final stop, lower case, that says what to do where there is
 * something to do. Zero-initialise it. */
struct ibid_error {
    enum ibid_status status;
    char source[IBID_ERROR_SOURCE_BYTES]; /* file or record, or "" */
    int64_t line;                         /* from 1; 0 = not known */
    int64_t byte;                         /* from 0; -1 = not known */
    char text[IBID_ERROR_TEXT_BYTES];
};

/* ---- Facts ------------------------------------------------------------ */

enum ibid_fact_status {
    IBID_EXTRACTED, /* found by a rule, not reviewed */
    IBID_ACCEPTED,
    IBID_CORRECTED, /* edited or made by a person */
    IBID_REJECTED,
    IBID_MERGED, /* into another fact */
};

/* How a contradiction is resolved without deleting either side. */
enum ibid_rank { IBID_NORMAL, IBID_PREFERRED, IBID_DEPRECATED };

enum ibid_stance { IBID_SUPPORTS, IBID_DISPUTES };

/* How a citation stands to the version it points into. */
enum ibid_anchor {
    IBID_EXACT,
    IBID_MOVED,
    IBID_APPROXIMATE,
    IBID_LOST,
    IBID_ANCHOR_COUNT,
};

/* The words a value or fact rests on: bytes [start, end) of a version's text,
 * cut between code points. */
struct ibid_citation {
    const char *id;      /* "c..." */
    const char *source;  /* "s..." */
    const char *version; /* "v..." */
    uint32_t start, end; /* bytes */
    const char *quote;   /* the words; NULL once the source was redacted */
    enum ibid_stance stance;
    enum ibid_anchor anchor;
    const char *against; /* the newer version in which it was looked for when */
                         /* it was left here, or NULL */
};

/* Words that stand in place of others; "" where there are none. */
struct ibid_difference {
    const char *before, *after;
};

/* One value of a field. */
struct ibid_value {
    const char *text;       /* the article's words, or the curator's */
    const char *normalized; /* JSON text, or NULL */
    const struct ibid_citation *citations;
    size_t citation_count;
};

struct ibid_field {
    const char *name;
    const struct ibid_value *values;
    size_t value_count; /* 1 unless the field repeats */
};

/* One record of a kind. Every pointer lives as long as the arena it was read
 * into; strings are UTF-8. */
struct ibid_fact {
    const char *id; /* "f..." */
    int64_t no;     /* the short local number, #12 */
    const char *kind;
    enum ibid_fact_status status;
    enum ibid_rank rank;
    const char *rank_reason; /* or NULL */
    double confidence;       /* 0..1 */
    int64_t revision;        /* 1, then one more with each change */
    const char *rule;        /* "news/said@1", or NULL: made by hand */
    const char *merged_into; /* id of a fact, or NULL */
    const char *note;        /* a curator's, or NULL */
    const char *source;      /* of its first citation */
    const char *version;
    uint32_t start; /* byte where its evidence starts: its place */
    const struct ibid_field *fields; /* in the codebook's order */
    size_t field_count;
    const struct ibid_citation *citations; /* the evidence passage */
    size_t citation_count;
};

typedef struct arena ibid_arena;

/* Its version, "0.1.0". */
IBID_API const char *ibid_version(void);

/* Memory for results: everything a call gives lives in the arena passed to
 * it. One a command or request; free it after use (NULL allowed). */
IBID_API ibid_arena *ibid_arena_new(void);
IBID_API void ibid_arena_free(ibid_arena *mem);

/* ---- The database ------------------------------------------------------ */

typedef struct ibid_db ibid_db;

enum ibid_mode {
    IBID_READ,   /* must exist */
    IBID_WRITE,  /* must exist */
    IBID_CREATE, /* made when it does not exist */
};

/* Open the database at `path`. `actor` is who makes changes, as the journal
 * will name it ("user:ann"). An older schema is upgraded (after a verified
 * backup beside it) unless the mode is IBID_READ. Fails with IBID_NOT_FOUND,
 * IBID_FOREIGN (another program's file), IBID_NEWER, IBID_DAMAGED, IBID_BUSY,
 * IBID_READ_ONLY, IBID_DATABASE. */
IBID_API enum ibid_status ibid_open(const char *path, enum ibid_mode mode,
                                    const char *actor, ibid_db **out,
                                    struct ibid_error *err);
IBID_API void ibid_close(ibid_db *db); /* NULL allowed */

/* Make a new database with the codebook in folder `codebook` (NULL: the
 * built-in "news"). IBID_CONFLICT when `path` exists. */
IBID_API enum ibid_status ibid_init(const char *path, const char *codebook,
                                    const char *actor, struct ibid_error *err);

struct ibid_info {
    const char *path;
    int schema_version;
    const char *codebook; /* name */
    const char *codebook_sha256;
    const char *head; /* "SEQ:HASH" of the journal */
    int64_t sources, versions, facts, reviewed, citations, changes;
};

IBID_API enum ibid_status ibid_info_get(ibid_db *db, ibid_arena *mem,
                                        struct ibid_info *out,
                                        struct ibid_error *err);

/* A count for `ibid stats`: group "kind", "status", "rule", "outlet",
 * "anchor", "role"; name "casualty", of a rule "news/said@1/accepted".
 * Strings live until the callback returns. */
typedef void ibid_count_fn(void *ctx, const char *group, const char *name,
                           int64_t count);
IBID_API enum ibid_status ibid_stats(ibid_db *db, ibid_count_fn *each,
                                     void *ctx, struct ibid_error *err);

/* How a rule fares with those who review its facts. */
struct ibid_rule_stats {
    const char *rule; /* "news/said@1"; "" of facts made by hand */
    int64_t facts;    /* those below, unreviewed ones and merged ones */
    int64_t accepted, corrected, rejected;
    double confidence; /* its own, calibrated; of the codebook in use */
    bool known;        /* is it a rule of that codebook? */
    const struct ibid_field_count *fields; /* corrected ones, by name */
    size_t field_count;
};
/* In how many corrected facts a field's values, or the words they cite, are
 * not what the rule found. */
struct ibid_field_count {
    const char *name;
    int64_t count;
};
typedef void ibid_rule_fn(void *ctx, const struct ibid_rule_stats *rule);

/* Each rule that facts stem from, by name; strings live until `each` returns.
 * What the rule found is read from the journal. */
IBID_API enum ibid_status ibid_rules(ibid_db *db, ibid_rule_fn *each, void *ctx,
                                     struct ibid_error *err);

/* A copy at `to`, which must not exist (IBID_CONFLICT). The database is
 * verified before; of the copy, once it is on the disk, every row is compared.
 * IBID_DAMAGED, and no copy, when something is off. */
IBID_API enum ibid_status ibid_backup(ibid_db *db, const char *to,
                                      struct ibid_error *err);

struct ibid_restore {
    const char *from; /* a backup, or any other database of ibid */
    const char *path; /* where it goes */
    const char *kept; /* what was there is called so; it must not exist */
    bool dry_run;     /* check it, replace nothing */
};

struct ibid_restored {
    int64_t sources, facts, changes; /* of the backup */
    int schema_before;               /* of the file `from` */
    char head[96];                   /* "SEQ:HASH" of what is there now */
    char replaced[96];               /* of what is kept; "" when it cannot */
                                     /* tell, or nothing was there */
    bool kept;                       /* something was there */
};

/* Put a copy of a backup where a database is, which must not be open. The copy
 * is brought to this schema and verified before, and again where it is then;
 * until then nothing has changed. IBID_DAMAGED: the backup is not sound, or
 * IBID_NOT_FOUND, IBID_FOREIGN, IBID_NEWER, IBID_BUSY, IBID_CONFLICT,
 * IBID_INVALID (it is the same file), IBID_IO. */
IBID_API enum ibid_status ibid_restore(const struct ibid_restore *how,
                                       struct ibid_restored *out,
                                       struct ibid_error *err);

/* ---- Articles in ------------------------------------------------------- */

enum ibid_outcome {
    IBID_NEW,
    IBID_NEW_VERSION,
    IBID_UNCHANGED,
    IBID_SKIPPED, /* not an article: why says so */
    IBID_FAILED,  /* should have been one */
    IBID_OUTCOME_COUNT,
};
IBID_API const char *ibid_outcome_name(enum ibid_outcome outcome);

struct ibid_import_item {
    enum ibid_outcome outcome;
    const char *name;             /* file, or record id */
    const char *title;            /* or NULL */
    const char *source, *version; /* ids, NULL when skipped or failed */
    const char *same_as; /* id of a source of another name that has this */
                         /* text and keeps the name, too; or NULL */
    int64_t facts;       /* found in it */
    const char *const *warnings; /* sentences, for people */
    size_t warning_count;
    const struct ibid_error *why;       /* of skipped and failed, else NULL */
    int64_t anchors[IBID_ANCHOR_COUNT]; /* of a new version: citations of */
                                        /* earlier ones, by how they fare */
};

struct ibid_progress {
    int64_t articles;           /* done so far */
    int64_t bytes, total_bytes; /* read; total 0 = not known */
};

enum { IBID_BACKUP_ARTICLES = 200 }; /* or 24 MB of them */

/* A source that came and tells in nearly the same words what another does;
 * told at the end, when all are in. */
struct ibid_import_copy {
    const char *source, *name; /* id and name */
    const char *other, *other_name;
    int share; /* per thousand of the shorter one's words */
};

struct ibid_import {
    const char *const *paths; /* files, folders, "-" */
    size_t path_count;
    const char *format; /* importer name, or NULL: by content */
    const char *published, *outlet, *language, *url, *charset; /* or NULL */
    bool recursive;             /* folders within folders as well */
    const char *const *include; /* globs a file of a folder must match one of */
    const char *const *exclude; /* and must match none of; NULL at the end, */
                                /* NULL: none given */
    bool dry_run;               /* say what would happen, write nothing */
    const char *backup;         /* file for a copy of a database that has */
                                /* articles, made before the first is written */
                                /* of more than IBID_BACKUP_ARTICLES; or NULL */
    int jobs;                   /* threads that read and extract, the */
                                /* caller's one of them; 0: 1. What is */
                                /* written does not depend on it */
    void *ctx;                  /* passed to the four below, each may be */
                                /* NULL */
    void (*item)(void *ctx, const struct ibid_import_item *item);
    void (*copy)(void *ctx, const struct ibid_import_copy *copy);
    void (*progress)(void *ctx, const struct ibid_progress *progress);
    bool (*stop)(void *ctx); /* asked between articles: true ends it */
};

struct ibid_import_summary {
    int64_t count[IBID_OUTCOME_COUNT];
    int64_t facts;
    int64_t copies; /* new sources whose words are another one's */
    bool backed_up; /* the copy was made */
    char op[24];    /* operation id in the journal, "" when nothing was new */
};

/* Import articles and extract their facts. Each article goes in whole or not
 * at all; commits are made in batches on the way. Bad articles are reported
 * through `item` and the others go in. IBID_INTERRUPTED after `stop`: what
 * was reported as new is kept. `summary` is valid whatever the status. */
IBID_API enum ibid_status ibid_import(ibid_db *db,
                                      const struct ibid_import *import,
                                      struct ibid_import_summary *summary,
                                      struct ibid_error *err);

/* Names and one-line descriptions of the formats, from index 0; NULL past the
 * last. */
IBID_API const char *ibid_importer_name(size_t index, const char **summary);
IBID_API const char *ibid_exporter_name(size_t index, const char **summary);

/* ---- Sources ----------------------------------------------------------- */

struct ibid_version {
    const char *id;          /* "v..." */
    const char *sha256;      /* of the original bytes, hexadecimal */
    const char *text_sha256; /* of the decoded text */
    const char *imported;    /* UTC, ISO 8601 */
    const char *media_type, *encoding;
    int64_t original_bytes, text_bytes;
    const char *const *warnings; /* what the reader noticed */
    size_t warning_count;
    bool redacted; /* original and text were removed */
};

struct ibid_source {
    const char *id; /* "s..." */
    int64_t no;
    const char *name; /* file name, or the record's own id */
    const char *url, *title, *outlet, *author, *published, *language, *licence,
        *section, *agency; /* NULL when not known */
    const char *also; /* the same text came under these as well: lines of */
                      /* an id, a tab, a name, maybe a tab and a url */
    const char
        *story; /* "y...": equal for those that tell one event; or NULL */
    const struct ibid_version *versions; /* oldest first */
    size_t version_count;
    int64_t facts;
};

typedef enum ibid_status ibid_source_fn(void *ctx,
                                        const struct ibid_source *source,
                                        struct ibid_error *err);

/* Every source in order of arrival. What `each` is given lives until it
 * returns; anything but IBID_OK from it ends the walk and is returned. */
IBID_API enum ibid_status ibid_source_each(ibid_db *db, ibid_source_fn *each,
                                           void *ctx, struct ibid_error *err);

/* By id, a unique beginning of one, or name. */
IBID_API enum ibid_status ibid_source_get(ibid_db *db, const char *ref,
                                          ibid_arena *mem,
                                          struct ibid_source *out,
                                          struct ibid_error *err);

/* One thing that a version states of its source: what it counts for as long
 * as nobody corrected the source, the first of a field before the others. */
struct ibid_said {
    const char *field; /* "title", "published"... */
    const char *value;
    const char *rule;    /* "meta og:title", "first line", "option --url" */
    uint32_t start, end; /* bytes of the original; equal: not in it */
    const char *excerpt; /* those bytes as they came, or NULL */
    size_t excerpt_bytes;
};
IBID_API enum ibid_status ibid_version_said(ibid_db *db, const char *version,
                                            ibid_arena *mem,
                                            struct ibid_said **out,
                                            size_t *count,
                                            struct ibid_error *err);

/* The text of a version, `*bytes` long, NUL-terminated. */
IBID_API enum ibid_status ibid_version_text(ibid_db *db, const char *version,
                                            ibid_arena *mem, const char **text,
                                            size_t *bytes,
                                            struct ibid_error *err);

/* ---- Facts ------------------------------------------------------------- */

IBID_API const char *ibid_fact_status_name(enum ibid_fact_status status);
/* False when `name` is no status. */
IBID_API bool ibid_fact_status_parse(const char *name,
                                     enum ibid_fact_status *out);

/* Which facts. Zero-initialised it selects all; given parts must all hold. */
/* In which order facts come. Ties go by place. */
enum ibid_order {
    IBID_BY_PLACE, /* source, place in the text, kind */
    IBID_BY_DOUBT, /* unreviewed first, and those least confident first */
};

struct ibid_query {
    const char *where; /* in the query language ("ibid help query"), or NULL */
    const char *const *facts; /* ids, unique beginnings, "#12" or "12" */
    size_t fact_count;
    const char *kind;
    unsigned statuses;       /* bit 1 << enum ibid_fact_status; 0 = all */
    const char *source;      /* id, unique beginning, or name */
    const char *rule;        /* its id, with or without version */
    const char *text;        /* occurs in a value or in the evidence */
    bool uncited;            /* has a value without citation */
    bool behind;             /* wanted, and cites a version that is not the */
                             /* newest, by which it was not judged yet */
    double confidence_below; /* 0 = any */
    enum ibid_order order;
    int64_t limit; /* 0 = no limit */
    int64_t offset;
};

/* Can `where` be read? IBID_INVALID says what is wrong and at which column.
 * Whether kinds and fields exist shows when the query is put. */
IBID_API enum ibid_status ibid_query_check(const char *where,
                                           struct ibid_error *err);

/* The filters of the query language besides fields, from index 0: an example
 * and what it means; NULL past the last. */
IBID_API const char *ibid_query_name(size_t index, const char **example,
                                     const char **means);

typedef enum ibid_status ibid_fact_fn(void *ctx, const struct ibid_fact *fact,
                                      struct ibid_error *err);

/* The facts selected, in the order that the query asks for. Lifetime
 * and statuses as in ibid_source_each(); IBID_NOT_FOUND for a name in the
 * query that names nothing. */
IBID_API enum ibid_status ibid_fact_each(ibid_db *db,
                                         const struct ibid_query *query,
                                         ibid_fact_fn *each, void *ctx,
                                         struct ibid_error *err);

/* How many they are (limit and offset do not count). */
IBID_API enum ibid_status ibid_fact_count(ibid_db *db,
                                          const struct ibid_query *query,
                                          int64_t *out, struct ibid_error *err);

/* One by id, unique beginning of an id, "#12" or "12". */
IBID_API enum ibid_status ibid_fact_get(ibid_db *db, const char *ref,
                                        ibid_arena *mem, struct ibid_fact *out,
                                        struct ibid_error *err);

/* How the words cited for a value carry it. */
enum ibid_support {
    IBID_SUPPORTED,     /* they say it, or mean the same number, date, choice */
    IBID_CHOSEN,        /* a rule or person chose it from a closed list */
    IBID_DIFFERS,       /* they say something else */
    IBID_UNCITED,       /* there are none */
    IBID_CITATION_LOST, /* they are no longer known */
};
IBID_API const char *ibid_support_name(enum ibid_support support);

/* One for each value of `fact`, in the order of fields and values; *states has
 * bit 1 << state for each that occurs. */
IBID_API enum ibid_status
ibid_fact_support(ibid_db *db, const struct ibid_fact *fact, ibid_arena *mem,
                  const enum ibid_support **out, size_t *count,
                  unsigned *states, struct ibid_error *err);

/* As in the JSON export (offsets in code points), one line without newline. */
IBID_API enum ibid_status ibid_fact_json(ibid_db *db,
                                         const struct ibid_fact *fact,
                                         ibid_arena *mem, const char **json,
                                         struct ibid_error *err);
IBID_API enum ibid_status ibid_source_json(ibid_db *db,
                                           const struct ibid_source *source,
                                           ibid_arena *mem, const char **json,
                                           struct ibid_error *err);

/* Words of a passage that a field cites (field NULL: the evidence). */
struct ibid_mark {
    uint32_t start, end; /* bytes of ibid_passage.text */
    const char *field;
};

/* A stretch of whole blocks (long ones cut at sentence or word ends) that
 * holds citations of a fact. */
struct ibid_passage {
    const char *source, *version;
    const char *role; /* of its block: "body" */
    uint32_t start;   /* byte of the version's text where it begins */
    const char *text;
    bool cut_before, cut_after;    /* the block goes on */
    const struct ibid_mark *marks; /* by start, then longest first */
    size_t mark_count;
};

IBID_API enum ibid_status
ibid_fact_passages(ibid_db *db, const struct ibid_fact *fact, ibid_arena *mem,
                   struct ibid_passage **out, size_t *count,
                   struct ibid_error *err);

/* A stretch of a version's text and what it is. */
struct ibid_block {
    uint32_t start, end; /* bytes */
    const char *role;    /* "body" */
    const char *read_as; /* its role before a person gave it this one; NULL: */
                         /* nobody did */
};

struct ibid_reading_fact {
    const char *id;
    int64_t no;
    const char *kind;
    enum ibid_fact_status status;
};

struct ibid_reading_cite {
    const char *id;
    size_t fact;       /* index into the facts */
    const char *field; /* NULL: the evidence */
    uint32_t value;    /* which of the field's values, from 0 */
    uint32_t start, end;
    enum ibid_stance stance;
    enum ibid_anchor anchor;
};

/* Some blocks of an article to read, and every citation that touches them by
 * facts that count. */
struct ibid_reading {
    const char *source, *version;
    const char *text; /* the whole; NULL: removed */
    size_t bytes;
    const struct ibid_block *blocks;
    size_t block_count, first, total; /* of `total`, from number `first` */
    const struct ibid_reading_fact *facts;
    size_t fact_count;
    const struct ibid_reading_cite *cites;
    size_t cite_count;
};

/* Blocks [first, first + limit). */
IBID_API enum ibid_status ibid_version_read(ibid_db *db, const char *version,
                                            size_t first, size_t limit,
                                            ibid_arena *mem,
                                            struct ibid_reading *out,
                                            struct ibid_error *err);

/* How many citations of a version stand in each anchor state. */
IBID_API enum ibid_status ibid_version_anchors(ibid_db *db, const char *version,
                                               int64_t counts[IBID_LOST + 1],
                                               struct ibid_error *err);

/* Where cited words stand in the original bytes, and those bytes as they
 * came (cut to `excerpt_bytes`); in a document of pages on which page, and in
 * which box from its top left corner. */
struct ibid_origin {
    uint32_t start, end; /* of the original; 0 with a page */
    const char *excerpt; /* NULL with a page */
    size_t excerpt_bytes;
    uint32_t page;                   /* from 1; 0: it has no pages */
    double left, top, width, height; /* points, 1/72 inch */
};
IBID_API enum ibid_status ibid_citation_origin(ibid_db *db,
                                               const struct ibid_citation *c,
                                               ibid_arena *mem,
                                               struct ibid_origin *out,
                                               struct ibid_error *err);

/* Which rule made it and the tokens it matched, as lines of plain text; or
 * that a person did. */
IBID_API enum ibid_status ibid_fact_explain(ibid_db *db,
                                            const struct ibid_fact *fact,
                                            ibid_arena *mem, const char **text,
                                            struct ibid_error *err);

struct ibid_hit {
    const char *fact; /* id, or NULL: a passage of a source */
    int64_t no;       /* of the fact */
    const char *kind; /* of the fact */
    const char *source, *version, *name, *title;
    const char *snippet;           /* the words around */
    const struct ibid_mark *marks; /* what matched, in the snippet */
    size_t mark_count;
};
typedef enum ibid_status ibid_hit_fn(void *ctx, const struct ibid_hit *hit,
                                     struct ibid_error *err);

/* Full text over articles and facts, best first. Words must all occur,
 * "two words" are a phrase, word* a beginning. At most `limit` facts (0 = all)
 * and as many passages of articles. */
IBID_API enum ibid_status ibid_search(ibid_db *db, const char *words,
                                      int64_t limit, ibid_hit_fn *each,
                                      void *ctx, struct ibid_error *err);

/* ---- A reviewer's queue ------------------------------------------------- */

/* Why a fact needs attention; rejected and merged ones need none. */
enum ibid_flag {
    IBID_FLAG_UNCITED = 1 << 0,  /* a value cites nothing and should */
    IBID_FLAG_DISPUTED = 1 << 1, /* a citation or another fact disputes it */
    IBID_FLAG_MOVED = 1 << 2,    /* a citation is in this anchor state */
    IBID_FLAG_APPROXIMATE = 1 << 3,
    IBID_FLAG_LOST = 1 << 4,
    IBID_FLAG_LOW = 1 << 5,     /* confidence below IBID_LOW_CONFIDENCE */
    IBID_FLAG_DIFFERS = 1 << 6, /* the words cited do not carry a value */
    IBID_FLAG_COUNT = 7,
};
#define IBID_LOW_CONFIDENCE 0.6

/* "uncited"...; NULL past the last bit. Index is the bit's number. */
IBID_API const char *ibid_flag_name(unsigned bit);

/* Which rows of the queue; zero-initialised: all. */
struct ibid_queue_filter {
    unsigned statuses; /* bit 1 << enum ibid_fact_status; 0 = all */
    unsigned flags;    /* at least one of these; 0 = any */
    const char *kind, *rule, *source; /* rule with version; source by id */
    const char *where;                /* in the query language, or NULL */
};

struct ibid_queue_row {
    int64_t row; /* its place among those selected, from 0 */
    int64_t no;
    const char *id, *kind, *source;
    const char *headline; /* its key values, on one line */
    enum ibid_fact_status status;
    enum ibid_rank rank;
    unsigned flags;
    double confidence;
    int64_t revision;
};

/* How many rows there would be with this status, flag, kind, source (id) or
 * rule and all other parts of the filter as they are; but flags that speak of
 * citations count over all statuses. */
struct ibid_queue_facet {
    const char *name;
    const char *outlet, *title; /* of a source; outlet may be NULL */
    int64_t count;
};
enum ibid_facet {
    IBID_FACET_STATUS,
    IBID_FACET_FLAG,
    IBID_FACET_KIND,
    IBID_FACET_SOURCE,
    IBID_FACET_RULE,
    IBID_FACET_COUNT,
};

struct ibid_queue_page {
    int64_t head;            /* number of the journal's newest entry */
    int64_t total;           /* rows selected */
    int64_t facts, reviewed; /* in the database */
    int64_t found;           /* row of the fact asked for, -1: not selected */
    const struct ibid_queue_row *rows;
    size_t row_count;
    const struct ibid_queue_facet *facets[IBID_FACET_COUNT];
    size_t facet_count[IBID_FACET_COUNT];
};

/* All facts in reading order, kept in memory and in step with the journal,
 * so that filters, counts and windows are quick. One per `db`, which must
 * outlive it. */
typedef struct ibid_queue ibid_queue;
IBID_API ibid_queue *ibid_queue_new(ibid_db *db);
IBID_API void ibid_queue_free(ibid_queue *queue); /* NULL allowed */

/* From now on no other facts than these (short numbers) are in it. */
IBID_API void ibid_queue_only(ibid_queue *queue, const int64_t *facts,
                              size_t count);

/* Rows [from, from + limit) of those selected, into `mem`; with `limit` 0 only
 * head, facts and reviewed. `find` (id, NULL allowed) asks for a fact's row. */
IBID_API enum ibid_status
ibid_queue_read(ibid_queue *queue, const struct ibid_queue_filter *filter,
                int64_t from, int64_t limit, const char *find, ibid_arena *mem,
                struct ibid_queue_page *out, struct ibid_error *err);

/* A fact of another source about the same thing, and how it bears on the one
 * asked about; that one stands first, without relation. */
struct ibid_other {
    struct ibid_fact fact;
    const char *relation; /* "same", "contradicts", "supersedes"; or NULL */
    const char *reason;   /* in words, or NULL */
    const char *title, *outlet, *published; /* of its source, or NULL */
    const char *copy_of; /* id of the source its own copies, or NULL */
};
struct ibid_others {
    const struct ibid_other *list;
    size_t count;
    int64_t independent; /* sources that say the same, copies not counted */
    bool disputed;
};
IBID_API enum ibid_status
ibid_fact_others(ibid_db *db, const struct ibid_fact *fact, ibid_arena *mem,
                 struct ibid_others *out, struct ibid_error *err);

/* Number of the journal's newest entry. */
IBID_API enum ibid_status ibid_head(ibid_db *db, int64_t *seq,
                                    struct ibid_error *err);

/* ---- Newer versions ---------------------------------------------------- */

/* How a citation of an earlier version fares in the newest one of its source:
 * a proposal, until someone decides. */
struct ibid_anchoring {
    const char *fact; /* id */
    int64_t no;       /* of the fact */
    const char *kind;
    const char *field; /* NULL: the evidence */
    size_t value;      /* which of the field's values, from 0 */
    struct ibid_citation from;
    struct ibid_citation to; /* `anchor` says how; of a lost one only version */
                             /* and source are set; it has no id yet */
    const struct ibid_difference *differences; /* of an approximate one */
    size_t difference_count;
    bool marks_only; /* only blanks and the shapes of marks differ */
};

typedef enum ibid_status ibid_anchoring_fn(void *ctx,
                                           const struct ibid_anchoring *it,
                                           struct ibid_error *err);

/* Citations of facts selected (rejected and merged ones are left out) that
 * point into a version that is not the newest, and were not decided on since
 * that came. `anchors`: bit 1 << enum ibid_anchor of what they come to; 0 =
 * all. Lifetimes and statuses as in ibid_fact_each(). */
IBID_API enum ibid_status
ibid_anchoring_each(ibid_db *db, const struct ibid_query *query,
                    unsigned anchors, ibid_anchoring_fn *each, void *ctx,
                    struct ibid_error *err);

/* One as JSON (offsets in code points), one line without newline. */
IBID_API enum ibid_status
ibid_anchoring_json(ibid_db *db, const struct ibid_anchoring *it,
                    ibid_arena *mem, const char **json, struct ibid_error *err);

/* A stretch of words within a paragraph. */
enum ibid_part_kind {
    IBID_PART_SAME,
    IBID_PART_REMOVED,
    IBID_PART_ADDED,
    IBID_PART_MOVED, /* from elsewhere */
    IBID_PART_KIND_COUNT,
};
struct ibid_part {
    enum ibid_part_kind kind;
    bool blank; /* a blank stands before it */
    const char *text;
};

/* What became of a paragraph; the first ones as its parts are. */
enum ibid_change_kind {
    IBID_UNCHANGED_PARAGRAPH,
    IBID_REMOVED,
    IBID_ADDED,
    IBID_MOVED_PARAGRAPH,
    IBID_CHANGED,
};
struct ibid_paragraph {
    enum ibid_change_kind kind;
    const struct ibid_part *parts;
    size_t part_count;
};

/* What version `to` of a source says otherwise than version `from`. */
struct ibid_diff {
    const char *source, *from, *to;          /* ids */
    const struct ibid_paragraph *paragraphs; /* those that differ, in order */
    size_t paragraph_count, unchanged;
    const struct ibid_anchoring *facts; /* citations of `from`, of facts that */
    size_t fact_count;                  /* are not rejected or merged */
};

/* Compare two versions (ids or unique beginnings; NULL: the newest and the one
 * before it) of a source. IBID_NOT_FOUND also when there is one only, or a text
 * was removed. */
IBID_API enum ibid_status ibid_diff_get(ibid_db *db, const char *ref,
                                        const char *from, const char *to,
                                        ibid_arena *mem, struct ibid_diff *out,
                                        struct ibid_error *err);

/* What to do with such citations. */
enum ibid_anchor_do {
    IBID_ANCHOR_ACCEPT, /* point into the newest version; a lost one stays and
                         */
                        /* says so */
    IBID_ANCHOR_KEEP,   /* stay as it is, whatever the newest version says */
    IBID_ANCHOR_REMOVE, /* take the citation from its value */
};

/* False when `name` is no anchor. */
IBID_API bool ibid_anchor_parse(const char *name, enum ibid_anchor *out);

/* ---- Changes ----------------------------------------------------------- */

/* field = value. Several for one repeating field are its new list; value ""
 * removes the field. */
struct ibid_assignment {
    const char *field, *value;
};

/* Cite bytes [start, end) of `version` (NULL: the fact's own) for `field`
 * (NULL: the whole fact); replaces the citations of that field's value. */
struct ibid_cite {
    const char *field, *version;
    uint32_t start, end;
    const char *quote; /* what must stand there, else IBID_INVALID; or NULL */
    enum ibid_stance stance;
    uint32_t value; /* which of the field's values, from 1: all cites of one
                     * value are its new citations; 0: the nth cite of a field
                     * is the only one of its nth value */
    bool none;      /* no citation any more; the place is ignored */
};

/* A fact as the one who changes it has seen it. */
struct ibid_expected {
    const char *fact; /* id */
    int64_t revision;
};

/* Who asks and why; common to all changes. Zero-initialised is fine. */
struct ibid_change_options {
    const char *reason;
    const char *op; /* id of this operation; the same again changes nothing */
    int64_t expected_revision; /* of a single fact; 0 = any; else IBID_STALE */
    const struct ibid_expected *expected; /* of any facts, else IBID_STALE */
    size_t expected_count;
    bool dry_run; /* count, change nothing */
};

/* What was done. */
struct ibid_change_result {
    char op[24];
    int64_t seq;     /* the journal's head after it */
    int64_t changed; /* facts (or sources) changed */
    bool repeated;   /* this op had been done before */
    char fact[24];   /* id of the fact that was added, else "" */
    char label[160]; /* "accept 12 facts", for people */
};

IBID_API enum ibid_status
ibid_fact_edit(ibid_db *db, const char *ref,
               const struct ibid_assignment *values, size_t value_count,
               const struct ibid_cite *cites, size_t cite_count,
               const struct ibid_change_options *options,
               struct ibid_change_result *result, struct ibid_error *err);

/* Make a fact by hand. It is about the version of its first citation that
 * names one, else the newest of `source` (a reference; NULL allowed with a
 * citation). Without words for the whole fact the first ones cited serve. */
IBID_API enum ibid_status
ibid_fact_add(ibid_db *db, const char *kind, const char *source,
              const struct ibid_assignment *values, size_t value_count,
              const struct ibid_cite *cites, size_t cite_count,
              const struct ibid_change_options *options,
              struct ibid_change_result *result, struct ibid_error *err);

/* Say which side of a contradiction to go by; options->reason says why and
 * stays with the fact. */
IBID_API enum ibid_status
ibid_fact_rank(ibid_db *db, const char *ref, enum ibid_rank rank,
               const struct ibid_change_options *options,
               struct ibid_change_result *result, struct ibid_error *err);

/* The same for several facts as one undoable step: those in `over` go down,
 * `preferred` (NULL: none) goes up. */
IBID_API enum ibid_status
ibid_fact_prefer(ibid_db *db, const char *preferred, const char *const *over,
                 size_t over_count, const struct ibid_change_options *options,
                 struct ibid_change_result *result, struct ibid_error *err);

/* Merge facts that say the same into `into`, as one undoable step: it gets
 * the citations of values that agree and of the evidence; where values differ
 * its own stay (the label names the fields). IBID_INVALID: another kind. */
IBID_API enum ibid_status
ibid_fact_merge(ibid_db *db, const char *into, const char *const *refs,
                size_t count, const struct ibid_change_options *options,
                struct ibid_change_result *result, struct ibid_error *err);

/* Part a merged fact from the one it went into: it is what it was, and the
 * other loses the citations it brought. */
IBID_API enum ibid_status
ibid_fact_split(ibid_db *db, const char *ref,
                const struct ibid_change_options *options,
                struct ibid_change_result *result, struct ibid_error *err);

/* Put a note on a fact; "" takes it away. */
IBID_API enum ibid_status
ibid_fact_note(ibid_db *db, const char *ref, const char *note,
               const struct ibid_change_options *options,
               struct ibid_change_result *result, struct ibid_error *err);

IBID_API const char *ibid_anchor_name(enum ibid_anchor anchor);
IBID_API const char *ibid_rank_name(enum ibid_rank rank);
/* False when `name` is no rank. */
IBID_API bool ibid_rank_parse(const char *name, enum ibid_rank *out);

/* Set the status (accepted, rejected or extracted) of all facts selected, as
 * one undoable step. */
IBID_API enum ibid_status
ibid_fact_decide(ibid_db *db, const struct ibid_query *query,
                 enum ibid_fact_status status,
                 const struct ibid_change_options *options,
                 struct ibid_change_result *result, struct ibid_error *err);

/* Decide on all citations that ibid_anchoring_each() would give, as one
 * undoable step; `changed` counts citations. */
IBID_API enum ibid_status
ibid_anchor_decide(ibid_db *db, const struct ibid_query *query,
                   unsigned anchors, enum ibid_anchor_do what,
                   const struct ibid_change_options *options,
                   struct ibid_change_result *result, struct ibid_error *err);

/* Decide on one citation of fact `ref` by its id, or point it at other words
 * (`instead`, its field unused; NULL: do `what`). IBID_NOT_FOUND: the fact has
 * no such citation (any more), or, to accept it, it is not behind.
 * IBID_INVALID: without it nothing would be left that the fact rests on. */
IBID_API enum ibid_status
ibid_anchor_set(ibid_db *db, const char *ref, const char *citation,
                enum ibid_anchor_do what, const struct ibid_cite *instead,
                const struct ibid_change_options *options,
                struct ibid_change_result *result, struct ibid_error *err);

/* Correct what is known of a source (title, outlet, author, published, url,
 * language, licence, section, agency). A new date resolves relative dates of
 * unreviewed facts again. */
IBID_API enum ibid_status
ibid_source_edit(ibid_db *db, const char *ref,
                 const struct ibid_assignment *values, size_t value_count,
                 const struct ibid_change_options *options,
                 struct ibid_change_result *result, struct ibid_error *err);

/* The roles of paragraphs, from index 0; NULL past the last. */
IBID_API const char *ibid_role_name(size_t index);

/* Paragraphs [first, first + count), from 0, of a version (its id), or of the
 * newest version of a source (a reference), and what they are. */
struct ibid_relabel {
    const char *ref;
    size_t first, count;
    const char *role;
    const char *was; /* as they were seen, else IBID_STALE; NULL: any */
};

/* Say what paragraphs are. The newest version is read for facts again in the
 * same step: facts are found in what counts now, unreviewed ones in what does
 * not no longer count, reviewed ones stay (the label tells). `changed` counts
 * paragraphs. */
IBID_API enum ibid_status
ibid_relabel(ibid_db *db, const struct ibid_relabel *what,
             const struct ibid_change_options *options,
             struct ibid_change_result *result, struct ibid_error *err);

/* Remove original and text of a source for good, keeping hashes and lengths;
 * cannot be undone. */
IBID_API enum ibid_status
ibid_source_redact(ibid_db *db, const char *ref,
                   const struct ibid_change_options *options,
                   struct ibid_change_result *result, struct ibid_error *err);

/* Take back the operation `op` (id, or a journal number as text; NULL: the
 * latest not undone), or do it again. IBID_CONFLICT names the later change
 * that stands in the way; IBID_NOT_FOUND: nothing to undo. */
IBID_API enum ibid_status ibid_undo(ibid_db *db, const char *op,
                                    const struct ibid_change_options *options,
                                    struct ibid_change_result *result,
                                    struct ibid_error *err);
IBID_API enum ibid_status ibid_redo(ibid_db *db, const char *op,
                                    const struct ibid_change_options *options,
                                    struct ibid_change_result *result,
                                    struct ibid_error *err);

/* What ibid_undo() or ibid_redo() without an operation would turn: `op` NULL
 * when there is nothing. */
struct ibid_turn {
    const char *op;
    const char *label; /* "accept #12", "edit 3 facts", "import" */
};
IBID_API enum ibid_status ibid_undo_next(ibid_db *db, bool redo,
                                         ibid_arena *mem, struct ibid_turn *out,
                                         struct ibid_error *err);

/* The fact as it was at an earlier revision, quotes included; IBID_NOT_FOUND
 * when the journal does not tell (before it was made, or removed). */
IBID_API enum ibid_status ibid_fact_at(ibid_db *db, const char *ref,
                                       int64_t revision, ibid_arena *mem,
                                       struct ibid_fact *out,
                                       struct ibid_error *err);

/* What a change did to a field, or to what else is known. */
struct ibid_changed {
    const char *what;   /* "number", "status", "evidence" */
    const char *before; /* "": nothing; NULL: `after` is a remark */
    const char *after;
};

/* One entry of the journal. */
struct ibid_change {
    int64_t seq;
    const char *op; /* operation: entries of one step share it */
    const char *at; /* UTC */
    const char *actor;
    const char *action;  /* "import", "edit", "accept", "undo"... */
    const char *subject; /* id of a version, fact or source */
    int64_t fact_no;     /* of a fact subject, else 0 */
    const char *reason;  /* or NULL */
    const char *summary; /* what changed, for people: number: 28 -> 31 */
    const struct ibid_changed *changed; /* the same, piece by piece */
    size_t changed_count;
    int64_t undoes;   /* seq taken back or done again, else 0 */
    bool undone;      /* was taken back since */
    const char *hash; /* hexadecimal */
};
typedef enum ibid_status ibid_change_fn(void *ctx,
                                        const struct ibid_change *change,
                                        struct ibid_error *err);

/* The journal, newest first, `limit` entries (0 = all), of one subject (fact,
 * source or operation reference) or of all (NULL). */
IBID_API enum ibid_status ibid_log(ibid_db *db, const char *subject,
                                   int64_t limit, ibid_change_fn *each,
                                   void *ctx, struct ibid_error *err);

/* Called for each field of a fact with the change that gave it what it says,
 * last with field NULL for the one that gave the fact its status. A redacted
 * change is left out. */
typedef enum ibid_status ibid_annotate_fn(void *ctx,
                                          const struct ibid_field *field,
                                          const struct ibid_change *change,
                                          struct ibid_error *err);
IBID_API enum ibid_status ibid_fact_annotate(ibid_db *db,
                                             const struct ibid_fact *fact,
                                             ibid_annotate_fn *each, void *ctx,
                                             struct ibid_error *err);

/* How far two coders agree on a field of a kind (field NULL: on whether a
 * fact is kept); kappa and alpha only where `known`. */
struct ibid_agreement {
    const char *kind, *field;
    int64_t units, agreed; /* facts */
    bool known;
    double kappa; /* Cohen's */
    double alpha; /* Krippendorff's, nominal */
};
struct ibid_disagreement {
    const char *fact; /* id */
    int64_t no;       /* in the first database */
    const char *kind, *field;
    const char *ours, *theirs; /* values, "" for none; of field NULL status */
};
typedef void ibid_agreement_fn(void *ctx, const struct ibid_agreement *row);
typedef void ibid_disagreement_fn(void *ctx,
                                  const struct ibid_disagreement *one);

/* Take back all that people said of facts, so that a second coder sees what was
 * found and nothing else: for a copy of a database, as one undoable step that
 * undo does not reach by itself. */
IBID_API enum ibid_status ibid_blind(ibid_db *db,
                                     const struct ibid_change_options *options,
                                     struct ibid_change_result *result,
                                     struct ibid_error *err);

/* Compare the facts that were accepted, corrected or rejected in both
 * databases (of those the query selects in `db`): each disagreement (differs
 * NULL allowed), then a row for each kind and field; *judged is how many facts
 * both judged. */
IBID_API enum ibid_status ibid_agree(ibid_db *db, ibid_db *other,
                                     const struct ibid_query *query,
                                     ibid_agreement_fn *each,
                                     ibid_disagreement_fn *differs, void *ctx,
                                     int64_t *judged, struct ibid_error *err);

/* ---- What several sources say ------------------------------------------ */

/* How two facts of different sources stand to one another: of `supersedes` a
 * is the newer. */
struct ibid_link {
    const char *a, *b;    /* ids of facts */
    const char *relation; /* "same", "contradicts", "supersedes" */
    const char *status;   /* "suggested", "confirmed" */
    double score;         /* 0..1 */
    bool exact;           /* full agreement */
    const char *reason;   /* in words */
};

/* Facts of one story that say the same. */
struct ibid_group {
    const struct ibid_fact *facts; /* by source and place */
    size_t fact_count;
    int64_t sources, publishers, independent; /* that say it */
    bool disputed;
    size_t band; /* groups that clash have the same, and stand together */
};

/* A source that is compared. */
struct ibid_compared {
    const char *id, *name;
    const char *title, *outlet, *published; /* or NULL */
    const char *copy_of;                    /* id of the one it copies */
};

/* What the sources of a story agree and disagree on; facts to which nothing
 * is linked are left out. */
struct ibid_comparison {
    const char *story; /* "y..." */
    const struct ibid_compared *sources;
    size_t source_count;
    const struct ibid_group *groups;
    size_t group_count;
    const struct ibid_link *links; /* by ids; not those dismissed */
    size_t link_count;
};

/* Of a story ("y...", or its beginning); of a fact (a reference): the group it
 * is in, and those that clash with it. IBID_NOT_FOUND. */
IBID_API enum ibid_status ibid_compare(ibid_db *db, const char *ref,
                                       ibid_arena *mem,
                                       struct ibid_comparison *out,
                                       struct ibid_error *err);

/* Every story in which sources contradict or supersede one another, with the
 * groups that clash; lives until `each` returns. */
typedef enum ibid_status ibid_comparison_fn(void *ctx,
                                            const struct ibid_comparison *story,
                                            struct ibid_error *err);
IBID_API enum ibid_status ibid_conflict_each(ibid_db *db,
                                             ibid_comparison_fn *each,
                                             void *ctx, struct ibid_error *err);

/* What a person says of links. Zero-initialised: they are as suggested. */
struct ibid_link_choice {
    bool dismissed; /* they are not */
    const char
        *relation; /* what they are instead ("supersedes": the first is */
                   /* the newer), or NULL */
    bool merge;    /* merge facts that are the same as well */
};

/* Say how fact `ref` and each of the others stand to one another, and with
 * choice->merge merge them into it: one undoable step. IBID_NOT_FOUND when no
 * such link was suggested and the choice names none. */
IBID_API enum ibid_status
ibid_link_decide(ibid_db *db, const char *ref, const char *const *others,
                 size_t count, const struct ibid_link_choice *choice,
                 const struct ibid_change_options *options,
                 struct ibid_change_result *result, struct ibid_error *err);

/* Confirm all suggested links by which facts are exactly the same, of a story
 * ("y..."), of a fact's story, or of all (NULL); with `merge` each group of
 * them becomes one fact. One undoable step. */
IBID_API enum ibid_status
ibid_link_confirm_exact(ibid_db *db, const char *ref, bool merge,
                        const struct ibid_change_options *options,
                        struct ibid_change_result *result,
                        struct ibid_error *err);

/* ---- Out --------------------------------------------------------------- */

struct ibid_export {
    const char *format; /* exporter name; NULL: by the ending of `path`; csv */
                        /* for a folder and without a path */
    const char *path;   /* file, or folder ending in "/"; NULL: `write` */
    struct ibid_query query; /* limit and offset are ignored */
    char delimiter; /* of tables: one of ",;|\t"; 0: as the format has it */
    bool bom;       /* tables begin with a byte order mark */
    bool for_spreadsheet;   /* tables in which nothing runs as a formula: an */
                            /* apostrophe before it, which metadata declares */
    bool no_comments;       /* no quotes as comments in a spreadsheet */
    bool findings;          /* a row for what several facts say that agree */
                            /* exactly, or of which that was confirmed; csv, */
                            /* tsv, json, jsonl */
    bool require_citations; /* IBID_INVALID, and no file, when a value that */
                            /* needs one has no citation */
    void *ctx;
    /* With `require_citations`: each such value. NULL allowed. */
    void (*uncited)(void *ctx, const struct ibid_fact *fact, const char *field,
                    const struct ibid_value *value);
    /* Where output without a path goes; false: could not be written. */
    bool (*write)(void *ctx, const char *bytes, size_t count);
    void (*progress)(void *ctx, const struct ibid_progress *progress);
    bool (*stop)(void *ctx);
};

struct ibid_export_summary {
    int64_t sources, facts, citations, files;
    int64_t uncited;        /* values without the citation they need */
    int64_t formula_cells;  /* cells a spreadsheet would run as a formula */
    int64_t escaped_cells;  /* cells with an apostrophe put before them */
    int64_t cut_cells;      /* too long for a spreadsheet, cut visibly */
    int64_t plain_links;    /* more than a spreadsheet holds, left as text */
    int64_t left_comments;  /* more than it should hold, left out */
    int64_t further_sheets; /* begun because one was full */
};

/* Do format, path and options go together? IBID_INVALID, which says what there
 * is, for a format or ending that is none, and for an option that is not the
 * format's. Opens nothing. */
IBID_API enum ibid_status ibid_export_check(const struct ibid_export *export_,
                                            struct ibid_error *err);

/* Write cited facts. A path is written under a temporary name and renamed
 * when complete. Same database, same bytes. */
IBID_API enum ibid_status ibid_export(ibid_db *db,
                                      const struct ibid_export *export_,
                                      struct ibid_export_summary *summary,
                                      struct ibid_error *err);

/* One thing that is off. */
struct ibid_finding {
    const char *check;   /* "quote", "hash", "journal", "replay"... */
    const char *subject; /* id, cell or file */
    const char *text;    /* what is off, and what it should be */
};
typedef void ibid_finding_fn(void *ctx, const struct ibid_finding *finding);

struct ibid_verify_summary {
    int64_t versions, citations, facts, changes, cells; /* checked */
    int64_t reshaped; /* cells that a spreadsheet writes in another way */
    int64_t redacted; /* versions whose text was removed: not checkable */
    int64_t findings;
    char head[96]; /* "SEQ:HASH" of what was checked */
};

/* Re-check a whole database: hashes, quotes, chain, replay, SQLite's own
 * checks. `expect_head` (or NULL) must be in the chain. IBID_OK even with
 * findings; look at summary->findings. */
IBID_API enum ibid_status ibid_verify(ibid_db *db, const char *expect_head,
                                      ibid_finding_fn *each, void *ctx,
                                      struct ibid_verify_summary *summary,
                                      struct ibid_error *err);

/* Re-check an exported JSON, JSONL, CSV or XLSX file, or a folder of CSV
 * tables, against the database, citation by citation, also after it was
 * sorted, filtered or saved by a spreadsheet. Zeros (or NULL)
 * for `options` are the usual. */
struct ibid_verify_options {
    const char *escape; /* "apostrophe-1": cells as --for-spreadsheet wrote */
                        /* them; NULL: as the metadata beside the file says */
    bool articles_only; /* the database holds the articles, but is not where */
                        /* the file comes from: versions are found by their */
                        /* SHA-256, and only quotes are checked */
};
IBID_API enum ibid_status
ibid_verify_file(ibid_db *db, const char *path,
                 const struct ibid_verify_options *options,
                 ibid_finding_fn *each, void *ctx,
                 struct ibid_verify_summary *summary, struct ibid_error *err);

/* ---- Edits that come back ---------------------------------------------- */

/* What became of a cell, or of a whole row, of an edited table. */
enum ibid_applied {
    IBID_APPLY_EDIT,     /* taken; `text`, if any: why to look twice */
    IBID_APPLY_CONFLICT, /* changed in the database too: left as it is */
    IBID_APPLY_KEPT,     /* the same, answered with "ours" */
    IBID_APPLY_NEW,      /* a row without id became a fact */
    IBID_APPLY_MISSING,  /* a fact that was exported has no row any more */
    IBID_APPLY_REJECTED, /* the same, and rejected because it was asked for */
    IBID_APPLY_RESHAPED, /* changed by the spreadsheet: not taken */
    IBID_APPLY_REFUSED,  /* not to be changed there: `text` says why */
};
IBID_API const char *ibid_applied_name(enum ibid_applied what);

/* Strings live until the callback returns; NULL where there is nothing. */
struct ibid_applied_item {
    enum ibid_applied what;
    const char *where; /* "sheet casualty row 12" */
    const char *fact, *kind;
    int64_t no;
    const char *column, *field;
    const char *exported, *edited, *current; /* in sheet and database */
    const char *text;
};

/* Whose value stands in a conflict: the database's or the sheet's. */
enum ibid_side { IBID_NEITHER, IBID_OURS, IBID_THEIRS };

struct ibid_apply {
    const char *path;    /* CSV, TSV or XLSX, or a folder of CSV tables */
    const char *escape;  /* as of ibid_verify_file() */
    enum ibid_side side; /* of conflicts without another answer */
    const char *const *ours, *const *theirs; /* of those in these fields */
    size_t ours_count, theirs_count;
    const char *answers; /* a conflict_list filled in, or NULL */
    bool reject_missing; /* reject facts whose rows were deleted */
    void *ctx;
    void (*each)(void *ctx, const struct ibid_applied_item *item); /* or NULL */
};

struct ibid_apply_summary {
    int64_t tables, rows;       /* of facts, read */
    int64_t facts;              /* changed; added ones are not among them */
    int64_t edits, unsupported; /* cells taken; of which to look at twice */
    int64_t added, uncited;     /* facts; of which with uncited values */
    int64_t conflicts, kept, reshaped, refused; /* cells */
    int64_t missing, rejected;                  /* facts */
    int64_t recounted;         /* cells of counts, links and sources that */
                               /* say what was so then: not taken */
    int64_t unnamed;           /* rows missing, but which cannot be told */
    const char *conflict_list; /* CSV to fill in: column take, "ours" or */
                               /* "theirs"; "" without conflicts */
    struct ibid_change_result done;
};

/* Take an edited export back as one undoable step: each cell three ways, as
 * exported (by the revision its row names), as edited, as it is now. Rows may
 * be sorted and filtered, columns moved or gone. Doing it again changes
 * nothing. With options->dry_run only tells. IBID_INVALID: no such table. */
IBID_API enum ibid_status ibid_apply(ibid_db *db, const struct ibid_apply *how,
                                     const struct ibid_change_options *options,
                                     ibid_arena *mem,
                                     struct ibid_apply_summary *summary,
                                     struct ibid_error *err);

/* ---- Extraction and codebooks ------------------------------------------ */

struct ibid_extract_summary {
    int64_t versions;             /* read again */
    int64_t added, removed, kept; /* unreviewed facts */
    int64_t reviewed;             /* left alone */
    char op[24];
};

/* Run the codebook (folder; NULL: built-in if the database has that one, else
 * its own snapshot) over the newest versions again, as one undoable step. */
IBID_API enum ibid_status
ibid_extract(ibid_db *db, const char *codebook,
             const struct ibid_change_options *options,
             void (*progress)(void *ctx, const struct ibid_progress *progress),
             void *ctx, struct ibid_extract_summary *summary,
             struct ibid_error *err);

/* JSONL articles from `in_fd` to one JSON line each through `write` (see
 * DESIGN: text, main, mentions when asked for). */
struct ibid_stream {
    const char *codebook; /* folder, or NULL: "news" */
    bool with_text, with_mentions;
    bool with_contexts; /* what the confidence of each fact depends on */
    int in_fd;
    void *ctx;
    bool (*write)(void *ctx, const char *bytes, size_t count);
};
IBID_API enum ibid_status ibid_extract_stream(const struct ibid_stream *stream,
                                              struct ibid_error *err);

/* Check a codebook folder (NULL: the built-in one), reporting each mistake
 * and failed example; IBID_OK even with problems, see *problems. */
typedef void ibid_problem_fn(void *ctx, const struct ibid_error *problem);
IBID_API enum ibid_status ibid_codebook_check(const char *folder,
                                              ibid_problem_fn *each, void *ctx,
                                              size_t *problems, size_t *rules,
                                              size_t *examples,
                                              struct ibid_error *err);

/* Start a codebook of one's own: a commented copy in a new folder. */
IBID_API enum ibid_status ibid_codebook_new(const char *folder,
                                            struct ibid_error *err);

/* Tokens, phrases and rule attempts for a text, as plain text. */
IBID_API enum ibid_status ibid_codebook_debug(const char *folder,
                                              const char *text, size_t bytes,
                                              ibid_arena *mem, const char **out,
                                              struct ibid_error *err);

/* Kinds and fields of the codebook in use (db) or built in (db NULL): calls
 * back once a kind with field NULL, then once a field. A derived field is
 * chosen from a closed list and needs no citation. */
typedef void ibid_kind_fn(void *ctx, const char *kind, const char *field,
                          const char *description, const char *type, bool key,
                          bool repeats, bool derived);
IBID_API enum ibid_status ibid_codebook_kinds(ibid_db *db, ibid_kind_fn *each,
                                              void *ctx,
                                              struct ibid_error *err);

/* What else a form needs to know of a field in use. IBID_NOT_FOUND. */
struct ibid_field_info {
    bool key, repeats, required;
    bool derived;               /* chosen by the rule: needs no citation */
    const char *const *choices; /* closed list, NULL at the end; or NULL */
};
IBID_API enum ibid_status ibid_field_info(ibid_db *db, const char *kind,
                                          const char *field,
                                          struct ibid_field_info *out,
                                          struct ibid_error *err);

#ifdef __cplusplus
}
#endif

#endif
