/* fuzz_http.c - any bytes as a request: what the gate lets in is what it says,
 * however the bytes arrive; any text as a query, any bytes as a body. */
#include "fuzz.h"

#include "web/body.h"
#include "web/gate.h"
#include "web/query.h"

static void check_head(struct str bytes)
{
    static const struct gate gate = {
        .port = 8017, .cookie = "cookie", .token = "token"};
    struct head head;
    size_t length = 0, less;
    if (head_read(bytes, &head, &length) != 0)
        return;
    promise(length <= bytes.len && length >= 4);
    promise(str_ends(str_cut(bytes, 0, length), STR("\r\n\r\n")));
    promise(memchr(bytes.ptr, '\0', length) == NULL);
    /* Not all there yet, wherever it is cut. */
    struct head other;
    promise(head_read(str_cut(bytes, 0, length - 1), &other, &less) ==
            HEAD_MORE);
    promise(head_read(str_cut(bytes, 0, length / 2), &other, &less) ==
            HEAD_MORE);
    if (gate_check(&gate, &head) != 0)
        return;
    struct str host = head.header[HEADER_HOST];
    promise(str_ieq(host, STR("127.0.0.1:8017")) ||
            str_ieq(host, STR("localhost:8017")));
    promise(head.method != METHOD_POST ||
            str_eq(head.header[HEADER_TOKEN], STR("token")));
    promise(str_eq(head.path, STR("/start")) || head.header[HEADER_COOKIE].ptr);
}

static void check_query(struct str query)
{
    struct arena mem = {0};
    if (web_query_check(query)) {
        const char *value = web_query_get(query, "q", &mem);
        for (size_t i = 0; value && value[i]; i++)
            promise((unsigned char)value[i] >= ' ');
        promise(!value || strlen(value) <= query.len);
    }
    arena_done(&mem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = fuzz_str(data, size);
    check_head(bytes);
    check_query(bytes);
    json_decref(body_read(bytes));
    return 0;
}
