/* articles.c - the texts of articles by the hash of their original bytes. */
#include "verify/articles.h"

#include "store/sources.h"

static char *copy(struct articles *a, const char *text)
{
    return text ? arena_strdup(&a->mem, text) : NULL;
}

static void add(struct articles *a, const struct version_row *row,
                const struct ibid_source *source)
{
    char *id = copy(a, row->version.id);
    *map_at(&a->by_sha256, str_of(copy(a, row->version.sha256))) = id;
    a->list =
        arena_grow(&a->mem, a->list, &a->room, a->count + 1, sizeof *a->list);
    a->list[a->count++] =
        (struct article_at){id, copy(a, source->url), copy(a, source->title)};
}

enum ibid_status articles_read(struct store *st, struct articles *out,
                               struct ibid_error *err)
{
    struct arena mem = {0};
    struct version_row row = {0};
    struct source_row source;
    out->by_sha256.mem = out->known.mem = &out->mem;
    for (;;) {
        arena_reset(&mem);
        enum ibid_status status =
            store_version_next(st, row.no, &mem, &row, err);
        if (!status && row.no)
            status =
                store_source_get(st, row.source, false, &mem, &source, err);
        if (status || !row.no) {
            arena_done(&mem);
            return status;
        }
        add(out, &row, &source.source);
    }
}

void articles_done(struct articles *articles)
{
    arena_done(&articles->mem);
}

const char *articles_version(const struct articles *articles, const char *id)
{
    const char *here = map_get(&articles->known, str_of(id));
    return here ? here : id;
}

bool articles_note(struct articles *articles, const char *id,
                   const char *sha256)
{
    void *here = map_get(&articles->by_sha256, str_of(sha256));
    if (here)
        *map_at(&articles->known, str_of(copy(articles, id))) = here;
    return here != NULL;
}
