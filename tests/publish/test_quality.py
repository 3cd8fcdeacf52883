"""A release says how well its texts were read, and is not made where they were read too badly."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from coopdata.evaluate.quality import parse_quality
from coopdata.problems import Code
from coopdata.publish import PublishError, ReleaseInputs, publish, verify
from coopdata.publish.goodness import quality_section
from coopdata.publish.manifest import checksums, measure
from coopdata.publish.pointers import latest_release_dir
from coopdata.reference.quality import measured_fields
from tests.publish.measured import QUALITY, quality

Frames = dict[str, pd.DataFrame]


def relist(release: Path) -> None:
    """Write manifest and checksums anew after a file has changed, as somebody might who wants it to pass."""
    manifest = json.loads((release / "manifest.json").read_bytes())
    unlisted = ("manifest.json", "SHA256SUMS")
    manifest["files"] = [
        {"path": path, "bytes": size, "sha256": digest}
        for path, (size, digest) in measure(release).items()
        if path not in unlisted
    ]
    (release / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (release / "SHA256SUMS").write_bytes(
        checksums({path: told for path, told in measure(release).items() if path != "SHA256SUMS"})
    )


def test_a_release_carries_the_figures_of_its_reader(release: Path) -> None:
    content = (release / "quality.json").read_bytes()
    listed = [file["path"] for file in json.loads((release / "manifest.json").read_bytes())["files"]]
    assert parse_quality(content).to_bytes() == content == QUALITY.to_bytes()
    assert "quality.json" in listed


@pytest.mark.parametrize("field", ["agreements", "whole records", "offsets valid"])
def test_a_figure_below_its_floor_is_refused_and_the_last_release_stands(
    frames: Frames, changed: Frames, inputs: ReleaseInputs, tmp_path: Path, field: str
) -> None:
    first = publish(frames, inputs, tmp_path)
    with pytest.raises(PublishError) as refusal:
        publish(changed, replace(inputs, quality=quality(**{field: 0.05})), tmp_path)
    reasons = refusal.value.reasons
    assert {reason.code for reason in reasons} == {Code.QUALITY_BELOW_FLOOR}
    assert {reason.place for reason in reasons} == {
        f"{measured}, {field}" for measured in ("development_held", "own_held", "briefs_held", "reports_held")
    }
    place = f"quality_below_floor: development_held, {field}: "
    assert f"{place}F1 of {field} is 0.050 on development_held; the floor is " in str(refusal.value)
    assert str(refusal.value).endswith(
        "Nothing was published. Mend the reader until it reads better. Measure it anew with: make quality. "
        "See src/coopdata/reference/quality_floors.csv."
    )
    assert latest_release_dir(tmp_path) == first.directory
    assert [path.name for path in (tmp_path / "releases").iterdir()] == ["2026.11.22"]


def test_many_figures_below_their_floors_are_counted(frames: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"; and \d+ more\. Nothing was published"):
        publish(frames, replace(inputs, quality=quality(0.0)), tmp_path)
    assert not (tmp_path / "releases").exists()


def test_figures_of_another_version_of_the_reader_are_refused(
    frames: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    with pytest.raises(
        PublishError,
        match="quality_outdated: extractor_version: the figures are of extractor version 1, the reader is 2",
    ):
        publish(frames, replace(inputs, extractor_version="2"), tmp_path)


def test_where_nothing_has_changed_low_figures_are_no_failure(
    frames: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    publish(frames, inputs, tmp_path)
    assert not publish(frames, replace(inputs, quality=quality(0.0)), tmp_path).created


def test_damaged_figures_are_found_though_the_lists_agree(release: Path) -> None:
    (release / "quality.json").write_text("{}", encoding="utf-8")
    relist(release)
    assert verify(release).problems == (
        "quality.json: cannot be read: the key 'sets' is missing. Get this release again from where it was published.",
    )


def test_figures_of_another_reader_are_found(release: Path) -> None:
    (release / "quality.json").write_bytes(replace(QUALITY, extractor_version="9").to_bytes())
    relist(release)
    (problem,) = verify(release).problems
    assert problem.startswith("quality.json: is of extractor version 9, the release of 1.")


def test_a_release_older_than_the_figures_is_sound_without_them(release: Path) -> None:
    (release / "quality.json").unlink()
    relist(release)
    assert verify(release).ok


def test_the_page_says_in_words_how_good_the_data_is_and_on_what_it_was_measured(release: Path) -> None:
    page = (release / "dictionary.md").read_text(encoding="utf-8")
    section = page[page.index("## How good the data is") : page.index('<a id="documents">')]
    for word in ("**Precision** says", "**Recall** says", "**F1** puts", "**The interval**"):
        assert word in section
    assert "| Development documents held back | 12 | 8 | 20 |" in section
    for field in measured_fields():
        assert f"| **{field.title}:** {field.meaning} | 1.00 | 1.00 | 1.00 (0.95–1.00) |" in section


def test_each_column_on_the_page_has_its_figure_or_says_that_there_is_none(
    frames: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    told = quality(signed=0.87, signatories=0.66)
    page = (publish(frames, replace(inputs, quality=told), tmp_path).directory / "dictionary.md").read_text("utf-8")

    def cell(table: str, column: str) -> str:
        lines = page[page.index(f'<a id="{table}">') :].splitlines()
        line = next(line for line in lines if line.startswith(f"| `{column}` "))
        return line.removesuffix(" |").rpartition("| ")[2]

    assert cell("agreements", "signed") == "0.87 (0.82–0.92)"
    assert cell("agreements", "purpose") == "not measured"
    assert cell("agreements", "documents") == "–"
    roles = "signatories 0.66 (0.61–0.71); witnesses 1.00 (0.95–1.00). By the person's role."
    assert cell("agreement_people", "person_id") == roles


def test_a_field_that_was_not_measured_says_so() -> None:
    section = quality_section(replace(QUALITY, sets={}))
    assert "| **Date of signing:** the date, as exactly as the text gives it | not measured | not measured |" in section


def test_the_dictionary_for_programs_names_the_field_of_each_column(release: Path) -> None:
    with (release / "dictionary.csv").open(encoding="utf-8-sig", newline="") as stream:
        told = {(row["table"], row["column"]): row["measured_as"] for row in csv.DictReader(stream)}
    assert told["agreements", "signed"] == "signed"
    assert told["agreement_people", "person_id"] == "signatories|witnesses"
    assert told["agreements", "purpose"] == "not measured"
    assert told["documents", "sha256"] == "not read"
