"""Joining by shared tokens."""

from collections.abc import Hashable

from hypothesis import given
from hypothesis import strategies as st

from coopdata.resolve.groups import by_id, connected, join, merged

TOKENS = st.lists(st.lists(st.integers(0, 6), max_size=3), max_size=8)


def differ(one: frozenset[Hashable], other: frozenset[Hashable]) -> bool:
    return len(one | other) > 1


@given(TOKENS)
def test_things_are_in_one_group_just_where_tokens_lead_from_one_to_the_other(tokens: list[list[int]]) -> None:
    groups = join(range(len(tokens)), tokens)

    assert sorted(thing for group in groups for thing in group) == list(range(len(tokens)))
    for one in groups:
        for other in groups:
            shared = {t for i in one for t in tokens[i]} & {t for i in other for t in tokens[i]}
            assert one is other or not shared


def test_two_whose_marks_clash_stay_apart_and_the_first_told_takes_those_between() -> None:
    marks = [frozenset({"JP"}), frozenset(), frozenset({"KR"})]

    assert join(["a", "b", "c"], [[1], [1], [1]], marks, differ) == [["a", "b"], ["c"]]


def test_groups_with_the_same_facts_have_ids_of_their_own() -> None:
    found = by_id([["a"], ["b", "c"]], lambda _: "org_aaaaaaaaaa", lambda thing: (ord(thing), thing))

    assert found["org_aaaaaaaaaa"] == ["b", "c"]
    assert len(found) == 2


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=8))
def test_paired_numbers_are_in_one_group_and_others_in_none(pairs: list[tuple[int, int]]) -> None:
    groups = connected(pairs)

    assert sorted(number for own in groups for number in own) == sorted({number for pair in pairs for number in pair})
    assert all(any(one in own and other in own for own in groups) for one, other in pairs)


def test_clusters_made_one_stand_where_the_first_stood_in_order() -> None:
    assert merged([[1, 5], [2], [3, 4]], [[0, 2], [1]], lambda thing: thing) == [[1, 3, 4, 5], [2]]
