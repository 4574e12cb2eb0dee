/* query_names.c - the keys of queries, with what they mean; help is made from
 * this table. */
#include "fact/query.h"

#define WORDS QUERY_TAKES_WORDS
#define NUMBER QUERY_TAKES_NUMBER
#define SHARE QUERY_TAKES_SHARE

const struct query_name query_names[] = {
    {"kind", QUERY_KIND, WORDS, "kind:casualty", "facts of this kind"},
    {"status", QUERY_STATUS, QUERY_TAKES_STATUS, "status:extracted",
     "extracted (not reviewed), accepted, corrected, rejected, merged"},
    {"text", QUERY_TEXT, WORDS, "text:\"air strike*\"",
     "these words, next to each other, stand in a value or in the evidence"},
    {"confidence", QUERY_CONFIDENCE, SHARE, "confidence<0.6",
     "how likely the fact is right, 0 to 1"},
    {"doubt", QUERY_DOUBT, SHARE, "doubt>0.4", "1 less the confidence"},
    {"uncited", QUERY_UNCITED, QUERY_TAKES_NOTHING, "uncited",
     "a value cites nothing (but those a rule chooses from a list)"},
    {"unsupported", QUERY_UNSUPPORTED, QUERY_TAKES_NOTHING, "unsupported",
     "the words cited do not carry a value (another number, date or name), or "
     "are lost"},
    {"disputed", QUERY_DISPUTED, QUERY_TAKES_NOTHING, "disputed",
     "another source contradicts it"},
    {"independent", QUERY_INDEPENDENT, NUMBER, "independent>=2",
     "how many independent sources say it: copies of one another, of one "
     "publisher or one origin count once"},
    {"anchor", QUERY_ANCHOR, QUERY_TAKES_ANCHOR, "anchor:moved",
     "a citation is exact, moved, approximate or lost"},
    {"has", QUERY_HAS, QUERY_TAKES_FIELD, "-has:place",
     "the field has a value (here: has none)"},
    {"rule", QUERY_RULE, WORDS, "rule:news/toll",
     "found by this rule, in any version or (rule:news/toll@1) in one"},
    {"rank", QUERY_RANK, QUERY_TAKES_RANK, "rank:preferred",
     "preferred, normal, deprecated"},
    {"note", QUERY_NOTE, WORDS, "note:check", "words of a curator's note"},
    {"no", QUERY_NO, NUMBER, "no:12", "the short number; #12 says the same"},
    {"id", QUERY_ID, WORDS, "id:f3k9", "the id, or its beginning"},
    {"revision", QUERY_REVISION, NUMBER, "revision>1",
     "1, and one more with each change"},
    {"source", QUERY_SOURCE, WORDS, "source:1-wire.txt",
     "in this source: id, beginning of one, or name"},
    {"story", QUERY_STORY, WORDS, "story:yyb5wa",
     "in a source of this story: y..., or its beginning"},
    {"outlet", QUERY_OUTLET, WORDS, "outlet:Wire", "words of its outlet"},
    {"title", QUERY_TITLE, WORDS, "title:\"port fire\"", "of its title"},
    {"author", QUERY_AUTHOR, WORDS, "author:Velt", "of its author"},
    {"url", QUERY_URL, WORDS, "url:news.example", "of its address"},
    {"language", QUERY_LANGUAGE, WORDS, "language:en", "its language"},
    {"published", QUERY_PUBLISHED, QUERY_TAKES_DATE, "published>=2017-01",
     "when it appeared"},
    {0},
};
