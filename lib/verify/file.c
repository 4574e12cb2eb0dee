/* file.c - checks that all kinds of exported files share. */
#include "verify/file.h"

#include <stdarg.h>
#include <stdio.h>

#include "fact/cells.h"
#include "fact/fact.h"
#include "store/sources.h"

enum { SHOWN_BYTES = 80 };

const char *file_subject(struct file_check *check, const char *format, ...)
{
    char where[200];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(where, sizeof where, format, args);
    va_end(args);
    return arena_printf(&check->mem, "%s %s", check->name, where);
}

bool file_same(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    if (str_eq(a, b))
        return true;
    for (;;) {
        while (i < a.len && a.ptr[i] == '\r')
            i++;
        while (j < b.len && b.ptr[j] == '\r')
            j++;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len;
        if (a.ptr[i++] != b.ptr[j++])
            return false;
    }
}

const char *file_shown(struct file_check *check, struct str text)
{
    size_t cut = text.len;
    if (cut > SHOWN_BYTES)
        for (cut = SHOWN_BYTES; cut > 0 && !utf8_is_boundary(text, cut);)
            cut--;
    return arena_printf(&check->mem, "\"%.*s%s\"", (int)cut, text.ptr,
                        cut < text.len ? "..." : "");
}

enum ibid_status file_fact(struct file_check *check, const char *subject,
                           const char *id, const struct ibid_fact **out,
                           struct ibid_error *err)
{
    int64_t no = 0;
    int withdrawn = 0;
    struct store *st = check->v->st;
    *out = check->articles ? NULL : &check->fact;
    if (check->articles)
        return IBID_OK;
    if (check->fact.id && strcmp(check->fact.id, id) == 0)
        return IBID_OK;
    *out = NULL;
    arena_reset(&check->fact_mem);
    check->fact.id = NULL;
    enum ibid_status status = store_fact_find(st, id, &no, err);
    if (!status && no > 0)
        status = store_fact_get(st, no, &check->fact_mem, &check->fact,
                                &withdrawn, err);
    if (status)
        return verify_damage(check->v, status, subject, err);
    if (no > 0 && !withdrawn) {
        *out = &check->fact;
        return IBID_OK;
    }
    check->fact.id = NULL;
    if (withdrawn)
        verify_off(check->v, "stale", subject,
                   "fact %s was taken back since the export", id);
    else
        verify_off(check->v, "fact", subject, "no fact %s in the database",
                   file_shown(check, str_of(id)));
    return IBID_OK;
}

void file_done(struct file_check *check)
{
    texts_done(&check->texts);
    finding_rows_done(&check->findings);
    arena_done(&check->mem);
    arena_done(&check->kept);
    arena_done(&check->fact_mem);
}

/* The version here that the file calls `id`. */
static const char *here_of(const struct file_check *check, const char *id)
{
    return check->articles ? articles_version(check->articles, id) : id;
}

/* Look `id` up; check->version.id is "" when there is none. */
static enum ibid_status version_get(struct file_check *check, const char *id,
                                    struct ibid_error *err)
{
    int64_t no = 0;
    struct version_row row;
    if (strcmp(check->version.id, id) == 0)
        return IBID_OK;
    check->version.id[0] = '\0';
    if (!id_is('v', str_of(id)))
        return IBID_OK;
    enum ibid_status status =
        store_version_find(check->v->st, here_of(check, id), &no, err);
    if (status || no <= 0)
        return status;
    status = store_version_get(check->v->st, no, &check->mem, &row, err);
    if (status)
        return status;
    (void)snprintf(check->version.id, sizeof check->version.id, "%s", id);
    (void)snprintf(check->version.source, sizeof check->version.source, "%s",
                   row.source_id);
    check->version.redacted = row.version.redacted;
    return IBID_OK;
}

/* False, and a finding, when it is not there or not of that source. */
static bool version_known(struct file_check *check, const char *subject,
                          const char *version, const char *source)
{
    if (!check->version.id[0]) {
        verify_off(check->v, "version", subject,
                   check->articles ? "no article here is version %s"
                                   : "no version %s in the database",
                   file_shown(check, str_of(version)));
        return false;
    }
    if (source && !check->articles &&
        strcmp(source, check->version.source) != 0) {
        verify_off(check->v, "version", subject,
                   "version %s is of source %s, not %s", version,
                   check->version.source, file_shown(check, str_of(source)));
        return false;
    }
    return true;
}

/* Code points [start, end) of the text as bytes; false and a finding. */
static bool span_of(struct file_check *check, const char *subject,
                    const struct utf8_index *index,
                    const struct file_citation *c, struct str *out)
{
    int64_t points = (int64_t)utf8_index_point(index, index->text.len);
    if (c->start < 0 || c->start >= c->end || c->end > points) {
        verify_off(check->v, "quote", subject,
                   "characters %lld-%lld are not within the text (%lld)",
                   (long long)c->start, (long long)c->end, (long long)points);
        return false;
    }
    *out = str_cut(index->text, utf8_index_byte(index, (size_t)c->start),
                   utf8_index_byte(index, (size_t)c->end));
    return true;
}

static void compare(struct file_check *check, const char *subject,
                    const char *what, struct str claimed, struct str there)
{
    if (claimed.ptr && !file_same(claimed, there))
        verify_off(check->v, "quote", subject,
                   "the %s is %s, the text there %s", what,
                   file_shown(check, claimed), file_shown(check, there));
}

enum ibid_status file_citation_check(struct file_check *check,
                                     const char *subject,
                                     const struct file_citation *c,
                                     struct ibid_error *err)
{
    check->v->summary->citations++;
    if (!c->version) {
        verify_off(check->v, "version", subject, "it names no version");
        return IBID_OK;
    }
    enum ibid_status status = version_get(check, c->version, err);
    if (status)
        return verify_damage(check->v, status, subject, err);
    if (!version_known(check, subject, c->version, c->source) ||
        check->version.redacted)
        return IBID_OK;
    if (c->redacted) {
        verify_off(check->v, "quote", subject,
                   "its text is said to be redacted, but it is there");
        return IBID_OK;
    }
    const struct utf8_index *index =
        texts_get(&check->texts, here_of(check, c->version));
    status = check->texts.status;
    check->texts.status = IBID_OK;
    struct str there;
    if (status)
        return verify_damage(check->v, status, subject, err);
    if (!index || !span_of(check, subject, index, c, &there))
        return IBID_OK;
    struct str none = {"", 0};
    size_t start = (size_t)(there.ptr - index->text.ptr);
    compare(check, subject, "quote", c->quote.ptr ? c->quote : none, there);
    compare(check, subject, "prefix", c->prefix,
            context_before(index->text, start));
    compare(check, subject, "suffix", c->suffix,
            context_after(index->text, start + there.len));
    return IBID_OK;
}

static void hash_check(struct file_check *check, const char *subject,
                       const char *what, const char *claimed, const char *known)
{
    if (claimed && strcmp(claimed, known) != 0)
        verify_off(check->v, "hash", subject,
                   "its %s is %s in the file, %s in the database", what,
                   file_shown(check, str_of(claimed)), known);
}

enum ibid_status file_version_check(struct file_check *check,
                                    const char *subject, const char *source,
                                    const char *version, const char *sha256,
                                    const char *text_sha256,
                                    struct ibid_error *err)
{
    int64_t no = 0;
    struct version_row row;
    check->v->summary->versions++;
    if (check->articles) {
        if (sha256 && !articles_note(check->articles, version, sha256))
            verify_off(check->v, "version", subject,
                       "no article here has the bytes of version %s (sha256 "
                       "%s)",
                       file_shown(check, str_of(version)),
                       file_shown(check, str_of(sha256)));
        return IBID_OK;
    }
    enum ibid_status status = version_get(check, version, err);
    if (status)
        return verify_damage(check->v, status, subject, err);
    if (!version_known(check, subject, version, source))
        return IBID_OK;
    check->v->summary->redacted += check->version.redacted;
    status = store_version_find(check->v->st, version, &no, err);
    if (!status)
        status = store_version_get(check->v->st, no, &check->mem, &row, err);
    if (status)
        return verify_damage(check->v, status, subject, err);
    hash_check(check, subject, "sha256", sha256, row.version.sha256);
    hash_check(check, subject, "text_sha256", text_sha256,
               row.version.text_sha256);
    return IBID_OK;
}

enum ibid_status file_source(struct file_check *check, const char *subject,
                             const char *id, const struct ibid_source **out,
                             struct ibid_error *err)
{
    int64_t no = 0;
    struct source_row *row = arena_new(&check->mem, struct source_row);
    enum ibid_status status = IBID_OK;
    *out = NULL;
    if (check->articles)
        return IBID_OK;
    if (id_is('s', str_of(id)))
        status = store_source_find(check->v->st, id, &no, err);
    if (!status && no > 0)
        status =
            store_source_get(check->v->st, no, false, &check->mem, row, err);
    if (status)
        return verify_damage(check->v, status, subject, err);
    if (no > 0)
        *out = &row->source;
    else
        verify_off(check->v, "source", subject, "no source %s in the database",
                   file_shown(check, str_of(id)));
    return IBID_OK;
}
