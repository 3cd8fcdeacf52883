"""Learning how sure a draft is."""

import csv

import pytest

from coopdata.evaluate.gold import load_gold
from coopdata.evaluate.split import TUNE, part_by_rule
from tests.evaluate.annotated import LAOS, agreement, write

pytest.importorskip("sklearn", reason="scikit-learn comes with the development dependencies")
from coopdata.training import certainty

WRONG = {"agreements": [agreement(parties=[LAOS, {"name": "Bank of Cuba", "aliases": []}])]}
PUBLISHERS = [name for number in range(60) if part_by_rule("", name := f"P{number}") == TUNE][:24]


def test_a_draft_is_right_when_its_parties_are(tmp_path):
    write(tmp_path, "a", {"agreements": [agreement()]}, publisher="P")
    write(tmp_path, "b", WRONG, publisher="P")
    write(tmp_path, "c", {"agreements": []}, publisher="P")
    documents, _ = load_gold(tmp_path)
    assert [[row.right for row in certainty.rows_of(one, None)] for one in documents] == [[True], [False], [False]]


def test_the_command_writes_the_weights_of_the_figures_and_says_how_good_they_are(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(certainty, "_PATH", tmp_path / "certain.csv")
    for number, publisher in enumerate(PUBLISHERS):
        write(
            tmp_path / "reports",
            f"d{number}",
            {"agreements": [agreement()]} if number % 2 else WRONG,
            publisher=publisher,
        )
    assert certainty.main([str(tmp_path / "reports")]) == 0
    assert "24 documents, 24 agreements, 24 drafts" in capsys.readouterr().out
    with (tmp_path / "certain.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["label"] for row in rows} == {"agreement"}
    assert "standing" in {row["feature"] for row in rows}


def test_without_a_folder_the_command_says_how_it_is_called(capsys):
    assert certainty.main([]) == 2
    assert "usage" in capsys.readouterr().err
