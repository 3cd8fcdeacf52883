"""Values as FollowTheMoney keeps them: what its library would make of a value is made of it here.

The library cleans every value that is read in, by the type of its property: it takes out invisible characters, makes
one space of several, takes quotation marks from around names. A value that is clean already comes through unchanged and
whole; one that the library would refuse is not written, and one that is too long is cut and ends in an ellipsis. The
rules are those of followthemoney 4.11 with normality 3.1 and rigour 2.6, written anew.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from coopdata.reference.followthemoney import Property

_SPACES = re.compile("[\u2000-\u200a\u2028\u2029\u0a00\u1680\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
_RUN_OF_SPACES = re.compile(r"\s+")
_IN_QUOTES = re.compile("""^["'](.*)["']$""")
_LINE_BREAK = re.compile(r"\r\n|\n|<BR/>|<BR>|\t|ESQ\.,|ESQ,|;")
_COMMAS = re.compile(r",\s?[,.]")
_LABEL = re.compile(r"[\w-]*[^\W_][\w-]*")
_LONGEST_LABEL = 63
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*")
_NO_MEDIA_TYPE = "application/octet-stream"
_CUT = "…"


def clean_values(values: str | list[str] | None, of: Property) -> list[str]:
    """One value, a list of them or None as the list that stands in the property: clean, each once, in that order."""
    given = [values] if isinstance(values, str) else values or []
    kept = (_kept(value, of) for value in given)
    return list(dict.fromkeys(value for value in kept if value))


def _kept(value: str, of: Property) -> str:
    """What is kept of a value; empty where nothing is."""
    text = _clean(value)
    if of.type in _WHOLE:
        return _WHOLE[of.type](text) if len(text) <= of.length else ""
    text = _cut(text, of.length)  # first, because what cleans names looks at them again and again
    return _cut(_CLEANERS[of.type](text), of.length) if of.type in _CLEANERS else text


def _clean(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        text = _INVISIBLE.sub("", _SPACES.sub(" ", unicodedata.normalize("NFC", text)))
    return text.strip()


def _clean_name(text: str) -> str:
    return _settled(text, lambda name: _squashed(_IN_QUOTES.sub(r"\1", name)))


def _clean_address(text: str) -> str:
    return _settled(text, lambda place: _squashed(_COMMAS.sub(", ", _LINE_BREAK.sub(", ", place))))


def _clean_url(text: str) -> str:
    """A web address; empty where it is none."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises for one that is no number
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _is_host(parts.hostname) or _RUN_OF_SPACES.search(text):
        return ""
    return (parts if parts.path else parts._replace(path="/")).geturl()


def _is_host(host: str | None) -> bool:
    labels = (host or "").rstrip(".").split(".")
    whole = all(len(label) <= _LONGEST_LABEL and _LABEL.fullmatch(label) for label in labels)
    return whole and len(labels) > 1 and len(labels[-1]) > 1 and not labels[-1].isdigit()


def _clean_media_type(text: str) -> str:
    return text if _MEDIA_TYPE.fullmatch(text) and text != _NO_MEDIA_TYPE else ""


_CLEANERS: Mapping[str, Callable[[str], str]] = {"name": _clean_name, "address": _clean_address}
"""What is done to values of a type, beyond what is done to all."""
_WHOLE: Mapping[str, Callable[[str], str]] = {"url": _clean_url, "mimetype": _clean_media_type}
"""The same for types of which a part is worth nothing."""


def _squashed(text: str) -> str:
    return _RUN_OF_SPACES.sub(" ", text).strip()


def _settled(text: str, cleaner: Callable[[str], str]) -> str:
    """What is left when the cleaner finds nothing more to do: their library may be let loose on it again and again."""
    while (cleaner_text := cleaner(text)) != text:
        text = cleaner_text
    return text


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + _CUT
