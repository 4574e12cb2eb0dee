/* codebook.h - kinds of facts, their fields, and the rules that find them,
 * compiled from a folder of text files. */
#ifndef EXTRACT_CODEBOOK_H
#define EXTRACT_CODEBOOK_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "fact/typed.h"
#include "text/language.h"

enum {
    CODEBOOK_FILE_BYTES_MAX = 4 * 1024 * 1024,
    CODEBOOK_FILES_MAX = 256,
    CODEBOOK_KINDS_MAX = 64,
    CODEBOOK_FIELDS_MAX = 32,
    CODEBOOK_RULES_MAX = 4096,
};

enum field_type {
    FIELD_TEXT,   /* words */
    FIELD_NAME,   /* of a person, organisation, place */
    FIELD_NUMBER, /* normalized {min,max,approximate} */
    FIELD_DATE,   /* normalized EDTF */
    FIELD_CHOICE, /* normalized is one of `choices` */
};

struct codebook_field {
    const char *name;
    const char *description;
    enum field_type type;
    bool repeats, required, key;
    bool derived; /* chosen by the rule: needs no quote (form, stance) */
    const char *const *choices; /* NULL at the end; of FIELD_CHOICE */
};

struct codebook_kind {
    const char *name;
    const char *description;
    const struct codebook_field *fields;
    size_t field_count;
};

/* One file of a codebook: its path below the folder and its bytes. */
struct codebook_file {
    const char *path;
    struct str bytes;
};

/* Immutable once open; may be shared by threads. */
struct codebook;

/* Compile a codebook from its files (sorted by path; the strings need not
 * outlive the call). On IBID_INVALID `err` names the first mistake with file
 * and line; codebook_check() tells all. The caller closes it. */
enum ibid_status codebook_open(const struct codebook_file *files, size_t count,
                               struct codebook **out, struct ibid_error *err);
void codebook_close(struct codebook *codebook);

/* The files of a built-in codebook ("news"); IBID_NOT_FOUND. */
enum ibid_status codebook_builtin(const char *name, struct arena *mem,
                                  const struct codebook_file **files,
                                  size_t *count, struct ibid_error *err);

const char *codebook_name(const struct codebook *codebook);
const char *codebook_language(const struct codebook *codebook);
const struct language *codebook_lang(const struct codebook *codebook);

/* SHA-256 over the paths and bytes of its files: its identity. */
struct sha256 codebook_hash(const struct codebook *codebook);
struct sha256 codebook_files_hash(const struct codebook_file *files,
                                  size_t count);

const struct codebook_kind *codebook_kinds(const struct codebook *codebook,
                                           size_t *count);
const struct codebook_kind *codebook_kind(const struct codebook *codebook,
                                          const char *name);
const struct codebook_field *codebook_field(const struct codebook_kind *kind,
                                            const char *name);

/* What a single value of it may be, for cells that count and sort. */
enum typed_kind codebook_typed(const struct codebook_field *field);

/* How sure the rule "news/said@1" is of its facts, 0 to 1, calibrated where
 * calibration.txt has it; false: it is not a rule of this codebook. */
bool codebook_rule_confidence(const struct codebook *codebook, const char *rule,
                              double *out);

/* Let a reviewer's decisions on facts of a rule, `right` of `all`, weigh in on
 * the confidence of the facts it will find; what the codebook says of the rule
 * counts as 20 of them. Call before the codebook is shared; a second call for
 * a rule replaces the first. Rules it has not are passed over. */
void codebook_learn(struct codebook *codebook, const char *rule, double right,
                    double all);

/* Normalize a value of this field as extraction would: a number to
 * {"min":..}, a date to an EDTF string, a choice to its name; JSON text, or
 * NULL where the field has no normal form. IBID_INVALID: the value is not of
 * the field's type (a choice that is not on its list). */
enum ibid_status codebook_normalize(const struct codebook *codebook,
                                    const struct codebook_field *field,
                                    struct str value, const char *published,
                                    struct arena *mem, const char **normalized,
                                    struct ibid_error *err);

/* One mistake or failed example. */
typedef void codebook_report(void *ctx, const struct ibid_error *problem);

/* Check files as codebook_open() does, but report every mistake, and run each
 * rule's examples. Returns how many problems there were; `*rules` and
 * `*examples` count what was checked. */
size_t codebook_check(const struct codebook_file *files, size_t count,
                      codebook_report *report, void *ctx, size_t *rules,
                      size_t *examples);

#endif
