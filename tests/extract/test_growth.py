"""No text is slow to read: the work grows with its length, however it is made. What is counted is calls, not time."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopdata.documents.reader import read_text
from coopdata.extract import read
from coopdata.extract.relevance import is_relevant
from tests.extract.reading import scene

AGREEMENTS = ["France and Spain signed a treaty. ", "MoU ", "two memoranda: ", "it was signed ", "The second, "]
NAMES = [
    "Minister John Smith and ",
    "the Ministry of Trade, ",
    "US$5 million ",
    "(KSP) ",
    "On 3 May 2020 ",
    "A",
    "ABC ",
]
MARKS = [
    "((",
    "))",
    "[",
    '"',
    "'s ",
    ", ",
    "; ",
    ". ",
    "\n",
    "\n\n",
    "- ",
    "-",
    "  ",
    "\u00ad",
    "a",
    "İ",
    "of ",
    "and ",
]
PIECES = [*AGREEMENTS, *NAMES, *MARKS]
read(read_text("Peru and Chile signed a treaty in Lima on 3 May 2020."))  # so that no example loads what all share


def work(text, function=lambda text: read(read_text(text))):
    """How many calls the function makes for a text."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        function(text)
    finally:
        sys.setprofile(None)
    return calls


def grown(piece, length):
    """The text of the piece over and over."""
    return ("Peru. " + piece * (length // len(piece) + 1))[:length]


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join))
def test_twice_the_text_takes_at_most_about_twice_the_work(piece):
    read(read_text(grown(piece, 1000)))
    assert work(grown(piece, 12_000)) < 2.6 * work(grown(piece, 6_000)) + 5_000


@pytest.mark.parametrize(
    "sentence", ["France and Spain signed a treaty. ", "Peru's summit with Chile opened in Lima. "]
)
def test_a_collection_of_any_length_takes_work_linear_in_its_length(sentence):
    assert work(grown(sentence, 48_000)) < 2.3 * work(grown(sentence, 24_000))


@settings(derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join))
def test_to_tell_whether_a_text_is_relevant_takes_work_linear_in_its_length(piece):
    is_relevant("Peru")
    assert work(grown(piece, 8_000), is_relevant) < 2.3 * work(grown(piece, 4_000), is_relevant) + 200


def test_a_collection_is_read_in_parts_that_together_hold_every_sentence():
    filling = "The river rose again in the night. " * 400
    whole = scene(f"Peru and Chile signed a treaty. {filling}France and Spain signed a protocol.")
    parts = list(whole.parts())
    assert len(parts) > 1
    assert [clause for part in parts for clause in part.clauses] == list(whole.clauses)
    record = read(whole.document)
    assert [[party.name for party in one.parties] for one in record.agreements] == [
        ["Peru", "Chile"],
        ["France", "Spain"],
    ]


def test_an_article_is_one_part():
    whole = scene("Peru and Chile signed a treaty. " + "The river rose again in the night. " * 100)
    assert [part is whole for part in whole.parts()] == [True]
