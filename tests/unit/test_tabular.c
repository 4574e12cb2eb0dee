/* test_tabular.c - tables and workbooks are read as text, whoever saved them.
 */
#include "workbook.h"

#include "tabular/tabular.h"

/* All rows as "TABLE:NO|cell|cell\n". */
static enum ibid_status print(void *ctx, const struct tabular_row *row,
                              struct ibid_error *err)
{
    struct buf *out = ctx;
    (void)err;
    buf_printf(out, "%s:%lld", row->table, (long long)row->no);
    for (size_t i = 0; i < row->count; i++) {
        buf_byte(out, '|');
        buf_str(out, row->cells[i]);
    }
    buf_byte(out, '\n');
    return IBID_OK;
}

static void reads(struct str bytes, const char *rows)
{
    struct buf out = {0};
    struct ibid_error err = {0};
    enum ibid_status status =
        tabular_read_memory(bytes, "t", print, &out, &err);
    assert_string_equal(err.text, "");
    assert_int_equal(status, IBID_OK);
    assert_string_equal(out.ptr ? out.ptr : "", rows);
    buf_done(&out);
}

static void book_reads(const struct part *parts, const char *rows)
{
    struct buf bytes = {0};
    workbook_make(parts, &bytes);
    reads(buf_view(&bytes), rows);
    buf_done(&bytes);
}

static void refuses(struct str bytes, enum ibid_status expected,
                    const char *words)
{
    struct buf out = {0};
    struct ibid_error err = {0};
    assert_int_equal(tabular_read_memory(bytes, "t", print, &out, &err),
                     expected);
    if (!strstr(err.text, words))
        fail_msg("\"%s\" is not in \"%s\"", words, err.text);
    buf_done(&out);
}

static void book_refuses(const struct part *parts, enum ibid_status expected,
                         const char *words)
{
    struct buf bytes = {0};
    workbook_make(parts, &bytes);
    refuses(buf_view(&bytes), expected, words);
    buf_done(&bytes);
}

/* ---- CSV --------------------------------------------------------------- */

static void csv_is_read_in_every_dialect(void **state)
{
    (void)state;
    reads(STR("a,b\r\n\"1;\"\"2\",\r\n"), "t:1|a|b\nt:2|1;\"2|\n");
    reads(STR("\xef\xbb\xbf"
              "a;b\n 1 ;\"2,\n3\"\n"),
          "t:1|a|b\nt:2| 1 |2,\n3\n");
    reads(STR("a\tb,c\td\n1\t2\t\n"), "t:1|a|b,c|d\nt:2|1|2|\n");
    reads(STR(""), "");
}

static void csv_that_is_no_utf8_or_breaks_off_is_refused(void **state)
{
    (void)state;
    refuses(STR("a,b\ncaf\xe9,1\n"), IBID_INVALID, "row 2: it is not UTF-8");
    refuses(STR("\xff\xfe"
                "a\0,\0"),
            IBID_INVALID, "UTF-16");
    refuses(STR("a,b\n\"1"), IBID_INVALID, "t, row 2");
}

/* ---- XLSX -------------------------------------------------------------- */

static void every_form_of_text_is_read(void **state)
{
    static const struct part parts[] = {
        {"xl/sharedStrings.xml",
         "<sst><si><t>plain</t></si>"
         "<si><r><t xml:space='preserve'>rich </t></r><r><t>text</t></r>"
         "<rPh><t>spoken</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si>"
         "</sst>"},
        WORKBOOK_SHEET(
            "<row r='1'><c r='A1' t='s'><v>0</v></c>"
            "<c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c></row>"
            "<row r='2'><c r='A2' t='inlineStr'><is><t>in</t></is></c>"
            "<c r='B2' t='str'><f>A1&amp;\"x\"</f><v>made</v></c>"
            "<c r='C2'><f>1+1</f></c></row>"),
        {NULL, NULL}};
    (void)state;
    book_reads(parts, "One:1|plain|rich text|a\rb_x0041_\n"
                      "One:2|in|made|=1+1\n");
}

static void missing_cells_rows_and_references_are_borne(void **state)
{
    static const struct part parts[] = {
        WORKBOOK_SHEET("<row r='3'><c r='C3'><v>1</v></c></row><row/>"
                       "<row><c><v>2</v></c><c><v>3</v></c><c s='4'/></row>"
                       "<row r='9'><c r='A9' t='b'><v>1</v></c>"
                       "<c r='B9' t='b'><v>0</v></c>"
                       "<c r='D9' t='e'><v>#N/A</v></c>"
                       "<c r='E9' t='d'><v>2017-01-16</v></c></row>"),
        {"xl/worksheets/sheet2.xml",
         "<x:worksheet xmlns:x='urn:x'><x:sheetData><x:row><x:c><x:v>7</x:v>"
         "</x:c></x:row></x:sheetData></x:worksheet>"},
        {NULL, NULL}};
    (void)state;
    book_reads(parts, "One:3|||1\nOne:5|2|3\n"
                      "One:9|TRUE|FALSE||#N/A|2017-01-16\nTwo:1|7\n");
}

#define NUMBER(style, value) "<c s='" style "'><v>" value "</v></c>"

static void numbers_and_dates_are_written_out(void **state)
{
    static const struct part parts[] = {
        {"xl/styles.xml",
         "<styleSheet><numFmts><numFmt numFmtId='164' "
         "formatCode='yyyy\\-mm\\-dd'/><numFmt numFmtId='165' "
         "formatCode='0\"d\"'/><numFmt numFmtId='166' formatCode='[h]:mm'/>"
         "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>"
         "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"
         "<xf numFmtId='165'/><xf numFmtId='166'/><xf numFmtId='22'/>"
         "</cellXfs></styleSheet>"},
        WORKBOOK_SHEET(
            "<row>" NUMBER("0", "0.1") NUMBER("0", "0.93000000000000005")
                NUMBER("0", "12345678901234567890") NUMBER("0", "1E-3")
                    NUMBER("0", "-0") NUMBER(
                        "0", "100") "</row>"
                                    "<row>" NUMBER("1", "42751") NUMBER(
                                        "2", "42751.5") NUMBER("3", "42751")
                                        NUMBER("4", "0.25") NUMBER("5", "1")
                                            NUMBER("1", "59") NUMBER("1", "60")
                                                NUMBER("1", "61")
                                                    NUMBER("1", "-5") "</row>"),
        {NULL, NULL}};
    (void)state;
    book_reads(parts, "One:1|0.1|0.93|12345678901234600000|0.001|0|100\n"
                      "One:2|2017-01-16|2017-01-16T12:00:00|42751|06:00:00|"
                      "1900-01-01|1900-02-28|1900-02-29|1900-03-01|-5\n");
}

static void days_may_count_from_1904(void **state)
{
    static const struct part parts[] = {
        {"xl/workbook.xml",
         "<workbook><workbookPr date1904='1'/><sheets><sheet name='One' "
         "r:id='a'/></sheets></workbook>"},
        {"xl/styles.xml",
         "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>"},
        WORKBOOK_SHEET("<row>" NUMBER("0", "0") NUMBER("0", "41289") "</row>"),
        {NULL, NULL}};
    (void)state;
    book_reads(parts, "One:1|1904-01-01|2017-01-16\n");
}

/* ---- hostile ----------------------------------------------------------- */

static void entities_and_document_types_are_refused(void **state)
{
    static const struct part laughs[] = {
        {"xl/worksheets/sheet1.xml",
         "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><worksheet>"
         "<sheetData><row><c t='str'><v>&b;</v></c></row></sheetData>"
         "</worksheet>"},
        {NULL, NULL}};
    static const struct part outside[] = {
        {"xl/sharedStrings.xml",
         "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><sst/>"},
        {NULL, NULL}};
    (void)state;
    book_refuses(laughs, IBID_INVALID, "document type");
    book_refuses(outside, IBID_INVALID, "document type");
}

static void what_is_out_of_bounds_is_refused(void **state)
{
    static const struct part shared[] = {
        WORKBOOK_SHEET("<row><c t='s'><v>3</v></c></row>"), {NULL, NULL}};
    static const struct part order[] = {
        WORKBOOK_SHEET("<row r='2'/><row r='1'/>"), {NULL, NULL}};
    static const struct part cells[] = {
        WORKBOOK_SHEET("<row><c r='B1'/><c r='A1'/></row>"), {NULL, NULL}};
    static const struct part far[] = {
        WORKBOOK_SHEET("<row><c r='ZZZZZ1'/></row>"), {NULL, NULL}};
    static const struct part rows[] = {WORKBOOK_SHEET("<row r='1048577'/>"),
                                       {NULL, NULL}};
    static const struct part bad[] = {WORKBOOK_SHEET("<row>"), {NULL, NULL}};
    (void)state;
    book_refuses(shared, IBID_INVALID, "shared text number 3 of 0");
    book_refuses(order, IBID_INVALID, "row 1 follows row 2");
    book_refuses(cells, IBID_INVALID, "out of place");
    book_refuses(far, IBID_INVALID, "out of place");
    book_refuses(rows, IBID_LIMIT, "more than 1048576 rows");
    book_refuses(bad, IBID_INVALID, "sheet1.xml");
    refuses(STR("PK\3\4 and then nothing"), IBID_INVALID, "no workbook");
}

/* A page of blanks packs to nearly nothing and unpacks to gigabytes. */
static void a_bomb_is_refused(void **state)
{
    enum { BYTES = 40 * 1024 * 1024 };
    static const char begin[] = "<worksheet>", end[] = "</worksheet>";
    char *text = malloc(BYTES + 1);
    struct part parts[] = {{"xl/worksheets/sheet1.xml", text}, {NULL, NULL}};
    (void)state;
    assert_non_null(text);
    memset(text, ' ', BYTES);
    memcpy(text, begin, sizeof begin - 1);
    memcpy(text + BYTES - sizeof end + 1, end, sizeof end);
    book_refuses(parts, IBID_LIMIT, "unpacks to more");
    free(text);
}

static void a_tag_without_end_is_refused(void **state)
{
    enum { BYTES = 2 * 1024 * 1024 };
    char *text = malloc(BYTES + 1);
    struct part parts[] = {{"xl/worksheets/sheet1.xml", text}, {NULL, NULL}};
    (void)state;
    assert_non_null(text);
    memset(text, 'a', BYTES);
    text[0] = '<';
    text[BYTES] = '\0';
    book_refuses(parts, IBID_LIMIT, "a tag has more");
    free(text);
}

/* ---- what spreadsheets do ---------------------------------------------- */

static const struct {
    const char *before, *now, *what; /* NULL: an edit */
} damages[] = {
    {"same", "same", ""},
    {"two\r\nlines", "two\nlines", "line ends"},
    {" blank \n", "blank", "blanks"},
    {"", " ", "blanks"},
    {"007", "7", "leading zeros"},
    {"7", "007", NULL},
    {"1.50", "1.5", "number format"},
    {"1,234", "1234", "number format"},
    {"12 %", "0.12", "number format"},
    {"1E5", "100000", "number format"},
    {"0.93", "0.94", NULL},
    {"28", "31", NULL},
    {"12345678901234567890", "12345678901234600000", "digits of a long number"},
    {"12345678901234567890", "1.23457E+19", "digits of a long number"},
    {"12345678901234567890", "1.2E+19", NULL},
    {"1234", "1.2E+03", NULL},
    {"true", "TRUE", "letter case"},
    {"true", "FALSE", NULL},
    {"2016-12-21", "21/12/2016", "date format"},
    {"2016-12-21", "12/21/16", "date format"},
    {"2016-12-21", "2016-12-22", NULL},
    {"4/5/2016", "5/4/2016", NULL},
    {"4/5/2016", "04/05/2016", "date format"},
    {"Mar 1", "2026-03-01", "date format"},
    {"March\xc2\xa0"
     "18",
     "03/18/2026", "date format"},
    {"\xe2\x88\x92"
     "7",
     "-7", "number format"},
    {"1-2", "2-Jan", "date format"},
    {"14 12:30", "02:12:30 PM", "time format"},
    {"45 12:30", "45:12:30", "time format"},
    {"-5 12:30", "-05:12:30", "time format"},
    {"32905 12:30", "10/02/1903 01:12:30", "time format"},
    {"32905 12:30", "02/10/1903 01:12:30", "time format"},
    {"32905 12:30", "10/02/1903 01:12:31", NULL},
    {"32905 12:30", "10/03/1903 01:12:30", NULL},
    {"613703 12:30", "1970-01-02 23:12:30", "time format"},
    {"001212:30", "1212:30:00", "time format"},
    {"12:30 3.0", "12:30:03.00", "time format"},
    {"002017-01-16", "2017-01-16", "date format"},
    {"12:3012345678901234567890", "12:00:00 PM", "time format"},
    {"-5012345678901234567890", "-5.01234567890124E+021",
     "digits of a long number"},
    {"12:30", "12:31", NULL},
    {"98 1/2", "98.5", "number format"},
    {"98 1/2", "98.6", NULL},
    {"98 1/0", "98", NULL},
    {"1e400", "1.79769313486232E+308", "digits of a long number"},
    {"Jan 201700", "01/01/5092", "date format"},
    {"12:30 PM", "00:30:00", NULL},
    {"=1+1", "2", "formula, which it ran"},
    {"=1+x", "#NAME?", "formula, which it ran"},
    {"=HYPERLINK(\"http://x.example\",\"y\")", "y", "formula, which it ran"},
    {"=HYPERLINK(\"http://x.example\",\"y\")", "x", NULL},
    {"-5", "-6", NULL},
    {"=1+1", "two", NULL},
    {"MARCH1", "1-Mar", "date format"},
    {"May 2016", "2016-05-01", "date format"},
    {"May 2016", "2016-05-02", NULL},
    {"\xe2\x80\x9cyes\xe2\x80\x9d \xe2\x80\x94 he", "\"yes\" -- he",
     "quotation marks or dashes"},
    {"wait...", "wait\xe2\x80\xa6", "quotation marks or dashes"},
    {"at least 28", "at least 31", NULL},
    {"killed", "", NULL},
    {"a\rb\r\nc", "a\nb\nc", "line ends"},
    {"a\tb\001", "ab", "control characters"},
    {"\xef\xbf\xbf", "", "control characters"},
    {"\xef\xbf\xbf\xc2\xa0nbsp\xc2\xa0", "\xc2\xa0nbsp\xc2\xa0",
     "control characters"},
    {"_x005F_x0041_", "_x0041_", "control characters"},
    {"_x005F_x0041_ _x000D_", "_x0041_ _x000D_", "control characters"},
    {"", "x", NULL},
    {"Aleppo", "aleppo", NULL},
};

static void damage_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        bool lossy;
        const char *what = tabular_damage(str_of(damages[i].before),
                                          str_of(damages[i].now), &lossy);
        if (what != damages[i].what &&
            (!what || !damages[i].what || strcmp(what, damages[i].what) != 0))
            fail_msg("\"%s\" to \"%s\" is %s, not %s", damages[i].before,
                     damages[i].now, what ? what : "an edit",
                     damages[i].what ? damages[i].what : "an edit");
    }
}

static void numbers_round_as_spreadsheets_do(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {{"999999999999999999", "1000000000000000000"},
                 {"-0.00000012345", "-1.2345E-07"},
                 {"1e300", "1E+300"},
                 {".5", "0.5"},
                 {"+3", "3"},
                 {"000", "0"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct decimal d;
        struct buf out = {0};
        assert_true(decimal_parse(str_of(cases[i].in), &d));
        decimal_write(&d, &out);
        assert_string_equal(out.ptr, cases[i].out);
        buf_done(&out);
    }
    static const char *const none[] = {"",    "-",     "1e",   "1.2.3",
                                       "1 2", "1e999", "0x10", "1,23"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct decimal d;
        assert_false(decimal_parse(str_of(none[i]), &d));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_is_read_in_every_dialect),
        cmocka_unit_test(csv_that_is_no_utf8_or_breaks_off_is_refused),
        cmocka_unit_test(every_form_of_text_is_read),
        cmocka_unit_test(missing_cells_rows_and_references_are_borne),
        cmocka_unit_test(numbers_and_dates_are_written_out),
        cmocka_unit_test(days_may_count_from_1904),
        cmocka_unit_test(entities_and_document_types_are_refused),
        cmocka_unit_test(what_is_out_of_bounds_is_refused),
        cmocka_unit_test(a_bomb_is_refused),
        cmocka_unit_test(a_tag_without_end_is_refused),
        cmocka_unit_test(damage_is_named),
        cmocka_unit_test(numbers_round_as_spreadsheets_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
