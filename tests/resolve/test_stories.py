"""Which texts are one story."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coopdata.documents.model import Sidecar
from coopdata.resolve import resolve
from coopdata.resolve.stories import CROWDED, stories
from tests.factories import Text

WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, words: int = 120) -> list[str]:
    return random.Random(seed).choices(WORDS, k=words)  # noqa: S311 - no secret


def told(*texts: list[str]) -> list[str]:
    """For each text the place of the first that tells its story."""
    documents = [Text(" ".join(words)).document for words in texts]
    found = stories(documents)
    ids = [document.id for document in documents]
    return [str(ids.index(found[one])) for one in ids]


def test_a_reprint_with_a_sentence_left_out_and_a_word_replaced_is_the_same_story() -> None:
    wire = text(1)

    assert told(wire, wire[14:], [*wire[:50], "else", *wire[51:]]) == ["0", "0", "0"]


def test_other_news_and_texts_too_short_to_tell_are_stories_of_their_own() -> None:
    assert told(text(1), text(2)) == ["0", "1"]
    assert told(["a", "short", "note"], ["a", "short", "note", "too"]) == ["0", "1"]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 119)), max_size=12))
def test_stories_are_those_that_comparing_each_text_with_all_before_it_finds(made: list[tuple[int, int]]) -> None:
    """Each text is one of four with a word replaced, or as it is."""
    texts = [[*text(seed)[:place], "else", *text(seed)[place + 1 :]] for seed, place in made]
    firsts: dict[int, str] = {}

    assert told(*texts) == [firsts.setdefault(seed, str(number)) for number, (seed, _) in enumerate(made)]


def test_however_often_a_story_is_printed_all_prints_are_found() -> None:
    wire = text(1, words=300)
    prints = [[*wire[:place], "else", *wire[place + 1 :]] for place in range(CROWDED + 50)]

    assert set(told(*prints)) == {"0"}


def test_versions_of_a_page_count_as_one_source_and_the_newer_is_believed() -> None:
    documents, records = [], []
    for path, day, replaces in (("documents/b.txt", "03", None), ("documents/a.txt", "04", "documents/b.txt")):
        text = Text(f"{path}: Acme Board and Beta Board signed.", path=path)
        parties = (text.party("Acme Board", "LA"), text.party("Beta Board", "KR"))
        agreement = text.agreement("signed", *parties, signed=f"2019-09-{day}", topics=(text.topic("Board"),))
        records.append(text.record(agreements=(agreement,)))
        documents.append(replace(text.document, sidecar=Sidecar(replaces=replaces)))
    result = resolve(documents, records)

    assert [(row.documents, row.signed) for row in result.agreements] == [(1, "2019-09-04")]
    older = {row.document_id: row.replaces for row in result.documents}
    assert [older[document.id] for document in documents] == [None, documents[0].id]
    assert "value_conflict" not in {str(issue.code) for issue in result.issues}


def test_a_story_counts_as_one_source_and_is_told_of() -> None:
    words = " ".join(text(3))
    pairs = []
    for ending in ("", " again"):
        one = Text(f"KOTRA {words}{ending}", path=f"documents/{len(ending)}.txt")
        pairs.append((one.document, one.record(organizations=(one.organization("KOTRA", "KR"),))))

    result = resolve([document for document, _ in pairs], [record for _, record in pairs])

    assert [row.documents for row in result.organizations] == [1]
    assert sorted(row.duplicate_of is None for row in result.documents) == [False, True]
    assert [str(issue.code) for issue in result.issues] == ["near_duplicate"]
    assert len([row for row in result.statements if row.field == "name" and row.table == "organizations"]) == 2
