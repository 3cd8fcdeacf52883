import pytest

from tests.extract.reading import record

HARBOUR = (
    "The Green Harbour Project was funded by the Ministry of Ports, coordinated by KOTRA, "
    "and organised by the Pisco Research Institute and the Tacna Chamber of Commerce."
)


def project(text):
    (only,) = record(text).projects
    return only


def roles(text):
    return sorted((part.role, part.name) for part in project(text).organizations)


def test_who_funds_coordinates_and_organises():
    assert project(HARBOUR).name == "Green Harbour Project"
    assert roles(HARBOUR) == [
        ("coordinating", "KOTRA"),
        ("funding", "Ministry of Ports"),
        ("organising", "Pisco Research Institute"),
        ("organising", "Tacna Chamber of Commerce"),
    ]


def test_later_sentences_about_the_project_add_to_it():
    found = project(
        "Peru began the Green Harbour Project. "
        "The project will continue until 2025 with US$3 million in funding from the World Bank."
    )
    assert (found.start, found.end) == (None, "2025")
    assert [(amount.value, amount.currency) for amount in found.amounts] == [(3e6, "USD")]
    assert [part.role for part in found.organizations] == ["funding"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Peru began the Green Harbour Project.", "Green Harbour Project", "project"),
        ("Peru began the Tide Sharing Programme.", "Tide Sharing Programme", "programme"),
        ("Peru announced the establishment of the Techno Dock.", "Techno Dock", "project"),
        ("Peru began a feasibility study on tidal power at the Naval College.",
         "feasibility study on tidal power", "study"),
    ],
)  # fmt: skip
def test_what_is_a_project(text, name, kind):
    found = project(text)
    assert (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize("text", ["The project is good.", "Peru has projects.", "Peru and Chile signed a treaty.", ""])
def test_what_names_no_project(text):
    assert record(text).projects == ()


def test_told_twice_it_is_one():
    assert project("Peru began the Green Harbour Project. Chile likes the Green Harbour Project.").end is None


def test_money_of_other_sentences_is_not_the_projects():
    found = project("Peru began the Green Harbour Project. Chile bought ships for US$9 million.")
    assert found.amounts == ()
