"""Which mentions are one person."""

from typing import Any

import pytest

from coopdata.resolve import Resolved, resolve
from coopdata.resolve.person_matching import stands_for
from tests.factories import Text

BODIES = [("Hydro Board", "VN", "company"), ("Grid Board", "VN", "company"), ("Ministry of Ports", "PE", "ministry")]


def resolved(*people: dict[str, Any]) -> Resolved:
    """What comes of documents that each name one person, and the body that the person is of."""
    pairs = []
    for number, person in enumerate(people):
        bodies = [body for body in BODIES if body[0] in (person.get("organization"), person.get("beside"))]
        own = {key: value for key, value in person.items() if key != "beside"}
        text = Text(f"{number}. {person['name']} " + " ".join(name for name, _, _ in bodies))
        record = text.record(
            people=(text.person(**own),),
            organizations=tuple(text.organization(name, country, kind=kind) for name, country, kind in bodies),
        )
        pairs.append((text.document, record))
    return resolve([document for document, _ in pairs], [record for _, record in pairs])


def of(body: str, name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "organization": body, **more}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Kim Pil Seong", "country": "KR"}, {"name": "Pil-Seong Kim", "country": "KR"}),
        ({"name": "Wei-Lin Chen", "country": "CL"}, {"name": "Weilin Chen", "country": "CL"}),
        ({"name": "Faisal Al-Harbi", "country": "SA"}, {"name": "Faisal Alharbi", "country": "SA"}),
        (of("Ministry of Ports", "Ana Soto"), {"name": "Ana Soto", "country": "PE"}),
        (of("Hydro Board", "Ana Soto"), of("Hydro Board", "Soto Ana")),
        (of("Hydro Board", "Nguyen Van Quang"), of("Hydro Board", "Quang Nguyen")),
        (of("Hydro Board", "Nguyen Van Quang"), of("Hydro Board", "N. V. Quang")),
        (of("Hydro Board", "Samuel Otim"), of("Hydro Board", "Sam Otim")),
        (of("Hydro Board", "Ana Soto"), {"name": "Ana Soto", "beside": "Hydro Board"}),
        (of("Hydro Board", "Paulo Roberto Teixeira"), of("Grid Board", "Paulo R. Teixeira", beside="Hydro Board")),
        (
            {"name": "Ana Soto", "title": "Vice Minister of Ports"},
            {"name": "Ana Soto", "title": "Vice Minister of Ports"},
        ),
    ],
)
def test_two_mentions_are_one_person(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(resolved(one, other).people) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Rustam Karimov", "country": "UZ"}, {"name": "Rustam Karimov", "country": "KZ"}),
        ({"name": "Rustam Karimov"}, {"name": "Rustam Karimov"}),
        ({"name": "Weber", "country": "DE"}, {"name": "Weber", "country": "DE"}),
        ({"name": "Mamadou L. Ndiaye", "country": "SN"}, {"name": "Mamadou Ndiaye", "country": "SN"}),
        (of("Hydro Board", "Ibrahima Fall Sarr"), of("Grid Board", "Ibrahima Sarr", beside="Hydro Board")),
        (of("Hydro Board", "Kim Sung-min"), of("Hydro Board", "Kim Sang-min")),
        ({"name": "Ana Soto", "title": "Director General"}, {"name": "Ana Soto", "title": "Director General"}),
    ],
)
def test_two_mentions_stay_two_people(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(resolved(one, other).people) == 2


def test_a_shortened_name_that_fits_two_people_of_the_body_is_neither() -> None:
    result = resolved(
        of("Hydro Board", "Nguyen Van Quang"), of("Hydro Board", "Nguyen Thi Quang"), of("Hydro Board", "Quang Nguyen")
    )

    assert len(result.people) == 3


def test_titles_and_employers_are_positions_with_the_dates_they_were_told() -> None:
    pairs = []
    for published, title in (("2019-05-01", "Deputy Director"), ("2022-07-01", "Director")):
        text = Text(f"{title} Ana Soto of the Hydro Board", published)
        person = text.person("Ana Soto", "VN", title=title, organization="Hydro Board")
        record = text.record(people=(person,), organizations=(text.organization("Hydro Board", "VN"),))
        pairs.append((text.document, record))

    result = resolve([document for document, _ in pairs], [record for _, record in pairs])

    assert len(result.people) == 1
    assert {(row.title, row.first_seen) for row in result.positions} == {
        ("Deputy Director", "2019-05-01"),
        ("Director", "2022-07-01"),
    }


def test_two_people_that_one_document_names_are_never_one() -> None:
    text = Text("Ibrahima Sarr and Ibrahima Fall Sarr of the Hydro Board.")
    people = tuple(text.person(name, organization="Hydro Board") for name in ("Ibrahima Sarr", "Ibrahima Fall Sarr"))
    record = text.record(people=people, organizations=(text.organization("Hydro Board", "SN"),))

    assert len(resolve([text.document], [record]).people) == 2


def test_a_name_stands_for_another_by_initials_and_words_left_out() -> None:
    assert stands_for(("l", "p", "campbell"), ("campbell", "lorna", "patricia"))
    assert stands_for(("campbell", "lorna"), ("campbell", "lorna", "patricia"))
    assert not stands_for(("a", "campbell"), ("campbell", "lorna", "patricia"))
    assert not stands_for(("campbell", "lorna", "patricia"), ("campbell", "lorna"))
