/* pattern_class.c - the classes of items that patterns can name. */
#include "extract/grammar.h"
#include "extract/pattern_node.h"

static const struct {
    const char *name;
    uint8_t class;
    uint32_t tags;
} classes[] = {
    {"any", CLASS_ANY, 0},
    {"np", CLASS_NP, 0},
    {"name", CLASS_NAME, 0},
    {"person", CLASS_PERSON, 0},
    {"organisation", CLASS_ORG, 0},
    {"place", CLASS_PLACE, 0},
    {"number", CLASS_NUMBER, 0},
    {"date", CLASS_DATE, 0},
    {"past-date", CLASS_PAST, 0},
    {"quote", CLASS_QUOTE, 0},
    {"speech", CLASS_SPEECH, 0},
    {"unclosed", CLASS_UNCLOSED, 0},
    {"clause", CLASS_CLAUSE, 0},
    {"object", CLASS_OBJECT, 0},
    {"capital", CLASS_CAPITAL, 0},
    {"upper", CLASS_UPPER, 0},
    {"s", CLASS_BREAK, 0},
    {"p", CLASS_PARAGRAPH, 0},
    {"end", CLASS_EDGE, 0},
    {"start", CLASS_START, 0},
    {"noun", CLASS_TAGS, TAG_BIT(TAG_NOUN) | TAG_BIT(TAG_NAME)},
    {"finite", CLASS_TAGS,
     TAGS_FINITE | TAG_BIT(TAG_BASE) | TAG_BIT(TAG_MODAL)},
    {"verb", CLASS_TAGS, TAGS_VERB},
    {"base", CLASS_TAGS, TAG_BIT(TAG_BASE)},
    {"past", CLASS_TAGS, TAG_BIT(TAG_PAST) | TAG_BIT(TAG_DONE)},
    {"doing", CLASS_TAGS, TAG_BIT(TAG_DOING)},
    {"adj", CLASS_TAGS, TAG_BIT(TAG_ADJ)},
    {"adv", CLASS_TAGS, TAG_BIT(TAG_ADV)},
    {"det", CLASS_TAGS, TAG_BIT(TAG_DET)},
    {"prep", CLASS_TAGS, TAG_BIT(TAG_PREP) | TAG_BIT(TAG_TO)},
    {"pron", CLASS_TAGS, TAG_BIT(TAG_PRON)},
    {"punct", CLASS_TAGS, TAG_BIT(TAG_PUNCT)},
};

bool pattern_class_find(struct str name, struct pattern_node *out)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (str_eq(name, str_of(classes[i].name))) {
            out->class = classes[i].class;
            out->arg = classes[i].tags;
            return true;
        }
    return false;
}
