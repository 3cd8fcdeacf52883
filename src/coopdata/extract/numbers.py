"""Numbers in a text, in digits or in words, with the scale they are counted in: "49 million", "two hundred thousand".

Nothing here knows what is counted: that is asked by `money`.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from ahocorasick_rs import AhoCorasick

from coopdata.documents.view import lower_same_length
from coopdata.extract.lexicon import on_boundaries
from coopdata.reference.currencies import cardinals, scales

Number = tuple[int, int, Decimal, Decimal | None]
"""Where a number stands, as the characters ``[start, end)``, the number, and the scale in words, if any."""

_DIGITS = re.compile(
    r"[0-9](?<!\d\d)(?<!\d[.,]\d)(?:\d{0,2}(?: \d{3}){1,4}(?![.,]?\d)|\d{0,17}(?:[.,]\d{1,9}){0,6}(?!\d))"
)
"""It begins with its first digit, so that it is tried at digits alone, and then asks what stands before that."""
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_POINT_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_COMMA_DECIMAL = re.compile(r"\d{1,3},\d{1,2}")


def find_numbers(text: str) -> list[Number]:
    """Every number of the text, in order. A scale behind digits is no part of it (see `over_scale`)."""
    found: list[Number] = [
        (*match.span(), number, None)
        for match in _DIGITS.finditer(text)
        if (number := parse_digits(match.group())) is not None
    ]
    found += [(*match.span(), *parse_words(match.group())) for match in in_words(text)]
    return sorted(found, key=lambda number: number[0])


def in_words(text: str) -> Iterator[re.Match[str]]:
    """The numbers in words, sought only where a word for one stands or "a" before a scale."""
    after = 0
    for start in _openings(text):
        match = number_words().match(text, start) if start >= after else None
        if match is not None:
            yield match
            after = match.end()


def _openings(text: str) -> list[int]:
    """Where a number in words may begin, in order."""
    automaton, are_scales = _counting_words()
    places: set[int] = set()
    for number, start, end in automaton.find_matches_as_indexes(lower_same_length(text), overlapping=True):
        if not are_scales[number]:
            if on_boundaries(text, start, end):
                places.add(start)
        elif text.endswith((" ", "-"), 0, start) and (
            article := _ARTICLE.search(text, max(0, start - _ARTICLE_LENGTH), start)
        ):
            places.update((article.start("article"), article.start()))
    return sorted(places)


_ARTICLE = re.compile(r"(?i:\b(?:half )?(?P<article>an?))[ -]\Z")
_ARTICLE_LENGTH = 10
"""Characters before a scale that `_ARTICLE` needs to see."""


@cache
def _counting_words() -> tuple[AhoCorasick, list[bool]]:
    """The automaton over the words for numbers, and whether each is a scale, which only "a" may stand before."""
    kinds = {**dict.fromkeys(cardinals(), False), **dict.fromkeys(scales(), True)}
    return AhoCorasick(list(kinds)), list(kinds.values())


def parse_digits(digits: str) -> Decimal | None:
    """The number that digits write, with grouping as in English, Indian or continental use; None if it is none.

    A comma before one or two last digits is a decimal comma, as no grouping leaves so few.
    """
    digits = digits.replace(" ", "")
    if _PLAIN.fullmatch(digits):
        return Decimal(digits)
    if _GROUPED.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _POINT_GROUPED.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _COMMA_DECIMAL.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    return None


def parse_words(words: str) -> tuple[Decimal, Decimal | None]:
    """The number that words write, as a number and the last scale it is counted in, if any.

    "two hundred million" is (200, 1000000), "twenty-five" is (25, None).
    """
    total, current = Decimal(0), Decimal(0)
    last: Decimal | None = None
    for word in re.split("[ -]", words.lower()):
        if word in cardinals():
            current += cardinals()[word]
        elif word in scales():
            last = scales()[word]
            if last <= 100:
                current = (current or 1) * last
            else:
                total = total + (current or 1) * last if current or not total else total * last
                current = Decimal(0)
    if last is None or last <= 100 or current:
        return total + current, None
    return total / last, last


def over_scale(text: str, end: int, scale: Decimal | None) -> tuple[int, Decimal | None]:
    """The end over the scale words after a number, and the scale: "million", "bn", "lakh crore".

    A single letter must touch the number.
    """
    for _ in range(2):
        match = _scale_word().match(text, end)
        if match is None or (len(match["scale"]) == 1 and match["gap"]):
            break
        scale, end = (scale or Decimal(1)) * scales()[match["scale"].lower()], match.end()
    return end, scale


@cache
def _scale_word() -> re.Pattern[str]:
    return re.compile(rf"(?P<gap>[ -]?)(?P<scale>{any_of(scales())})(?!\w)", re.IGNORECASE)


@cache
def number_words() -> re.Pattern[str]:
    """The expression for a number in words, wherever one stands."""
    tens = any_of(word for word, value in cardinals().items() if value >= 20)
    ones = any_of(word for word, value in cardinals().items() if 1 <= value < 10)
    small = any_of(word for word, value in cardinals().items() if 1 <= value < 20)
    scale = any_of(word for word in scales() if len(word) > 3 and word != "hundred")
    below_hundred = rf"(?:(?:{tens})(?:[ -](?:{ones}))?|(?:{small}))"
    counted = rf"(?:[ -]hundred(?:(?: and)? {below_hundred})?|[ -](?:{scale})(?: {below_hundred})?)"
    start = rf"(?:half an?(?=[ -](?:{scale}))|an?(?=[ -](?:hundred|{scale}))|{below_hundred}(?: and a half)?)"
    return re.compile(rf"\b{start}(?:{counted}){{0,6}}(?!\w)", re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
