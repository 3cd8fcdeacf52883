"""What counts as the same agreement, sum, event or title, and how items are paired."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.evaluate.matching import align, pair_up, party_match, same_amount, same_event, same_title
from coopdata.evaluate.names import same_name
from tests.evaluate.annotated import LAOS, PERU, agreement

CUBA = {"name": "Cuba"}
CHILE = {"name": "Chile"}
NAMES = st.lists(st.sampled_from([LAOS, PERU, CUBA, CHILE]), max_size=5)


def test_each_read_item_answers_one_gold_item() -> None:
    pairs, missed, spurious = pair_up([CUBA, CUBA], [CUBA, CHILE], same_name)
    assert (pairs, missed, spurious) == ([(CUBA, CUBA)], [CUBA], [CHILE])


@given(NAMES, NAMES)
def test_pairing_loses_no_item(gold: list[dict[str, str]], read: list[dict[str, str]]) -> None:
    pairs, missed, spurious = pair_up(gold, read, same_name)
    assert len(pairs) + len(missed) == len(gold)
    assert len(pairs) + len(spurious) == len(read)
    assert not any(same_name(one, other) for one in missed for other in spurious)


def test_the_match_of_parties_is_their_f1() -> None:
    assert party_match(agreement(), agreement(parties=[PERU, LAOS])) == (1.0, 2)
    assert party_match(agreement(), agreement(parties=[LAOS])) == (pytest.approx(2 / 3), 1)
    assert party_match(agreement(parties=[]), agreement(parties=[])) == (0.0, 0)


def test_of_two_parties_both_must_be_right() -> None:
    pairs, missed, spurious = align([agreement()], [agreement(parties=[LAOS, CUBA])])
    assert (len(pairs), len(missed), len(spurious)) == (0, 1, 1)


def test_of_four_parties_two_are_enough_and_one_is_not() -> None:
    four = agreement(parties=[LAOS, PERU, CUBA, CHILE])
    assert len(align([four], [agreement(parties=[CUBA, CHILE])])[0]) == 1
    assert len(align([four], [agreement(parties=[CUBA])])[0]) == 0


def test_of_agreements_between_the_same_parties_the_one_alike_is_taken() -> None:
    first, second = agreement(signed="2019"), agreement(signed="2021", instrument="treaty")
    pairs, _, _ = align([first, second], [second, first])
    assert sorted(one["signed"] for one, other in pairs if one == other) == ["2019", "2021"]


@pytest.mark.parametrize(
    ("value", "currency", "same"),
    [
        (1_000_000, "USD", True),
        (1_004_000, "USD", True),
        (1_006_000, "USD", False),
        (1_000_000, "LAK", False),
        (None, "USD", False),
    ],
)
def test_a_sum_is_the_same_to_half_a_percent_in_its_currency(value: float | None, currency: str, same: bool) -> None:
    gold = {"value": 1_000_000, "currency": "USD"}
    assert same_amount(gold, {"value": value, "currency": currency}) == same


@pytest.mark.parametrize(
    ("read", "same"),
    [
        ({"name": "Andean Summit", "start": "2021-05-03"}, True),
        ({"name": "Health Meeting", "start": "2021-05-03"}, True),
        ({"name": "Andean Health Summit", "start": "2021-05-04"}, False),
        ({"name": "visit to Cuba", "start": "2021-05-03"}, False),
        ({"name": None, "start": "2021-05-03"}, False),
    ],
)
def test_an_event_is_the_same_by_words_of_its_name_and_its_first_day(read: dict[str, str], same: bool) -> None:
    assert same_event({"name": "Andean Health Summit", "start": "2021-05-03"}, read) == same


def test_an_event_without_a_date_is_the_same_by_its_name() -> None:
    gold = {"name": "Andean Health Summit", "start": None}
    assert same_event(gold, {"name": "Health Summit", "start": "2021-05-03"})
    assert not same_event(gold, {"name": "visit to Cuba"})


@pytest.mark.parametrize(
    ("read", "same"),
    [
        ("Minister", True),
        ("the Minister of Health", True),
        ("Deputy Minister of Health of Peru", True),
        ("Mayor", False),
        ("", False),
    ],
)
def test_a_title_is_the_same_where_one_holds_the_other(read: str, same: bool) -> None:
    assert same_title("Minister of Health", read) == same
