"""What feeds, sitemaps and pages of links list."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.capture.listing import Entry, ListingError, read_feed, read_links, read_sitemap, tidy
from tests.capture.server import item, rss

NOW = datetime(2020, 1, 2, 2, 0, tzinfo=UTC)
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><rss version="2.0">&c;</rss>'


def test_a_feed_lists_each_text_once_with_title_and_day() -> None:
    found = read_feed(rss(item("/a?utm_source=x"), item("https://example.org/a#top")), "https://example.org/f", NOW)

    assert found.entries == (Entry("https://example.org/a", "News", "2019-09-05"),)


def test_a_day_in_the_future_is_left_out_and_counted() -> None:
    found = read_feed(rss(item("https://example.org/a", day="Thu, 05 Sep 2030 10:00:00 GMT")), "https://e.org", NOW)

    assert [entry.published for entry in found.entries] == [None]
    assert found.in_future == 1


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "no feed but a page"),
        (b"", "no feed"),
        (b"%PDF-1.7", "no feed"),
        (BOMB, "declares entities"),
        (BOMB.decode().encode("utf-16"), "declares entities"),
    ],
)
def test_what_is_no_feed_is_told(body: bytes, told: str) -> None:
    with pytest.raises(ListingError, match=told):
        read_feed(body, "https://example.org/f", NOW)


def test_a_sitemap_lists_addresses_and_an_index_lists_sitemaps() -> None:
    def sitemap(root: str, tag: str) -> bytes:
        place = "<loc> https://example.org/a </loc>"
        return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><{tag}>{place}</{tag}></{root}>'.encode()

    assert read_sitemap(sitemap("urlset", "url"), "https://example.org/s").entries == (Entry("https://example.org/a"),)
    assert read_sitemap(sitemap("sitemapindex", "sitemap"), "https://example.org/s").further == (
        "https://example.org/a",
    )
    for body, told in (
        (BOMB, "entities"),
        (b"<html></html>", "no sitemap"),
        (b"<html><p></html>", "a page"),
        (b"", "XML"),
    ):
        with pytest.raises(ListingError, match=told):
            read_sitemap(body, "https://example.org/s")


def test_a_compressed_sitemap_is_read_unless_it_grows_without_end() -> None:
    words = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/a</loc></url></urlset>'

    assert read_sitemap(gzip.compress(words), "https://example.org/s").entries == (Entry("https://example.org/a"),)
    with pytest.raises(ListingError, match="more than 50000000 bytes"):
        read_sitemap(gzip.compress(b" " * 50_000_001), "https://example.org/s")
    with pytest.raises(ListingError, match="broken gzip"):
        read_sitemap(b"\x1f\x8bxx", "https://example.org/s")


def test_an_answer_is_never_taken_for_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(item("https://example.org/a")))
    with pytest.raises(ListingError, match="no feed"):
        read_feed(str(tmp_path / "feed.xml").encode(), "https://example.org/f", NOW)


def test_links_of_a_page_are_absolute() -> None:
    found = read_links(b'<html><a href="/news/1">One</a><a href="2.html">Two</a></html>', "https://example.org/news/")

    assert [entry.url for entry in found.entries] == ["https://example.org/news/1", "https://example.org/news/2.html"]


@given(st.from_regex(r"https://example\.org/[a-z0-9/_.-]{0,20}(\?[a-z]=[a-z0-9]{1,5})?", fullmatch=True))
def test_a_tidy_address_stays_as_it_is(url: str) -> None:
    once = tidy(url, "https://example.org/")

    assert tidy(once, "https://example.org/other") == once
    assert tidy(f"{url}#part", "https://example.org/") == once
