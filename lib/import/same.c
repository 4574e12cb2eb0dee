/* same.c - the same text under another name: one source, both names kept; and
 * articles that are nearly the same. */
#include "import/same.h"

#include "store/links.h"
#include "store/names.h"
#include "store/sources.h"

enum { REUSE_COPY = 0 }; /* as schema/003_corroborate.sql */

enum ibid_status same_source(struct store *st, struct waiting *item,
                             struct ibid_error *err)
{
    struct arena mem = {0};
    struct source_row row;
    int64_t no = 0;
    enum ibid_status status =
        store_source_find(st, item->source, &item->source_no, err);
    if (!status && !item->source_no)
        status = store_source_also(st, item->source, &no, err);
    if (!status && no)
        status = store_source_get(st, no, false, &mem, &row, err);
    if (!status && no) {
        item->source_no = no;
        item->source = arena_strdup(&item->mem, row.source.id);
        item->version =
            propose_version_id(item->source, &item->text_sha256, &item->mem);
        item->extracted = false;
    }
    arena_done(&mem);
    return status;
}

/* ---- The same text ----------------------------------------------------- */

/* Two outlets that print one text are two sources. */
static bool same_outlet(const char *a, const char *b)
{
    return !a || !b || str_ieq(str_of(a), str_of(b));
}

static void name_add(struct buf *line, const char *name)
{
    buf_byte(line, '\t');
    for (; *name; name++)
        buf_byte(line, byte_on_line(*name));
}

/* "ID tab NAME", "ID tab NAME tab URL". */
static const char *line_of(struct waiting *item)
{
    struct buf line = {0};
    const char *url = item->article.url;
    buf_text(&line, item->source);
    name_add(&line, item->name);
    if (url || item->article.canonical_url)
        name_add(&line, url ? url : item->article.canonical_url);
    const char *copy = arena_strndup(&item->mem, line.ptr, line.len);
    buf_done(&line);
    return copy;
}

enum ibid_status same_text(struct store *st, struct waiting *item,
                           struct ibid_error *err)
{
    struct arena mem = {0};
    struct source_row row;
    int64_t no = 0;
    item->same = 0;
    if (item->article.text.len < SAME_TEXT_BYTES_MIN)
        return IBID_OK;
    enum ibid_status status =
        store_source_of_text(st, &item->text_sha256, &no, err);
    if (!status && no)
        status = store_source_get(st, no, false, &mem, &row, err);
    if (!status && no && same_outlet(row.source.outlet, item->article.outlet)) {
        item->same = no;
        item->also = line_of(item);
        item->same_as = arena_strdup(&item->mem, row.source.id);
    }
    arena_done(&mem);
    return status;
}

bool same_waits(const struct batch *batch, const struct waiting *item)
{
    for (size_t i = 0; i < batch->count; i++) {
        const struct waiting *other = batch->list[i];
        if (other->outcome <= IBID_NEW_VERSION && other->version &&
            item->article.text.len >= SAME_TEXT_BYTES_MIN &&
            memcmp(&other->text_sha256, &item->text_sha256,
                   sizeof item->text_sha256) == 0 &&
            same_outlet(other->article.outlet, item->article.outlet))
            return true;
    }
    return false;
}

/* Is the line's id among those of the lines? Counts them. */
static bool has_name(const char *lines, const char *line, size_t *count)
{
    struct str rest = str_of(lines), one;
    struct str id = {line, strcspn(line, "\t")};
    *count = 0;
    while (lines && str_split(&rest, '\n', &one)) {
        (*count)++;
        if (str_starts(one, id))
            return true;
    }
    return false;
}

enum ibid_status same_write(struct history *h, const struct waiting *item,
                            struct ibid_error *err)
{
    struct arena mem = {0};
    struct source_row row;
    size_t count;
    enum ibid_status status =
        store_source_get(h->st, item->same, false, &mem, &row, err);
    if (!status && !has_name(row.source.also, item->also, &count) &&
        count < SAME_NAMES_MAX) {
        row.source.also =
            arena_printf(&mem, "%s%s%s", count ? row.source.also : "",
                         count ? "\n" : "", item->also);
        status = history_source(h, item->same, &row.source, err);
    }
    arena_done(&mem);
    return status;
}

/* ---- Nearly the same --------------------------------------------------- */

/* The source before this one that shares most with it. */
struct nearest {
    int64_t source, other, share;
};

/* Of two that came together the later one is reported. */
static enum ibid_status nearer(void *ctx, const struct reuse_row *row,
                               struct ibid_error *err)
{
    struct nearest *best = ctx;
    int64_t no = row->a == best->source ? row->b : row->a;
    (void)err;
    if (row->relation == REUSE_COPY && no < best->source &&
        row->share > best->share) {
        best->other = no;
        best->share = row->share;
    }
    return IBID_OK;
}

static enum ibid_status copy_report(struct store *st,
                                    const struct ibid_import *what,
                                    const struct nearest *best,
                                    struct ibid_error *err)
{
    struct arena mem = {0};
    struct source_row mine, other;
    enum ibid_status status =
        store_source_get(st, best->source, false, &mem, &mine, err);
    if (!status)
        status = store_source_get(st, best->other, false, &mem, &other, err);
    if (!status && what->copy) {
        struct ibid_import_copy copy = {mine.source.id, mine.source.name,
                                        other.source.id, other.source.name,
                                        (int)best->share};
        what->copy(what->ctx, &copy);
    }
    arena_done(&mem);
    return status;
}

enum ibid_status same_report(struct store *st, const struct ibid_import *what,
                             int64_t after, struct ibid_import_summary *summary,
                             struct ibid_error *err)
{
    int64_t newest;
    enum ibid_status status = store_source_newest(st, &newest, err);
    for (int64_t no = after + 1; !status && no <= newest; no++) {
        struct nearest best = {.source = no};
        status = store_reuse_each(st, no, nearer, &best, err);
        if (status || !best.other)
            continue;
        summary->copies++;
        status = copy_report(st, what, &best, err);
    }
    return status;
}
