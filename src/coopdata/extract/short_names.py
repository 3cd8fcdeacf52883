"""Organizations called by the first word of their name: "Hascor" is the "Hascor International Group" named elsewhere.

Only where one organization of the document begins with that word, and the word is no place, no other name and none of
the language: "International" calls nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.linking import Organization, Person, Spans
from coopdata.extract.organization_details import OrganizationMention
from coopdata.extract.phrases import side_by_side
from coopdata.reference.places import names_place
from coopdata.reference.words import is_english_word, is_given_name

RULE = "org.first_word"
_CALLED_BY_IT = frozenset(("company", "bank", "university", "other"))
"""The kinds of organizations that are called by the first word of their name; a ministry or council is not."""
_SHORTEST = 4


def add_first_words(
    organizations: Sequence[Organization],
    people: Sequence[Person],
    passages: Iterable[Passage],
    taken: Iterable[tuple[int, int]],
) -> None:
    """Give each organization the places where it is called by its first word, outside the characters that are taken."""
    owners = _by_first_word(organizations)
    if not owners:
        return
    covered = Spans([*taken, *((one.start, one.end) for person in people for one in person.mentions)])
    for passage in passages:
        for index in passage.capitals:
            word = passage.words[index]
            owner = owners.get(word.text)
            if owner is None or covered.covers(word.start) or not _stands_alone(passage, index):
                continue
            owner.mentions.append(OrganizationMention(word.start, word.end, word.text, owner.kind, RULE))
    for owner in owners.values():
        owner.mentions.sort(key=lambda mention: mention.start)


def _by_first_word(organizations: Sequence[Organization]) -> Mapping[str, Organization]:
    """The organizations by their first word, where that names one of them alone."""
    found: dict[str, list[Organization]] = defaultdict(list)
    for one in organizations:
        for word in {mention.name.split()[0] for mention in one.mentions}:
            found[word].append(one)
    return {
        word: owners[0]
        for word, owners in found.items()
        if len(owners) == 1 and owners[0].kind in _CALLED_BY_IT and " " in owners[0].name and _tells(word)
    }


def _tells(word: str) -> bool:
    """Whether a word is a name of its own, that only who bears it is called by."""
    plain = is_english_word(word.lower()) or is_given_name(word) or names_place(word)
    return len(word) >= _SHORTEST and word.isalpha() and not plain


def _stands_alone(passage: Passage, index: int) -> bool:
    """Whether no other capital stands right beside the word, save that of a verb, and no grammar knows it."""
    words = passage.words
    beside = [index - 1] if index and side_by_side(words, index) else []
    if index + 1 < len(words) and side_by_side(words, index + 1):
        beside.append(index + 1)
    named = any(passage.hit_at(kind, index) is not None for kind in (Kind.COUNTRY, Kind.DEMONYM, Kind.ORGANIZATION))
    return not named and not any(words[one].is_capital and passage.hit_at(Kind.VERB, one) is None for one in beside)
