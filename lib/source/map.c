/* map.c - from bytes of a text back to the bytes it was made of. */
#include "source/decode.h"
#include "source/map_box.h"
#include "source/read.h"

/* The first run of `map` that ends behind text byte `at`. */
static size_t run_find(const struct source_map *map, uint64_t at)
{
    size_t low = 0, high = map->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct map_run *run = &map->runs[middle];
        if ((uint64_t)run->text + run->text_len <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool map_span(const struct source_map *map, uint32_t start, uint32_t end,
              uint32_t *original_start, uint32_t *original_end)
{
    if (start >= end)
        return false;
    if (map->identity) {
        *original_start = start;
        *original_end = end;
        return true;
    }
    size_t i = run_find(map, start);
    if (i == map->count || map->runs[i].text >= end)
        return false;
    uint32_t low = UINT32_MAX, high = 0;
    for (; i < map->count && map->runs[i].text < end; i++) {
        struct map_run run = map->runs[i];
        uint32_t from = run.original, to = run.original + run.original_len;
        if (run.text_len == run.original_len) {
            from += start > run.text ? start - run.text : 0;
            if (end < run.text + run.text_len)
                to -= run.text + run.text_len - end;
        }
        low = from < low ? from : low;
        high = to > high ? to : high;
    }
    *original_start = low;
    *original_end = high;
    return true;
}

void map_run_add(struct buf *runs, struct map_run run)
{
    if (runs->len) {
        struct map_run last;
        char *at = runs->ptr + runs->len - sizeof last;
        memcpy(&last, at, sizeof last);
        if (last.text_len == last.original_len &&
            run.text_len == run.original_len &&
            last.text + last.text_len == run.text &&
            last.original + last.original_len == run.original) {
            last.text_len += run.text_len;
            last.original_len += run.original_len;
            memcpy(at, &last, sizeof last);
            return;
        }
    }
    buf_add(runs, &run, sizeof run);
}

struct source_map map_done(struct buf *runs, struct arena *mem)
{
    size_t count = runs->len / sizeof(struct map_run);
    struct map_run *copy = arena_array(mem, count, sizeof *copy);
    if (count)
        memcpy(copy, runs->ptr, runs->len);
    buf_done(runs);
    return (struct source_map){.runs = copy, .count = count};
}

/* Where run `inner` lies in `outer`, as one unit. */
static bool unit_join(struct map_run inner, const struct source_map *outer,
                      struct map_run *out)
{
    uint32_t start, end;
    if (!map_span(outer, inner.original, inner.original + inner.original_len,
                  &start, &end))
        return false;
    *out = (struct map_run){inner.text, inner.text_len, start, end - start};
    return true;
}

/* A byte-by-byte run of the inner map, cut where the outer map's runs are. */
static void run_split(struct map_run inner, const struct source_map *outer,
                      size_t first, struct buf *runs)
{
    uint32_t end = inner.original + inner.original_len;
    for (size_t i = first; i < outer->count; i++) {
        struct map_run run = outer->runs[i];
        if (run.text >= end)
            break;
        uint32_t from = run.text > inner.original ? run.text : inner.original;
        uint32_t run_end = run.text + run.text_len;
        uint32_t to = run_end < end ? run_end : end;
        if (from >= to)
            continue;
        struct map_run part = {inner.text + (from - inner.original), to - from,
                               run.original, run.original_len};
        if (run.text_len == run.original_len) {
            part.original = run.original + (from - run.text);
            part.original_len = to - from;
        }
        map_run_add(runs, part);
    }
}

struct source_map map_join(struct source_map inner, struct source_map outer,
                           struct arena *mem)
{
    if (inner.identity)
        return outer;
    if (outer.identity)
        return inner;
    struct buf runs = {0};
    for (size_t i = 0; i < inner.count; i++) {
        struct map_run run = inner.runs[i], unit;
        if (run.text_len == run.original_len)
            run_split(run, &outer, run_find(&outer, run.original), &runs);
        else if (unit_join(run, &outer, &unit))
            map_run_add(&runs, unit);
    }
    return map_done(&runs, mem);
}

/* A packed map: a byte 1 for identity; 2 for boxes (map_box.c); else 0, the
 * number of runs, and for each: text gap, text length, zigzag of (original -
 * expected original), original length. */
void map_pack(const struct source_map *map, struct buf *out)
{
    if (map->box_count) {
        buf_byte(out, MAP_OF_BOXES);
        map_boxes_pack(map, out);
        return;
    }
    buf_byte(out, map->identity ? 1 : 0);
    if (map->identity)
        return;
    buf_varint(out, map->count);
    uint32_t text = 0, original = 0;
    for (size_t i = 0; i < map->count; i++) {
        const struct map_run *run = &map->runs[i];
        int64_t step = (int64_t)run->original - (int64_t)original;
        buf_varint(out, run->text - text);
        buf_varint(out, run->text_len);
        buf_varint(out,
                   step < 0 ? (uint64_t)-step * 2 - 1 : (uint64_t)step * 2);
        buf_varint(out, run->original_len);
        text = run->text + run->text_len;
        original = run->original + run->original_len;
    }
}

static bool run_unpack(struct str packed, size_t *at, struct map_run last,
                       struct map_run *out)
{
    uint64_t gap, length, step, original_length;
    if (!varint_next(packed, at, &gap) || !varint_next(packed, at, &length) ||
        !varint_next(packed, at, &step) ||
        !varint_next(packed, at, &original_length))
        return false;
    if (gap > UINT32_MAX || length > UINT32_MAX || step > UINT32_MAX * 2ULL ||
        original_length > UINT32_MAX)
        return false;
    uint64_t text = (uint64_t)last.text + last.text_len + gap;
    int64_t original =
        (int64_t)last.original + last.original_len +
        (step & 1 ? -(int64_t)(step / 2) - 1 : (int64_t)(step / 2));
    if (original < 0 || text + length > UINT32_MAX ||
        (uint64_t)original + original_length > UINT32_MAX)
        return false;
    *out = (struct map_run){(uint32_t)text, (uint32_t)length,
                            (uint32_t)original, (uint32_t)original_length};
    return true;
}

enum ibid_status map_unpack(struct str packed, struct arena *mem,
                            struct source_map *out, struct ibid_error *err)
{
    if (packed.len == 1 && packed.ptr[0] == 1) {
        *out = (struct source_map){.identity = true};
        return IBID_OK;
    }
    size_t at = 1;
    uint64_t count = 0;
    if (packed.len && packed.ptr[0] == MAP_OF_BOXES)
        return map_boxes_unpack(str_cut(packed, 1, packed.len), mem, out, err);
    if (packed.len < 2 || packed.ptr[0] != 0 ||
        !varint_next(packed, &at, &count) || count > packed.len / 4)
        return err_set(err, IBID_DAMAGED, "the map to the original is damaged");
    struct map_run *runs = arena_array(mem, count, sizeof *runs);
    struct map_run last = {0};
    for (size_t i = 0; i < count; i++) {
        if (!run_unpack(packed, &at, last, &runs[i]))
            return err_set(err, IBID_DAMAGED,
                           "the map to the original is damaged at run %zu", i);
        last = runs[i];
    }
    if (at != packed.len)
        return err_set(err, IBID_DAMAGED,
                       "the map to the original has bytes behind its end");
    *out = (struct source_map){.runs = runs, .count = count};
    return IBID_OK;
}
