/* test_web.c - what comes in from a browser, before and behind the gate. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/buf.h"
#include "web/body.h"
#include "web/gate.h"
#include "web/query.h"
#include "web/server.h"
#include "web/wire.h"

/* ---- Heads ----------------------------------------------------------------
 */

static int read_text(const char *text, struct head *head)
{
    size_t length = 0;
    return head_read(str_of(text), head, &length);
}

static void head_is_taken_apart(void **state)
{
    struct head head;
    (void)state;
    assert_int_equal(read_text("GET /api/facts?q=a&from=2 HTTP/1.1\r\n"
                               "hOsT:127.0.0.1:80\r\nX: y\r\n\r\nmore",
                               &head),
                     0);
    assert_int_equal(head.method, METHOD_GET);
    assert_true(str_eq(head.path, STR("/api/facts")));
    assert_true(str_eq(head.query, STR("q=a&from=2")));
    assert_true(str_eq(head.header[HEADER_HOST], STR("127.0.0.1:80")));
    assert_null(head.header[HEADER_ORIGIN].ptr);
}

static void half_a_head_waits_for_more(void **state)
{
    static const char text[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    struct head head;
    size_t length;
    (void)state;
    for (size_t i = 0; i + 1 < sizeof text; i++)
        assert_int_equal(head_read((struct str){text, i}, &head, &length),
                         HEAD_MORE);
    assert_int_equal(head_read(STR(text), &head, &length), 0);
    assert_int_equal(length, sizeof text - 1);
}

static void head_refuses_what_two_readers_could_read_in_two_ways(void **state)
{
    static const char *const bad[] = {
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost\r\n\r\n",
        "GET  / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1 \r\n\r\n",
        "GET / HTTP/3.0\r\n\r\n",
        "GET /a/../b HTTP/1.1\r\n\r\n",
        "GET /a//b HTTP/1.1\r\n\r\n",
        "GET /%61 HTTP/1.1\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\n\r\n",
        "GET /?a\\b HTTP/1.1\r\n\r\n",
        "get / HTTP/1.1\r\n\r\n",
        "\r\nGET / HTTP/1.1\r\n\r\n",
    };
    struct head head;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(read_text(bad[i], &head), 400);
}

static void head_has_limits(void **state)
{
    struct buf text = {0};
    struct head head;
    (void)state;
    buf_text(&text, "GET /");
    while (text.len <= HEAD_LINE_BYTES_MAX)
        buf_byte(&text, 'a');
    assert_int_equal(read_text(text.ptr, &head), 414);
    buf_reset(&text);
    buf_text(&text, "GET / HTTP/1.1\r\nX: ");
    while (text.len <= HEAD_BYTES_MAX + 20)
        buf_byte(&text, 'a');
    assert_int_equal(read_text(text.ptr, &head), 431);
    buf_reset(&text);
    buf_text(&text, "GET / HTTP/1.1\r\n");
    for (int i = 0; i <= HEAD_COUNT_MAX; i++)
        buf_text(&text, "X: y\r\n");
    buf_text(&text, "\r\n");
    assert_int_equal(read_text(text.ptr, &head), 431);
    buf_done(&text);
}

/* ---- The gate --------------------------------------------------------------
 */

static const struct gate fixed = {8017, "cookie", "token"};

static int let_in(const char *request)
{
    struct buf text = {0};
    struct head head;
    buf_text(&text, request);
    buf_text(&text, "\r\n\r\n");
    int status = read_text(text.ptr, &head);
    if (!status)
        status = gate_check(&fixed, &head);
    buf_done(&text);
    return status;
}

static void gate_lets_in_who_was_given_the_secrets(void **state)
{
    (void)state;
    assert_int_equal(let_in("GET /api/facts HTTP/1.1\r\n"
                            "Host: LocalHost:8017\r\n"
                            "Cookie: a=b; fdb_8017=cookie"),
                     0);
    assert_int_equal(let_in("POST /api/edit HTTP/1.1\r\n"
                            "Host: 127.0.0.1:8017\r\n"
                            "Cookie: fdb_8017=cookie\r\n"
                            "X-FDB-Token: token\r\n"
                            "Origin: http://127.0.0.1:8017\r\n"
                            "Content-Length: 2\r\n"
                            "Content-Type: application/json"),
                     0);
    assert_int_equal(let_in("GET /start?t=1 HTTP/1.1\r\n"
                            "Host: 127.0.0.1:8017"),
                     0);
}

static void gate_says_which_check_failed_first(void **state)
{
    (void)state;
    assert_int_equal(let_in("GET / HTTP/1.1\r\nHost: 127.0.0.1:8017"), 401);
    assert_int_equal(let_in("GET / HTTP/1.1\r\nHost: evil.example\r\n"
                            "Cookie: fdb_8017=cookie"),
                     421);
    assert_int_equal(let_in("POST / HTTP/1.1\r\nHost: localhost:8017"), 411);
    assert_int_equal(let_in("POST / HTTP/1.1\r\nHost: localhost:8017\r\n"
                            "Content-Length: 1048577"),
                     413);
    assert_int_equal(let_in("POST / HTTP/1.1\r\nHost: localhost:8017\r\n"
                            "Transfer-Encoding: chunked"),
                     501);
    assert_int_equal(let_in("GET /start HTTP/1.1\r\n"
                            "Host: localhost:8017\r\n"
                            "Sec-Fetch-Site: cross-site"),
                     403);
}

static void gate_has_other_secrets_each_time(void **state)
{
    struct gate one = gate_make(1), two = gate_make(1);
    (void)state;
    assert_int_equal(strlen(one.cookie), 64);
    assert_string_not_equal(one.cookie, two.cookie);
    assert_string_not_equal(one.token, two.token);
    assert_string_not_equal(one.cookie, one.token);
    assert_true(gate_same(str_of(one.token), one.token));
    assert_false(gate_same(str_of(two.token), one.token));
    assert_false(gate_same(STR(""), one.token));
}

static void start_link_opens_once(void **state)
{
    struct web web = {.gate = gate_make(8017)};
    (void)state;
    assert_false(server_start(&web, ""));
    const char *link = web_link(&web);
    const char *token = strstr(link, "?t=") + 3;
    assert_false(server_start(&web, "0"));
    assert_true(server_start(&web, token));
    assert_false(server_start(&web, token));
    token = strstr(web_link(&web), "?t=") + 3;
    web.start_until_ms = server_now_ms() - 1;
    assert_false(server_start(&web, token));
}

static void refusal_says_nothing_and_protects_itself(void **state)
{
    struct buf text = {0};
    (void)state;
    wire_refusal(403, &text);
    assert_non_null(strstr(text.ptr, "HTTP/1.1 403 Forbidden\r\n"));
    assert_non_null(strstr(text.ptr, "frame-ancestors 'none'"));
    assert_non_null(strstr(text.ptr, "Connection: close\r\n"));
    assert_null(strstr(text.ptr, "Access-Control"));
    buf_done(&text);
}

/* ---- Queries and bodies ----------------------------------------------------
 */

static void query_is_decoded(void **state)
{
    struct arena mem = {0};
    struct str query = STR("a=1&q=%C3%A9t%c3%a9+two%26&empty=&q=other");
    (void)state;
    assert_true(web_query_check(query));
    assert_string_equal(web_query_get(query, "q", &mem), "été two&");
    assert_string_equal(web_query_get(query, "empty", &mem), "");
    assert_null(web_query_get(query, "nosuch", &mem));
    assert_null(web_query_get((struct str){0}, "q", &mem));
    arena_done(&mem);
}

static void query_refuses_bad_escapes_and_what_is_not_text(void **state)
{
    static const char *const bad[] = {
        "q=%",   "q=%2",        "q=%zz", "q=%00",          "q=%0a",
        "q=%C3", "q=%C3x",      "q=%80", "q=%C0%AF",       "q=%ED%A0%80",
        "q=%7f", "q=%E0%80%80", "%00=a", "q=%F4%90%80%80",
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(web_query_check(str_of(bad[i])));
}

static void body_is_one_shallow_object_without_doubles(void **state)
{
    char deep[128];
    (void)state;
    json_t *body = body_read(STR("{\"a\": [1, \"[[[[\"]}"));
    assert_non_null(body);
    json_decref(body);
    memset(deep, '[', sizeof deep);
    assert_null(body_read((struct str){deep, sizeof deep}));
    assert_null(body_read(STR("{\"a\":1,\"a\":2}")));
    assert_null(body_read(STR("[1]")));
    assert_null(body_read(STR("")));
    assert_null(body_read(STR("{\"a\":\"\\u0000\"}")));
    assert_null(body_read(STR("{\"a\":\"\xff\"}")));
    assert_null(body_read(STR("{} {}")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(head_is_taken_apart),
        cmocka_unit_test(half_a_head_waits_for_more),
        cmocka_unit_test(head_refuses_what_two_readers_could_read_in_two_ways),
        cmocka_unit_test(head_has_limits),
        cmocka_unit_test(gate_lets_in_who_was_given_the_secrets),
        cmocka_unit_test(gate_says_which_check_failed_first),
        cmocka_unit_test(gate_has_other_secrets_each_time),
        cmocka_unit_test(start_link_opens_once),
        cmocka_unit_test(refusal_says_nothing_and_protects_itself),
        cmocka_unit_test(query_is_decoded),
        cmocka_unit_test(query_refuses_bad_escapes_and_what_is_not_text),
        cmocka_unit_test(body_is_one_shallow_object_without_doubles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
