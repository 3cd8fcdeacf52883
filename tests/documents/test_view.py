import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.documents import read_text
from coopdata.documents.view import join, normalize

SPACED = st.text(alphabet=st.sampled_from("ab.“”’' \t\n\r\u00a0\u2003\u00ad\u200b\ufeff|-–>1é\U0001f91d"))
ANY = st.one_of(st.text(), SPACED)


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("  two \u00a0 words\t", "two words"),
        ("Laos’ “digital” economy", 'Laos\' "digital" economy'),
        ("co\u00adope\u200bration", "cooperation"),
        ("May 28–30 — soon", "May 28–30 — soon"),
        ("a \u200b b", "a b"),
        ("\ufeffHome » News", "Home » News"),
        (" \u200b ", ""),
    ],
)
def test_text_is_made_readable(text: str, view: str) -> None:
    assert normalize(text).text == view


def test_a_stretch_is_normalized_alone_and_keeps_its_place() -> None:
    piece = normalize("one  two  three", 4, 10)
    assert (piece.text, piece.span) == ("two", (5, 8))


def test_a_view_span_leads_to_the_words_as_stored() -> None:
    text = "An  agreement by\u00a0 Laos’ Ministry"
    view, _ = join([normalize(text)], len(text))
    start = view.text.index("by Laos'")
    assert text[slice(*view.to_source(start, start + 8))] == "by\u00a0 Laos’"


@given(ANY)
def test_every_view_character_comes_from_source_that_normalizes_to_it(text: str) -> None:
    piece = normalize(text)
    assert not piece.text.startswith(" ")
    for char, start, end in zip(piece.text, piece.origins, piece.ends, strict=True):
        source = text[start:end]
        assert normalize(source).text == char.strip()


@given(ANY)
def test_positions_rise_and_stay_inside_the_text(text: str) -> None:
    view = read_text(text).view
    assert len(view.origins) == len(view.text) + 1
    assert len(view.ends) == len(view.text)
    bounds = [bound for pair in zip(view.origins, view.ends, strict=False) for bound in pair]
    assert bounds == sorted(bounds)
    assert all(0 <= bound <= len(text) for bound in [*bounds, view.origins[-1]])


@given(ANY)
def test_normalizing_again_changes_nothing(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@given(ANY)
def test_all_letters_stay_in_their_order(text: str) -> None:
    assert [char for char in normalize(text).text if char.isalnum()] == [char for char in text if char.isalnum()]


@given(ANY, st.data())
def test_a_span_inside_a_block_normalizes_to_its_view(text: str, data: st.DataObject) -> None:
    document = read_text(text)
    for block in document.blocks:
        start = data.draw(st.integers(block.start, block.end - 1))
        end = data.draw(st.integers(start + 1, block.end))
        source = text[slice(*document.view.to_source(start, end))]
        assert normalize(source).text == document.view.text[start:end].strip(" ")


def test_an_empty_span_leads_to_an_empty_one() -> None:
    view = read_text("One two.").view
    assert view.to_source(4, 4) == (4, 4)
    assert view.to_source(8, 8) == (8, 8)
