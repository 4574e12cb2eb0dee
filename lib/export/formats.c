/* formats.c - which formats there are, and which one is meant. */
#include "export/findings.h"

extern const struct exporter export_csv, export_tsv, export_json, export_jsonl,
    export_xlsx, export_webannotation, export_csl, export_bibtex, export_ris,
    export_markdown, export_html, export_ftm, export_brat, export_prov;

const struct exporter *const exporters[] = {
    &export_csv,    &export_tsv,      &export_json, &export_jsonl,
    &export_xlsx,   &export_prov,     &export_csl,  &export_webannotation,
    &export_bibtex, &export_ris,      &export_ftm,  &export_brat,
    &export_html,   &export_markdown, NULL,
};

const struct exporter *exporter_named(struct str name)
{
    for (size_t i = 0; exporters[i]; i++)
        if (str_eq(str_of(exporters[i]->name), name))
            return exporters[i];
    return NULL;
}

static bool has_ending(struct str file, struct str ending)
{
    if (file.len < ending.len + 1)
        return false;
    size_t dot = file.len - ending.len - 1;
    return file.ptr[dot] == '.' &&
           str_ieq(str_cut(file, dot + 1, file.len), ending);
}

const struct exporter *exporter_for(struct str path)
{
    const struct exporter *best = NULL;
    size_t longest = 0, slash = path.len;
    while (slash > 0 && path.ptr[slash - 1] != '/')
        slash--;
    path = str_cut(path, slash, path.len);
    for (size_t i = 0; exporters[i]; i++) {
        struct str rest = str_of(exporters[i]->extensions), word;
        while (str_split(&rest, ' ', &word))
            if (word.len > longest && has_ending(path, word)) {
                best = exporters[i];
                longest = word.len;
            }
    }
    return best;
}

static enum ibid_status no_format(const char *format, struct ibid_error *err)
{
    struct buf names = {0};
    for (size_t i = 0; exporters[i]; i++)
        buf_printf(&names, "%s%s", i ? ", " : "", exporters[i]->name);
    err_set(err, IBID_INVALID, "no export format \"%s\"; there are: %s", format,
            names.ptr);
    buf_done(&names);
    return IBID_INVALID;
}

static enum ibid_status no_ending(const char *path, struct ibid_error *err)
{
    struct buf names = {0};
    for (size_t i = 0; exporters[i]; i++) {
        struct str rest = str_of(exporters[i]->extensions), word;
        while (rest.len && str_split(&rest, ' ', &word))
            buf_printf(&names, "%s.%.*s", names.len ? " " : "", (int)word.len,
                       word.ptr);
    }
    err_set(err, IBID_INVALID,
            "the ending of %s names no format; give one with --format, or one "
            "of %s",
            path, names.ptr);
    buf_done(&names);
    return IBID_INVALID;
}

/* Options that would do nothing are mistakes. */
static enum ibid_status check_options(const struct exporter *format,
                                      const struct ibid_export *options,
                                      struct ibid_error *err)
{
    bool tabled =
        options->delimiter || options->bom || options->for_spreadsheet;
    if (tabled && !format->tables)
        return err_set(err, IBID_INVALID,
                       "a delimiter, a byte order mark and the form for "
                       "spreadsheets are for csv and tsv, not for %s",
                       format->name);
    if (options->delimiter && !strchr(",;|\t", options->delimiter))
        return err_set(err, IBID_INVALID,
                       "a delimiter is one of , ; | or a tab");
    if (options->for_spreadsheet &&
        ((options->delimiter && options->delimiter != ',') ||
         strcmp(format->name, "csv") != 0))
        return err_set(err, IBID_INVALID,
                       "for a spreadsheet cells are separated by commas: at "
                       "another mark it could begin a new cell");
    if (options->findings && (!findings_format(format->name) ||
                              str_ends(str_of(options->path), STR("/"))))
        return err_set(err, IBID_INVALID,
                       "findings go into one file of csv, tsv, json or jsonl");
    if (options->no_comments && strcmp(format->name, "xlsx") != 0)
        return err_set(err, IBID_INVALID, "only xlsx has comments, not %s",
                       format->name);
    return IBID_OK;
}

static enum ibid_status check_path(const struct exporter *format,
                                   const char *path, struct ibid_error *err)
{
    bool folder = str_ends(str_of(path), STR("/"));
    if (folder && !format->folders)
        return err_set(err, IBID_INVALID,
                       "%s goes into one file; name a file, not the folder %s",
                       format->name, path);
    if (!folder && format->only_folders)
        return err_set(err, IBID_INVALID,
                       "%s goes into a folder; name one, ending in /",
                       format->name);
    return IBID_OK;
}

enum ibid_status exporter_choose(const struct ibid_export *options,
                                 const struct exporter **out,
                                 struct ibid_error *err)
{
    const char *path = options->path;
    const struct exporter *format = exporters[0];
    if (options->format) {
        format = exporter_named(str_of(options->format));
        if (!format)
            return no_format(options->format, err);
    } else if (path && !str_ends(str_of(path), STR("/"))) {
        format = exporter_for(str_of(path));
        if (!format)
            return no_ending(path, err);
    }
    enum ibid_status status = check_path(format, path, err);
    if (!status)
        status = check_options(format, options, err);
    if (!status)
        *out = format;
    return status;
}
