import pytest

from tests.extract.reading import record

FIRST = "Peru and Chile signed a treaty on fish on 3 May 2021. "


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("A day later, Peru and Cuba signed a protocol.", "2021-05-04"),
        ("Three days later Peru and Cuba signed a protocol.", "2021-05-06"),
        ("The following day Peru and Cuba signed a protocol.", "2021-05-04"),
        ("On the same day Peru and Cuba signed a protocol.", "2021-05-03"),
        ("In the same week Peru and Cuba signed a protocol.", "2021-05"),
    ],
)
def test_days_are_counted_from_the_day_told_before(sentence, date):
    assert [one.signed for one in record(FIRST + sentence, "2021-05-20").agreements] == ["2021-05-03", date]


def test_a_day_without_a_year_in_an_undated_text_is_of_the_year_told_before():
    text = FIRST + "On 22 December Peru and Cuba signed a protocol."
    assert [one.signed for one in record(text, None).agreements] == ["2021-05-03", "2021-12-22"]


def test_with_no_year_told_no_year_is_made_up():
    (agreement,) = record("On 22 December Peru and Cuba signed a protocol.", None).agreements
    assert agreement.signed is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Peru and Chile have been linked by a trade agreement since 2005.", "2005"),
        ("Peru ended the contract which it had signed in August 2019 with the Arica Bank.", "2019-08"),
        ("The first treaty between Peru and Chile dates from 2010.", "2010"),
        ("Peru and Chile signed a treaty. They met before 2010.", None),
    ],
)
def test_what_exists_is_dated_by_its_beginning(text, date):
    assert [one.signed for one in record(text).agreements] == [date]
