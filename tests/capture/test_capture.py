"""What comes of a night: what is new is kept, what goes wrong is told, nothing is overwritten or lost."""

import json
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import fsspec
import pytest
from filelock import FileLock

from coopdata.capture import keeping as keeping_module
from coopdata.capture import scan
from coopdata.capture.fetch import Answer
from coopdata.capture.keeping import Capture, keep
from coopdata.capture.listing import Entry
from coopdata.capture.log import Outcome, Trouble, append, nights_of_failure, problems_of, read_log
from coopdata.capture.run import Place, UnknownSourceError, capture_all
from coopdata.capture.sources import Source, read_sources
from coopdata.documents.model import Document
from coopdata.documents.reader import read_file
from coopdata.problems import Code
from tests.capture.server import Reply, Site, item, source


def write(raw: Path, *sources: str) -> None:
    (raw / "sources.toml").write_text("\n".join(sources))


def night(raw: Path, *names: str, **more: Any) -> list[Outcome]:
    return capture_all(Place(raw, raw.parent / "memory"), names, **more)[0]


def counts(outcome: Outcome) -> dict[str, int]:
    return {name: count for name, count in outcome.counts.items() if count}


def documents(raw: Path) -> list[str]:
    return [file.path.name for file in scan(raw).files]


@pytest.fixture
def two(site: Site, raw: Path) -> Site:
    """A feed of two pages."""
    site.feed("/feed", item(f"{site.url}/a", "Accord signé"), item(f"{site.url}/b.txt", "Visit"), etag='"f"')
    site.page("/a", "Laos and Japan signed.", etag='"a"', title="Accord")
    site.replies["/b.txt"] = Reply(b"Laos visited Japan.", media="text/plain")
    write(raw, source(f"{site.url}/feed", more='country = "LA"\nlicence = "CC BY 4.0"\nrepublish = true'))
    return site


def test_what_is_new_is_kept_as_received_with_all_that_is_known_of_it(two: Site, raw: Path) -> None:
    (outcome,) = night(raw)

    assert counts(outcome) == {"seen": 2, "new": 2}
    first, second = sorted((raw / "documents" / "example-agency").glob("*.*t*"), key=lambda path: path.suffix)[:2]
    assert first.suffix == ".html"
    assert first.read_bytes() == two.replies["/a"]({}).body  # type: ignore[operator]
    told = json.loads(first.with_suffix(".meta.json").read_text())
    assert told | {"retrieved": "", "headers": ""} == {
        "url": f"{two.url}/a",
        "publisher": "Example Agency",
        "published": "2019-09-05",
        "retrieved": "",
        "licence": "CC BY 4.0",
        "republish": True,
        "country": "LA",
        "source": "one",
        "status": 200,
        "headers": "",
        "sha256": told["sha256"],
    }
    assert told["headers"]["etag"] == '"a"'
    assert first.name == f"{told['retrieved'][:10]}-accord-signe-{told['sha256'][:16]}.html"
    assert second.suffix == ".json"


def test_a_captured_text_is_a_document_that_says_where_it_is_from(two: Site, raw: Path) -> None:
    night(raw)
    (text,) = [file for file in scan(raw).files if file.path.suffix == ".txt"]
    document = read_file(text)

    assert isinstance(document, Document)
    assert (document.sidecar.source, document.sidecar.url) == ("one", f"{two.url}/b.txt")
    assert (document.sidecar.published, document.sidecar.publisher) == ("2019-09-05", "Example Agency")


def test_what_has_not_changed_is_neither_sent_nor_kept_again(two: Site, raw: Path) -> None:
    night(raw)
    before = documents(raw)
    (outcome,) = night(raw)

    assert counts(outcome) == {"seen": 2, "unchanged": 2}
    assert documents(raw) == before
    assert [headers.get("If-None-Match") for path, headers in two.asked if path == "/a"] == [None, '"a"']


def test_a_page_that_changed_is_kept_beside_its_older_version_and_names_it(two: Site, raw: Path) -> None:
    night(raw)
    (older,) = [path for path in documents(raw) if path.endswith(".html")]
    two.page("/a", "Laos and Japan signed two memoranda.", etag='"b"', title="Accord")
    (outcome,) = night(raw)

    assert counts(outcome) == {"seen": 2, "changed": 1, "unchanged": 1}
    (newer,) = [path for path in documents(raw) if path.endswith(".html") and path != older]
    told = json.loads((raw / "documents" / "example-agency" / newer).with_suffix(".meta.json").read_text())
    assert told["replaces"] == f"documents/example-agency/{older}"


def test_a_page_that_changed_only_where_no_text_is_has_not_changed(site: Site, raw: Path) -> None:
    write(raw, source(f"{site.url}/a", "pages"))
    page = b"<html><script>token = %d</script><nav>%d readers</nav><p>Signed.</p></html>"
    found = []
    for number in (1, 2):
        site.replies["/a"] = Reply(page % (number, number))
        found += night(raw)

    assert [counts(one) for one in found] == [{"seen": 1, "new": 1}, {"seen": 1, "unchanged": 1}]


def test_a_page_that_is_gone_is_told_and_its_text_stays(two: Site, raw: Path) -> None:
    night(raw)
    del two.replies["/a"]
    (outcome,) = night(raw)

    assert counts(outcome) == {"seen": 2, "unchanged": 1, "gone": 1}
    assert [(one.code, one.message) for one in outcome.troubles] == [
        (Code.CAPTURE_GONE, f"{two.url}/a: no longer there.")
    ]
    assert len(documents(raw)) == 2


def test_no_more_than_the_limit_is_fetched_and_new_texts_go_first(two: Site, raw: Path) -> None:
    write(raw, source(f"{two.url}/feed", more="limit = 1"))

    assert [counts(one) for _ in range(3) for one in night(raw)] == [
        {"seen": 2, "new": 1, "left": 1},
        {"seen": 2, "new": 1, "left": 1},
        {"seen": 2, "unchanged": 1, "left": 1},
    ]


def test_a_dry_run_fetches_no_text_and_writes_nothing(two: Site, raw: Path) -> None:
    (outcome,) = night(raw, dry_run=True)

    assert counts(outcome) == {"seen": 2, "new": 2}
    assert two.paths() == ["/feed"]
    assert sorted(path.name for path in raw.iterdir()) == ["documents", "sources.toml"]


def test_sitemaps_pages_of_links_and_folders_are_sources_too(site: Site, raw: Path, tmp_path: Path) -> None:
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = f"<sitemapindex {ns}><sitemap><loc>{site.url}/map</loc></sitemap></sitemapindex>".encode()
    site.replies["/index"] = Reply(index, media="text/xml")
    site.replies["/map"] = Reply(f"<urlset {ns}><url><loc>{site.url}/a</loc></url></urlset>".encode(), media="text/xml")
    site.replies["/list"] = Reply(b'<html><a href="/news/b">B</a><a href="/about">About</a></html>')
    site.page("/a", "A text.")
    site.page("/news/b", "B text.")
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop" / "c.txt").write_text("C text.")
    (tmp_path / "drop" / "d.mp4").write_text("no text")
    write(
        raw,
        source(f"{site.url}/index", "sitemap", "map"),
        source(f"{site.url}/list", "links", "links", 'take = ["*/news/*"]'),
        source(str(tmp_path / "drop"), "folder", "drop"),
    )

    assert [counts(one) for one in night(raw)] == [{"seen": 1, "new": 1}] * 3
    assert [counts(one) for one in night(raw)] == [{"seen": 1, "unchanged": 1}] * 3


def test_a_folder_may_be_anywhere_that_fsspec_opens(raw: Path) -> None:
    files = fsspec.filesystem("memory")
    files.pipe("/drop/a.txt", b"A text.")
    files.pipe("/drop/.hidden.txt", b"No text.")
    write(
        raw,
        source("memory://drop", "folder"),
        source("memory://none", "folder", "none"),
        source("x9://", "folder", "odd"),
    )
    found = night(raw)

    assert counts(found[0]) == {"seen": 1, "new": 1}
    assert [one.troubles[0].message for one in found[1:]] == [
        "memory://none: there is no such folder.",
        "x9://: the folder cannot be listed: Protocol not known: x9.",
    ]
    files.pipe("/drop/a.txt", b"Another text.")
    assert counts(night(raw, "one")[0]) == {"seen": 1, "changed": 1}


BROKEN = {
    "html": Reply(b"<!DOCTYPE html><html><body>Welcome</body></html>"),
    "bomb": Reply(b'<!DOCTYPE a [<!ENTITY b "bb">]><rss version="2.0">&b;</rss>', media="text/xml"),
    "down": Reply(status=503),
    "slow": Reply(b"x", wait=2),
    "large": Reply(b"x" * 2000, endless=True),
}


def test_each_source_that_goes_wrong_is_one_line_and_the_others_go_on(two: Site, raw: Path) -> None:
    two.replies |= {f"/{name}": reply for name, reply in BROKEN.items()}
    names = [*BROKEN, "gone"]
    write(
        raw,
        *[source(f"{two.url}/{name}", name=name, more="max_bytes = 10000\ntimeout = 1") for name in names],
        source(f"{two.url}/feed"),
        '[sources.wrong]\nkind = "feed"\n',
    )
    outcomes = night(raw)

    assert [one.source for one in outcomes if one.is_failure] == names
    assert counts(outcomes[-1]) == {"seen": 2, "new": 2}
    told = {problem.place: problem.message for problem in problems_of(read_sources(raw), read_log(raw)[0])}
    assert told == {
        "wrong": "source wrong, key publisher: Field required.",
        "html": f"source html: {two.url}/html: it is no feed but a page.",
        "bomb": f"source bomb: {two.url}/bomb: it declares entities, which no list needs.",
        "down": f"source down: {two.url}/down: the site answered with status 503.",
        "slow": f"source slow: {two.url}/slow: no whole answer within 1 seconds.",
        "large": f"source large: {two.url}/large: it has more than 10000 bytes.",
        "gone": f"source gone: {two.url}/gone: the site answered with status 404.",
    }


def test_texts_that_may_not_be_taken_are_told_by_reason(site: Site, raw: Path) -> None:
    login = b"<html><form><input name=user><input type='password'></form></html>"
    site.replies |= {"/in": Reply(login), "/film": Reply(b"x", media="video/mp4"), "/empty": Reply(b" ")}
    site.replies |= {"/film2": Reply(b"x", media="video/mp4")}
    site.page("/a", "A text.")
    site.feed("/feed", *[item(site.url + path) for path in ("/in", "/film", "/film2", "/empty", "/a")])
    write(raw, source(f"{site.url}/feed"))
    (outcome,) = night(raw)

    assert counts(outcome) == {"seen": 5, "new": 1, "refused": 3, "failed": 1}
    assert [(one.code, one.message) for one in outcome.troubles] == [
        (Code.CAPTURE_FAILED, f"{site.url}/empty: the answer is empty."),
        (Code.CAPTURE_REFUSED, f"{site.url}/in: it asks for a login."),
        (
            Code.CAPTURE_REFUSED,
            f"2 texts, {site.url}/film the first: it is video/mp4, which holds no text that is read.",
        ),
    ]


def test_a_site_that_goes_down_within_a_night_is_left_alone_after_three_texts(site: Site, raw: Path) -> None:
    site.replies |= {f"/{number}": Reply(status=500) for number in range(9)}
    site.feed("/feed", *[item(f"{site.url}/{number}") for number in range(9)])
    write(raw, source(f"{site.url}/feed"))
    (outcome,) = night(raw)

    assert counts(outcome) == {"seen": 9, "failed": 3, "left": 6}
    assert outcome.is_failure
    assert len(site.paths()) == 4


@pytest.mark.usefixtures("two")
def test_a_crash_between_the_two_files_leaves_no_document_and_the_next_night_completes_it(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(path: Path, data: bytes) -> None:
        if path.name.endswith(".meta.json"):
            write_file(path, data)
        else:
            raise OSError(28, "No space left on device", str(path))

    write_file = keeping_module.replace_file
    with monkeypatch.context() as patch:
        patch.setattr(keeping_module, "replace_file", crash)
        (outcome,) = night(raw)
    assert outcome.is_failure
    assert "No space left" in outcome.troubles[0].message
    assert documents(raw) == []

    night(raw)
    assert len(documents(raw)) == 2
    assert not scan(raw).problems


def test_what_a_crash_left_is_completed_under_its_own_name_on_a_later_day(raw: Path) -> None:
    told = {"name": "one", "kind": "pages", "url": "https://example.org/a", "publisher": "One"}
    page = (
        Source.model_validate(told),
        Entry("https://example.org/a"),
        Answer("https://example.org/a", 200, b"A"),
        "txt",
    )
    name = keep(Capture(*page, datetime(2020, 1, 1, tzinfo=UTC)), raw)
    (raw / name).unlink()

    assert keep(Capture(*page, datetime(2020, 1, 2, tzinfo=UTC)), raw) == name
    assert (documents(raw), scan(raw).problems) == ([Path(name).name], ())


@pytest.mark.usefixtures("two")
def test_two_captures_at_once_keep_each_text_once(raw: Path) -> None:
    threads = [Thread(target=night, args=(raw,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(documents(raw)) == 2
    outcomes, problems = read_log(raw)
    assert sum(one.new for one in outcomes) == 2
    assert not [one for one in outcomes if one.is_failure]
    assert not problems


def test_a_capture_of_a_source_that_another_is_at_does_nothing_and_says_so(two: Site, raw: Path) -> None:
    (raw.parent / "memory").mkdir()
    with FileLock(raw.parent / "memory" / "one.lock"):
        (outcome,) = night(raw)

    assert (outcome.is_busy, counts(outcome), two.asked) == (True, {}, [])
    assert read_log(raw) == ([], [])


def test_a_damaged_memory_is_told_with_what_to_do(two: Site, raw: Path) -> None:
    (raw.parent / "memory").mkdir()
    (raw.parent / "memory" / "capture.sqlite").write_text("no database " * 100)
    (outcome,) = night(raw)

    assert outcome.is_failure
    assert "Delete the file; what it held is found again." in outcome.troubles[0].message
    assert not two.asked


@pytest.mark.usefixtures("two")
def test_a_lost_memory_is_made_again_from_the_sidecars(raw: Path) -> None:
    night(raw)
    (raw.parent / "memory" / "capture.sqlite").unlink()
    (outcome,) = night(raw)

    assert counts(outcome) == {"seen": 2, "unchanged": 2}


def test_one_source_can_be_captured_by_itself_also_if_it_is_switched_off(two: Site, raw: Path) -> None:
    write(raw, source(f"{two.url}/feed").replace("enabled = true", "enabled = false"))

    assert night(raw) == []
    assert counts(night(raw, "one")[0]) == {"seen": 2, "new": 2}
    with pytest.raises(UnknownSourceError, match=r"no source 'two'.*There are: one"):
        night(raw, "two")


@pytest.fixture
def failing(raw: Path) -> Path:
    """A raw/ with a source and a log of three nights: right, wrong, wrong twice in a night."""
    write(raw, source("http://127.0.0.1:9/feed"))
    for at in ("2020-01-01T02:00:00", "2020-01-02T02:00:00", "2020-01-03T02:00:00", "2020-01-03T03:00:00"):
        (failed,) = night(raw, dry_run=True)
        append(
            raw,
            Outcome("one", at, seen=1) if at.startswith("2020-01-01") else Outcome("one", at, troubles=failed.troubles),
        )
    return raw


def test_nights_of_failure_are_counted_from_the_last_night_that_went_well(failing: Path) -> None:
    (one,) = read_sources(failing).enabled
    outcomes, _ = read_log(failing)

    assert nights_of_failure(one, outcomes) == 2
    assert nights_of_failure(one, [*outcomes, Outcome("one", "2020-01-04T02:00:00")]) == 0


BROKEN_LINES = ["{broken", "[]", "5", "{}", '{"source": "one", "at": 5}', '{"source": "one", "at": "", "x": 1}']


@pytest.mark.parametrize("line", BROKEN_LINES)
def test_a_broken_line_of_the_log_is_told_and_passed_over(failing: Path, line: str) -> None:
    with (failing / "captures.jsonl").open("a") as file:
        file.write(f"{line}\n")
    append(failing, Outcome("one", "2020-01-04T02:00:00", troubles=(Trouble(Code.SOURCE_FAILED, "odd\u2028sign"),)))
    outcomes, problems = read_log(failing)

    assert (len(outcomes), outcomes[-1].troubles[0].message) == (5, "odd\u2028sign")
    assert [problem.place for problem in problems] == ["line 5"]
