"""What is taken from mails."""

from email.message import EmailMessage

import pytest

from coopdata.documents.extracted import Extracted
from coopdata.documents.kinds import extract
from coopdata.documents.model import Metadata
from coopdata.problems import Code, Problem

HEADERS = {
    "From": "Press Office <press@trade.example>",
    "Subject": "Fwd: Rice pact of two ministries",
    "Date": "Thu, 4 Mar 2021 23:30:00 +0700",
}


def mail(text: str | None = None, page: str | None = None, **headers: str) -> bytes:
    message = EmailMessage()
    for name, value in (HEADERS | headers).items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if page is not None and text is not None:
        message.add_alternative(page, subtype="html")
    elif page is not None:
        message.set_content(page, subtype="html")
    return message.as_bytes()


def taken(data: bytes) -> Extracted:
    found = extract(data, "a.eml")
    assert isinstance(found, Extracted)
    return found


def test_the_plain_text_is_read_under_its_subject() -> None:
    found = taken(mail("Peru and Chile signed in São Paulo.\n", "<p>Another text.</p>"))
    assert found.text == "Rice pact of two ministries\n\nPeru and Chile signed in São Paulo.\n"
    assert found.media_type == "message/rfc822"


def test_the_headers_give_title_day_of_the_sender_and_name_without_address() -> None:
    assert taken(mail("Text.")).metadata == Metadata("Rice pact of two ministries", "2021-03-04", "Press Office")


def test_an_address_alone_is_no_byline_and_a_broken_date_none() -> None:
    data = mail("Text.").replace(b"Press Office <press@trade.example>", b"press@trade.example")
    data = data.replace(b"Thu, 04 Mar 2021 23:30:00 +0700", b"some day")
    assert taken(data).metadata == Metadata("Rice pact of two ministries", None, None)


def test_a_mail_that_is_only_a_page_is_read_as_one() -> None:
    found = taken(mail(page="<html><body><p>Peru and Chile signed.</p><p>So they said.</p></body></html>"))
    assert found.text == "Rice pact of two ministries\n\nPeru and Chile signed.\n\nSo they said."
    assert found.extractor == "trafilatura"


def test_flowed_lines_are_one_paragraph_again() -> None:
    data = mail("x").replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    data = data.replace(b"\nx\n", b"\nPeru and \nChile signed.\n-- \nAnn\n")
    assert taken(data).text.endswith("Peru and Chile signed.\n-- \nAnn\n")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"no mail at all", Code.FILE_DAMAGED), (mail(), Code.FILE_EMPTY), (mail(" \n"), Code.FILE_EMPTY)],
)
def test_what_is_no_mail_or_has_no_text_is_told(data: bytes, code: Code) -> None:
    found = extract(data, "a.eml")
    assert isinstance(found, Problem)
    assert (found.code, found.path) == (code, "a.eml")
