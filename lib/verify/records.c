/* records.c - check the sources and facts of an exported JSON file. */
#include "verify/records.h"

#include <stdlib.h>

#include "export/export.h"
#include "export/fact_json.h"

static const char *text_of(json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static struct str str_member(json_t *object, const char *key)
{
    json_t *text = json_object_get(object, key);
    if (!json_is_string(text))
        return (struct str){NULL, 0};
    return (struct str){json_string_value(text), json_string_length(text)};
}

static int64_t int_member(json_t *object, const char *key)
{
    json_t *number = json_object_get(object, key);
    return json_is_integer(number) ? json_integer_value(number) : -1;
}

/* ---- differences ------------------------------------------------------- */

struct diff {
    struct file_check *check;
    const char *subject;
    const char *who; /* which check finds it */
};

static const char *dumped(struct file_check *check, json_t *value)
{
    if (!value)
        return "nothing";
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY |
                                       JSON_REAL_PRECISION(15));
    const char *shown = file_shown(check, str_of(text));
    free(text);
    return shown;
}

static void differs(const struct diff *diff, const char *path, json_t *file,
                    json_t *database)
{
    verify_off(diff->check->v, diff->who, diff->subject,
               "%s is %s in the file, %s in the database", path,
               dumped(diff->check, file), dumped(diff->check, database));
}

/* Checked against the text itself, or not of the fact. */
static bool is_aside(const char *key)
{
    return strcmp(key, "quote") == 0 || strcmp(key, "prefix") == 0 ||
           strcmp(key, "suffix") == 0 || strcmp(key, "type") == 0 ||
           strcmp(key, "versions") == 0;
}

static void compare(const struct diff *diff, const char *path, json_t *file,
                    json_t *database);

/* Members of `database`, and those of `file` that it does not have. */
static void compare_objects(const struct diff *diff, const char *path,
                            json_t *file, json_t *database)
{
    struct arena *mem = &diff->check->mem;
    const char *dot = *path ? "." : "";
    for (void *at = json_object_iter(database); at;
         at = json_object_iter_next(database, at)) {
        const char *key = json_object_iter_key(at);
        json_t *mine = json_object_iter_value(at);
        json_t *theirs = json_object_get(file, key);
        if (!is_aside(key) && !(theirs && json_equal(theirs, mine)))
            compare(diff, arena_printf(mem, "%s%s%s", path, dot, key), theirs,
                    mine);
    }
    for (void *at = json_object_iter(file); at;
         at = json_object_iter_next(file, at)) {
        const char *key = json_object_iter_key(at);
        if (!is_aside(key) && !json_object_get(database, key))
            differs(diff, arena_printf(mem, "%s%s%s", path, dot, key),
                    json_object_iter_value(at), NULL);
    }
}

/* Goes as deep as `database`, which we wrote, not as the file. */
static void compare(const struct diff *diff, const char *path, json_t *file,
                    json_t *database)
{
    struct arena *mem = &diff->check->mem;
    if (json_is_object(file) && json_is_object(database))
        compare_objects(diff, path, file, database);
    else if (json_is_array(file) && json_is_array(database) &&
             json_array_size(file) == json_array_size(database))
        for (size_t i = 0; i < json_array_size(file); i++)
            compare(diff, arena_printf(mem, "%s[%zu]", path, i),
                    json_array_get(file, i), json_array_get(database, i));
    else if (!file || !json_equal(file, database))
        differs(diff, path, file, database);
}

/* ---- records ----------------------------------------------------------- */

static enum ibid_status check_citations(struct file_check *check,
                                        const char *subject, json_t *list,
                                        struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < json_array_size(list); i++) {
        json_t *item = json_array_get(list, i);
        struct file_citation c = {
            .source = text_of(item, "source"),
            .version = text_of(item, "version"),
            .start = int_member(item, "start"),
            .end = int_member(item, "end"),
            .quote = str_member(item, "quote"),
            .prefix = str_member(item, "prefix"),
            .suffix = str_member(item, "suffix"),
            .redacted = json_is_true(json_object_get(item, "redacted")),
        };
        status = file_citation_check(
            check, arena_printf(&check->mem, "%s citations[%zu]", subject, i),
            &c, err);
    }
    return status;
}

static enum ibid_status check_field(struct file_check *check,
                                    const char *subject, json_t *field,
                                    struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    if (json_is_object(field))
        return check_citations(check, subject,
                               json_object_get(field, "citations"), err);
    for (size_t i = 0; !status && i < json_array_size(field); i++)
        status = check_citations(
            check, arena_printf(&check->mem, "%s[%zu]", subject, i),
            json_object_get(json_array_get(field, i), "citations"), err);
    return status;
}

/* The same fact as the database would export it now. */
static enum ibid_status compare_fact(struct file_check *check,
                                     const char *subject, json_t *file,
                                     const struct ibid_fact *fact,
                                     struct ibid_error *err)
{
    struct fact_json how = {check->codebook, texts_get, &check->texts, NULL};
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    struct diff diff = {check, subject, "value"};
    enum ibid_status status = export_support(
        check->texts.st, check->codebook, fact, &check->mem, &how.support, err);
    if (status)
        return status;
    fact_json_write(&how, NULL, fact, &to);
    status = check->texts.status;
    check->texts.status = IBID_OK;
    if (!status) {
        json_t *database = json_loadb(text.ptr, text.len, 0, NULL);
        compare(&diff, "", file, database);
        json_decref(database);
    }
    buf_done(&text);
    return verify_damage(check->v, status, subject, err);
}

static enum ibid_status check_fields(struct file_check *check,
                                     const char *subject, json_t *fields,
                                     struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (void *at = json_object_iter(fields); at && !status;
         at = json_object_iter_next(fields, at))
        status = check_field(check,
                             arena_printf(&check->mem, "%s %s", subject,
                                          json_object_iter_key(at)),
                             json_object_iter_value(at), err);
    return status;
}

static enum ibid_status check_fact(struct file_check *check, json_t *file,
                                   struct ibid_error *err)
{
    const char *id = text_of(file, "id");
    const char *subject = file_subject(check, "%s", id ? id : "a fact");
    const struct ibid_fact *fact = NULL;
    check->v->summary->facts++;
    if (!id) {
        verify_off(check->v, "fact", subject, "it has no id");
        return IBID_OK;
    }
    enum ibid_status status = file_fact(check, subject, id, &fact, err);
    if (!status)
        status = check_citations(check, subject,
                                 json_object_get(file, "citations"), err);
    if (!status)
        status =
            check_fields(check, subject, json_object_get(file, "fields"), err);
    if (status || !fact)
        return status;
    int64_t revision = int_member(file, "revision");
    if (revision == fact->revision)
        return compare_fact(check, subject, file, fact, err);
    verify_off(check->v, "stale", subject,
               "it has revision %lld in the file, %lld in the database",
               (long long)revision, (long long)fact->revision);
    return IBID_OK;
}

static void compare_source(struct file_check *check, const char *subject,
                           json_t *file, const struct ibid_source *source)
{
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    struct diff diff = {check, subject, "source"};
    source_json_write(NULL, source, &to);
    json_t *database = json_loadb(text.ptr, text.len, 0, NULL);
    compare(&diff, "", file, database);
    json_decref(database);
    buf_done(&text);
}

static enum ibid_status check_source(struct file_check *check, json_t *file,
                                     struct ibid_error *err)
{
    const char *id = text_of(file, "id");
    const char *subject = file_subject(check, "%s", id ? id : "a source");
    const struct ibid_source *source = NULL;
    enum ibid_status status = IBID_OK;
    if (!id) {
        verify_off(check->v, "source", subject, "it has no id");
        return IBID_OK;
    }
    status = file_source(check, subject, id, &source, err);
    if (status || (!source && !check->articles))
        return status;
    if (source)
        compare_source(check, subject, file, source);
    json_t *versions = json_object_get(file, "versions");
    for (size_t i = 0; !status && i < json_array_size(versions); i++) {
        json_t *v = json_array_get(versions, i);
        const char *version = text_of(v, "id");
        status = file_version_check(check, subject, id, version ? version : "",
                                    text_of(v, "sha256"),
                                    text_of(v, "text_sha256"), err);
    }
    return status;
}

static const char *ids_of(struct file_check *check, json_t *facts)
{
    struct buf ids = {0};
    for (size_t i = 0; i < json_array_size(facts); i++) {
        const char *id = text_of(json_array_get(facts, i), "id");
        buf_printf(&ids, "%s%s", i ? " " : "", id ? id : "");
    }
    const char *out =
        arena_strndup(&check->mem, ids.ptr ? ids.ptr : "", ids.len);
    buf_done(&ids);
    return out;
}

/* A member of a finding as its table has it. */
static const char *as_cell(struct file_check *check, json_t *value)
{
    if (json_is_array(value))
        return ids_of(check, value);
    if (json_is_boolean(value))
        return json_is_true(value) ? "true" : "false";
    if (json_is_number(value))
        return arena_printf(&check->mem, "%.15g", json_number_value(value));
    return json_is_string(value) ? json_string_value(value) : "";
}

/* What it says of its facts: all that its table has a column for. */
static enum ibid_status check_about(struct file_check *check,
                                    const char *subject, json_t *finding,
                                    struct ibid_error *err)
{
    size_t row = SIZE_MAX;
    const char *id = text_of(finding, "id");
    enum ibid_status status = finding_row(check, subject, id ? id : "",
                                          (struct str){"", 0}, &row, err);
    for (void *at = json_object_iter(finding); at && !status && row != SIZE_MAX;
         at = json_object_iter_next(finding, at)) {
        const char *key = json_object_iter_key(at);
        struct str there = finding_cell(check, row, str_of(key));
        struct str cell = str_of(as_cell(check, json_object_iter_value(at)));
        if (there.ptr && !str_eq(cell, there))
            verify_off(check->v, "value", subject,
                       "%s is %s in the file, %s in the database", key,
                       file_shown(check, cell), file_shown(check, there));
    }
    return status;
}

/* A finding and the facts that it stands on. */
static enum ibid_status check_finding(struct file_check *check, json_t *finding,
                                      struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    json_t *facts = json_object_get(finding, "facts");
    const char *id = text_of(finding, "id");
    const char *subject = file_subject(check, "%s", id ? id : "a finding");
    if (!check->articles)
        status = check_about(check, subject, finding, err);
    for (size_t i = 0; !status && i < json_array_size(facts); i++)
        status = check_fact(check, json_array_get(facts, i), err);
    return status;
}

enum ibid_status file_check_piece(struct file_check *check, const char *key,
                                  json_t *piece, struct ibid_error *err)
{
    if (strcmp(key, "sources") == 0 || strcmp(key, "source") == 0)
        return check_source(check, piece, err);
    if (strcmp(key, "facts") == 0 || strcmp(key, "fact") == 0)
        return check_fact(check, piece, err);
    if (strcmp(key, "findings") == 0 || strcmp(key, "finding") == 0)
        return check_finding(check, piece, err);
    if (strcmp(key, "head") == 0 && !check->articles)
        return verify_head(
            check->v, json_is_string(piece) ? json_string_value(piece) : "",
            check->name, err);
    if (strcmp(key, "offset_unit") == 0 &&
        (!json_is_string(piece) ||
         strcmp(json_string_value(piece), "code point") != 0))
        return err_set(err, IBID_INVALID,
                       "%s counts in %s; only \"code point\" is known",
                       check->name, dumped(check, piece));
    return IBID_OK;
}
