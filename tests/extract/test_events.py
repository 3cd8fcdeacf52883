import pytest

from tests.extract.reading import record


def events(text):
    return [(event.name, event.start, event.end, event.place) for event in record(text).events]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The Andean Fisheries Summit was held in Lima on 3 May 2021.",
         ("Andean Fisheries Summit", "2021-05-03", None, "Lima")),
        ("The Pisco Boat Fair took place in Lima from April 3 to April 5.",
         ("Pisco Boat Fair", "2021-04-03", "2021-04-05", "Lima")),
        ("The Andean Fisheries Summit was held.", ("Andean Fisheries Summit", None, None, None)),
        ("A seminar on boats was held in Lima on 3 May 2021.", ("seminar", "2021-05-03", None, "Lima")),
        ("A state visit to Chile began on 3 May 2021.", ("state visit to Chile", "2021-05-03", None, "Chile")),
    ],
)  # fmt: skip
def test_what_is_named_or_dated(text, event):
    assert events(text) == [event]


@pytest.mark.parametrize("text", ["A seminar was held.", "Talks went well.", "Peru signed a treaty on 3 May 2021.", ""])
def test_what_is_neither_named_nor_dated_is_no_event(text):
    assert events(text) == []


def test_two_people_who_meet_on_a_day_are_an_event_with_them_in_it():
    text = "President Ana Quispe met with Prime Minister Juan Soto in Lima on 3 May 2021."
    (meeting,) = record(text).events
    assert (meeting.kind, meeting.start, meeting.place) == ("meeting", "2021-05-03", "Lima")
    assert [person.name for person in meeting.participants] == ["Ana Quispe", "Juan Soto"]


def test_people_who_sign_do_not_meet():
    assert events("President Ana Quispe and Prime Minister Juan Soto signed a treaty on 3 May 2021.") == []


def test_told_twice_it_is_one_and_the_later_mention_adds_the_date():
    text = "Officials came to the Andean Fisheries Sessions. The sessions took place from April 3 to April 5."
    assert events(text) == [("Andean Fisheries Sessions", "2021-04-03", "2021-04-05", None)]


def test_the_same_day_is_the_day_named_before():
    text = "Peru and Chile signed a treaty on 3 May 2021. The Andean Fisheries Summit was held on the same day."
    ((name, start, _, _),) = events(text)
    assert (name, start) == ("Andean Fisheries Summit", "2021-05-03")


def test_a_coming_month_is_the_next_one_after_publication():
    ((_, start, _, _),) = events("The Pisco Boat Fair is scheduled for this coming August.")
    assert start == "2021-08"
