"""The gate of the metadata: each thing that is left unsaid is found, under its code, in the file as it lies staged."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from coopdata.publish import publish
from coopdata.publish.layout import ReleaseId
from coopdata.publish.metadata.gaps import Gap, metadata_gaps
from tests.publish.conftest import INPUTS, Frames

RELEASE = ReleaseId(date(2026, 11, 22))

Json = dict[str, Any]
Edit = Callable[[Json], object]


@pytest.fixture
def staged(published: Path, tmp_path: Path) -> Path:
    """A release, to be changed at will."""
    return shutil.copytree(published / "releases" / str(RELEASE), tmp_path / "staged")


def edit(path: Path, change: Edit) -> None:
    """Change what a metadata file says."""
    text = path.read_text(encoding="utf-8")
    said = yaml.safe_load(text) if path.suffix == ".cff" else json.loads(text)
    change(said)
    path.write_text(json.dumps(said), encoding="utf-8")  # JSON is YAML


def found(staging: Path) -> set[tuple[Gap, str]]:
    return {(Gap(reason.code), reason.place) for reason in metadata_gaps(staging)}


def test_a_release_that_is_described_has_no_gaps(staged: Path) -> None:
    assert metadata_gaps(staged) == []


def test_a_release_at_a_known_address_has_no_gaps_either(frames: Frames, tmp_path: Path) -> None:
    public = publish(frames, replace(INPUTS, base_url="https://data.example.org/"), tmp_path)

    assert metadata_gaps(public.directory) == []


UNSAID: list[tuple[Gap, str, Edit, str]] = [
    (Gap.MISSING_TITLE, "datapackage.json", lambda said: said.pop("title"), ""),
    (Gap.MISSING_TITLE, "dcat.jsonld", lambda said: said["dct:title"].update({"@value": " "}), ""),
    (
        Gap.MISSING_TITLE,
        "croissant.json",
        lambda said: said["recordSet"][0].update(name=""),
        ", recordSet documents",
    ),
    (Gap.MISSING_DESCRIPTION, "CITATION.cff", lambda said: said.pop("abstract"), ""),
    (
        Gap.MISSING_DESCRIPTION,
        "croissant.json",
        lambda said: said["recordSet"][1].pop("description"),
        ", recordSet organizations",
    ),
    (Gap.MISSING_LICENCE, "datapackage.json", lambda said: said.update(licenses=[]), ""),
    (Gap.MISSING_LICENCE, "croissant.json", lambda said: said.pop("license"), ""),
    (Gap.MISSING_PUBLISHER, "dcat.jsonld", lambda said: said.update({"dct:publisher": {"@type": "foaf:Agent"}}), ""),
    (Gap.MISSING_IDENTIFIER, "dcat.jsonld", lambda said: said.pop("dct:identifier"), ""),
    (Gap.MISSING_VERSION, "CITATION.cff", lambda said: said.pop("version"), ""),
    (Gap.MISSING_DATE, "croissant.json", lambda said: said.pop("datePublished"), ""),
    (Gap.MISSING_KEYWORDS, "croissant.json", lambda said: said.update(keywords=["", " "]), ""),
    (Gap.MISSING_THEME, "dcat.jsonld", lambda said: said.pop("dcat:theme"), ""),
    (Gap.MISSING_CITATION, "croissant.json", lambda said: said.pop("citeAs"), ""),
    (
        Gap.MISSING_COLUMN_TITLE,
        "datapackage.json",
        lambda said: said["resources"][0]["schema"]["fields"][0].pop("title"),
        ", resources documents, schema.fields document_id",
    ),
    (
        Gap.MISSING_COLUMN_DESCRIPTION,
        "croissant.json",
        lambda said: said["recordSet"][0]["field"][0].pop("description"),
        ", recordSet documents, field documents/document_id",
    ),
    (
        Gap.MISSING_COLUMN_TYPE,
        "datapackage.json",
        lambda said: said["resources"][0]["schema"]["fields"][0].pop("type"),
        ", resources documents, schema.fields document_id",
    ),
    (
        Gap.MISSING_MEDIA_TYPE,
        "datapackage.json",
        lambda said: said["resources"][0].pop("mediatype"),
        ", resources documents",
    ),
    (
        Gap.MISSING_CHECKSUM,
        "croissant.json",
        lambda said: said["distribution"][0].pop("sha256"),
        ", distribution parquet/documents.parquet",
    ),
    (
        Gap.COLUMN_NOT_DESCRIBED,
        "datapackage.json",
        lambda said: said["resources"][1]["schema"]["fields"].pop(1),
        ", parquet/documents.parquet, title",
    ),
    (
        Gap.COLUMN_NOT_DESCRIBED,
        "croissant.json",
        lambda said: said["recordSet"][0]["field"].pop(1),
        ", parquet/documents.parquet, title",
    ),
    (
        Gap.FILE_NOT_DESCRIBED,
        "croissant.json",
        lambda said: said["distribution"].pop(1),
        ", csv/documents.csv",
    ),
    (Gap.FILE_NOT_DESCRIBED, "dcat.jsonld", lambda said: said["foaf:page"].pop(), ", README.md"),
]
ELSEWHERE = {Gap.MISSING_ADDRESS, Gap.FILE_NOT_THERE, Gap.METADATA_UNREADABLE}
"""Gaps that come with others, or of other causes; each has a test of its own."""


@pytest.mark.parametrize(("gap", "name", "change", "place"), UNSAID)
def test_what_is_left_unsaid_is_found_under_its_code(
    staged: Path, gap: Gap, name: str, change: Edit, place: str
) -> None:
    edit(staged / name, change)

    assert found(staged) == {(gap, f"{name}{place}")}


def test_every_gap_has_been_seen() -> None:
    assert {gap for gap, *_ in UNSAID} | ELSEWHERE == set(Gap)


def test_a_file_without_address_counts_as_not_described(staged: Path) -> None:
    edit(staged / "croissant.json", lambda said: said["distribution"][0].pop("contentUrl"))

    assert found(staged) == {
        (Gap.MISSING_ADDRESS, "croissant.json, distribution parquet/documents.parquet"),
        (Gap.FILE_NOT_DESCRIBED, "croissant.json, parquet/documents.parquet"),
    }


def test_a_file_that_is_described_has_to_be_there(staged: Path) -> None:
    (staged / "downloads" / "coopdata.sqlite").unlink()

    forms = ("datapackage.json", "croissant.json", "dcat.jsonld")
    assert found(staged) == {(Gap.FILE_NOT_THERE, f"{form}, downloads/coopdata.sqlite") for form in forms}


def test_a_file_that_nobody_described_is_found_in_every_form(staged: Path) -> None:
    (staged / "csv" / "notes.csv").write_text("a\r\n", encoding="utf-8")

    forms = ("datapackage.json", "croissant.json", "dcat.jsonld")
    assert found(staged) == {(Gap.FILE_NOT_DESCRIBED, f"{form}, csv/notes.csv") for form in forms}


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff"])
def test_a_metadata_file_of_another_form_is_unreadable(staged: Path, content: bytes) -> None:
    (staged / "dcat.jsonld").write_bytes(content)

    assert found(staged) == {(Gap.METADATA_UNREADABLE, "dcat.jsonld")}


def test_a_metadata_file_that_is_missing_is_unreadable(staged: Path) -> None:
    (staged / "CITATION.cff").unlink()

    assert (Gap.METADATA_UNREADABLE, "CITATION.cff") in found(staged)


def test_a_table_that_does_not_tell_its_columns_is_named(staged: Path) -> None:
    (staged / "parquet" / "codes.parquet").write_bytes(b"PAR1")

    assert found(staged) == {(Gap.METADATA_UNREADABLE, "parquet/codes.parquet")}


def test_a_reason_says_what_is_expected_where_and_what_to_do(staged: Path) -> None:
    edit(
        staged / "dcat.jsonld",
        lambda said: [said["dcat:distribution"][0].pop(key) for key in ("dcat:mediaType", "dct:format")],
    )

    (reason,) = metadata_gaps(staged)

    assert reason.code is Gap.MISSING_MEDIA_TYPE
    assert reason.place.endswith("#parquet/documents.parquet")
    assert reason.message == "A file has neither media type nor format. Expected under dcat:mediaType or dct:format."
    assert reason.remedy
