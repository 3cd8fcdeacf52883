import pytest

from coopdata.extract.organizations import find_organizations
from coopdata.extract.people import find_people
from coopdata.extract.titles import find_titles
from tests.extract.reading import passage, record


def people(sentence):
    """Name and title of each person in a sentence."""
    one = passage(sentence)
    organizations = find_organizations(one)
    found = find_people(one, organizations, find_titles(one, organizations))
    return [(mention.name, mention.title.text if mention.title else None) for mention in found]


def title(sentence):
    one = passage(sentence)
    (only,) = find_titles(one, find_organizations(one))
    return only


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Prime Minister Ana Quispe spoke.", [("Ana Quispe", "Prime Minister")]),
        ("Umar Hadi, the Indonesian Ambassador to Korea, spoke.", [("Umar Hadi", "Indonesian Ambassador to Korea")]),
        ("Deputy Minister of Fisheries, Mr Sone Vong, spoke.", [("Sone Vong", "Deputy Minister of Fisheries")]),
        ("The Deputy Minister Ports and Fisheries, Mr Sone Vong, spoke.",
         [("Sone Vong", "Deputy Minister Ports and Fisheries")]),
        ("Mr Sone Vong spoke.", [("Sone Vong", None)]),
        ("H.E. Dr Sone Vong spoke.", [("Sone Vong", None)]),
        ('"Good," said Allan Kilavuka.', [("Allan Kilavuka", None)]),
        ("Sone Vong said so.", [("Sone Vong", None)]),
        ("Foreign Minister Juan Soto and President Ana Quispe met.",
         [("Juan Soto", "Foreign Minister"), ("Ana Quispe", "President")]),
        ("Maria van der Berg met Kenji Tanaka.", [("Maria van der Berg", None), ("Kenji Tanaka", None)]),
        ("Health and Sports Minister Juan Soto spoke.", [("Juan Soto", "Health and Sports Minister")]),
        ("The fisheries commissioner, Juan Soto, spoke.", [("Juan Soto", "fisheries commissioner")]),
        ("Minister of Economic Inclusion Juan Soto and Ana Quispe spoke.",
         [("Juan Soto", "Minister of Economic Inclusion"), ("Ana Quispe", None)]),
        ("Minister of Finance and Treasury Srdjan Amidzic spoke.",
         [("Srdjan Amidzic", "Minister of Finance and Treasury")]),
        ("Minister of Sports and Youth Salah bin Ghanem spoke.",
         [("Salah bin Ghanem", "Minister of Sports and Youth")]),
        ("The Director for Chile and the Pacific Islands, Ana Quispe, spoke.",
         [("Ana Quispe", "Director for Chile and the Pacific Islands")]),
        ("The Director for Central Asia Ana Quispe spoke.", [("Ana Quispe", "Director for Central Asia")]),
        ("The Ministers of Trade of Peru, Ana Quispe, and of the Republic of Chile, Juan Soto, met.",
         [("Ana Quispe", "Minister of Trade of Peru"), ("Juan Soto", "Minister of Trade")]),
        ("Foreign Ministers Ana Quispe of Peru and Juan Soto of Chile met.",
         [("Ana Quispe", "Foreign Minister"), ("Juan Soto", "Foreign Minister")]),
        ("His Peruvian counterpart, Minister Ana Quispe, spoke.", [("Ana Quispe", "Minister")]),
        ("President Tsai Ing-wen spoke.", [("Tsai Ing-wen", "President")]),
        ("The Mayor of Lima Ana Quispe spoke.", [("Ana Quispe", "Mayor of Lima")]),
        ("The Minister of Health, Senator the Hon. Ana Quispe, spoke.", [("Ana Quispe", "Minister of Health")]),
        ("PUCP Rector Magnificus Ana Quispe spoke.", [("Ana Quispe", "PUCP Rector Magnificus")]),
        ("Peru's Ambassador to the UN in Geneva, Ana Quispe, spoke.",
         [("Ana Quispe", "Ambassador to the UN in Geneva")]),
        ("Peru's Minister for Farming, Food and the Marine, Ana Quispe, spoke.",
         [("Ana Quispe", "Minister for Farming, Food and the Marine")]),
        ("Lima's Rector, Professor Juan Soto, spoke.", [("Juan Soto", "Rector")]),
        ("Ana Quispe, Governor Juan Soto and others spoke.", [("Ana Quispe", None), ("Juan Soto", "Governor")]),
        ("Ana Quispe, once Peru's Deputy Defense Secretary, spoke.", [("Ana Quispe", "Deputy Defense Secretary")]),
        ("The president, and Prime Minister of Peru, and Chile's Prime Minister, Mr Juan Soto, spoke.",
         [("Juan Soto", "Prime Minister")]),
        ("WFP's Abdirahman Meygag spoke.", [("Abdirahman Meygag", None)]),
        ("Prime Minister Ahmed Al Shaikh spoke.", [("Ahmed Al Shaikh", "Prime Minister")]),
        ("Secretary Silvestre Bello III spoke.", [("Silvestre Bello III", "Secretary")]),
        ("Kevin-Prince Boateng spoke.", [("Kevin-Prince Boateng", None)]),
        ("Speaker Bhofal Chambers spoke.", [("Bhofal Chambers", "Speaker")]),
        ("The vice president for power, Ana Quispe, spoke.", [("Ana Quispe", "vice president for power")]),
        ("The vice-rector for research Prof. Ana Quispe spoke.", [("Ana Quispe", "vice-rector for research")]),
        ("Ms Keiko Honda spoke.", [("Keiko Honda", None)]),
        ("Mdm Keiko Tan spoke.", [("Keiko Tan", None)]),
        ("The minister, Tore O. Sandvik, spoke.", [("Tore O. Sandvik", "minister")]),
        ("Tacna Chamber of Commerce and Industry president Ana Quispe spoke.",
         [("Ana Quispe", "Tacna Chamber of Commerce and Industry president")]),
        ("University of Bonn Rector Ana Quispe spoke.", [("Ana Quispe", "University of Bonn Rector")]),
        ("Brig Gen Juan Soto spoke.", [("Juan Soto", "Brig Gen")]),
        ("Lim Hye-sook (임혜숙), Minister of Science, spoke.", [("Lim Hye-sook", "Minister of Science")]),
        ("Ana Quispe (born 1963), the Minister of Health, spoke.", [("Ana Quispe", "Minister of Health")]),
        ("Minister Delegate in charge of the Budget Ana Quispe spoke.",
         [("Ana Quispe", "Minister Delegate in charge of the Budget")]),
        ("The Director of the Tacna Port Authority (TPA) Ana Quispe spoke.",
         [("Ana Quispe", "Director of the Tacna Port Authority")]),
        ("Korean Ambassador to Vietnam Park Noh-wan spoke.", [("Park Noh-wan", "Korean Ambassador to Vietnam")]),
        ("Ambassador of Peru to Laos and Thailand Ana Quispe spoke.",
         [("Ana Quispe", "Ambassador of Peru to Laos and Thailand")]),
    ],
)  # fmt: skip
def test_names_with_the_titles_given_beside_them(sentence, expected):
    assert people(sentence) == expected


@pytest.mark.parametrize("verb", ["chairs the board", "heads the agency"])
def test_a_verb_is_no_title(verb):
    one = passage(f"Ana Quispe, who {verb}, spoke.")
    assert not any(title.is_noun for title in find_titles(one, find_organizations(one)))


def test_a_title_in_the_plural_is_given_to_each():
    found = people("Governors Gwendolyn Garcia and Oh Young-Hun met.")
    assert [name for name, _ in found] == ["Gwendolyn Garcia", "Oh Young-Hun"]
    assert all(given is not None for _, given in found)


@pytest.mark.parametrize(
    "sentence",
    ["Peru met Chile.", "The Prime Minister spoke.", "The Ministry of Health met.", "On Monday it rained.", ""],
)
def test_what_is_no_person(sentence):
    assert people(sentence) == []


def test_a_title_reaches_over_what_it_is_of():
    found = title("The Director General of the Trade Promotion Department spoke.")
    assert found.text == "Director General of the Trade Promotion Department"
    assert found.organization.name == "Trade Promotion Department"


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("The Japanese Prime Minister spoke.", "JP"),
        ("Peru's Foreign Minister spoke.", "PE"),
        ("The President of Chile spoke.", "CL"),
        ("The Prime Minister spoke.", None),
        ("The Ambassador of Chile to Peru spoke.", "CL"),
        ("The ambassador to Peru spoke.", None),
        ("The ambassador to Laos and Thailand spoke.", None),
        ("The ADB Country Director for Lao PDR spoke.", None),
        ("The Minister of Health in Rwanda, Ana Quispe, spoke.", "RW"),
        ("The Secretary to the Government of Peru spoke.", "PE"),
    ],
)
def test_the_state_of_an_office(sentence, country):
    state = title(sentence).country
    assert (state.value if state else None) == country


@pytest.mark.parametrize(
    ("sentence", "of_state"),
    [("The Foreign Minister spoke.", True), ("The Ambassador spoke.", True), ("The Chairman spoke.", False)],
)
def test_offices_of_state_are_told_from_others(sentence, of_state):
    assert title(sentence).of_state is of_state


def test_a_form_of_address_before_a_single_name_is_a_first_name():
    assert [one.name for one in record("Prime Minister Sheikh Hasina spoke.").people] == ["Sheikh Hasina"]
    assert [one.name for one in record("Sheikh Tamim bin Hamad Al Thani spoke.").people] == ["Tamim bin Hamad Al Thani"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Dadajon Isakulov signed for the bank, Petro Terblanche for the Ministry of Energy.",
         ["Dadajon Isakulov", "Petro Terblanche"]),
        ("Suriya Prasatbuntitya of the World Bank signed the agreement.", ["Suriya Prasatbuntitya"]),
        ("It bears the signatures of Agim Hoxha (World Bank) and Maha Bahou (Central Bank of Jordan).",
         ["Agim Hoxha", "Maha Bahou"]),
        ("President Ana Quispe and Hakainde Hichilema looked on.", ["Ana Quispe", "Hakainde Hichilema"]),
        ("Prime Minister Mark Brown has come home.", ["Mark Brown"]),
        ("Kavel Zenit of Peru signed the agreement.", []),
        ("Zhejiang Seaport signed the agreement.", []),
        ("Mark Brown Street is closed.", []),
    ],
)  # fmt: skip
def test_a_name_that_no_list_holds_is_a_person_where_it_signs_for_a_body_or_stands_beside_a_person(sentence, names):
    assert [name for name, _ in people(sentence)] == names


def test_a_title_is_given_in_full_wherever_the_text_does():
    (one,) = record("Minister Ana Quispe spoke. The Minister of Ports, Ana Quispe, left.").people
    assert one.title == "Minister of Ports"
