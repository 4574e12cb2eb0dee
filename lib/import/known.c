/* known.c - what is known of a source. */
#include "import/known.h"

const char *known_text(const char *text, struct arena *mem)
{
    return text && *text ? arena_strdup(mem, text) : NULL;
}

void known_of(const struct article *article, const char *id, struct arena *mem,
              struct ibid_source *out)
{
    *out = (struct ibid_source){
        .id = id,
        .name = arena_strdup(mem, article->name),
        .url = known_text(article->url ? article->url : article->canonical_url,
                          mem),
        .title = known_text(article->title, mem),
        .outlet = known_text(article->outlet, mem),
        .author = known_text(article->author, mem),
        .published = known_text(article->published, mem),
        .language = known_text(article->language, mem),
        .licence = known_text(article->licence, mem),
        .section = known_text(article->section, mem),
        .agency = known_text(article->agency, mem),
    };
}

static const char *either(const char *old, const char *new)
{
    return old ? old : new;
}

void known_merge(const struct ibid_source *old, struct ibid_source *out)
{
    out->name = old->name;
    out->url = either(old->url, out->url);
    out->title = either(old->title, out->title);
    out->outlet = either(old->outlet, out->outlet);
    out->author = either(old->author, out->author);
    out->published = either(old->published, out->published);
    out->language = either(old->language, out->language);
    out->licence = either(old->licence, out->licence);
    out->section = either(old->section, out->section);
    out->agency = either(old->agency, out->agency);
    out->also = old->also;
}
