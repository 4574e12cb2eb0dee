/* feed_entry.c - what the entry of a feed says of its article, and where. */
#include "import/feed_entry.h"

#include "source/html_meta.h"
#include "source/read.h"
#include "source/said.h"

struct feed_extent feed_entry_extent(const struct feed_entry *entry,
                                     const struct article *file, size_t end)
{
    struct feed_extent place = {(uint32_t)entry->at, (uint32_t)end};
    if (!file->map.identity &&
        !map_span(&file->map, place.from, place.to, &place.from, &place.to))
        place.from = place.to = 0;
    return place;
}

/* What is being filled in. */
struct filling {
    const struct feed_entry *entry;
    const struct article *file;
    struct feed_extent place;
    struct arena *mem;
    struct article *out;
};

static void said(const struct filling *f, enum feed_field field,
                 const char *name, const char *value)
{
    struct map_run place = f->entry->places[field];
    uint32_t start = place.original, end = start + place.original_len;
    if ((!f->file->map.identity &&
         !map_span(&f->file->map, start, end, &start, &end)) ||
        start < f->place.from || end > f->place.to)
        start = end = f->place.from;
    article_said(f->out, f->mem, name, str_of(value),
                 arena_printf(f->mem, "%s of the feed's entry", name),
                 start - f->place.from, end - f->place.from);
}

static bool is_address(const char *id)
{
    return id && str_starts(str_of(id), STR("http"));
}

void feed_entry_known(const struct feed_entry *entry,
                      const struct article *file, struct feed_extent place,
                      struct arena *mem, struct article *out)
{
    const struct filling f = {entry, file, place, mem, out};
    const char *id = entry->values[FEED_ID], *url = entry->values[FEED_URL];
    const char *date = entry->values[FEED_DATE];
    out->name = id    ? id
                : url ? url
                      : arena_printf(mem, "%s:%lld", file->name,
                                     (long long)entry->line);
    out->url = url ? url : is_address(id) ? id : NULL;
    out->title = entry->values[FEED_TITLE];
    out->author = entry->values[FEED_AUTHOR];
    out->published = date ? html_date(str_of(date), mem) : NULL;
    if (date && !out->published)
        article_warn(out, mem, "the entry's date is not one (%.60s)", date);
    said(&f, url ? FEED_URL : FEED_ID, "url", out->url);
    said(&f, FEED_TITLE, "title", out->title);
    said(&f, FEED_AUTHOR, "author", out->author);
    said(&f, FEED_DATE, "published", out->published);
}
