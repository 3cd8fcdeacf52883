"""Annotations as they are found: good ones, and what is told of bad ones."""

import json
from pathlib import Path
from typing import Any

import pytest

from coopdata.evaluate.errors import GoldError
from coopdata.evaluate.gold import load_gold
from tests.evaluate.annotated import agreement, everything, write

NONE: dict[str, Any] = {"agreements": []}


def fault(folder: Path) -> str:
    """What is told of the one bad annotation in the folder, beside a good one."""
    write(folder, "good", NONE)
    documents, faults = load_gold(folder)
    assert [document.id for document in documents] == ["good"]
    (told,) = faults
    return told


def test_a_document_is_its_text_its_sidecar_and_its_gold(tmp_path: Path) -> None:
    write(tmp_path / "deeper", "b", everything(), publisher="Vientiane Times")
    write(tmp_path, "a", NONE)
    documents, faults = load_gold(tmp_path)
    assert faults == []
    assert [(one.id, one.publisher, one.part) for one in documents] == [("a", "", None), ("b", "Vientiane Times", None)]
    assert documents[1].file.sidecar == tmp_path / "deeper" / "b.meta.json"
    assert len(documents[1].gold["organizations"]) == 2


def test_documents_of_several_folders_come_together_each_once(tmp_path: Path) -> None:
    write(tmp_path / "one", "b", NONE)
    write(tmp_path / "two", "a", NONE)
    documents, _ = load_gold(tmp_path / "one", tmp_path / "two", tmp_path)
    assert [document.id for document in documents] == ["a", "b"]


def test_the_part_comes_from_the_split(tmp_path: Path) -> None:
    write(tmp_path / "dev", "a", NONE)
    write(tmp_path / "dev", "b", NONE)
    (tmp_path / "split.csv").write_text("document,part\na,held\n", encoding="utf-8")
    documents, _ = load_gold(tmp_path / "dev")
    assert [document.part for document in documents] == ["held", None]


def test_optional_agreements_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path, "a", {"agreements": [agreement(), agreement(optional=True, place="Cusco")]})
    ((document,), _) = load_gold(tmp_path)
    assert [one["place"] for one in document.agreements(optional=True)] == ["Cusco"]
    assert [one["place"] for one in document.agreements(optional=False)] == ["Lima"]


def test_a_text_without_gold_is_told(tmp_path: Path) -> None:
    write(tmp_path, "bad", None)
    assert fault(tmp_path) == (
        f"{tmp_path}/bad.txt: its gold bad.json is missing. Annotate the text, or take it out of the folder."
    )


def test_a_gold_without_text_is_told(tmp_path: Path) -> None:
    write(tmp_path, "bad", NONE, text=None)
    assert fault(tmp_path) == f"{tmp_path}/bad.json: its text bad.txt is missing. Put it beside the gold."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"gold": {\n"agreements": [,]}}', "bad.json:line 2, column 16: the gold is not JSON: Expecting value."),
        (b"", "bad.json:line 1, column 1: the gold is not JSON"),
        (b'{"gold": "caf\xe9"}', "bad.json:byte 13: the gold is not valid UTF-8. Save it again as UTF-8."),
        (b"[" * 100_000, "bad.json: the gold is not JSON"),
        (b"[]", 'bad.json: there is no object "gold" with a list "agreements". Write {"gold": {"agreements": []'),
        (b'{"gold": {"agreements": null}}', 'there is no object "gold" with a list "agreements"'),
        (b'{"gold": []}', 'there is no object "gold"'),
        (b'{"gold": {"people": []}}', 'there is no object "gold" with a list "agreements"'),
    ],
)
def test_a_gold_that_is_no_annotation_is_told_with_its_place(tmp_path: Path, content: bytes, told: str) -> None:
    write(tmp_path, "bad", NONE)
    (tmp_path / "bad.json").write_bytes(content)
    assert told in fault(tmp_path)


@pytest.mark.parametrize(
    ("gold", "told"),
    [
        ({"agreements": {}}, "gold.agreements: this is no object in a list."),
        ({"agreements": ["a memorandum"]}, "gold.agreements[0]: this is no object in a list. Write [{"),
        (
            {"agreements": [agreement(), agreement(instrument="memo")]},
            "gold.agreements[1].instrument: 'memo' is no inst",
        ),
        (
            {"agreements": [agreement(status="done")]},
            "gold.agreements[0].status: 'done' is no status. Use one of: signed,",
        ),
        (
            {"agreements": [agreement(signed="May 2021")]},
            "gold.agreements[0].signed: not an ISO 8601 date: 'May 2021'.",
        ),
        ({"agreements": [agreement(parties=["Laos"])]}, "gold.agreements[0].parties[0]: this has no name."),
        ({"agreements": [], "people": [{"title": "Minister"}]}, "gold.people[0]: this has no name."),
        ({"agreements": [], "organizations": [{"name": "A", "aliases": "B"}]}, "gold.organizations[0].aliases: "),
        ({"agreements": [], "amounts": [{"value": "5m", "currency": "USD"}]}, "gold.amounts[0]: this is no sum."),
        ({"agreements": [agreement(signed=2021)]}, "gold.agreements[0].signed: 2021 is no text."),
        ({"agreements": [agreement(place=5)]}, "gold.agreements[0].place: 5 is no text."),
        ({"agreements": [], "people": [{"name": "A", "title": 7}]}, "gold.people[0].title: 7 is no text."),
        ({"agreements": [], "amounts": [{"value": 5}]}, "gold.amounts[0]: this is no sum."),
        ({"agreements": [], "events": [{"name": " "}]}, "gold.events[0]: this has no name."),
    ],
)
def test_a_wrong_value_is_told_with_its_place_and_remedy(tmp_path: Path, gold: dict[str, Any], told: str) -> None:
    write(tmp_path, "bad", gold)
    found = fault(tmp_path)
    assert found.startswith(f"{tmp_path}/bad.json:{told}")
    assert any(remedy in found for remedy in ("Write ", "Use one of"))


def test_null_is_not_given(tmp_path: Path) -> None:
    gold = {"agreements": [agreement(instrument=None, signed=None, witnesses=None)], "people": None}
    write(tmp_path, "a", gold)
    ((document,), faults) = load_gold(tmp_path)
    assert (faults, document.gold["people"]) == ([], [])


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"nowhere: there is no such folder\. Name a folder of annotated documents"):
        load_gold(tmp_path / "nowhere")


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no annotated document\. Name a folder that holds NAME\.txt"):
        load_gold(tmp_path)


def test_a_folder_of_bad_annotations_only_is_an_error_that_names_them(tmp_path: Path) -> None:
    write(tmp_path, "bad", None)
    with pytest.raises(GoldError, match=r"no annotated document\. .*bad\.txt: its gold bad\.json is missing"):
        load_gold(tmp_path)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    write(tmp_path, "a", NONE)
    (tmp_path / "a.json").write_bytes(b"\xef\xbb\xbf" + json.dumps({"gold": NONE}).encode())
    assert load_gold(tmp_path)[1] == []
