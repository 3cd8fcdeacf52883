from pathlib import Path

import pytest

from coopdata.capture import RawFolderMissingError, scan, sidecar_of
from coopdata.problems import Code


def lay(raw: Path, *names: str) -> Path:
    for name in names:
        path = raw / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}" if name.endswith(".json") else "text")
    return raw


def test_files_come_in_the_order_of_their_paths_with_their_sidecars(tmp_path: Path) -> None:
    found = scan(lay(tmp_path, "b.txt", "a.txt", "sub/c.txt", "a.meta.json", "sub/c.meta.json"))
    assert [(file.name, file.sidecar and file.sidecar.name) for file in found.files] == [
        ("documents/a.txt", "a.meta.json"),
        ("documents/b.txt", None),
        ("documents/sub/c.txt", "c.meta.json"),
    ]
    assert found.problems == ()


def test_hidden_files_and_readmes_are_passed_over(tmp_path: Path) -> None:
    found = scan(lay(tmp_path, "a.txt", ".gitkeep", ".cache/b.txt", "README.md", "sub/README"))
    assert [file.name for file in found.files] == ["documents/a.txt"]


def test_any_other_file_is_found_too_so_that_nothing_is_lost(tmp_path: Path) -> None:
    assert [file.name for file in scan(lay(tmp_path, "notice.pdf")).files] == ["documents/notice.pdf"]


def test_a_sidecar_without_document_is_reported(tmp_path: Path) -> None:
    found = scan(lay(tmp_path, "a.txt", "sub/a.meta.json"))
    assert [file.sidecar for file in found.files] == [None]
    assert [(problem.code, problem.path) for problem in found.problems] == [
        (Code.SIDECAR_ORPHAN, "documents/sub/a.meta.json")
    ]
    assert "documents/sub/a.txt" in found.problems[0].remedy


def test_a_name_with_several_dots_keeps_all_but_the_last(tmp_path: Path) -> None:
    found = scan(lay(tmp_path, "v1.2.txt", "v1.2.meta.json"))
    assert found.files[0].sidecar is not None


def test_a_missing_folder_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(RawFolderMissingError, match=r"documents: no such folder\. Make it"):
        scan(tmp_path)


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    assert scan(tmp_path).files == ()


def test_a_single_file_finds_its_sidecar(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt", "a.meta.json", "b.txt")
    assert sidecar_of(tmp_path / "documents/a.txt") == tmp_path / "documents/a.meta.json"
    assert sidecar_of(tmp_path / "documents/b.txt") is None
