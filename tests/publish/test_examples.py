"""The examples of the dictionary run as they stand there, in the folder of a real release, and answer what they ask."""

import re
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from coopdata import resolve
from coopdata.capture.found import find
from coopdata.documents.model import Document
from coopdata.documents.reader import read_all
from coopdata.extract import read
from coopdata.publish import publish
from coopdata.publish.examples import EXAMPLES
from coopdata.publish.inputs import release_inputs
from coopdata.tables.build import build_tables
from coopdata.tables.catalogue import TABLES
from tests.synthetic import write_texts
from tests.synthetic_demonstration import DEMONSTRATION

FENCE = re.compile(
    r"^### (?P<tool>\w+): (?P<title>.+)\n\n.+\n\n```(?P<language>\w+)\n(?P<code>(?:.*\n)*?)```$", re.MULTILINE
)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the texts of the demonstration, read as any others."""
    folder = tmp_path_factory.mktemp("demonstration")
    write_texts(folder / "raw", len(DEMONSTRATION))
    documents, problems = read_all(find(folder / "raw"))
    records = [read(document) for document in documents if isinstance(document, Document)]
    frames = build_tables(resolve.resolve(documents, records, [], problems, None))
    created = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    return publish(frames, release_inputs(frames, created), folder / "published").directory


def example(release: Path, tool: str) -> str:
    """The code for the tool as the dictionary of the release shows it."""
    page = (release / "dictionary.md").read_text(encoding="utf-8")
    (code,) = [found["code"] for found in FENCE.finditer(page) if found["tool"] == tool]
    return code


def result_of(release: Path, tool: str) -> Any:
    """What a Python example leaves in `result`."""
    variables: dict[str, Any] = {}
    with chdir(release):
        exec(example(release, tool), variables)  # noqa: S102 - the very code that readers are told to run
    return variables["result"]


def test_the_dictionary_shows_every_example_as_it_is(release: Path) -> None:
    page = (release / "dictionary.md").read_text(encoding="utf-8")

    shown = [(found["tool"], found["title"], found["language"], found["code"]) for found in FENCE.finditer(page)]

    assert shown == [(each.tool, each.title, each.language, each.code) for each in EXAMPLES]
    assert {each.tool for each in EXAMPLES} == {"pandas", "Polars", "DuckDB", "R", "Excel"}


def test_pandas_tells_what_bodies_of_laos_signed_and_with_whom(
    release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = result_of(release, "pandas")

    deals = sorted((told.deal for told in DEMONSTRATION if told.deal), key=lambda deal: deal.signed)
    assert list(result["signed"]) == [deal.signed.isoformat() for deal in deals]
    parties = dict(zip(result["signed"], result["parties"], strict=True))
    assert "Ministry of Energy and Mines" in parties["2019-03-14"]
    assert "Ministry of Trade, Industry and Energy" in parties["2019-03-14"]
    assert "memorandum_of_cooperation" in capsys.readouterr().out


def test_polars_tells_who_signed_for_whom(release: Path) -> None:
    rows = result_of(release, "Polars").rows(named=True)

    signed = {(row["signed"], row["person"]) for row in rows}
    assert signed == {
        (told.deal.signed.isoformat(), person.name)
        for told in DEMONSTRATION
        if told.deal
        for person in told.deal.signatories
    }
    koica = next(row for row in rows if row["person"] == "Kang Dong-hyun")
    assert koica["title"] == "President of KOICA"
    assert koica["signed_for"] == "Korea International Cooperation Agency"


def test_duckdb_tells_who_signed_for_jetro_before_whom_and_in_which_words(release: Path) -> None:
    with chdir(release):
        rows = duckdb.connect().sql(example(release, "DuckDB")).df()

    assert list(zip(rows["name"], rows["role"], strict=True)) == [
        ("Alounkeo Kittikhoun", "signatory"),
        ("Hiroyuki Ishige", "signatory"),
        ("Shinzo Abe", "witness"),
        ("Thongsing Thammavong", "witness"),
    ]
    assert set(rows["signed"]) == {"2013-12-15"}
    text = next(told.text for told in DEMONSTRATION if told.name == "jetro-laos-2013.txt")
    assert all(words in text for words in rows["original"])
    assert "Hiroyuki Ishige" in rows["original"].iloc[1]


def test_every_file_that_an_example_names_is_there(release: Path) -> None:
    for each in EXAMPLES:
        paths = re.findall(r"(?:parquet|csv)/\w+\.\w+", each.code + each.note)
        assert paths
        assert [path for path in paths if not (release / path).is_file()] == []


def test_the_examples_that_are_not_run_name_columns_of_the_tables(release: Path) -> None:
    columns = {column.name for spec in TABLES for column in spec.columns}
    selected = re.search(r"select\((.+)\)", example(release, "R"))
    formula = re.findall(r"(\w+)\[(\w+)\]", example(release, "Excel"))

    assert selected is not None
    assert set(selected[1].split(", ")) <= columns
    assert len(formula) == 3
    for name, column in formula:
        assert column in pd.read_csv(release / "csv" / f"{name}.csv", encoding="utf-8-sig").columns


def test_running_the_examples_leaves_the_release_as_it_was(release: Path) -> None:
    before = sorted(release.rglob("*"))

    for tool in ("pandas", "Polars"):
        result_of(release, tool)

    assert sorted(release.rglob("*")) == before


MINISTRIES = """
    select distinct organizations.name
    from 'parquet/agreements.parquet' as agreements
    join 'parquet/agreement_parties.parquet' as lao using (agreement_id)
    join 'parquet/agreement_parties.parquet' as korean using (agreement_id)
    join 'parquet/organizations.parquet' as organizations on organizations.organization_id = lao.organization_id
    where lao.country = 'LA' and korean.country = 'KR' and agreements.signed like '2019%'
      and organizations.kind = 'ministry'
    order by organizations.name
"""


def test_the_texts_of_the_demonstration_tell_which_ministries_of_laos_signed_with_korea_in_2019(release: Path) -> None:
    with chdir(release):
        rows = duckdb.connect().sql(MINISTRIES).fetchall()

    assert [name for (name,) in rows] == [
        "Ministry of Agriculture and Forestry",
        "Ministry of Education and Sports",
        "Ministry of Energy and Mines",
    ]
