/* feed_field.c - what the names of elements in feeds mean. */
#include "import/feed_field.h"

enum feed_field feed_field_named(const char *name, int *rank)
{
    static const struct {
        const char *name;
        enum feed_field field;
        int rank;
    } elements[] = {
        {"guid", FEED_ID, 1},         {"id", FEED_ID, 2},
        {"link", FEED_URL, 1},        {"title", FEED_TITLE, 1},
        {"author", FEED_AUTHOR, 1},   {"dc:creator", FEED_AUTHOR, 2},
        {"name", FEED_AUTHOR, 3},     {"pubDate", FEED_DATE, 3},
        {"published", FEED_DATE, 3},  {"dc:date", FEED_DATE, 2},
        {"updated", FEED_DATE, 1},    {"content:encoded", FEED_CONTENT, 2},
        {"content", FEED_CONTENT, 1}, {"description", FEED_SUMMARY, 1},
        {"summary", FEED_SUMMARY, 1},
    };
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (strcmp(name, elements[i].name) == 0) {
            *rank = elements[i].rank;
            return elements[i].field;
        }
    return FEED_NONE;
}

/* Past "<?...?>", "<!--...-->" and "<!...[...]>" to the first element. */
static struct str first_element(struct str head)
{
    static const struct {
        const char *start, *end;
    } passed[] = {{"<?", "?>"}, {"<!--", "-->"}, {"<!", ">"}, {"]", ">"}};
    if (str_starts(head, STR("\xEF\xBB\xBF")))
        head = str_cut(head, 3, head.len);
    for (size_t i = 0; i < sizeof passed / sizeof *passed;) {
        head = str_trim(head);
        if (!str_starts(head, str_of(passed[i].start))) {
            i++;
            continue;
        }
        size_t end = str_find(head, str_of(passed[i].end));
        if (end == head.len)
            return (struct str){"", 0};
        head = str_cut(head, end + strlen(passed[i].end), head.len);
        i = 0;
    }
    return head;
}

int feed_sniff(struct str head)
{
    static const char *const roots[] = {"<rss", "<feed", "<rdf:RDF"};
    struct str first = first_element(head);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        size_t length = strlen(roots[i]);
        if (str_starts(first, str_of(roots[i])) && first.len > length &&
            byte_is_in(first.ptr[length], " >\t\r\n"))
            return 90;
    }
    return 0;
}
