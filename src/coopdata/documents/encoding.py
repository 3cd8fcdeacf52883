"""In which encoding bytes are: what they prove themselves, what was declared, else what is likely; never a bare guess.

Valid UTF-8 is UTF-8. Then goes what the file declares, if the bytes can be read so. What is left is told by
charset-normalizer, and only where no other encoding is about as likely: a text that looks right in two encodings is a
text in which some letters are wrong in one of them.
"""

import codecs
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopdata.documents.language import detect_language
from coopdata.expressions import later
from coopdata.reference.wordlists import word_list

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

UTF8 = "utf-8"
_WESTERN = "cp1252"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks that prove an encoding; the longer first, since one begins like another."""
_SUPERSETS = {"ascii": _WESTERN, "iso8859-1": _WESTERN, "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
"""What is meant by some declarations, as browsers read them."""
_SAMPLE = 200_000
"""Bytes from which an encoding is told."""
_ENOUGH = 40
"""Bytes from which on a text can look like a language."""
_MESS = 0.05
"""The share of odd characters above which no encoding is right."""
_NEAR_MESS, _NEAR = 0.01, 0.08
"""An encoding with about as few odd characters and a text that looks about as much like a language is as likely."""
_LANGUAGE = 0.4
"""A text in letters looks as much like a language; that of Chinese, Japanese and Korean is not measured."""


@dataclass(frozen=True)
class Decoded:
    """A text with the encoding it was in; `detected` where neither the bytes nor a declaration say so for certain."""

    text: str
    encoding: str
    detected: bool = False


def decode_bytes(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text of these bytes, without a byte order mark unless in UTF-8; None where no encoding is sure enough.

    `declared` is the name of an encoding by which the file says it is written.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as(data, encoding)
    found = _as(data, UTF8) or (_as(data, _meant(declared)) if declared else None)
    return found or _detect(data)


def first_bad_byte(data: bytes) -> int:
    """The offset of the first byte that is not UTF-8; 0 where there is none."""
    try:
        data.decode(UTF8)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _as(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (ValueError, LookupError):  # not so encoded, or no encoding is called so
        return None


def _meant(declared: str) -> str:
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return declared
    return _SUPERSETS.get(name, name)


def _detect(data: bytes) -> Decoded | None:
    """The text by what its bytes make likely."""
    western = _as(data, _WESTERN)
    if western is not None and not _looks_western(western.text):
        western = None
    if western is not None and (detect_language(western.text) == "en" or not _has_letters_beyond(western.text)):
        return Decoded(western.text, _WESTERN, detected=True)
    likely = _likely(data if len(data) <= _SAMPLE else data[:_SAMPLE].rpartition(b"\n")[0])
    if western is not None and likely and all(map(_is_western, likely)):
        return Decoded(western.text, _WESTERN, detected=True)
    if len({str(match) for match in likely}) != 1 or not _IN_USE.fullmatch(likely[0].encoding):
        return None
    found = _as(data, likely[0].encoding)
    return Decoded(found.text, found.encoding, detected=True) if found else None


def _likely(sample: bytes) -> list["CharsetMatch"]:
    """The encodings that are about as likely as the best; none where that makes no language."""
    if len(sample) < _ENOUGH:
        return []
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few texts need it

    matches = list(from_bytes(sample))
    best = matches[0] if matches else None
    if best is None or best.chaos > _MESS or (best.coherence < _LANGUAGE and not _is_ideographic(str(best))):
        return []
    near = (best.chaos + _NEAR_MESS, best.coherence - _NEAR)
    return [match for match in matches if match.chaos <= near[0] and match.coherence >= near[1]]


def _is_western(match: "CharsetMatch") -> bool:
    """Whether a text looks most like a language that is written in Windows-1252."""
    return word_list("western_language").issuperset(match.languages[:1]) and match.languages != []


_IN_USE = later(r"cp125\d|iso8859_\d+|koi8_\w|tis_620|cp9\d\d|shift_jis\w*|euc_\w+|gbk|gb18030|big5\w*|utf_16\w*")
"""Encodings in which texts of the last decades are; those of DOS and old Macs fit any bytes, and are seldom meant."""
_ODD_IN_WORDS = later(r"(?<=[^\W\d_])[^\w\s'’.,/&@()\[\]:;-](?=[^\W\d_])|[þðýÞÐÝ]|[^\W\d_a-zà-öø-ÿA-ZÀ-ÖØ-Þ]{3}")
"""Signs within words, letters of Icelandic alone, three letters running that no language of Western Europe has."""
_CAPITAL_INSIDE = later(r"[a-zß-ÿ][À-ÖØ-Þ]|[À-Þß-ÿ]{3}")


def _looks_western(text: str) -> bool:
    """Whether letters beyond ASCII stand in words as those of Western languages do, all else being quotes and signs."""
    beyond = {char for char in text if not char.isascii()}
    if not all(char.isalpha() or unicodedata.category(char)[0] in "PSZ" for char in beyond):
        return False
    if not any(map(str.isalpha, text)) or beyond >= {"õ", "û"}:  # read so, these two are letters of Hungarian
        return False
    return not _ODD_IN_WORDS.search(_without_dashes(text)) and not _CAPITAL_INSIDE.search(text)


def _has_letters_beyond(text: str) -> bool:
    """Whether the text has letters beyond ASCII; quotes and dashes are the same in all encodings of Windows."""
    return any(char.isalpha() and not char.isascii() for char in text)


def _without_dashes(text: str) -> str:
    """The text with dashes, dots and quotes made spaces, which may stand between words without any."""
    return "".join(" " if unicodedata.category(char) in ("Pd", "Pi", "Pf", "Po", "Ps") else char for char in text)


_IDEOGRAPHIC = later(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def _is_ideographic(text: str) -> bool:
    """Whether a text is written for the most part in Chinese, Japanese or Korean."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and len(_IDEOGRAPHIC.findall(text)) / letters > 0.5
