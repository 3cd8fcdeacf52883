"""Which of what could be a party is one, which drafts are agreements, and who signs or looks on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdata.extract.agreements import drafts_heard, listen
from coopdata.extract.choosing import chosen, weigh
from tests.extract.reading import record, scene

NAMES = ("Peru", "Chile", "the Pisco University", "the Arica Bank", "the World Bank", "KOTRA")


def parties(text):
    return [sorted(party.name for party in one.parties) for one in record(text).agreements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru and Chile signed a treaty in Lima. Cuba and Spain sent good wishes.", ["Chile", "Peru"]),
        ("The Pisco University and the Arica Bank of Chile signed a memorandum of understanding.",
         ["Arica Bank", "Pisco University"]),
        ("A loan agreement was signed between Peru and the World Bank, said Ana Soto of the Lima Post.",
         ["Peru", "World Bank"]),
    ],
)  # fmt: skip
def test_bystanders_are_no_parties(text, expected):
    assert parties(text) == [expected]


@given(st.permutations(NAMES), st.sampled_from(["treaty on fish", "memorandum of understanding", "loan agreement"]))
@settings(max_examples=30, deadline=None)
def test_every_agreement_has_two_parties_or_more_and_none_twice(names, instrument):
    first, second, third, *_ = names
    text = f"{first[0].upper()}{first[1:]} and {second} signed a {instrument} on 3 May 2021. It was news to {third}."
    agreements = record(text).agreements
    assert agreements
    for agreement in agreements:
        assert len(agreement.parties) >= 2
        assert len({(party.name, party.country) for party in agreement.parties}) == len(agreement.parties)


def test_a_state_is_no_party_beside_its_ministry_however_likely_but_beside_its_university():
    text = "The Ministry of Fish of Peru, the Pisco University of Peru, Peru and Chile signed a treaty on 3 May 2021."
    whole = scene(text)
    heard = listen(whole)
    ((part, drafts, outline),) = drafts_heard(whole, heard)
    (one,) = weigh(part, outline, drafts, heard)
    one.draft.told_apart = one.draft.inferred_parties = None
    one.draft.sightings = []
    names = {key: candidate.ref.name for key, candidate in outline.candidates.items()}

    def taken(**likely):
        one.final = {key: likely.get(name.split()[0], 0.0) for key, name in names.items()}
        return sorted(names[key] for key in chosen(one, outline))

    assert taken(Ministry=0.99, Peru=0.9, Chile=0.6) == ["Chile", "Ministry of Fish"]
    assert taken(Pisco=0.99, Peru=0.9, Chile=0.6) == ["Chile", "Peru", "Pisco University"]


def test_a_surely_read_witness_stands():
    (agreement,) = record("Peru and Chile signed a treaty in the presence of President Ana Quispe.").agreements
    assert [person.name for person in agreement.witnesses] == ["Ana Quispe"]


@pytest.mark.parametrize(
    "text",
    [
        "No treaty was signed between Peru and Chile.",
        "Peru and Chile talked about fish.",
        "The striker of Pisco Football Club signed a contract; the club paid the transfer fee before the match.",
    ],
)
def test_where_nothing_was_agreed_nothing_is_read(text):
    assert parties(text) == []
