"""How documents are counted: what is right, spurious or missed; and that ``score.py`` counts the same."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.documents.model import Document
from coopdata.documents.reader import read_file
from coopdata.evaluate.gold import load_gold
from coopdata.evaluate.report import figures
from coopdata.evaluate.scoring import FIELDS, OFFSETS, score_document
from coopdata.evaluate.split import TUNE
from coopdata.extract import read
from tests.evaluate.annotated import FLORES, LAOS, PERU, agreement, everything, score

CORPUS = Path(__file__).parents[1] / "corpus"
CUBA = {"name": "Cuba"}
SPURIOUS: dict[str, dict[str, Any]] = {
    "agreements": agreement(parties=[{"name": "Fiji"}, {"name": "Samoa"}]),
    "organizations": {"name": "Bank of Cuba"},
    "people": {"name": "Juan Soto"},
    "amounts": {"value": 7, "currency": "EUR"},
    "events": {"name": "visit to Cuba", "start": "1999"},
}
INSTRUMENTS = st.sampled_from(["treaty", "contract", None])
DATES = st.sampled_from(["2021-05-03", "2019", None])
AGREEMENTS = st.builds(
    lambda parties, instrument, signed, place: agreement(
        parties=parties, instrument=instrument, signed=signed, place=place
    ),
    st.lists(
        st.sampled_from([LAOS, PERU, CUBA, {"name": "Chile"}]), min_size=1, max_size=4, unique_by=lambda p: p["name"]
    ),
    INSTRUMENTS,
    DATES,
    st.sampled_from(["Lima", None]),
)
GOLDS = st.fixed_dictionaries(
    {
        "agreements": st.lists(AGREEMENTS, max_size=3, unique_by=lambda one: (one["instrument"], one["signed"])),
        "organizations": st.lists(st.sampled_from([LAOS, PERU]), max_size=2, unique_by=lambda one: one["name"]),
        "people": st.lists(st.just(FLORES), max_size=1),
        "amounts": st.lists(
            st.fixed_dictionaries({"value": st.integers(1, 10**9), "currency": st.just("USD")}), max_size=3
        ),
        "events": st.lists(st.fixed_dictionaries({"name": st.just("Andean Summit"), "start": DATES}), max_size=2),
    }
)


def test_a_perfect_record_is_right_in_every_field() -> None:
    found = score(everything(), everything())
    assert set(found.counts) == set(FIELDS) - {"negative documents", OFFSETS}
    assert all(spurious == missed == 0 for _, spurious, missed in found.counts.values())
    assert found.counts["parties"] == (2, 0, 0)
    assert found.errors == []


def test_nothing_read_is_missed_and_nothing_spurious() -> None:
    found = score(everything(), {})
    assert all(right == spurious == 0 for right, spurious, _ in found.counts.values())
    assert found.counts["organizations"] == (0, 0, 2)
    assert found.counts["whole records"] == (0, 0, 1)
    assert found.errors[0][0] == "missed agreement"


def test_a_wrong_value_is_spurious_and_missed() -> None:
    found = score(everything(), everything(agreements=[agreement(status="planned", signed=None)]))
    assert found.counts["status"] == (0, 1, 1)
    assert found.counts["signed"] == (0, 0, 1)
    assert found.counts["whole records"] == (0, 1, 1)
    assert found.errors[0][0] == "agreement with wrong status"


def test_a_party_too_many_keeps_a_record_from_being_whole() -> None:
    found = score(everything(), everything(agreements=[agreement(parties=[LAOS, PERU, CUBA])]))
    assert found.counts["agreements"] == (1, 0, 0)
    assert found.counts["parties"] == (2, 1, 0)
    assert found.counts["whole records"] == (0, 1, 1)
    assert found.errors[0][0] == "agreement with wrong parties"


def test_an_optional_agreement_counts_neither_way() -> None:
    gold = everything(agreements=[agreement(optional=True)])
    assert score(gold, everything()).counts["agreements"] == (0, 0, 0)
    assert score(gold, everything(agreements=[])).counts["agreements"] == (0, 0, 0)


def test_a_text_without_agreement_counts_as_a_whole() -> None:
    gold = everything(agreements=[])
    assert score(gold, {}).counts["negative documents"] == (1, 0, 0)
    assert score(gold, everything()).counts["negative documents"] == (0, 0, 1)


def test_a_country_counts_where_the_organization_was_found_and_the_gold_gives_one() -> None:
    read_organizations = [LAOS | {"country": "VN"}, {"name": "Bank of Cuba", "country": "CU"}]
    found = score(everything(), {"organizations": read_organizations})
    assert found.counts["countries"] == (0, 1, 1)


@given(GOLDS)
def test_any_gold_read_perfectly_scores_one_everywhere(gold: dict[str, Any]) -> None:
    assert all(figure.f1 == figure.precision == figure.recall == 1.0 for figure in figures([score(gold, gold)]))


@given(GOLDS, GOLDS, st.sampled_from(sorted(SPURIOUS)))
def test_a_spurious_item_never_raises_precision(gold: dict[str, Any], record: dict[str, Any], field: str) -> None:
    more = record | {field: [*record[field], SPURIOUS[field]]}
    before = {one.field: one for one in figures([score(gold, record)])}
    after = {one.field: one for one in figures([score(gold, more)])}
    assert after[field].precision <= before[field].precision
    assert after[field].recall == before[field].recall
    assert after[field].spurious == before[field].spurious + 1


@pytest.fixture(scope="module")
def shared_scorer() -> ModuleType:
    """``tests/corpus/score.py``, as all who measure use it."""
    spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_counts_are_those_of_the_shared_scorer(shared_scorer: ModuleType) -> None:
    documents, _ = load_gold(CORPUS / "dev")
    chosen = [document for document in documents if document.part == TUNE][::4]
    expected, found = {}, {}
    for document in chosen:
        source = read_file(document.file)
        assert isinstance(source, Document)
        record = json.loads(json.dumps(read(source).to_json()))
        gold = json.loads(document.file.path.with_suffix(".json").read_text(encoding="utf-8"))
        tally, _ = shared_scorer.score({document.id: gold}, {document.id: record})
        expected[document.id] = {field: tuple(map(int, counts)) for field, counts in tally.counts.items()}
        found[document.id] = score_document(document, record).counts
    assert len(chosen) > 15
    assert found == expected


@given(GOLDS, GOLDS)
def test_any_two_annotations_are_counted_as_the_shared_scorer_counts(
    shared_scorer: ModuleType, gold: dict[str, Any], record: dict[str, Any]
) -> None:
    tally, _ = shared_scorer.score({"one": {"gold": gold}}, {"one": record})
    assert score(gold, record).counts == {field: tuple(map(int, counts)) for field, counts in tally.counts.items()}
