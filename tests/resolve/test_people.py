"""Which mentions are one person."""

from typing import Any

import pytest

from coopdata.resolve import Resolved, resolve
from coopdata.resolve.naming import words_in_order
from coopdata.resolve.person_names import Fit, fit
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
        ({"name": "Rosnah binti Idris", "country": "MY"}, {"name": "Rosnah Idris", "country": "MY"}),
        (of("Hydro Board", "Kim Sung-ho"), of("Hydro Board", "Kim Sungho")),
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
        (of("Hydro Board", "Kim Sung-ho"), of("Grid Board", "Kim Sung-ho")),
        ({"name": "Kim Min-su", "country": "KR"}, {"name": "Kim Su-min", "country": "KR"}),
        ({"name": "Kim Sung-ho", "country": "KR"}, {"name": "Kim Hong-su", "country": "KR"}),
        (of("Hydro Board", "Hassan Nasr"), of("Hydro Board", "Hussein Nasr")),
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
    assert fit(("l", "p", "campbell"), ("lorna", "patricia", "campbell"))
    assert fit(("campbell", "lorna"), ("lorna", "patricia", "campbell"))
    assert not fit(("a", "campbell"), ("lorna", "patricia", "campbell"))
    assert not fit(("campbell", "lorna", "patricia"), ("campbell", "lorna"))


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Khaled Al-Sharif", "Khalid El Sherif", "EG"),
        ("Meryem Bouzid", "Meriem Bouzid", "MA"),
        ("Bakhtiyor Saidov", "Baxtiyor Saidov", "UZ"),
        ("Volodymyr Hnatenko", "Vladimir Gnatenko", "UA"),
        ("Yerlan Aliyev", "Erlan Aliev", "KZ"),
        ("Yohei Ohtani", "Otani Youhei", "JP"),
        ("Suh Min-ho", "Seo Min-ho", "KR"),
        ("Roh Tae-il", "Noh Tae Il", "KR"),
        ("Lü Wei", "Lyu Wei", "CN"),
        ("Ana Mendosa", "Ana Mendoza", "EC"),
        ("Khamla Phommavong", "Khamla Phomavong", "LA"),
        ("Md. Nurul Huda", "Mohammad Nurul Huda", "BD"),
        ("Juho Kärkkäinen", "Juho Kaerkkaeinen", "FI"),
        ("Zhang Jianguo", "Zhang Jiangou", "CN"),
        ("Omar Diallo Sow", "Umar Diallo Sow", None),
    ],
)
def test_spellings_of_one_name_are_alike(one: str, other: str, country: str | None) -> None:
    assert fit(words_in_order(one), words_in_order(other), country) is Fit.ALIKE


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Maria Rossi", "Marta Rossi", "IT"),
        ("Maria Rossi", "Mario Rossi", "IT"),
        ("Daniel Rossi", "Daniela Rossi", "IT"),
        ("Christian Berg", "Christina Berg", "NO"),
        ("Ivan Petrov", "Igor Petrov", "RU"),
        ("Elena Petrova", "Alena Petrova", "RU"),
        ("Hassan Nasr", "Hussein Nasr", "LB"),
        ("Hassan Nasr", "Hassani Nasr", "IR"),
        ("Karim Saleh", "Karam Saleh", "IQ"),
        ("Jamal Saleh", "Jamil Saleh", "IQ"),
        ("Hamad Saleh", "Hamid Saleh", "IQ"),
        ("Amir Saleh", "Amira Saleh", "IQ"),
        ("Kim Sung-min", "Kim Sang-min", "KR"),
        ("Kim Sung-min", "Kim Seung-min", "KR"),
        ("Kim Min-su", "Kim Su-min", "KR"),
        ("Kim Min-su", "Kim Min-seo", "KR"),
        ("Kim Jung-ho", "Kim Jong-ho", "KR"),
        ("Li Jing", "Li Jin", "CN"),
        ("Li Min", "Li Men", "CN"),
        ("Liu Wei", "Lü Wei", "CN"),
        ("Nguyen Van Lan", "Nguyen Van Lam", "VN"),
        ("Marie Laurent", "Martin Laurent", "FR"),
        ("Jean-Bosco Nduwimana", "Jean-Baptiste Nduwimana", "BI"),
    ],
)
def test_names_that_differ_by_a_letter_or_two_may_be_two_names(one: str, other: str, country: str | None) -> None:
    words = (words_in_order(one), words_in_order(other))
    assert fit(*words, country) is None
    assert fit(words[1], words[0], country) is None


def test_a_short_form_of_a_given_name_is_one_only_for_those_of_one_employer() -> None:
    assert fit(("raffy", "santos"), ("rafael", "santos")) is Fit.FAMILIAR
    assert len(resolved(of("Hydro Board", "Bill Otim"), of("Hydro Board", "William Otim")).people) == 1
    assert len(resolved(of("Hydro Board", "Amir Saleh"), of("Hydro Board", "Amira Saleh")).people) == 2
    assert len(resolved({"name": "Bill Otim", "beside": "Hydro Board"}, of("Hydro Board", "William Otim")).people) == 2


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        (of("Hydro Board", "Khaled Saleh"), of("Hydro Board", "Khalid Saleh"), 1),
        (of("Hydro Board", "Khaled Saleh"), {"name": "Khalid Saleh", "beside": "Hydro Board"}, 1),
        (
            {"name": "Khaled Saleh", "country": "OM", "beside": "Hydro Board"},
            {"name": "Khalid Saleh", "country": "OM", "beside": "Hydro Board"},
            1,
        ),
        (of("Hydro Board", "Khaled Saleh"), of("Hydro Board", "Khalid Amin Saleh"), 1),
        ({"name": "Khaled Saleh", "country": "OM"}, {"name": "Khalid Saleh", "country": "OM"}, 2),
        ({"name": "Khaled Saleh", "beside": "Hydro Board"}, {"name": "Khalid Saleh", "beside": "Hydro Board"}, 2),
        (of("Hydro Board", "Khaled Saleh"), of("Grid Board", "Khalid Saleh", beside="Hydro Board"), 2),
        (
            of("Hydro Board", "Khaled Saleh", country="OM"),
            of("Hydro Board", "Khalid Saleh", country="AE"),
            2,
        ),
    ],
)
def test_another_spelling_is_one_person_where_country_or_employer_speak_for_it(
    one: dict[str, Any], other: dict[str, Any], people: int
) -> None:
    assert len(resolved(one, other).people) == people


def test_spellings_are_not_passed_on_from_name_to_name() -> None:
    names = ("Hamad Saleh", "Hamed Saleh", "Hamid Saleh")

    people = resolved(*(of("Hydro Board", name) for name in names)).people

    assert len(people) > 1


def test_an_initial_that_two_bodies_tell_two_names_for_is_neither() -> None:
    short = {"name": "H. Peralta", "country": "PE"}
    people = resolved(
        {**short, "beside": "Hydro Board"},
        {**short, "beside": "Grid Board"},
        of("Hydro Board", "Hector Peralta"),
        of("Grid Board", "Hugo Peralta"),
    ).people

    assert len(people) == 3


def test_of_two_whom_an_initial_fits_the_one_of_the_same_title_is_meant() -> None:
    told = (
        of("Hydro Board", "Ülo Karner", title="Rector"),
        of("Hydro Board", "Ülle Karner", title="Head of Cooperation"),
    )

    assert len(resolved(*told, of("Hydro Board", "Ü. Karner", title="Rector")).people) == 2
    assert len(resolved(*told, of("Hydro Board", "Ü. Karner", title="Chair")).people) == 3


@pytest.mark.parametrize(
    ("title", "name", "people"),
    [
        ("Agriculture Secretary", "Bishnu Aryal", 1),
        ("Secretary of Agriculture", "Bishnoo Aryal", 1),
        ("Finance Secretary", "Bishnu Aryal", 2),
        ("Agriculture Minister", "Bishnu Aryal", 2),
        ("Agriculture Secretary", "Binod Aryal", 2),
    ],
)
def test_a_shortened_name_is_one_person_where_the_office_is_the_same(title: str, name: str, people: int) -> None:
    secretary = {"name": "Bishnu Prasad Aryal", "title": "Secretary for Agriculture and Land", "country": "NP"}

    assert len(resolved(secretary, {"name": name, "title": title, "country": "NP"}).people) == people


def test_a_name_known_in_one_country_only_is_of_it_where_the_document_names_a_body_of_it() -> None:
    known = {"name": "Ana Soto", "country": "VN"}
    unknown = {"name": "Ana Soto", "beside": "Hydro Board"}

    assert len(resolved(known, unknown).people) == 1
    assert len(resolved(known, {"name": "Ana Soto", "country": "PE"}, unknown).people) == 3
    assert len(resolved(known, {"name": "Ana Soto", "beside": "Ministry of Ports"}).people) == 2
    assert len(resolved({**known, "organization": "Grid Board"}, of("Hydro Board", "Ana Soto")).people) == 2


def test_an_only_name_is_one_person_where_country_and_body_are_the_same() -> None:
    told = of("Hydro Board", "Abdul Karim", country="PK")

    assert len(resolved(told, {"name": "Abdul Karim", "country": "PK", "beside": "Hydro Board"}).people) == 1
    assert len(resolved(told, {"name": "Abdul Karim", "country": "PK"}).people) == 2
    assert len(resolved(told, {"name": "Abdul Karim", "country": "BD", "beside": "Hydro Board"}).people) == 2


def test_an_order_of_names_that_tells_two_people_apart_joins_what_is_told_in_one_order() -> None:
    text = Text("Tesfaye Bekele met Bekele Tesfaye.")
    both = text.record(people=(text.person("Tesfaye Bekele", "ET"), text.person("Bekele Tesfaye", "ET")))
    pairs = [(text.document, both)]
    for number in range(2):
        later = Text(f"{number}. Bekele Tesfaye spoke.")
        pairs.append((later.document, later.record(people=(later.person("Bekele Tesfaye", "ET"),))))

    assert len(resolve([document for document, _ in pairs], [record for _, record in pairs]).people) == 2
