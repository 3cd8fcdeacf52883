"""Which organizations of different documents are one: tokens, of which two of one body share one at least.

Rules of merging across documents: equal name and country, compared as `naming` says; names that the curated lists
give one body; an abbreviation that documents define, in its country; another full name that a document gives.
Organizations of two countries never merge. A name whose country neither its document nor the lists tell is that of
the only country where a body has both the name and one of its people (by initials, too), or a name so distinctive that
the name is enough; else it stands for itself, unless it is intergovernmental. `organization_company` has the rules
that need to know whom documents name besides. What curators have settled goes before all rules.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from coopdata.reference.wordlists import word_list
from coopdata.resolve.likeness import content
from coopdata.resolve.naming import is_full_name, name_key, shortened
from coopdata.resolve.organization_groups import Group
from coopdata.resolve.wording import is_abbreviation

ANYWHERE = "anywhere"
LONG_ABBREVIATION = 4
"""Letters from which on an abbreviation stands for one body of a country, and may be looked for in all countries."""
TELLING_LETTERS = 8
"""Letters of a name from which on it is the same however it is parted into words ("Viet Nam Airlines")."""

Owners = Mapping[Hashable, set[Hashable]]
"""For each name, as it is looked up, the tokens of the bodies that have it."""


def organization_tokens(groups: Sequence[Group]) -> list[list[Hashable]]:
    """For each group what it shares with the same organization in other documents.

    Groups of which documents say the same are asked once: of many most say what another has said.
    """
    numbers: dict[Hashable, int] = {}
    different: list[Group] = []
    places = []
    for group in groups:
        number = numbers.setdefault(_said(group), len(different))
        if number == len(different):
            different.append(group)
        places.append(number)
    tokens = _tokens(different)
    return [tokens[number] for number in places]


def _said(group: Group) -> Hashable:
    """All that the tokens of a group are made of: its story only where that may be needed to tell it from others."""
    alone = group.country is None or any(map(_is_unit, group.keys))
    told = (group.names, group.forms, group.kinds, group.country, group.parents, group.staff, group.curated)
    return (told, group.keys, group.is_government, group.story if alone else None)


def _tokens(groups: Sequence[Group]) -> list[list[Hashable]]:
    """For each of the groups, which all say something different, its tokens."""
    parents = _parents(groups)
    tokens = [_own_tokens(group, parents) for group in groups]
    full_names = _owners_of_abbreviations(groups, tokens)
    aliases = _owners_of_aliases(groups, tokens)
    homes = _homes(groups)
    return [
        [*own, *_of_full_name(group, full_names), *_of_aliases(group, aliases), *_of_homes(group, homes)]
        for group, own in zip(groups, tokens, strict=True)
    ]


def _own_tokens(group: Group, parents: Mapping[Hashable, set[str]]) -> list[Hashable]:
    """By what the group is known; the first token is that of its fullest name, or of the curated body."""
    if group.is_government:
        return [("government", group.country)]
    named = [_named(group, key, parents.get((key, group.country), set())) for key in group.keys]
    if group.curated is not None:
        named.insert(0, ("curated", group.curated.name, group.curated.country))
    if group.country is not None:
        letters = {key.replace(" ", "") for key in group.keys if _is_proper(key) and not group.parents}
        named += [("letters", group.country, own) for own in sorted(letters) if len(own) >= TELLING_LETTERS]
        named += [("words", group.country, *sorted(content(key))) for key in group.keys if _is_reorderable(key)]
    if group.country is not None and not group.is_every_states:
        named += [("abbreviation", form, group.country) for form in group.forms if _is_long_abbreviation(form)]
    return named


def _named(group: Group, key: str, parents: set[str]) -> Hashable:
    """The name with the country; a unit's also with what it is a unit of, where several bodies have such a unit."""
    if len(parents) <= 1:
        return (key, group.country, group.alone)
    return (key, group.country, next(iter(sorted(group.parent_keys)), group.story))


def _parents(groups: Sequence[Group]) -> Mapping[Hashable, set[str]]:
    """The bodies that units of a name ("Faculty of Law") are said to be of, by name and country."""
    found: dict[Hashable, set[str]] = defaultdict(set)
    for group in groups:
        for key in group.keys if group.parents else ():
            if _is_unit(key):
                found[key, group.country] |= group.parent_keys
    return found


def _is_reorderable(key: str) -> bool:
    """Whether a body keeps its identity when its words stand in another order or language: no university, no bank.

    "Port Authority of Valencia" is Valencia Port Authority, but Washington University is not that of Washington.
    """
    return bool(content(key) & word_list("reorderable_head")) and not _is_unit(key)


def _is_proper(key: str) -> bool:
    """Whether a name may be parted into words in two ways: no public body's and no unit's, which are common words."""
    return not _is_unit(key) and word_list("public_head").isdisjoint(key.split())


def _is_unit(key: str) -> bool:
    """Whether the name is one that many bodies have a unit of ("Faculty of Law")."""
    return key.partition(" ")[0] in word_list("unit_head")


def _is_long_abbreviation(form: str) -> bool:
    return is_abbreviation(form) and len(form) >= LONG_ABBREVIATION


def _owners_of_abbreviations(groups: Sequence[Group], tokens: Sequence[Sequence[Hashable]]) -> Owners:
    """The bodies whose full name a document abbreviates so, in a country, and of long abbreviations anywhere."""
    owners: dict[Hashable, set[Hashable]] = defaultdict(set)
    for group, own in zip(groups, tokens, strict=True):
        if any(not is_abbreviation(name) for name in group.forms):
            for form in filter(is_abbreviation, group.forms):
                owners[form, group.country].add(own[0])
                if _is_long_abbreviation(form) and not group.is_every_states:
                    in_country = ("abbreviation", form, group.country)
                    owners[form, ANYWHERE].add(in_country if group.country else own[0])
    return owners


def _of_full_name(group: Group, full_names: Owners) -> Iterator[Hashable]:
    """Where the group has no name but an abbreviation: the only body of its country that documents abbreviate so.

    Where its country is not told, the body in the only country where one is abbreviated so, if the form is long.
    """
    if not all(is_abbreviation(form) for form in group.forms):
        return
    for form in group.forms:
        anywhere = group.alone is not None and _is_long_abbreviation(form)
        owners = full_names.get((form, ANYWHERE if anywhere else group.country), set())
        yield from owners if len(owners) == 1 and (anywhere or group.alone is None) else ()


def _owners_of_aliases(groups: Sequence[Group], tokens: Sequence[Sequence[Hashable]]) -> Owners:
    """The bodies to which a document gives another name in full ("EVN, founded as Electricity of Vietnam")."""
    owners: dict[Hashable, set[Hashable]] = defaultdict(set)
    for group, own in zip(groups, tokens, strict=True):
        for form in group.forms:
            if form not in group.names and not is_abbreviation(form) and is_full_name(form, group.country):
                owners[name_key(form, group.country), group.country].add(own[0])
    return owners


def _of_aliases(group: Group, aliases: Owners) -> Iterator[Hashable]:
    """The only body of its country to which a document gives its name as another one."""
    for key in group.keys:
        owners = aliases.get((key, group.country), set())
        yield from owners if len(owners) == 1 else ()


Clue = tuple[str, str, str]
"""A kind of clue, the key of a name, and what goes with it: something by which a body is known without its country."""


def _clues(group: Group) -> list[Clue]:
    """A distinctive name; a name together with somebody whom the document places in the body."""
    known = [("name", key, "") for key in group.keys] if group.may_be_known_by_name else []
    return known + [("staff", key, person) for key in group.keys for person in sorted(group.staff)]


def _initials(group: Group, *, of_full_names: bool) -> list[Clue]:
    """A name together with somebody of the body, by one name and initials; or only whom the document calls so."""
    called = [one for one in group.staff if of_full_names or any(len(word) == 1 for word in one.split())]
    forms = {form for person in called for form in shortened(person)}
    return [("initials", key, form) for key in group.keys for form in sorted(forms)]


def _homes(groups: Sequence[Group]) -> Mapping[Clue, set[str]]:
    """The countries in which the bodies with a clue are."""
    found: dict[Clue, set[str]] = defaultdict(set)
    for group in groups:
        if group.country is not None:
            for clue in (*_clues(group), *_initials(group, of_full_names=True)):
                found[clue].add(group.country)
    return found


def _of_homes(group: Group, homes: Mapping[Clue, set[str]]) -> Iterator[Hashable]:
    """Where its country is not told: the body in the only one that has a clue of it; where none has, the clue."""
    for clue in _clues(group) if group.alone is not None else ():
        countries = homes.get(clue, set())
        yield from ((clue[1], country, None) for country in countries if len(countries) == 1)
        if not countries:
            yield clue
    for clue in _initials(group, of_full_names=False) if group.alone is not None else ():
        countries = homes.get(clue, set())
        yield from ((clue[1], country, None) for country in countries if len(countries) == 1)
