"""What a sentence knows of its own words."""

import re

import pytest

from coopdata.extract.context import words_needed
from tests.extract.reading import passage


def test_parts_are_those_of_joined_words_too() -> None:
    assert passage("A pre-feasibility study of the lender's U.S. arm_s.").parts == frozenset(
        ("a", "pre", "feasibility", "study", "of", "the", "lender", "s", "u", "arm")
    )


def test_parts_hold_words_that_are_too_long_to_be_read() -> None:
    sentence = passage(f"{'-'.join(['x' * 30] * 4)}-committee met.")
    assert "committee" not in sentence.lowers
    assert "committee" in sentence.parts


@pytest.mark.parametrize("written", ["MARGINS", "margİns", "margıns", "marginſ"])
def test_parts_are_what_an_expression_without_case_takes_them_for(written: str) -> None:
    assert re.search(r"\bmargins\b", written, re.IGNORECASE)
    assert "margins" in passage(f"On the {written} of the forum.").parts


def test_a_word_at_which_words_cover_ends_is_found_from_either_side() -> None:
    sentence = passage("Peru's ministers met.")
    assert [sentence.index_at(position) for position in (0, 3, 4, 7, 99)] == [0, 0, 1, 1, 3]
    assert [sentence.index_after(position) for position in (0, 3, 4, 7, 99)] == [0, 1, 1, 1, 3]


def test_known_words_are_those_that_a_hit_of_any_kind_covers() -> None:
    sentence = passage("Peru signed the new treaty on Monday.")
    assert sentence.known == {0, 1, 4}


def test_of_each_wording_the_longest_word_is_needed_and_of_equals_the_last() -> None:
    assert words_needed(("came together", "the two", "Met", "re-opened")) == {"together", "two", "met", "opened"}
