/* sheet.c - sheets of a spreadsheet file: the cells, their limits and looks.
 */
#include "export/sheet.h"

#include <stdio.h>

#include "export/one.h"
#include "fact/cells.h"
#include "text/utf8.h"

static const char cut_mark[] = CELL_CUT_MARK;
static const char cut_name[] = "Cut texts";

enum {
    PAPER_A3 = 8,
    LINE_POINTS = 15,
    ROW_LINES_MAX = 8, /* of a row; more of a text shows when one enters it */
    HEAD_LINES = 2,
    WIDE_FROM = 0x1100, /* characters as wide as two, roughly from here on */
};

/* ---- text -------------------------------------------------------------- */

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') ||
           (c >= 'a' && c <= 'f');
}

/* Readers take "_x000A_" for a character: in a text it must be escaped. */
static bool is_escape(struct str text, size_t at)
{
    if (at + 7 > text.len || text.ptr[at + 1] != 'x' || text.ptr[at + 6] != '_')
        return false;
    for (size_t i = 2; i < 6; i++)
        if (!is_hex(text.ptr[at + i]))
            return false;
    return true;
}

/* XML knows no such character, or, a carriage return, changes it. */
static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || c == 0xfffe || c == 0xffff;
}

/* Append what of `text` fits into `max` UTF-16 units, escapes counted;
 * returns the bytes taken. */
static size_t fit(struct str text, size_t max, struct buf *out)
{
    size_t units = 0;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        bool escape = is_control(c) || (c == '_' && is_escape(text, from));
        units += escape ? 7U : c > 0xffff ? 2U : 1U;
        if (units > max)
            return from;
        if (escape)
            buf_printf(out, "_x%04X_", (unsigned)c);
        else
            buf_str(out, str_cut(text, from, at));
    }
    return text.len;
}

static void note(struct book *book, lxw_error error)
{
    if (!book->error)
        book->error = error;
}

/* Programs do not all make rows as high as their text: as many lines as it
 * takes in a column of this width, letters being narrower than digits. */
static void heighten(struct sheet *sheet, size_t column, const char *text)
{
    const struct sheet_column *c = &sheet->columns[column];
    struct str all = str_of(text);
    double used = 0;
    unsigned lines = 1;
    if (c->hidden || c->aside)
        return;
    for (size_t at = 0; at < all.len && lines < ROW_LINES_MAX;) {
        uint32_t code = utf8_next(all, &at);
        used += code < WIDE_FROM || (code >= 0x2000 && code < 0x2100) ? 1 : 2;
        if (code == '\n' || used > c->width * 1.1) {
            used = code == '\n' ? 0 : 1;
            lines++;
        }
    }
    sheet->lines = lines > sheet->lines ? lines : sheet->lines;
}

static void row_end(struct book *book, struct sheet *sheet)
{
    if (sheet->row && sheet->lines > 1)
        note(book, worksheet_set_row(sheet->ws, sheet->row,
                                     sheet->lines * LINE_POINTS, NULL));
    sheet->lines = 1;
}

/* The one place where text is written: always a string, whatever it begins
 * with. */
static void emit_cell(struct book *book, struct sheet *sheet, size_t column,
                      const char *text, lxw_format *look)
{
    heighten(sheet, column, text);
    note(book, worksheet_write_string(sheet->ws, sheet->row, (lxw_col_t)column,
                                      text, look));
}

/* ---- what does not fit ------------------------------------------------- */

static void keep_whole(struct book *book, const struct sheet *from,
                       size_t column, struct str text)
{
    static const struct sheet_column columns[] = {
        {"sheet", 16, false, false, false},
        {"row", 10, false, true, false},
        {"column", 24, false, false, false},
        {"piece", 10, false, true, false},
        {"text", 60, false, false, false}};
    if (!book->cut.ws) {
        sheet_add(book, &book->cut, cut_name);
        sheet_head(book, &book->cut, columns, 5);
    }
    struct buf piece = {0};
    for (int number = 1; text.len; number++) {
        buf_reset(&piece);
        size_t taken = fit(text, book->cell_units_max, &piece);
        sheet_next(book, &book->cut);
        emit_cell(book, &book->cut, 0, from->title, book->text);
        sheet_number(book, &book->cut, 1, (double)from->row + 1);
        emit_cell(book, &book->cut, 2, from->columns[column].name, book->text);
        sheet_number(book, &book->cut, 3, number);
        emit_cell(book, &book->cut, 4, piece.ptr, book->text);
        text = str_cut(text, taken, text.len);
    }
    buf_done(&piece);
}

static const char *fitted(struct book *book, const struct sheet *sheet,
                          size_t column, struct str text)
{
    buf_reset(&book->cell);
    if (fit(text, book->cell_units_max, &book->cell) < text.len) {
        book->cut_cells++;
        buf_reset(&book->cell);
        (void)fit(text, book->cell_units_max - (sizeof cut_mark - 1),
                  &book->cell);
        buf_text(&book->cell, cut_mark);
        keep_whole(book, sheet, column, text);
    }
    return book->cell.ptr;
}

/* ---- cells ------------------------------------------------------------- */

void sheet_text(struct book *book, struct sheet *sheet, size_t column,
                struct str text)
{
    if (text.len)
        emit_cell(book, sheet, column, fitted(book, sheet, column, text),
                  book->text);
}

void sheet_uncited(struct book *book, struct sheet *sheet, size_t column,
                   struct str text)
{
    if (text.len)
        emit_cell(book, sheet, column, fitted(book, sheet, column, text),
                  book->uncited);
}

/* The whole quote stands on the sheet of citations; escapes would be shown as
 * they are, so that controls become blanks. */
void sheet_comment(struct book *book, struct sheet *sheet, size_t column,
                   struct str text)
{
    lxw_comment_options look = {
        .author = (char *)"ibid", .width = 360, .height = 120, .font_size = 9};
    size_t units = 0, at = 0;
    if (book->comments >= book->comments_max) {
        book->left_comments++;
        return;
    }
    buf_reset(&book->cell);
    while (at < text.len && units < COMMENT_UNITS) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        units += c > 0xffff ? 2U : 1U;
        if (is_control(c))
            buf_byte(&book->cell, ' ');
        else
            buf_str(&book->cell, str_cut(text, from, at));
    }
    if (at < text.len)
        buf_text(&book->cell, " [...]");
    book->comments++;
    note(book,
         worksheet_write_comment_opt(sheet->ws, sheet->row, (lxw_col_t)column,
                                     book->cell.ptr, &look));
}

void sheet_number(struct book *book, struct sheet *sheet, size_t column,
                  double number)
{
    note(book, worksheet_write_number(sheet->ws, sheet->row, (lxw_col_t)column,
                                      number, book->number));
}

void sheet_date(struct book *book, struct sheet *sheet, size_t column,
                const struct day *day)
{
    lxw_datetime when = {
        .year = day->year, .month = day->month, .day = day->day};
    note(book, worksheet_write_datetime(sheet->ws, sheet->row,
                                        (lxw_col_t)column, &when, book->date));
}

void sheet_link(struct book *book, struct sheet *sheet, size_t column,
                struct str text, const char *url)
{
    struct str to = str_of(url);
    if (!text.len)
        return;
    bool inside = str_starts(to, STR("internal:"));
    bool room = sheet->links < book->links_max &&
                (inside || (book->web_links < book->web_links_max &&
                            sheet->web_links < sheet->web_links_max));
    if (!room || !(inside || (one_is_url(url) && to.len <= SHEET_URL_BYTES))) {
        book->plain_links++;
        sheet_text(book, sheet, column, text);
        return;
    }
    sheet->links++;
    book->web_links += !inside;
    sheet->web_links += !inside;
    const char *shown = fitted(book, sheet, column, text);
    note(book, worksheet_write_url_opt(sheet->ws, sheet->row, (lxw_col_t)column,
                                       url, book->link, shown, NULL));
}

/* ---- sheets ------------------------------------------------------------ */

/* A name the file formats allow that no sheet has: cut, then numbered. */
static void title_find(struct book *book, struct sheet *sheet)
{
    char end[16] = "";
    for (unsigned n = sheet->part;; n++) {
        if (n > 1)
            (void)snprintf(end, sizeof end, " (%u)", n);
        (void)snprintf(sheet->title, sizeof sheet->title, "%.*s%s",
                       (int)(SHEET_NAME_BYTES - 1 - strlen(end)), sheet->name,
                       end);
        bool reserved = str_ieq(str_of(sheet->title), STR("History"));
        if (!reserved &&
            !workbook_get_worksheet_by_name(book->wb, sheet->title))
            break;
    }
}

void sheet_add(struct book *book, struct sheet *sheet, const char *name)
{
    *sheet =
        (struct sheet){.name = name, .part = 1, .web_links_max = UINT32_MAX};
    title_find(book, sheet);
    sheet->ws = workbook_add_worksheet(book->wb, sheet->title);
}

/* On paper: as wide as a page, which lies, with the header on each. */
static void print_look(lxw_worksheet *ws)
{
    worksheet_set_landscape(ws);
    worksheet_set_paper(ws, PAPER_A3);
    worksheet_set_margins(ws, 0.4, 0.4, 0.5, 0.5);
    worksheet_fit_to_pages(ws, 1, 0);
    worksheet_set_footer(ws, "&L&A&Rpage &P of &N");
}

void sheet_head(struct book *book, struct sheet *sheet,
                const struct sheet_column *columns, size_t count)
{
    sheet->columns = columns;
    sheet->count = count;
    sheet->row = sheet->links = 0;
    sheet->lines = 1;
    note(book, worksheet_set_row(sheet->ws, 0, HEAD_LINES * LINE_POINTS, NULL));
    worksheet_freeze_panes(sheet->ws, 1, 0);
    print_look(sheet->ws);
    for (size_t i = 0; i < count; i++) {
        bool behind = i && columns[i - 1].aside && !columns[i].aside;
        lxw_row_col_options look = {.hidden =
                                        columns[i].hidden || columns[i].aside,
                                    .level = columns[i].aside,
                                    .collapsed = behind};
        lxw_col_t at = (lxw_col_t)i;
        note(book, worksheet_set_column_opt(
                       sheet->ws, at, at, columns[i].width,
                       columns[i].plain ? NULL : book->text, &look));
        note(book, worksheet_write_string(sheet->ws, 0, at, columns[i].name,
                                          book->head));
    }
}

/* One of a list may be chosen in column `at`. */
static void choose(struct book *book, struct sheet *sheet, size_t at,
                   const char *const *names)
{
    lxw_data_validation list = {.validate = LXW_VALIDATION_TYPE_LIST,
                                .value_list = (char **)names};
    lxw_col_t column = (lxw_col_t)at;
    note(book, worksheet_data_validation_range(sheet->ws, 1, column, sheet->row,
                                               column, &list));
}

static void colour(struct book *book, struct sheet *sheet, size_t at,
                   const char *name, lxw_format *format)
{
    char quoted[32];
    (void)snprintf(quoted, sizeof quoted, "\"%s\"", name);
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                   .criteria =
                                       LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                                   .value_string = quoted,
                                   .format = format};
    lxw_col_t column = (lxw_col_t)at;
    note(book, worksheet_conditional_format_range(sheet->ws, 1, column,
                                                  sheet->row, column, &rule));
}

static void status_rules(struct book *book, struct sheet *sheet, size_t at)
{
    static const char *const names[] = {"extracted", "accepted", "corrected",
                                        "rejected",  "merged",   NULL};
    choose(book, sheet, at, names);
    colour(book, sheet, at, names[1], book->good);
    colour(book, sheet, at, names[2], book->changed);
    colour(book, sheet, at, names[3], book->bad);
}

void sheet_end(struct book *book, struct sheet *sheet)
{
    static const char *const ranks[] = {"normal", "preferred", "deprecated",
                                        NULL};
    row_end(book, sheet);
    for (size_t i = 0; sheet->row && i < sheet->count; i++) {
        if (strcmp(sheet->columns[i].name, "fact_status") == 0)
            status_rules(book, sheet, i);
        if (strcmp(sheet->columns[i].name, "fact_rank") == 0)
            choose(book, sheet, i, ranks);
    }
    note(book, worksheet_autofilter(sheet->ws, 0, 0, sheet->row,
                                    (lxw_col_t)(sheet->count - 1)));
    FILE *rows = sheet->ws->optimize_tmpfile;
    if (rows && (fflush(rows) != 0 || ferror(rows)))
        note(book, LXW_ERROR_CREATING_TMPFILE);
}

void sheet_next(struct book *book, struct sheet *sheet)
{
    if (sheet->row + 1 < book->rows_max) {
        row_end(book, sheet);
    } else {
        sheet_end(book, sheet);
        sheet->part++;
        book->further_sheets++;
        title_find(book, sheet);
        sheet->ws = workbook_add_worksheet(book->wb, sheet->title);
        sheet_head(book, sheet, sheet->columns, sheet->count);
    }
    sheet->row++;
    sheet->rows++;
}
