"""Who could enter an agreement, and where the document names them."""

import pytest

from coopdata.extract.agreements import drafts_of
from tests.extract.reading import scene


def candidates(text):
    _, outline = drafts_of(scene(text))
    return {one.ref.name: [place.implied for place in one.places] for one in outline.candidates.values()}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The Chilean minister signed a treaty with Peru.", "Chile"),
        ("Santiago and Lima signed a treaty with Cuba.", "Chile"),
        ("The Parliament of Chile ratified a treaty with Peru.", "Chile"),
        ("Minister of Health of Chile Ana Soto signed a treaty with Peru.", "Chile"),
    ],
)
def test_a_state_is_a_candidate_where_its_people_capital_parliament_or_ministers_are_named(text, state):
    assert state in candidates(text)


def test_a_town_and_the_government_of_a_part_are_candidates_beside_their_state():
    text = "Yerevan Municipality and the Government of Sindh signed a treaty with Peru, Armenia and Pakistan."
    assert set(candidates(text)) == {"Yerevan Municipality", "Government of Sindh", "Peru", "Armenia", "Pakistan"}


def test_a_currency_names_no_state():
    assert "US" not in candidates("Peru and Chile signed a loan agreement worth US$50 million.")


def test_a_parliament_itself_enters_no_agreement():
    assert "Parliament of Chile" not in candidates("The Parliament of Chile ratified a treaty with Peru.")


def test_both_stands_for_the_two_named_before():
    found = candidates("Peru and Chile met. Both signed a treaty.")
    assert found == {"Peru": [False, False], "Chile": [False, False]}
