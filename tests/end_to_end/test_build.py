"""The real commands, as a person runs them: build, build again, add a text, pull the plug."""

import json
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pandas as pd

from .conftest import NEWS, Place


def test_a_second_build_makes_no_release_and_the_first_verifies(place: Place) -> None:
    first = place.build()
    made = place.latest()["release"]
    assert made in first
    second = place.build()
    assert "Nothing has changed" in second
    assert [path.name for path in (place.published / "releases").iterdir()] == [made]
    verified = place.run("verify", "published", "--raw", "raw")
    assert (verified.returncode, verified.stderr) == (0, "")
    assert "no problem" in verified.stdout


def test_a_text_dropped_into_raw_is_in_the_next_release(place: Place) -> None:
    place.build()
    before = place.latest()["release"]
    place.drop("rice.txt", NEWS)
    place.build()
    assert place.latest()["release"] != before
    documents = pd.read_parquet(place.release() / "parquet" / "documents.parquet")
    assert "documents/rice.txt" in set(documents["raw_path"])
    assert len(documents) == 3


def test_a_file_that_is_no_text_is_told_of_and_the_others_go_on(place: Place) -> None:
    (place.folder / "raw" / "documents" / "photo.txt").write_bytes(b"\x89PNG\x00\x00\x01")
    place.build()
    documents = pd.read_parquet(place.release() / "parquet" / "documents.parquet").set_index("raw_path")
    assert documents["status"]["documents/photo.txt"] == "rejected"
    assert len(documents) == 3
    issues = pd.read_parquet(place.release() / "parquet" / "issues.parquet")
    assert "file_binary" in set(issues["code"])


PAGE = f"""<html><head>
<meta property="article:published_time" content="2021-03-04"><meta name="author" content="Lan Ho">
</head><body><article><h1>Vietnam and Cuba sign rice agreement</h1><p>{" ".join(NEWS.splitlines()[3:])}</p></article>
</body></html>"""


def test_a_page_and_a_row_of_an_archive_are_in_the_release_and_verify_against_the_stored_texts(place: Place) -> None:
    place.drop("page.html", PAGE)
    place.drop("rows.jsonl", json.dumps({"text": NEWS, "title": "Rice"}) + "\n{\n")
    place.build()
    documents = pd.read_parquet(place.release() / "parquet" / "documents.parquet").set_index("raw_path")
    page, row, broken = (documents.loc[f"documents/{name}"] for name in ("page.html", "rows.jsonl#1", "rows.jsonl#2"))
    assert (page["media_type"], row["media_type"]) == ("text/html", "application/jsonl")
    assert (page["published"], page["published_source"], page["byline"]) == ("2021-03-04", "metadata", "Lan Ho")
    assert (row["title"], row["status"], broken["status"]) == ("Rice", "read", "rejected")
    assert (place.folder / "raw" / "texts" / f"{page['sha256']}.json").is_file()
    statements = pd.read_parquet(place.release() / "parquet" / "statements.parquet")
    assert {page["document_id"], row["document_id"]} <= set(statements["document_id"])
    count = int(statements["start"].notna().sum())
    verified = place.run("verify", "published", "--raw", "raw")
    assert verified.returncode == 0
    assert f"{count} of {count} statements compared with their text" in verified.stdout
    assert "Nothing has changed" in place.build()


def test_a_text_that_cannot_be_kept_stops_the_build_with_what_to_do(place: Place) -> None:
    place.drop("page.html", PAGE)
    (place.folder / "raw" / "texts").write_text("a file where the folder should be")
    done = place.run("build")
    assert done.returncode == 1
    assert "no release was made" in done.stderr
    assert "Make raw/texts writable" in done.stderr


def kill_when(place: Place, pattern: str, count: int) -> None:
    """Start a build and kill it, as a power cut would, once `count` paths in published/ match `pattern`."""
    process = subprocess.Popen(
        place.command("build"), cwd=place.folder, env=place.environment(), stdout=subprocess.DEVNULL
    )
    while process.poll() is None and len(list(place.published.glob(pattern))) < count:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def test_a_build_killed_while_it_stages_leaves_the_last_release(place: Place) -> None:
    place.build()
    before, tables = place.latest(), place.tables()
    place.drop("rice.txt", NEWS)
    kill_when(place, ".staging*", 1)
    assert (place.latest(), place.tables()) == (before, tables)
    assert place.run("verify", "published", "--raw", "raw").returncode == 0


def test_after_a_killed_build_the_next_one_clears_up_and_makes_the_release(place: Place) -> None:
    place.build()
    before = place.latest()
    place.drop("rice.txt", NEWS)
    kill_when(place, ".staging*", 1)
    place.build()
    assert place.latest()["release"] != before["release"]
    assert place.run("verify", "published", "--raw", "raw").returncode == 0
    assert not list(place.published.glob(".staging*"))


def test_a_build_killed_as_its_release_appears_leaves_whole_releases_only(place: Place) -> None:
    place.build()
    place.drop("rice.txt", NEWS)
    kill_when(place, "releases/*", 2)
    for release in [place.published, *(place.published / "releases").iterdir()]:
        assert place.run("verify", str(release), "--raw", "raw").returncode == 0


def test_hash_seed_and_file_order_change_no_byte_of_the_tables(place: Place, tmp_path: Path) -> None:
    place.drop("rice.txt", NEWS)
    place.build(PYTHONHASHSEED="1")
    other = Place(tmp_path / "other")
    (other.folder / "raw" / "documents").mkdir(parents=True)
    for source in sorted((place.folder / "raw" / "documents").iterdir(), reverse=True):
        shutil.copy(source, other.folder / "raw" / "documents")
    for source in (place.folder / "raw").glob("*.csv"):
        shutil.copy(source, other.folder / "raw")
    other.build(PYTHONHASHSEED="2")
    assert other.tables() == place.tables()
