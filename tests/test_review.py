"""What a curator sees, and what settling it writes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coopdata.resolve import read_corrections
from coopdata.review import Open, ReviewError, settle

NEWS = {
    "one": (
        "2019-09-06",
        "The Ministry of Commerce of Laos and Acme Holdings of Japan signed a treaty in Oslo on 5 September 2019.",
    ),
    "two": (
        "2019-09-07",
        "The Ministry of Comerce of Laos and Beta Holdings of Japan signed a treaty in Rome on 4 May 2018.",
    ),
}


def coopdata(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("coopdata")
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A raw folder with two texts, and a release made of it."""
    home = tmp_path_factory.mktemp("review")
    documents = home / "raw" / "documents"
    documents.mkdir(parents=True)
    for name, (published, text) in NEWS.items():
        (documents / f"{name}.txt").write_text(text)
        (documents / f"{name}.meta.json").write_text(json.dumps({"published": published}))
    built = build(home)
    assert built.returncode == 0, built.stderr
    return home


def build(home: Path) -> subprocess.CompletedProcess[str]:
    folders = (f"--raw={home / 'raw'}", f"--published={home / 'published'}", f"--cache={home / 'cache'}")
    return coopdata("build", *folders)


def review(home: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return coopdata("review", f"--raw={home / 'raw'}", f"--published={home / 'published'}", *more)


def test_a_proposal_is_listed_settled_by_a_line_and_gone_after_the_next_build(folder: Path) -> None:
    listed = review(folder)
    assert "Ministry of Comerce" in listed.stdout
    settle_by = next(word for word in listed.stdout.split() if word.startswith("iss_") and word.endswith("=merge"))

    settled = review(folder, "--settle", settle_by, "--reason", "a slip of the pen")

    assert settled.returncode == 0, settled.stderr
    (line,), problems = read_corrections(folder / "raw" / "corrections.csv")
    assert (line.field, line.reason, problems) == ("merge", "a slip of the pen", [])
    assert "Comerce" not in review(folder).stdout
    assert build(folder).returncode == 0
    assert "Comerce" not in review(folder).stdout


def test_what_is_not_open_or_does_not_fit_is_refused_in_one_line(folder: Path) -> None:
    unknown = review(folder, "--settle", "iss_aaaaaaaaaa=merge")
    assert (unknown.returncode, "no such issue is open" in unknown.stderr) == (1, True)
    assert review(folder, "--settle", "nonsense").returncode == 1


def an_issue(code: str, **more: object) -> Open:
    fields: dict[str, object] = {
        "issue_id": "iss_aaaaaaaaaa",
        "code": code,
        "message": "",
        "table": "organizations",
        "record": "org_aaaaaaaaaa",
        "related": None,
        "field": "country",
        "choices": (),
        "documents": 3,
        "document_hash": "0" * 64,
        "severity": "note",
        **more,
    }
    return Open(**fields)  # type: ignore[arg-type]


def test_a_country_is_set_by_its_code_and_the_lines_before_it_stay(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    before = 'record,field,value,reason,document_hash\norg_bbbbbbbbbb,name,"A, B",,' + "1" * 64
    path.write_text(before)

    settle([an_issue("country_unknown")], {"iss_aaaaaaaaaa": "LA"}, "", path)

    assert path.read_text() == f"{before}\norg_aaaaaaaaaa,country,LA,,{'0' * 64}\n"


@pytest.mark.parametrize(
    ("issue", "value", "told"),
    [
        (an_issue("country_unknown"), "Laos", "is no code of the list country"),
        (an_issue("merge_proposed", field="merge", choices=("merge", "keep_apart")), "yes", "merge or keep_apart"),
    ],
)
def test_a_value_that_does_not_fit_writes_nothing(tmp_path: Path, issue: Open, value: str, told: str) -> None:
    with pytest.raises(ReviewError, match=told):
        settle([issue], {issue.issue_id: value}, "", tmp_path / "corrections.csv")
    assert not (tmp_path / "corrections.csv").exists()
