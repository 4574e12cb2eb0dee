/* fuzz_edtf.c - any bytes as a date: it is one or it is not, and one that is
 * can be asked for and matches itself. */
#include "fuzz.h"

#include "fact/query.h"
#include "text/date.h"

enum { DATE_BYTES_MAX = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = fuzz_str(data, size);
    if (!edtf_valid(text))
        return 0;
    promise(text.len > 0);
    for (size_t i = 0; i < text.len; i++)
        promise(text.ptr[i] > ' ' && (unsigned char)text.ptr[i] < 0x7F);
    struct arena mem = {0};
    struct ibid_error err = {0};
    struct query terms = {0};
    struct ibid_query query = {
        .where = arena_printf(&mem, "date:%.*s", (int)text.len, text.ptr)};
    if (text.len < DATE_BYTES_MAX &&
        query_read_terms(&query, &mem, &terms, &err) == IBID_OK)
        for (size_t i = 0; i < terms.count; i++) {
            (void)query_date_matches(&terms.list[i], text);
            (void)query_date_matches(&terms.list[i], STR("2016-12-21/.."));
        }
    arena_done(&mem);
    return 0;
}
