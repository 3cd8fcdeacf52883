import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.documents import PartialDate
from coopdata.documents.dates import Direction, Relative, Unit, find_dates, resolve, resolve_range
from coopdata.documents.dates.anchors import Anchors
from coopdata.documents.dates.patterns import PATTERNS

ANCHOR = PartialDate(2022, 6, 9)
"""A Thursday."""


def read(text: str, anchor: PartialDate | None = ANCHOR, direction: Direction | None = None) -> list[str]:
    return [str(resolve(mention, anchor, direction)) for mention in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Dec. 15, 2013", "2013-12-15"),
        ("15 December 2013", "2013-12-15"),
        ("the 15th of December 2013", "2013-12-15"),
        ("15th day of December, 2013", "2013-12-15"),
        ("DECEMBER 15, 2013", "2013-12-15"),
        ("Wed, 30 Aug 1995", "1995-08-30"),
        ("Wed. Dec 1st, 2021", "2021-12-01"),
        ("News | 05. December 2023", "2023-12-05"),
        ("Saturday evening (3 June 2017)", "2017-06-03"),
        ("in September 2019 to mark", "2019-09"),
        ("2019-09-05", "2019-09-05"),
        ("2017 01 25", "2017-01-25"),
        ("25/09/2019", "2019-09-25"),
        ("09/25/2019", "2019-09-25"),
        ("05/05/2019", "2019-05-05"),
        ("19:33 / 20.10.2021.", "2021-10-20"),
        ("Colombo 11.12.2017", "2017-12-11"),
        ("the 2016 fisheries agreement", "2016"),
        ("Created: 22-07-2021", "2021-07-22"),
        ("in Q3 2024", "2024"),
        ("the first half of 2024", "2024"),
        ("the first six months of 2024", "2024"),
        ("fiscal year 2024/25", "2024"),
        ("FY2024", "2024"),
        ("in 2019,", "2019"),
        ("the 2019 accord", "2019"),
        ("back to 2004", "2004"),
        ("founded (2004)", "2004"),
    ],
)
def test_a_date_with_its_year_needs_no_other(text: str, date: str) -> None:
    assert read(text, anchor=None) == [date]
    assert all(mention.absolute for mention in find_dates(text))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("On December 15, they met", "2021-12-15"),
        ("on June 3", "2022-06-03"),
        ("on June 9", "2022-06-09"),
        ("an agreement of May 13, signed", "2022-05-13"),
        ("Jan. 31 (Petra)", "2022-01-31"),
        ("signed Friday in Rome", "2022-06-03"),
        ("on Thursday", "2022-06-09"),
        ("last Thursday", "2022-06-02"),
        ("next Thursday", "2022-06-16"),
        ("late Monday while", "2022-06-06"),
        ("yesterday", "2022-06-08"),
        ("the day before yesterday", "2022-06-07"),
        ("this morning", "2022-06-09"),
        ("last night", "2022-06-08"),
        ("a day ago", "2022-06-08"),
        ("Ten days ago", "2022-05-30"),
        ("a fortnight ago", "2022-05"),
        ("two months ago", "2022-04"),
        ("4 years ago", "2018"),
        ("Twenty-five years ago", "1997"),
        ("Today, he said", "2022-06-09"),
        ("tomorrow", "2022-06-10"),
        ("last month", "2022-05"),
        ("earlier this month", "2022-06"),
        ("next year", "2023"),
        ("last year", "2021"),
        ("September last year", "2021-09"),
        ("on June 20 this year", "2022-06-20"),
        ("this coming August", "2022-08"),
        ("last August", "2021-08"),
        ("last June", "2021-06"),
        ("in May", "2022-05"),
        ("since March", "2022-03"),
        ("on the 15th of last month", "2022-05-15"),
        ("on the 15th.", "2022-05-15"),
        ("on the 3rd, they met", "2022-06-03"),
    ],
)
def test_a_date_without_year_is_completed_from_the_publication_date(text: str, date: str) -> None:
    assert read(text) == [date]
    assert read(text, anchor=None) == ["None"]
    assert not any(mention.absolute for mention in find_dates(text))


@pytest.mark.parametrize(
    ("text", "direction", "date"),
    [
        ("June 20", "past", "2021-06-20"),
        ("June 20", "future", "2022-06-20"),
        ("June 20", None, "2022-06-20"),
        ("June 9", "future", "2022-06-09"),
        ("June 3", "future", "2023-06-03"),
        ("in July", None, "2022-07"),
        ("in August", None, "2021-08"),
        ("in August", "future", "2022-08"),
        ("on Friday", "future", "2022-06-10"),
        ("February 29", "past", "2020-02-29"),
        ("February 29", "future", "2024-02-29"),
        ("on the 15th.", "future", "2022-06-15"),
    ],
)
def test_the_direction_chooses_the_side(text: str, direction: Direction | None, date: str) -> None:
    assert read(text, direction=direction) == [date]


def test_a_month_of_publication_stands_for_the_whole_month() -> None:
    month = PartialDate(2013, 12)
    assert read("December 15", month, "past") == ["2013-12-15"]
    assert read("November 17", month, "past") == ["2013-11-17"]
    assert read("this coming August", PartialDate(2022, 6)) == ["2022-08"]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("yesterday", PartialDate(2013, 12)),
        ("on Friday", PartialDate(2013, 12)),
        ("December 15", PartialDate(2013)),
        ("last month", PartialDate(2013)),
        ("this week", PartialDate(2022, 6)),
        ("next quarter", ANCHOR),
        ("last decade", ANCHOR),
        ("05/09/2019", ANCHOR),
    ],
)
def test_what_cannot_be_known_stays_unknown(text: str, anchor: PartialDate) -> None:
    assert read(text, anchor) == ["None"]


@pytest.mark.parametrize("text", ["3,000 years ago", "12.5 years ago", "two hundred years ago", "half a year ago"])
def test_a_part_of_a_number_is_not_counted_back_from(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "They may march on with 5 people",
        "May he sat in the Sun",
        "March 5 million tonnes",
        "Black Friday sales",
        "the Premium Sunday Tribune",
        "World Cup fans",
        "in 2005 people",
        "US$2019 or 2,019 or 2019.5",
        "13/13/2019 or 00/05/2019 or 2019-02-30",
        "a 2019-style deal of 2000 shops",
        "today's world",
    ],
)
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert [mention.text for mention in find_dates(text) if mention.month or mention.year] == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("from May 28 to June 3 and", "2022-05-28", "2022-06-03"),
        ("May 28-30, 2022", "2022-05-28", "2022-05-30"),
        ("28–30 May", "2022-05-28", "2022-05-30"),
        ("28 to 30 May 2019", "2019-05-28", "2019-05-30"),
        ("28 May to 3 June 2019", "2019-05-28", "2019-06-03"),
        ("on 28 and 29 May 2019", "2019-05-28", "2019-05-29"),
        ("December 28 to January 3, 2022", "2021-12-28", "2022-01-03"),
        ("December 28, 2021 to January 3", "2021-12-28", "2022-01-03"),
        ("December 28 to January 3", "2021-12-28", "2022-01-03"),
        ("Visions for 2021-2025", "2021", "2025"),
        ("for 2015-17", "2015", "2017"),
        ("from 2018 to 2023", "2018", "2023"),
        ("between 2012 and 2014", "2012", "2014"),
        ("from March to May 2020", "2020-03", "2020-05"),
        ("between March and May", "2022-03", "2022-05"),
    ],
)
def test_a_range_has_both_ends(text: str, start: str, end: str) -> None:
    (mention,) = find_dates(text)
    assert tuple(map(str, resolve_range(mention, ANCHOR))) == (start, end)


def test_a_range_to_come_starts_after_the_anchor() -> None:
    (mention,) = find_dates("from May 28 to June 3")
    assert tuple(map(str, resolve_range(mention, ANCHOR, "future"))) == ("2023-05-28", "2023-06-03")


def test_days_apart_are_two_dates() -> None:
    assert [mention.text for mention in find_dates("on 3 and 17 May 2019")] == ["17 May 2019"]


def test_a_mention_of_one_date_has_no_range() -> None:
    (mention,) = find_dates("June 3")
    assert resolve_range(mention, ANCHOR) == (PartialDate(2022, 6, 3), None)


def test_the_fields_say_what_the_words_say() -> None:
    last, friday, year = find_dates("last month, on Friday, in 2019")
    assert (last.relative, last.unit) == (Relative.LAST, Unit.MONTH)
    assert (friday.weekday, friday.text) == (4, "Friday")
    assert (year.year, year.bare_year, year.text) == (2019, True, "2019")


MONTHS = ("January", "Feb.", "March", "May", "September", "December")
WORDS = st.one_of(
    st.builds("{} {}".format, st.sampled_from(MONTHS), st.integers(1, 28)),
    st.builds("in {}".format, st.sampled_from(MONTHS)),
    st.sampled_from(["on Monday", "on Friday", "on Sunday"]),
)
ANCHORS = st.dates().map(lambda day: PartialDate(day.year, day.month, day.day))


@given(WORDS, ANCHORS.filter(lambda anchor: 10 < anchor.year < 9990))
def test_the_past_never_lies_after_publication_nor_the_future_before(text: str, anchor: PartialDate) -> None:
    (mention,) = find_dates(text)
    past, future = resolve(mention, anchor, "past"), resolve(mention, anchor, "future")
    assert past is not None
    assert future is not None
    assert past <= anchor or past.contains(anchor)
    assert future >= anchor or future.contains(anchor)
    assert resolve(mention, anchor) in (past, future)


@given(st.text(alphabet="MayJune 0123456789,-–/.()toinhs"))
def test_mentions_lie_in_order_and_carry_their_own_text(text: str) -> None:
    mentions = find_dates(text)
    bounds = [bound for mention in mentions for bound in (mention.start, mention.end)]
    assert bounds == sorted(bounds)
    assert all(mention.text == text[mention.start : mention.end] for mention in mentions)


@given(st.dates(min_value=dt.date(1800, 1, 1), max_value=dt.date(2199, 12, 31)))
def test_every_day_is_read_however_it_is_written(day: dt.date) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%A, %d %b %Y", "%b. %d, %Y"):
        assert read(f"on {day:{form}} they", anchor=None) == [str(day)]


@given(
    st.lists(
        st.sampled_from(
            [
                "On Friday, the",
                "3 May 2020",
                "SEPT. 4",
                "the 15th",
                "last month",
                "Q3 2024",
                "to",
                "(2019)",
                "Today,",
                "of last year",
            ]
        )
    ),
    st.integers(0, 300),
)
def test_no_date_lies_outside_the_windows_in_which_dates_are_sought(parts, filling):
    text = " ".join([*parts, "word " * filling, *parts])
    anchors = Anchors(text)
    for pattern in PATTERNS:
        windows = anchors.windows(pattern.anchors, pattern.reach)
        for match in pattern.expression.finditer(text):
            assert any(start <= match.start() and match.end() <= end for start, end in windows)
