/* one.c - formats that are one file of text, written while walking. */
#include "export/one.h"

enum ibid_status one_write(struct export *run, one_body_fn *body,
                           struct ibid_error *err)
{
    struct one one = {.run = run, .sink = {.fd = -1}};
    enum ibid_status status = export_open(run, &one.sink, err);
    one.out = &one.sink.buf;
    one.to = jsonw_start(one.out);
    if (!status)
        status = body(&one, err);
    if (!status)
        status = sink_finish(&one.sink, err);
    if (!status)
        status = sink_publish(&one.sink, err);
    run->summary->files = status ? 0 : 1;
    sink_done(&one.sink);
    return status;
}

enum ibid_status one_flush(struct one *one, struct ibid_error *err)
{
    enum ibid_status status = sink_flush(&one->sink, err);
    one->items++;
    one->run->bytes = one->sink.bytes;
    return status ? status : one->run->texts.status;
}

void one_line(const char *text, struct buf *out)
{
    for (; text && *text; text++)
        buf_byte(out, byte_on_line(*text));
}

int one_date(const char *text, int parts[3])
{
    struct day day;
    size_t len = text ? strlen(text) : 0;
    if ((len != 4 && len != 7 && len != 10) || !day_parse(str_of(text), &day))
        return 0;
    parts[0] = day.year;
    parts[1] = day.month;
    parts[2] = day.day;
    return len == 4 ? 1 : len == 7 ? 2 : 3;
}

bool one_is_url(const char *url)
{
    struct str text = str_of(url);
    if (!str_starts(text, STR("https://")) && !str_starts(text, STR("http://")))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] <= ' ' || text.ptr[i] > '~' ||
            strchr("\"<>\\^`{|}", text.ptr[i]))
            return false;
    return true;
}
