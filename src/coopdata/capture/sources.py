"""raw/sources.toml: where texts come from, listed once by operators, and what is wrong with the list.

One table `[sources.NAME]` for each source; the name stands in every file captured from it. A source that is not as it
should be is told with its name and key and left out; the others go on.

    contact = "mailto:data@example.org"

    [sources.example-news]
    kind = "feed"
    url = "https://www.example.org/news.xml"
    publisher = "Example Agency"
    enabled = true
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

import pycountry
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator, model_validator

from coopdata.problems import Code, Problem, Severity

SOURCES = "sources.toml"
"""The name of the file in raw/."""
LONGEST_DELAY = 120.0
"""Seconds between two requests; a site that asks for more is not captured."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Kind(StrEnum):
    """What a source is, and so how it tells which texts it has."""

    FEED = "feed"
    """An RSS or Atom feed."""
    SITEMAP = "sitemap"
    """A sitemap (sitemaps.org), or an index of sitemaps."""
    PAGES = "pages"
    """Pages that are named one by one."""
    LINKS = "links"
    """Pages whose links lead to the texts, such as a list of press releases; `take` says which links."""
    FOLDER = "folder"
    """A folder on this machine, or one that fsspec can open: s3://, gcs://, sftp://."""


class Source(BaseModel):
    """One source. Every key that may stand in its table, with what it means where it is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    kind: Kind
    url: Text | None = None
    """Of a feed, a sitemap, a list of links or a folder."""
    urls: tuple[Text, ...] = ()
    """Of pages, or of several lists of links."""
    publisher: Text
    country: str | None = None
    """ISO 3166-1 alpha-2, of the publisher."""
    language: str | None = None
    """ISO 639-1."""
    licence: Text | None = None
    republish: bool = False
    """Whether the licence lets the text itself be published again."""
    enabled: bool = False
    take: tuple[Text, ...] = ("*",)
    """Addresses that are taken: patterns in which * stands for any characters."""
    leave: tuple[Text, ...] = ()
    """Of these, the ones that are not."""
    limit: int = Field(default=200, ge=1, le=100_000)
    """Texts that are fetched in a night at most; new ones first."""
    delay: float = Field(default=2.0, ge=0, le=LONGEST_DELAY)
    """Seconds between two requests, or longer where robots.txt asks for it."""
    timeout: float = Field(default=30.0, gt=0, le=600)
    """Seconds until an answer must be there, whole."""
    retries: int = Field(default=2, ge=0, le=10)
    max_bytes: int = Field(default=20_000_000, ge=1_000, le=50_000_000)
    """The largest answer that is taken."""
    allow_private: bool = False
    """Whether its addresses may be of a private network or of this machine."""
    nights: int = Field(default=3, ge=1)
    """Nights of failure after which its freshness check fails."""

    @field_validator("country")
    @classmethod
    def _is_country(cls, value: str | None) -> str | None:
        if value is not None and pycountry.countries.get(alpha_2=value) is None:
            raise ValueError("write a country as two capital letters of ISO 3166-1, like LA")
        return value

    @field_validator("language")
    @classmethod
    def _is_language(cls, value: str | None) -> str | None:
        if value is not None and pycountry.languages.get(alpha_2=value) is None:
            raise ValueError("write a language as two letters of ISO 639-1, like en")
        return value

    @model_validator(mode="after")
    def _has_addresses(self) -> Self:
        if not self.addresses:
            raise ValueError("give url, or urls for pages")
        if self.kind is Kind.FOLDER:
            return self
        for address in self.addresses:
            parts = urlsplit(address)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError(f"{address!r} is no address that begins with http:// or https://")
        return self

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses that the source is asked at."""
        return (*((self.url,) if self.url else ()), *self.urls)

    def wants(self, url: str) -> bool:
        """Whether a text at this address is taken."""
        return _matches(url, self.take) and not _matches(url, self.leave)


def _matches(url: str, patterns: tuple[str, ...]) -> bool:
    """Whether an address is of one of the patterns; but for *, every character stands for itself."""
    return any(_pattern(pattern).fullmatch(url) for pattern in patterns)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.split("*"))))


@dataclass(frozen=True)
class Sources:
    """The sources that are as they should be, by name in the order of the file, and what is wrong with the others."""

    all: Mapping[str, Source]
    problems: tuple[Problem, ...] = ()
    contact: str | None = None
    """An address at which whoever is captured can reach the operator; sent with every request."""

    @property
    def enabled(self) -> tuple[Source, ...]:
        """Those that are switched on."""
        return tuple(source for source in self.all.values() if source.enabled)


def read_sources(raw: Path) -> Sources:
    """The sources of `raw`/sources.toml; none where there is no such file."""
    try:
        data = tomllib.loads((raw / SOURCES).read_text("utf-8-sig"))
    except FileNotFoundError:
        return Sources({})
    except OSError as error:
        return _unreadable(f"could not be opened: {error.strerror}.", "Check that it may be read.")
    except UnicodeDecodeError as error:
        return _unreadable(f"is not valid UTF-8 (byte {error.start}).", "Save it again as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        return _unreadable(f"is not TOML: {error}.", "Correct it there; see the examples in it.")
    return _checked(data)


def _checked(data: dict[str, Any]) -> Sources:
    tables, contact = data.pop("sources", {}), data.pop("contact", None)
    if contact is not None and not (isinstance(contact, str) and contact.isprintable() and contact.isascii()):
        return _unreadable("has a contact that is no line of text.", "Write an address, like mailto:data@example.org.")
    if not isinstance(tables, dict):
        return _unreadable("has a value in place of the table of sources.", "Write [sources.NAME].")
    found = {name: _source(name, table) for name, table in tables.items()}
    problems = [_problem("", f"{key}: the key is not known. Write [sources.NAME].") for key in data]
    problems += [problem for one in found.values() if not isinstance(one, Source) for problem in one]
    right = {name: one for name, one in found.items() if isinstance(one, Source)}
    return Sources(right, tuple(problems), contact)


def _source(name: str, table: Any) -> Source | list[Problem]:
    """The source of a table; else what is wrong with it, a problem for each key."""
    if not isinstance(table, dict):
        return [_problem(name, f"source {name}: is a value. Write the table [sources.{name}].")]
    try:
        return Source.model_validate({"name": name, **table})
    except ValidationError as error:
        return [_problem(name, _told(name, one["loc"], one["msg"], one["type"])) for one in error.errors()]


def _told(name: str, place: tuple[int | str, ...], message: str, kind: str) -> str:
    """What is wrong, in the words of this project where the validator's own would not help."""
    key = str(place[0]) if place else ""
    if kind == "extra_forbidden":
        message = f"the key is not known; use only {', '.join(Source.model_fields)}"
    elif key == "name":
        message = "a name is small letters, digits and hyphens, 63 at most"
    message = re.sub(r"^Value error, ", "", message)
    return f"source {name}{f', key {key}' if key else ''}: {message}."


def _problem(name: str, message: str) -> Problem:
    return Problem(
        Code.SOURCE_INVALID,
        message,
        Severity.ERROR,
        path=SOURCES,
        place=name,
        remedy="Nothing is captured from it until it is corrected.",
    )


def _unreadable(what: str, remedy: str) -> Sources:
    problem = Problem(Code.SOURCE_INVALID, f"the file {what}", Severity.ERROR, path=SOURCES, remedy=remedy)
    return Sources({}, (problem,))
