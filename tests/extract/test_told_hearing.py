"""Words that only the encoder takes for telling of an agreement."""

import numpy as np

from coopdata.encoder.heads import TOLD
from coopdata.encoder.pieces import load_vocabulary
from coopdata.extract import lexicon
from coopdata.extract.instruments import find_instruments
from coopdata.extract.lexicon import Kind
from coopdata.extract.name_hearing import Listened
from coopdata.extract.scene import build_scene
from coopdata.extract.sheets import sheets_of
from coopdata.extract.told_hearing import with_told
from tests.extract.reading import scene


def heard(text, **told):
    """The text as an encoder hears it that takes the words named for agreements of the kinds said."""
    whole = scene(text)
    sheets = sheets_of(load_vocabulary(), whole.clauses)
    kinds = np.zeros((len(sheets[0].pieces) + 2, len(TOLD)), np.float32)
    kinds[:, 0] = 1
    for word, kind in told.items():
        start = whole.document.view.text.index(word)
        for row in sheets[0].rows(start, start + len(word)):
            kinds[row, [0, TOLD.index(kind)]] = 0.1, 0.9
    return whole, Listened(sheets, [np.ones((len(kinds), 5), np.float32)], [kinds])


def told_in(text, **told):
    whole, listened = heard(text, **told)
    passages = with_told(listened, whole.passages)
    text = whole.document.view.text
    return [(text[hit.start : hit.end], hit.entry.value) for one in passages for hit in one.hits[Kind.INSTRUMENT]]


def test_a_word_that_no_list_holds_is_an_instrument_of_the_kind_heard():
    assert told_in("Peru won bridge finance from Chile.", bridge="loan_agreement", finance="loan_agreement") == [
        ("bridge finance", "loan_agreement")
    ]


def test_what_a_list_holds_stays_as_it_is():
    assert told_in("Peru signed a treaty with Chile.", treaty="contract") == [("treaty", "treaty")]


def test_a_verb_that_a_list_holds_is_none():
    assert told_in("Peru and Chile signed.", signed="treaty") == []
    assert told_in("Peru signed bridge finance.", signed="loan_agreement", bridge="loan_agreement") == [
        ("bridge", "loan_agreement")
    ]


def test_words_of_two_sentences_are_two_instruments():
    assert told_in("Peru won a swap\n\nOption for Chile", swap="other", Option="contract")[1:] == [
        ("Option", "contract")
    ]


def test_a_part_of_a_word_stands_for_the_word():
    assert told_in("Peru won a backstop.", back="loan_agreement") == [("backstop", "loan_agreement")]


def test_a_heard_instrument_is_read_like_any_other():
    whole, listened = heard("Peru won bridge finance from Chile.", finance="loan_agreement")
    (clause,) = build_scene(whole.document, lexicon.load(), heard=listened).clauses

    assert [mention.instrument.value for mention in find_instruments(clause)] == ["loan_agreement"]
