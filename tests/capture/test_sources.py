"""What operators may write into raw/sources.toml, and what they are told of mistakes."""

from pathlib import Path

import pytest

from coopdata.capture.sources import Kind, read_sources
from coopdata.problems import Code

RIGHT = """
[sources.news]
kind = "feed"
url = "https://example.org/feed"
publisher = "Example"
country = "LA"
language = "en"
licence = "CC BY 4.0"
republish = true
enabled = true
take = ["https://example.org/news/*"]
leave = ["*/sport/*"]
limit = 10
delay = 5
"""


def write(raw: Path, content: str) -> Path:
    (raw / "sources.toml").write_text(content)
    return raw


def test_a_source_says_what_is_taken(raw: Path) -> None:
    found = read_sources(write(raw, 'contact = "mailto:data@example.org"' + RIGHT))

    assert not found.problems
    (news,) = found.enabled
    assert (news.name, news.kind, news.limit, found.contact) == ("news", Kind.FEED, 10, "mailto:data@example.org")
    assert news.wants("https://example.org/news/1")
    assert not news.wants("https://example.org/news/sport/1")
    assert not news.wants("https://example.org/about")


def test_of_a_pattern_only_the_star_stands_for_other_characters(raw: Path) -> None:
    pattern = "https://example.org/news?of[]=*"
    (news,) = read_sources(write(raw, RIGHT.replace("https://example.org/news/*", pattern))).enabled

    assert news.wants("https://example.org/news?of[]=laos")
    assert not news.wants("https://example.org/newsxof[]=laos")


def test_no_file_is_no_sources(raw: Path) -> None:
    assert (read_sources(raw).all, read_sources(raw).problems) == ({}, ())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('kind = "feed"', 'kind = "rss"'), "source news, key kind: Input should be 'feed'"),
        (('kind = "feed"', ""), "source news, key kind: Field required"),
        (("https://example.org/feed", "example.org/feed"), "begins with http://"),
        (('url = "https://example.org/feed"', ""), "source news: give url"),
        (('country = "LA"', 'country = "Laos"'), "source news, key country: write a country as two capital letters"),
        (('language = "en"', 'language = "english"'), "source news, key language: write a language"),
        (("limit = 10", "limit = 0"), "source news, key limit: Input should be greater"),
        (("limit = 10", "limits = 10"), "source news, key limits: the key is not known; use only name, kind"),
        (("[sources.news]", '[sources."Big News"]'), "key name: a name is small letters"),
        (("[sources.news]", "[source.news]"), "source: the key is not known. Write [sources.NAME]"),
        (("[sources.news]", "[sources.news"), "is not TOML"),
    ],
)
def test_a_mistake_is_told_with_source_and_key(raw: Path, change: tuple[str, str], told: str) -> None:
    found = read_sources(write(raw, RIGHT.replace(*change)))

    assert not found.enabled
    (problem,) = found.problems
    assert (problem.code, problem.path) == (Code.SOURCE_INVALID, "sources.toml")
    assert told in problem.line()


def test_a_mistake_in_one_source_leaves_the_others(raw: Path) -> None:
    found = read_sources(write(raw, RIGHT + '[sources.other]\nkind = "feed"\n'))

    assert [source.name for source in found.enabled] == ["news"]
    assert {problem.place for problem in found.problems} == {"other"}


def test_the_example_in_raw_is_right_and_all_of_it_is_switched_off() -> None:
    found = read_sources(Path(__file__).parents[2] / "raw")

    assert len(found.all) >= 5
    assert (found.enabled, found.problems) == ((), ())
