"""What the model is asked to answer: one set of dataclasses, from which both the JSON schema and the reading follow.

Every string but a code is a *quote*: words of the text, letter for letter. Nothing of an answer but codes gets into
a record; what gets there is cut from the text at the place where the quote stands (see `quotes`).
"""

import json
from dataclasses import dataclass, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from coopdata.extract.record import Instrument, Status
from coopdata.reference.files import read_rows

MAX_ITEMS = 400
"""A longer list in an answer is no reading of a press release."""


class AnswerInvalidError(Exception):
    """The answer is not JSON of the schema; the message says where."""


@dataclass(frozen=True)
class _Codes:
    """The codes that a string may be."""

    codes: tuple[str, ...]


def _codes(name: str) -> _Codes:
    """A code list of the reference data."""
    return _Codes(tuple(row["code"] for row in read_rows("codes.csv") if row["code_list"] == name))


@dataclass(frozen=True)
class PartyAnswer:
    """A party of an agreement."""

    name: Annotated[str, "The organization or government that enters it, in the fullest words the text has for it."]
    country: Annotated[str | None, "Words that show which state it belongs to, such as a country or an adjective."]


@dataclass(frozen=True)
class RoleAnswer:
    """Somebody who signs or watches."""

    name: Annotated[str, "The person's name without honorific."]
    title: Annotated[str | None, "The office as the text words it."]
    party: Annotated[str | None, "For signatories: the party signed for, as worded in the text."]


@dataclass(frozen=True)
class AgreementAnswer:
    """An agreement."""

    sentence: Annotated[str, "The whole sentence that states it best."]
    instrument: Annotated[Instrument, "Kind of instrument."]
    instrument_quote: Annotated[str, "The words that name the instrument."]
    status: Annotated[Status, "Where it stands, as the text speaks of it."]
    status_quote: Annotated[str, "The verb or words that show the status."]
    title: Annotated[str | None, "The instrument's own full title, if the text gives one."]
    signed: Annotated[str | None, "The words that date it, such as 'June 3' or 'last Tuesday'."]
    place: Annotated[str | None, "The city in which the text says it was signed; never from a dateline alone."]
    parties: Annotated[tuple[PartyAnswer, ...], "Organizations or governments that enter it; never people."]
    signatories: Annotated[tuple[RoleAnswer, ...], "People who signed or exchanged it."]
    witnesses: Annotated[tuple[RoleAnswer, ...], "People in whose presence it was signed."]
    amounts: Annotated[tuple[str, ...], "Sums committed under it, with their currency."]


@dataclass(frozen=True)
class OrganizationAnswer:
    """An organization."""

    name: Annotated[str, "The fullest form."]
    aliases: Annotated[tuple[str, ...], "Its other forms in the text, abbreviations too."]
    kind: Annotated[str, _codes("organization_kind"), "Kind of organization."]
    country: Annotated[str | None, "Words that show which state it belongs to."]


@dataclass(frozen=True)
class PersonAnswer:
    """A person."""

    name: Annotated[str, "The fullest form, without honorific."]
    aliases: Annotated[tuple[str, ...], "Other forms in the text, such as 'PM Silva'."]
    title: Annotated[str | None, "The office as the text words it."]
    organization: Annotated[str | None, "The organization the person belongs to, as worded in the text."]
    country: Annotated[str | None, "Words that show which state the person stands for."]


@dataclass(frozen=True)
class EventAnswer:
    """An event."""

    name: Annotated[str, "The words that name it."]
    kind: Annotated[str, _codes("event_kind"), "Kind of event."]
    time: Annotated[str, _Codes(("past", "future")), "Whether the text tells of it as past or as still to come."]
    start: Annotated[str | None, "The words that date it, or its beginning."]
    end: Annotated[str | None, "The words that date its end."]
    place: Annotated[str | None, "The city or building it took place in."]


@dataclass(frozen=True)
class Answer:
    """What the model reads out of one text."""

    agreements: Annotated[tuple[AgreementAnswer, ...], "Every concrete instrument the text states, each once."]
    organizations: Annotated[tuple[OrganizationAnswer, ...], "Every organization the text names, each once."]
    people: Annotated[tuple[PersonAnswer, ...], "Every person the text names, each once."]
    amounts: Annotated[tuple[str, ...], "Every sum of money in the text, with its currency."]
    events: Annotated[tuple[EventAnswer, ...], "Events that the text dates or names, other than the signing itself."]


@cache
def json_schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the subset that endpoints bind answers to.

    Every property is required, none may be added, and what may be missing is null.
    """
    schema: dict[str, Any] = _schema(Answer)
    return schema


def parse(text: str) -> Answer:
    """The answer in the model's words. Raises AnswerInvalidError where they are not JSON of exactly the schema."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise AnswerInvalidError(f"it is no JSON ({error})") from error
    except RecursionError as error:
        raise AnswerInvalidError("it is no JSON that can be read (nested too deep)") from error
    answer: Answer = _build(Answer, data, "answer")
    return answer


def _schema(kind: Any) -> dict[str, Any]:
    if get_origin(kind) is Annotated:
        whole, *notes = get_args(kind)
        codes = [code for note in notes if isinstance(note, _Codes) for code in note.codes]
        return _schema(whole) | ({"enum": codes} if codes else {}) | {"description": notes[-1]}
    if get_origin(kind) is UnionType:
        return {"type": ["string", "null"]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0])}
    if is_dataclass(kind):
        properties = {name: _schema(hint) for name, hint in get_type_hints(kind, include_extras=True).items()}
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    if issubclass(kind, StrEnum):
        return {"type": "string", "enum": [str(member) for member in kind]}
    return {"type": "string"}


def _build(kind: Any, value: Any, where: str) -> Any:
    """`value` as an instance of `kind`; AnswerInvalidError, naming the place, where it is none."""
    if get_origin(kind) is Annotated:
        whole, *notes = get_args(kind)
        for note in notes:
            if isinstance(note, _Codes):
                _check_code(value, note.codes, where)
        return _build(whole, value, where)
    if get_origin(kind) is UnionType:
        return None if value is None else _expect(value, str, where)
    if get_origin(kind) is tuple:
        items = _expect(value, list, where)
        if len(items) > MAX_ITEMS:
            raise AnswerInvalidError(f"{where} has {len(items)} items; at most {MAX_ITEMS} are read")
        return tuple(_build(get_args(kind)[0], item, f"{where}[{index}]") for index, item in enumerate(items))
    if is_dataclass(kind):
        return _object(kind, _expect(value, dict, where), where)
    if issubclass(kind, StrEnum):
        _check_code(value, tuple(kind), where)
        return kind(value)
    return _expect(value, str, where)


def _object(kind: Any, value: dict[str, Any], where: str) -> Any:
    hints = get_type_hints(kind, include_extras=True)
    if lacking := hints.keys() - value.keys():
        raise AnswerInvalidError(f"{where} lacks {', '.join(sorted(lacking))}")
    if len(value) > len(hints):
        raise AnswerInvalidError(f"{where} has keys that were not asked for")
    return kind(**{name: _build(hint, value[name], f"{where}.{name}") for name, hint in hints.items()})


def _check_code(value: Any, codes: tuple[str, ...], where: str) -> None:
    if _expect(value, str, where) not in codes:
        raise AnswerInvalidError(f"{where} is none of its codes")


def _expect(value: Any, kind: type, where: str) -> Any:
    if not isinstance(value, kind):
        raise AnswerInvalidError(f"{where} is a {type(value).__name__}, not a {kind.__name__}")
    return value
