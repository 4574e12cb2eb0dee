/* workbook.h - small workbooks put together file by file, for tests of what
 * reads them. */
#ifndef TEST_WORKBOOK_H
#define TEST_WORKBOOK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <zip.h>

#include "base/buf.h"

/* A file of the archive; the last has no name. */
struct part {
    const char *name, *text;
};

#define WORKBOOK_SHEET(rows)                                                   \
    {                                                                          \
        "xl/worksheets/sheet1.xml",                                            \
            "<worksheet><sheetData>" rows "</sheetData></worksheet>"           \
    }

static const struct part workbook_frame[] = {
    {"_rels/.rels",
     "<Relationships><Relationship Id='r' Type='http://x/officeDocument' "
     "Target='xl/workbook.xml'/></Relationships>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships>"
     "<Relationship Id='a' Type='http://x/worksheet' "
     "Target='worksheets/sheet1.xml'/>"
     "<Relationship Id='b' Type='http://x/worksheet' "
     "Target='/xl/worksheets/sheet2.xml'/>"
     "<Relationship Id='c' Type='http://x/sharedStrings' "
     "Target='sharedStrings.xml'/>"
     "<Relationship Id='d' Type='http://x/styles' Target='styles.xml'/>"
     "</Relationships>"},
    {NULL, NULL}};

static const char workbook_sheets[] =
    "<workbook><sheets><sheet name='One' r:id='a'/>"
    "<sheet name='Two' r:id='b'/></sheets></workbook>";

static inline void workbook_add(zip_t *zip, const struct part *parts)
{
    for (; parts->name; parts++) {
        zip_source_t *source =
            zip_source_buffer(zip, parts->text, strlen(parts->text), 0);
        assert_true(zip_file_add(zip, parts->name, source, ZIP_FL_OVERWRITE) >=
                    0);
    }
}

/* The workbook with these files, over the usual ones, into `out`. */
static inline void workbook_make(const struct part *parts, struct buf *out)
{
    static const struct part book[] = {{"xl/workbook.xml", workbook_sheets},
                                       {NULL, NULL}};
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_stat_t info;
    assert_non_null(source);
    zip_source_keep(source);
    zip_t *zip = zip_open_from_source(source, ZIP_CREATE, NULL);
    assert_non_null(zip);
    workbook_add(zip, workbook_frame);
    workbook_add(zip, book);
    workbook_add(zip, parts);
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_open(source), 0);
    assert_int_equal(zip_source_stat(source, &info), 0);
    buf_reset(out);
    char *to = buf_reserve(out, info.size);
    assert_int_equal(zip_source_read(source, to, info.size),
                     (zip_int64_t)info.size);
    out->len = info.size;
    zip_source_close(source);
    zip_source_free(source);
}

#endif
