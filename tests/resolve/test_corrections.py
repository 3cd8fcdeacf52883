"""Corrections by hand: what applies, what is refused, and the trail they leave."""

from pathlib import Path

import pytest

from coopdata.resolve import Correction, Resolved, read_corrections, resolve
from tests.resolve.test_resolve import jetro, problems_of

HEADER = "record,field,value,reason,document_hash\n"
HASH = "0" * 64


def corrected(field: str, value: str | None, document_hash: str | None = None, record: str | None = None) -> Resolved:
    """The result with one correction of the only agreement."""
    document, reading = jetro()
    (agreement,) = resolve([document], [reading]).agreements
    correction = Correction(
        record or agreement.agreement_id, field, value, "seen in print", document_hash or document.sha256, 2
    )
    return resolve([document], [reading], [correction])


def test_a_correction_sets_the_value_and_leaves_a_trail() -> None:
    result = corrected("place", "Vientiane")

    assert [row.place for row in result.agreements] == ["Vientiane"]
    trail = {(row.value, row.kind, row.chosen) for row in result.statements if row.field == "place"}
    assert trail == {("Tokyo", "stated", False), ("Vientiane", "corrected", True)}
    assert problems_of(result, [jetro()[0]]) == []


def test_an_empty_value_empties_the_field() -> None:
    result = corrected("place", None)

    assert [row.place for row in result.agreements] == [None]
    assert problems_of(result, [jetro()[0]]) == []


def test_a_correction_made_for_another_version_of_the_document_is_reported_and_not_applied() -> None:
    result = corrected("place", "Vientiane", document_hash=HASH)

    assert [row.place for row in result.agreements] == ["Tokyo"]
    assert [str(issue.code) for issue in result.issues] == ["correction_stale"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("signed", "15 December", "has not the form"),
        ("status", "done", "is no code"),
        ("status", None, "may not be empty"),
        ("completeness", "1", "no field completeness"),
        ("agreement_id", "agr_aaaaaaaaaa", "part of the key"),
        ("event_id", "evt_aaaaaaaaaa", "events has no event_id"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused_with_its_line(field: str, value: str | None, message: str) -> None:
    (issue,) = corrected(field, value).issues

    assert (str(issue.code), issue.place) == ("correction_invalid", "line 2")
    assert message in issue.message


def test_an_unknown_record_is_refused() -> None:
    (issue,) = corrected("place", "Vientiane", record="agr_aaaaaaaaaa").issues

    assert "there is no record" in issue.message


def test_bad_lines_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(f"{HEADER}agr_a,place,Rome,print,{HASH}\nagr_b,place\nagr_c,place,Rome,print,abc\n", "utf-8")

    corrections, problems = read_corrections(path)

    assert corrections == [Correction("agr_a", "place", "Rome", "print", HASH, 2)]
    assert [(problem.place, bool(problem.remedy)) for problem in problems] == [("line 3", True), ("line 4", True)]


@pytest.mark.parametrize("text", ["", "record;field\n"])
def test_a_wrong_header_is_a_problem(tmp_path: Path, text: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(text, "utf-8")

    corrections, problems = read_corrections(path)

    assert (corrections, [problem.place for problem in problems]) == ([], ["line 1"])


def test_no_file_means_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "corrections.csv") == ([], [])


def test_a_line_separator_within_a_cell_starts_no_new_line(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(f"{HEADER}agr_a,place,Lima,seen\u2028twice,{HASH}\n", "utf-8")
    corrections, problems = read_corrections(path)
    assert [(one.value, one.reason) for one in corrections] == [("Lima", "seen\u2028twice")]
    assert problems == []


def test_a_value_with_a_control_character_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(f"{HEADER}agr_a,place,Li\x00ma,seen,{HASH}\n", "utf-8")
    corrections, (problem,) = read_corrections(path)
    assert corrections == []
    assert problem.place == "line 2"
