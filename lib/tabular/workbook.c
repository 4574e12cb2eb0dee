/* workbook.c - the parts of a workbook and how they are found. */
#include "tabular/workbook.h"

/* Which sheets there are, from the workbook's own file. */
static enum ibid_status on_sheet(void *ctx, const char *name,
                                 const char **attrs, struct ibid_error *err)
{
    struct workbook *book = ctx;
    if (strcmp(name, "workbookPr") == 0) {
        const char *value = pack_attribute(attrs, "date1904");
        book->from_1904 = value && (value[0] == '1' || value[0] == 't');
    }
    if (strcmp(name, "sheet") != 0)
        return IBID_OK;
    if (book->sheet_count == XLSX_SHEETS_MAX)
        return err_set(err, IBID_LIMIT, "%s has more than %d sheets",
                       book->pack->name, XLSX_SHEETS_MAX);
    const char *title = pack_attribute(attrs, "name");
    const char *id = pack_attribute(attrs, "id");
    book->sheets = arena_grow(&book->mem, book->sheets, &book->sheet_room,
                              book->sheet_count + 1, sizeof *book->sheets);
    book->sheets[book->sheet_count++] = (struct workbook_sheet){
        .name = arena_strdup(&book->mem, title ? title : ""),
        .relation = arena_strdup(&book->mem, id ? id : "")};
    return IBID_OK;
}

/* ---- relations --------------------------------------------------------- */

struct relations {
    struct workbook *book;
    struct str folder; /* of the file they belong to, "" or "xl/" */
    const char *main;  /* the workbook's own file */
};

/* "xl/" without its last folder: "". */
static struct str folder_above(struct str folder)
{
    while (folder.len > 0) {
        folder.len--;
        if (folder.len && folder.ptr[folder.len - 1] == '/')
            break;
    }
    return folder;
}

/* "worksheets/sheet1.xml" from "xl/", "/xl/worksheets/sheet1.xml": the same
 * file of the archive. */
static const char *part_of(struct relations *r, const char *target)
{
    struct str folder = r->folder, to = str_of(target);
    if (str_starts(to, STR("/")))
        return arena_strdup(&r->book->mem, target + 1);
    for (; str_starts(to, STR("../")); to = str_cut(to, 3, to.len))
        folder = folder_above(folder);
    if (str_starts(to, STR("./")))
        to = str_cut(to, 2, to.len);
    return arena_printf(&r->book->mem, "%.*s%.*s", (int)folder.len, folder.ptr,
                        (int)to.len, to.ptr);
}

static bool is_type(const char *type, const char *end)
{
    return type && str_ends(str_of(type), str_of(end));
}

static enum ibid_status on_relation(void *ctx, const char *name,
                                    const char **attrs, struct ibid_error *err)
{
    struct relations *r = ctx;
    struct workbook *book = r->book;
    const char *type = pack_attribute(attrs, "Type");
    const char *id = pack_attribute(attrs, "Id");
    const char *target = pack_attribute(attrs, "Target");
    const char *mode = pack_attribute(attrs, "TargetMode");
    (void)err;
    if (strcmp(name, "Relationship") != 0 || !target || !type || !id ||
        (mode && strcmp(mode, "External") == 0))
        return IBID_OK;
    if (is_type(type, "/officeDocument"))
        r->main = part_of(r, target);
    else if (is_type(type, "/sharedStrings"))
        book->strings_part = part_of(r, target);
    else if (is_type(type, "/styles"))
        book->styles_part = part_of(r, target);
    else if (is_type(type, "/worksheet"))
        for (size_t i = 0; i < book->sheet_count; i++)
            if (strcmp(book->sheets[i].relation, id) == 0)
                book->sheets[i].part = part_of(r, target);
    return IBID_OK;
}

static enum ibid_status relations(struct relations *r, const char *part,
                                  struct ibid_error *err)
{
    const struct pack_reader reader = {.ctx = r, .start = on_relation};
    enum ibid_status status = pack_parse(r->book->pack, part, &reader, err);
    return status == IBID_NOT_FOUND ? IBID_OK : status;
}

static enum ibid_status find_parts(struct workbook *book,
                                   struct ibid_error *err)
{
    struct relations r = {.book = book, .folder = STR("")};
    const struct pack_reader sheets = {.ctx = book, .start = on_sheet};
    enum ibid_status status = relations(&r, "_rels/.rels", err);
    if (status)
        return status;
    const char *main = r.main ? r.main : "xl/workbook.xml";
    status = pack_parse(book->pack, main, &sheets, err);
    if (status == IBID_NOT_FOUND)
        return err_set(err, IBID_INVALID, "%s is no workbook (.xlsx)",
                       book->pack->name);
    const char *file = tabular_name(main);
    r.folder = str_cut(str_of(main), 0, (size_t)(file - main));
    return status
               ? status
               : relations(&r,
                           arena_printf(&book->mem, "%.*s_rels/%s.rels",
                                        (int)r.folder.len, r.folder.ptr, file),
                           err);
}

enum ibid_status workbook_read(struct workbook *book, struct ibid_error *err)
{
    enum ibid_status status = find_parts(book, err);
    if (!status && book->styles_part)
        status = workbook_styles(book, err);
    if (!status && book->strings_part)
        status = workbook_strings(book, err);
    return status;
}

void workbook_done(struct workbook *book)
{
    strings_done(&book->strings);
    arena_done(&book->mem);
}

static enum ibid_status read_pack(struct pack *pack, tabular_row_fn *each,
                                  void *ctx, struct ibid_error *err)
{
    struct workbook book = {.pack = pack};
    enum ibid_status status = workbook_read(&book, err);
    for (size_t i = 0; !status && i < book.sheet_count; i++)
        if (book.sheets[i].part)
            status = workbook_rows(&book, &book.sheets[i], each, ctx, err);
    workbook_done(&book);
    return status;
}

enum ibid_status xlsx_read(const char *path, tabular_row_fn *each, void *ctx,
                           struct ibid_error *err)
{
    struct pack pack;
    enum ibid_status status = pack_open(&pack, path, err);
    if (!status)
        status = read_pack(&pack, each, ctx, err);
    pack_close(&pack);
    return status;
}

enum ibid_status xlsx_read_memory(struct str bytes, const char *name,
                                  tabular_row_fn *each, void *ctx,
                                  struct ibid_error *err)
{
    struct pack pack;
    enum ibid_status status = pack_open_memory(&pack, bytes, name, err);
    if (!status)
        status = read_pack(&pack, each, ctx, err);
    pack_close(&pack);
    return status;
}
