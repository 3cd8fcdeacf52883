import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.encoder.pieces import load_vocabulary
from coopdata.extract.agreements import drafts_of
from coopdata.extract.choosing import weigh
from coopdata.extract.hearing import likelihood, log_odds, questions_of
from tests.extract.reading import scene

PAIR = "Laos and Thailand signed a memorandum of understanding."


def weighed_in(text):
    drafts, outline = drafts_of(scene(text))
    return outline, weigh(outline, drafts)


def question_about(text, number=0):
    outline, weighed = weighed_in(text)
    return list(questions_of(load_vocabulary(), outline, weighed))[number], outline


def test_the_names_and_the_words_that_name_the_agreement_are_marked():
    question, outline = question_about(PAIR)

    assert [len(places) for places in question.parties] == [1, 1]
    assert len(outline.candidates) == 2
    laos, thailand = (places[0] for places in question.parties)
    assert {int(question.sorts[row]) for row in (*laos, *thailand)} == {1}
    assert question.foci[list(question.anchor)].all()
    assert question.sorts[0] == question.foci[0] == 0


def test_sentences_far_from_the_agreement_are_not_read():
    away = "Nothing else of note was said on the day. " * 6
    near, far = question_about(PAIR)[0], question_about(f"{PAIR} {away}The head of Unesco spoke.")[0]

    assert far.parties[2] == []
    assert len(near.ids) < len(far.ids) < 100


def test_a_long_sentence_is_read_as_far_as_there_is_room():
    question, _ = question_about("Laos and Thailand signed a memorandum on " + "rice, " * 500 + "and wheat.")

    assert len(question.ids) == 250


def test_the_encoder_moves_what_was_weighed_and_says_by_how_much():
    _, weighed = weighed_in(PAIR)

    assert set(weighed[0].moved) == set(weighed[0].final)
    assert any(weighed[0].moved.values())
    assert sum(weighed[0].statuses.values()) == pytest.approx(1)


@given(st.floats(min_value=0.01, max_value=0.99))
def test_log_odds_and_probability_are_each_others_inverse(probability):
    assert likelihood(log_odds(probability)) == pytest.approx(probability)


def test_no_probability_is_taken_for_certain():
    assert np.isfinite([log_odds(0.0), log_odds(1.0)]).all()
