"""The figures that are published: measured on a small corpus, written, read back, held against floors."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coopdata.evaluate import __main__ as writing
from coopdata.evaluate.errors import GoldError
from coopdata.evaluate.quality import (
    HEADLINE,
    MAIN_FIELDS,
    Quality,
    measure,
    parse_quality,
    published_quality,
    quality_problems,
)
from coopdata.evaluate.scoring import FIELDS
from coopdata.evaluate.split import HELD, TUNE, part_by_rule
from coopdata.extract import EXTRACTOR_VERSION
from coopdata.problems import Code
from coopdata.reference import quality as reference
from coopdata.reference.quality import Floor, column_quality, columns_told_of, measured_fields, quality_floors
from coopdata.tables.catalogue import TABLES
from tests.evaluate.annotated import LAOS, PERU, agreement, write

GOLD = {"agreements": [agreement(signatories=[])], "organizations": [LAOS, PERU]}
HELD_BACK = ("development_held", "own_held", "briefs_held", "reports_held")
HELD_PUBLISHER = next(f"P{number}" for number in range(99) if part_by_rule("", f"P{number}") == HELD)
TUNE_PUBLISHER = next(f"P{number}" for number in range(99) if part_by_rule("", f"P{number}") == TUNE)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Nine documents: in each measured folder one held back; the one in dev is read wrong."""
    write(tmp_path / "dev", "a", GOLD | {"organizations": [LAOS, {"name": "Bank of Cuba"}]}, publisher=HELD_PUBLISHER)
    write(tmp_path / "dev", "b", GOLD, publisher=TUNE_PUBLISHER)
    write(tmp_path / "own", "c", GOLD, publisher=HELD_PUBLISHER)
    write(tmp_path / "own", "d", GOLD, publisher=TUNE_PUBLISHER)
    write(tmp_path / "briefs", "e", GOLD, publisher=HELD_PUBLISHER)
    write(tmp_path / "briefs", "f", GOLD, publisher=TUNE_PUBLISHER)
    write(tmp_path / "reports", "r", GOLD, publisher=HELD_PUBLISHER)
    write(tmp_path / "reports", "s", GOLD, publisher=TUNE_PUBLISHER)
    write(tmp_path / "calibration", "t", GOLD, publisher=TUNE_PUBLISHER)
    writing.main(["split", str(tmp_path)])
    return tmp_path


@pytest.fixture
def quality(corpus: Path) -> Quality:
    return measure(corpus)


def test_each_set_has_its_documents_and_figures(quality: Quality) -> None:
    told = {name: (one.documents, one.publishers, one.agreements) for name, one in quality.sets.items()}
    assert told == dict.fromkeys(HELD_BACK, (1, 1, 1)) | {"development": (2, 2, 2)}
    organizations = {name: one.figures["organizations"].f1 for name, one in quality.sets.items()}
    assert organizations == {
        "development_held": 0.5,
        "own_held": 1.0,
        "briefs_held": 1.0,
        "reports_held": 1.0,
        "development": 0.75,
    }
    assert quality.figure("development", "offsets valid") is not None
    assert quality.figure("development", "negative documents") is None
    assert quality.figure("elsewhere", "parties") is None
    assert quality.main_f1() == dict.fromkeys(MAIN_FIELDS, 1.0)


def test_the_file_is_the_same_each_time_and_reads_back(corpus: Path, quality: Quality) -> None:
    content = quality.to_bytes()
    assert measure(corpus).to_bytes() == content
    assert parse_quality(content).to_bytes() == content
    assert str(corpus).encode() not in content


def test_the_commands_behind_make_quality_write_both_files(corpus: Path, quality: Quality) -> None:
    assert (corpus / "split.csv").read_text(encoding="utf-8") == (
        "document,part\na,held\nb,tune\nc,held\nd,tune\ne,held\nf,tune\nr,held\ns,tune\nt,tune\n"
    )
    writing.main(["quality", str(corpus), str(corpus / "quality.json")])
    assert (corpus / "quality.json").read_bytes() == quality.to_bytes()


def test_nothing_is_measured_where_a_document_cannot_be_used(corpus: Path) -> None:
    write(corpus / "own", "g", None)
    with pytest.raises(GoldError, match=r"g\.txt: its gold g\.json is missing"):
        measure(corpus)
    with pytest.raises(SystemExit, match=r"g\.txt: its gold g\.json is missing"):
        writing.main(["split", str(corpus)])


def test_nothing_is_measured_where_a_text_cannot_be_read_or_is_in_no_part(corpus: Path) -> None:
    write(corpus / "own", "g", GOLD, text=b"\x00")
    with pytest.raises(GoldError, match=r"(?s)split\.csv does not name it\..*make quality.*g\.txt"):
        measure(corpus)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", "Expecting property name"),
        (b"[]", "a value has the wrong form"),
        (b"{}", "the key 'sets' is missing"),
        (b'{"sets": {}}', "the key 'extractor_version' is missing"),
        (b'{"sets": {"all": {"fields": {"people": {"f1": 1}}}}}', "a value has the wrong form"),
    ],
)
def test_a_damaged_file_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse_quality(content)


def test_a_figure_at_its_floor_is_enough_and_one_below_is_not(quality: Quality) -> None:
    assert quality_problems(quality, EXTRACTOR_VERSION, [Floor(HEADLINE, "organizations", 0.5)]) == []
    (problem,) = quality_problems(quality, EXTRACTOR_VERSION, [Floor(HEADLINE, "organizations", 0.51)])
    assert problem.code is Code.QUALITY_BELOW_FLOOR
    assert problem.line() == (
        "src/coopdata/reference/quality_floors.csv:development_held, organizations: F1 of organizations is 0.500 on "
        "development_held; the floor is 0.510. Mend the reader until it reads better. "
        "Measure it anew with: make quality."
    )


def test_a_figure_that_was_not_measured_is_below_every_floor(quality: Quality) -> None:
    floors = [Floor(HEADLINE, "negative documents", 0.0), Floor("elsewhere", "people", 0.0)]
    told = [problem.message for problem in quality_problems(quality, EXTRACTOR_VERSION, floors)]
    assert told[0].startswith("negative documents was not measured on development_held")
    assert told[1].startswith("people was not measured on elsewhere")


def test_figures_of_another_reader_are_refused(quality: Quality) -> None:
    (problem,) = quality_problems(replace(quality, extractor_version="0"), "7", [])
    assert problem.code is Code.QUALITY_OUTDATED
    assert "the figures are of extractor version 0, the reader is 7." in problem.line()
    assert problem.remedy == "Measure it anew with: make quality."


def test_the_committed_figures_have_every_field_and_keep_the_floors() -> None:
    quality = published_quality()
    assert list(quality.sets) == [*HELD_BACK, "development"]
    assert all(list(one.figures) == list(FIELDS) for one in quality.sets.values())
    assert quality_problems(quality, EXTRACTOR_VERSION) == []
    assert not {"date", "created", "path"} & set(json.loads(quality.to_bytes()))


def test_every_field_has_a_floor_on_each_held_back_set_that_has_cases_enough() -> None:
    quality = published_quality()
    figures = {(name, field): quality.sets[name].figures[field] for name in HELD_BACK for field in FIELDS}
    enough = {place for place, figure in figures.items() if figure.right + figure.missed >= 5}
    assert {(floor.measured_on, floor.field) for floor in quality_floors()} == enough


def test_a_floor_that_is_no_share_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "read_rows", lambda _: ({"measured_on": "all", "field": "people", "f1": "88"},))
    with pytest.raises(ValueError, match=r"quality_floors\.csv: the floor 88\.0 of people is not from 0 to 1"):
        quality_floors.__wrapped__()


def test_every_field_has_a_meaning() -> None:
    assert {field.name for field in measured_fields()} == set(FIELDS)


def test_every_column_of_every_table_says_what_tells_how_good_it_is() -> None:
    columns = {(table.name, column.name): column for table in TABLES for column in table.columns}
    assert set(columns_told_of()) == set(columns)
    for place, known in columns_told_of().items():
        assert set(known.fields) <= set(FIELDS)
        assert not (columns[place].traced and known.measured_as == reference.NOT_READ)


def test_a_column_nobody_told_of_is_an_error_with_the_remedy() -> None:
    with pytest.raises(ValueError, match=r'no row for treaties\.depth\. Add one, .*"not measured" or "not read"'):
        column_quality("treaties", "depth")
