/* fuzz_tabular.c - any bytes as a table or a workbook: rows in order, valid
 * UTF-8, or refused with a reason. */
#include "fuzz.h"

#include "tabular/tabular.h"
#include "text/utf8.h"

struct seen {
    int64_t row;
    struct arena mem;
    char *table;
};

static enum ibid_status take(void *ctx, const struct tabular_row *row,
                             struct ibid_error *err)
{
    struct seen *seen = ctx;
    bool lossy;
    (void)err;
    if (!seen->table || strcmp(seen->table, row->table) != 0) {
        arena_reset(&seen->mem);
        seen->table = arena_strdup(&seen->mem, row->table);
        seen->row = 0;
    }
    promise(row->no > 0 && row->count > 0);
    seen->row = row->no;
    for (size_t i = 0; i < row->count; i++) {
        promise(utf8_invalid_at(row->cells[i]) == row->cells[i].len);
        (void)tabular_damage(row->cells[0], row->cells[i], &lossy);
    }
    return IBID_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct seen seen = {0};
    struct ibid_error err = {0};
    enum ibid_status status =
        tabular_read_memory(fuzz_str(data, size), "in", take, &seen, &err);
    promise(status == IBID_OK || err.text[0]);
    promise(status == IBID_OK || status == IBID_INVALID ||
            status == IBID_LIMIT);
    arena_done(&seen.mem);
    return 0;
}
