"""The reader from Python: one call from text to record."""

from datetime import date

import coopdata

TEXT = "Vietnam and Cuba signed a memorandum of understanding on rice in Hanoi on March 3."


def test_extract_is_called_on_the_package_itself() -> None:
    record = coopdata.extract(TEXT, published="2021-03-05")
    assert isinstance(record, coopdata.Record)
    (agreement,) = record.agreements
    assert agreement.signed == "2021-03-03"


def test_the_day_of_publication_may_be_a_date() -> None:
    assert coopdata.extract(TEXT, published=date(2021, 3, 5)) == coopdata.extract(TEXT, published="2021-03-05")


def test_without_a_year_known_the_date_stays_open() -> None:
    assert coopdata.extract(TEXT).agreements[0].signed is None


def test_spans_are_offsets_into_the_text_given() -> None:
    agreement = coopdata.extract(TEXT).agreements[0]
    start, end = agreement.span
    assert "memorandum of understanding" in TEXT[start:end]
