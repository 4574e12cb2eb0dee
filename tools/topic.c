/* topic.c - help that belongs to no verb: the query language. */
#include "topic.h"

static const char query_intro[] =
    "list, accept, reject, export and the review page take a query: terms "
    "that must all hold.\n\n"
    "  ibid list kind:casualty status:extracted place:Dravik 'doubt>0.1'\n"
    "  ibid accept rule:news/toll 'confidence>=0.9' -has:note\n\n"
    "A term is KEY:VALUE, a word such as uncited, or any other word, which "
    "must then occur in the fact. A key is one of those below or a field of "
    "the codebook: place:Dravik, number>=28, date:2017-01; KIND.FIELD means "
    "the field of that kind alone, as in event.status:scheduled.\n\n"
    "The same key again, or values with commas, mean \"or\": "
    "kind:casualty,event. Different keys mean \"and\". A - in front turns a "
    "term round: -kind:role. Values with blanks stand in quotation marks, "
    "place:\"Deep Harbour\" (\\\" is a mark inside them). : looks for whole "
    "words in any case, a * leaves the last one open (place:Drav*); = wants "
    "the whole value. < <= > >= compare numbers and dates.\n\n"
    "A number counts by the least it can be (\"at least 28\" is 28), for < and "
    "<= by the most. A date counts by its first day: date:2017-01 starts in "
    "that month, date<2017 before that year. In a shell, < and > stand in "
    "quotation marks.";

void topic_query(struct out *out)
{
    enum { COLUMN = 24, COLUMNS = 78 };
    const char *example, *means;
    out_wrapped(&out->text, query_intro, 0, COLUMNS);
    buf_byte(&out->text, '\n');
    for (size_t i = 0; ibid_query_name(i, &example, &means); i++) {
        struct buf text = {0};
        size_t start = out->text.len;
        buf_printf(&out->text, "  %s", example);
        do
            buf_byte(&out->text, ' ');
        while (out->text.len - start < COLUMN);
        out_wrapped(&text, means, COLUMN, COLUMNS);
        buf_text(&out->text, text.ptr + COLUMN);
        buf_done(&text);
    }
}

void topic_query_man(struct buf *out)
{
    const char *example, *means;
    buf_text(out, ".SH QUERIES\n");
    man_paragraphs(out, query_intro);
    for (size_t i = 0; ibid_query_name(i, &example, &means); i++) {
        buf_text(out, ".TP\n\\fB");
        man_text(out, example);
        buf_text(out, "\\fR\n");
        man_text(out, means);
        buf_text(out, ".\n");
    }
}
