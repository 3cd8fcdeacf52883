"""The data that the scripts load: what is in it, in how many files, and that it runs nothing."""

import json
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from coopdata.publish import latest_release_dir, layout
from coopdata.publish.page.asking import asking
from coopdata.publish.page.data_files import KINDS, data_files, script
from coopdata.reference.page_texts import SCRIPT, page_texts
from tests.publish.hostile import HOSTILE

CALL = re.compile(r'coopdata\.take\("(?P<kind>\w+)", (?P<number>\d+), (?P<content>.*)\);\n', re.DOTALL)


def taken(content: bytes) -> tuple[str, int, Any]:
    """What a file of data hands to ``coopdata.take``."""
    match = CALL.fullmatch(content.decode("utf-8"))
    assert match
    return match["kind"], int(match["number"]), json.loads(match["content"])


def data(site: Path, name: str) -> Any:
    (folder,) = (site / "site" / "data").iterdir()
    kind, number, content = taken((folder / name).read_bytes())
    assert name in (f"{kind}.js", f"{kind}-{number}.js")
    return content


def count(site: Path, table: str) -> int:
    release = latest_release_dir(site)
    assert release is not None
    return pq.ParquetFile(release / layout.parquet_path(table)).metadata.num_rows


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_is_listed_once(site: Path, kind: str) -> None:
    rows = data(site, f"{kind}-0.js")

    assert len({row[0] for row in rows}) == len(rows) == count(site, kind)


def test_agreements_are_listed_the_newest_first_with_parties_people_and_topics(site: Path) -> None:
    rows = data(site, "agreements-0.js")
    dates = [row[4] or row[7] or "" for row in rows]
    parties = [party for row in rows for party in row[11]]

    assert {len(row) for row in rows} == {15}
    assert dates == sorted(dates, reverse=True)
    assert len(parties) == count(site, "agreement_parties")
    assert {len(party) for party in parties} == {3}
    assert sum(len(row[12]) for row in rows) == count(site, "agreement_people")
    assert sum(len(row[13]) for row in rows) == count(site, "agreement_topics")


def test_the_description_counts_the_files_and_names_the_codes(site: Path) -> None:
    meta = data(site, "meta.js")

    assert meta["release"] == "2026.11.22"
    assert meta["chunks"] == dict.fromkeys(KINDS, 1)
    assert meta["counts"]["agreements"] == count(site, "agreements")
    assert meta["labels"]["country"]["LA"] == "Laos"
    assert meta["labels"]["status"]["signed"] == "signed"


def test_rows_are_parted_into_files_of_so_many(site: Path) -> None:
    release = latest_release_dir(site)
    assert release is not None
    with asking(release) as tables:
        made = dict(data_files(tables, {}, {}, rows_in_file=2))
    _, _, meta = taken(made["meta.js"])
    parts = [taken(made[f"people-{number}.js"])[2] for number in range(meta["chunks"]["people"])]

    assert meta["chunk_size"] == 2
    assert [len(part) for part in parts[:-1]] == [2] * (len(parts) - 1)
    assert sum(len(part) for part in parts) == count(site, "people")
    assert list(made)[-1] == "meta.js"


def test_scripts_are_given_their_texts_and_no_others(site: Path) -> None:
    own = {key.removeprefix(SCRIPT): text for key, text in page_texts().items() if key.startswith(SCRIPT)}

    assert data(site, "texts.js") == own


def test_no_text_ends_the_script_it_stands_in(hostile_site: Path) -> None:
    for path in sorted((hostile_site / "site" / "data").glob("*/*.js")):
        content = path.read_text(encoding="utf-8")
        assert not set(content) & set("<>&\u2028\u2029"), path.name
        taken(content.encode("utf-8"))
    titles = {row[1] for row in data(hostile_site, "agreements-0.js")}
    assert titles == set(HOSTILE)


def test_a_script_holds_the_content_as_it_is() -> None:
    content = {"a": [*HOSTILE, None, 1.5, True]}

    assert taken(script("x", 3, content)) == ("x", 3, content)
