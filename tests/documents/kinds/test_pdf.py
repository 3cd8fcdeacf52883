"""What is taken from PDF files."""

import io

import pytest
from pypdf import PdfWriter

from coopdata.documents.extracted import Extracted
from coopdata.documents.kinds import extract
from coopdata.documents.kinds.paragraphs import Line, join_lines
from coopdata.problems import Code, Problem
from tests.documents.printed import pdf

FIRST = [
    (72, 800, "Joint statement of the ministers"),
    (72, 770, "The Ministry of Industry and Trade of Vietnam and the Ministry of Do-"),
    (72, 756, "mestic Trade of Cuba signed a long-term memorandum on the trade of rice, a long-"),
    (72, 742, "term goal of both."),
    (72, 714, "It was signed in Hanoi by the two ministers and by those who had worked on"),
    (300, 30, "Page 1 of 2"),
]
SIGNED = (
    "The Ministry of Industry and Trade of Vietnam and the Ministry of Domestic Trade of Cuba signed a long-term "
    "memorandum on the trade of rice, a long-term goal of both."
)
SECOND = [(72, 800, "it for years."), (300, 30, "Page 2 of 2")]


def taken(data: bytes) -> str:
    found = extract(data, "a.pdf")
    assert isinstance(found, Extracted)
    assert (found.media_type, found.extractor) == ("application/pdf", "pypdf")
    return found.text


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(FIRST, SECOND)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")  # noqa: S106 - a password of a test
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def test_lines_become_paragraphs_over_pages_and_parted_words_whole() -> None:
    assert taken(pdf(FIRST, SECOND)).split("\n\n") == [
        "Joint statement of the ministers",
        SIGNED,
        "It was signed in Hanoi by the two ministers and by those who had worked on it for years.",
    ]


def test_what_heads_every_page_is_left_out() -> None:
    pages = [
        [(72, 820, f"Trade Bulletin No. {n}"), (72, 770, f"Text of page {word}.")] for n, word in enumerate("abcd")
    ]
    assert taken(pdf(*pages)) == "\n\n".join(f"Text of page {word}." for word in "abcd")


def test_a_file_that_only_forbids_printing_is_read() -> None:
    assert "Joint statement" in taken(locked(""))


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (locked("secret"), Code.FILE_ENCRYPTED, "password"),
        (pdf([]), Code.FILE_NO_TEXT_LAYER, "OCR"),
        (b"%PDF-1.4 and no more", Code.FILE_DAMAGED, "no whole PDF"),
        (pdf(FIRST)[:300], Code.FILE_DAMAGED, "no whole PDF"),
        (b"GIF89a", Code.FILE_DAMAGED, "no whole PDF"),
    ],
    ids=["locked", "pictures", "broken", "cut off", "another kind"],
)
def test_a_file_that_gives_no_text_is_told_with_what_to_do(data: bytes, code: Code, told: str) -> None:
    found = extract(data, "a.pdf")
    assert isinstance(found, Problem)
    assert found.code is code
    assert told in found.line()


def lines(*texts: str) -> list[Line]:
    return [Line(text, 72, 800 - 14 * number, 11) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the agree-", "ment of both", "the agreement of both"),
        ("a long-", "term goal", "a long-term goal"),
        ("the Zor-", "vex company", "the Zorvex company"),
        ("the co\u00ad", "operation", "the cooperation"),
        ("Vietnam-", "Cuba ties", "Vietnam- Cuba ties"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_unless_it_is_the_words_own(first: str, second: str, joined: str) -> None:
    assert join_lines([lines(first, second)]).replace("\n\n", " ") == joined


def test_a_hyphen_stays_where_the_text_has_the_word_with_it_elsewhere() -> None:
    assert join_lines([lines("The Zor-Vex plant and the zor-vex line", "of the zor-", "vex works")]).endswith(
        "zor-vex works"
    )
