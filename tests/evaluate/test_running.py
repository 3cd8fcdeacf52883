"""Reading annotated documents and scoring them."""

from dataclasses import replace
from pathlib import Path

import pytest

from coopdata.documents.model import Document, Rejection
from coopdata.evaluate.errors import GoldError
from coopdata.evaluate.gold import load_gold
from coopdata.evaluate.running import choose_part, evaluate
from coopdata.evaluate.scoring import OFFSETS
from coopdata.extract import read
from coopdata.extract.record import Organization, Record, Statement
from coopdata.problems import Code, Problem
from tests.evaluate.annotated import LAOS, PERU, agreement, write

GOLD = {"agreements": [agreement(signatories=[])], "organizations": [LAOS, PERU]}


def test_texts_are_read_scored_and_their_characters_checked(tmp_path: Path) -> None:
    write(tmp_path, "a", GOLD)
    documents, _ = load_gold(tmp_path)
    done: list[str] = []
    evaluation = evaluate(documents, advance=done.append)
    (score,) = evaluation.scores
    assert (score.id, done, evaluation.problems) == ("a", ["a"], ())
    assert score.counts["organizations"] == (2, 0, 0)
    assert score.counts["whole records"] == (1, 0, 0)
    right, wrong, _ = score.counts[OFFSETS]
    assert right > 10
    assert wrong == 0


def test_several_processes_score_alike_in_the_order_of_the_documents(tmp_path: Path) -> None:
    for name in "abc":
        write(tmp_path, name, GOLD)
    documents, _ = load_gold(tmp_path)
    alone, together = (evaluate(documents, jobs=jobs) for jobs in (1, 2))
    assert [score.id for score in together.scores] == ["a", "b", "c"]
    assert [score.counts for score in together.scores] == [score.counts for score in alone.scores]


def test_of_a_text_that_cannot_be_read_everything_is_missed_and_the_others_go_on(tmp_path: Path) -> None:
    write(tmp_path, "a", GOLD, text=b"\x00\x01")
    write(tmp_path, "b", GOLD)
    evaluation = evaluate(load_gold(tmp_path)[0])
    assert [score.counts["agreements"] for score in evaluation.scores] == [(0, 0, 1), (1, 0, 0)]
    assert [(problem.code, Path(problem.path).name) for problem in evaluation.problems] == [(Code.FILE_BINARY, "a.txt")]


def test_a_text_that_breaks_the_reader_counts_as_nothing_read(tmp_path: Path) -> None:
    def broken(document: Document) -> Rejection:
        problem = Problem(Code.READER_FAILED, "broke", path=document.path)
        return Rejection(document.id, document.path, None, 0, document.sidecar, problem)

    write(tmp_path, "a", GOLD)
    evaluation = evaluate(load_gold(tmp_path)[0], broken)
    assert evaluation.scores[0].counts["organizations"] == (0, 0, 2)
    assert evaluation.problems[0].code is Code.READER_FAILED


def test_a_value_without_its_characters_is_an_error_of_the_document(tmp_path: Path) -> None:
    def careless(document: Document) -> Record:
        organization = Organization("Bank of Cuba", statements=(Statement("name", "Bank of Cuba", (0, 3), "r"),))
        return replace(read(document), organizations=(organization,))

    write(tmp_path, "a", GOLD)
    (score,) = evaluate(load_gold(tmp_path)[0], careless).scores
    assert score.counts[OFFSETS][1] == 2
    told = [what for kind, what in score.errors if kind == "value without its characters"]
    assert "the text has 'The' at 0 to 3" in told[0]
    assert "organization.kind" in told[1]


def test_a_part_is_chosen_by_the_split_and_documents_in_none_are_told(tmp_path: Path) -> None:
    for name in "abc":
        write(tmp_path, name, GOLD)
    (tmp_path / "split.csv").write_text("document,part\na,held\nb,tune\n", encoding="utf-8")
    chosen, (told,) = choose_part(load_gold(tmp_path)[0], "held")
    assert [document.id for document in chosen] == ["a"]
    assert "c.txt: no split.csv beside or above its folder names c" in told
    assert "Add a line for it" in told


def test_a_part_without_documents_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "a", GOLD)
    with pytest.raises(GoldError, match=r"no document is of the part held\. .*no split\.csv"):
        choose_part(load_gold(tmp_path)[0], "held")
    (tmp_path / "split.csv").write_text("document,part\na,tune\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"no document is of the part held\. Choose the other part"):
        choose_part(load_gold(tmp_path)[0], "held")
