/* fuzz_reanchor.c - two texts, the first byte saying where they part: what is
 * said to be the same words is, and matches go both ways. */
#include "fuzz.h"

#include "source/reanchor.h"
#include "text/utf8.h"

enum { SPANS = 64 };

static void check_align(const struct align *a)
{
    for (size_t i = 0; i < a->old.count; i++) {
        promise((a->to[i] == ALIGN_NONE) == (a->how[i] == ALIGN_LOST));
        promise(a->to[i] == ALIGN_NONE ||
                (a->to[i] < a->new.count && a->from[a->to[i]] == i));
    }
    for (size_t j = 0; j < a->new.count; j++)
        promise(a->from[j] == ALIGN_NONE || a->to[a->from[j]] == j);
}

static void check_span(const struct align *a, uint32_t start, uint32_t end,
                       bool whole, struct arena *mem)
{
    struct reanchored to;
    struct str old = a->old.text, new = a->new.text;
    reanchor_span(a, start, end, whole, mem, &to);
    if (to.anchor == IBID_LOST) {
        promise(to.start == 0 && to.end == 0);
        return;
    }
    promise(to.start < to.end && to.end <= new.len);
    promise(utf8_is_boundary(new, to.start) && utf8_is_boundary(new, to.end));
    promise((to.anchor == IBID_APPROXIMATE) ==
            !str_eq(str_cut(old, start, end), str_cut(new, to.start, to.end)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena mem = {0};
    struct align align;
    if (size < 2)
        return 0;
    size_t part = 1 + (size - 1) * data[0] / 256;
    struct str old = fuzz_str(data + 1, part - 1);
    struct str new = fuzz_str(data + part, size - part);
    old.len = utf8_invalid_at(old);
    new.len = utf8_invalid_at(new);
    reanchor_open(old, new, &mem, &align);
    check_align(&align);
    for (size_t i = 0; i < SPANS && old.len; i++) {
        size_t start = old.len * i / SPANS;
        size_t end = start + 1 + (i * 7) % 40;
        end = end < old.len ? end : old.len;
        if (utf8_is_boundary(old, start) && utf8_is_boundary(old, end))
            check_span(&align, (uint32_t)start, (uint32_t)end, i % 2, &mem);
    }
    arena_done(&mem);
    return 0;
}
