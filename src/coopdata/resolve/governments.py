"""States as parties: what a name that means the government of a country says of the mention."""

from dataclasses import replace

from coopdata.extract.record import Organization, Party, Statement, StatementKind
from coopdata.reference.countries import CountryFormKind, country_forms
from coopdata.reference.governments import is_national_government

RULE = "resolve.national_government"
GOVERNMENT = "government"
NO_STATE = frozenset({"company", "bank", "university", "association"})
"""Kinds of bodies that are no government, whatever they are called ("Royal Jordanian" flies)."""


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
