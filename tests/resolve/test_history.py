"""Where ids of the last release went."""

from pathlib import Path

from coopdata.resolve import Previous, Resolved, read_previous, resolve
from coopdata.tables.build import build_tables
from tests.resolve.test_resolve import jetro, problems_of, told

PARTIES = (("Acme Board", "LA"), ("Beta Board", "KR"))
WORDS = "A memorandum of Acme Board and Beta Board."


def released(result: Resolved, folder: Path) -> Previous:
    """The ids of a release with this content, read from its files."""
    parquet = folder / "2026.11.22" / "parquet"
    parquet.mkdir(parents=True)
    for name, frame in build_tables(result).items():
        frame.to_parquet(parquet / f"{name}.parquet")
    previous = read_previous(folder / "2026.11.22")
    assert previous is not None
    return previous


def test_nothing_changed_means_no_history(tmp_path: Path) -> None:
    document, record = jetro()
    previous = released(resolve([document], [record]), tmp_path)

    assert resolve([document], [record], previous=previous).id_history == ()


def test_a_record_whose_facts_changed_keeps_its_id(tmp_path: Path) -> None:
    document, record = told(WORDS, *PARTIES, signed="2019")
    _, better = told(WORDS, *PARTIES, signed="2019-09")
    before, after = resolve([document], [record]), resolve([document], [better])
    assert before.agreements[0].agreement_id != after.agreements[0].agreement_id

    result = resolve([document], [better], previous=released(before, tmp_path))

    assert [row.agreement_id for row in result.agreements] == [before.agreements[0].agreement_id]
    assert {row.agreement_id for row in result.agreement_parties} == {before.agreements[0].agreement_id}
    assert result.id_history == ()
    assert problems_of(result, [document]) == []


def test_ids_of_a_document_taken_away_are_withdrawn_for_good(tmp_path: Path) -> None:
    document, record = jetro()
    previous = released(resolve([document], [record]), tmp_path / "one")

    first = resolve([], [], previous=previous)
    second = resolve([], [], previous=released(first, tmp_path / "two"))

    assert {row.reason for row in first.id_history} == {"withdrawn"}
    assert {row.old_id[:3] for row in first.id_history} == {"doc", "org", "per", "agr", "amt", "evt", "prj"}
    assert second.id_history == first.id_history


def test_an_id_that_is_back_leaves_the_history(tmp_path: Path) -> None:
    document, record = jetro()
    previous = released(resolve([document], [record]), tmp_path / "one")
    gone = released(resolve([], [], previous=previous), tmp_path / "two")

    assert resolve([document], [record], previous=gone).id_history == ()


def test_two_records_that_became_one_are_merged(tmp_path: Path) -> None:
    one = told(WORDS, *PARTIES, signed="2019-09-05")
    undated = told(f"Again: {WORDS}", *PARTIES, signed=None)
    dated = told(f"Again: {WORDS}", *PARTIES, signed="2019-09-05")
    documents = [one[0], undated[0]]
    previous = released(resolve(documents, [one[1], undated[1]]), tmp_path)

    result = resolve(documents, [one[1], dated[1]], previous=previous)

    assert [(row.reason, row.new_id) for row in result.id_history] == [("merged", result.agreements[0].agreement_id)]


def test_no_release_yet_means_no_previous(tmp_path: Path) -> None:
    assert read_previous(tmp_path / "2026.11.22") is None
