"""What holds for the record of any text whatever."""

import json
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopdata.extract.record import STATED_FIELDS, Item, Record
from tests.extract.reading import record

FRAGMENTS = (
    "The Ministry of Health (MoH) of Laos",
    "Japan’s Ministry of Health",
    "the two ministries",
    "KOTRA Vientiane",
    "the Peru-OECD-Chile Project",
    "On Monday Tacna Mobility Limited",
    "Peru and Chile",
    "both countries",
    "Prime Minister Ana Quispe",
    "Mr Juan Soto, Director General of the Boat Department,",
    "signed",
    "will sign",
    "renewed",
    "witnessed",
    "a memorandum of understanding (MoU)",
    "two agreements",
    "no agreement",
    "it",
    "in Lima",
    "on 3 May 2021",
    "from May 28 to June 3",
    "yesterday",
    "worth US$5 million (€4.5m)",
    "the Green Harbour Project",
    "funded by",
    "the Andean Fisheries Summit",
    "met with",
    "between",
    "with",
    "and",
    ",",
    ".",
    ".\n\n",
    "\n",
    "  1. ",
    "LIMA, May 3 -- ",
    "“",
    "İ",
    "\r\n\t",
)
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join)
LIGHT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SAMPLE = (
    "The Ministry of Health of Laos and Japan’s Ministry of Health signed a memorandum of understanding (MoU) on "
    "fisheries worth US$5 million in Lima on 3 May 2021.\n\n"
    "It was signed by Mr Juan Soto and Ms Rosa Flores in the presence of Prime Minister Ana Quispe "
    "at the Andean Health Summit.\n\n"
    "The Green Harbour Project was funded by KOTRA."
)


def everything(part):
    """The record and all that it holds, at any depth."""
    yield part
    if is_dataclass(part):
        for field in fields(part):
            yield from everything(getattr(part, field.name))
    elif isinstance(part, tuple):
        for one in part:
            yield from everything(one)


def spans(found):
    for part in everything(found):
        if getattr(part, "span", None) is not None:
            yield part.span
        yield from getattr(part, "spans", ())


def unstated(found):
    """The values that no statement of their item gives."""
    for item in everything(found):
        if isinstance(item, Item):
            stated = {(statement.field, statement.value) for statement in item.statements}
            for name in STATED_FIELDS[type(item)]:
                value = getattr(item, name)
                said = format(value, ".15g") if isinstance(value, float) else value
                if value is not None and (name, said) not in stated:
                    yield type(item).__name__, name, value


def check(text):
    found = record(text)
    assert all(0 <= start < end <= len(text) for start, end in spans(found))
    assert list(unstated(found)) == []
    assert all(0 < s.confidence <= 1 for part in everything(found) if isinstance(part, Item) for s in part.statements)
    assert Record.from_json(json.loads(json.dumps(found.to_json()))) == found
    assert Record.from_json(found.to_text()) == found
    assert found.to_text() == json.dumps(found.to_json(), ensure_ascii=False, separators=(",", ":"))
    assert record(text) == found


@LIGHT
@given(TEXTS)
def test_any_text_of_the_trade_gives_a_sound_record(text):
    check(text)


@LIGHT
@given(st.text())
def test_any_characters_give_a_sound_record(text):
    check(text)


def test_the_sample_gives_one_of_each_and_a_sound_record():
    found = record(SAMPLE)
    held = {type(part).__name__ for part in everything(found) if isinstance(part, Item)}
    assert held == {kind.__name__ for kind in STATED_FIELDS}
    check(SAMPLE)


@pytest.mark.parametrize("text", ["", " ", "\ufeff", "\x00", "\ud800", "İ" * 500, "(" * 500, "A" * 5000, "Peru " * 900])
def test_odd_texts_give_a_sound_record(text):
    check(text)


def test_spans_are_of_the_text_as_stored():
    text = "  \r\n  The  Ministry of \t Health   of Laos met Peru’s Ministry of Ports."
    names = [text[slice(*one.spans[0])] for one in record(text).organizations]
    assert names == ["Ministry of \t Health   of Laos", "Peru’s Ministry of Ports"]


def test_navigation_bylines_and_footers_tell_of_bodies_but_of_nothing_else():
    text = (
        "  1. Site Top\n  2. KOTRA\n\nFisheries news\n\n"
        "Peru opened a port in Lima on Monday, after many years of work.\n\n"
        "By Times Reporters\n(Latest Update June 9, 2022)\n"
    )
    found = record(text, published=None)
    assert ([one.name for one in found.organizations], found.people, found.agreements) == (["KOTRA"], (), ())
    assert found.document.published == "2022-06-09"


def test_a_record_names_its_document():
    found = record(SAMPLE)
    assert found.document.published == "2021-05-04"
    assert found.document.language == "en"
    assert found.document.id.startswith("doc_")


def test_a_title_inside_a_longer_word_breaks_nothing():
    agreement = record("President-elect Rosa Flores and Co-Chairman Juan Soto signed a treaty between Peru and Chile.")
    assert [party.name for party in agreement.agreements[0].parties] == ["Peru", "Chile"]
