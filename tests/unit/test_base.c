/* test_base.c - arena, buffer, JSON writer, ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/jsonw.h"
#include "base/numbers.h"

static void arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    struct arena mem = {0};
    for (size_t bytes = 1; bytes < 200000; bytes = bytes * 3 + 1) {
        uint8_t *memory = arena_alloc(&mem, bytes);
        assert_int_equal((uintptr_t)memory % 16, 0);
        assert_int_equal(memory[0] | memory[bytes - 1], 0);
        memset(memory, 0xff, bytes);
    }
    arena_reset(&mem);
    uint8_t *again = arena_alloc(&mem, 64);
    assert_int_equal(again[63], 0);
    arena_done(&mem);
}

static void arena_gives_memory_even_for_no_bytes(void **state)
{
    (void)state;
    struct arena mem = {0};
    assert_non_null(arena_alloc(&mem, 0));
    assert_non_null(arena_array(&mem, 0, 8));
    arena_done(&mem);
}

static void varint_comes_back(void **state)
{
    (void)state;
    static const uint64_t numbers[] = {0, 1, 127, 128, 16384, UINT64_MAX};
    struct buf out = {0};
    for (size_t i = 0; i < 6; i++)
        buf_varint(&out, numbers[i]);
    size_t at = 0;
    for (size_t i = 0; i < 6; i++) {
        uint64_t number;
        assert_true(varint_next(buf_view(&out), &at, &number));
        assert_true(number == numbers[i]);
    }
    uint64_t end;
    assert_false(varint_next(buf_view(&out), &at, &end));
    buf_done(&out);
}

static void json_writer_separates_and_escapes(void **state)
{
    (void)state;
    struct buf out = {0};
    struct jsonw to = jsonw_start(&out);
    jsonw_object(&to);
    jsonw_key_text(&to, "a", "x\"\\\n\x01");
    jsonw_key_text(&to, "left out", NULL);
    jsonw_key(&to, "b");
    jsonw_array(&to);
    jsonw_int(&to, -3);
    jsonw_real(&to, 0.93);
    jsonw_null(&to);
    jsonw_array(&to);
    jsonw_array_end(&to);
    jsonw_array_end(&to);
    jsonw_object_end(&to);
    assert_string_equal(
        out.ptr, "{\"a\":\"x\\\"\\\\\\n\\u0001\",\"b\":[-3,0.93,null,[]]}");
    buf_done(&out);
}

static void json_stays_on_one_line(void **state)
{
    (void)state;
    struct buf out = {0};
    struct jsonw to = jsonw_start(&out);
    jsonw_array(&to);
    jsonw_str(&to, STR("a\xe2\x80\xa8"
                       "b\xe2\x80\xa9"
                       "c\xc2\x85\xe2\x80\x9c\xc2\xa0"));
    jsonw_raw(&to, STR("\"\xe2\x80\xa8\""));
    jsonw_array_end(&to);
    assert_string_equal(out.ptr, "[\"a\\u2028b\\u2029c\\u0085"
                                 "\xe2\x80\x9c\xc2\xa0\",\"\\u2028\"]");
    buf_done(&out);
}

static void id_has_its_form(void **state)
{
    (void)state;
    char id[ID_BYTES], random[ID_BYTES];
    struct sha256 hash = hash_of(STR("abc"));
    id_from_hash('f', &hash, id);
    id_random('f', random);
    assert_true(id_is('f', str_of(id)));
    assert_true(id_is('f', str_of(random)));
    assert_false(id_is('v', str_of(id)));
    assert_false(id_is('f', STR("f123")));
    char hex[SHA256_HEX_BYTES];
    hash_hex(&hash, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
                             "b00361a396177a9cb410ff61f20015ad");
}

static void str_splits_to_the_end(void **state)
{
    (void)state;
    struct str rest = STR("a,,b"), part;
    assert_true(str_split(&rest, ',', &part) && str_eq(part, STR("a")));
    assert_true(str_split(&rest, ',', &part) && part.len == 0);
    assert_true(str_split(&rest, ',', &part) && str_eq(part, STR("b")));
    assert_false(str_split(&rest, ',', &part));
}

static void error_is_set_and_placed(void **state)
{
    (void)state;
    struct ibid_error err = {0};
    assert_int_equal(err_set(&err, IBID_INVALID, "no %s", "kind"),
                     IBID_INVALID);
    err_at(&err, "x.txt", 3, -1);
    assert_string_equal(err.text, "no kind");
    assert_string_equal(err.source, "x.txt");
    assert_int_equal(err_set(NULL, IBID_LIMIT, "ignored"), IBID_LIMIT);
}

static void numbers_are_found_again_and_no_others(void **state)
{
    static const int64_t in[] = {0,    1,  4095,      4096,
                                 9000, -1, INT64_MIN, INT64_MAX};
    static const int64_t out[] = {2,  4094,          4097,         8999,
                                  -2, INT64_MIN + 1, INT64_MAX - 1};
    struct arena mem = {0};
    struct numbers set = {.blocks = {.mem = &mem}};
    (void)state;
    for (size_t i = 0; i < sizeof in / sizeof *in; i++) {
        assert_false(numbers_has(&set, in[i]));
        numbers_add(&set, in[i]);
    }
    for (size_t i = 0; i < sizeof in / sizeof *in; i++)
        assert_true(numbers_has(&set, in[i]));
    for (size_t i = 0; i < sizeof out / sizeof *out; i++)
        assert_false(numbers_has(&set, out[i]));
    arena_done(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(arena_gives_memory_even_for_no_bytes),
        cmocka_unit_test(varint_comes_back),
        cmocka_unit_test(json_writer_separates_and_escapes),
        cmocka_unit_test(json_stays_on_one_line),
        cmocka_unit_test(id_has_its_form),
        cmocka_unit_test(str_splits_to_the_end),
        cmocka_unit_test(error_is_set_and_placed),
        cmocka_unit_test(numbers_are_found_again_and_no_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
