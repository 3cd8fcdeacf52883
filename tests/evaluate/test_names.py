"""When two names mean the same body, person or place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.evaluate.names import fold_name, same_name, same_person

NAMES = st.text(max_size=40)


def named(name: str, *aliases: str) -> dict[str, object]:
    return {"name": name, "aliases": list(aliases)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Government of Laos", "Laos"),
        ("Government of the Philippines", "Philippines"),
        ("Lao government", "lao"),
        ("Sociedad Química", "SOCIEDAD QUIMICA"),
        ("Johnson & Sons", "Johnson and Sons"),
        ("Peru’s Ministry of Health", "Peru Ministry of Health"),
        ("Japan External Trade Organization (JETRO)", "Japan External Trade Organization"),
        ("Japan External Trade Organization (JETRO)", "JETRO"),
        ("Ministry of Trade, Industry and Energy", "Ministry of Trade Industry and Energy"),
        ("Korea Trade and Investment Promotion Agency", "Korea Trade and Investment Promotion"),
    ],
)
def test_one_body_written_in_two_ways_is_the_same(one: str, other: str) -> None:
    assert same_name(named(one), named(other))
    assert same_name(named(other), named(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Health", "Ministry of Trade"),
        ("Laos", "Lao PDR"),
        ("University of Lima", "University of Cusco"),
        ("", ""),
        ("Bank", "The World Bank"),
    ],
)
def test_different_bodies_are_not_the_same(one: str, other: str) -> None:
    assert not same_name(named(one), named(other))


def test_an_alias_is_as_good_as_the_name() -> None:
    assert same_name(named("Department of Trade Promotion", "DTP"), named("DTP"))
    assert not same_name(named("Department of Trade Promotion"), named("DTP"))


def test_forms_of_address_do_not_count_in_names_of_people() -> None:
    assert same_person(named("H.E. Dr Rosa Flores"), named("Rosa Flores"))
    assert not same_name(named("H.E. Dr Rosa Flores"), named("Rosa Flores"))
    assert not same_person(named("Rosa Flores"), named("Juan Flores"))


@given(NAMES, NAMES)
def test_sameness_has_no_direction(one: str, other: str) -> None:
    assert same_name(named(one), named(other)) == same_name(named(other), named(one))


@given(NAMES)
def test_a_folded_name_stays_as_it_is_but_for_the_words_it_drops_at_its_ends(name: str) -> None:
    words = fold_name(name).split()
    assert all(word == word.casefold() and word.isalnum() for word in words)
    assert words[:1] != ["the"]
