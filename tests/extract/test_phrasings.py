"""One fact in the many wordings that news has for it: `phrasings.csv` says what is read from each, nothing or this."""

import csv
from pathlib import Path

import pytest

from coopdata.evaluate.names import same_name
from tests.extract.reading import record

with (Path(__file__).parent / "phrasings.csv").open(encoding="utf-8", newline="") as _file:
    PHRASINGS = list(csv.DictReader(_file))
NOT_YET = {
    "Brazil okays tax treaty with Norway": "taken to be in force",
    "Two agreements were signed: one between Peru and Chile and another between Peru and Cuba.": "Cuba joins the first",
    "Chambers of commerce from Oman and Kenya entered into a cooperation agreement.": "the chambers are taken for one",
    "Norway's football federation and the University of Ghana signed a contract on Monday.": "one is no body to it",
}
"""Wordings that are not read since the small language model weighs with the rules; each fails for the reason given."""


def has_parties(agreement, names):
    items = [{"name": party.name, "aliases": party.aliases} for party in agreement.parties]
    return len(items) == len(names) and all(any(same_name({"name": name}, item) for item in items) for name in names)


def marked(row):
    reason = NOT_YET.get(row["text"])
    marks = [pytest.mark.xfail(reason=reason)] if reason is not None else []
    return pytest.param(row, marks=marks, id=row["text"][:70])


@pytest.mark.parametrize("row", [marked(row) for row in PHRASINGS if row["parties"]])
def test_the_agreement_is_read(row):
    found = [
        agreement for agreement in record(row["text"]).agreements if has_parties(agreement, row["parties"].split("|"))
    ]
    assert (row["instrument"], row["status"]) in [(agreement.instrument, agreement.status) for agreement in found]


@pytest.mark.parametrize("row", [row for row in PHRASINGS if not row["parties"]], ids=lambda row: row["text"][:70])
def test_no_agreement_is_read(row):
    assert record(row["text"]).agreements == ()
