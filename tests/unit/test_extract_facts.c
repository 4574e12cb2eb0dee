/* test_extract_facts.c - what the news codebook finds in texts. */
#include <stdio.h>
#include <time.h>

#include "fact/fact.h"
#include "news.h"

/* Paragraphs (between blank lines) as body blocks. */
static size_t blocks_of(struct str text, struct block *blocks, size_t max)
{
    size_t count = 0, start = 0;
    while (start < text.len && count < max) {
        struct str rest = str_cut(text, start, text.len);
        size_t end = start + str_find(rest, STR("\n\n"));
        blocks[count++] =
            (struct block){(uint32_t)start, (uint32_t)end, BLOCK_BODY};
        start = end + 2;
    }
    return count;
}

static void check_citations(const struct ibid_citation *cited, size_t count,
                            const char *text)
{
    for (size_t i = 0; i < count; i++)
        assert_int_equal(citation_check(&cited[i], str_of(text), NULL),
                         IBID_OK);
}

static struct extraction read_text(struct news *f, const char *text)
{
    struct extraction out;
    struct block blocks[64];
    size_t count = blocks_of(str_of(text), blocks, 64);
    extract_facts(f->codebook, str_of(text), blocks, count, "2017-01-16",
                  EXTRACT_MENTIONS, &f->mem, &out);
    for (size_t i = 0; i < out.fact_count; i++) {
        const struct ibid_fact *fact = &out.facts[i];
        assert_int_equal(fact->citation_count, 1);
        check_citations(fact->citations, 1, text);
        for (size_t k = 0; k < fact->field_count; k++)
            for (size_t v = 0; v < fact->fields[k].value_count; v++)
                check_citations(fact->fields[k].values[v].citations,
                                fact->fields[k].values[v].citation_count, text);
    }
    return out;
}

static const char *value(const struct ibid_fact *fact, const char *field)
{
    const struct ibid_field *found = fact_field(fact, field);
    return found ? found->values[0].text : "-";
}

static const char *normal(const struct ibid_fact *fact, const char *field)
{
    const struct ibid_field *found = fact_field(fact, field);
    return found && found->values[0].normalized ? found->values[0].normalized
                                                : "-";
}

/* The fact of a kind whose `field` has this value; the test fails without. */
static const struct ibid_fact *find(const struct extraction *all,
                                    const char *kind, const char *field,
                                    const char *wanted)
{
    for (size_t i = 0; i < all->fact_count; i++)
        if (strcmp(all->facts[i].kind, kind) == 0 &&
            strcmp(value(&all->facts[i], field), wanted) == 0)
            return &all->facts[i];
    for (size_t i = 0; i < all->fact_count; i++)
        print_error("  %s %s = %s\n", all->facts[i].kind, field,
                    value(&all->facts[i], field));
    fail_msg("no %s with %s = %s", kind, field, wanted);
    return NULL;
}

static void a_quotation_is_a_statement_with_its_speaker(void **state)
{
    struct extraction all = read_text(
        *state, "\"The bridge will open,\" said Ines Okafor of the Harbour "
                "Union. \"It took years.\"\n\n\"Nobody asked us,\" Carl Dorn, "
                "a fisherman, told Radio North on Monday.");
    const struct ibid_fact *fact =
        find(&all, "statement", "speaker", "Ines Okafor of the Harbour Union");
    assert_string_equal(
        value(fact, "content"),
        "\"The bridge will open,\" \xE2\x80\xA6 \"It took years.\"");
    assert_string_equal(value(fact, "form"), "direct");
    assert_int_equal(fact_field(fact, "content")->values[0].citation_count, 2);
    assert_int_equal(fact_field(fact, "form")->values[0].citation_count, 0);
    assert_true(strncmp(fact->rule, "news/", 5) == 0);
    fact = find(&all, "statement", "addressee", "Radio North");
    assert_string_equal(value(fact, "content"), "\"Nobody asked us,\"");
}

static void a_quotation_goes_on_over_paragraphs(void **state)
{
    struct extraction all =
        read_text(*state, "\"We built it by hand. It took nine years of our "
                          "lives.\n\n\"Now it stands,\" said Ines Okafor.");
    const struct ibid_fact *fact =
        find(&all, "statement", "speaker", "Ines Okafor");
    assert_int_equal(fact_field(fact, "content")->values[0].citation_count, 2);
}

static void told_speech_denials_and_sources_are_statements(void **state)
{
    struct extraction all = read_text(
        *state, "The harbour office said on Friday that the bridge was safe. "
                "Mayor Lena Holt denied that the city had been warned.\n\n"
                "Ships may pass again, according to the coast guard.");
    const struct ibid_fact *fact =
        find(&all, "statement", "speaker", "The harbour office");
    assert_string_equal(value(fact, "content"), "the bridge was safe");
    assert_string_equal(value(fact, "form"), "indirect");
    fact = find(&all, "statement", "cue", "denied");
    assert_string_equal(normal(fact, "stance"), "\"denies\"");
    fact = find(&all, "statement", "speaker", "the coast guard");
    assert_string_equal(value(fact, "content"), "Ships may pass again");
}

static void pronouns_and_short_names_carry_who_is_meant(void **state)
{
    struct extraction all = read_text(
        *state, "\"The bridge will open,\" said Ines Okafor. \"It is time,\" "
                "she added.\n\n\"We know it,\" Okafor said.");
    const struct ibid_fact *fact = find(&all, "statement", "speaker", "she");
    assert_string_equal(normal(fact, "speaker"), "\"Ines Okafor\"");
    const struct ibid_value *speaker = fact_field(fact, "speaker")->values;
    assert_int_equal(speaker->citation_count, 2);
    assert_string_equal(speaker->citations[1].quote, "Ines Okafor");
    fact = find(&all, "statement", "speaker", "Okafor");
    assert_string_equal(normal(fact, "speaker"), "\"Ines Okafor\"");
}

static void a_pronoun_is_not_followed_past_another_person(void **state)
{
    struct extraction all = read_text(
        *state, "\"The bridge will open,\" said Ines Okafor. Peter Lindqvist "
                "walked over. \"It is time,\" he added.");
    const struct ibid_fact *fact = find(&all, "statement", "speaker", "he");
    assert_string_equal(normal(fact, "speaker"), "-");
}

static void he_and_she_are_persons_or_nobody(void **state)
{
    struct extraction all = read_text(
        *state, "An hour passed.\n\nThe interior ministry said the bridge was "
                "safe. He said it was shut.\n\nA senior army officer said it "
                "was open. She said they had crossed it.\n\nThe report said "
                "it fell. \"It fell,\" he added.");
    const struct ibid_fact *fact = find(&all, "statement", "speaker", "He");
    assert_string_equal(normal(fact, "speaker"), "-");
    fact = find(&all, "statement", "speaker", "She");
    assert_string_equal(normal(fact, "speaker"), "\"A senior army officer\"");
    fact = find(&all, "statement", "speaker", "he");
    assert_string_equal(normal(fact, "speaker"), "-");
}

static void which_behind_a_place_may_mean_what_is_there(void **state)
{
    struct extraction all = read_text(
        *state, "An hour passed.\n\nTalks are held in Malta, which aim to end "
                "the strike.\n\nThe Harbour Union, which wants to end the "
                "strike, was there.");
    const struct ibid_fact *fact = find(&all, "statement", "cue", "aim");
    assert_string_equal(normal(fact, "speaker"), "-");
    fact = find(&all, "statement", "cue", "wants");
    assert_string_equal(normal(fact, "speaker"), "\"The Harbour Union\"");
}

static void quotations_of_one_sort_stand_within_each_other(void **state)
{
    struct extraction all = read_text(
        *state, "Ann Berg wrote, “We care even when “our own union” is to be "
                "blamed for the strike.” The others agreed.");
    assert_non_null(find(&all, "statement", "content",
                         "“We care even when “our own union” is to be "
                         "blamed for the strike.”"));
    all = read_text(*state,
                    "“We never left the harbour, he says. Ann Berg wrote, "
                    "“We care for the old union of the harbour.”");
    assert_non_null(find(&all, "statement", "content",
                         "“We care for the old union of the harbour.”"));
}

static void casualties_are_counted_part_by_part(void **state)
{
    struct extraction all = read_text(
        *state, "The flood left at least 28 villagers dead so far, as well as "
                "40 firemen and at least 14 nurses. More than 310,000 people "
                "have been killed in floods since 2011. A priest was injured.");
    const struct ibid_fact *fact =
        find(&all, "casualty", "number", "at least 28");
    assert_string_equal(normal(fact, "number"), "{\"min\":28}");
    assert_string_equal(value(fact, "victims"), "villagers");
    assert_string_equal(normal(fact, "harm"), "\"killed\"");
    fact = find(&all, "casualty", "number", "40");
    assert_string_equal(normal(fact, "harm"), "\"killed\"");
    (void)find(&all, "casualty", "number", "at least 14");
    (void)find(&all, "casualty", "number", "More than 310,000");
    fact = find(&all, "casualty", "victims", "priest");
    assert_string_equal(normal(fact, "harm"), "\"wounded\"");
    assert_string_equal(normal(fact, "number"), "{\"min\":1,\"max\":1}");
}

static void offsets_are_bytes_and_survive_other_scripts(void **state)
{
    struct extraction all = read_text(
        *state, "\xE2\x80\x9CÇa va, voilà \xE2\x80\x94 привет и 你好,"
                "\xE2\x80\x9D said Zoë Müller of the Häfen-Union.\n\n"
                "\xE2\x80\x9CÉcoutez bien tout le monde,\xE2\x80\x9D she "
                "added.");
    const struct ibid_fact *fact =
        find(&all, "statement", "speaker", "Zoë Müller of the Häfen-Union");
    assert_true(fact_field(fact, "content")->values[0].citations[0].end > 20);
}

static void facts_come_in_the_order_of_the_text_without_doubles(void **state)
{
    struct extraction all = read_text(
        *state, "\"One is enough,\" said Ines Okafor.\n\nThree sailors were "
                "killed.\n\nThe mayor said the bridge was safe.");
    for (size_t i = 1; i < all.fact_count; i++) {
        const struct ibid_fact *a = &all.facts[i - 1], *b = &all.facts[i];
        assert_true(a->start <= b->start);
        assert_false(a->start == b->start && strcmp(a->kind, b->kind) == 0 &&
                     strcmp(value(a, "content"), value(b, "content")) == 0 &&
                     strcmp(value(a, "number"), value(b, "number")) == 0);
    }
}

static void mentions_are_given_by_position(void **state)
{
    struct extraction all = read_text(
        *state, "On January 23 some 40 ships met Ines Okafor near Geneva.");
    bool date = false, number = false, person = false, place = false;
    for (size_t i = 0; i < all.mention_count; i++) {
        const struct mention *m = &all.mentions[i];
        assert_true(!i || all.mentions[i - 1].start <= m->start);
        date |= m->type == MENTION_DATE && strcmp(m->value, "2017-01-23") == 0;
        number |= m->type == MENTION_NUMBER;
        person |=
            m->type == MENTION_PERSON && strcmp(m->value, "Ines Okafor") == 0;
        place |= m->type == MENTION_PLACE && strcmp(m->value, "Geneva") == 0;
    }
    assert_true(date && number && person && place);
}

static void why_shows_rule_and_words(void **state)
{
    struct news *f = *state;
    const char *text = "The mayor said on Friday that the bridge was safe.";
    struct block block = {0, (uint32_t)strlen(text), BLOCK_BODY};
    struct extraction all = read_text(f, text);
    struct buf out = {0};
    assert_true(all.fact_count > 0);
    extract_explain(f->codebook, str_of(text), &block, 1, NULL, &all.facts[0],
                    &f->mem, &out);
    assert_non_null(strstr(out.ptr, "rule news/who-said-clause@"));
    assert_non_null(strstr(out.ptr, "content = \"the bridge was safe\""));
    buf_reset(&out);
    extract_debug(f->codebook, str_of(text), &f->mem, &out);
    assert_non_null(strstr(out.ptr, "MATCH who-said-clause"));
    buf_done(&out);
}

static void blocks_without_facts_are_not_read(void **state)
{
    struct news *f = *state;
    const char *text = "The mayor said that the bridge was safe.";
    struct block block = {0, (uint32_t)strlen(text), BLOCK_COMMENTS};
    struct extraction out;
    extract_facts(f->codebook, str_of(text), &block, 1, NULL, 0, &f->mem, &out);
    assert_int_equal(out.fact_count, 0);
    extract_facts(f->codebook, STR(""), NULL, 0, NULL, EXTRACT_MENTIONS,
                  &f->mem, &out);
    assert_int_equal(out.fact_count + out.mention_count, 0);
}

/* Seconds of processor time for `piece` repeated up to `bytes`. */
static double seconds(struct news *f, const char *piece, size_t bytes)
{
    struct buf text = {0};
    struct arena mem = {0};
    struct extraction out;
    while (text.len < bytes)
        buf_text(&text, piece);
    struct block block = {0, (uint32_t)text.len, BLOCK_BODY};
    clock_t began = clock();
    extract_facts(f->codebook, buf_view(&text), &block, 1, NULL,
                  EXTRACT_MENTIONS, &mem, &out);
    double took = (double)(clock() - began) / CLOCKS_PER_SEC;
    arena_done(&mem);
    buf_done(&text);
    return took;
}

static void hostile_texts_take_linear_time(void **state)
{
    static const char *const pieces[] = {
        "\"",           "1",
        "1 ",           "Big ",
        "said ",        "\"a\" ",
        "killed ",      "of the ",
        "a, b and c ",  "(",
        "40 dead, ",    "he said ",
        "\xE2\x80\x9C", "said \"we go,\" ",
        ".\n\n",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        double small = seconds(*state, pieces[i], 16 * 1024);
        double large = seconds(*state, pieces[i], 128 * 1024);
        if (large > small * 24 + 0.5)
            fail_msg("\"%s\": %.3f s, then %.3f s for eight times as much",
                     pieces[i], small, large);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quotation_is_a_statement_with_its_speaker),
        cmocka_unit_test(a_quotation_goes_on_over_paragraphs),
        cmocka_unit_test(told_speech_denials_and_sources_are_statements),
        cmocka_unit_test(pronouns_and_short_names_carry_who_is_meant),
        cmocka_unit_test(a_pronoun_is_not_followed_past_another_person),
        cmocka_unit_test(he_and_she_are_persons_or_nobody),
        cmocka_unit_test(which_behind_a_place_may_mean_what_is_there),
        cmocka_unit_test(quotations_of_one_sort_stand_within_each_other),
        cmocka_unit_test(casualties_are_counted_part_by_part),
        cmocka_unit_test(offsets_are_bytes_and_survive_other_scripts),
        cmocka_unit_test(facts_come_in_the_order_of_the_text_without_doubles),
        cmocka_unit_test(mentions_are_given_by_position),
        cmocka_unit_test(why_shows_rule_and_words),
        cmocka_unit_test(blocks_without_facts_are_not_read),
        cmocka_unit_test(hostile_texts_take_linear_time),
    };
    return cmocka_run_group_tests(tests, news_open, news_close);
}
