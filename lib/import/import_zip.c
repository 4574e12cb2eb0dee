/* import_zip.c - the articles in a ZIP archive, by libzip. */
#include <zip.h>

#include "import/archive.h"
#include "import/import_page.h"

enum { NAME_AT = 30 }; /* of the first local header (APPNOTE.TXT 4.3.7) */

static enum ibid_status member_pull(void *ctx, char *to, size_t room,
                                    size_t *got, struct ibid_error *err)
{
    zip_file_t *member = ctx;
    zip_int64_t count = zip_fread(member, to, room);
    if (count < 0)
        return err_set(err, IBID_INVALID, "broken in the archive: %s",
                       zip_file_strerror(member));
    *got = (size_t)count;
    return IBID_OK;
}

static enum ibid_status member_read(struct archive *archive, zip_t *zip,
                                    zip_uint64_t at, const char *name,
                                    struct ibid_error *err)
{
    struct ibid_error why = {0};
    zip_stat_t info;
    zip_file_t *member = NULL;
    if (zip_stat_index(zip, at, 0, &info) == 0 &&
        (info.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
        info.encryption_method != ZIP_EM_NONE)
        err_set(&why, IBID_INVALID, "locked with a password: unpack it first");
    else if (!(member = zip_fopen_index(zip, at, 0)))
        err_set(&why, IBID_INVALID, "cannot be unpacked: %s",
                zip_strerror(zip));
    if (!member)
        return archive_refuse(archive, name, &why, err);
    enum ibid_status status =
        archive_read(archive, member_pull, member, name, err);
    (void)zip_fclose(member);
    return status;
}

static enum ibid_status members_read(struct archive *archive, zip_t *zip,
                                     struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    zip_int64_t count = zip_get_num_entries(zip, 0);
    for (zip_int64_t i = 0; !status && i < count; i++) {
        zip_uint64_t at = (zip_uint64_t)i;
        const char *name = zip_get_name(zip, at, 0);
        size_t length = name ? strlen(name) : 0;
        if (!length || length > ARCHIVE_NAME_BYTES_MAX ||
            name[length - 1] == '/')
            continue;
        if (archive_wants(archive, name, &status, err))
            status = member_read(archive, zip, at, name, err);
    }
    return status;
}

/* The archive takes the file over, opened or not. */
static zip_t *zip_over(FILE *file, struct ibid_error *err)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_t *zip = NULL;
    zip_source_t *source = zip_source_filep_create(file, 0, -1, &why);
    if (source)
        zip = zip_open_from_source(source, ZIP_RDONLY, &why);
    else
        (void)fclose(file);
    if (source && !zip)
        zip_source_free(source);
    if (!zip)
        (void)err_set(err, IBID_INVALID, "broken ZIP archive: %s",
                      zip_error_strerror(&why));
    zip_error_fini(&why);
    return zip;
}

static enum ibid_status read_archive(struct input *in,
                                     const struct import_hints *hints,
                                     const struct article_sink *sink,
                                     struct ibid_error *err)
{
    struct archive archive;
    FILE *file = NULL;
    enum ibid_status status = archive_start(&archive, in, hints, sink, err);
    if (!status)
        status = input_seekable(in, &file, err);
    if (status)
        return status;
    zip_t *zip = zip_over(file, err);
    if (!zip)
        return IBID_INVALID;
    status = members_read(&archive, zip, err);
    zip_discard(zip);
    if (!status && !archive.members)
        status = err_set(err, IBID_NOT_FOUND, "no article in the archive");
    return status;
}

/* Office documents and books are ZIP archives too, of parts that nobody
 * reads one by one. */
static int sniff(struct str head)
{
    static const struct str parts[] = {
        {"[Content_Types].xml", 19}, {"mimetype", 8}, {"_rels/", 6}};
    if (!str_starts(head, STR("PK\x03\x04")) || head.len < NAME_AT)
        return 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_starts(str_cut(head, NAME_AT, head.len), parts[i]))
            return 0;
    return 95;
}

const struct importer import_zip = {
    .name = "zip",
    .extensions = "zip",
    .summary = "ZIP archives of any of the others",
    .binary = true,
    .sniff = sniff,
    .read = read_archive,
};
