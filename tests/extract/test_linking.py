import pytest

from coopdata.extract.linking import link_organizations
from coopdata.extract.organization_details import OrganizationMention
from tests.extract.reading import scene

WHO_IS_WHO = "Prime Minister Ana Quispe met President Juan Soto. PM Quispe thanked President Soto. Soto left."


def organizations(text):
    return {entity.name: entity for entity in scene(text).organizations}


def people(text):
    return {person.name: person for person in scene(text).people}


def test_a_name_and_its_abbreviation_are_one():
    (bank,) = organizations("The Andean Widget Bank (AWB) opened. AWB lends. The Andean Widget Bank is new.").values()
    assert (bank.name, bank.aliases) == ("Andean Widget Bank", ("AWB",))
    assert len(bank.mentions) == 4


def test_initials_with_small_letters_belong_to_the_name_they_spell():
    (ministry,) = organizations("The Ministry of Industry and Commerce met firms. MoIC gave a lunch.").values()
    assert ministry.aliases == ("MoIC",)


@pytest.mark.parametrize(("short", "entities"), [("Hascor", 1), ("Shandong", 2)])
def test_one_word_is_the_name_that_begins_with_it_unless_it_is_a_place(short, entities):
    mentions = [
        OrganizationMention(0, len(short), short, "other", "org.heard"),
        OrganizationMention(20, 28 + len(short), f"{short} Mission", "other", "org.heard"),
    ]
    assert len(link_organizations(mentions)) == entities


def test_an_acronym_belongs_to_the_only_name_that_it_spells():
    text = "Piattaforma Logistica Trieste signed a contract with Duisport. The contract between HHLA and PLT is older."
    assert organizations(text)["Piattaforma Logistica Trieste"].aliases == ("PLT",)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("The Hascor International Group met Peru. Peru will sign with Hascor.", 2),
        ("Hascor Signs Deal With Peru\n\nThe Hascor International Group met Peru. They talked all day.", 2),
        ("The Hascor International Group met Peru. Hascor Mining was not there.", 1),
        ("The Hascor International Group met Peru. The Hascor Nuevo Group looked on. Hascor was glad.", 1),
        ("The Osaka International Group met Peru. They signed in Osaka.", 1),
        ("The Global International Group met Peru. Global trade grows.", 1),
    ],
)
def test_an_organization_is_called_by_the_first_word_of_its_name_where_that_tells(text, mentions):
    (name,) = (name for name in organizations(text) if name.endswith("International Group"))
    assert len(organizations(text)[name].mentions) == mentions


def test_two_spellings_of_the_reference_data_are_one():
    text = "The Korea Trade-Investment Promotion Agency helps firms. KOTRA has offices."
    assert list(organizations(text)) == ["Korea Trade-Investment Promotion Agency"]


def test_ministries_of_two_states_are_two_though_their_names_are_equal():
    found = scene("The Ministry of Health of Laos met the Ministry of Health of Japan.").organizations
    assert [(entity.name, entity.country.value) for entity in found] == [
        ("Ministry of Health", "LA"),
        ("Ministry of Health", "JP"),
    ]


def test_two_wordings_for_one_government_are_one():
    found = scene("The Lao government and JETRO met. The Government of the Lao PDR was pleased.").organizations
    assert [entity.name for entity in found] == ["Government of the Lao PDR", "JETRO"]


def test_different_names_stay_apart():
    assert len(organizations("The Pisco University met the Tacna University and the Pisco Chamber.")) == 3


def test_a_legal_form_makes_no_other_company():
    assert list(organizations("Kenya Airways Plc flies. Kenya Airways lands.")) == ["Kenya Airways Plc"]


def test_later_short_forms_belong_to_the_full_name():
    found = people(WHO_IS_WHO)
    assert list(found) == ["Ana Quispe", "Juan Soto"]
    assert [mention.name for mention in found["Juan Soto"].mentions] == ["Juan Soto", "Soto", "Soto"]
    assert found["Ana Quispe"].title.text == "Prime Minister"


def test_a_name_two_people_share_belongs_to_neither():
    found = people("President Juan Soto met Minister Rosa Soto. Soto spoke.")
    assert [len(person.mentions) for person in found.values()] == [1, 1]


def test_a_minister_belongs_to_the_ministry_of_that_portfolio():
    text = "The Ministry of Fisheries of Peru spoke. Deputy Minister of Fisheries, Mr Juan Soto, left."
    assert people(text)["Juan Soto"].organization.name == "Ministry of Fisheries"


def test_a_unit_takes_the_state_of_the_body_above_it():
    text = "The Boat Department, under the Ministry of Fisheries of Peru, opened."
    department = organizations(text)["Boat Department"]
    assert department.parent.name == "Ministry of Fisheries"
    assert (department.country.value, department.country.stated) == ("PE", False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Andean Widget Bank met. The bank AWB spoke.", "Andean Widget Bank"),
        ("The Pacific Otter Secretariat met. The Otter Secretariat spoke.", "Pacific Otter Secretariat"),
        ("Hitachi Rail met. Officials of Hitachi spoke.", "Hitachi Rail"),
        ("The Lao Front for National Growth met. The Lao Front spoke.", "Lao Front for National Growth"),
    ],
)
def test_a_shorter_name_is_the_only_fuller_one_it_fits(text, name):
    (only,) = scene(text).organizations
    assert only.name == name


@pytest.mark.parametrize(
    "text",
    [
        "The Bank of Tanzania met the Development Bank of Tanzania.",
        "Officials of Hitachi spoke. Hitachi Rail met.",
        "The Otter Secretariat met the Pacific Otter Secretariat and the Andean Otter Secretariat.",
    ],
)
def test_names_that_may_be_of_two_bodies_stay_apart(text):
    assert len(scene(text).organizations) > 1
