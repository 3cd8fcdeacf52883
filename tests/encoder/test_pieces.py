from hypothesis import given
from hypothesis import strategies as st

from coopdata.encoder.pieces import FIRST, LAST, UNKNOWN, Vocabulary, load_vocabulary

SMALL = Vocabulary([UNKNOWN, FIRST, LAST, "memo", "##randum", "##s", "pine", "##ra", "of", ","])


def cut(text, vocabulary=SMALL):
    return [text[start:end] for _, start, end in vocabulary.cut(text, 0, len(text))]


def test_a_word_is_cut_by_the_longest_pieces_from_the_left():
    assert cut("memorandums of") == ["memo", "randum", "s", "of"]


def test_capitals_and_accents_are_dropped_and_the_pieces_still_stand_for_the_letters_of_the_text():
    assert cut("MEMO, Piñera") == ["MEMO", ",", "Piñe", "ra"]


def test_a_word_with_a_letter_that_no_piece_has_is_unknown_as_a_whole():
    assert list(SMALL.cut("memoq of", 0, 8)) == [(0, 0, 5), (8, 6, 8)]


def test_a_line_without_spaces_is_one_unknown_word():
    assert len(cut("memo" * 1000)) == 1


def test_only_the_stretch_asked_for_is_cut():
    assert list(SMALL.cut("of memo of", 3, 7)) == [(3, 3, 7)]


def test_the_vocabulary_that_ships_knows_the_words_that_name_agreements():
    known = load_vocabulary()

    assert cut("memorandum treaty loan grant protocol signed", known) == [
        "memorandum", "treaty", "loan", "grant", "protocol", "signed",
    ]  # fmt: skip


@given(st.text(max_size=80))
def test_pieces_follow_each_other_and_stay_within_the_text(text):
    end = 0
    for number, start, stop in load_vocabulary().cut(text, 0, len(text)):
        assert number >= 0
        assert end <= start < stop <= len(text)
        end = stop
