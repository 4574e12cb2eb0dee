/* test_import_readers.c - inputs of all kinds and the formats in them;
 * longer than others because they share their helpers. */
#include "collected.h"

#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "source/read.h"

static enum ibid_status collect(void *ctx, const struct article *article,
                                const struct ibid_error *why,
                                struct ibid_error *err)
{
    struct collected *c = ctx;
    (void)err;
    if (!article) {
        buf_printf(&c->log, "%lld: %d %s\n", (long long)why->line,
                   why->status == IBID_LIMIT, why->text);
        return IBID_OK;
    }
    buf_printf(&c->log, "%s|%s|", article->name,
               article->published ? article->published : "");
    buf_str(&c->log, article->text);
    buf_byte(&c->log, '\n');
    originals_collect(c, article);
    return IBID_OK;
}

static enum ibid_status read_input(struct collected *c, struct input *in,
                                   const struct import_hints *hints)
{
    return input_collect(c, in, importer_for(in->head), hints);
}

static const char *read_bytes(struct collected *c, struct str bytes)
{
    struct input *in;
    struct import_hints hints = {0};
    assert_int_equal(input_open_memory(bytes, "in", &in, NULL), IBID_OK);
    assert_int_equal(read_input(c, in, &hints), IBID_OK);
    return c->log.ptr;
}

static void records_come_line_by_line(void **state)
{
    assert_string_equal(
        read_bytes(*state,
                   STR("\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"One.\",\"other\":"
                       "[1,{\"text\":\"x\"}],\"published\":\" 2031-05-04 \"}"
                       "\r\n\n{\"text\":\"Two.\",\"id\":7}\n"
                       "{\"html\":\"<p>Three &amp; more\"}")),
        "a|2031-05-04|One.\n7||Two.\nin:4||Three & more\n");
}

static void bad_records_are_named_and_passed_over(void **state)
{
    static const char lines[] = "{\"text\": \"ok\", \"id\": \"1\"}\n"
                                "{\"text\": broken}\n"
                                "{\"text\": \"a\", \"text\": \"b\"}\n"
                                "[1]\n"
                                "{\"id\": \"x\"}\n"
                                "{\"text\": \" \"}\n"
                                "{\"text\": 5}\n"
                                "{\"text\": \"a\\u0000b\"}\n"
                                "{\"text\": \"a\", \"title\": []}\n"
                                "{\"text\": \"a\", \"id\": {}}\n"
                                "{\"text\": \"a\xFF\"}\n"
                                "{\"text\": \"a\"} x\n"
                                "{\"text\": \"last\", \"id\": \"2\"}\n";
    static const char *const whys[] = {
        "2: 0 broken JSON at column 15",
        "3: 0 duplicate object key",
        "4: 0 not an object",
        "5: 0 no \"text\" and no \"html\"",
        "6: 0 \"text\" is empty",
        "7: 0 \"text\" must be a string",
        "8: 0 a NUL character",
        "9: 0 \"title\" must be a string",
        "10: 0 \"id\" must be a string",
        "11: 0 broken JSON at column",
        "12: 0 broken JSON at column 15",
    };
    struct str log = str_of(read_bytes(*state, STR(lines))), line;
    assert_true(str_split(&log, '\n', &line) && str_eq(line, STR("1||ok")));
    for (size_t i = 0; i < sizeof whys / sizeof *whys; i++) {
        assert_true(str_split(&log, '\n', &line));
        if (!str_starts(line, str_of(whys[i])))
            fail_msg("%s\n not %.*s", whys[i], (int)line.len, line.ptr);
    }
    assert_true(str_split(&log, '\n', &line) && str_eq(line, STR("2||last")));
}

static void nul_bytes_in_a_record_are_named(void **state)
{
    struct collected *c = *state;
    struct input *in;
    struct import_hints hints = {0};
    assert_int_equal(
        input_open_memory(STR("{\"text\":\"a\0b\"}\n"), "in", &in, NULL),
        IBID_OK);
    assert_null(importer_for(in->head));
    struct article_sink sink = {.ctx = c, .mem = &c->mem, .put = collect};
    assert_int_equal(
        importer_named(STR("jsonl"))->read(in, &hints, &sink, NULL), IBID_OK);
    assert_non_null(strstr(c->log.ptr, "1: 0 a NUL byte at column 11"));
    input_close(in);
}

static void records_lead_back_to_the_raw_line(void **state)
{
    struct collected *c = *state;
    (void)read_bytes(
        c, STR("{\"a\":\"\\\"\",\"te\\u0078t\":\"x\\u00e9\\ud83d\\ude00\\n"
               "\xC3\xA9y\"}"));
    assert_string_equal(c->originals.ptr,
                        "x|\\u00e9|\\ud83d\\ude00|\\n|\xC3\xA9y|");
    (void)read_bytes(c, STR("{\"html\":\"<p>a\\u0026amp;b &lt; \\\"\"}"));
    assert_string_equal(c->originals.ptr, "a|\\u0026amp;|b |&lt;| |\\\"|");
}

static void huge_integers_do_not_spoil_a_record(void **state)
{
    assert_string_equal(
        read_bytes(*state, STR("{\"n\":123456789012345678901,\"text\":\"a\","
                               "\"id\":\"i\"}")),
        "i||a\n");
}

static void a_record_has_only_so_many_members(void **state)
{
    struct collected *c = *state;
    struct buf bytes = {0};
    buf_text(&bytes, "{\"text\":\"a: b\"");
    for (int i = 0; i < 50000; i++)
        buf_printf(&bytes, ",\"m%d\":\"::\\\"\"", i);
    buf_text(&bytes, "}\n{\"id\":\"b\",\"text\":\"next\"}");
    (void)read_bytes(c, buf_view(&bytes));
    assert_true(str_starts(buf_view(&c->log), STR("1: 0 more than 50000")));
    assert_true(str_ends(buf_view(&c->log), STR("b||next\n")));
    buf_done(&bytes);
}

static void a_line_over_the_limit_is_passed_over(void **state)
{
    struct collected *c = *state;
    struct buf bytes = {0};
    buf_text(&bytes, "{\"text\":\"");
    char *to = buf_reserve(&bytes, (size_t)RECORD_BYTES_MAX + 10);
    memset(to, 'a', (size_t)RECORD_BYTES_MAX + 10);
    bytes.len += (size_t)RECORD_BYTES_MAX + 10;
    buf_text(&bytes, "\"}\n{\"id\":\"b\",\"text\":\"next\"}");
    (void)read_bytes(c, buf_view(&bytes));
    assert_true(str_starts(buf_view(&c->log), STR("1: 1 longer than the 64")));
    assert_true(str_ends(buf_view(&c->log), STR("b||next\n")));
    buf_done(&bytes);
}

static void hints_stand_before_what_a_file_says(void **state)
{
    struct collected *c = *state;
    struct input *in;
    struct import_hints hints = {.published = "2031-05-04"};
    assert_int_equal(
        input_open_memory(STR("<html><meta name=date content=2020-01-01>"
                              "<p>text"),
                          "p.html", &in, NULL),
        IBID_OK);
    assert_int_equal(read_input(c, in, &hints), IBID_OK);
    assert_string_equal(c->log.ptr, "p.html|2031-05-04|text\n");
}

static void formats_are_known_by_content(void **state)
{
    (void)state;
    assert_string_equal(importer_for(STR("{\"text\":1}\n"))->name, "jsonl");
    assert_string_equal(importer_for(STR("<!doctype html>"))->name, "html");
    assert_string_equal(importer_for(STR("Some words"))->name, "text");
    assert_string_equal(importer_for(STR("{ braces }"))->name, "text");
    assert_string_equal(importer_for(STR("%PDF-1.4"))->name, "pdf");
    assert_null(importer_for(STR("\x89PNG\r\n")));
    assert_null(importer_named(STR("none")));
    for (size_t i = 0; importers[i]; i++)
        assert_ptr_equal(importer_named(str_of(importers[i]->name)),
                         importers[i]);
}

static struct buf gzip(struct str bytes)
{
    struct buf out = {0};
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, 0), Z_OK);
    (void)buf_reserve(&out, deflateBound(&z, bytes.len));
    z.next_in = (Bytef *)(uintptr_t)bytes.ptr;
    z.avail_in = (uInt)bytes.len;
    z.next_out = (Bytef *)out.ptr;
    z.avail_out = (uInt)out.capacity;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    out.len = z.total_out;
    deflateEnd(&z);
    return out;
}

static void gzip_is_unpacked_whatever_its_name(void **state)
{
    struct buf one = gzip(STR("First words.")), two = gzip(STR(" And more."));
    buf_str(&one, buf_view(&two));
    assert_string_equal(read_bytes(*state, buf_view(&one)),
                        "in||First words. And more.\n");
    buf_text(&one, "padding");
    assert_string_equal(read_bytes(*state, buf_view(&one)),
                        "in||First words. And more.\n");
    buf_done(&one);
    buf_done(&two);
}

static void broken_gzip_is_said(void **state)
{
    (void)state;
    struct buf whole = gzip(STR("First words, and a few others."));
    struct ibid_error err = {0};
    struct input *in;
    for (size_t cut = 2; cut < whole.len; cut += 5) {
        struct str part = str_cut(buf_view(&whole), 0, cut);
        assert_int_equal(input_open_memory(part, "x.gz", &in, &err),
                         IBID_INVALID);
        assert_non_null(strstr(err.text, "truncated gzip data"));
        assert_string_equal(err.source, "x.gz");
    }
    whole.ptr[14] ^= 0x55;
    whole.ptr[15] ^= 0x55;
    assert_int_equal(input_open_memory(buf_view(&whole), "x.gz", &in, &err),
                     IBID_INVALID);
    assert_non_null(strstr(err.text, "broken gzip data"));
    buf_done(&whole);
}

static struct buf zstd(struct str bytes)
{
    struct buf out = {0};
    size_t room = ZSTD_compressBound(bytes.len);
    char *to = buf_reserve(&out, room);
    size_t size = ZSTD_compress(to, room, bytes.ptr, bytes.len, 3);
    assert_false(ZSTD_isError(size));
    out.len = size;
    return out;
}

static void zstd_is_unpacked_whatever_its_name(void **state)
{
    struct buf one = zstd(STR("First words.")), two = zstd(STR(" And more."));
    buf_str(&one, buf_view(&two));
    assert_string_equal(read_bytes(*state, buf_view(&one)),
                        "in||First words. And more.\n");
    buf_done(&one);
    buf_done(&two);
}

static void broken_zstd_is_said(void **state)
{
    (void)state;
    struct buf whole = zstd(STR("First words, and a few others."));
    struct ibid_error err = {0};
    struct input *in;
    for (size_t cut = 4; cut < whole.len; cut += 5) {
        struct str part = str_cut(buf_view(&whole), 0, cut);
        assert_int_equal(input_open_memory(part, "x", &in, &err), IBID_INVALID);
        assert_non_null(strstr(err.text, "truncated zstd data"));
    }
    buf_text(&whole, "no frame");
    assert_int_equal(input_open_memory(buf_view(&whole), "x", &in, &err),
                     IBID_INVALID);
    assert_non_null(strstr(err.text, "broken zstd data"));
    buf_done(&whole);
}

static void a_page_in_utf16_is_a_page(void **state)
{
    static const char page[] = "<p>One &amp; all.</p><p>Two.<p>x";
    for (int little = 0; little < 2; little++) {
        struct buf wide = {0};
        buf_text(&wide, little ? "\xFF\xFE" : "\xFE\xFF");
        for (size_t i = 0; i < sizeof page - 1; i++) {
            buf_byte(&wide, little ? page[i] : '\0');
            buf_byte(&wide, little ? '\0' : page[i]);
        }
        assert_string_equal(read_bytes(*state, buf_view(&wide)),
                            "in||One & all.\n\nTwo.\n\nx\n");
        buf_done(&wide);
    }
}

static void gzip_cut_within_a_long_text_is_said_by_the_reader(void **state)
{
    struct collected *c = *state;
    struct buf text = {0};
    for (unsigned i = 0, x = 1; i < 300000; i++, x = x * 1103515245 + 12345)
        buf_byte(&text, (char)('a' + (x >> 16) % 26));
    struct buf whole = gzip(buf_view(&text));
    struct input *in;
    struct import_hints hints = {0};
    assert_int_equal(
        input_open_memory(str_cut(buf_view(&whole), 0, whole.len - 20), "x.gz",
                          &in, NULL),
        IBID_OK);
    assert_int_equal(read_input(c, in, &hints), IBID_OK);
    assert_non_null(strstr(c->log.ptr, "truncated gzip data"));
    buf_done(&whole);
    buf_done(&text);
}

static void files_are_opened_by_path(void **state)
{
    (void)state;
    char path[] = "/tmp/ibid-test-XXXXXX";
    int fd = mkstemp(path);
    struct ibid_error err = {0};
    struct input *in;
    assert_true(fd >= 0);
    assert_int_equal(input_open_path(path, &in, &err), IBID_INVALID);
    assert_string_equal(err.text, "empty file");
    assert_int_equal(write(fd, "words", 5), 5);
    assert_int_equal(input_open_path(path, &in, &err), IBID_OK);
    assert_string_equal(in->name, path);
    struct buf bytes = {0};
    assert_int_equal(input_all(in, &bytes, NULL), IBID_OK);
    assert_true(str_eq(buf_view(&bytes), STR("words")));
    buf_done(&bytes);
    input_close(in);
    input_close(NULL);
    close(fd);
    unlink(path);
    assert_int_equal(input_open_path(path, &in, &err), IBID_IO);
    assert_non_null(strstr(err.text, "cannot open"));
}

static void an_article_over_the_limit_is_refused(void **state)
{
    struct collected *c = *state;
    struct buf bytes = {0};
    size_t length = (size_t)ARTICLE_BYTES_MAX + 1;
    memset(buf_reserve(&bytes, length), 'a', length);
    bytes.len = length;
    assert_non_null(
        strstr(read_bytes(c, buf_view(&bytes)), "ARTICLE_BYTES_MAX"));
    buf_done(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(records_come_line_by_line),
        CASE(bad_records_are_named_and_passed_over),
        CASE(nul_bytes_in_a_record_are_named),
        CASE(records_lead_back_to_the_raw_line),
        CASE(huge_integers_do_not_spoil_a_record),
        CASE(a_record_has_only_so_many_members),
        CASE(a_line_over_the_limit_is_passed_over),
        CASE(hints_stand_before_what_a_file_says),
        CASE(formats_are_known_by_content),
        CASE(gzip_is_unpacked_whatever_its_name),
        CASE(broken_gzip_is_said),
        CASE(zstd_is_unpacked_whatever_its_name),
        CASE(broken_zstd_is_said),
        CASE(a_page_in_utf16_is_a_page),
        CASE(gzip_cut_within_a_long_text_is_said_by_the_reader),
        CASE(files_are_opened_by_path),
        CASE(an_article_over_the_limit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
