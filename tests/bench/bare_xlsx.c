/* bare_xlsx.c - libxlsxwriter's own speed: rows of 30 short texts.
 * bare_xlsx FILE ROWS */
#include <stdlib.h>
#include <xlsxwriter.h>

int main(int argc, char **argv)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    if (argc != 3)
        return 2;
    lxw_workbook *book = workbook_new_opt(argv[1], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "rows");
    lxw_row_t rows = (lxw_row_t)atol(argv[2]);
    for (lxw_row_t row = 0; row < rows; row++) {
        if (row == LXW_ROW_MAX - 1) {
            sheet = workbook_add_worksheet(book, NULL);
            rows -= row;
            row = 0;
        }
        for (lxw_col_t column = 0; column < 30; column++)
            worksheet_write_string(sheet, row, column, "some words of it",
                                   NULL);
    }
    return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
