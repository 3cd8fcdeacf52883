"""Marks of the words that tell of each agreement."""

import json
from pathlib import Path

import pytest

from coopdata.evaluate.errors import GoldError
from coopdata.evaluate.gold import load_gold
from coopdata.evaluate.quality import FOLDERS
from coopdata.evaluate.wordings import Told, load_wordings, wordings_near

CORPUS = Path(__file__).parents[1] / "corpus"
TEXT = "Peru and Chile signed a pact. The pact holds."


@pytest.fixture
def documents(tmp_path):
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "d.txt").write_text(TEXT, encoding="utf-8")
    told = {"agreements": [{"instrument": "agreement", "status": "signed", "parties": []}]}
    (tmp_path / "dev" / "d.json").write_text(json.dumps({"gold": told}), encoding="utf-8")
    return load_gold(tmp_path)[0]


def marks(tmp_path, *lines):
    path = tmp_path / "wordings.csv"
    path.write_text("\n".join(["document,agreement,words,occurrence", *lines]), encoding="utf-8")
    return path


def test_each_mark_is_found_at_its_occurrence(documents, tmp_path):
    found = load_wordings(marks(tmp_path, "d,0,pact,1", "d,0,pact,2"), documents)

    assert found == {"d": [Told(0, 24, 28), Told(0, 34, 38)]}
    assert {TEXT[one.start : one.end] for one in found["d"]} == {"pact"}


def test_marks_of_documents_that_were_not_asked_for_are_left(documents, tmp_path):
    assert load_wordings(marks(tmp_path, "other,0,pact,1"), documents) == {}


@pytest.mark.parametrize(
    "line", ["d,0,pact,3", "d,0,pact,0", "d,0,treaty,1", "d,1,pact,1", "d,-1,pact,1", "d,0,,1", "d,0,pact"]
)
def test_a_mark_of_what_is_not_there_is_refused_with_its_line(documents, tmp_path, line):
    with pytest.raises(GoldError, match=r"wordings\.csv:2: d has no such words or no such agreement"):
        load_wordings(marks(tmp_path, line), documents)


def test_other_columns_are_refused(documents, tmp_path):
    path = tmp_path / "wordings.csv"
    path.write_text("document,words\nd,pact", encoding="utf-8")

    with pytest.raises(GoldError, match=r"wordings\.csv:1: the columns are not document, agreement, words, occurrence"):
        load_wordings(path, documents)


def test_the_file_is_found_in_the_folder_and_beside_it(documents, tmp_path):
    marks(tmp_path, "d,0,pact,1")

    assert list(wordings_near([tmp_path], documents)) == list(wordings_near([tmp_path / "dev"], documents)) == ["d"]
    (tmp_path / "wordings.csv").unlink()
    assert wordings_near([tmp_path], documents) == {}


def test_all_marks_of_the_corpus_stand_in_their_texts_and_leave_no_agreement_out():
    documents, _ = load_gold(*(CORPUS / folder for folder in FOLDERS))
    marked = load_wordings(CORPUS / "wordings.csv", documents)
    known = {document.id: document for document in documents}

    assert len(marked) > 1_000
    for name, told in marked.items():
        assert {one.agreement for one in told} == set(range(len(known[name].gold["agreements"]))), name
