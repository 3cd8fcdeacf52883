import pytest

from coopdata.documents.model import BlockKind
from coopdata.extract.initials import abbreviates, initials
from coopdata.extract.organizations import find_organizations
from tests.extract.reading import passage, record


def names(sentence):
    return [mention.name for mention in find_organizations(passage(sentence))]


def only(sentence):
    (mention,) = find_organizations(passage(sentence))
    return mention


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Ministry of Trade, Industry and Energy met.", ["Ministry of Trade, Industry and Energy"]),
        ("The Ministry of Science and ICT met.", ["Ministry of Science and ICT"]),
        ("Peru's Ministry of Trade and SMEs and XYQ met.", ["Ministry of Trade and SMEs", "XYQ"]),
        ("The University of Bonn and Siemens met.", ["University of Bonn", "Siemens"]),
        ("The Tacna Chamber of Commerce and Industry met.", ["Tacna Chamber of Commerce and Industry"]),
        ("The Pisco Research Institute met.", ["Pisco Research Institute"]),
        ("Bank Indonesia and Bank of Thailand met.", ["Bank Indonesia", "Bank of Thailand"]),
        ("The Government of Peru and the Chilean government met.", ["Government of Peru", "Chilean government"]),
        ("Officials of KOTRA met.", ["KOTRA"]),
        ("The XYQ met.", ["XYQ"]),
        ("The OSCE Mission to Moldova met.", ["OSCE Mission to Moldova"]),
        ("The Tacna Fish Committee in the Andes (TFCA) met.", ["Tacna Fish Committee in the Andes", "TFCA"]),
        ("The Nasca Fund (Lima) Ltd met.", ["Nasca Fund (Lima) Ltd"]),
        ("The IMF Annual Meetings began.", ["IMF"]),
        ("BBVA Assistant Governor Ana Quispe spoke.", ["BBVA"]),
        (
            "Nasca Hydrogen (Pty) Ltd met Pisco Foods (M) Sdn Bhd.",
            ["Nasca Hydrogen (Pty) Ltd", "Pisco Foods (M) Sdn Bhd"],
        ),
        ("The Danish Civil Aviation and Railway Authority met.", ["Danish Civil Aviation and Railway Authority"]),
        ("The Tacna North Hospital and Health Service met.", ["Tacna North Hospital and Health Service"]),
        ("The General Company for Ports of Iraq met.", ["General Company for Ports of Iraq"]),
        ("The Ministry of Public Security of Laos on Animal Health met.", ["Ministry of Public Security"]),
        ("Dar es Salaam Stock Exchange met.", ["Dar es Salaam Stock Exchange"]),
        ("On Monday Tacna Mobility Limited met.", ["Tacna Mobility Limited"]),
        ("On 3 March Tacna Mobility Limited met.", ["Tacna Mobility Limited"]),
        ("In 2019 Tacna Mobility Limited met.", ["Tacna Mobility Limited"]),
        ("A deed of 16 July 2023 Tacna Mining and Exploration Limited kept.", ["Tacna Mining and Exploration Limited"]),
        ("The March Networks Company met.", ["March Networks Company"]),
        ("They met at the Academy Building of Tacna University.", ["Tacna University"]),
        ("They met in the Senate Room of Tacna University.", ["Tacna University"]),
        ("The Board of Directors of Siemens met.", ["Board of Directors", "Siemens"]),
        ("Sixteen XYQ nurses met.", ["XYQ"]),
        ("The Government of Djibouti Tuesday agreed.", ["Government of Djibouti"]),
        (
            "The rector of Tacna University of Science and Technology B.Ochirbat met.",
            ["Tacna University of Science and Technology"],
        ),
        ("State Secretary of the Ministry of Foreign Affairs N. Bold met.", ["Ministry of Foreign Affairs"]),
        ("The governor of the Bank of the Lao PDR Ms Keo met.", ["Bank of the Lao PDR"]),
        ("The Peruvian Ministry of Law met.", ["Peruvian Ministry of Law"]),
        (
            "The Customs Service under the Government of Tajikistan met.",
            ["Customs Service under the Government of Tajikistan"],
        ),
        ("The Tacna Customs Service under the Ministry's plan met.", ["Tacna Customs Service"]),
        ("The Akimat of Turkistan met.", ["Akimat of Turkistan"]),
        ("A loan to the Ministry of Finance of Laos for Road 11 was made.", ["Ministry of Finance"]),
        ("The Peruvian Red Cross and the Kenya Red Cross met.", ["Peruvian Red Cross", "Kenya Red Cross"]),
        ("The Thai Bankers’ Association met.", ["Thai Bankers’ Association"]),
        ("The United States’ Ministry of Trade met.", ["Ministry of Trade"]),
        ("The Tacna Water Company Limited and Denys met.", ["Tacna Water Company Limited"]),
        ("Bringing XYQ to Lima took years.", ["XYQ"]),
        ("A deal with Tacna Hospitals was made.", ["Tacna Hospitals"]),
        ("Under Tore O. Sandvik the deal was made.", []),
        ("Can Tho University met.", ["Can Tho University"]),
        ("The Sri Lanka Tea Board met.", ["Sri Lanka Tea Board"]),
        ("The Tacna Coffee Farmers Cooperative Union met.", ["Tacna Coffee Farmers Cooperative Union"]),
        ("The Ministério da Educação, Cultura e Ciências met.", ["Ministério da Educação, Cultura e Ciências"]),
        ("The Association française de normalisation met.", ["Association française de normalisation"]),
        ("The Alliance for a Green Tacna met.", ["Alliance for a Green Tacna"]),
        ("The Green for Growth Fund met.", ["Green for Growth Fund"]),
        ("A deal with IKEA Industry came.", ["IKEA Industry"]),
        ("The Dutch embassy in New Delhi met.", ["Dutch embassy in New Delhi"]),
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
        ("The Indian Ocean Otter Council met.", "Indian Ocean Otter Council", None),
        ("The Japan-Peru Otter Institute met.", "Japan-Peru Otter Institute", None),
        ("The Latin American Otter Council met.", "Latin American Otter Council", None),
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


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("NMK", "National Museums of Kenya", True),
        ("WASCO", "Water and Sewerage Company Inc.", True),
        ("MoIC", "Ministry of Industry and Commerce", True),
        ("BRD", "Bank of Andean Rivers", False),
        ("NMK", "National Museums of Kenya and Uganda", False),
        ("PO", "Port Otago", False),
    ],
)
def test_an_acronym_abbreviates_a_name_by_the_beginnings_of_all_its_words(acronym, name, expected):
    assert abbreviates(acronym, name) is expected


def test_a_headline_is_no_part_of_a_name():
    line = "Andean Bank Signs MoU With Pisco Inc to Promote Digital Payments"
    assert [mention.name for mention in find_organizations(passage(line, BlockKind.HEADLINE))] == [
        "Andean Bank",
        "Pisco Inc",
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Huaxia Finance and Shanghai Academy met.", ["Shanghai Academy"]),
        ("The Nursing and Midwifery Council met.", ["Nursing and Midwifery Council"]),
        ("The Water and Sewerage Company met.", ["Water and Sewerage Company"]),
        ("The Bendigo and Adelaide Bank met.", ["Bendigo and Adelaide Bank"]),
        ("The Council and Otago Trust met.", ["Otago Trust"]),
        ("The Turkish Patent and Trademark Office met.", ["Turkish Patent and Trademark Office"]),
        ("Chevron, Shell and Pisco Energy met.", ["Chevron", "Shell", "Pisco Energy"]),
    ],
)
def test_an_and_joins_words_of_a_name_and_not_two_names(sentence, expected):
    assert names(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The General Administration of Customs met.", ["General Administration of Customs"]),
        ("China Railway 15th Bureau Group met.", ["China Railway 15th Bureau Group"]),
        ("Officials of Enel S.p.A. and Neste Oyj met.", ["Enel S.p.A", "Neste Oyj"]),
        ("Officials of Siemens Healthineers and Airtel Africa met.", ["Siemens Healthineers", "Airtel Africa"]),
        ("The Metallurgical Corporation of Peru met.", ["Metallurgical Corporation of Peru"]),
        ("The National University of Laos met.", ["National University of Laos"]),
        ("Pisco Corporation of Peru met.", ["Pisco Corporation"]),
        ("The Ministry of Health of Laos met.", ["Ministry of Health"]),
        (
            "They are Pisco, Inc., Tongolo Construction Corp., and Zorrito Corp. Offers are due.",
            ["Pisco, Inc", "Tongolo Construction Corp", "Zorrito Corp"],
        ),
        ("Visa's Pisco office opened.", []),
        ("Solar Energy and Zorrito Energy grew.", ["Zorrito Energy"]),
        ("Mr. HUANG Changfu and Director CHOI Jin met.", []),
        ("Shares (ASX: XQO) rose in OCT.", []),
        ("The TRANSEC 11 fair opened.", []),
        (
            "The Institut für Weltwirtschaft and the Hacettepe Üniversitesi met.",
            ["Institut für Weltwirtschaft", "Hacettepe Üniversitesi"],
        ),
    ],
)
def test_legal_forms_numbers_and_other_languages(sentence, expected):
    assert [name for name in names(sentence) if name != "Visa"] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The dredgers Zorrito and Jan De Bakker bid.", ["Zorrito", "Jan De Bakker"]),
        ("Shipping lines Zorrito, Maersk and Bakkero came.", ["Zorrito", "Maersk", "Bakkero"]),
        ("NASA, the Pisco Institute and Zorrito Air signed.", ["NASA", "Pisco Institute", "Zorrito Air"]),
        ("Lima, Quito and NASA signed.", ["NASA"]),
        ("NASA, the Pisco Institute and Kofi Boateng signed.", ["NASA", "Pisco Institute"]),
    ],
)
def test_names_in_a_row_with_organizations_are_organizations(sentence, expected):
    assert names(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Office of the President of Colombia wrote.", ["Office of the President of Colombia"]),
        ("The Consulate General of Senegal opened.", ["Consulate General"]),
        ("The Maritime Office in Gdynia opened.", ["Maritime Office in Gdynia"]),
        ("The Jiangsu provincial government met.", ["Jiangsu provincial government"]),
        (
            "King Saud University and the Prince of Wales Hospital met.",
            ["King Saud University", "Prince of Wales Hospital"],
        ),
        ("The Ministry of Aviation and Airbus met.", ["Ministry of Aviation", "Airbus"]),
        ("The UN Office of Ports met.", ["UN Office of Ports"]),
        ("The Hanoi People's Committee Chu Ngoc Anh met.", ["Hanoi People's Committee"]),
        ("Ana Ruiz, president of Confiep, met.", ["Confiep"]),
        ("The Export-Import Bank of Korea met.", ["Export-Import Bank of Korea"]),
        ("The Cabinet of Ministers of Kyrgyzstan Akylbek Zhaparov met.", ["Cabinet of Ministers of Kyrgyzstan"]),
        ("On July 16, 2023, SPA wrote.", ["SPA"]),
        ("Pisco Bank's Lima Office and Tongolo director Ana Ruiz met.", ["Pisco Bank", "Tongolo"]),
    ],
)  # fmt: skip
def test_offices_and_bodies_of_state(sentence, expected):
    assert [name for name in names(sentence) if name != "Lima Office"] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The Oman-Peru Business Forum opened.",
        "The International Fisheries Congress opened.",
        "The Peace Fund pays for Emergency Medical Services.",
        "Ships leave from Port Vila.",
        "The 6th Joint Steering Committee met.",
        "The Public Relations Department wrote.",
        "The Minister of Trade, Civil Aviation and Merchant Navy spoke.",
        "He spoke at Parliament House.",
        "A Swiss group came.",
        "It costs EC$55 million and SBD$21 million.",
    ],
)
def test_meetings_budgets_towns_and_portfolios_are_no_organizations(sentence):
    assert names(sentence) == []


def test_a_verb_with_a_capital_ends_a_name_in_a_line_set_as_a_headline():
    assert names("Pisco Police Boost Presence Near Lima Border Crossings") == ["Pisco Police"]


def test_an_abbreviation_inside_the_name_of_another_body_is_no_mention_of_the_first():
    read = record("The Pisco Otter Zorrito Agency (POZA) met. The POZA News Agency spoke.")
    assert {one.name: one.spans for one in read.organizations} == {
        "Pisco Otter Zorrito Agency": ((4, 30), (32, 36)),
        "POZA News Agency": ((47, 63),),
    }


def test_an_abbreviation_between_hyphens_has_no_office_in_the_place_beside_it():
    assert names("The Peru-OECD-Chile Project began.") == ["OECD"]
