"""Bodies known by several names: what the curated lists say a name stands for.

`organizations.csv` holds well-known bodies with their abbreviations and other names, `organization_aliases.csv` the
other and former names of ministries and public bodies; a body of the second that shares a name with one of the first
is that one. An alias counts within its country only; a name whose country no document tells is known where one body
in the world has it, and no ministry (every state has one).
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from coopdata.reference.organizations import OrganizationAlias, known_organizations, organization_aliases
from coopdata.resolve.naming import MINISTRY, name_key
from coopdata.resolve.wording import is_abbreviation


@dataclass(frozen=True)
class CuratedBody:
    """A body of the lists; `country` is ISO 3166-1 alpha-2, None for one of several states."""

    name: str
    kind: str
    country: str | None


Form = str
"""A name as it is looked up: an abbreviation exactly as written, else its key."""


def _form(name: str, country: str | None) -> Form:
    return name if is_abbreviation(name) else name_key(name, country)


@cache
def _by_country() -> dict[tuple[str | None, Form], CuratedBody | None]:
    """The body of each form and country; None where the lists have two. A body's own name goes before all aliases."""
    own: dict[tuple[str | None, Form], CuratedBody] = {}
    borne: dict[tuple[str | None, Form], set[CuratedBody]] = defaultdict(set)
    for known in known_organizations():
        body = CuratedBody(known.name, known.kind, known.country)
        own.setdefault((known.country, _form(known.name, known.country)), body)
        for form in known.forms:
            borne[known.country, _form(form, known.country)].add(body)
    for (country, name), aliases in _aliases().items():
        keys: list[tuple[str | None, Form]] = [
            (country, _form(form, country)) for form in (name, *(alias.alias for alias in aliases))
        ]
        listed = {body for key in keys for body in borne.get(key, ())}
        body = next(iter(listed)) if len(listed) == 1 else CuratedBody(name, aliases[0].kind, country)
        own.setdefault(keys[0], body)
        for key in keys:
            borne[key].add(body)
    one = {form: next(iter(bodies)) if len(bodies) == 1 else None for form, bodies in borne.items()}
    return {**one, **own}


def _aliases() -> dict[tuple[str | None, str], list[OrganizationAlias]]:
    """The aliases of each body, by country and name."""
    found: dict[tuple[str | None, str], list[OrganizationAlias]] = defaultdict(list)
    for alias in organization_aliases():
        found[alias.country, alias.name].append(alias)
    return found


@cache
def _by_form() -> dict[Form, CuratedBody | None]:
    """The one body in the world that has a form; None where there are several."""
    found: dict[Form, set[CuratedBody]] = defaultdict(set)
    for (_, form), body in _by_country().items():
        if body is not None:
            found[form].add(body)
    return {form: next(iter(bodies)) if len(bodies) == 1 else None for form, bodies in found.items()}


@lru_cache(maxsize=1 << 16)
def curated_body(name: str, country: str | None) -> CuratedBody | None:
    """The body of the lists that bears the name in this country; None where there is none, or more than one.

    >>> curated_body("JICA", "JP").name
    'Japan International Cooperation Agency'
    """
    found = _by_country().get((country, _form(name, country)))
    if found is not None or country is not None:
        return found
    alone = _by_form().get(_form(name, None))
    telling = alone is not None and alone.kind not in (MINISTRY, "government") and _tells_apart(name)
    return alone if telling else None


def is_common(key: str) -> bool:
    """Whether the lists know bodies of two countries or more by this key of a name (see `name_key`); of no ministry.

    Ministries stand beside other bodies of their state and are told apart by these; export-import banks and national
    chambers meet the same foreign bodies.

    >>> is_common("export import bank"), is_common("mekong river commission")
    (True, False)
    """
    return MINISTRY not in key.split() and key in _by_form() and _by_form()[key] is None


def _tells_apart(name: str) -> bool:
    """Whether a name can stand for a body without its country: an abbreviation, or two words or more."""
    return is_abbreviation(name) or len(name.split()) >= 2
