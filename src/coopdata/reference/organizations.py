"""Well-known organizations that news about cooperation names, with their other names, kind and state."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from coopdata.reference.files import parts, read_columns, read_rows


class KnownOrganization(NamedTuple):
    """A well-known organization.

    `abbreviations` are written exactly so ("JICA"); `aliases` are its other names. `kind` is a value of the code list
    organization_kind; `country` is ISO 3166-1 alpha-2, None for a body of several states.
    """

    name: str
    abbreviations: tuple[str, ...]
    aliases: tuple[str, ...]
    kind: str
    country: str | None

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way it is written, the name first."""
        return (self.name, *self.aliases, *self.abbreviations)


@cache
def known_organizations() -> tuple[KnownOrganization, ...]:
    """All of them, in the order of their names."""
    rows = read_columns("organizations.csv", "name", "abbreviations", "aliases", "kind", "country")
    return tuple(
        KnownOrganization(name, parts(abbreviations), parts(aliases), kind, country or None)
        for name, abbreviations, aliases, kind, country in rows
    )


@dataclass(frozen=True)
class OrganizationAlias:
    """Another name of a body: `alias` means the body called `name` in `country`, ISO 3166-1 alpha-2; None: of several.

    `alias_kind` is abbreviation, former (before it was renamed) or variant.
    """

    country: str | None
    name: str
    kind: str
    alias: str
    alias_kind: str


@cache
def organization_aliases() -> tuple[OrganizationAlias, ...]:
    """All of them, by country and name."""
    return tuple(
        OrganizationAlias(row["country"] or None, row["name"], row["kind"], row["alias"], row["alias_kind"])
        for row in read_rows("organization_aliases.csv")
    )
