import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from coopdata.publish import latest_release_dir
from coopdata.publish.contents import DOWNLOADS
from coopdata.publish.exports import EXPORTS, write_exports
from coopdata.publish.files import sha256_of
from coopdata.publish.layout import WORKBOOK, parquet_path
from coopdata.publish.model import PublishError
from coopdata.publish.parquet import read_parquet, write_parquet
from coopdata.tables.catalogue import TABLES
from tests.publish.conftest import Frames
from tests.publish.exported import ARGUMENTS, arrow, told
from tests.publish.test_graph import judged

PUBLISHED = Path(__file__).parents[2] / "published"

AGAIN = """
import json, sys
from pathlib import Path
from coopdata.publish.exports import write_exports
from coopdata.publish.layout import ReleaseId, parquet_path
from coopdata.publish.parquet import read_parquet
from coopdata.tables.catalogue import TABLES
folder, to, release, version = sys.argv[1:]
data = {table.name: read_parquet(Path(folder) / parquet_path(table.name)) for table in reversed(TABLES)}
write_exports(data, Path(to), ReleaseId.parse(release), version)
"""


def hashes(folder: Path) -> dict[str, str]:
    return {export.path: sha256_of(folder / export.path) for export in EXPORTS}


def test_the_exports_are_the_downloads_of_a_release():
    assert [export.path for export in EXPORTS] == [file.path for file in DOWNLOADS]


def test_the_same_tables_give_the_same_bytes_in_any_process(tmp_path):
    """Whatever the order of hashes, of the tables, of memory."""
    data = told()
    for name, table in data.items():
        write_parquet(table, tmp_path / parquet_path(name))
    write_exports(data, tmp_path / "one", *ARGUMENTS)
    for number in ("1", "2"):
        to = tmp_path / number
        subprocess.run(
            [sys.executable, "-c", AGAIN, str(tmp_path), str(to), *map(str, ARGUMENTS)],
            env={**os.environ, "PYTHONHASHSEED": number, "MALLOC_PERTURB_": number, "TZ": "Asia/Vientiane"},
            check=True,
        )
        assert hashes(to) == hashes(tmp_path / "one")


def test_several_processes_write_the_same_bytes_from_the_tables_in_the_folder(tmp_path):
    data = told()
    for name, table in data.items():
        write_parquet(table, tmp_path / parquet_path(name))
    write_exports(data, tmp_path / "one", *ARGUMENTS)
    write_exports(data, tmp_path, *ARGUMENTS, jobs=2)
    assert hashes(tmp_path) == hashes(tmp_path / "one")


def test_what_another_process_cannot_write_is_told_as_this_one_would_tell_it(tmp_path):
    for name, table in told().items():
        write_parquet(table, tmp_path / parquet_path(name))
    (tmp_path / WORKBOOK).mkdir(parents=True)
    with pytest.raises(PublishError, match=r"cannot write .*\.xlsx: .*\. Make sure that the folder can be written"):
        write_exports({}, tmp_path, *ARGUMENTS, jobs=2)


def test_tables_without_rows_make_whole_files(tmp_path, frames: Frames):
    data = {name: table.slice(0, 0) for name, table in arrow(frames).items()}
    write_exports(data, tmp_path, *ARGUMENTS)
    assert all((tmp_path / export.path).exists() for export in EXPORTS)


def test_nothing_lies_beside_the_exports(tmp_path):
    write_exports(told(), tmp_path, *ARGUMENTS)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()) == sorted(
        export.path for export in EXPORTS
    )


@pytest.fixture(scope="module")
def real() -> dict[str, pa.Table]:
    """The tables of the release that is published."""
    folder = latest_release_dir(PUBLISHED)
    assert folder is not None
    return {table.name: read_parquet(folder / parquet_path(table.name)) for table in TABLES}


def test_the_published_release_can_be_exported_and_the_library_takes_its_entities(tmp_path, real):
    write_exports(real, tmp_path, *ARGUMENTS)
    found = judged(tmp_path / "downloads" / "entities.ftm.json")
    assert found["problems"] == []
    of_tables = ("organizations", "people", "events", "projects", "agreements")
    entities = sum(real[name].num_rows for name in of_tables)
    kinds = ("Organization", "PublicBody", "Company", "Person", "Event", "Project")
    assert sum(found["schemata"].get(kind, 0) for kind in kinds) == entities
