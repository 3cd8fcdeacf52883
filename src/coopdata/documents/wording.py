"""What a single line shows by its wording: navigation, date line, byline, caption, footer, or prose.

Each function answers one question about one normalized line; `layout` puts the answers together with where it stands.
"""

import re
from functools import lru_cache

from coopdata.documents.dates import DateMention, find_dates
from coopdata.documents.lines import ends_sentence
from coopdata.documents.model import BlockKind
from coopdata.expressions import later
from coopdata.reference.layout_cues import layout_cues

_SEPARATOR = later(r" ?(?:>+|»|›) ?| [|/·•] | ?\| ?")
_SHORT = 12
"""Words that a date line, byline or item of navigation has at most."""
_LINE = 120
"""Characters that a date line or byline has at most."""
_LABEL = later(
    r"\b(?:posted|published|updated|created|released|issued|date[d]?|last|latest|update|modified|on|at|by|the|from)\b:?",
    re.IGNORECASE,
)
_LABEL_FIRST = later(r"\(?(?:posted|published|updated|last updated|created|released|issued|date):?\b", re.IGNORECASE)
_DIGIT = later(r"\d")
_CLOCK = later(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: (?:[A-Z]{2,4}|[+-]\d{4}))?\b", re.IGNORECASE)
_BYLINE = later(r"\(?(?:By|BY)[:]? (?P<name>(?:[A-Z][\w.'-]*|and|of|the|,|&)(?:,? (?:[A-Z][\w.'-]*|and|of|the|&))*)\)?")
_AGENCY = r"(?: ?\([^()]{1,80}\))"
_DASH = r" ?(?:\.-|--|—|–| -)"
_CAPITALS = r"[A-Z][A-Z.'-]+(?:[ ,]+[A-Z][A-Z.'-]*)*"
_INLINE = later(
    rf"(?:{_CAPITALS}(?:[ ,]+[^:—–(]{{0,40}}?)?{_AGENCY}?(?:{_DASH}|:)"
    rf"|[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){{0,3}}(?:, [^:—–(]{{1,40}}?{_AGENCY}?|{_AGENCY}){_DASH}"
    rf"|{_CAPITALS} ?\((?=[^()]*\d)[^()]{{1,80}}\)"
    r") (?=[\"'(]?[A-Z\d])"
)
"""Three shapes: "KATHMANDU:" and "CEBU CITY, Philippines –"; "Amman, Jan. 31 (Petra) --"; "BELGRADE (29 July 2021)"."""
_SIGNATURE = later(r"(?:For|On behalf of)(?: the)? [A-Z][^:.;]{2,120}: ?[A-Z]\w")
_LOWER_WORD = later(r"(?<![\w.'-])[a-z]{2,}")
_FEW_LOWER = frozenset({"of", "and", "the", "for", "de", "st", "nd", "rd", "th"})


@lru_cache(maxsize=256)
def words(text: str) -> int:
    """How many words a line has: tokens with a letter."""
    return sum([token.isalpha() or any(map(str.isalpha, token)) for token in text.split()])


def is_prose(text: str) -> bool:
    """Whether a line is running text: long, or a sentence with its full stop."""
    count = words(text)
    return count >= 25 or (ends_sentence(text) and count >= 12) or (text.rstrip("\"')").endswith(".") and count >= 6)


def cue(text: str, kind: BlockKind) -> bool:
    """Whether the line has a wording that blocks of `kind` have."""
    lower = text.lower()
    line = lower.strip("[]()>» \"'")
    if line in layout_cues(kind, "whole") or line.startswith(layout_cues(kind, "start")):
        return True
    return any(form in lower for form in layout_cues(kind, "inside"))


def trail(text: str) -> list[tuple[int, int]]:
    """The spans of the parts of a breadcrumb trail ("Home > News"): the whole line where it is none, none of "> >"."""
    spans, start = [], 0
    for match in _SEPARATOR.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [(first, last) for first, last in spans if first < last]


def is_trail(text: str) -> bool:
    """Whether a line is navigation by its separators: short parts, none a sentence."""
    if ends_sentence(text):
        return False
    parts = [text[start:end] for start, end in trail(text)]
    parted = len(parts) > 1 or text.rstrip().endswith((">", "»", "/"))
    return parted and all(words(part) <= _SHORT for part in parts)


def line_date(text: str) -> DateMention | None:
    """The date of a line that is one: a date with a label, a clock time, a place or a section beside it; else None.

    A line that opens with such a label ("Updated …") may hold more.
    """
    if len(text) > _LINE or not _DIGIT.search(text) or words(text) > _SHORT:
        return None
    for mention in find_dates(text):
        if mention.bare_year or (mention.month is None and not mention.ambiguous):
            continue
        rest = f"{text[: mention.start]} {text[mention.end :]}"
        rest = _LABEL.sub(" ", _CLOCK.sub(" ", _without_navigation(rest)))
        if _LABEL_FIRST.match(text):
            return mention
        lower = [word for word in _LOWER_WORD.findall(rest) if word not in _FEW_LOWER]
        if words(rest) <= 5 and (not lower or is_trail(text) or rest.strip(" -")[:1] == "("):
            return mention
    return None


def _without_navigation(text: str) -> str:
    for form in layout_cues(BlockKind.CRUMB, "start"):
        start = text.lower().find(form)
        if start >= 0:
            text = text[:start] + text[start + len(form) :]
    return text


def byline_name(text: str) -> str | None:
    """The name in a byline ("By Times Reporters" → "Times Reporters"); None where the line is none."""
    if len(text) > _LINE:
        return None
    match = _BYLINE.fullmatch(text)
    if match is not None and words(text) <= _SHORT:
        return match["name"]
    if cue(text, BlockKind.BYLINE) and words(text) <= _SHORT:
        name = text.strip("()[] ").partition(":" if ":" in text else " by ")[2].strip()
        return name or None
    return None


def is_bracketed(text: str) -> bool:
    """Whether one pair of brackets holds the whole line."""
    return (text[0], text[-1]) in (("(", ")"), ("[", "]"))


def is_names_only(text: str) -> bool:
    """Whether a line has at most one word in lower case: a signature, an agency's name."""
    return len([word for word in _LOWER_WORD.findall(text) if word not in _FEW_LOWER]) <= 1


def is_signature(text: str) -> bool:
    """Whether a line says who signs for whom, below an agreement: "For the Ministry of Trade: A. Soto"."""
    return len(text) <= 2 * _LINE and _SIGNATURE.match(text) is not None


def inline_dateline(text: str) -> int:
    """How many characters at the start of a lead are place, agency and date: "AMMAN, Jan. 31 (Petra) --"."""
    match = _INLINE.match(text[: 2 * _LINE])
    return match.end() - 1 if match else 0
