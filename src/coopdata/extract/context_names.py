"""Names of organizations that nothing in themselves shows to be such, but the words beside them do.

"The airline Garuda", "Transgaz, a pipeline operator", "chief executive of Nabil", "Codesp said in a statement",
"Salaam Gateway reported": each rule looks at the words of one sentence around a capitalised phrase.
"""

from collections.abc import Iterator
from functools import cache

from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.name_bounds import TIMES
from coopdata.extract.organization_details import NOT_ACRONYM, OrganizationMention
from coopdata.extract.phrases import run_end
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_given_name, is_ordinary_word

_FAR = 6
"""So many words behind a name its apposition may name what it is."""
_LONGEST = 5


def by_context(passage: Passage) -> Iterator[OrganizationMention]:
    """The names that the words beside them show to be those of organizations."""
    if not _may_show(passage):
        return
    words, after = passage.words, 0
    ends = passage.covered(Kind.TITLE, Kind.HONORIFIC, Kind.DEMONYM)
    openers = word_list("sentence_opener")
    for index in passage.capitals:
        if index < after or index in ends or words[index].lower in openers:
            continue
        end = run_end(words, index, ends.__contains__)
        name = passage.slice(index, end)
        rule = _rule(passage, index, end) if end - index <= _LONGEST else None
        if name.lower() in word_list("generic_body"):
            yield OrganizationMention(words[index].start, words[end - 1].end, name, "agency", "org.generic_body")
        elif rule is not None and not is_named_otherwise(passage, index, end):
            yield OrganizationMention(words[index].start, words[end - 1].end, name, _kind(passage, index, end), rule)
        after = end


def _may_show(passage: Passage) -> bool:
    """Whether the sentence has an office, or a word that one of the rules needs; most sentences have none."""
    nouns, spoken = word_list("company_noun"), _SAID | _REPORTED
    shown = passage.hits[Kind.TITLE] or not (passage.lowers.isdisjoint(nouns) and passage.lowers.isdisjoint(spoken))
    return bool(shown) or not passage.parts.isdisjoint(_generic_words())


@cache
def _generic_words() -> frozenset[str]:
    """The first words of the names that bodies of every state bear."""
    return frozenset(name.split()[0] for name in word_list("generic_body"))


def is_named_otherwise(passage: Passage, first: int, end: int) -> bool:
    """Whether the phrase is a place, a month, plain words or an acronym of something else."""
    words = passage.words[first:end]
    start, stop = words[0].start, words[-1].end
    kinds = (Kind.COUNTRY, Kind.CITY, Kind.REGION, Kind.INSTRUMENT, Kind.EVENT)
    if any(hit.start <= start and stop <= hit.end for kind in kinds for hit in passage.hits[kind]):
        return True
    if any(hit.end == stop for hit in passage.hits[Kind.INSTRUMENT]):
        return True  # "EU-Vietnam Free Trade Agreement"
    dated = all(word.lower in TIMES or word.text.isdigit() for word in words)
    timed = any(word.lower in TIMES and not is_given_name(word.text) for word in words)
    if dated or timed or words[-1].lower in word_list("continent"):
        return True
    if len(words) == 1 and (words[0].text in NOT_ACRONYM or len(words[0].text) < 3):
        return True
    return all(is_ordinary_word(word.lower) or word.text.isdigit() for word in words)


def _rule(passage: Passage, first: int, end: int) -> str | None:
    """The rule by which the phrase names an organization, None where none does."""
    if _noun_before(passage, first):
        return "org.noun_before"
    if _noun_behind(passage, end):
        return "org.apposition"
    if _held_office(passage, first, end):
        return "org.of_title"
    if _speaks(passage, first, end):
        return "org.speaks"
    return None


def _noun_before(passage: Passage, first: int) -> bool:
    """As in "the airline Garuda", "Spanish carrier Iberia", "start-up CoderSchool"."""
    if first == 0 or passage.words[first].gap not in (" ", ' "', " “"):
        return False
    return passage.words[first - 1].lower in word_list("company_noun") and not passage.words[first - 1].possessive


def _noun_behind(passage: Passage, end: int) -> bool:
    """As in "Transgaz, the Romanian pipeline operator,"; "Baykar, a drone maker"."""
    words = passage.words
    if end >= len(words) or words[end].gap not in (", ", " (") or words[end].lower not in ("a", "an", "the", "its"):
        return False
    for index in range(end + 1, min(end + _FAR, len(words))):
        if words[index].gap not in (" ", "-", "'s ") or passage.hit_at(Kind.TITLE, index) is not None:
            return False
        if words[index].lower in word_list("company_noun"):
            return not words[index].possessive
    return False


def _held_office(passage: Passage, first: int, end: int) -> bool:
    """As in "chairman of Codesp", "Nabil's chief executive": an office that bodies have, and states have not."""
    words = passage.words
    before = words[first - 1].lower if first else ""
    if before in ("of", "at", "from") and words[first].gap == " " and first >= 2:
        title = passage.hit_at(Kind.TITLE, first - 2)
        return title is not None and (title.entry.value == "executive" or title.entry.form.endswith("president"))
    if end < len(words) and words[end].gap == " " and (words[end - 1].possessive or _precedes_holder(passage, end)):
        title = passage.hit_at(Kind.TITLE, end)
        return title is not None and title.entry.value == "executive"
    return False


def _precedes_holder(passage: Passage, index: int) -> bool:
    """Whether an office and its holder's name follow: "Grameenphone CEO Yasir Azman", "Hermitage director Ana Ruiz"."""
    title, words = passage.hit_at(Kind.TITLE, index), passage.words
    after = passage.index_after(title.end) if title is not None else len(words)
    return after < len(words) and words[after].is_capital and words[after].gap == " "


_REPORTED = frozenset(("reported", "reports"))
_SAID = frozenset(("said", "announced", "confirmed", "disclosed", "reported", "informed"))


def _speaks(passage: Passage, first: int, end: int) -> bool:
    """As in "Richmond said in a statement", "the Jakarta Post reported"; a person's name is none."""
    words = passage.words
    if end >= len(words) or words[end].gap != " " or is_given_name(words[first].text):
        return False
    if words[end].lower in _REPORTED and first and words[first - 1].lower in ("the", "as"):
        return True
    said = words[end].lower in _SAID
    ahead = [word.lower for word in words[end + 1 : end + 5]]
    return said and any(word in ("statement", "filing", "release", "notice", "disclosure") for word in ahead)


def _kind(passage: Passage, first: int, end: int) -> str:
    near = [*passage.words[max(0, first - 1) : first], *passage.words[end : end + _FAR]]
    company = any(word.lower in word_list("company_noun") for word in near)
    return "company" if company else "other"
