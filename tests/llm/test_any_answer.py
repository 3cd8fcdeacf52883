"""What holds for every answer of the schema, however wild: nothing in a record but the text's own words and codes."""

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from coopdata.extract import read
from coopdata.extract.record import STATED_FIELDS, Event, Instrument, Record, Status
from coopdata.llm import schema
from coopdata.llm.interpretation import interpret
from coopdata.llm.voting import vote
from tests.llm.example import RULE, SENTENCE, TEXT, document, items

DOCUMENT = document()
WORDS = TEXT.split()
WORDED = ("name", "title", "place", "party", "organization")
"""Fields whose values are the text's words."""


@cache
def rules() -> Record:
    return read(DOCUMENT)


@st.composite
def stretches(draw: st.DrawFn) -> str:
    """Some words of the text, one after the other."""
    start = draw(st.integers(0, len(WORDS) - 1))
    return " ".join(WORDS[start : start + draw(st.integers(1, 6))])


quotes = st.one_of(
    stretches(), st.sampled_from([SENTENCE, "Tuesday", "Lao", "US$6 million", "JICA"]), st.text(max_size=20)
)
perhaps = st.none() | quotes


def lists(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(of, max_size=3).map(tuple)


parties = st.builds(schema.PartyAnswer, quotes, perhaps)
roles = st.builds(schema.RoleAnswer, quotes, perhaps, perhaps)
agreements = st.builds(
    schema.AgreementAnswer,
    st.just(SENTENCE) | quotes,
    st.sampled_from(Instrument),
    quotes,
    st.sampled_from(Status),
    quotes,
    perhaps,
    perhaps,
    perhaps,
    lists(parties),
    lists(roles),
    lists(roles),
    lists(quotes),
)
organizations = st.builds(schema.OrganizationAnswer, quotes, lists(quotes), st.just("agency"), perhaps)
people = st.builds(schema.PersonAnswer, quotes, lists(quotes), perhaps, perhaps, perhaps)
times = st.sampled_from(["past", "future"])
events = st.builds(schema.EventAnswer, quotes, st.just("forum"), times, perhaps, perhaps, perhaps)
answers = st.builds(schema.Answer, lists(agreements), lists(organizations), lists(people), lists(quotes), lists(events))


def check(record: Record) -> None:
    """Every value has a statement, every statement points into the text, every wording stands there."""
    for item in items(record):
        for statement in item.statements:
            start, end = statement.span
            assert 0 <= start < end <= len(TEXT)
            assert 0 <= statement.confidence <= 1
        for name in STATED_FIELDS[type(item)]:
            value = getattr(item, name)
            if value is None:
                continue
            written = format(value, ".15g") if isinstance(value, float) else str(value)
            stated = [one for one in item.statements if (one.field, one.value) == (name, written)]
            assert stated, (item, name)
            if any(one.rule == RULE for one in stated) and name in WORDED and not isinstance(item, Event):
                assert str(value) in " ".join(TEXT.split())


@given(answers)
@settings(max_examples=150, deadline=None)
def test_a_record_of_any_answer_rests_on_the_text(answer: schema.Answer) -> None:
    found = interpret(answer, DOCUMENT, rules().document, RULE)
    check(found.record)
    check(vote(found.record, rules(), found.blanks))


@given(answers)
@settings(max_examples=50, deadline=None)
def test_the_same_answer_gives_the_same_record(answer: schema.Answer) -> None:
    first, second = (interpret(answer, DOCUMENT, rules().document, RULE) for _ in range(2))
    assert first == second
    assert Record.from_json(first.record.to_json()) == first.record
