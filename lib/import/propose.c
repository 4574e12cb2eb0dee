/* propose.c - facts of an article, with ids, ready to be written. */
#include "import/propose.h"

#include "base/map.h"
#include "fact/fact.h"
#include "source/read.h"

/* Below this share of a language's commonest words a text is another's. */
static const double language_floor = 0.2;

const char *propose_source_id(const struct article *article, struct arena *mem)
{
    const char *url =
        article->canonical_url ? article->canonical_url : article->url;
    struct hash h = hash_begin();
    hash_field(&h, STR("source"));
    hash_field(&h, url ? STR("url") : STR("name"));
    hash_field(&h, str_of(url ? url_canonical(url, mem) : article->name));
    struct sha256 hash = hash_end(&h);
    char *id = arena_alloc(mem, ID_BYTES);
    id_from_hash('s', &hash, id);
    return id;
}

const char *propose_version_id(const char *source,
                               const struct sha256 *text_sha256,
                               struct arena *mem)
{
    struct hash h = hash_begin();
    hash_field(&h, STR("version"));
    hash_field(&h, str_of(source));
    hash_field(&h, (struct str){(const char *)text_sha256->byte, SHA256_BYTES});
    struct sha256 hash = hash_end(&h);
    char *id = arena_alloc(mem, ID_BYTES);
    id_from_hash('v', &hash, id);
    return id;
}

/* "en-US" and "EN" are "en". */
static bool same_language(const char *a, const char *b)
{
    size_t length = strcspn(a, "-_");
    return str_ieq((struct str){a, length}, (struct str){b, strcspn(b, "-_")});
}

bool propose_language_fits(const struct codebook *codebook,
                           const struct article *article)
{
    if (article->language && *article->language)
        return same_language(article->language, codebook_language(codebook));
    struct buf main = {0};
    article_main(article->text, article->blocks, article->block_count, &main);
    double match = language_match(codebook_lang(codebook), buf_view(&main));
    buf_done(&main);
    return match >= language_floor;
}

/* ---- Ids --------------------------------------------------------------- */

struct home {
    const char *source, *version;
};

/* The lists were made by the extractor in the same arena, for us to fill. */
static void place(const struct ibid_citation *list, size_t count,
                  const struct home *home)
{
    struct ibid_citation *mine = (struct ibid_citation *)list;
    for (size_t i = 0; i < count; i++) {
        mine[i].source = home->source;
        mine[i].version = home->version;
    }
}

static void identify(struct ibid_fact *fact, const struct home *home,
                     struct arena *mem)
{
    char *id = arena_alloc(mem, ID_BYTES);
    fact->source = home->source;
    fact->version = home->version;
    fact->status = IBID_EXTRACTED;
    fact->revision = 1;
    if (fact->citation_count)
        fact->start = fact->citations[0].start;
    place(fact->citations, fact->citation_count, home);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            place(fact->fields[f].values[v].citations,
                  fact->fields[f].values[v].citation_count, home);
    fact_id(fact, id);
    fact->id = id;
}

void propose_facts(const struct codebook *codebook,
                   const struct article *article, const char *published,
                   const char *source, const char *version, unsigned with,
                   struct arena *mem, struct extraction *out)
{
    struct home home = {source, version};
    struct map seen = {.mem = mem};
    size_t kept = 0;
    extract_facts(codebook, article->text, article->blocks,
                  article->block_count, published, with, mem, out);
    for (size_t i = 0; i < out->fact_count; i++) {
        struct ibid_fact *fact = &out->facts[i];
        identify(fact, &home, mem);
        void **twin = map_at(&seen, str_of(fact->id));
        if (*twin)
            continue;
        *twin = fact;
        out->contexts[kept] = out->contexts[i];
        out->facts[kept++] = *fact;
    }
    out->fact_count = kept;
}
