from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdata.extract.words import split_words


def split(text):
    return split_words(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru and Chile met.", ["Peru", "and", "Chile", "met"]),
        ("R&D at KOTRA/JETRO", ["R&D", "at", "KOTRA/JETRO"]),
        ("the U.S. market", ["the", "U.S.", "market"]),
        ("Tae-Sup Byeon", ["Tae-Sup", "Byeon"]),
        ("in 2021-2025, US$6 million", ["in", "2021-2025", "US", "6", "million"]),
        ("Hôpital São-João", ["Hôpital", "São-João"]),
        ("", []),
        (" ,;— ", []),
    ],
)
def test_words_hold_together_what_is_written_as_one(text, words):
    assert [word.text for word in split(text)] == words


@pytest.mark.parametrize(
    ("text", "word"),
    [("Korea's plan", "Korea"), ("Laos' plan", "Laos"), ("firms' plan", "firms"), ("Peru’s plan", "Peru’s")],
)
def test_a_possessive_ending_in_plain_quotes_is_no_part_of_the_word(text, word):
    first, plan = split(text)
    assert (first.text, first.possessive) == (word, "’" not in word)
    assert not plan.possessive


def test_a_closing_quote_is_no_possessive():
    assert not any(word.possessive for word in split("the 'plan' of Peru"))


@pytest.mark.parametrize(
    ("text", "capital", "acronym"),
    [
        ("KOTRA", True, True),
        ("U.S.", True, True),
        ("R&D", True, True),
        ("MoIC", True, False),
        ("Peru", True, False),
        ("3M", True, False),
        ("3rd", False, False),
        ("A", True, False),
        ("ministry", False, False),
    ],
)
def test_shape(text, capital, acronym):
    (word,) = split(text)
    assert (word.is_capital, word.is_acronym) == (capital, acronym)


def test_the_gap_is_what_stands_before_a_word():
    assert [word.gap for word in split("Peru, Chile (and Cuba)")] == ["", ", ", " (", " "]


def test_a_word_longer_than_any_word_is_left_out():
    assert [word.text for word in split("x" * 101 + " y")] == ["y"]


@settings(deadline=None)
@given(st.text(alphabet="aZé'’s.-& ,9", max_size=60), st.integers(0, 20))
def test_positions_are_those_of_the_text(text, start):
    words = split_words(text, min(start, len(text)), len(text))
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(before.end <= after.start for before, after in pairwise(words))
