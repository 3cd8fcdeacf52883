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
        ("A seminar on boats was held in Lima on 3 May 2021.", ("seminar on boats", "2021-05-03", None, "Lima")),
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


def names(text):
    return [event.name for event in record(text).events]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prime Minister Juan Soto is on an official visit to Chile.", "visit of Prime Minister Juan Soto to Chile"),
        ("President Juan Soto arrived in Quito on Monday.", "visit of President Juan Soto to Quito"),
        ("President Juan Soto came to Quito last week.", "visit of President Juan Soto to Quito"),
        ("Mayor Ana Quispe had been to Osaka a week earlier.", "visit of Mayor Ana Quispe to Osaka"),
        ("President Ana Quispe will visit Japan in June.", "visit of President Ana Quispe to Japan"),
        ("During her visit to Seoul, Minister Ana Quispe spoke.", "visit of Minister Ana Quispe to Seoul"),
        ("Minister Ana Quispe spoke on a visit to Seoul.", "visit of Minister Ana Quispe to Seoul"),
        ("The governor's three-day visit to Seoul ended.", "The governor's three-day visit to Seoul"),
        ("It crowned a visit to Seoul by Governor Ana Quispe.", "visit to Seoul by Governor Ana Quispe"),
        ("It was on the sidelines of the visit of the Crown Prince to Seoul.", "visit of the Crown Prince to Seoul"),
        ("Guests from Kyoto University toured the campus on Monday.", "visit of the Kyoto University delegation"),
        ("The Peruvian delegation visited the port on Monday.", "visit of the Peruvian delegation"),
        ("The university hosted a delegation from Andes Bank.", "visit of the Andes Bank delegation"),
        ("A team from Andes Bank was the guest of the mayor.", "visit of the Andes Bank delegation"),
        ("She is leading a trade mission to Mexico.", "trade mission to Mexico"),
        ("The Prime Minister went to Chile on Monday.", "visit of the Prime Minister to Chile"),
        ("It was signed by the visiting Foreign Minister Juan Soto.", "visit of Foreign Minister Juan Soto"),
    ],
)
def test_somebody_who_goes_somewhere_is_on_a_visit(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "President Juan Soto travelled to Lima to sign the deal.",  # the signing is no event
        "President Juan Soto flew to Lima for the ceremony.",
        "Striker Hugo Paz left for Lima and Juan Soto came to Quito.",  # a transfer: neither has an office
        "President Juan Soto invited Minister Ana Quispe for a visit to Chile.",
        "Tourism brings more visits to Peru.",
    ],
)
def test_a_journey_to_a_signing_or_one_only_thought_of_is_no_visit(text):
    assert names(text) == []


BOTH = "meeting of Ana Quispe and Juan Soto"


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ana Quispe met her Chilean counterpart, Juan Soto.",
        "Minister Ana Quispe held talks with Chilean Foreign Minister Juan Soto.",
        "Minister Ana Quispe and her Chilean counterpart Juan Soto held talks in Santiago.",
        "Ana Quispe, Minister of Trade, and Juan Soto, Minister of Finance of Chile, met in Santiago.",
        "Minister Ana Quispe received today, Monday, at her office in Lima, Ambassador Juan Soto.",
        "Minister Ana Quispe sat down with Ambassador Juan Soto.",
        "Governor Ana Quispe received a courtesy call from Ambassador Juan Soto.",
        "Minister Ana Quispe discussed trade and farming with Ambassador Juan Soto.",
        "Minister Ana Quispe thanked Ambassador Juan Soto. The two ministers met in Lima.",
        "After their talks in Lima, Minister Ana Quispe and Minister Juan Soto faced the press.",
        "Minister Ana Quispe is in town. She met Ambassador Juan Soto.",
        "Minister Ana Quispe and her guest, Ambassador Juan Soto, looked on.",
        "Minister Ana Quispe and Ambassador Juan Soto exchanged views in Lima.",
        "Minister Ana Quispe and Minister Juan Soto signed the treaty. All smiled after the talks.",
    ],
)
def test_people_who_receive_each_other_or_talk_meet(text):
    assert names(text) == [BOTH]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ana Quispe received an award from President Juan Soto.",
        "Minister Ana Quispe received Ambassador Juan Soto, and both signed the treaty.",
        "Minister Ana Quispe was received by President Juan Soto as well.",
        "Minister Ana Quispe welcomed the guests on behalf of President Juan Soto.",
    ],
)
def test_the_moment_of_signing_an_honour_and_what_was_done_besides_are_no_meeting(text):
    assert names(text) == []


def test_people_told_of_together_on_a_day_met_on_that_day():
    text = "Minister Ana Quispe and Ambassador Juan Soto agreed on Monday to work together. They saw progress in trade."
    ((name, start, _, _),) = events(f"{text} It was the third meeting between the two.")
    assert (name, start) == (BOTH, "2021-05-03")


def test_a_meeting_of_the_visitor_is_part_of_the_visit():
    text = "President Juan Soto arrived in Lima on Monday. President Ana Quispe met President Juan Soto on Monday."
    assert names(text) == ["visit of President Juan Soto to Lima"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Andes Bank and the Pacific Bank met in Lima on Monday.", "meeting of Andes Bank and Pacific Bank"),
        ("The Andean Council of Ministers gathers in Lima.", "meeting of the Andean Council of Ministers"),
        ("The deal came while the Andean Council was meeting in Lima.", "meeting of the Andean Council"),
        ("The board cleared it when it sat on July 14.", "board meeting"),
        ("ASEAN leaders met in Jakarta on Monday.", "meeting of ASEAN leaders"),
        ("Ministers from 40 countries are meeting in Berlin.", "meeting of Ministers from 40 countries"),
        ("The 15th Peru-Korea Joint Committee took place in Seoul.", "15th Peru-Korea Joint Committee"),
    ],
)
def test_bodies_and_groups_that_come_together_somewhere_meet(text, name):
    assert names(text) == [name]


def test_a_session_and_the_body_that_sat_there_are_one_event_but_not_on_two_days_or_in_two_places():
    session = "The 12th session of the Joint Commission was held in Lima on Monday."
    assert len(names(f"{session} The Joint Commission met in Lima.")) == 1
    assert len(names(f"{session} The Joint Commission met in Arica on 3 May 2019.")) == 2


def test_a_meeting_of_bodies_without_day_or_place_is_no_event():
    assert names("The Andes Bank and the Pacific Bank held talks.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was signed on the sidelines of COP26 in Glasgow.", "COP26"),
        ("It was signed on the margins of the ICAO negotiation event in Lima.", "ICAO negotiation event"),
        ("The texts were signed at PDAC 2021 in Toronto.", "PDAC 2021"),
        ("It was signed during an international workshop on rails.", "international workshop on rails"),
        ("It was signed on the occasion of the third joint cabinet retreat.", "third joint cabinet retreat"),
        ("They met in the same city for a joint session of their cabinets.", "joint session of their cabinets"),
        ("Lima hosted the second day of the fair Salud Hoy.", "fair Salud Hoy"),
        ("The 74th World Health Assembly opened in Geneva.", "74th World Health Assembly"),
        ("They met at LAAD Defence & Security, the largest defence fair in Peru.", "LAAD Defence & Security"),
        ("She goes to Quito for the United Nations conference Habitat III.", "United Nations conference Habitat III"),
        ("Two days of talks in Geneva had gone before.", "Two days of talks"),
        ("At today's sitting the house passed three Acts.", "today's sitting"),
        ("The sixth round took place in Geneva earlier this month.", "sixth round"),
        ("The board approved it at its meeting on Monday.", "meeting of the board"),
        ("A courtesy call on the Minister, Ana Quispe, came first.", "courtesy call on the Minister, Ana Quispe"),
        ("The 50th anniversary of the treaty was celebrated.", "50th anniversary of the treaty"),
        ("The opening of the Consulate General of Peru was on Monday.", "opening of the Consulate General of Peru"),
        ("The Retreat of Special Envoys and Mediators began.", "Retreat of Special Envoys and Mediators"),
    ],
)  # fmt: skip
def test_what_something_took_place_at_is_an_event_with_its_whole_name(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "She spoke at a news conference on Monday.",
        "Both want a fair share by May 2022.",
        "It was signed at the Lima Convention Centre on Monday.",
        "It was signed in a ceremony on Monday.",
        "The signing ceremony was held in Lima on Monday.",
        "Talks with Andes Bank were broken off on Monday.",
        "The Action Plan for Strategic Dialogue remains the yardstick.",
        "Peru belongs to the Andean Forum, a bloc of states.",
        "A happy New Year to all.",
        "The visit marks an anniversary.",
        "The second funding round closed on Monday.",
        "The company's new assembly plant opens in Lima on Monday.",
        "The US Congress approved the deal on Monday.",
        "The mission to the Moon starts in 2024.",
        "The OSCE Mission to Moldova was there on Monday.",
        "The second round of voting was held on Monday.",
    ],
)
def test_words_that_only_sound_like_events_are_none(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The Andean Summit runs until Thursday.", None, "2021-05-06"),
        ("The Andean Summit, which ended on Friday, was long.", None, "2021-04-30"),
        ("The Andean Summit will open on Friday.", "2021-05-07", None),
        ("The Andean Summit opened in Lima this morning.", "2021-05-04", None),
        ("It was signed at yesterday's Andean Summit.", "2021-05-03", None),
        ("They met at the Andean Summit and will hold a workshop in September.", None, None),
        ("Peru and Chile signed a treaty on Monday on the sidelines of a meeting. They did so at the Andean Summit.",
         "2021-05-03", None),
    ],
)  # fmt: skip
def test_an_event_begins_and_ends_when_the_words_around_the_date_say(text, start, end):
    summit = next(event for event in record(text).events if event.name.endswith("Summit"))
    assert (summit.start, summit.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Peru held talks with Andean Council on Monday in Lima.", ["meeting of Peru and Andean Council"]),
        ("Public Health Committee approved it on Monday.", []),
        ("The Twenty-Fourth Andean Council approved it in Lima.", ["Twenty-Fourth Andean Council"]),
    ],
)
def test_only_an_ordinal_makes_a_session_of_a_body(text, found):
    assert names(text) == found
