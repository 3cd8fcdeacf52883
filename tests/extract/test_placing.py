"""Which mentions tell of the same agreement."""

import pytest

from coopdata.extract.agreements import drafts_of
from coopdata.extract.placing import likeliest, observed, ruled
from coopdata.extract.weights import BIAS, Model
from tests.extract.reading import scene


def drafts(text, choose=likeliest):
    return drafts_of(scene(text), choose=choose)[0]


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ("The protocol was signed in Lima.", 1),
        ("A protocol was signed in Lima.", 2),
        ("Peru and Chile signed a protocol in Lima.", 1),
    ],
)
def test_by_the_rules_an_agreement_said_of_nobody_is_a_new_one_where_the_text_has_told_who_entered_the_one_before(
    second, count
):
    assert len(drafts(f"Peru signed a protocol with Chile. {second}", ruled)) == count


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Peru and Chile signed a treaty on fish. The treaty holds ten years.", [2]),
        ("Peru and Chile signed a treaty on fish. Cuba and Ghana signed a memorandum of understanding.", [1, 1]),
        ("Peru and Chile signed a treaty. They hope to conclude a protocol on ports next year.", [1, 1]),
        ("Peru signed a memorandum of understanding with Chile. The accord holds ten years.", [2]),
        ("ADB and Peru sign loan\n\nThe ADB and the Ministry of Finance of Peru signed a loan agreement.", [2]),
        ("Peru signed an MoU with Arica Steel. Peru signed an MoU with Sucre Steel.", [1, 1]),
    ],
)
def test_mentions_are_gathered_by_what_they_tell_of(text, mentions):
    assert [len(draft.sightings) for draft in drafts(text)] == mentions


def test_a_mention_that_the_model_takes_for_no_known_agreement_opens_a_new_one():
    text = "Peru and Chile signed a treaty. The treaty holds."
    sure, unsure = (Model({"linked": {BIAS: bias}}) for bias in (5.0, -5.0))

    assert len(drafts(text, lambda known, one: likeliest(known, one, sure))) == 1
    assert len(drafts(text, lambda known, one: likeliest(known, one, unsure))) == 2


def test_only_the_drafts_spoken_of_last_are_considered():
    (*known, last) = drafts(" ".join(f"Peru and Chile signed treaty {n}." for n in range(30)), lambda *_: None)
    found = observed(known, last.sightings[0])

    assert [known.index(draft) for draft, _ in found] == list(range(28, 16, -1))
