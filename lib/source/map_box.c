/* map_box.c - from bytes of a text to where they stand on a page. */
#include "source/map_box.h"

#include "source/read.h"

enum { PACKED_NUMBERS = 7 }; /* of a box; each takes a byte at least */

void map_boxes_pack(const struct source_map *map, struct buf *out)
{
    uint32_t text = 0, page = 0;
    buf_varint(out, map->box_count);
    for (size_t i = 0; i < map->box_count; i++) {
        const struct map_box *box = &map->boxes[i];
        buf_varint(out, box->text - text);
        buf_varint(out, box->text_len);
        buf_varint(out, box->page - page);
        buf_varint(out, box->left);
        buf_varint(out, box->top);
        buf_varint(out, box->width);
        buf_varint(out, box->height);
        text = box->text + box->text_len;
        page = box->page;
    }
}

static bool box_unpack(struct str packed, size_t *at, struct map_box last,
                       struct map_box *out)
{
    uint64_t n[PACKED_NUMBERS];
    for (int i = 0; i < PACKED_NUMBERS; i++)
        if (!varint_next(packed, at, &n[i]) || n[i] > UINT32_MAX)
            return false;
    uint64_t text = (uint64_t)last.text + last.text_len + n[0];
    uint64_t page = last.page + n[2];
    *out = (struct map_box){(uint32_t)text, (uint32_t)n[1], (uint32_t)page,
                            (uint32_t)n[3], (uint32_t)n[4], (uint32_t)n[5],
                            (uint32_t)n[6]};
    return text + n[1] <= UINT32_MAX && page <= UINT32_MAX &&
           n[3] + n[5] <= UINT32_MAX && n[4] + n[6] <= UINT32_MAX;
}

enum ibid_status map_boxes_unpack(struct str packed, struct arena *mem,
                                  struct source_map *out,
                                  struct ibid_error *err)
{
    size_t at = 0;
    uint64_t count;
    if (!varint_next(packed, &at, &count) || !count ||
        count > packed.len / PACKED_NUMBERS)
        return err_set(err, IBID_DAMAGED, "the map to the pages is damaged");
    struct map_box *boxes = arena_array(mem, count, sizeof *boxes);
    struct map_box last = {0};
    for (size_t i = 0; i < count; i++) {
        if (!box_unpack(packed, &at, last, &boxes[i]))
            return err_set(err, IBID_DAMAGED,
                           "the map to the pages is damaged at box %zu", i);
        last = boxes[i];
    }
    if (at != packed.len)
        return err_set(err, IBID_DAMAGED,
                       "the map to the pages has bytes behind its end");
    *out = (struct source_map){.boxes = boxes, .box_count = count};
    return IBID_OK;
}

/* The smallest box around both. */
static void box_join(struct map_box *into, const struct map_box *other)
{
    uint32_t right = into->left + into->width;
    uint32_t bottom = into->top + into->height;
    uint32_t other_right = other->left + other->width;
    uint32_t other_bottom = other->top + other->height;
    into->left = other->left < into->left ? other->left : into->left;
    into->top = other->top < into->top ? other->top : into->top;
    into->width = (other_right > right ? other_right : right) - into->left;
    into->height = (other_bottom > bottom ? other_bottom : bottom) - into->top;
    into->text_len = other->text + other->text_len - into->text;
}

/* The first box that ends behind text byte `at`. */
static size_t box_find(const struct source_map *map, uint32_t at)
{
    size_t low = 0, high = map->box_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct map_box *box = &map->boxes[middle];
        if ((uint64_t)box->text + box->text_len <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool map_box_of(const struct source_map *map, uint32_t start, uint32_t end,
                struct map_box *out)
{
    size_t i = box_find(map, start);
    if (start >= end || i == map->box_count || map->boxes[i].text >= end)
        return false;
    *out = map->boxes[i];
    for (i++; i < map->box_count && map->boxes[i].text < end &&
              map->boxes[i].page == out->page;
         i++)
        box_join(out, &map->boxes[i]);
    uint32_t last = out->text + out->text_len;
    out->text = out->text < start ? start : out->text;
    out->text_len = (last < end ? last : end) - out->text;
    return true;
}
