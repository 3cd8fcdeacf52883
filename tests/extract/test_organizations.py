import pytest

from coopdata.extract.acronyms import initials
from coopdata.extract.organizations import find_organizations
from tests.extract.reading import passage


def names(sentence):
    return [mention.name for mention in find_organizations(passage(sentence))]


def only(sentence):
    (mention,) = find_organizations(passage(sentence))
    return mention


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Ministry of Trade, Industry and Energy met.", ["Ministry of Trade, Industry and Energy"]),
        ("The University of Bonn and Siemens met.", ["University of Bonn", "Siemens"]),
        ("The Tacna Chamber of Commerce and Industry met.", ["Tacna Chamber of Commerce and Industry"]),
        ("The Pisco Research Institute met.", ["Pisco Research Institute"]),
        ("Bank Indonesia and Bank of Thailand met.", ["Bank Indonesia", "Bank of Thailand"]),
        ("The Government of Peru and the Chilean government met.", ["Government of Peru", "Chilean government"]),
        ("Officials of KOTRA met.", ["KOTRA"]),
        ("The XYQ met.", ["XYQ"]),
        ("Laos' Ministry of Health and Japan's Ministry of Health met.", ["Ministry of Health", "Ministry of Health"]),
    ],
)
def test_names_begin_and_end_where_they_should(sentence, expected):
    assert names(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry met.",
        "The Ministry met Peru.",
        "The government said so.",
        "PERU AND CHILE SIGN NEW FISHERIES TREATY",
        "The GDP grew.",
        "Peru and Chile met.",
        "",
    ],
)
def test_what_names_no_organization(sentence):
    assert names(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "name", "country"),
    [
        ("Laos' Ministry of Health met.", "Ministry of Health", "LA"),
        ("The Lao Ministry of Health met.", "Ministry of Health", "LA"),
        ("The Ministry of Health of the Republic of Korea met.", "Ministry of Health", "KR"),
        ("The Ministry of Health met.", "Ministry of Health", None),
        ("The Peruvian Fisheries Institute met.", "Peruvian Fisheries Institute", "PE"),
        ("The Peru-Chile Chamber of Commerce met.", "Peru-Chile Chamber of Commerce", None),
    ],
)
def test_the_state_beside_a_name_is_its_country(sentence, name, country):
    mention = only(sentence)
    assert mention.name.removeprefix("Lao ") == name
    assert (mention.country.value if mention.country else None) == country


def test_an_abbreviation_in_brackets_is_another_form():
    full, short = find_organizations(passage("The Andean Widget Bank (AWB) met."))
    assert (full.name, full.forms) == ("Andean Widget Bank", ("AWB",))
    assert short.name == "AWB"


def test_an_abbreviation_shows_a_name_without_a_head_noun():
    assert names("The Andean Widget Circle (AWC) met.") == ["Andean Widget Circle", "AWC"]
    assert names("The Andean Widget Circle met.") == []


def test_the_abbreviation_of_an_instrument_shows_no_organization():
    assert names("The Andean Trade Agreement (ATA) came.") == []


def test_an_office_in_a_city_is_a_unit_of_the_body_it_belongs_to():
    office = only("The KOTRA Vientiane office helps.")
    body = only("KOTRA helps.")
    assert (office.name, office.country.value) == ("KOTRA Vientiane office", "LA")
    assert (body.name, body.country.value) == ("KOTRA", "KR")
    assert office.parent == body.known.name


def test_initials_keep_the_small_words_as_small_letters():
    assert initials("Ministry of Industry and Commerce") == "MoIC"
