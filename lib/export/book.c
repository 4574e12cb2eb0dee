/* book.c - a spreadsheet file: its beginning, its looks, its end. */
#include "export/sheet.h"

/* Kept the same, so that the same database gives the same bytes: 1980, as the
 * library writes into the archive. */
static const time_t created = 315532800;

/* Number format 49 is "@", text: edited, a cell stays text. */
static lxw_format *format_new(struct book *book, int number_format)
{
    lxw_format *format = workbook_add_format(book->wb);
    format_set_num_format_index(format, (uint8_t)number_format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

/* With room to the words in the next column. */
static lxw_format *right_aligned(struct book *book)
{
    lxw_format *format = format_new(book, 0);
    format_set_align(format, LXW_ALIGN_RIGHT);
    format_set_indent(format, 1);
    return format;
}

static lxw_format *coloured(struct book *book, lxw_color_t colour_)
{
    lxw_format *format = workbook_add_format(book->wb);
    format_set_bg_color(format, colour_);
    return format;
}

static void formats(struct book *book)
{
    book->text = format_new(book, 49);
    format_set_text_wrap(book->text);
    book->uncited = format_new(book, 49);
    format_set_text_wrap(book->uncited);
    format_set_bg_color(book->uncited, 0xfde7c2);
    book->head = format_new(book, 49);
    format_set_bold(book->head);
    format_set_bg_color(book->head, 0xe8e8e8);
    format_set_text_wrap(book->head);
    book->link = format_new(book, 49);
    format_set_font_color(book->link, 0x0b57d0);
    format_set_underline(book->link, LXW_UNDERLINE_SINGLE);
    book->number = right_aligned(book);
    book->date = right_aligned(book);
    format_set_num_format(book->date, "yyyy-mm-dd");
    book->good = coloured(book, 0xd5efd5);
    book->changed = coloured(book, 0xd6e6fb);
    book->bad = coloured(book, 0xf6d5d5);
}

enum ibid_status book_open(struct book *book, const char *path,
                           const char *folder, struct ibid_error *err)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE,
                                    .use_zip64 = LXW_FALSE,
                                    .tmpdir = (char *)folder};
    lxw_doc_properties properties = {.created = created};
    *book = (struct book){.rows_max = SHEET_ROWS,
                          .links_max = SHEET_LINKS,
                          .web_links_max = BOOK_WEB_LINKS,
                          .comments_max = BOOK_COMMENTS,
                          .cell_units_max = SHEET_CELL_UNITS};
    book->wb = workbook_new_opt(path, &options);
    if (!book->wb)
        return err_set(err, IBID_IO, "cannot begin the spreadsheet %s", path);
    book->error = workbook_set_properties(book->wb, &properties);
    formats(book);
    return IBID_OK;
}

enum ibid_status book_status(const struct book *book, struct ibid_error *err)
{
    if (!book->error)
        return IBID_OK;
    return err_set(err, IBID_IO, "cannot write the spreadsheet: %s",
                   lxw_strerror(book->error));
}

enum ibid_status book_close(struct book *book, struct ibid_error *err)
{
    if (book->cut.ws)
        sheet_end(book, &book->cut);
    enum ibid_status status = book_status(book, err);
    if (status)
        return status;
    book->error = workbook_close(book->wb);
    book->wb = NULL;
    return book_status(book, err);
}

void book_drop(struct book *book)
{
    if (book->wb)
        lxw_workbook_free(book->wb);
    book->wb = NULL;
    buf_done(&book->cell);
}
