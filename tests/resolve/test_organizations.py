"""Which organizations of different documents are one."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from coopdata.resolve import Resolved, resolve
from tests.factories import Text

Named = tuple[str, str | None]


def resolved(*documents: Sequence[Named | dict[str, Any]]) -> Resolved:
    """What comes of documents that name these organizations, and the people given as dicts."""
    pairs = []
    for number, named in enumerate(documents):
        bodies = [one for one in named if isinstance(one, tuple)]
        people = [one for one in named if isinstance(one, dict)]
        text = Text(f"{number}. " + ", ".join([name for name, _ in bodies] + [one["name"] for one in people]))
        record = text.record(
            organizations=tuple(text.organization(name, country) for name, country in bodies),
            people=tuple(text.person(**one) for one in people),
        )
        pairs.append((text.document, record))
    return resolve([document for document, _ in pairs], [record for _, record in pairs])


def names(result: Resolved) -> list[tuple[str, str, int]]:
    return sorted((row.name, row.country or "", row.documents) for row in result.organizations)


def test_names_of_one_ministry_in_any_order_and_with_its_country_are_one() -> None:
    result = resolved([("Ministry of Industry and Commerce", "LA")], [("Lao Ministry of Commerce & Industry", "LA")])

    assert [documents for _, _, documents in names(result)] == [2]


def test_a_curated_alias_joins_in_its_country_and_in_no_other() -> None:
    result = resolved(
        [("Foreign Ministry", "JP")], [("Ministry of Foreign Affairs", "JP")], [("Foreign Ministry", "KR")]
    )

    assert [(country, documents) for _, country, documents in names(result)] == [("KR", 1), ("JP", 2)]


def test_a_name_without_country_is_the_body_that_has_one_of_its_people() -> None:
    director = {"name": "Sophal Chan", "organization": "Seed Institute"}
    result = resolved([("Seed Institute", "KH"), director], [("Seed Institute", None), director])

    assert names(result) == [("Seed Institute", "KH", 2)]


def test_a_name_without_country_stays_alone_where_bodies_of_two_countries_have_such_people() -> None:
    director = {"name": "Sophal Chan", "organization": "Seed Institute"}
    result = resolved(
        [("Seed Institute", "KH"), director], [("Seed Institute", "LA"), director], [("Seed Institute", None), director]
    )

    assert [country for _, country, _ in names(result)] == ["", "KH", "LA"]


def test_a_distinctive_name_is_one_body_in_all_the_world() -> None:
    result = resolved([("Yanmar", "JP")], [("Yanmar", None)], [("Faculty of Law", "JP")], [("Faculty of Law", None)])

    assert names(result) == [("Faculty of Law", "", 1), ("Faculty of Law", "JP", 1), ("Yanmar", "JP", 2)]


def test_a_name_without_country_is_the_one_that_keeps_the_same_company() -> None:
    company = [("Yanmar", "JP"), ("Zuellig Pharma", "SG")]
    result = resolved([("Ministry of Silk", "LA"), *company], [("Ministry of Silk", None), *company])

    assert ("Ministry of Silk", "LA", 2) in names(result)


def test_a_name_known_in_several_countries_needs_more_company_than_another() -> None:
    two = [("Yanmar", "JP"), ("Zuellig Pharma", "SG")]
    three = [*two, ("Vinamilk", "VN")]

    def count(name: str, company: list[tuple[str, str | None]]) -> int:
        return len(resolved([(name, "IN"), *company], [(name, None), *company]).organizations) - len(company)

    assert count("Silk Weavers Bank", two) == 1
    assert count("Export-Import Bank", two) == 2
    assert count("Export-Import Bank", three) == 1


def test_two_names_a_letter_apart_are_one_only_by_their_company_and_never_in_one_document() -> None:
    company = [("Yanmar", "JP"), ("Zuellig Pharma", "SG")]
    right, wrong = ("Hokkaido Silk University", "JP"), ("Hokaido Silk University", "JP")

    assert len(resolved([right, *company], [wrong, *company]).organizations) == 3
    assert len(resolved([right], [wrong]).organizations) == 2
    assert len(resolved([right, *company], [wrong, *company], [right, wrong]).organizations) == 4


def test_units_of_one_name_belong_to_the_bodies_they_are_of() -> None:
    pairs = []
    for number, home in enumerate(["Silk University", "Rice University", "Silk University"]):
        text = Text(f"{number}. Faculty of Law of {home}")
        bodies = (text.organization(home, "KH"), text.organization("Faculty of Law", "KH", parent=home))
        pairs.append((text.document, text.record(organizations=bodies)))

    result = resolve([document for document, _ in pairs], [record for _, record in pairs])

    faculties = [row for row in result.organizations if row.name == "Faculty of Law"]
    assert sorted(row.documents for row in faculties) == [1, 2]
    assert len({row.parent_id for row in faculties}) == 2


def test_a_country_that_only_the_curated_lists_tell_is_traced_to_the_name() -> None:
    result = resolved([("JETRO", None)])

    (row,) = result.organizations
    (statement,) = [one for one in result.statements if one.field == "country"]
    assert (row.country, statement.original, statement.rule, statement.kind) == (
        "JP",
        "JETRO",
        "resolve.curated",
        "inferred",
    )


ODD = st.text(alphabet=st.sampled_from("aB.-'()&1 é中"), min_size=1, max_size=12).filter(lambda name: name.strip())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ODD, st.sampled_from([None, "LA"])), min_size=1, max_size=5))
def test_names_of_any_form_are_resolved_and_traced(bodies: list[tuple[str, str | None]]) -> None:
    people = [{"name": name, "country": country, "organization": name} for name, country in bodies]

    result = resolved([*bodies, *people], [*bodies, *people])

    assert result.organizations
    assert result.people
    assert len({row.organization_id for row in result.organizations}) == len(result.organizations)
