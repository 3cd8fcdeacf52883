"""Which organizations are one by those whom documents name besides, and by what they are units of."""

from coopdata.resolve import resolve
from tests.factories import Text
from tests.resolve.test_organizations import Named, names, resolved

COMPANY: list[Named] = [("Yanmar", "JP"), ("Zuellig Pharma", "SG")]
MORE: list[Named] = [*COMPANY, ("Vinamilk", "VN")]


def count(one: Named, other: Named, company: list[Named]) -> int:
    """How many bodies two documents name that have a body each, and the company."""
    return len(resolved([one, *company], [other, *company]).organizations) - len(company)


def test_initials_of_one_of_its_people_tell_the_country_of_a_body_where_they_fit_those_of_one_country() -> None:
    def staff(name: str) -> dict[str, str]:
        return {"name": name, "organization": "Ministry of Silk"}

    home = [("Ministry of Silk", "UZ"), staff("Bakhtiyor Yuldashev")]
    short = [("Ministry of Silk", None), staff("B. Yuldashev")]

    assert names(resolved(home, short)) == [("Ministry of Silk", "UZ", 2)]
    assert len(resolved(home, [("Ministry of Silk", None), staff("Bahodir Yuldashev")]).organizations) == 2
    assert len(resolved(home, short, [("Ministry of Silk", "KZ"), staff("Bolat Yuldashev")]).organizations) == 3


def test_a_name_without_country_is_not_a_body_that_its_document_names_besides() -> None:
    home: list[Named] = [("Ministry of Silk and Tea", "EG"), *COMPANY]

    def bodies(*more: Named) -> int:
        pairs = []
        for number, own in enumerate((home, [("Ministry of Tea and Silk", None), *more, *COMPANY])):
            text = Text(f"{number}. Silk Bureau " + ", ".join(name for name, _ in own))
            aliases = {"Ministry of Silk and Tea": ("Silk Bureau",)}
            named = (text.organization(*one, aliases=aliases.get(one[0], ())) for one in own)
            pairs.append((text.document, text.record(organizations=tuple(named))))
        return len(resolve([one for one, _ in pairs], [one for _, one in pairs]).organizations) - len(COMPANY)

    assert bodies() == 1
    assert bodies(("Silk Bureau", "EG")) == 2


def test_an_abbreviation_without_country_is_the_body_so_abbreviated_that_keeps_its_company() -> None:
    def bodies(company: list[Named]) -> int:
        pairs = []
        for number, (name, country, more) in enumerate(
            (("Silk Road Authority", "LK", ("SRA",)), ("SRA", None, ())),
        ):
            text = Text(f"{number}. {name} {' '.join(more)} " + ", ".join(one for one, _ in company))
            own = (text.organization(name, country, aliases=more), *(text.organization(*one) for one in company))
            pairs.append((text.document, text.record(organizations=own)))
        result = resolve([document for document, _ in pairs], [record for _, record in pairs])
        return len(result.organizations) - len(company)

    assert (bodies(COMPANY), bodies(COMPANY[:1])) == (1, 2)


def test_bodies_of_one_name_without_country_are_one_by_much_company() -> None:
    name = ("Ocean Climate Change Centre", None)

    assert count(name, name, MORE) == 1
    assert count(name, name, COMPANY) == 2
    assert len(resolved([name, *MORE], [name, *MORE], [("Ocean Climate Change Centre", "FJ")]).organizations) == 6


def test_a_unit_without_country_is_known_by_what_it_is_a_unit_of() -> None:
    def units(*homes: str) -> int:
        pairs = []
        for number, home in enumerate(homes):
            text = Text(f"{number}. Division of Silk Health of {home}")
            own = (text.organization(home, None), text.organization("Division of Silk Health", None, parent=home))
            pairs.append((text.document, text.record(organizations=own)))
        result = resolve([document for document, _ in pairs], [record for _, record in pairs])
        return len([row for row in result.organizations if row.name == "Division of Silk Health"])

    assert units("International Atomic Energy Agency", "IAEA") == 1
    assert units("International Atomic Energy Agency", "World Health Organization") == 2


def test_the_authority_of_a_city_has_many_names_and_is_not_that_of_the_province() -> None:
    assert count(("Porto City Council", "PT"), ("Câmara Municipal do Porto", "PT"), COMPANY[:1]) == 1
    assert count(("City of Porto", "PT"), ("Porto Municipality", "PT"), COMPANY[:1]) == 1
    assert count(("City of Porto", "PT"), ("Porto Municipality", "PT"), []) == 2
    assert count(("City of Porto", "PT"), ("Province of Porto", "PT"), COMPANY) == 2


def test_a_proper_name_may_be_parted_into_words_in_two_ways_and_a_common_one_may_not() -> None:
    assert count(("Petro Silk", "VN"), ("PetroSilk", "VN"), []) == 1
    assert count(("Petro Silk", "VN"), ("PetroSilk", "KZ"), []) == 2


def test_a_body_of_several_states_is_known_with_a_letter_wrong_by_its_company() -> None:
    right, wrong = "Secretariat of the Ocean Environment Programme", "Secretariat of the Ocean Enviroment Programme"

    def bodies(company: list[Named]) -> int:
        pairs = []
        for number, name in enumerate((right, wrong)):
            text = Text(f"{number}. {name} " + ", ".join(one for one, _ in company))
            own = (text.organization(name, None, kind="intergovernmental"), *(text.organization(*c) for c in company))
            pairs.append((text.document, text.record(organizations=own)))
        return len(resolve([one for one, _ in pairs], [one for _, one in pairs]).organizations) - len(company)

    assert (bodies(COMPANY), bodies([])) == (1, 2)
