"""The sidecar of a document, `<name>.meta.json`: what is known of the text beyond its words.

Some keys are for whoever wants to know how a file came: a capture writes them, and nothing is made of them here.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from coopdata.documents.model import PartialDate, Sidecar
from coopdata.expressions import later
from coopdata.problems import Code, Problem, Severity

READ = tuple(field.name for field in fields(Sidecar))
"""The keys that are read: text, each optional."""
KEPT: Mapping[str, type] = {"status": int, "headers": dict, "sha256": str, "country": str, "republish": bool}
"""The keys that are only kept, and what each holds: of the answer its status, those of its headers that matter, and the
hash of its body; of the source its country, and whether its texts may be published again."""
KEYS = (*READ, *KEPT)
"""The keys a sidecar may have, all optional."""
_DATE_KEYS = ("published", "retrieved")
_DATE = later(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?P<time>[T ].+)?)?)?", re.ASCII)


def read_sidecar(path: Path, name: str) -> Sidecar | Problem:
    """The sidecar at `path`, its dates reduced to year, month or day; else the first thing wrong with it.

    `name` is what the file is called in messages.
    """
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_refuse)
    except OSError as error:
        return _problem(name, "", f"could not be opened: {error.strerror}.", "Check that it may be read.")
    except UnicodeDecodeError as error:
        return _problem(name, f"byte {error.start}", "is not valid UTF-8.", "Save it again as UTF-8.")
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        return _problem(name, place, f"is not JSON: {error.msg}.", 'Write one object, like {"publisher": "JETRO"}.')
    except (ValueError, RecursionError) as error:
        return _problem(name, "", f"is not JSON: {error}.", 'Write one object, like {"publisher": "JETRO"}.')
    if not isinstance(data, dict):
        return _problem(name, "", "is not a JSON object.", 'Write one object, like {"publisher": "JETRO"}.')
    return check_sidecar(data, name)


_NO_TEXT = later(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of surrogate pairs, which JSON can smuggle in and no file of a release can hold."""


def parse_date(value: str) -> PartialDate:
    """The date of an ISO 8601 year, month, day or date and time ("2013-12", "2022-06-09T08:30:00+07:00").

    Raises ValueError where it is none.
    """
    found = _DATE.fullmatch(value)
    if found is None:
        raise ValueError(f"not an ISO 8601 date: {value!r}")
    if found["time"]:
        dt.datetime.fromisoformat(value)
    month, day = (int(part) if part else None for part in found.group("month", "day"))
    dt.date(int(found["year"]), 1 if month is None else month, 1 if day is None else day)
    return PartialDate(int(found["year"]), month, day)


def check_sidecar(
    data: Mapping[str, object], name: str, whose: str = "the sidecar", code: Code = Code.SIDECAR_INVALID
) -> Sidecar | Problem:
    """What these values say of a text; else the first thing wrong with them, told of `whose` they are."""
    values: dict[str, str] = {}
    for key, value in data.items():
        fault = _fault(key, value)
        if fault is None and key in READ:
            try:
                values[key] = _value(key, str(value).strip())
            except ValueError:
                fault = f"has the value {value!r}.", _EXPECTED[key]
        if fault is not None:
            return Problem(
                code, f"{whose} {fault[0]}", Severity.ERROR, path=name, place=f"key {key!r}", remedy=fault[1]
            )
    return Sidecar(**values)


def _fault(key: str, value: object) -> tuple[str, str] | None:
    """What is wrong with a value as such, and what to do about it."""
    if key not in KEYS:
        return "has a key that is not known.", f"Use only: {', '.join(KEYS)}."
    if key in KEPT:
        return (
            None
            if isinstance(value, KEPT[key])
            else (f"has a value that is no {_KINDS[KEPT[key]]}.", "Leave the key out.")
        )
    if not isinstance(value, str) or not value.strip() or _NO_TEXT.search(value):
        return "has a value that is no text.", "Give a string or leave the key out."
    return None


_KINDS = {int: "number", dict: "object", str: "text", bool: "true or false"}

_EXPECTED = {
    **dict.fromkeys(_DATE_KEYS, "Write an ISO 8601 date: 2022, 2022-06, 2022-06-09 or 2022-06-09T08:30:00Z."),
    "language": "Write a two-letter ISO 639-1 code, like en.",
}


def _value(key: str, value: str) -> str:
    """The value as it is kept; ValueError where it is not of the key's form."""
    if key in _DATE_KEYS:
        return str(parse_date(value))
    if key == "language" and not _is_language(value):
        raise ValueError(value)
    return value


def _is_language(code: str) -> bool:
    import pycountry  # noqa: PLC0415 - few sidecars name a language

    return pycountry.languages.get(alpha_2=code) is not None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON value")


def _problem(name: str, place: str, what: str, remedy: str) -> Problem:
    message = f"the sidecar {what}"
    return Problem(Code.SIDECAR_INVALID, message, Severity.ERROR, path=name, place=place, remedy=remedy)
