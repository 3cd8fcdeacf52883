"""How sure a draft is, from what the models and the encoder say of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.extract.agreements import drafts_of, listen
from coopdata.extract.certainty import CERTAIN, certainty, figures
from coopdata.extract.choosing import parties_of, weigh
from coopdata.extract.weights import BIAS
from coopdata.reference.files import read_rows
from tests.extract.reading import scene

WEIGHTS = [row["feature"] for row in read_rows(f"weights/{CERTAIN}.csv")]
PLAIN = dict.fromkeys((name for name in WEIGHTS if name != BIAS), 0.0)


def weighed_in(text):
    whole = scene(text)
    drafts, outline = drafts_of(whole)
    weighed = weigh(whole, outline, drafts, listen(whole))
    return weighed, parties_of(outline, weighed)


def test_the_weights_are_those_of_the_figures_and_a_bias():
    weighed, chosen = weighed_in("Laos and Thailand signed a memorandum of understanding.")
    assert [*figures(weighed[0], chosen, 0), BIAS] == WEIGHTS


def test_a_draft_is_as_sure_as_its_figures_say():
    weighed, chosen = weighed_in(
        "Laos and Thailand signed a treaty. Peru has a plan with Cuba, and a loan of $5 million."
    )
    assert [one.stands for one in weighed] == [certainty(figures(one, chosen, i)) for i, one in enumerate(weighed)]


def test_figures_tell_who_else_might_be_a_party_and_what_was_told_before():
    weighed, chosen = weighed_in(
        "Laos and Thailand signed a treaty in Vientiane on 3 May 2021, and a protocol on fish."
    )
    first, second = (figures(one, chosen, place) for place, one in enumerate(weighed))
    assert chosen[0] == chosen[1]
    assert (first["told before"], second["told before"]) == (0.0, 1.0)
    assert first["drafts"] == 2.0
    assert first["least likely party"] <= first["likeliest party"]


@given(st.dictionaries(st.sampled_from(sorted(PLAIN)), st.floats(-6, 6)))
def test_whatever_is_known_gives_a_probability(known):
    assert 0 < certainty(PLAIN | known) < 1


@pytest.mark.parametrize("name", ["standing", "right", "least likely party"])
@given(odds=st.floats(-6, 5))
def test_the_surer_the_encoder_and_the_parties_the_surer_the_draft(name, odds):
    assert certainty(PLAIN | {name: odds + 1}) > certainty(PLAIN | {name: odds})
