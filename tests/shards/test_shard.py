"""One shard: every row of it stands in its records once, read or with its issue, and the same bytes come again."""

import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coopdata.documents.model import Document
from coopdata.extract.cache import OtherProgramError
from coopdata.extract.record import Record
from coopdata.shards.shard import GROUP_ROWS, SCHEMA, Parameters, ShardResult, run_shard
from coopdata.shards.store import StoreError
from tests.shards.laid import QUICK, contents, lay

NEWS = (
    "The Ministry of Trade of Vietnam and the Ministry of Trade of Cuba signed a memorandum of understanding in 2021."
)


def never(_: Document) -> Record:
    raise AssertionError("this shard was done")


def read(folder: Path, parameters: Parameters = QUICK, name: str = "s.jsonl") -> ShardResult:
    return run_shard(str(folder / "source" / name), str(folder / "target"), parameters)


def table(folder: Path, result: ShardResult) -> pa.Table:
    return pq.read_table(folder / "target" / result.records)


def test_every_text_is_a_row_with_its_record_in_the_order_of_the_shard(tmp_path: Path) -> None:
    lay(tmp_path / "source", {"s.jsonl": [NEWS, "Nothing was agreed on Monday."]})
    result = read(tmp_path, replace(QUICK, read=Parameters().read))
    found = table(tmp_path, result)

    assert found.schema == SCHEMA
    assert found["path"].to_pylist() == ["s.jsonl#1", "s.jsonl#2"]
    assert found["agreements"].to_pylist() == [1, 0]
    record = Record.from_json(json.loads(found["record"][0].as_py()))
    assert record.document.id == found["document_id"][0].as_py()
    assert [party.country for party in record.agreements[0].parties] == ["VN", "CU"]
    assert (result.rows, result.read, result.agreements, result.issues) == (2, 2, 1, ())


def test_a_text_that_breaks_the_reader_is_an_issue_and_the_rest_is_read(tmp_path: Path) -> None:
    lay(tmp_path / "source", {"s.jsonl": ["one", "RAISE", "three"]})
    result = read(tmp_path)
    found = table(tmp_path, result).to_pylist()

    assert [row["status"] for row in found] == ["read", "rejected", "read"]
    (issue,) = found[1]["issues"]
    assert (issue["code"], found[1]["record"]) == ("reader_failed", None)
    assert "ZeroDivisionError: as it was told" in issue["message"]
    assert (result.rows, result.read, result.issues) == (3, 2, (("reader_failed", 1),))


def test_rows_that_are_broken_are_issues_and_the_rest_is_read(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", {})
    source.mkdir()
    lines = [b'{"text": "one"}', b'{"text": "\xff"}', b"{", b"[]", b'{"text": ""}', b'{"text": "\\ud800"}', b"{}"]
    (source / "s.jsonl").write_bytes(b"\n".join([*lines, b'{"text": "two"}']))
    result = read(tmp_path)

    assert table(tmp_path, result)["status"].to_pylist() == ["read", *["rejected"] * 6, "read"]
    assert result.issues == (("archive_row_invalid", 6),)


def test_a_parquet_shard_gives_the_records_of_its_rows_though_one_is_no_utf_8(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    texts = pa.array([b"one", b"\xff\xfe", b"three"], pa.binary()).cast(pa.string(), safe=False)
    pq.write_table(pa.table({"text": texts}), tmp_path / "source" / "s.parquet")
    result = read(tmp_path, name="s.parquet")

    assert table(tmp_path, result)["status"].to_pylist() == ["read", "rejected", "read"]
    assert table(tmp_path, result)["path"].to_pylist() == [f"s.parquet#{row}" for row in (1, 2, 3)]


def test_a_shard_that_breaks_off_gives_the_rows_before_and_an_issue(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "s.parquet").write_bytes(b"PAR1 and no more")
    result = read(tmp_path, name="s.parquet")

    assert (result.rows, result.read, result.issues) == (1, 0, (("file_damaged", 1),))


def test_a_row_group_is_full_after_some_rows(tmp_path: Path) -> None:
    lay(tmp_path / "source", {"s.jsonl": ["", *["a"] * GROUP_ROWS]})
    result = read(tmp_path)
    found = pq.ParquetFile(tmp_path / "target" / result.records).metadata

    assert [found.row_group(number).num_rows for number in range(found.num_row_groups)] == [GROUP_ROWS, 1]


def test_a_shard_that_is_done_is_not_read_again(tmp_path: Path) -> None:
    lay(tmp_path / "source", {"s.jsonl": ["one"]})
    first = read(tmp_path)
    before = contents(tmp_path / "target")

    assert read(tmp_path, replace(QUICK, read=never)) == first
    assert contents(tmp_path / "target") == before


def test_a_shard_is_read_again_when_its_text_its_sidecar_its_name_or_the_version_is_another(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", {"s.jsonl": ["one"]})
    results = [
        read(tmp_path),
        read(tmp_path, replace(QUICK, version="other")),
        read(tmp_path, replace(QUICK, name="n")),
    ]
    (source / "s.meta.json").write_text('{"publisher": "The Nation"}')
    results.append(read(tmp_path))
    lay(source, {"s.jsonl": ["two"]})
    results.append(read(tmp_path))

    assert len({result.records for result in results}) == len(results)


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b'{"issues": 3}', None])
def test_a_shard_whose_note_or_records_are_damaged_is_read_again(tmp_path: Path, damage: bytes | None) -> None:
    lay(tmp_path / "source", {"s.jsonl": ["one"]})
    result = read(tmp_path)
    before = contents(tmp_path / "target")
    records = tmp_path / "target" / result.records
    if damage is None:
        records.write_bytes(records.read_bytes()[:-1])
    else:
        records.with_suffix(".json").write_bytes(damage)

    assert read(tmp_path) == result
    assert contents(tmp_path / "target") == before


def test_a_worker_with_another_program_refuses(tmp_path: Path) -> None:
    lay(tmp_path / "source", {"s.jsonl": ["one"]})
    with pytest.raises(OtherProgramError, match="another version"):
        read(tmp_path, replace(QUICK, program="other"))


def test_a_shard_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        read(tmp_path)
