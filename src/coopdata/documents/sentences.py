"""Parting a block into sentences.

A sentence ends at . ! ? … with what closes after it, where the next word starts a sentence. The periods of titles,
initials, months, company forms and numbers end none; abbreviations that may also be a last word end one only before a
word that is no name ("the U.S. The …").
"""

import re
from collections.abc import Iterator

from coopdata.documents.model import Span
from coopdata.reference.abbreviations import abbreviations
from coopdata.reference.calendar_words import months
from coopdata.reference.wordlists import word_list

_STOP = re.compile(r"(?P<stop>[.!?…]+)(?P<close>[\"')\]]*)(?P<space> ?)(?=(?P<open>[\"'(\[]*)(?P<next>\S))")
_WORD_BEFORE = re.compile(r"[^\s\"'(\[]*\Z")
_WORD_AFTER = re.compile(r"[A-Za-z]+")
_INITIALS = re.compile(r"(?:[A-Z]\.)*(?:[A-Z]|[A-Z][a-z])(?:-[A-Z])?")
_NUMBER = re.compile(r"\(?\d{1,2}[.)]")
"""The number of an item that stands in running text; it belongs to the sentence after it."""
_LOOK = 40
"""Characters looked back for the word before a period: no abbreviation is longer, and it keeps the time linear."""
_GLUED_BEFORE = re.compile(r"(?:[a-z]{2}|\d{3}|%|[a-z]{2}[\"')\]]+)\Z")
_ACRONYM_BEFORE = re.compile(r"[A-Z]{2}\Z")
_ADDRESS = re.compile(r"[@/]|\.\S|www", re.IGNORECASE)


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of the block ``text[start:end]``, in order, without the space between them."""
    end = len(text) if end is None else end
    sentences = []
    begin = start
    for stop, after in _ends(text, start, end):
        if _NUMBER.fullmatch(text, begin, stop):
            continue
        sentences.append((begin, stop))
        begin = after
    if begin < end:
        sentences.append((begin, end))
    return sentences


def _ends(text: str, start: int, end: int) -> Iterator[Span]:
    """Where each sentence but the last ends, and where the next begins."""
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and (_ends_spaced(text, match) if match["space"] else _ends_glued(text, match)):
            yield match.start("space"), match.end()


def _ends_spaced(text: str, match: re.Match[str]) -> bool:
    """Whether a stop before a space ends the sentence."""
    if match["next"].islower() or not (match["next"].isalnum() or match["next"] in "$€£¥-–—"):
        return False
    if match["stop"] != ".":
        return True
    word = _word_before(text, match.start())
    if not word:  # the stop follows a closing quote: he "does not know". A new …
        return True
    if len(word) <= 2 and word.isdigit() and _is_month(text, match.start("next")):
        return False  # an ordinal: "05. December"
    ends = _may_end(word, after_capital=_follows_name(text, match.start() - len(word)))
    if ends is None:
        return True
    return ends and _opens(text, match.start("next"))


def _may_end(word: str, *, after_capital: bool) -> bool | None:
    """Whether this abbreviation can be a sentence's last word; None where the word is no abbreviation."""
    if word in abbreviations():
        return abbreviations()[word]
    last = word.rpartition("-")[2]
    if last != word and last in abbreviations():
        return abbreviations()[last]
    if _INITIALS.fullmatch(word) and (len(word) == 1 or "." in word):
        return not after_capital
    return None


def _follows_name(text: str, position: int) -> bool:
    """Whether the word before `position` starts with a capital, as in "John F."."""
    before = text[max(0, position - _LOOK) : position].split()
    return bool(before) and before[-1][:1].isupper()


def _ends_glued(text: str, match: re.Match[str]) -> bool:
    """Whether a stop without a space after it ends the sentence: "…in trade.Last year"."""
    if match["stop"] == "..." or match["open"] or not match["next"].isupper():
        return False
    word, following = _word_before(text, match.start()), _WORD_AFTER.match(text, match.start("next"))
    if following is None or word in abbreviations() or _ADDRESS.search(word):
        return False
    after = text[following.end() : following.end() + 1]
    if (
        after in (".", "@", "/")
        or after.isdigit()
        or (len(following[0]) == 1 and (following[0] not in "AI" or after != " "))
    ):
        return False
    if _GLUED_BEFORE.search(text, max(0, match.start() - _LOOK), match.start()) is not None:
        return len(following[0]) == 1 or following[0][1:].islower() or bool(match["close"])
    return _ACRONYM_BEFORE.search(word) is not None and following[0].lower() in word_list("sentence_opener")


def _opens(text: str, position: int) -> bool:
    """Whether the word at `position` starts a sentence and is no part of a name; a single letter may be an initial."""
    word = _WORD_AFTER.match(text, position)
    return word is not None and len(word[0]) > 1 and word[0].lower() in word_list("sentence_opener")


def _is_month(text: str, position: int) -> bool:
    word = _WORD_AFTER.match(text, position)
    return word is not None and any(month.word == word[0] for month in months())


def _word_before(text: str, position: int) -> str:
    match = _WORD_BEFORE.search(text[max(0, position - _LOOK) : position])
    return match[0] if match else ""
