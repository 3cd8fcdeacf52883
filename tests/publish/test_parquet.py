from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from coopdata.publish import PublishError
from coopdata.publish.parquet import to_arrow, write_parquet
from coopdata.tables.catalogue import table
from coopdata.tables.schemas import arrow_schema

Frames = dict[str, pd.DataFrame]


def test_every_table_takes_exactly_the_schema_of_its_spec(frames: Frames) -> None:
    for name, frame in frames.items():
        assert to_arrow(table(name), frame).schema.equals(arrow_schema(table(name)), check_metadata=True)


def test_same_rows_give_same_bytes_without_pandas_metadata(frames: Frames, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_parquet(to_arrow(table("agreements"), frames["agreements"].copy()), tmp_path / name)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert b"pandas" not in pq.read_schema(tmp_path / "one").metadata
    assert pq.ParquetFile(tmp_path / "one").metadata.row_group(0).column(0).compression == "SNAPPY"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", "an empty string stands where null is meant"),
        ("a\x00b", "holds NUL or half of a surrogate pair"),
        ("a\ud800b", "holds NUL or half of a surrogate pair"),
    ],
)
def test_text_no_file_form_can_keep_is_refused_with_its_place(frames: Frames, value: str, message: str) -> None:
    documents = frames["documents"].assign(publisher=pd.Series([value], dtype=object))

    with pytest.raises(PublishError, match=f"table documents, column publisher, row 0: .*{message}"):
        to_arrow(table("documents"), documents)


def test_infinity_is_refused(frames: Frames) -> None:
    agreements = frames["agreements"].assign(confidence=float("inf"))

    with pytest.raises(PublishError, match="table agreements, column confidence, row 0: infinity"):
        to_arrow(table("agreements"), agreements)


def test_a_value_of_another_type_is_refused_with_its_column(frames: Frames) -> None:
    documents = frames["documents"].assign(words="many")

    with pytest.raises(PublishError, match="table documents, column words"):
        to_arrow(table("documents"), documents)


def test_other_columns_than_the_specs_are_refused(frames: Frames) -> None:
    with pytest.raises(PublishError, match="table documents has the columns"):
        to_arrow(table("documents"), frames["documents"].drop(columns="words"))
