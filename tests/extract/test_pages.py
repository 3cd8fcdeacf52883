import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.encoder.pieces import load_vocabulary
from coopdata.extract.agreements import drafts_of, listen
from coopdata.extract.choosing import weigh
from coopdata.extract.pages import likelihood, log_odds, pages_of
from coopdata.extract.sheets import sheets_of
from tests.extract.reading import scene

PAIR = "Laos and Thailand signed a memorandum of understanding."


def pages_in(text):
    whole = scene(text)
    drafts, outline = drafts_of(whole)
    heard = listen(whole)
    weighed = weigh(whole, outline, drafts, heard) if heard is not None else []
    sheets = sheets_of(load_vocabulary(), outline.clauses)
    return [(page, asked) for _, page, asked in pages_of(load_vocabulary(), sheets, outline, weighed)], outline


def test_the_names_and_the_words_that_name_the_agreement_are_marked():
    ((page, questions),), outline = pages_in(PAIR)
    question = questions[0]

    assert [len(places) for places in question.parties] == [1, 1]
    assert len(outline.candidates) == 2
    laos, thailand = (places[0] for places in question.parties)
    assert {int(page.sorts[row]) for row in (*laos, *thailand)} == {1}
    assert page.foci[list(question.focus)].all()
    assert page.sorts[0] == page.foci[0] == 0


def test_drafts_of_one_page_are_asked_about_together_and_know_of_each_other():
    ((_, questions),), _ = pages_in("Laos and Thailand signed a treaty. Peru and Chile plan a protocol.")

    assert list(questions) == [0, 1]
    assert set(questions[0].anchor) == set(questions[1].others)


def test_a_long_document_has_several_pages_and_each_draft_is_asked_about_once():
    away = "Nothing else of note was said on the day. " * 60
    pages, _ = pages_in(f"{PAIR} {away} Peru and Chile signed a treaty on fish.")

    assert [list(questions) for _, questions in pages] == [[0], [1]]
    assert all(len(page.ids) <= 400 for page, _ in pages)
    (last,) = pages[1][1].values()
    assert [bool(places) for places in last.parties] == [False, False, True, True]


def test_what_a_long_sentence_ends_with_is_on_a_page_too():
    pages, _ = pages_in(
        "Laos and Thailand signed a memorandum on " + "rice, " * 500 + "and Chile signed a treaty with Peru."
    )

    assert [list(questions) for _, questions in pages] == [[0], [1]]


def test_a_text_without_drafts_has_no_page():
    assert pages_in("Nothing else of note was said on the day.")[0] == []


@given(st.floats(min_value=0.01, max_value=0.99))
def test_log_odds_and_probability_are_each_others_inverse(probability):
    assert likelihood(log_odds(probability)) == pytest.approx(probability)


def test_no_probability_is_taken_for_certain():
    assert np.isfinite([log_odds(0.0), log_odds(1.0)]).all()
