import errno
import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from coopdata.publish import PublishError, ReleaseInputs, latest_release_dir, publish, read_latest, verify
from coopdata.publish.files import locked, sha256_of
from coopdata.tables.catalogue import SCHEMA_VERSION, TABLES

Frames = dict[str, pd.DataFrame]


def manifest_of(release: Path) -> dict[str, object]:
    return json.loads((release / "manifest.json").read_bytes())


def everything_in(folder: Path) -> dict[str, bytes]:
    """All files, but for status.json, which every attempt writes."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in files.items() if name != "status.json"}


def test_a_release_has_exactly_the_files_of_the_layout(frames: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    result = publish(frames, inputs, tmp_path)

    tables = {
        f"{folder}{table.name}.{form}"
        for table in TABLES
        for folder, form in (("parquet/", "parquet"), ("csv/", "csv"), ("changes/", "parquet"), ("changes/", "csv"))
    }
    beside = {
        "CHANGES.md", "CITATION.cff", "LICENSES.md", "README.md", "SHA256SUMS", "citation.bib", "croissant.json",
        "datapackage.json", "dcat.jsonld", "dictionary.csv", "dictionary.md", "manifest.json", "quality.json",
        "downloads/coopdata.duckdb", "downloads/coopdata.sqlite", "downloads/coopdata.xlsx",
        "downloads/entities.ftm.json", "downloads/parties.graphml",
    }  # fmt: skip
    assert result.created
    assert result.directory == tmp_path / "releases" / "2026.11.22"
    assert set(everything_in(result.directory)) == tables | beside
    own = [".lock", "agreements.atom", "latest.json", "releases", "releases.atom", "status.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == own


def test_latest_names_the_release_and_proves_its_manifest(
    frames: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    result = publish(frames, inputs, tmp_path)

    latest = read_latest(tmp_path)
    assert latest is not None
    assert (latest.release, latest.schema_version, latest.data_as_of) == ("2026.11.22", SCHEMA_VERSION, "2022-05")
    assert latest.manifest_sha256 == sha256_of(tmp_path / latest.path / "manifest.json")
    assert latest_release_dir(tmp_path) == result.directory


def test_nothing_changed_makes_no_release_and_says_so(
    frames: Frames, inputs: ReleaseInputs, next_day: ReleaseInputs, tmp_path: Path
) -> None:
    publish(frames, inputs, tmp_path)
    before = everything_in(tmp_path)
    again = publish(frames, replace(next_day, code_version="0.2.0", extractor_version="2"), tmp_path)

    assert not again.created
    assert again.release == "2026.11.22"
    assert again.message == "Nothing has changed since release 2026.11.22; no new release made."
    assert everything_in(tmp_path) == before


def test_further_releases_of_a_day_are_numbered_and_the_first_stays_as_it_was(
    frames: Frames, changed: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    first = publish(frames, inputs, tmp_path)
    before = everything_in(first.directory)
    ids = [publish(content, inputs, tmp_path).release for content in (changed, frames)]

    assert ids == ["2026.11.22.1", "2026.11.22.2"]
    assert everything_in(first.directory) == before
    latest = read_latest(tmp_path)
    assert latest is not None
    assert latest.release == "2026.11.22.2"


def test_the_day_of_a_release_is_the_day_in_utc(frames: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    late = datetime.fromisoformat("2026-11-22T23:30:00-05:00")

    assert publish(frames, replace(inputs, created=late), tmp_path).release == "2026.11.23"


def test_a_time_without_a_zone_is_refused(inputs: ReleaseInputs) -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        replace(inputs, created=datetime(2026, 11, 22))  # noqa: DTZ001


def test_a_clock_behind_the_last_release_counts_on_and_notes_it(
    frames: Frames, changed: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    publish(frames, inputs, tmp_path)
    result = publish(changed, replace(inputs, created=datetime(2026, 11, 20, tzinfo=UTC)), tmp_path)

    assert result.release == "2026.11.22.1"
    assert manifest_of(result.directory)["notes"] == [
        "The clock said 2026-11-20 when this was made, before the day of the last release; the number counts on."
    ]


def test_a_release_of_another_version_of_the_reader_says_that_all_was_read_anew(
    frames: Frames, changed: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    measured = replace(inputs.quality, extractor_version="99")
    publish(frames, inputs, tmp_path)
    result = publish(changed, replace(inputs, extractor_version="99", quality=measured), tmp_path)

    (note,) = manifest_of(result.directory)["notes"]
    assert note == (
        f"All {inputs.documents_read} documents were read anew by version 99 of the reader; "
        f"release 2026.11.22 has what version {inputs.extractor_version} read."
    )


def test_a_lost_or_damaged_latest_is_set_right_without_a_new_release(
    frames: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    publish(frames, inputs, tmp_path)
    good = (tmp_path / "latest.json").read_bytes()
    (tmp_path / "latest.json").write_text("{")

    assert not publish(frames, inputs, tmp_path).created
    assert (tmp_path / "latest.json").read_bytes() == good


@pytest.mark.parametrize("damaged", ["manifest.json", "csv/documents.csv"])
def test_a_damaged_last_release_is_followed_by_a_sound_one(
    frames: Frames, inputs: ReleaseInputs, tmp_path: Path, damaged: str
) -> None:
    (publish(frames, inputs, tmp_path).directory / damaged).write_text("?")
    result = publish(frames, inputs, tmp_path)

    assert result.release == "2026.11.22.1"
    assert verify(result.directory).ok


def test_what_dead_builds_left_is_removed(frames: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    (tmp_path / ".staging-1-2026.11.20" / "csv").mkdir(parents=True)
    (tmp_path / ".staging-1-latest.json").write_text("{")

    publish(frames, inputs, tmp_path)
    assert list(tmp_path.glob(".staging*")) == []


def test_frames_that_break_their_spec_are_not_published(frames: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    frames["agreements"] = frames["agreements"].assign(status="done")

    with pytest.raises(PublishError, match=r"parquet/agreements\.parquet: .*status.*Nothing was published"):
        publish(frames, inputs, tmp_path)
    assert not (tmp_path / "releases").exists()


def test_a_missing_or_unknown_frame_is_named(frames: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    frames["treaties"] = frames.pop("codes")

    with pytest.raises(PublishError, match=r"missing \['codes'\], unknown \['treaties'\]"):
        publish(frames, inputs, tmp_path)


def test_a_second_build_gives_up_with_a_clear_message(frames: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    with (
        locked(tmp_path / ".lock", 0),
        pytest.raises(PublishError, match=r"another build is publishing into .*Wait for it to end"),
    ):
        publish(frames, inputs, tmp_path, lock_wait_seconds=0.1)


def test_a_file_in_the_place_of_the_folder_is_a_clear_error(
    frames: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    (tmp_path / "published").write_text("")

    with pytest.raises(PublishError, match=r"cannot write to .*published: .*Make sure that the folder can be written"):
        publish(frames, inputs, tmp_path / "published")


@pytest.mark.parametrize("call", ["open", "rename", "fsync"])
def test_a_disk_that_cannot_be_written_is_a_clear_error_and_leaves_the_last_release(
    release: Path, changed: Frames, inputs: ReleaseInputs, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    published = release.parent.parent
    before = everything_in(published)

    def refuse(*arguments: object, **_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(arguments[0]))

    with monkeypatch.context() as patched:
        patched.setattr(os, call, refuse)
        with pytest.raises(PublishError, match=r"cannot write to .*Read-only file system.*Make sure that the folder"):
            publish(changed, inputs, published)

    assert everything_in(published) == before
