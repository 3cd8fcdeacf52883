import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from coopdata.documents.extracted import Extracted
from coopdata.publish import PublishError, ReleaseInputs, publish, verify
from coopdata.publish.manifest import checksums, measure
from tests.publish.conftest import TEXT

Frames = dict[str, pd.DataFrame]


def test_a_sound_release_has_no_problem_and_the_report_counts(release: Path) -> None:
    report = verify(release)

    assert report.ok
    assert (report.release, report.files, report.statements, report.offsets_checked) == ("2026.11.22", 94, 5, 0)
    assert report.summary().startswith("release 2026.11.22: no problem; 94 files")


def test_a_release_is_sound_wherever_it_is_copied(release: Path, tmp_path: Path) -> None:
    assert verify(shutil.copytree(release, tmp_path / "download")).ok


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs the program sha256sum")
def test_sha256sum_agrees(release: Path) -> None:
    subprocess.run(["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS"], cwd=release, check=True)


def test_wordings_are_compared_with_the_texts_found(release: Path, raw: Path) -> None:
    report = verify(release, raw)

    assert report.ok
    assert report.offsets_checked == 5


def test_a_text_that_has_changed_since_is_not_compared(release: Path, raw: Path) -> None:
    (raw / "documents" / "a.txt").write_text("Another text altogether, of which nothing is quoted here.")
    report = verify(release, raw)

    assert report.ok
    assert report.offsets_checked == 0


def test_a_wording_that_is_not_in_the_text_is_found(
    frames: Frames, inputs: ReleaseInputs, raw: Path, tmp_path: Path
) -> None:
    frames["statements"].loc[0, "original"] = "nemo"
    release = publish(frames, inputs, tmp_path / "published").directory

    (problem,) = verify(release, raw).problems
    assert "statements" in problem
    assert "nemo" in problem


def test_wordings_of_a_page_are_compared_with_the_text_kept_of_it(
    frames: Frames, inputs: ReleaseInputs, raw: Path, tmp_path: Path
) -> None:
    page = b"<html>whatever a page is made of</html>"
    (raw / "documents" / "a.html").write_bytes(page)
    sha256 = hashlib.sha256(page).hexdigest()
    frames["documents"].loc[0, ["raw_path", "sha256"]] = ["documents/a.html", sha256]
    release = publish(frames, inputs, tmp_path / "published").directory
    assert verify(release, raw).offsets_checked == 0

    kept = Extracted(TEXT, "text/html", extractor="trafilatura")
    content = {"sha256": sha256, "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(), **kept.to_json()}
    (raw / "texts").mkdir()
    (raw / "texts" / f"{sha256}.json").write_text(json.dumps(content))
    assert verify(release, raw).offsets_checked == 5
    (raw / "texts" / f"{sha256}.json").write_text(json.dumps(content | {"text": TEXT[1:]}))
    assert verify(release, raw).offsets_checked == 0


def test_wordings_of_a_row_are_compared_with_the_row(
    frames: Frames, inputs: ReleaseInputs, raw: Path, tmp_path: Path
) -> None:
    (raw / "documents" / "a.jsonl").write_text(f'{{"text": "Another."}}\n{json.dumps({"text": TEXT})}\n')
    frames["documents"].loc[0, "raw_path"] = "documents/a.jsonl#2"
    release = publish(frames, inputs, tmp_path / "published").directory
    assert verify(release, raw).offsets_checked == 5
    frames["documents"].loc[0, "raw_path"] = "documents/a.jsonl#1"
    assert verify(publish(frames, inputs, tmp_path / "other").directory, raw).offsets_checked == 0


def test_no_folder_is_a_message(tmp_path: Path) -> None:
    assert "there is no such folder" in verify(tmp_path / "2026.11.22").problems[0]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("manifest.json", b"{"),
        ("manifest.json", b"[]"),
        ("manifest.json", b"\xff\x00"),
        ("manifest.json", b'{"release": 1}'),
        ("SHA256SUMS", b"no checksums"),
        ("SHA256SUMS", b"\xff"),
        ("datapackage.json", b"null"),
        ("datapackage.json", b"{}"),
        ("datapackage.json", b"{"),
        ("csv/codes.csv", b""),
        ("csv/codes.csv", b"\xff\xfe"),
        ("csv/documents.csv", b'"'),
        ("parquet/documents.parquet", b""),
        ("parquet/statements.parquet", b"PAR1 no parquet PAR1"),
        ("README.md", b"Hello"),
    ],
)
def test_damage_to_a_file_is_found_and_named(release: Path, file: str, content: bytes) -> None:
    (release / file).write_bytes(content)

    assert any(problem.startswith(f"{file}: ") for problem in verify(release).problems)


@pytest.mark.parametrize("length", [4, 100, 500])
def test_a_cut_off_parquet_file_is_found(release: Path, length: int) -> None:
    path = release / "parquet" / "codes.parquet"
    path.write_bytes(path.read_bytes()[:length])

    assert any(problem.startswith("parquet/codes.parquet: cannot be read") for problem in verify(release).problems)


def test_a_single_flipped_bit_is_found_in_every_file(release: Path) -> None:
    files = [path for path in release.rglob("*") if path.is_file()]
    for path in files:
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    problems = "\n".join(verify(release).problems)

    assert [path for path in files if path.relative_to(release).as_posix() not in problems] == []


@pytest.mark.parametrize("file", ["manifest.json", "SHA256SUMS", "csv/people.csv", "parquet/people.parquet"])
def test_a_missing_file_is_named(release: Path, file: str) -> None:
    (release / file).unlink()

    assert any(problem.startswith(f"{file}: ") for problem in verify(release).problems)


def test_a_file_too_many_is_named(release: Path) -> None:
    (release / "csv" / "notes.txt").write_text("mine")

    assert verify(release).problems == tuple(
        f"csv/notes.txt: not listed in {name}. Remove the file, it is no part of the release."
        for name in ("SHA256SUMS", "manifest.json")
    )


def forge(release: Path, file: str, change: Callable[[bytes], bytes]) -> None:
    """Change a file and make manifest and checksums agree with it, so that only its content can give it away."""
    path = release / file
    path.write_bytes(change(path.read_bytes()))
    manifest = json.loads((release / "manifest.json").read_bytes())
    files = measure(release)
    for entry in manifest["files"]:
        entry["bytes"], entry["sha256"] = files[entry["path"]]
    (release / "manifest.json").write_text(json.dumps(manifest))
    (release / "SHA256SUMS").write_bytes(
        checksums({path: size for path, size in measure(release).items() if path != "SHA256SUMS"})
    )


def test_a_csv_file_with_other_content_than_the_parquet_file_is_found(release: Path) -> None:
    forge(release, "csv/documents.csv", lambda content: content.replace(b"Vientiane Times", b"The Nation"))

    (problem,) = verify(release).problems
    assert problem.startswith("csv/documents.csv: its content is not that of the Parquet file. ")


def test_a_parquet_file_of_another_schema_is_found(release: Path) -> None:
    codes = (release / "parquet" / "codes.parquet").read_bytes()
    forge(release, "parquet/people.parquet", lambda _: codes)

    (problem,) = verify(release).problems
    assert problem.startswith("parquet/people.parquet: its schema is not that of the table people. ")


def test_a_reference_to_nothing_is_found(frames: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    frames["statements"].loc[0, "document_id"] = "doc_zzzzzzzzzz"

    with pytest.raises(PublishError, match="doc_zzzzzzzzzz"):
        publish(frames, inputs, tmp_path)


def test_a_release_of_another_schema_version_is_checked_for_wholeness_and_says_so(release: Path) -> None:
    manifest = json.loads((release / "manifest.json").read_bytes())
    (release / "manifest.json").write_text(json.dumps({**manifest, "schema_version": "9.0.0"}))
    (release / "csv" / "codes.csv").write_text("cut off")
    problems = verify(release).problems

    assert "csv/codes.csv: size or SHA-256 is not the one in manifest.json. " in "\n".join(problems)
    assert problems[-1].startswith("manifest.json: the release has schema version 9.0.0, this program checks ")
    assert problems[-1].endswith("Check its tables with coopdata 0.1.0.")


def test_a_folder_under_another_releases_name_is_found(release: Path) -> None:
    other = release.with_name("2026.11.23")
    release.rename(other)

    (problem,) = verify(other).problems
    assert problem.startswith("manifest.json: the folder is called 2026.11.23, the release in it 2026.11.22. ")


def test_rows_out_of_order_are_found(frames: Frames, inputs: ReleaseInputs, tmp_path: Path) -> None:
    frames["organizations"] = frames["organizations"].iloc[::-1].reset_index(drop=True)

    with pytest.raises(PublishError, match="organizations: the rows are not in the order of their key"):
        publish(frames, inputs, tmp_path)


def test_a_wording_of_another_length_than_its_offsets_is_found_without_the_text(
    frames: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    frames["statements"].loc[0, "original"] = "memorandum"

    with pytest.raises(PublishError, match="stm_aaaaaaaaaa: the wording is not as long as its offsets say"):
        publish(frames, inputs, tmp_path)


def test_a_path_out_of_the_raw_folder_is_not_followed(
    frames: Frames, inputs: ReleaseInputs, raw: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside.txt").write_bytes((raw / "documents" / "a.txt").read_bytes())
    frames["documents"].loc[0, "raw_path"] = "../outside.txt"
    release = publish(frames, inputs, tmp_path / "published").directory

    assert verify(release, raw).offsets_checked == 0
