/* workbook_parts.c - the shared strings and the styles of a workbook. */
#include "tabular/workbook.h"

enum {
    NUMBER_MAX = 1 << 20,
    FORMATS_MAX = 1000, /* each style looks through them */
};

/* Small numbers of attributes; -1 for anything else. */
static int number_of(const char *text)
{
    int number = 0;
    if (!text || !*text)
        return -1;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || number > NUMBER_MAX)
            return -1;
        number = number * 10 + (*text - '0');
    }
    return number;
}

/* ---- strings ----------------------------------------------------------- */

struct shared {
    struct workbook *book;
    struct buf text, plain;
    bool in_text;
    int phonetic; /* how deep within <rPh>: how a word is spoken */
};

static enum ibid_status shared_start(void *ctx, const char *name,
                                     const char **attrs, struct ibid_error *err)
{
    struct shared *s = ctx;
    (void)attrs, (void)err;
    if (strcmp(name, "si") == 0)
        buf_reset(&s->text);
    if (strcmp(name, "rPh") == 0)
        s->phonetic++;
    s->in_text = strcmp(name, "t") == 0 && !s->phonetic;
    return IBID_OK;
}

static enum ibid_status shared_end(void *ctx, const char *name,
                                   struct ibid_error *err)
{
    struct shared *s = ctx;
    s->in_text = false;
    if (strcmp(name, "rPh") == 0)
        s->phonetic--;
    if (strcmp(name, "si") != 0)
        return IBID_OK;
    buf_reset(&s->plain);
    workbook_unescape(buf_view(&s->text), &s->plain);
    return strings_add(&s->book->strings, buf_view(&s->plain), err);
}

static enum ibid_status shared_text(void *ctx, struct str text,
                                    struct ibid_error *err)
{
    struct shared *s = ctx;
    if (!s->in_text)
        return IBID_OK;
    if (s->text.len + text.len > XLSX_TEXT_BYTES_MAX)
        return err_set(err, IBID_LIMIT, "%s: a text has more than %d bytes",
                       s->book->pack->name, XLSX_TEXT_BYTES_MAX);
    buf_str(&s->text, text);
    return IBID_OK;
}

enum ibid_status workbook_strings(struct workbook *book, struct ibid_error *err)
{
    struct shared s = {.book = book};
    const struct pack_reader reader = {&s, shared_start, shared_end,
                                       shared_text};
    enum ibid_status status =
        pack_parse(book->pack, book->strings_part, &reader, err);
    buf_done(&s.text);
    buf_done(&s.plain);
    return status == IBID_NOT_FOUND ? IBID_OK : status;
}

/* ---- styles ------------------------------------------------------------ */

struct format {
    int id;
    enum number_look look;
};

struct styles {
    struct workbook *book;
    struct format *formats;
    size_t count, room;
    bool cells; /* within <cellXfs> */
};

/* The formats that every spreadsheet has by number. */
static enum number_look look_of_id(int id)
{
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 ||
        (id >= 50 && id <= 54) || id == 57 || id == 58)
        return LOOK_DATE;
    if ((id >= 18 && id <= 22) || (id >= 32 && id <= 35) ||
        (id >= 45 && id <= 47) || id == 55 || id == 56)
        return LOOK_TIME;
    return LOOK_NUMBER;
}

/* Letters of a format outside quotes, brackets and escapes. */
static enum number_look look_of_code(const char *code)
{
    bool date = false, time = false, quoted = false, bracket = false;
    for (const char *at = code; *at && *at != ';'; at++) {
        char c = (char)(*at >= 'A' && *at <= 'Z' ? *at | 0x20 : *at);
        if (c == '"' && !bracket)
            quoted = !quoted;
        else if (quoted)
            continue;
        else if ((c == '\\' || c == '_' || c == '*') && at[1])
            at++;
        else if (c == '[' || c == ']')
            bracket = c == '[';
        else if (strncmp(at, "General", 7) == 0)
            at += 6;
        else if (c == 'h' || c == 's') /* in brackets: elapsed time */
            time = true;
        else if (!bracket && (c == 'y' || c == 'd' || c == 'm'))
            date = true;
    }
    return time ? LOOK_TIME : date ? LOOK_DATE : LOOK_NUMBER;
}

static enum number_look look_of(const struct styles *s, int id)
{
    for (size_t i = s->count; i > 0; i--)
        if (s->formats[i - 1].id == id)
            return s->formats[i - 1].look;
    return look_of_id(id);
}

static enum ibid_status too_many(const struct workbook *book,
                                 struct ibid_error *err)
{
    return err_set(err, IBID_LIMIT, "%s has more than %d styles",
                   book->pack->name, XLSX_STYLES_MAX);
}

static enum ibid_status format_add(struct styles *s, const char **attrs,
                                   struct ibid_error *err)
{
    int id = number_of(pack_attribute(attrs, "numFmtId"));
    const char *code = pack_attribute(attrs, "formatCode");
    if (id < 0 || !code)
        return IBID_OK;
    if (s->count == FORMATS_MAX)
        return too_many(s->book, err);
    s->formats = arena_grow(&s->book->mem, s->formats, &s->room, s->count + 1,
                            sizeof *s->formats);
    s->formats[s->count++] = (struct format){id, look_of_code(code)};
    return IBID_OK;
}

static enum ibid_status styles_start(void *ctx, const char *name,
                                     const char **attrs, struct ibid_error *err)
{
    struct styles *s = ctx;
    struct workbook *book = s->book;
    if (strcmp(name, "numFmt") == 0)
        return format_add(s, attrs, err);
    if (strcmp(name, "cellXfs") == 0)
        s->cells = true;
    if (!s->cells || strcmp(name, "xf") != 0)
        return IBID_OK;
    if (book->look_count == XLSX_STYLES_MAX)
        return too_many(book, err);
    book->looks = arena_grow(&book->mem, book->looks, &book->look_room,
                             book->look_count + 1, sizeof *book->looks);
    book->looks[book->look_count++] =
        look_of(s, number_of(pack_attribute(attrs, "numFmtId")));
    return IBID_OK;
}

static enum ibid_status styles_end(void *ctx, const char *name,
                                   struct ibid_error *err)
{
    struct styles *s = ctx;
    (void)err;
    if (strcmp(name, "cellXfs") == 0)
        s->cells = false;
    return IBID_OK;
}

enum ibid_status workbook_styles(struct workbook *book, struct ibid_error *err)
{
    struct styles s = {.book = book};
    const struct pack_reader reader = {&s, styles_start, styles_end, NULL};
    enum ibid_status status =
        pack_parse(book->pack, book->styles_part, &reader, err);
    return status == IBID_NOT_FOUND ? IBID_OK : status;
}
