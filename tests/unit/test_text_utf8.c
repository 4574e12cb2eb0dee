/* test_text_utf8.c - decoding, checking and counting code points. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/utf8.h"

struct bad {
    const char *bytes;
    size_t len, at;
};

static void ill_formed_bytes_are_found(void **state)
{
    (void)state;
    static const struct bad cases[] = {
        {"", 0, 0},
        {"plain ascii text", 16, 16},
        {"caf\xc3\xa9", 5, 5},
        {"\xf0\x9f\x98\x80", 4, 4},
        {"\xed\x9f\xbf\xee\x80\x80", 6, 6},
        {"\xf4\x8f\xbf\xbf", 4, 4},
        {"long enough \xff", 13, 12},
        {"12345678\x80", 9, 8},
        {"a\xc3", 2, 1},
        {"a\xc3(", 3, 1},
        {"\xc0\xaf", 2, 0},         /* overlong */
        {"\xe0\x9f\xbf", 3, 0},     /* overlong */
        {"\xed\xa0\x80", 3, 0},     /* surrogate */
        {"\xf4\x90\x80\x80", 4, 0}, /* past U+10FFFF */
        {"\xf0\x8f\xbf\xbf", 4, 0}, /* overlong */
        {"\xf5\x80\x80\x80", 4, 0},
        {"ok \xe2\x82", 5, 3},
        {"ok \xf0\x9f\x98 x", 8, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str text = {cases[i].bytes, cases[i].len};
        assert_int_equal(utf8_invalid_at(text), cases[i].at);
    }
}

static void code_points_come_back(void **state)
{
    (void)state;
    static const uint32_t points[] = {0,      'a',     0x7f,    0x80,
                                      0x7ff,  0x800,   0xd7ff,  0xe000,
                                      0xffff, 0x10000, 0x1f600, 0x10ffff};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        char bytes[4];
        int len = utf8_put(points[i], bytes);
        struct str text = {bytes, (size_t)len};
        size_t at = 0;
        assert_int_equal(utf8_invalid_at(text), text.len);
        assert_int_equal(utf8_next(text, &at), points[i]);
        assert_int_equal(at, text.len);
    }
}

static void boundaries_lie_between_code_points(void **state)
{
    (void)state;
    struct str text = STR("a\xc3\xa9z");
    static const bool expected[] = {true, true, false, true, true, false};
    for (size_t at = 0; at < 6; at++)
        assert_int_equal(utf8_is_boundary(text, at), expected[at]);
}

/* The index agrees with counting from the start, at every byte. */
static void check_index(struct str text)
{
    struct arena mem = {0};
    struct utf8_index index = utf8_index(text, &mem);
    size_t point = 0;
    for (size_t at = 0; at < text.len; point++) {
        assert_int_equal(utf8_index_point(&index, at), point);
        assert_int_equal(utf8_index_byte(&index, point), at);
        (void)utf8_next(text, &at);
    }
    assert_int_equal(utf8_count(text), point);
    assert_int_equal(utf8_index_point(&index, text.len), point);
    assert_int_equal(utf8_index_byte(&index, point), text.len);
    assert_int_equal(utf8_index_byte(&index, point + 9), text.len);
    arena_done(&mem);
}

static void index_converts_both_ways(void **state)
{
    (void)state;
    char text[640];
    static const uint32_t cycle[] = {'a', 0xe9, 0x2019, 0x1f600, ' '};
    for (size_t ascii = 0; ascii < 70; ascii += 7) {
        size_t len = ascii;
        memset(text, 'x', ascii);
        for (size_t i = 0; len + 4 < sizeof text; i++)
            len += (size_t)utf8_put(cycle[i % 5], text + len);
        check_index((struct str){text, len});
    }
    memset(text, 'x', sizeof text);
    check_index((struct str){text, sizeof text});
    check_index((struct str){text, 64});
    check_index((struct str){text, 0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ill_formed_bytes_are_found),
        cmocka_unit_test(code_points_come_back),
        cmocka_unit_test(boundaries_lie_between_code_points),
        cmocka_unit_test(index_converts_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
