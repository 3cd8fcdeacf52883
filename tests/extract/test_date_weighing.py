"""Which of the dates around an agreement is that of its signing."""

import pytest

from coopdata.documents import read_text
from coopdata.documents.model import Sidecar
from coopdata.extract import lexicon
from coopdata.extract.agreements import drafts_of
from coopdata.extract.date_weighing import choose_date, date_candidates, weigh_dates
from coopdata.extract.party_weighing import spots_of
from coopdata.extract.scene import build_scene
from coopdata.extract.weights import BIAS, Model
from tests.extract.reading import record


def candidates(text):
    scene = build_scene(read_text(text, sidecar=Sidecar(published="2021-05-04")), lexicon.load())
    (draft,), outline = drafts_of(scene)
    return {str(one.dated.date): one for one in date_candidates(scene, outline, draft, spots_of(outline, draft))}


def test_the_dates_in_and_around_the_sentence_are_candidates_each_once():
    text = "They met on 1 May 2021. Peru and Chile signed a treaty on 2 May 2021. In 2019 it rained."
    assert set(candidates(text)) == {"2021-05-01", "2021-05-02", "2019"}


def test_a_date_without_its_year_is_looked_for_before_and_after_the_publication():
    found = candidates("Peru and Chile will sign a treaty on 2 June.")
    assert {date: "back/planned" in one.observed for date, one in found.items()} == {
        "2021-06-02": False,
        "2020-06-02": True,
    }


def test_what_the_rules_took_is_observed():
    found = candidates("They met on 1 May 2021. Peru and Chile signed a treaty on 2 May 2021.")
    assert "ruled" in found["2021-05-02"].observed
    assert "other_ruled" in found["2021-05-01"].observed


@pytest.mark.parametrize(("bias", "expected"), [(-9.0, None), (-1.0, "2021-05-02")])
def test_the_likeliest_is_taken_if_it_is_likely_enough(bias, expected):
    found = list(candidates("They met on 1 May 2021. Peru and Chile signed a treaty on 2 May 2021.").values())
    probabilities = weigh_dates(found, Model({"signed": {BIAS: bias, "ruled": 2.0}}))
    chosen = choose_date(found, probabilities)
    assert (None if chosen is None else str(chosen.date)) == expected


def test_of_no_dates_none_is_taken():
    assert choose_date([], []) is None


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Peru and Chile signed a treaty on 2 May 2021. They had met on 12 April 2019.", "2021-05-02"),
        ("Peru and Chile signed a treaty this morning.", "2021-05-04"),
        ("Peru and Chile signed a treaty three days ago.", "2021-05-01"),
        ("Peru and Chile will sign a treaty on 2 June.", "2021-06-02"),
    ],
)
def test_the_reader_dates_an_agreement_by_its_signing(text, signed):
    (agreement,) = record(text).agreements
    assert str(agreement.signed) == signed
