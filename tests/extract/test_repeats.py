import pytest

from tests.extract.reading import record


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("The airline Gulf Breeze is small.", "Gulf Breeze sells seats.", "Gulf Breeze"),
        ("Core Zinc Ltd rose.", "Core Zinc said so on Monday.", "Core Zinc Ltd"),
    ],
)
def test_a_name_shown_to_be_a_body_once_is_one_wherever_it_stands(first, second, name):
    text = f"{first} {second}"
    read = record(text)
    (organization,) = read.organizations
    assert organization.name == name
    assert len(organization.spans) == 2
    assert read.people == ()


def test_a_name_inside_a_longer_one_is_not_taken_for_it():
    read = record("The airline Gulf Breeze is small. The Gulf Breeze Bank is not.")
    assert {one.name: len(one.spans) for one in read.organizations} == {"Gulf Breeze": 1, "Gulf Breeze Bank": 1}


def test_a_company_is_one_with_and_without_its_legal_form():
    read = record("Nasca Motors Inc met Pisco Bank. Nasca Motors left first.")
    assert sorted(one.name for one in read.organizations) == ["Nasca Motors Inc", "Pisco Bank"]


@pytest.mark.parametrize("told", ["Gulf Breeze of Peru", "Peru's Gulf Breeze", "the Peruvian airline Gulf Breeze"])
def test_the_state_beside_a_name_that_is_met_again_is_its_country(told):
    read = record(f"Core Zinc Ltd met {told} in Oslo. Ana Quispe, president of Gulf Breeze, thanked Norway.")
    assert {one.name: one.country for one in read.organizations}["Gulf Breeze"] == "PE"
