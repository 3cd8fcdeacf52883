"""Figures from counts: what they are, and that the interval bounds them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdata.evaluate.report import (
    agreements_in,
    error_kinds,
    error_lines,
    errors_json,
    figures,
    report_json,
    report_lines,
)
from coopdata.evaluate.scoring import FIELDS, DocumentScore

COUNTS = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
SCORES = st.lists(
    st.builds(
        lambda number, counts: DocumentScore(f"text-{number}", counts),
        st.integers(0, 99),
        st.dictionaries(st.sampled_from(FIELDS), COUNTS, max_size=4),
    ),
    min_size=1,
    max_size=12,
)


def scored(*counts: tuple[int, int, int], field: str = "people") -> list[DocumentScore]:
    return [DocumentScore(f"text-{number}", {field: one}) for number, one in enumerate(counts)]


def test_precision_recall_and_f1_are_of_all_documents_together() -> None:
    (people,) = figures(scored((3, 1, 0), (3, 1, 4)))
    assert (people.right, people.spurious, people.missed) == (6, 2, 4)
    assert (people.precision, people.recall, people.f1) == (0.75, 0.6, pytest.approx(2 / 3))
    assert people.low < people.f1 < people.high


def test_documents_that_are_all_alike_leave_no_doubt() -> None:
    (people,) = figures(scored(*[(3, 1, 1)] * 8))
    assert people.low == people.high == people.f1 == 0.75


def test_more_documents_make_the_interval_narrower() -> None:
    few, many = (figures(scored((1, 0, 0), (0, 1, 1)) * times)[0] for times in (3, 60))
    assert many.high - many.low < few.high - few.low


def test_a_field_without_cases_is_perfect_and_one_of_no_document_is_left_out() -> None:
    assert [(one.field, one.f1) for one in figures(scored((0, 0, 0)))] == [("people", 1.0)]
    assert figures([]) == []


@settings(max_examples=40, deadline=None)
@given(SCORES)
def test_figures_are_shares_in_the_order_of_fields_and_the_same_each_time(scores: list[DocumentScore]) -> None:
    found = figures(scores)
    assert [one.field for one in found] == [field for field in FIELDS if any(field in one.counts for one in scores)]
    for one in found:
        assert all(0 <= share <= 1 for share in (one.precision, one.recall, one.f1, one.low, one.high))
        assert one.low <= one.high
    assert figures(scores) == found


@given(st.lists(COUNTS, min_size=25, max_size=40))
@settings(max_examples=60, deadline=None, derandomize=True)  # a percentile interval may miss its figure, but seldom
def test_the_interval_bounds_f1(counts: list[tuple[int, int, int]]) -> None:
    (people,) = figures(scored(*counts))
    assert people.low <= people.f1 <= people.high


def test_the_table_tells_documents_agreements_figures_and_kinds_of_error() -> None:
    scores = scored((3, 1, 1), (2, 0, 0), field="agreements")
    for _ in range(3):
        scores[0].note("missed people", {"name": "Rosa Flores"})
    scores[1].note("spurious amounts", {"value": 7})
    lines = list(report_lines(scores))
    assert lines[0].startswith("2 documents, 6 agreements; 95 % intervals of F1 from 2000 resamples")
    assert lines[2].split()[:4] == ["agreements", "0.833", "0.833", "0.833"]
    assert [line.split() for line in lines[-2:]] == [["3", "missed", "people"], ["1", "spurious", "amounts"]]
    assert agreements_in(scores) == 6
    assert error_kinds(scores) == [("missed people", 3), ("spurious amounts", 1)]


def test_errors_stand_under_their_document() -> None:
    scores = scored((1, 0, 1), (1, 0, 0))
    scores[0].note("missed people", {"name": "Rosa Flores"})
    assert list(error_lines(scores)) == ["text-0", '  missed people: {"name": "Rosa Flores"}']
    assert errors_json(scores) == {"text-0": [{"kind": "missed people", "what": {"name": "Rosa Flores"}}]}


def test_the_json_has_the_figures_of_the_table() -> None:
    told = json.loads(json.dumps(report_json(scored((3, 1, 0), (3, 1, 4)))))
    assert (told["documents"], told["agreements"], told["resamples"]) == (2, 0, 2000)
    assert told["fields"]["people"] | {"low": 0, "high": 0} == {
        "precision": 0.75, "recall": 0.6, "f1": 0.6667, "low": 0, "high": 0, "right": 6, "spurious": 2, "missed": 4
    }  # fmt: skip
