"""Whether the characters that a record points to bear out what it says.

Every value needs a statement, every statement characters: inside the text, and not only white space. Where the
value is the wording itself (a name, a title, a place that the text states), it has to stand in these characters,
apart from case, punctuation and white space. A value inferred or put into a code or a date has other characters than
its own by nature; of these only the place is checked.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from coopdata.extract.record import (
    STATED_FIELDS,
    Agreement,
    Item,
    Organization,
    Person,
    Project,
    Record,
    Statement,
    StatementKind,
    Topic,
)

VERBATIM: dict[type[Item], tuple[str, ...]] = {
    Agreement: ("title", "purpose", "place"),
    Organization: ("name",),
    Person: ("name", "title"),
    Project: ("name",),
    Topic: ("name",),
}
"""The fields whose stated values are words of the text."""
_WORD = re.compile(r"\w+")


def check_offsets(record: Record, text: str) -> tuple[int, list[str]]:
    """How many values of the record are borne out by their characters, and a line for each that is not."""
    right, wrong = 0, []
    for item in _items(record):
        for statement in item.statements:
            fault = _fault(item, statement, text)
            right += fault is None
            wrong += [fault] if fault else []
        wrong += _unstated(item)
    return right, wrong


def _items(part: object) -> Iterator[Item]:
    """Every item of a record, at any depth."""
    if isinstance(part, Item):
        yield part
    if is_dataclass(part):
        for one in fields(part):
            yield from _items(getattr(part, one.name))
    elif isinstance(part, tuple):
        for one in part:
            yield from _items(one)


def _fault(item: Item, statement: Statement, text: str) -> str | None:
    start, end = statement.span
    what = f"{type(item).__name__.lower()}.{statement.field} = {statement.value!r}"
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        return f"{what}: there is nothing at {start} to {end}"
    verbatim = statement.kind is StatementKind.STATED and statement.field in VERBATIM.get(type(item), ())
    if verbatim and _words(statement.value) not in _words(text[start:end]):
        return f"{what}: the text has {text[start:end]!r} at {start} to {end}"
    return None


def _unstated(item: Item) -> Iterator[str]:
    stated = {statement.field for statement in item.statements}
    for name in STATED_FIELDS.get(type(item), ()):
        if getattr(item, name) is not None and name not in stated:
            yield f"{type(item).__name__.lower()}.{name} = {getattr(item, name)!r}: no characters are given for it"


def _words(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
