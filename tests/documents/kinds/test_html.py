"""What is taken from web pages."""

import pytest

from coopdata.documents.extracted import Extracted
from coopdata.documents.kinds import extract
from coopdata.documents.model import Metadata
from coopdata.problems import Code, Problem

LEAD = "The Ministry of Trade of Vietnam and the Ministry of Domestic Trade of Cuba signed a pact in Hanoi on Monday."
BODY = f"<article><h1>Rice pact of two ministries</h1><p>{LEAD}</p><p>It runs for five years.</p></article>"


META = """<meta property="article:published_time" content="2021-03-04T08:00:00+07:00">
<meta name="author" content="Lan Ho">"""
JSON_LD = """{"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": "2021-03-04",
"dateModified": "2023-05-06", "author": {"@type": "Person", "name": "Lan Ho"}}"""


def page(head: str = "", body: str = BODY) -> Extracted:
    found = extract(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")
    assert isinstance(found, Extracted)
    return found


def test_the_main_text_comes_in_paragraphs_without_what_stands_around_it() -> None:
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/n'>News</a></li></ul></nav>"
    found = page(body=f"{menu}{BODY}<footer>Copyright 2024. All rights reserved.</footer>")
    assert found.text == f"Rice pact of two ministries\n\n{LEAD}\n\nIt runs for five years."
    assert (found.media_type, found.extractor, found.encoding) == ("text/html", "trafilatura", "utf-8")


def test_a_line_break_stays_one_and_two_part_paragraphs() -> None:
    found = page(body=f"<article><p>{LEAD}<br>Signed by:<br/>Ann Lee<br><br>It runs for five years.</p></article>")
    assert found.text == f"{LEAD}\nSigned by:\nAnn Lee\n\nIt runs for five years."


def test_items_of_a_list_are_marked() -> None:
    found = page(body=f"<article><p>{LEAD}</p><p>They agreed on:</p><ul><li>Rice</li><li>Sugar</li></ul></article>")
    assert found.text.endswith("They agreed on:\n\n- Rice\n\n- Sugar")


@pytest.mark.parametrize(
    "head",
    [
        META,
        f'<script type="application/ld+json">{JSON_LD}</script>',
    ],
    ids=["meta", "json-ld"],
)
def test_date_and_author_are_those_of_the_pages_metadata(head: str) -> None:
    assert page(head).metadata == Metadata("Rice pact of two ministries", "2021-03-04", "Lan Ho")


def test_the_day_of_microdata_is_the_date() -> None:
    assert (
        page(body=f'<time itemprop="datePublished" datetime="2021-03-04">x</time>{BODY}').metadata.published
        == "2021-03-04"
    )


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://news.example/2019/05/06/rice">',
        '<meta property="og:url" content="https://news.example/2019/05/06/rice">',
        '<meta name="description" content="On 2019-05-06 two ministries met.">',
        '<meta property="article:modified_time" content="2019-05-06">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2019-05-06T10:00:00Z"}</script>',
        '<script type="application/ld+json">{"@type": "Event", "startDate": "2019-05-06 10:00:00"}</script>',
        '<meta name="expires" content="2019-05-06 10:00:00">',
        '<meta itemprop="copyrightYear" content="2019">',
        '<meta name="date" content="05/06/2019">',
    ],
)
def test_no_date_is_guessed_from_addresses_words_or_changes(head: str) -> None:
    assert page(head, f"<p>May 6, 2019</p>{BODY}").metadata.published is None


def test_a_title_that_the_text_lacks_opens_it_without_the_name_of_the_site() -> None:
    head = (
        '<meta property="og:title" content="Rice pact | Trade News"><meta property="og:site_name" content="Trade News">'
    )
    found = page(head, f"<article><p>{LEAD}</p></article>")
    assert found.text == f"Rice pact\n\n{LEAD}"
    assert found.metadata.title == "Rice pact"


def test_the_heading_of_the_text_is_the_title_where_a_longer_one_begins_with_it() -> None:
    found = page('<meta property="og:title" content="Rice pact of two ministries - Portal">')
    assert found.metadata.title == "Rice pact of two ministries"
    assert found.text.count("Rice pact") == 1


def test_a_page_says_its_own_encoding() -> None:
    text = (
        "<html><head><meta charset='windows-1250'></head><body><p>Wiceminister Żółkiewski podpisał.</p></body></html>"
    )
    found = extract(text.encode("cp1250"), "a.htm")
    assert isinstance(found, Extracted)
    assert (found.text, found.encoding, found.detected) == ("Wiceminister Żółkiewski podpisał.", "cp1250", False)


@pytest.mark.parametrize("data", [b"", b"<html><body></body></html>", b"<html><body><img src='a.png'></body></html>"])
def test_a_page_without_text_is_told(data: bytes) -> None:
    found = extract(data, "a.html")
    assert isinstance(found, Problem)
    assert (found.code, found.path) == (Code.FILE_EMPTY, "a.html")
