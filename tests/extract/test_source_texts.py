"""The two source texts, against their gold and against what they say of projects."""

import importlib.util
import json
from pathlib import Path

import pytest

from coopdata.capture import scan
from coopdata.documents import read_file
from coopdata.extract import read

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"
JETRO, STARTUPS = "000_1279a95556bda309", "001_aff6d0383df8344f"
EXACT = (
    "agreements",
    "parties",
    "instrument",
    "status",
    "signed",
    "signatories",
    "witnesses",
    "organizations",
    "people",
    "amounts",
    "countries",
)
CLOSE = ("events", "titles")


@pytest.fixture(scope="module")
def records():
    found = {Path(file.name).stem: read(read_file(file)) for file in scan(ROOT / "raw").files}
    return {name: found[name] for name in (JETRO, STARTUPS)}


@pytest.fixture(scope="module")
def scored(records):
    """F1 by field, and the errors behind it."""
    spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = {file.stem: json.loads(file.read_text("utf-8")) for file in (CORPUS / "seeds").glob("*.json")}
    assert set(gold) == set(records)
    tally, errors = scorer.score(gold, {name: one.to_json() for name, one in records.items()})
    return {field: f1 for field, _, _, f1, *_ in tally.rows()}, errors


@pytest.mark.parametrize("field", EXACT)
def test_every_gold_fact_comes_out_and_nothing_else(scored, field):
    f1, errors = scored
    assert f1[field] == 1.0, errors


@pytest.mark.parametrize("field", CLOSE)
def test_events_and_titles_come_out_nearly_all(scored, field):
    f1, errors = scored
    assert f1[field] >= 0.8, errors


def test_the_memorandum_told_six_times_is_one_agreement(records):
    (agreement,) = records[JETRO].agreements
    assert (agreement.instrument, agreement.signed) == ("memorandum_of_cooperation", "2013-12-15")
    assert {person.name: person.party for person in agreement.signatories} == {
        "Hiroyuki Ishige": "JETRO",
        "Alounkeo Kittikhoun": "Government of the Lao People's Democratic Republic",
    }


def project(records, name):
    (found,) = [project for project in records[STARTUPS].projects if name in project.name]
    return found, {(part.role, part.name) for part in found.organizations}


def test_the_techno_park(records):
    park, parts = project(records, "Techno Park")
    assert [(amount.value, amount.currency) for amount in park.amounts] == [(6e6, "USD")]
    assert park.end == "2025"
    assert parts == {("funding", "Ministry of SMEs and Startups")}


def test_the_knowledge_sharing_programme(records):
    _, parts = project(records, "Knowledge Sharing Programme")
    kotra = next(one for one in records[STARTUPS].organizations if "KOTRA" in one.aliases)
    assert parts == {
        ("funding", "Ministry of Economy and Finance"),
        ("coordinating", kotra.name),
        ("organising", "Hyundai Research Institute"),
        ("organising", "Korea Venture Business Association"),
    }


def test_the_feasibility_study_at_the_college(records):
    study, parts = project(records, "feasibility study")
    assert study.kind == "study"
    assert any(name == "KOICA" for _, name in parts)
    assert "Commerce College" in study.name or "Commerce College" in [name for _, name in parts]


def test_this_coming_august_is_the_one_after_publication(records):
    assert "2022-08" in [event.start for event in records[STARTUPS].events if "reporting" in event.name]


def test_only_these_projects(records):
    assert len(records[STARTUPS].projects) == 3
    assert records[JETRO].projects == ()
