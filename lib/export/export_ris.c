/* export_ris.c - the sources as RIS records, for reference managers. */
#include "export/one.h"

/* One line a field: a title cannot begin another. */
static void field(struct buf *out, const char *tag, const char *text)
{
    struct buf line = {0};
    one_line(text, &line);
    struct str plain = str_trim(buf_view(&line));
    if (plain.len) {
        buf_printf(out, "%s  - ", tag);
        buf_str(out, plain);
        buf_text(out, "\r\n");
    }
    buf_done(&line);
}

static void date(struct buf *out, const char *text)
{
    int parts[3], count = one_date(text, parts);
    if (!count)
        return;
    buf_printf(out, "PY  - %04d\r\nDA  - %04d/", parts[0], parts[0]);
    if (count > 1)
        buf_printf(out, "%02d", parts[1]);
    buf_byte(out, '/');
    if (count > 2)
        buf_printf(out, "%02d", parts[2]);
    buf_text(out, "/\r\n");
}

static enum ibid_status put(void *ctx, const struct ibid_source *source,
                            struct ibid_error *err)
{
    struct one *one = ctx;
    struct buf *out = one->out;
    field(out, "TY", source->outlet ? "NEWS" : source->url ? "ELEC" : "GEN");
    field(out, "ID", source->id);
    field(out, "TI", source->title ? source->title : source->name);
    field(out, "AU", source->author);
    field(out, "T2", source->outlet);
    date(out, source->published);
    field(out, "UR", one_is_url(source->url) ? source->url : NULL);
    field(out, "LA", source->language);
    for (size_t i = 0; i < source->version_count; i++)
        buf_printf(out, "N1  - ibid version %s, SHA-256 %s\r\n",
                   source->versions[i].id, source->versions[i].sha256);
    buf_printf(out, "DB  - ibid database at %s\r\n", one->run->head);
    buf_text(out, "ER  - \r\n\r\n");
    return one_flush(one, err);
}

static enum ibid_status body(struct one *one, struct ibid_error *err)
{
    return export_sources(one->run, put, one, err);
}

static enum ibid_status write_ris(struct export *run, struct ibid_error *err)
{
    return one_write(run, body, err);
}

const struct exporter export_ris = {
    .name = "ris",
    .extensions = "ris",
    .summary = "the sources as RIS records, for reference managers",
    .statuses = 1 << IBID_EXTRACTED | 1 << IBID_ACCEPTED | 1 << IBID_CORRECTED,
    .write = write_ris,
};
