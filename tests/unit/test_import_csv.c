/* test_import_csv.c - tables of articles, good and broken. */
#include "collected.h"

static enum ibid_status collect(void *ctx, const struct article *article,
                                const struct ibid_error *why,
                                struct ibid_error *err)
{
    struct collected *c = ctx;
    (void)err;
    if (!article) {
        buf_printf(&c->log, "%lld: %s\n", (long long)why->line, why->text);
        return IBID_OK;
    }
    buf_printf(&c->log, "%s|%s|%s|", article->name,
               article->title ? article->title : "",
               article->published ? article->published : "");
    buf_str(&c->log, article->text);
    buf_byte(&c->log, '\n');
    originals_collect(c, article);
    return IBID_OK;
}

static const char *read_table(struct collected *c, struct str bytes)
{
    return read_as(c, "csv", bytes, IBID_OK);
}

/* The same where its looks do not tell that it is one. */
static const char *read_forced(struct collected *c, struct str bytes)
{
    struct input *in;
    struct import_hints hints = {0};
    assert_int_equal(input_open_memory(bytes, "in", &in, NULL), IBID_OK);
    assert_int_equal(input_collect(c, in, importer_named(STR("csv")), &hints),
                     IBID_OK);
    return c->log.ptr;
}

static void rows_are_articles(void **state)
{
    assert_string_equal(
        read_table(*state,
                   STR("\xEF\xBB\xBFID,Title,other,text,published\r\n"
                       "a,\"Ferry, sunk\",x,\"One \"\"two\"\"\nthree.\","
                       "2031-05-04\r\n"
                       "\r\n"
                       ",, x,Four five.,\r\n"
                       "c,T,,Six.,May")),
        "a|Ferry, sunk|2031-05-04|One \"two\"\nthree.\n"
        "in:5|||Four five.\n"
        "c|T||Six.\n");
}

static void cells_may_be_cut_at_semicolons_and_tabs(void **state)
{
    assert_string_equal(
        read_table(*state, STR("id;text;title\n1;One, two.;T\n")),
        "1|T||One, two.\n");
    assert_string_equal(read_table(*state, STR("id\ttext\n1\tOne; two.\n")),
                        "1|||One; two.\n");
    assert_string_equal(
        read_table(*state, STR("id,html\n1,\"<p>a &amp; b</p>\"\n")),
        "1|||a & b\n");
}

/* `ascii` as UTF-16 with its mark, "\1" as a character beyond the first plane.
 */
static struct str widen(const char *ascii, bool big, struct buf *out)
{
    buf_reset(out);
    buf_add(out, big ? "\xFE\xFF" : "\xFF\xFE", 2);
    for (; *ascii; ascii++) {
        char pair[2] = {big ? '\0' : *ascii, big ? *ascii : '\0'};
        if (*ascii == '\1')
            buf_add(out, big ? "\xD8\x3D\xDE\x00" : "\x3D\xD8\x00\xDE", 4);
        else
            buf_add(out, pair, 2);
    }
    return buf_view(out);
}

static void tables_may_be_in_utf_16(void **state)
{
    struct collected *c = *state;
    struct buf bytes = {0};
    for (int big = 0; big < 2; big++) {
        struct str table =
            widen("id\ttitle\ttext\r\n1\tA \1\t\"x \"\"\1\"\"\"\r"
                  "\n\r\n2\tB\ty z",
                  big != 0, &bytes);
        assert_string_equal(read_table(c, table),
                            "1|A \U0001F600||x \"\U0001F600\"\n2|B||y z\n");
        assert_int_equal(c->originals.len, 9); /* "y z", a bar behind each */
        assert_int_equal(c->originals.ptr[big ? 1 : 0], 'y');
    }
    (void)widen("text\nab\ncd", false, &bytes);
    bytes.ptr[15] = (char)0xD8; /* half a pair for the b */
    assert_string_equal(read_forced(c, buf_view(&bytes)),
                        "in:2|||a\uFFFD\nin:3|||cd\n");
    buf_done(&bytes);
}

static void citations_lead_into_the_row(void **state)
{
    struct collected *c = *state;
    (void)read_table(c, STR("id,text\n\"a\"\"\",\"x \"\"y\"\" z\"\n"));
    assert_string_equal(c->originals.ptr ? c->originals.ptr : "",
                        "x |\"\"|y|\"\"| z|");
    (void)read_table(c, STR("id,html\n1,\"<p>a &lt; \"\"b\"\"\"\n"));
    assert_string_equal(c->originals.ptr, "a |&lt;| |\"\"|b|\"\"|");
}

static void old_encodings_are_read_a_row_at_a_time(void **state)
{
    struct collected *c = *state;
    assert_string_equal(
        read_table(c,
                   STR("id,title,text\n1,Caf\xC3\xA9,Au lait.\n"
                       "2,Caf\xE9 ferm\xE9,Le caf\xE9 est ferm\xE9 et la rue "
                       "est barr\xE9"
                       "e depuis dimanche.\n")),
        "1|Caf\xC3\xA9||Au lait.\n"
        "2|Caf\xC3\xA9 ferm\xC3\xA9||Le caf\xC3\xA9 est ferm\xC3\xA9 et la "
        "rue est barr\xC3\xA9"
        "e depuis dimanche.\n");
}

static void a_stray_quote_ends_the_file(void **state)
{
    static const char *const tables[] = {
        "id,text\n1,One.\n2,T\"wo\n3,Three.\n",
        "id,text\n1,One.\n2,\"Two\" x\n3,Three.\n",
        "id,text\n1,One.\n2,\"Two\n3,Three.\n",
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const char *log = read_table(*state, str_of(tables[i]));
        assert_true(str_starts(str_of(log), STR("1|||One.\n3: ")));
        assert_null(strstr(log, "Three"));
    }
}

static void rows_that_say_nothing_are_passed_over(void **state)
{
    assert_string_equal(
        read_table(*state, STR("id,text\n1,\n2\n3,a,b\n4,\" \"\n5,Five.\n")),
        "2: nothing to read in this row\n"
        "3: 1 cells under 2 names of columns\n"
        "4: 3 cells under 2 names of columns\n"
        "5: nothing to read in this row\n"
        "5|||Five.\n");
}

static void a_header_must_name_the_text_once(void **state)
{
    assert_true(str_starts(str_of(read_forced(*state, STR("a,b\nc,d\n"))),
                           STR("1: no column is named")));
    assert_true(
        str_starts(str_of(read_forced(*state, STR("id,text,text\n1,2,3"))),
                   STR("1: two columns are named")));
}

static void texts_are_no_tables(void **state)
{
    (void)state;
    assert_int_equal(importer_named(STR("csv"))->sniff(STR("text\nOne.")), 0);
    assert_int_equal(
        importer_named(STR("csv"))->sniff(STR("Title, with text, and url.\n")),
        0);
    assert_int_equal(importer_named(STR("csv"))->sniff(STR("")), 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(rows_are_articles),
        CASE(cells_may_be_cut_at_semicolons_and_tabs),
        CASE(citations_lead_into_the_row),
        CASE(tables_may_be_in_utf_16),
        CASE(old_encodings_are_read_a_row_at_a_time),
        CASE(a_stray_quote_ends_the_file),
        CASE(rows_that_say_nothing_are_passed_over),
        CASE(a_header_must_name_the_text_once),
        CASE(texts_are_no_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
