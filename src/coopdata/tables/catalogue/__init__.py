"""Every published table, in the order a reader meets them.

One module a theme; a table is defined in exactly one of them. This is the place to add a table or a column: schemas,
dictionary, metadata and checks follow from it. Names are final once released; see `SCHEMA_VERSION`.
"""

from coopdata.tables.catalogue.activities import EVENT_PARTICIPANTS, EVENTS, PROJECT_ORGANIZATIONS, PROJECTS
from coopdata.tables.catalogue.agreements import (
    AGREEMENT_LINKS,
    AGREEMENT_PARTIES,
    AGREEMENT_PEOPLE,
    AGREEMENT_TOPICS,
    AGREEMENTS,
    AMOUNTS,
)
from coopdata.tables.catalogue.entities import ORGANIZATION_NAMES, ORGANIZATIONS, PEOPLE, POSITIONS
from coopdata.tables.catalogue.sources import CODES, DOCUMENTS, ID_HISTORY, ISSUES, STATEMENTS
from coopdata.tables.spec import Table

SCHEMA_VERSION = "1.2.0"
"""Semantic version of the tables: major when a name or meaning changes, minor when something is added."""

TABLES: tuple[Table, ...] = (
    DOCUMENTS,
    ORGANIZATIONS,
    ORGANIZATION_NAMES,
    PEOPLE,
    POSITIONS,
    AGREEMENTS,
    AGREEMENT_PARTIES,
    AGREEMENT_PEOPLE,
    AGREEMENT_TOPICS,
    AGREEMENT_LINKS,
    AMOUNTS,
    EVENTS,
    EVENT_PARTICIPANTS,
    PROJECTS,
    PROJECT_ORGANIZATIONS,
    STATEMENTS,
    ISSUES,
    ID_HISTORY,
    CODES,
)

ID_PREFIXES: dict[str, str] = {
    "documents": "doc",
    "organizations": "org",
    "people": "per",
    "agreements": "agr",
    "amounts": "amt",
    "events": "evt",
    "projects": "prj",
    "statements": "stm",
    "issues": "iss",
}
"""What the ids of a table begin with, before ``_`` and ten base-32 characters (`coopdata.ids`)."""

KEY_SEPARATOR = "/"
"""Stands between the parts of a composite key in `statements.record_id` and `issues.record_id`."""


def table(name: str) -> Table:
    """The table of this name; KeyError if there is none."""
    for candidate in TABLES:
        if candidate.name == name:
            return candidate
    raise KeyError(f"there is no table {name}")


__all__ = ["ID_PREFIXES", "KEY_SEPARATOR", "SCHEMA_VERSION", "TABLES", "table"]
