"""The two feeds: valid Atom that readers take, whatever titles hold, made from what lies in published/."""

import re
import shutil
import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coopdata.publish.following.atom import Entry, Feed, Link, closed, feed_bytes, read_entries
from coopdata.publish.following.feeds import AGREEMENTS_LISTED, RELEASES_LISTED, write_feeds
from coopdata.publish.layout import ReleaseId
from coopdata.publish.remote.elsewhere import manifest_elsewhere
from coopdata.tables.catalogue import table
from coopdata.tables.schemas import frame
from tests.publish.conftest import AGREEMENT, DTP, JETRO, row, tiny_frames
from tests.publish.hostile import hostile_text
from tests.publish.laid import agreement, lay, with_agreements

BASE = "https://data.example/coopdata/"
ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(path: Path) -> Any:
    """The feed as a reader sees it, after what RFC 4287 asks of any feed has been asked of it."""
    content = path.read_bytes()
    assert_is_atom(content)
    headers = {"content-location": "https://elsewhere.example/x/feed.atom", "content-type": "application/atom+xml"}
    feed = feedparser.parse(content, response_headers=headers)
    assert not feed.bozo
    return feed


def assert_is_atom(content: bytes) -> None:
    """Required elements and their forms (RFC 4287, 4.1.1, 4.1.2, 4.2.6, 3.3)."""
    root = ET.fromstring(content)  # noqa: S314
    assert root.tag == f"{ATOM}feed"
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert re.match(r"(https://|urn:uuid:)\S+\Z", element.findtext(f"{ATOM}id") or "")
        alternates = [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == (element is not root)
        for name in ("title", "subtitle", "summary", "rights"):
            assert all(text.get("type") == "text" for text in element.findall(f"{ATOM}{name}"))
    moments = [*root.iter(f"{ATOM}updated"), *root.iter(f"{ATOM}published")]
    assert all(datetime.fromisoformat(moment.text or "").tzinfo for moment in moments)
    identifiers = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(identifiers)) == len(identifiers)


def ids(published: Path) -> list[str]:
    return [entry.dc_identifier for entry in parsed(published / "agreements.atom").entries]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return tmp_path / "published"


def test_each_release_is_an_entry_that_says_what_changed_newest_first(published: Path) -> None:
    first, second = tiny_frames(), with_agreements(agreement("b"), agreement("c"))
    lay(published, "2026.11.22", first)
    newest = lay(published, "2026.11.22.1", second, ("2026.11.22", first))

    assert write_feeds(published, newest, BASE) == ()

    feed = parsed(published / "releases.atom")
    assert [entry.title for entry in feed.entries] == ["coopdata 2026.11.22.1", "coopdata 2026.11.22"]
    assert feed.entries[0].summary.splitlines() == [
        "Agreements: 3. Organizations: 2. Documents: 1.",
        "Since release 2026.11.22: Agreements: 2 added.",
    ]
    assert feed.entries[1].summary == "Agreements: 1. Organizations: 2. Documents: 1."
    assert feed.entries[0].updated == feed.feed.updated == "2026-11-22T02:00:00Z"
    assert [link.href.removeprefix(f"{BASE}releases/2026.11.22.1/") for link in feed.entries[0].links] == [
        "README.md", "CHANGES.md", "manifest.json",
    ]  # fmt: skip


def test_a_changed_and_a_removed_row_count_once_whatever_the_number_of_their_cells(published: Path) -> None:
    first = with_agreements(agreement("b", title="x", place="y"), agreement("c", title="x", place="y"))
    second = with_agreements(agreement("b", title="z", place="w"))
    lay(published, "2026.11.22", first)
    newest = lay(published, "2026.11.23", second, ("2026.11.22", first))

    write_feeds(published, newest, None)

    assert "Agreements: 1 changed, 1 removed." in parsed(published / "releases.atom").entries[0].summary


def test_a_release_that_changed_no_row_says_so(published: Path) -> None:
    lay(published, "2026.11.22", tiny_frames())
    newest = lay(published, "2026.11.23", tiny_frames(), ("2026.11.22", tiny_frames()))

    write_feeds(published, newest, None)

    assert parsed(published / "releases.atom").entries[0].summary.endswith("Since release 2026.11.22: no row changed.")


def test_a_new_agreement_is_an_entry_with_its_facts_and_its_sources(published: Path) -> None:
    frames = tiny_frames()
    parties = [
        {"agreement_id": AGREEMENT, "position": 1, "organization_id": JETRO, "name": "JETRO", "country": "JP"},
        {"agreement_id": AGREEMENT, "position": 2, "organization_id": DTP, "name": "DTP", "country": "LA"},
    ]
    frames["agreement_parties"] = frame(table("agreement_parties"), parties)
    frames["documents"] = frames["documents"].assign(url="https://news.example/memo")

    write_feeds(published, lay(published, "2026.11.22", frames), BASE)

    (entry,) = parsed(published / "agreements.atom").entries
    assert entry.title == "memorandum of understanding: JETRO, DTP"
    assert entry.summary.splitlines() == [
        "Instrument: memorandum of understanding",
        "Status: signed",
        "Signed: 2022-05-05",
        "Parties: JETRO (Japan); DTP (Laos)",
        "Countries: Japan, Laos",
    ]
    assert (entry.dc_identifier, entry.id) == (AGREEMENT, f"{BASE}agreements.atom#{AGREEMENT}")
    assert entry.link == f"{BASE}index.html#/agreements/{AGREEMENT}"
    assert linked(entry, "related") == [f"{BASE}releases/2026.11.22/CHANGES.md"]
    assert linked(entry, "via") == ["https://news.example/memo"]
    assert [tag.term for tag in entry.tags] == ["JP", "LA"]


def linked(entry: Any, relation: str) -> list[str]:
    return [link.href for link in entry.links if link.rel == relation]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "https://a/\n"])
def test_what_a_document_calls_its_address_is_only_linked_if_it_is_one_of_the_web(
    published: Path, address: str
) -> None:
    frames = tiny_frames()
    frames["documents"] = frames["documents"].assign(url=address)

    write_feeds(published, lay(published, "2026.11.22", frames), None)

    assert b"via" not in (published / "agreements.atom").read_bytes()


def test_new_agreements_come_by_release_and_within_one_by_date_of_signing(published: Path) -> None:
    first = tiny_frames()
    second = with_agreements(agreement("b", signed="2021"), agreement("c", signed=None, signed_precision=None))
    third = with_agreements(
        agreement("b", signed="2021"), agreement("c", signed=None, signed_precision=None),
        agreement("d", signed="1999"), agreement("e", signed="2024-05"),
    )  # fmt: skip
    lay(published, "2026.11.22", first)
    lay(published, "2026.11.23", second, ("2026.11.22", first))
    newest = lay(published, "2026.11.24", third, ("2026.11.23", second))

    write_feeds(published, newest, None)

    assert ids(published) == [f"agr_{letter * 10}" for letter in "edbca"]
    moments = [entry.published for entry in parsed(published / "agreements.atom").entries]
    assert moments == [f"2026-11-{day}T02:00:00Z" for day in (24, 24, 23, 23, 22)]


def test_the_feed_is_the_same_written_with_every_release_or_only_with_the_last(published: Path) -> None:
    first, second = tiny_frames(), with_agreements(agreement("b"))
    write_feeds(published, lay(published, "2026.11.22", first), BASE)
    newest = lay(published, "2026.11.23", second, ("2026.11.22", first))
    write_feeds(published, newest, BASE)
    step_by_step = {name: (published / name).read_bytes() for name in ("releases.atom", "agreements.atom")}
    for name in step_by_step:
        (published / name).unlink()

    assert write_feeds(published, newest, BASE) == ()
    assert {name: (published / name).read_bytes() for name in step_by_step} == step_by_step
    assert write_feeds(published, newest, BASE) == ()
    assert {name: (published / name).read_bytes() for name in step_by_step} == step_by_step
    assert list(published.glob(".staging*")) == []


def test_an_agreement_that_changed_keeps_its_place_and_is_updated(published: Path) -> None:
    first, second = with_agreements(agreement("b")), with_agreements(agreement("b", title="Accord"))
    write_feeds(published, lay(published, "2026.11.22", first), BASE)
    write_feeds(published, lay(published, "2026.11.23", second, ("2026.11.22", first)), BASE)

    entry, unchanged = parsed(published / "agreements.atom").entries
    assert (entry.title, entry.published, entry.updated) == ("Accord", "2026-11-22T02:00:00Z", "2026-11-23T02:00:00Z")
    assert unchanged.updated == "2026-11-22T02:00:00Z"


def test_an_agreement_that_is_gone_is_no_longer_listed_nor_is_the_one_that_took_its_place(published: Path) -> None:
    first = with_agreements(agreement("b"))
    history = {"old_id": "agr_bbbbbbbbbb", "new_id": "agr_cccccccccc", "reason": "rekeyed", "release": "2026.11.22"}
    second = with_agreements(agreement("c"), history=(history,))
    write_feeds(published, lay(published, "2026.11.22", first), None)
    write_feeds(published, lay(published, "2026.11.23", second, ("2026.11.22", first)), None)

    assert ids(published) == [AGREEMENT]


def test_an_agreement_that_another_was_merged_into_later_stays_listed(published: Path) -> None:
    first, second = tiny_frames(), with_agreements(agreement("b"), agreement("c"))
    history = {"old_id": "agr_cccccccccc", "new_id": "agr_bbbbbbbbbb", "reason": "merged", "release": "2026.11.23"}
    third = with_agreements(agreement("b"), history=(history,))
    lay(published, "2026.11.22", first)
    lay(published, "2026.11.23", second, ("2026.11.22", first))
    write_feeds(published, lay(published, "2026.11.24", third, ("2026.11.23", second)), None)

    assert ids(published) == ["agr_bbbbbbbbbb", AGREEMENT]


def test_what_a_release_brought_that_is_no_longer_kept_stays_in_the_feed(published: Path) -> None:
    first, second = tiny_frames(), with_agreements(agreement("b"))
    old = lay(published, "2026.11.22", first)
    write_feeds(published, old, None)
    newest = lay(published, "2026.11.23", second, ("2026.11.22", first))
    shutil.rmtree(old)

    assert write_feeds(published, newest, None) == ()

    entries = parsed(published / "agreements.atom").entries
    assert [(entry.dc_identifier, entry.published[:10]) for entry in entries] == [
        ("agr_bbbbbbbbbb", "2026-11-23"),
        (AGREEMENT, "2026-11-22"),
    ]
    assert linked(entries[1], "related")[0].endswith("releases/2026.11.23/README.md")
    assert len(parsed(published / "releases.atom").entries) == 1


def test_a_release_that_is_in_the_store_only_stays_in_both_feeds(published: Path) -> None:
    first, second = tiny_frames(), with_agreements(agreement("b"))
    third = with_agreements(agreement("b"), agreement("c"))
    lay(published, "2026.11.22", first)
    old = lay(published, "2026.11.23", second, ("2026.11.22", first))
    write_feeds(published, old, BASE)
    newest = lay(published, "2026.11.24", third, ("2026.11.23", second))
    before = parsed(published / "releases.atom").entries
    for directory in (old, old.with_name("2026.11.22")):
        elsewhere = manifest_elsewhere(published, ReleaseId.parse(directory.name))
        elsewhere.parent.mkdir(exist_ok=True)
        (directory / "manifest.json").rename(elsewhere)
        shutil.rmtree(directory)

    assert write_feeds(published, newest, BASE) == ()

    after = parsed(published / "releases.atom").entries
    assert [entry.dc_identifier for entry in after] == ["2026.11.24", "2026.11.23", "2026.11.22"]
    assert [(entry.id, entry.summary, entry.links) for entry in after[1:]] == [
        (entry.id, entry.summary, entry.links) for entry in before
    ]
    assert ids(published) == [f"agr_{letter * 10}" for letter in "cba"]
    (published / "releases.atom").unlink()
    write_feeds(published, newest, BASE)
    assert parsed(published / "releases.atom").entries[1].summary == "Agreements: 2. Organizations: 2. Documents: 1."


EMPTY_ENTRY = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry/></feed>"


@pytest.mark.parametrize("damage", [b"", b"<feed", b"<html/>", b"\xff\xfe", EMPTY_ENTRY])
def test_a_damaged_feed_is_made_anew_and_that_is_told(published: Path, damage: bytes) -> None:
    newest = lay(published, "2026.11.22", tiny_frames())
    (published / "agreements.atom").write_bytes(damage)

    (note,) = write_feeds(published, newest, None)

    assert note.startswith("agreements.atom was damaged (")
    assert ids(published) == [AGREEMENT]


def test_a_damaged_release_is_left_out_and_that_is_told(published: Path) -> None:
    first, second = tiny_frames(), with_agreements(agreement("b"))
    broken = lay(published, "2026.11.21", tiny_frames())
    (broken / "manifest.json").write_text("{")
    cut = lay(published, "2026.11.22", first, ("2026.11.21", first))
    for changes in (cut / "changes").iterdir():
        changes.write_bytes(b"PAR1")
    newest = lay(published, "2026.11.23", second, ("2026.11.22", first))

    notes = write_feeds(published, newest, None)

    assert [re.split(r"[,:] | is ", note)[0] for note in notes] == [
        "Release 2026.11.21",
        "What changed with release 2026.11.22 cannot be read",
        "Which agreements were new with release 2026.11.22 cannot be read",
    ]
    assert ids(published) == ["agr_bbbbbbbbbb"]
    assert len(parsed(published / "releases.atom").entries) == 2


def test_of_releases_older_than_changes_the_oldest_counts_as_the_first(published: Path) -> None:
    lay(published, "2026.11.21", tiny_frames(), with_changes=False)
    newest = lay(published, "2026.11.22", with_agreements(agreement("x")), with_changes=False)

    assert write_feeds(published, newest, None) == ()
    assert ids(published) == [AGREEMENT]
    assert [link.href.rpartition("/")[2] for link in parsed(published / "releases.atom").entries[0].links] == [
        "README.md", "manifest.json",
    ]  # fmt: skip


def test_a_feed_that_cannot_be_written_is_told_and_the_other_is_written(published: Path) -> None:
    newest = lay(published, "2026.11.22", tiny_frames())
    (published / "releases.atom").mkdir()

    (note,) = write_feeds(published, newest, None)

    assert note.startswith("releases.atom could not be written: ")
    assert ids(published) == [AGREEMENT]


def test_the_feeds_list_no_more_than_they_say(published: Path) -> None:
    many = with_agreements(*({**agreement("x"), "agreement_id": f"agr_{n:010}"} for n in range(AGREEMENTS_LISTED + 5)))
    newest = lay(published, "2026.11.22", many)
    for number in range(1, RELEASES_LISTED + 3):
        shutil.copytree(newest, published / "releases" / f"2026.11.21.{number}")

    write_feeds(published, newest, None)

    assert len(ids(published)) == AGREEMENTS_LISTED
    assert len(parsed(published / "releases.atom").entries) == RELEASES_LISTED


def test_without_a_public_address_links_are_found_from_where_the_feed_was_found(published: Path) -> None:
    write_feeds(published, lay(published, "2026.11.22", tiny_frames()), None)

    for name, place in (("releases.atom", "releases/2026.11.22/"), ("agreements.atom", "index.html#/agreements/")):
        feed = parsed(published / name)
        assert feed.entries[0].link.startswith(f"https://elsewhere.example/x/{place}")
        assert feed.feed.id.startswith("urn:uuid:")
        assert feed.entries[0].id.startswith("urn:uuid:")


def test_hostile_titles_and_names_make_a_feed_that_readers_take(published: Path) -> None:
    word = '<script>alert(1)</script>&amp;]]>\x0c\x1b\u202e"\uffff' + "x" * 1_000_000
    frames = tiny_frames()
    frames["agreements"] = frames["agreements"].assign(title=word)
    party = {"agreement_id": AGREEMENT, "position": 1, "organization_id": JETRO, "name": word}
    frames["agreement_parties"] = frame(table("agreement_parties"), [row(table("agreement_parties"), **party)])

    write_feeds(published, lay(published, "2026.11.22", frames), None)

    (entry,) = parsed(published / "agreements.atom").entries
    assert entry.title_detail.type == "text/plain"
    assert entry.title.startswith('<script>alert(1)</script>&amp;]]>\ufffd\ufffd\u202e"\ufffdxxx')


LISTED = {"iri": "urn:uuid:1", "published": "2026-11-22T02:00:00Z", "updated": "2026-11-22T02:00:00Z"}


def as_feedparser_shows(text: str) -> str:
    """The text as feedparser gives it: stripped, and decoded anew where it looks like UTF-8 read as Latin-1."""
    try:
        return text.strip().encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text.strip()


@given(hostile_text() | st.text(min_size=1))
@example("\u00c2\u00a1")
def test_any_text_comes_through_a_feed_as_text(text: str) -> None:
    entry = Entry(
        **LISTED, identifier="one", title=text, summary=text, links=(Link("alternate", "x"),), categories={"A": text}
    )
    links = (Link("self", "x"),)
    feed = Feed("urn:uuid:2", text, text, text, text, "2026-11-22T02:00:00Z", links, (entry,))

    content = feed_bytes(feed)

    expected = re.sub("\r\n?|\x85", "\n", text)
    expected = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", expected)
    assert_is_atom(content)
    assert (read_entries(content)["one"].title, read_entries(content)["one"].summary) == (expected, expected)
    seen = feedparser.parse(content)
    assert not seen.bozo
    assert (seen.entries[0].title_detail.type, seen.entries[0].title) == ("text/plain", as_feedparser_shows(expected))


def depth(text: str) -> int:
    """How many embeddings and isolates are open at the end (Unicode Standard Annex 9, X1 to X8)."""
    stack: list[str] = []
    for character in text:
        if character in "\u202a\u202b\u202d\u202e":
            stack.append("embedding")
        elif character in "\u2066\u2067\u2068":
            stack.append("isolate")
        elif character == "\u202c" and stack and stack[-1] == "embedding":
            stack.pop()
        elif character == "\u2069" and "isolate" in stack:
            while stack.pop() != "isolate":
                pass
    return len(stack)


@given(st.text(alphabet="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069ab"))
def test_what_turns_the_direction_of_writing_turns_nothing_after_it(text: str) -> None:
    assert depth(closed(text)) == 0
    assert closed(text).startswith(text)
