"""Word classes that the reader's grammars start from.

What documents are called, what is done with them, offices, honorifics, the head nouns of organizations' names, given
names, and common words, which are no name. Forms are in lower case, singular where the word has a plural, except
honorifics and given names, which are as written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType

from coopdata.reference.files import is_true, parts, read_column, read_rows
from coopdata.reference.wordlists import word_list


class Strength(StrEnum):
    """How far a word by itself shows that an agreement is meant."""

    NAME = "name"
    """It names an instrument: "memorandum of understanding", "treaty"."""
    GENERIC = "generic"
    """It is one of any kind: "agreement", "deal", "document"."""
    WEAK = "weak"
    """It often means something else: "plan", "partnership"."""
    PRONOUN = "pronoun"
    """It only takes one up: "it" in "signed it"; never in the reference file."""


@dataclass(frozen=True)
class InstrumentForm:
    """What a text calls an agreement; `instrument` is a value of `coopdata.extract.record.Instrument`."""

    form: str
    plurals: tuple[str, ...]
    instrument: str
    strength: Strength


class VerbFormKind(StrEnum):
    """What form of its verb a spelling is."""

    PAST = "past"
    PARTICIPLE = "participle"
    PRESENT = "present"
    INFINITIVE = "infinitive"
    NOUN = "noun"


@dataclass(frozen=True)
class AgreementVerb:
    """A spelling of a verb (or its noun) done to agreements; `status` is a value of `extract.record.Status`.

    A spelling that serves as past and participle alike ("signed") is listed once, as past.
    """

    form: str
    lemma: str
    status: str
    kind: VerbFormKind


@dataclass(frozen=True)
class TitleForm:
    """An office or profession; `can_prefix_name` is whether it stands before a name ("President Abe")."""

    form: str
    kind: str
    can_prefix_name: bool


@dataclass(frozen=True)
class Honorific:
    """A form of address before a name; `kind` is courtesy, academic, profession, rank, religious or style."""

    form: str
    kind: str


@dataclass(frozen=True)
class OrganizationHead:
    """A noun that an organization's name is built on; `kind` is a value of the code list organization_kind.

    `alone`: the capitalised word by itself names one ("Parliament"). `final`: it can end a name ("… Agency"); if not,
    it only begins one ("PT …"). `takes_of`: a phrase with "of", "for" or "on" can belong to the name ("Ministry of …").
    """

    form: str
    kind: str
    alone: bool
    final: bool
    takes_of: bool


@cache
def instruments() -> Mapping[str, InstrumentForm]:
    """Every name of an instrument, by its singular; match the longest."""
    return MappingProxyType(
        {
            row["form"]: InstrumentForm(row["form"], parts(row["plural"]), row["instrument"], Strength(row["strength"]))
            for row in read_rows("instruments.csv")
        }
    )


@cache
def agreement_verbs() -> Mapping[str, AgreementVerb]:
    """Every verb form that says how an agreement stands, by its spelling; match the longest."""
    return MappingProxyType(
        {
            row["form"]: AgreementVerb(row["form"], row["lemma"], row["status"], VerbFormKind(row["form_kind"]))
            for row in read_rows("agreement_verbs.csv")
        }
    )


@cache
def titles() -> Mapping[str, TitleForm]:
    """Every title, by its form; match the longest."""
    return MappingProxyType(
        {
            row["form"]: TitleForm(row["form"], row["kind"], is_true(row["can_prefix_name"]))
            for row in read_rows("titles.csv")
        }
    )


@cache
def honorifics() -> Mapping[str, Honorific]:
    """Every honorific, as written; match the longest."""
    return MappingProxyType({row["form"]: Honorific(row["form"], row["kind"]) for row in read_rows("honorifics.csv")})


@cache
def organization_heads() -> Mapping[str, OrganizationHead]:
    """Every head noun of organizations' names, by its form; each is one word."""
    return MappingProxyType(
        {
            row["form"]: OrganizationHead(
                form=row["form"],
                kind=row["kind"],
                alone=is_true(row["alone"]),
                final=is_true(row["final"]),
                takes_of=is_true(row["takes_of"]),
            )
            for row in read_rows("organization_heads.csv")
        }
    )


@lru_cache(maxsize=1 << 16)
def organization_head(word: str) -> OrganizationHead | None:
    """The head noun that `word` (lower case) is, None if it is none."""
    return organization_heads().get(word)


def is_field_word(word: str) -> bool:
    """Whether a word in lower case may tell what a body or an office is for: an ordinary one, or one for bodies."""
    return is_ordinary_word(word) or organization_head(word) is not None


@cache
def given_names() -> frozenset[str]:
    """Common given names of many languages, as written."""
    return frozenset(read_column("given_names.csv", "name"))


def is_ordinary_word(word: str) -> bool:
    """Whether a word in lower case is a common one, the plural of one, or has the ending of a field or office."""
    return is_common_word(word) or is_common_word(word.removesuffix("s")) or word.endswith(_ENDINGS)


_ENDINGS = (
    "ology",
    "ologies",
    "metry",
    "graphy",
    "nomics",
    "wifery",
    "wives",
    "culture",
    "istics",
    "tion",
    "sion",
    "ment",
)
"""Endings of words for fields and professions ("meteorology", "midwifery"), which names hardly have."""


@cache
def _dictionary_words() -> frozenset[str]:
    return frozenset(read_column("dictionary_words.csv", "word"))


def is_english_word(word: str) -> bool:
    """Whether a word in lower case is in an English dictionary, or is ordinary by `is_ordinary_word`.

    Many names are such words too ("orange", "shell"); ask only where a field of work is expected.
    """
    return is_ordinary_word(word) or is_listed_word(word)


def is_listed_word(word: str) -> bool:
    """Whether a list of common words or a dictionary has a word in lower case, or what it is the plural of.

    >>> is_listed_word("environment"), is_listed_word("enviroment")
    (True, False)
    """
    return any(is_common_word(form) or form in _dictionary_words() for form in (word, word.removesuffix("s")))


@cache
def _rare_words() -> frozenset[str]:
    return frozenset(read_column("rare_words.csv", "word"))


@lru_cache(maxsize=1 << 14)
def is_foreign_word(word: str) -> bool:
    """Whether a word in lower case is of another language: in no English dictionary, and no word of English news."""
    if is_english_word(word) or word in word_list("loan_word"):
        return False
    return not any(form in _rare_words() for form in (word, word.removesuffix("s")))


def is_given_name(name: str) -> bool:
    """Whether `name`, as written, is a common given name."""
    return name in given_names()


@cache
def common_words() -> frozenset[str]:
    """Common English words in lower case: with a capital at the start of a sentence they are still no name."""
    return frozenset(read_column("common_words.csv", "word"))


@lru_cache(maxsize=1 << 16)
def is_common_word(word: str) -> bool:
    """Whether `word` (lower case) is a common English word."""
    return word in common_words()
