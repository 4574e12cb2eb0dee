/* feed_value.c - the text of an element as it is put together. */
#include "import/feed_value.h"

#include "source/decode.h"

void feed_value_add(struct feed_value *value, struct str text, size_t at,
                    size_t used)
{
    map_run_add(&value->runs,
                (struct map_run){(uint32_t)value->text.len, (uint32_t)text.len,
                                 (uint32_t)at, (uint32_t)used});
    buf_str(&value->text, text);
}

struct str feed_value_take(struct feed_value *value, struct arena *mem,
                           struct source_map *map)
{
    struct str text = arena_str(mem, value->text.len ? buf_view(&value->text)
                                                     : (struct str){"", 0});
    *map = map_done(&value->runs, mem);
    value->runs = (struct buf){0};
    buf_reset(&value->text);
    return text;
}

void feed_value_done(struct feed_value *value)
{
    buf_done(&value->text);
    buf_done(&value->runs);
}

struct source_map map_from(struct source_map map, uint32_t from,
                           struct arena *mem)
{
    struct buf runs = {0};
    for (size_t i = 0; i < map.count; i++) {
        struct map_run run = map.runs[i];
        if (run.original < from)
            continue;
        run.original -= from;
        map_run_add(&runs, run);
    }
    return map_done(&runs, mem);
}
