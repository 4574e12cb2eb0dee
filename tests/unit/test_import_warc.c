/* test_import_warc.c - records of web archives. */
#include "collected.h"

#include <zlib.h>

#include "import/http_head.h"

#define HTTP_HTML "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"

static enum ibid_status collect(void *ctx, const struct article *article,
                                const struct ibid_error *why,
                                struct ibid_error *err)
{
    struct collected *c = ctx;
    (void)err;
    if (!article) {
        buf_printf(&c->log, "%s: %s\n", why->source, why->text);
        return IBID_OK;
    }
    buf_printf(&c->log, "%s|%s|", article->name,
               article->url ? article->url : "");
    buf_str(&c->log, article->text);
    buf_byte(&c->log, '|');
    buf_str(&c->log, article->original);
    buf_byte(&c->log, '\n');
    return IBID_OK;
}

static const char *read_archive(struct collected *c, struct str bytes,
                                enum ibid_status expected)
{
    return read_as(c, "warc", bytes, expected);
}

static void record_add(struct buf *out, const char *type, const char *id,
                       struct str block)
{
    buf_printf(out,
               "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <%s>\r\n"
               "WARC-Target-URI: <https://h.example/%s>\r\n"
               "content-length: %zu\r\n\r\n",
               type, id, id, block.len);
    buf_str(out, block);
    buf_text(out, "\r\n\r\n");
}

static void pages_are_taken_and_the_rest_passed_over(void **state)
{
    struct buf warc = {0};
    record_add(&warc, "warcinfo", "i", STR("software: none\r\n"));
    record_add(&warc, "request", "q", STR("GET / HTTP/1.1\r\n\r\n"));
    record_add(&warc, "response", "a", STR(HTTP_HTML "<p>One."));
    record_add(&warc, "response", "b",
               STR("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
                   "\x89PNG\0\0"));
    record_add(&warc, "response", "c",
               STR("HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n"
                   "<p>Not found."));
    record_add(&warc, "response", "d",
               STR("HTTP/1.1 200 OK\nContent-type: Text/HTML; "
                   "charset=\"koi8-r\"\n\n<p>\xD2\xC1\xDA."));
    record_add(&warc, "response", "e", STR(HTTP_HTML));
    assert_string_equal(
        read_archive(*state, buf_view(&warc), IBID_OK),
        "a|https://h.example/a|One.|<p>One.\n"
        "d|https://h.example/d|\xD1\x80\xD0\xB0\xD0\xB7.|<p>\xD2\xC1\xDA.\n");
    buf_done(&warc);
}

static void codings_of_the_transfer_are_undone(void **state)
{
    struct buf warc = {0}, packed = {0};
    record_add(&warc, "response", "a",
               STR("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                   "Transfer-Encoding: chunked\r\n\r\n"
                   "6;x=1\r\n<p>One\r\n5\r\n two.\r\n0\r\n\r\n"));
    char bytes[200];
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, 0), Z_OK);
    z.next_in = (Bytef *)(size_t) "<p>Three.";
    z.avail_in = 9;
    z.next_out = (Bytef *)bytes;
    z.avail_out = sizeof bytes;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    buf_text(&packed, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                      "Content-Encoding: gzip\r\n\r\n");
    buf_add(&packed, bytes, sizeof bytes - z.avail_out);
    deflateEnd(&z);
    record_add(&warc, "response", "b", buf_view(&packed));
    record_add(&warc, "response", "c",
               str_cut(buf_view(&packed), 0, packed.len - 12));
    record_add(&warc, "response", "d",
               STR("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                   "Content-Encoding: br\r\n\r\nxyz"));
    assert_string_equal(read_archive(*state, buf_view(&warc), IBID_OK),
                        "a|https://h.example/a|One two.|<p>One two.\n"
                        "b|https://h.example/b|Three.|<p>Three.\n"
                        "c: the page's gzip data is broken or too large\n"
                        "d: packed as br, which is not read\n");
    buf_done(&packed);
    buf_done(&warc);
}

static void a_broken_archive_keeps_what_stands_before(void **state)
{
    struct collected *c = *state;
    struct buf warc = {0};
    record_add(&warc, "response", "a", STR(HTTP_HTML "<p>One."));
    size_t whole = warc.len;
    record_add(&warc, "response", "b", STR(HTTP_HTML "<p>Two."));
    assert_string_equal(read_archive(c,
                                     str_cut(buf_view(&warc), 0, warc.len - 8),
                                     IBID_INVALID),
                        "a|https://h.example/a|One.|<p>One.\n");
    assert_non_null(strstr(c->err.text, "record 2 ends too early"));
    warc.len = whole;
    buf_text(&warc, "HTTP/1.1\r\n\r\n");
    assert_string_equal(read_archive(c, buf_view(&warc), IBID_INVALID),
                        "a|https://h.example/a|One.|<p>One.\n");
    assert_non_null(strstr(c->err.text, "record 2 is no WARC record"));
    warc.len = whole;
    buf_text(&warc, "WARC/1.0\r\nWARC-Type: response\r\n"
                    "Content-Length: 99999999999999999\r\n\r\n");
    (void)read_archive(c, buf_view(&warc), IBID_INVALID);
    assert_non_null(strstr(c->err.text, "record 2 ends too early"));
    buf_done(&warc);
}

static void an_archive_without_pages_says_so(void **state)
{
    struct collected *c = *state;
    struct buf warc = {0};
    record_add(&warc, "warcinfo", "i", STR("software: none\r\n"));
    assert_string_equal(read_archive(c, buf_view(&warc), IBID_INVALID), "");
    assert_string_equal(c->err.text, "no HTML page in the archive");
    buf_done(&warc);
}

static void chunks_must_be_chunks(void **state)
{
    struct collected *c = *state;
    struct str out = {"", 0};
    assert_false(http_dechunk(STR(""), &c->mem, &out));
    assert_false(http_dechunk(STR("<p>One."), &c->mem, &out));
    assert_false(http_dechunk(STR("123456789\r\nx"), &c->mem, &out));
    assert_true(http_dechunk(STR("ff\r\ncut"), &c->mem, &out));
    assert_true(str_eq(out, STR("cut")));
    assert_false(http_inflate(STR(""), 10, &c->mem, &out));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(pages_are_taken_and_the_rest_passed_over),
        CASE(codings_of_the_transfer_are_undone),
        CASE(a_broken_archive_keeps_what_stands_before),
        CASE(an_archive_without_pages_says_so),
        CASE(chunks_must_be_chunks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
