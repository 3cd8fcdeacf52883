import pytest

from coopdata.extract.agreements import drafts_of, listen
from coopdata.extract.choosing import weigh
from tests.extract.reading import record, scene

PAIR = "Laos and Thailand signed a memorandum of understanding."


def weighed_in(text):
    whole = scene(text)
    drafts, outline = drafts_of(whole)
    return weigh(whole, outline, drafts, listen(whole))


def test_the_encoder_moves_what_was_weighed_and_says_by_how_much():
    (one,) = weighed_in(PAIR)

    assert set(one.moved) == set(one.final)
    assert any(one.moved.values())
    assert sum(one.statuses.values()) == pytest.approx(1)


def test_a_text_without_drafts_is_not_read_by_the_encoder():
    assert listen(scene("Nothing else of note was said on the day.")) is None


def test_of_a_long_document_the_last_sheets_are_kept_and_others_read_again():
    away = "Nothing else of note was said on the day. " * 60
    heard = listen(scene(" ".join(f"{PAIR} {away}" for _ in range(20))))
    first = heard.read(0)
    for number in range(len(heard.sheets)):
        heard.read(number)

    assert len(heard.sheets) > 16
    assert heard.read(0) is not first
    assert (heard.read(0).vectors == first.vectors).all()


def test_dates_and_cities_keep_their_order_and_leave_room_for_none():
    (one,) = weighed_in(f"{PAIR} They did so in Vientiane on 3 May 2021, after talks in Bangkok on 1 May 2021.")

    assert list(one.cities) == ["Vientiane", "Bangkok"]
    assert len(one.dated) == len(one.dates) == 2
    assert sum(one.cities.values()) < 1 > sum(one.dated)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Laos and Thailand signed a memorandum of understanding in Vientiane on 3 May 2021.", "Vientiane"),
        ("Laos and Thailand signed a memorandum of understanding.", None),
        ("HANOI, 3 May 2021 - Laos and Thailand signed a memorandum of understanding.", None),
    ],
)
def test_the_reader_says_where_an_agreement_was_signed_when_the_text_does(text, place):
    (agreement,) = record(text).agreements

    assert agreement.place == place
