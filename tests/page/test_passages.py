"""The passage around quoted words: shown where the terms of the text say so and nowhere else, bounded, and as text."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coopdata.documents import read_text
from coopdata.publish import latest_release_dir, layout, publish
from coopdata.publish.page import build_page
from coopdata.publish.page.passages import CONTEXT, Passage, passage, sentences
from tests.page.pages import Page, read_page
from tests.page.sites import PROJECT
from tests.page.test_building import contents
from tests.publish.conftest import AGREEMENT, INPUTS, Frames, tiny_frames

BEFORE, SENTENCE, AFTER = (
    "The two had met before.",
    "JETRO and DTP signed a memo – on 5 May 2022 <b>in haste</b>.",
    "Nobody else came.",
)
TEXT = f"{BEFORE} {SENTENCE} {AFTER}"
OPEN = {"publisher": "Vientiane Times", "licence": "CC BY 4.0", "republish": True}


def frames_of(text: str, *, raw_path: str = "documents/a.txt", licence: str | None = "CC BY 4.0") -> Frames:
    """The tiny release, read from this text."""
    frames = tiny_frames()
    digest = hashlib.sha256(text.encode()).hexdigest()
    frames["documents"] = frames["documents"].assign(raw_path=raw_path, sha256=digest, licence=licence)
    starts = [text.index(one) for one in frames["statements"]["original"]]
    ends = [start + len(one) for start, one in zip(starts, frames["statements"]["original"], strict=True)]
    frames["statements"] = frames["statements"].assign(start=starts, end=ends)
    return frames


def raw_of(folder: Path, text: str, sidecar: bytes | dict[str, Any] | None) -> Path:
    """A raw folder with the text and its sidecar."""
    documents = folder / "documents"
    documents.mkdir(parents=True)
    (documents / "a.txt").write_bytes(text.encode())
    if sidecar is not None:
        content = sidecar if isinstance(sidecar, bytes) else json.dumps(sidecar).encode()
        (documents / "a.meta.json").write_bytes(content)
    return folder


def site_of(folder: Path, frames: Frames, raw: Path | None) -> Path:
    assert build_page(folder, publish(frames, INPUTS, folder).directory, None, raw=raw) == ()
    return folder


def quotations(site: Path) -> list[str]:
    page = agreement(site)
    return [one.text for one in page.all("blockquote")]


def agreement(site: Path) -> Page:
    return read_page((site / "agreements" / AGREEMENT / "index.html").read_text(encoding="utf-8"))


def passages(site: Path) -> list[dict[str, str] | None]:
    statements = json.loads((site / "agreements" / AGREEMENT / "record.json").read_bytes())["statements"]
    return [one["passage"] for one in statements]


def test_words_stand_marked_in_their_sentence_where_the_text_may_be_published_again(tmp_path: Path) -> None:
    site = site_of(tmp_path / "site", frames_of(TEXT), raw_of(tmp_path / "raw", TEXT, OPEN))

    assert quotations(site) == [SENTENCE] * 3
    assert {one.text for one in agreement(site).all("mark")} == {"memo", "signed", "5 May 2022"}
    signed = {"before": "JETRO and DTP ", "quoted": "signed", "after": " a memo – on 5 May 2022 <b>in haste</b>."}
    assert signed in passages(site)


def test_what_looks_like_markup_in_a_passage_stays_text(tmp_path: Path) -> None:
    site = site_of(tmp_path / "site", frames_of(TEXT), raw_of(tmp_path / "raw", TEXT, OPEN))

    assert agreement(site).all("b") == []
    assert agreement(site).faults == []


@pytest.mark.parametrize(
    "sidecar",
    [
        None,
        {"licence": "CC BY 4.0"},
        {**OPEN, "republish": False},
        {**OPEN, "republish": "true"},
        {**OPEN, "licence": "All rights reserved"},
        {"publisher": "Vientiane Times", "republish": True},
        {**OPEN, "unknown": "key"},
        b"{",
    ],
)
def test_no_more_than_the_quoted_words_is_shown_of_any_other_text(
    tmp_path: Path, sidecar: bytes | dict[str, Any] | None
) -> None:
    site = site_of(tmp_path / "site", frames_of(TEXT), raw_of(tmp_path / "raw", TEXT, sidecar))

    assert quotations(site) == ["memo", "signed", "5 May 2022"]
    assert passages(site) == [None] * 3
    assert not [path for path, content in contents(site).items() if b"in haste" in content]
    assert all("characters" in one.text for one in agreement(site).all("figcaption"))


def test_a_text_without_a_licence_of_its_own_may_be_open_all_the_same(tmp_path: Path) -> None:
    raw = raw_of(tmp_path / "raw", TEXT, {"republish": True})

    assert quotations(site_of(tmp_path / "site", frames_of(TEXT, licence=None), raw)) == [SENTENCE] * 3


def test_a_text_that_is_no_longer_what_was_read_gives_no_passage(tmp_path: Path) -> None:
    raw = raw_of(tmp_path / "raw", TEXT.replace("haste", "peace"), OPEN)

    assert passages(site_of(tmp_path / "site", frames_of(TEXT), raw)) == [None] * 3


@pytest.mark.parametrize(("row", "shown"), [({}, True), ({"licence": "All rights reserved"}, False)])
def test_a_row_of_an_archive_has_its_passage_where_its_terms_are_those_of_the_archive(
    tmp_path: Path, row: dict[str, str], shown: bool
) -> None:
    raw = raw_of(tmp_path / "raw", "Another text.", None)
    (raw / "documents" / "news.jsonl").write_text(json.dumps({"text": TEXT, **row}) + "\n")
    (raw / "documents" / "news.meta.json").write_text(json.dumps(OPEN))
    frames = frames_of(TEXT, raw_path="documents/news.jsonl#1", licence=row.get("licence", "CC BY 4.0"))

    assert (None not in passages(site_of(tmp_path / "site", frames, raw))) is shown


def test_a_raw_folder_that_is_not_there_is_told_and_the_page_is_built_without_passages(tmp_path: Path) -> None:
    release = publish(frames_of(TEXT), INPUTS, tmp_path / "site").directory

    (note,) = build_page(tmp_path / "site", release, None, raw=tmp_path / "nowhere")

    assert note.startswith("The page quotes words without the passages around them:")
    assert passages(tmp_path / "site") == [None] * 3


def test_a_page_that_is_built_again_has_the_same_passages(tmp_path: Path) -> None:
    raw = raw_of(tmp_path / "raw", TEXT, OPEN)
    site = site_of(tmp_path / "site", frames_of(TEXT), raw)
    before = contents(site)
    site_of(site, frames_of(TEXT), raw)

    assert contents(site) == before == contents(site_of(tmp_path / "other", frames_of(TEXT), raw))


def test_texts_of_the_project_whose_sidecars_give_no_permission_are_quoted_without_passages(tmp_path: Path) -> None:
    release = latest_release_dir(PROJECT / "published")
    assert release is not None
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / release.name).symlink_to(release)
    assert build_page(tmp_path, release, None, raw=PROJECT / "raw") == ()

    records = [json.loads(path.read_bytes()) for path in (tmp_path / "agreements").rglob("record.json")]
    assert {statement["passage"] for record in records for statement in record["statements"]} == {None}
    assert pq.ParquetFile(release / layout.parquet_path("agreements")).metadata.num_rows == len(records)


# --- how much of a text


def passage_of(text: str, words: str) -> Passage | None:
    start = text.index(words)
    return passage(text, (start, start + len(words)), sentences(read_text(text)), words)


def test_a_run_over_two_sentences_has_both() -> None:
    assert passage_of(TEXT, "before. JETRO") == Passage(
        "The two had met ", "before. JETRO", SENTENCE.removeprefix("JETRO")
    )


def test_a_long_sentence_is_cut_between_words_on_either_side() -> None:
    text = f"It {'very ' * 200}quietly signed {'many ' * 200}papers."

    found = passage_of(text, "quietly signed")

    assert found is not None
    assert (found.before[:6], found.after[-6:]) == ("…very ", " many…")
    assert len(found.before) + len(found.after) <= 2 * (CONTEXT + 1)


def test_of_a_run_longer_than_what_is_quoted_the_passage_ends_with_the_quotation() -> None:
    text = "They signed " + "a " * 200 + "paper. Then they left."

    assert passage(text, (5, 400), sentences(read_text(text)), text[5:205]) == Passage("They ", text[5:205], "…")


def test_words_that_do_not_stand_there_have_no_passage() -> None:
    assert passage(TEXT, (0, 5), sentences(read_text(TEXT)), "JETRO") is None
    assert passage("short", (40, 45), [], "JETRO") is None


@given(st.data())
@example(None)
def test_a_passage_is_a_bounded_run_of_the_text_around_the_words(data: st.DataObject | None) -> None:
    text = "ລາວ " * 300 if data is None else data.draw(st.text(min_size=1, max_size=1500))
    start = 600 if data is None else data.draw(st.integers(0, len(text) - 1))
    end = 603 if data is None else data.draw(st.integers(start + 1, len(text)))
    original = text[start:end][:200]

    found = passage(text, (start, end), sentences(read_text(text)), original)

    assert found is not None
    before, after = found.before.removeprefix("…"), found.after.removesuffix("…")
    assert found.quoted == original
    assert text[:start].endswith(before) or text[:start].endswith(found.before)
    assert text[start + len(original) :].startswith((after, found.after))
    assert max(len(before), len(after)) <= CONTEXT
