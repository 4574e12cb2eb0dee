/* file.h - checks that all kinds of exported files share. Only for
 * lib/verify. */
#ifndef VERIFY_FILE_H
#define VERIFY_FILE_H

#include "extract/codebook.h"
#include "verify/articles.h"
#include "verify/feed.h"
#include "verify/finding.h"
#include "verify/report.h"

/* One file under check. */
struct file_check {
    struct verify *v;
    const struct codebook *codebook; /* NULL allowed */
    const char *name;                /* of the file, without folders */
    bool escaped;                    /* cells as --for-spreadsheet has them */
    struct articles *articles;       /* NULL: the database that exported it */
    struct texts texts;
    struct finding_rows findings;
    struct arena mem;      /* of the record at hand */
    struct arena kept;     /* of the file */
    struct arena fact_mem; /* of `fact` */
    struct ibid_fact fact; /* the last one looked up; id NULL = none */
    struct {
        char id[ID_BYTES], source[ID_BYTES];
        bool redacted;
    } version; /* the last one looked up; id "" = none */
};

/* "FILE WHERE", the subject of a finding; lives in check->mem. */
const char *file_subject(struct file_check *check, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The fact with this id, until another is asked for; *out is NULL, and a
 * finding made, when there is none or it no longer counts. */
enum ibid_status file_fact(struct file_check *check, const char *subject,
                           const char *id, const struct ibid_fact **out,
                           struct ibid_error *err);

/* A citation as a file has it: code points [start, end) of `version`. */
struct file_citation {
    const char *source, *version;     /* NULL: not given */
    int64_t start, end;               /* -1: not given */
    struct str quote, prefix, suffix; /* ptr NULL: not given */
    bool redacted;                    /* the file says the text is gone */
};

/* Is there such a version of such a source, and does the quote, to the
 * letter, stand there? */
enum ibid_status file_citation_check(struct file_check *check,
                                     const char *subject,
                                     const struct file_citation *c,
                                     struct ibid_error *err);

/* Is `version` one of `source`, with these hashes (NULL: not given)? */
enum ibid_status file_version_check(struct file_check *check,
                                    const char *subject, const char *source,
                                    const char *version, const char *sha256,
                                    const char *text_sha256,
                                    struct ibid_error *err);

/* The source with this id into check->mem; NULL and a finding as above. */
enum ibid_status file_source(struct file_check *check, const char *subject,
                             const char *id, const struct ibid_source **out,
                             struct ibid_error *err);

/* Equal but for line ends, which spreadsheets change. */
bool file_same(struct str a, struct str b);

/* `text` short enough for a sentence, in quotation marks; in check->mem. */
const char *file_shown(struct file_check *check, struct str text);

void file_done(struct file_check *check);

/* The formats. */
enum ibid_status file_check_json(struct file_check *check, struct feed *feed,
                                 struct ibid_error *err);
enum ibid_status file_check_jsonl(struct file_check *check, struct feed *feed,
                                  struct ibid_error *err);

/* A table (CSV in any dialect) or workbook; `sha256` is that of a CSV file. */
enum ibid_status file_check_table(struct file_check *check, const char *path,
                                  struct sha256 *sha256,
                                  struct ibid_error *err);

#endif
