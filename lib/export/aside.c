/* aside.c - sources and citations as rows of tables. */
#include "export/aside.h"

#include "fact/cells.h"
#include "fact/fact.h"
#include "fact/members.h"

const struct column aside_source_columns[ASIDE_SOURCE_COLUMNS] = {
    {"source_id", COLUMN_STRING, "stable id of the source", NULL},
    {"source_name", COLUMN_STRING, "file name, or the record's own id", NULL},
    {"source_title", COLUMN_STRING, NULL, NULL},
    {"source_outlet", COLUMN_STRING, NULL, NULL},
    {"source_author", COLUMN_STRING, NULL, NULL},
    {"source_published", COLUMN_STRING, "EDTF", NULL},
    {"source_url", COLUMN_STRING, NULL, NULL},
    {"source_language", COLUMN_STRING, "BCP 47", NULL},
    {"source_licence", COLUMN_STRING, NULL, NULL},
    {"source_section", COLUMN_STRING, "of the outlet", NULL},
    {"source_agency", COLUMN_STRING, "the news agency it is from", NULL},
    {"versions", COLUMN_STRING, "ids of its texts, oldest first", " "},
    {"versions_sha256", COLUMN_STRING, "of their original bytes", " "},
    {"versions_imported", COLUMN_STRING, "UTC", " "},
};
const struct column aside_citation_columns[ASIDE_CITATION_COLUMNS] = {
    {"citation_id", COLUMN_STRING, "stable id of the citation", NULL},
    {"fact_id", COLUMN_STRING, "the fact it stands for", NULL},
    {"fact_kind", COLUMN_STRING, "the table the fact is in", NULL},
    {"field", COLUMN_STRING, "empty: the evidence of the fact", NULL},
    {"value_no", COLUMN_INTEGER, "which value of the field, from 1", NULL},
    {"source_id", COLUMN_STRING, "the source it points into", NULL},
    {"version_id", COLUMN_STRING, "the text of the source", NULL},
    {"start", COLUMN_INTEGER, "in code points of the text", NULL},
    {"end", COLUMN_INTEGER, "behind the last code point", NULL},
    {"quote", COLUMN_STRING, "the words there", NULL},
    {"prefix", COLUMN_STRING, "the words before", NULL},
    {"suffix", COLUMN_STRING, "the words behind", NULL},
    {"stance", COLUMN_STRING, "supports or disputes", NULL},
    {"anchor", COLUMN_STRING, "exact, moved, approximate or lost", NULL},
};

static void put_list(struct table *table, const struct ibid_source *source,
                     size_t member, struct buf *cell)
{
    buf_reset(cell);
    for (size_t i = 0; i < source->version_count; i++) {
        const struct ibid_version *v = &source->versions[i];
        const char *const parts[] = {v->id, v->sha256, v->imported};
        if (i)
            buf_byte(cell, ' ');
        buf_text(cell, parts[member]);
    }
    table_cell(table, buf_view(cell));
}

enum ibid_status aside_source(void *ctx, const struct ibid_source *source,
                              struct ibid_error *err)
{
    struct table *table = ctx;
    struct buf cell = {0};
    table_text(table, source->id);
    table_text(table, source->name);
    for (size_t i = 0; i < MEMBERS; i++)
        table_text(table, member_get(source, i));
    for (size_t i = 0; i < 3; i++)
        put_list(table, source, i, &cell);
    buf_done(&cell);
    return sink_flush(&table->sink, err);
}

static void put_place(struct citing *to, const struct ibid_citation *c)
{
    const struct utf8_index *index = texts_get(&to->run->texts, c->version);
    bool there = index && c->quote && c->end <= index->text.len;
    if (!there) {
        for (int i = 0; i < 5; i++)
            table_text(&to->table, NULL);
        return;
    }
    table_int(&to->table, (int64_t)utf8_index_point(index, c->start));
    table_int(&to->table, (int64_t)utf8_index_point(index, c->end));
    table_text(&to->table, c->quote);
    table_cell(&to->table, context_before(index->text, c->start));
    table_cell(&to->table, context_after(index->text, c->end));
}

static void put_citations(struct citing *to, const char *field, int64_t value,
                          const struct ibid_citation *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        table_text(&to->table, list[i].id);
        table_text(&to->table, to->fact->id);
        table_text(&to->table, to->fact->kind);
        table_text(&to->table, field);
        if (value)
            table_int(&to->table, value);
        else
            table_text(&to->table, NULL);
        table_text(&to->table, list[i].source);
        table_text(&to->table, list[i].version);
        put_place(to, &list[i]);
        table_text(&to->table, fact_stance_name(list[i].stance));
        table_text(&to->table, fact_anchor_name(list[i].anchor));
    }
}

enum ibid_status aside_citations(void *ctx, const struct ibid_fact *fact,
                                 struct ibid_error *err)
{
    struct citing *to = ctx;
    to->fact = fact;
    put_citations(to, "", 0, fact->citations, fact->citation_count);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            put_citations(to, fact->fields[f].name, (int64_t)v + 1,
                          fact->fields[f].values[v].citations,
                          fact->fields[f].values[v].citation_count);
    enum ibid_status status = to->run->texts.status;
    return status ? status : sink_flush(&to->table.sink, err);
}
