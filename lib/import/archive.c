/* archive.c - files inside a file: each is read as what its content says. */
#include "import/archive.h"

#include "import/walk.h"
#include "source/read.h"

struct counted {
    struct archive *archive;
    input_pull *pull;
    void *ctx;
};

enum ibid_status archive_start(struct archive *archive, struct input *in,
                               const struct import_hints *hints,
                               const struct article_sink *sink,
                               struct ibid_error *err)
{
    *archive = (struct archive){.name = in->name, .hints = hints, .sink = sink};
    if (hints && hints->depth >= ARCHIVE_DEPTH_MAX)
        return err_set(err, IBID_LIMIT,
                       "an archive within %d others (ARCHIVE_DEPTH_MAX): "
                       "unpack it yourself",
                       ARCHIVE_DEPTH_MAX);
    return IBID_OK;
}

enum ibid_status archive_refuse(struct archive *archive, const char *name,
                                struct ibid_error *why, struct ibid_error *err)
{
    err_at(why, name, why->line, why->byte);
    return archive->sink->put(archive->sink->ctx, NULL, why, err);
}

/* The last part of a path, and whether any part is hidden. */
static const char *last_part(const char *name, bool *hidden)
{
    const char *part = name;
    *hidden = *name == '.';
    for (const char *at = name; *at; at++)
        if (*at == '/') {
            part = at + 1;
            *hidden |= *part == '.';
        }
    return part;
}

bool archive_wants(struct archive *archive, const char *name,
                   enum ibid_status *status, struct ibid_error *err)
{
    static const char readme[] = "README", mac[] = "__MACOSX/";
    const struct import_hints *hints = archive->hints;
    bool hidden;
    const char *part = last_part(name, &hidden);
    struct ibid_error why = {0};
    if (*status || hidden || !*part ||
        strncmp(name, mac, sizeof mac - 1) == 0 ||
        (hints && hints->members && !walk_wants(hints->members, name)))
        return false;
    if (++archive->members > ARCHIVE_MEMBERS_MAX) {
        *status = err_set(err, IBID_LIMIT, "more than %d files in the archive",
                          ARCHIVE_MEMBERS_MAX);
        return false;
    }
    if (strncmp(part, readme, sizeof readme - 1) != 0)
        return true;
    err_set(&why, IBID_NOT_FOUND, "about the archive, not an article");
    *status = archive_refuse(archive, name, &why, err);
    return false;
}

static enum ibid_status counted_pull(void *ctx, char *to, size_t room,
                                     size_t *got, struct ibid_error *err)
{
    struct counted *c = ctx;
    enum ibid_status status = c->pull(c->ctx, to, room, got, err);
    if (!status)
        c->archive->unpacked += (int64_t)*got;
    return status;
}

static bool is_of_member(enum ibid_status status)
{
    return status == IBID_INVALID || status == IBID_LIMIT ||
           status == IBID_IO || status == IBID_NOT_FOUND;
}

static enum ibid_status read_as_found(struct archive *archive, struct input *in,
                                      struct ibid_error *why)
{
    static const struct import_hints none;
    struct import_hints hints = archive->hints ? *archive->hints : none;
    const struct importer *format = importer_for(in->head);
    const char *binary = looks_binary(in->head);
    hints.depth++;
    if (format)
        return format->read(in, &hints, archive->sink, why);
    return err_set(why, IBID_NOT_FOUND, "%s, not an article",
                   binary ? binary : "an unknown format");
}

enum ibid_status archive_read(struct archive *archive, input_pull *pull,
                              void *ctx, const char *name,
                              struct ibid_error *err)
{
    struct counted counted = {archive, pull, ctx};
    struct input *in = NULL;
    struct ibid_error why = {0};
    enum ibid_status status =
        input_open_pull(counted_pull, &counted, name, &in, &why);
    if (!status)
        status = read_as_found(archive, in, &why);
    input_close(in);
    if (archive->unpacked > ARCHIVE_UNPACKED_MAX)
        return err_set(err, IBID_LIMIT, "unpacks to more than %lld GiB",
                       (long long)(ARCHIVE_UNPACKED_MAX >> 30));
    if (!status)
        return IBID_OK;
    if (is_of_member(status))
        return archive_refuse(archive, name, &why, err);
    if (err)
        *err = why;
    return status;
}
