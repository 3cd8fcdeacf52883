"""Joining by shared tokens."""

from collections.abc import Hashable

from hypothesis import given
from hypothesis import strategies as st

from coopdata.resolve.groups import by_id, join

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
