/* fuzz_page.c - any bytes as a page and as a text: refused, or an article in
 * order whose map packs and unpacks to itself. */
#include "fuzz_article.h"

static void try_map(const struct source_map *map, struct arena *mem)
{
    struct buf packed = {0};
    struct source_map back;
    map_pack(map, &packed);
    promise(map_unpack(buf_view(&packed), mem, &back, NULL) == IBID_OK);
    promise(back.identity == map->identity && back.count == map->count);
    for (size_t i = 0; i < map->count; i++)
        promise(memcmp(&back.runs[i], &map->runs[i], sizeof back.runs[i]) == 0);
    buf_done(&packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = fuzz_str(data, size);
    struct arena mem = {0};
    struct article page = {0}, text = {0};
    struct ibid_error err = {0};
    if (read_html(bytes, NULL, &mem, &page, &err) == IBID_OK) {
        promise_article(&page);
        try_map(&page.map, &mem);
    }
    if (read_text(bytes, NULL, &mem, &text, &err) == IBID_OK) {
        promise_article(&text);
        try_map(&text.map, &mem);
    }
    arena_done(&mem);
    return 0;
}
