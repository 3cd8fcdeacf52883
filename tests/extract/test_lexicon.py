from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdata.documents.view import lower_same_length
from coopdata.extract import lexicon
from coopdata.extract.lexicon import Entry, Kind, Lexicon


def found(text, kind, lex=None):
    return [(text[hit.start : hit.end], hit.entry.value) for hit in (lex or lexicon.load()).scan(text)[kind]]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("He told us so", []),
        ("He told US officials so", [("US", "US")]),
        ("peru", []),
        ("Peru", [("Peru", "PE")]),
        ("PERU", [("PERU", "PE")]),
        ("Perugia", []),
        ("Peru's", [("Peru", "PE")]),
        ("(Peru)", [("Peru", "PE")]),
        ("the Republic of Korea", [("Republic of Korea", "KR")]),
        ("South Korea and North Korea", [("South Korea", "KR"), ("North Korea", "KP")]),
    ],
)
def test_states_count_on_word_boundaries_and_as_written(text, hits):
    assert found(text, Kind.COUNTRY) == hits


def test_an_abbreviation_that_is_a_word_counts_in_capitals_only():
    assert found("WHO people who met", Kind.ORGANIZATION) == [("WHO", "World Health Organization")]


def test_words_of_the_trade_count_in_any_case():
    instrument = "memorandum_of_understanding"
    for text in ("memorandum of understanding", "Memorandum of Understanding", "MEMORANDUM OF UNDERSTANDING"):
        assert found(text, Kind.INSTRUMENT) == [(text, instrument)]


def test_the_longest_of_overlapping_spellings_stands():
    entries = [Entry(form, Kind.TOPIC, form) for form in ("trade", "free trade", "trade in goods and services")]
    lex = Lexicon(entries)
    assert found("free trade", Kind.TOPIC, lex) == [("free trade", "free trade")]
    assert found("free trade in goods and services", Kind.TOPIC, lex) == [
        ("trade in goods and services", "trade in goods and services")
    ]


def test_kinds_do_not_take_each_other_away():
    lex = Lexicon([Entry("Lima", Kind.CITY, "PE", is_name=True), Entry("lima bean", Kind.TOPIC, "bean")])
    assert found("Lima bean", Kind.CITY, lex) == [("Lima", "PE")]
    assert found("Lima bean", Kind.TOPIC, lex) == [("Lima bean", "bean")]


def test_a_letter_whose_lower_form_is_longer_shifts_nothing():
    assert len("İ".lower()) == 2
    assert found("İİ Peru", Kind.COUNTRY) == [("Peru", "PE")]


@settings(deadline=None)
@given(st.text())
def test_lower_case_keeps_the_length(text):
    assert len(lower_same_length(text)) == len(text)


@settings(deadline=None)
@given(st.text(alphabet="PeruLimaİ tresy'", max_size=60))
def test_hits_of_a_kind_stand_in_order_and_apart(text):
    for hits in lexicon.load().scan(text).values():
        assert all(before.end <= after.start for before, after in pairwise(hits))
