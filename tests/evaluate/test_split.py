"""Which documents are held back."""

from pathlib import Path

import pytest

from coopdata.evaluate.errors import GoldError
from coopdata.evaluate.gold import load_gold
from coopdata.evaluate.quality import FOLDERS
from coopdata.evaluate.split import HELD, TUNE, Split, part_by_rule, split_csv

CORPUS = Path(__file__).parents[1] / "corpus"


def test_the_split_names_every_annotated_document_and_follows_the_rule() -> None:
    documents, faults = load_gold(*(CORPUS / folder for folder in FOLDERS))
    expected = split_csv((document.id, document.publisher) for document in documents)
    assert faults == []
    assert (CORPUS / "split.csv").read_text(encoding="utf-8") == expected, "write it anew with: make quality"


def test_no_document_is_named_twice_in_the_corpus() -> None:
    documents, _ = load_gold(*(CORPUS / folder for folder in FOLDERS))
    assert len({document.id for document in documents}) == len(documents)


def test_documents_of_one_publisher_are_on_one_side() -> None:
    assert part_by_rule("a", "Vientiane Times") == part_by_rule("b", "Vientiane Times")
    assert {part_by_rule(f"text-{number}", "") for number in range(20)} == {HELD, TUNE}


def test_about_a_third_of_publishers_is_held_back() -> None:
    parts = [part_by_rule("", f"Publisher {number}") for number in range(1, 601)]
    assert 160 < parts.count(HELD) < 240


def test_the_split_above_a_folder_or_in_it_counts(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    (tmp_path / "split.csv").write_text("document,part\none,held\n", encoding="utf-8")
    assert Split.near(tmp_path / "dev").part("one") == HELD
    (tmp_path / "dev" / "split.csv").write_text("document,part\none,tune\n", encoding="utf-8")
    assert Split.near(tmp_path / "dev").part("one") == TUNE
    assert Split.near(tmp_path / "dev").part("two") is None


def test_without_a_split_no_document_is_in_a_part(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    assert Split.near(tmp_path / "dev").part("one") is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name,part\n", "split.csv:line 1: the header is not document,part"),
        ("", "split.csv:line 1"),
        ("document,part\none,tune\ntwo,both\n", "split.csv:line 3: 'two,both' is no document"),
        ("document,part\none,tune\none,tune\n", "split.csv:line 3: 'one,tune' is no document, named once"),
        ("document,part\none\n", "split.csv:line 2"),
    ],
)
def test_a_split_of_another_form_is_told_with_its_line(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "split.csv").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"Correct") as error:
        Split.near(tmp_path)
    assert told in str(error.value)
