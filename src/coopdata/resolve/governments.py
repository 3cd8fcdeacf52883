"""States as parties: telling when a name means the government of a country, however the text puts it."""

from collections import defaultdict
from dataclasses import replace
from functools import cache

from coopdata.extract.record import Organization, Party, Statement, StatementKind
from coopdata.ids import fold
from coopdata.reference.countries import CountryFormKind, country_forms
from coopdata.reference.files import read_rows

RULE = "resolve.national_government"
GOVERNMENT = "government"

NOT_A_STATE = frozenset({CountryFormKind.PART, CountryFormKind.DEMONYM})


@cache
def _country_words() -> dict[str, frozenset[tuple[str, ...]]]:
    """For each country the forms of its name, each as its words without those that only say "government"."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for form in country_forms().values():
        if form.kind not in NOT_A_STATE:
            found[form.code].add(_bare(form.form))
    return {code: frozenset(forms) for code, forms in found.items()}


@cache
def _government_words() -> frozenset[str]:
    """Words that say of a name only that it is a government's."""
    return frozenset(row["word"] for row in read_rows("government_words.csv"))


def _bare(name: str) -> tuple[str, ...]:
    return tuple(word for word in fold(name).split() if word not in _government_words())


def is_national_government(name: str, country: str | None) -> bool:
    """Whether the name means the government of this country: "Laos", "Laotian Government", "Government of Laos".

    >>> is_national_government("Royal Government of Cambodia", "KH")
    True
    >>> is_national_government("Government of Kerala", "IN")
    False
    """
    return country is not None and _bare(name) in _country_words().get(country, frozenset())


def country_named(name: str) -> str | None:
    """The country whose name this is; None where it is none, or may mean two."""
    form = country_forms().get(name)
    certain = form is not None and form.is_name and form.kind is not CountryFormKind.AMBIGUOUS_DEFAULT
    return form.code if form is not None and certain and form.kind is not CountryFormKind.PART else None


def as_government(item: Organization | Party) -> Organization | Party:
    """The mention as an organization of kind government, where its name means one; otherwise as it is.

    Kind, and a country that only the name tells, are inferred from the characters of the name.
    """
    country = item.country or country_named(item.name)
    if not is_national_government(item.name, country) or getattr(item, "kind", None) == GOVERNMENT:
        return item
    statements = [statement for statement in item.statements if statement.field != "kind"]
    for name in [statement for statement in item.statements if statement.field == "name"]:
        inferred = replace(name, rule=RULE, kind=StatementKind.INFERRED)
        statements.append(replace(inferred, field="kind", value=GOVERNMENT))
        if item.country is None and country is not None:
            statements.append(replace(inferred, field="country", value=country))
    return Organization(
        item.name, item.aliases, GOVERNMENT, country, None, item.spans, statements=tuple[Statement, ...](statements)
    )
