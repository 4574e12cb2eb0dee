/* pack.c - the XML files of an archive, parsed as they are unpacked. */
#include "tabular/pack.h"

#include <expat.h>

enum { PIECE_BYTES = 64 * 1024 };

static enum ibid_status no_archive(const char *name, struct ibid_error *err)
{
    return err_set(err, IBID_INVALID,
                   "%s is no workbook (.xlsx), or a damaged one", name);
}

static enum ibid_status opened(struct pack *pack, struct ibid_error *err)
{
    if (!pack->zip)
        return no_archive(pack->name, err);
    if (zip_get_num_entries(pack->zip, 0) > XLSX_ENTRIES_MAX)
        return err_set(err, IBID_LIMIT, "%s holds more than %d files",
                       pack->name, XLSX_ENTRIES_MAX);
    return IBID_OK;
}

enum ibid_status pack_open(struct pack *pack, const char *path,
                           struct ibid_error *err)
{
    *pack = (struct pack){.name = tabular_name(path)};
    pack->zip = zip_open(path, ZIP_RDONLY, NULL);
    return opened(pack, err);
}

enum ibid_status pack_open_memory(struct pack *pack, struct str bytes,
                                  const char *name, struct ibid_error *err)
{
    *pack = (struct pack){.name = name};
    zip_source_t *source =
        zip_source_buffer_create(bytes.ptr, bytes.len, 0, NULL);
    if (!source)
        mem_exhausted(bytes.len);
    pack->zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (!pack->zip)
        zip_source_free(source);
    return opened(pack, err);
}

void pack_close(struct pack *pack)
{
    if (pack->zip)
        zip_discard(pack->zip);
    pack->zip = NULL;
}

static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *pack_attribute(const char **attrs, const char *name)
{
    for (size_t i = 0; attrs[i]; i += 2)
        if (strcmp(local(attrs[i]), name) == 0)
            return attrs[i + 1];
    return NULL;
}

/* ---- one file ---------------------------------------------------------- */

struct parse {
    struct pack *pack;
    const char *name;
    XML_Parser parser;
    const struct pack_reader *reader;
    int depth;
    int64_t fed;
    enum ibid_status status;
    struct ibid_error *err;
};

static void ended(struct parse *p, enum ibid_status status)
{
    p->status = status;
    if (status)
        (void)XML_StopParser(p->parser, XML_FALSE);
}

static void on_start(void *ctx, const XML_Char *name, const XML_Char **attrs)
{
    struct parse *p = ctx;
    if (p->status)
        return;
    if (++p->depth > XLSX_DEPTH_MAX)
        ended(p, err_set(p->err, IBID_LIMIT, "%s, %s: nested too deep",
                         p->pack->name, p->name));
    else
        ended(p, p->reader->start(p->reader->ctx, local(name), attrs, p->err));
}

static void on_end(void *ctx, const XML_Char *name)
{
    struct parse *p = ctx;
    if (p->status)
        return;
    p->depth--;
    if (p->reader->end)
        ended(p, p->reader->end(p->reader->ctx, local(name), p->err));
}

static void on_text(void *ctx, const XML_Char *text, int bytes)
{
    struct parse *p = ctx;
    if (!p->status && p->reader->text)
        ended(p, p->reader->text(p->reader->ctx,
                                 (struct str){text, (size_t)bytes}, p->err));
}

/* Workbooks have none; hostile files define entities there. */
static void on_doctype(void *ctx, const XML_Char *name, const XML_Char *system,
                       const XML_Char *public, int internal)
{
    struct parse *p = ctx;
    (void)name, (void)system, (void)public, (void)internal;
    ended(p, err_set(p->err, IBID_INVALID,
                     "%s, %s: it has a document type; no spreadsheet writes "
                     "one",
                     p->pack->name, p->name));
}

static XML_Parser parser_new(struct parse *p)
{
    XML_Parser parser = XML_ParserCreate(NULL);
    if (!parser)
        mem_exhausted(0);
    XML_SetUserData(parser, p);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    return parser;
}

static enum ibid_status parse_piece(struct parse *p, const char *bytes,
                                    int count)
{
    p->fed += count;
    if (XML_Parse(p->parser, bytes, count, count == 0) != XML_STATUS_OK &&
        !p->status) {
        if (XML_GetErrorCode(p->parser) == XML_ERROR_NO_MEMORY)
            mem_exhausted(0);
        p->status = err_set(p->err, IBID_INVALID, "%s, %s, line %lld: %s",
                            p->pack->name, p->name,
                            (long long)XML_GetCurrentLineNumber(p->parser),
                            XML_ErrorString(XML_GetErrorCode(p->parser)));
    }
    if (!p->status && count &&
        p->fed - XML_GetCurrentByteIndex(p->parser) >
            XLSX_TOKEN_BYTES_MAX + PIECE_BYTES)
        p->status =
            err_set(p->err, IBID_LIMIT, "%s, %s: a tag has more than %d bytes",
                    p->pack->name, p->name, XLSX_TOKEN_BYTES_MAX);
    return p->status;
}

/* A small file that unpacks to gigabytes is an attack. */
static enum ibid_status size_check(struct parse *p, int64_t bytes,
                                   int64_t packed)
{
    int64_t fair = XLSX_RATIO_FREE + packed * XLSX_RATIO_MAX;
    if (bytes <= XLSX_ENTRY_BYTES_MAX && bytes <= fair &&
        p->pack->total_bytes <= XLSX_TOTAL_BYTES_MAX)
        return IBID_OK;
    return err_set(p->err, IBID_LIMIT,
                   "%s, %s: it unpacks to more than a workbook of this size "
                   "does",
                   p->pack->name, p->name);
}

static enum ibid_status unpack(struct parse *p, zip_file_t *file,
                               int64_t packed)
{
    char *bytes = mem_alloc(PIECE_BYTES);
    int64_t total = 0;
    enum ibid_status status = IBID_OK;
    while (!status) {
        zip_int64_t got = zip_fread(file, bytes, PIECE_BYTES);
        if (got < 0)
            status = no_archive(p->pack->name, p->err);
        if (got <= 0)
            break;
        total += got;
        p->pack->total_bytes += got;
        status = size_check(p, total, packed);
        if (!status)
            status = parse_piece(p, bytes, (int)got);
    }
    if (!status)
        status = parse_piece(p, bytes, 0);
    free(bytes);
    return status;
}

enum ibid_status pack_parse(struct pack *pack, const char *name,
                            const struct pack_reader *reader,
                            struct ibid_error *err)
{
    struct zip_stat info;
    struct parse p = {.pack = pack, .name = name, .reader = reader, .err = err};
    if (zip_stat(pack->zip, name, ZIP_FL_NOCASE, &info) != 0)
        return IBID_NOT_FOUND;
    zip_file_t *file = zip_fopen_index(pack->zip, info.index, 0);
    if (!file)
        return err_set(err, IBID_INVALID,
                       "%s: %s cannot be unpacked; is the workbook protected "
                       "by a password?",
                       pack->name, name);
    p.parser = parser_new(&p);
    enum ibid_status status =
        unpack(&p, file,
               info.valid & ZIP_STAT_COMP_SIZE ? (int64_t)info.comp_size : 0);
    XML_ParserFree(p.parser);
    (void)zip_fclose(file);
    return status;
}
