from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coopdata.encoder.pieces import load_vocabulary
from coopdata.extract.sheets import sheets_of, sheets_with
from tests.extract.reading import scene

VOCABULARY = load_vocabulary()
scene("Rice grew.")  # so that no example is the one that loads the word lists
sentences = st.lists(st.integers(min_value=1, max_value=700), min_size=1, max_size=12)


def text_of(lengths):
    return " ".join("Rice " + "and rice " * (length // 2) + "grew." for length in lengths)


@given(sentences)
def test_every_piece_is_on_a_sheet_and_none_holds_too_many(lengths):
    clauses = scene(text_of(lengths)).clauses
    sheets = sheets_of(VOCABULARY, clauses)
    every = {piece for one in clauses
             for piece in VOCABULARY.cut(one.passage.text, one.passage.start, one.passage.end)}  # fmt: skip

    assert {piece for sheet in sheets for piece in sheet.pieces} == every
    assert all(0 < len(sheet.pieces) <= 398 for sheet in sheets)


@given(sentences)
def test_sheets_go_on_from_each_other_and_are_few(lengths):
    sheets = sheets_of(VOCABULARY, scene(text_of(lengths)).clauses)

    for sheet, following in pairwise(sheets):
        assert sheet.starts[0] < following.starts[0]
        assert sheet.ends[-1] < following.ends[-1]
    assert sum(len(sheet.pieces) for sheet in sheets) <= 2 * max(sheet.ends[-1] for sheet in sheets)


def test_the_sheets_that_show_a_place_are_found():
    sheets = sheets_of(VOCABULARY, scene(text_of([300, 300, 300, 300])).clauses)
    last = sheets[-1]

    assert len(sheets) > 2
    assert list(sheets_with(sheets, last.ends[-1] - 1, last.ends[-1])) == [len(sheets) - 1]
    assert list(sheets_with(sheets, 0, 1)) == [0]


def test_the_rows_of_a_word_are_counted_with_the_mark_before_the_first():
    (sheet,) = sheets_of(VOCABULARY, scene("Rice grew well.").clauses)

    assert list(sheet.rows(5, 9)) == [2]
    assert list(sheet.rows(40, 44)) == []
