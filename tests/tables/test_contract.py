"""A change of the tables has the version it asks for, and no column goes without a warning."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from coopdata.publish import publish
from coopdata.publish.dictionary import dictionary_csv, dictionary_md
from coopdata.publish.layout import ReleaseId
from coopdata.publish.parquet import to_arrow
from coopdata.tables.catalogue import SCHEMA_VERSION, TABLES, table
from coopdata.tables.contract import (
    Change,
    Contract,
    Size,
    classify,
    contract_json,
    contract_of_catalogue,
    contract_of_release,
    contract_problem,
    deprecated_columns,
    parse_contract,
    published_contracts,
    version_fits,
    write_contract,
)
from coopdata.tables.spec import Column, Table, Type
from tests.publish.conftest import INPUTS, tiny_frames
from tests.publish.measured import QUALITY

ID = Column("id", "Id", "Identifier.", Type.STRING, "a")
STATUS = Column("status", "Status", "Where it stands.", Type.STRING, "signed", code_list="agreement_status")
SUM = Column("sum", "Sum", "How much.", Type.NUMBER, "1", null="Not known.", unit="kip")
PLACE = Column("place", "Place", "Where.", Type.STRING, "Seoul", null="Not known.")
DEALS = Table("deals", "Deals", "What was agreed.", "one row per deal", ("id",), (ID, STATUS, SUM))
PARTS = Table("parts", "Parts", "Who agreed.", "one row per part", ("id",), (ID,))


def contract(*tables: Table, version: str = "1.2.0") -> Contract:
    return contract_of_catalogue(tables, version)


def columns(*given: Column) -> Contract:
    return contract(replace(DEALS, columns=given), PARTS)


BEFORE = contract(DEALS, PARTS)


def with_code(change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Contract:
    return replace(BEFORE, code_lists={name: change(codes) for name, codes in BEFORE.code_lists.items()})


CHANGES = {
    "a column that may be empty at the end": (columns(ID, STATUS, SUM, PLACE), Size.MINOR),
    "a table": (contract(DEALS, PARTS, replace(PARTS, name="people")), Size.MINOR),
    "a column that is never empty any more": (columns(ID, STATUS, replace(SUM, null=None)), Size.MINOR),
    "a reference": (columns(ID, STATUS, replace(SUM, references=("parts", "id"))), Size.MINOR),
    "a code list": (columns(ID, STATUS, replace(SUM, code_list="severity")), Size.MINOR),
    "a code": (with_code(lambda codes: (*codes, "pondered")), Size.MINOR),
    "a deprecation": (columns(ID, STATUS, replace(SUM, deprecated="since version 1.2.0; use amounts")), Size.MINOR),
    "a column that may be empty between others": (columns(ID, PLACE, STATUS, SUM), Size.MAJOR),
    "a column that is never empty": (columns(ID, STATUS, SUM, replace(PLACE, null=None)), Size.MAJOR),
    "a column less": (columns(ID, STATUS), Size.MAJOR),
    "another name": (columns(ID, STATUS, replace(SUM, name="total")), Size.MAJOR),
    "another type": (columns(ID, STATUS, replace(SUM, type=Type.INTEGER)), Size.MAJOR),
    "another unit": (columns(ID, STATUS, replace(SUM, unit="million kip")), Size.MAJOR),
    "another code list": (columns(ID, replace(STATUS, code_list="severity"), SUM), Size.MAJOR),
    "no code list": (columns(ID, replace(STATUS, code_list=None), SUM), Size.MAJOR),
    "another order": (columns(ID, SUM, STATUS), Size.MAJOR),
    "a column that may be empty now": (columns(ID, replace(STATUS, null="Not known."), SUM), Size.MAJOR),
    "another key": (contract(replace(DEALS, key=("id", "status")), PARTS), Size.MAJOR),
    "a table less": (contract(DEALS), Size.MAJOR),
    "a code less": (with_code(lambda codes: codes[1:]), Size.MAJOR),
    "other words": (columns(ID, STATUS, replace(SUM, title="Total", description="How much in all.")), Size.NONE),
    "another order of tables": (contract(PARTS, DEALS), Size.NONE),
}  # fmt: skip


@pytest.mark.parametrize(("after", "size"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_as_large_as_its_largest_part(after: Contract, size: Size) -> None:
    change = classify(BEFORE, after)

    assert change.size is size
    assert (size is Size.NONE) == (change == Change((), (), ()))


@pytest.mark.parametrize(
    ("size", "fitting", "too_low"),
    [
        (Size.NONE, ["1.2.0", "1.2.1", "1.3.0", "2.0.0"], ["1.1.9", "0.9.0"]),
        (Size.MINOR, ["1.3.0", "1.10.0", "2.0.0"], ["1.2.0", "1.2.9", "1.1.0"]),
        (Size.MAJOR, ["2.0.0", "3.1.0", "10.0.0"], ["1.2.0", "1.3.0", "1.99.99", "0.1.0"]),
    ],
)
def test_a_version_fits_if_it_is_as_high_as_the_change_asks(size: Size, fitting: list[str], too_low: list[str]) -> None:
    change = Change(("smaller",) * (size >= Size.MINOR), ("larger",) * (size is Size.MAJOR), ())

    assert [version for version in fitting if version_fits("1.2.0", version, change)] == []
    assert [version for version in too_low if version_fits("1.2.0", version, change) is None] == []


def test_a_message_says_what_changed_and_which_version_that_asks_for() -> None:
    after = columns(ID, STATUS, replace(SUM, type=Type.INTEGER), PLACE)

    assert version_fits("1.2.0", "1.3.0", classify(BEFORE, after)) == (
        "the tables differ from version 1.2.0 (type of deals.sum is integer, no longer number), which asks for a new "
        "major version, 2.0.0 or higher, and the schema version is 1.3.0"
    )


def test_a_column_goes_only_after_it_was_deprecated() -> None:
    warned = columns(ID, STATUS, replace(SUM, deprecated="since version 1.3.0; use amounts.value"))
    without = columns(ID, STATUS)

    too_early = version_fits("1.2.0", "2.0.0", classify(BEFORE, without))

    assert too_early is not None
    assert too_early.startswith("deals.sum: removed without having been deprecated in version 1.2.0.")
    assert version_fits("1.2.0", "1.3.0", classify(BEFORE, warned)) is None
    assert version_fits("1.3.0", "2.0.0", classify(warned, without)) is None
    assert version_fits("1.3.0", "1.4.0", classify(warned, without)) is not None


def test_a_deprecated_column_is_listed_and_explained() -> None:
    warning = "since version 1.3.0; use amounts.value"
    parties = table("agreement_parties")
    deprecated = replace(parties, columns=(*parties.columns[:-1], replace(parties.columns[-1], deprecated=warning)))

    assert deprecated_columns([deprecated, PARTS]) == [
        {"table": "agreement_parties", "column": "country", "deprecated": warning}
    ]
    assert dictionary_csv([deprecated]).decode().splitlines()[-1].endswith(f",{warning}")
    assert all(line.endswith(",") for line in dictionary_csv([parties]).decode().splitlines()[1:])
    data = {parties.name: to_arrow(parties, tiny_frames()[parties.name])}
    page = dictionary_md([deprecated], data, ReleaseId(date(2026, 11, 22)), "1.3.0", QUALITY).decode()
    assert f"{parties.columns[-1].description} **Deprecated** {warning}. |" in page


def test_every_deprecation_of_the_catalogue_says_since_when_and_what_to_use() -> None:
    for entry in deprecated_columns():
        assert entry["deprecated"].startswith("since version ")
        assert "; use " in entry["deprecated"]


def test_a_contract_reads_back_as_it_was_written() -> None:
    for known in (BEFORE, contract_of_catalogue()):
        assert parse_contract(contract_json(known)) == known


def test_each_contract_in_git_has_the_version_that_its_change_asks_for() -> None:
    contracts = published_contracts()

    for before, after in pairwise(contracts):
        assert version_fits(before.schema_version, after.schema_version, classify(before, after)) is None


def test_the_catalogue_is_the_newest_contract_in_git() -> None:
    newest, catalogue = published_contracts()[-1], contract_of_catalogue()

    change = classify(newest, catalogue)

    assert version_fits(newest.schema_version, SCHEMA_VERSION, change) is None
    assert newest.schema_version == SCHEMA_VERSION, "write the contract: python -m coopdata.tables.contract"
    assert newest == catalogue, "write the contract: python -m coopdata.tables.contract"


def test_a_contract_is_written_once_and_only_under_a_version_that_fits(tmp_path: Path) -> None:
    wider = columns(ID, STATUS, SUM, PLACE)

    path = write_contract(tmp_path, replace(wider, schema_version="1.3.0"), [BEFORE])

    assert parse_contract(path.read_text(encoding="utf-8")).tables == wider.tables
    assert path.name == "1.3.0.json"
    with pytest.raises(ValueError, match=r"1\.2\.0\.json has it otherwise: the column deals\.place is new\. Set"):
        write_contract(tmp_path, wider, [BEFORE])
    with pytest.raises(ValueError, match=r"which asks for a new minor version, 1\.3\.0 or higher"):
        write_contract(tmp_path, replace(wider, schema_version="1.2.1"), [BEFORE])
    assert [file.name for file in tmp_path.iterdir()] == ["1.3.0.json"]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tiny_frames(), INPUTS, tmp_path_factory.mktemp("published")).directory


def test_a_release_has_the_contract_of_its_catalogue(release: Path) -> None:
    assert contract_of_release(release) == contract_of_catalogue()
    assert contract_problem(contract_of_release(release)) is None
    assert len(contract_of_release(release).tables) == len(TABLES)


def test_a_release_with_other_tables_needs_another_version(release: Path, tmp_path: Path) -> None:
    package = (release / "datapackage.json").read_text(encoding="utf-8")
    assert package.count('"name": "place_country"') == 2
    (tmp_path / "datapackage.json").write_text(package.replace('"place_country"', '"country"'), encoding="utf-8")
    (tmp_path / "manifest.json").write_bytes((release / "manifest.json").read_bytes())

    problem = contract_problem(contract_of_release(tmp_path))

    assert problem is not None
    assert problem.startswith("agreements.country: removed without having been deprecated")


@pytest.mark.parametrize("content", [None, b"{", b"[]", b"{}", b'{"resources": [{}]}'])
def test_a_release_whose_description_is_damaged_is_refused_with_its_place(
    release: Path, tmp_path: Path, content: bytes | None
) -> None:
    (tmp_path / "manifest.json").write_bytes((release / "manifest.json").read_bytes())
    if content is not None:
        (tmp_path / "datapackage.json").write_bytes(content)

    with pytest.raises(ValueError, match=r"datapackage\.json"):
        contract_of_release(tmp_path)
