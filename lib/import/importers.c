/* importers.c - the formats articles come in. */
#include "import/import_page.h"
#include "source/read.h"

const struct importer *const importers[] = {
    &import_jsonl, &import_csv,  &import_feed,  &import_warc,
    &import_zip,   &import_tar,  &import_mhtml, &import_mail,
    &import_pdf,   &import_html, &import_text,  NULL,
};

const struct importer *importer_named(struct str name)
{
    for (size_t i = 0; importers[i]; i++)
        if (str_eq(name, str_of(importers[i]->name)))
            return importers[i];
    return NULL;
}

const struct importer *importer_for(struct str head)
{
    const struct importer *best = NULL;
    int most = 0;
    bool binary = looks_binary(head) != NULL;
    for (size_t i = 0; importers[i]; i++) {
        int sure = importers[i]->sniff(head);
        if (sure <= most || (binary && !importers[i]->binary))
            continue;
        most = sure;
        best = importers[i];
    }
    return best;
}
