/* test_import_archives.c - members of archives, parts of messages, and the way
 * back from both. */
#include "collected.h"

#include <stdio.h>

#include "import/mime.h"
#include "import/pdf_text.h"
#include "source/read.h"

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
    buf_printf(&c->log, "%s|%s|%s|%s|", article->name,
               article->url ? article->url : "",
               article->title ? article->title : "",
               article->published ? article->published : "");
    buf_str(&c->log, article->text);
    buf_byte(&c->log, '\n');
    for (size_t i = 0; i < article->map.count; i++) {
        struct map_run run = article->map.runs[i];
        if (run.text_len != run.original_len)
            continue;
        assert_memory_equal(article->text.ptr + run.text,
                            article->original.ptr + run.original, run.text_len);
    }
    return IBID_OK;
}

/* ---- Messages ---------------------------------------------------------- */

static void a_mail_is_its_text_with_what_the_headers_say(void **state)
{
    assert_string_equal(
        read_as(*state, "eml",
                STR("From: Harrow Post <post@harrow.example>\r\n"
                    "Date: Mon, 16 Jan 2017 08:00:00 +0100\r\n"
                    "Message-ID: <1@harrow.example>\r\n"
                    "Archived-At: <https://harrow.example/1>\r\n"
                    "Subject: =?utf-8?Q?Caf=C3=A9?=\r\n"
                    " =?utf-8?B?IHRhbGtz?= begin\r\n"
                    "Content-Type: text/plain; charset=\"iso-8859-1\"\r\n"
                    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                    "Caf=E9 talks are =\r\non.\r\n"),
                IBID_OK),
        "1@harrow.example|https://harrow.example/1|Café talks begin|"
        "2017-01-16T07:00:00Z|Café talks are on.\r\n\n");
}

static void of_two_versions_the_page_is_read(void **state)
{
    assert_string_equal(
        read_as(*state, "eml",
                STR("From: a@b.example\nDate: Mon, 16 Jan 2017 08:00:00 GMT\n"
                    "MIME-Version: 1.0\n"
                    "Content-Type: multipart/mixed; boundary=x\n\n"
                    "for old readers\n--x\n"
                    "Content-Type: multipart/alternative; boundary=\"y z\"\n\n"
                    "--y z\n\nPlain.\n--y z\nContent-Type: text/html\n"
                    "Content-Transfer-Encoding: base64\n\n"
                    "PHA+V2UgYWdyZWVk\nLjwvcD4=\n--y z--\n"
                    "--x\nContent-Type: text/html\n"
                    "Content-Disposition: attachment; filename=a.html\n\n"
                    "<p>Attached.\n--x--\n"),
                IBID_OK),
        "in|||2017-01-16T08:00:00Z|We agreed.\n");
}

static void a_saved_page_keeps_its_address_and_invents_no_date(void **state)
{
    assert_string_equal(
        read_as(*state, "mhtml",
                STR("From: <Saved by Blink>\nDate: Mon, 16 Jan 2017 08:00:00\n"
                    "Snapshot-Content-Location: https://h.example/a\n"
                    "Subject: A page\nMIME-Version: 1.0\n"
                    "Content-Type: multipart/related; boundary=x\n\n--x\n"
                    "Content-Type: text/html\nContent-Location: "
                    "https://h.example/b\n"
                    "Content-Transfer-Encoding: quoted-printable\n\n"
                    "<p class=3Db>We agreed=\n to go.</p>\n--x\n"
                    "Content-Type: image/png\n\nPNG\n--x--\n"),
                IBID_OK),
        "in|https://h.example/a|A page||We agreed to go.\n");
}

static void broken_messages_end_well(void **state)
{
    struct collected *c = *state;
    static const char head[] = "From: a\nDate: b\nMIME-Version: 1.0\n";
    static const char *const rests[] = {
        "Content-Type: multipart/mixed; boundary=x\n\n--x\n--x\n--x--\n",
        "Content-Type: multipart/mixed; boundary=x\n\nno part at all\n",
        "Content-Type: image/png\n\nPNG\n",
    };
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
        struct buf mail = {0};
        buf_printf(&mail, "%s%s", head, rests[i]);
        assert_string_equal(read_as(c, "eml", buf_view(&mail), IBID_OK),
                            "in: no text and no page in the message\n");
        buf_done(&mail);
    }
}

static void base64_leads_back_to_its_line(void **state)
{
    struct collected *c = *state;
    struct mime_part part = {STR("Content-Transfer-Encoding: base64\n"),
                             STR("V2UgYWdyZWVkIHRv\nIGdvIHRvIFZlc3Nlbi4=\n")};
    struct source_map map;
    struct str text = mime_decode(&part, &c->mem, &map);
    assert_true(str_eq(text, STR("We agreed to go to Vessen.")));
    uint32_t start, end;
    assert_true(map_span(&map, 3, 9, &start, &end));
    assert_int_equal(start, 0);
    assert_int_equal(end, 17);
    assert_true(map_span(&map, 19, 25, &start, &end));
    assert_int_equal(start, 17);
    assert_int_equal(end, part.body.len);
}

/* ---- Archives ---------------------------------------------------------- */

static void tar_add(struct buf *out, const char *name, char type,
                    const char *text)
{
    char header[513] = {0};
    unsigned sum = 0;
    (void)snprintf(header, 100, "%s", name);
    (void)snprintf(header + 124, 12, "%011o", (unsigned)strlen(text));
    memcpy(header + 148, "        ", 8);
    header[156] = type;
    memcpy(header + 257,
           "ustar\0"
           "00",
           8);
    for (size_t i = 0; i < 512; i++)
        sum += (unsigned char)header[i];
    (void)snprintf(header + 148, 8, "%06o", sum);
    buf_add(out, header, 512);
    buf_text(out, text);
    while (out->len % 512)
        buf_byte(out, '\0');
}

static void members_of_a_tar_are_read_as_what_they_are(void **state)
{
    struct buf tar = {0};
    tar_add(&tar, "./a.txt", '0', "Some words.");
    tar_add(&tar, "folder/", '5', "");
    tar_add(&tar, "folder/b.jsonl", '0',
            "{\"id\": \"r1\", \"text\": \"One.\"}\n{\"id\": 2}\n");
    tar_add(&tar, "link", '2', "");
    tar_add(&tar, ".hidden", '0', "No.");
    tar_add(&tar, "README.txt", '0', "About.");
    tar_add(&tar, "pax", 'x', "23 path=long/name.html\n");
    tar_add(&tar, "cut", '0', "<!doctype html><p>Two.");
    tar_add(&tar, "c.png", '0', "\x89PNG\r\n");
    for (int i = 0; i < 1024; i++)
        buf_byte(&tar, '\0');
    assert_string_equal(
        read_as(*state, "tar", buf_view(&tar), IBID_OK),
        "a.txt||||Some words.\n"
        "r1||||One.\n"
        "folder/b.jsonl: no \"text\" and no \"html\": nothing to read\n"
        "README.txt: about the archive, not an article\n"
        "long/name.html||||Two.\n"
        "c.png: a PNG picture, not an article\n");
    struct collected *c = *state;
    assert_string_equal(
        read_as(c, "tar", str_cut(buf_view(&tar), 0, 512 + 5), IBID_INVALID),
        "a.txt: truncated tar archive: the file ends too early; copy or "
        "download it again\n");
    tar.ptr[1024 + 600] ^= 1;
    (void)read_as(c, "tar", buf_view(&tar), IBID_INVALID);
    assert_non_null(strstr(c->err.text, "the rest is not read"));
    buf_done(&tar);
}

/* ---- Documents --------------------------------------------------------- */

static void lines_of_a_document_know_their_place(void **state)
{
    struct collected *c = *state;
    char xml[] = "<doc><page><flow><block>"
                 "<line xMin=\"10\" yMin=\"20\" xMax=\"50\" yMax=\"30\">"
                 "<word>The</word><word>casual-</word></line>"
                 "<line xMin=\"10\" yMin=\"30\" xMax=\"90.26\" yMax=\"40\">"
                 "<word>ties,</word><word>and\x02</word><word>cease-</word>"
                 "</line><line><word>fire</word></line></block></flow></page>"
                 "<page><block><line><word>casualties</word></line></block>"
                 "</page></doc>";
    struct pdf_text pdf;
    assert_int_equal(pdf_text_read(xml, sizeof xml - 1, &c->mem, &pdf, &c->err),
                     IBID_OK);
    assert_true(
        str_eq(pdf.text, STR("The casualties, and cease-fire\n\ncasualties")));
    assert_int_equal(pdf.block_count, 2);
    struct source_map map = {.boxes = pdf.boxes, .box_count = pdf.box_count};
    struct map_box box;
    assert_true(map_box_of(&map, 4, 14, &box));
    assert_int_equal(box.page, 1);
    assert_int_equal(box.left, 100);
    assert_int_equal(box.top, 200);
    assert_int_equal(box.width, 803);
    assert_int_equal(box.height, 200);
    assert_true(map_box_of(&map, 35, 40, &box));
    assert_int_equal(box.page, 2);
    assert_false(map_box_of(&map, 30, 32, &box));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_mail_is_its_text_with_what_the_headers_say, set_up, tear_down),
        cmocka_unit_test_setup_teardown(of_two_versions_the_page_is_read,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_saved_page_keeps_its_address_and_invents_no_date, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(broken_messages_end_well, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(base64_leads_back_to_its_line, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            members_of_a_tar_are_read_as_what_they_are, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_of_a_document_know_their_place,
                                        set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
