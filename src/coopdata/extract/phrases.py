"""Capitalised phrases: the shapes that names of organizations, titles, events and projects are built from.

A *run* is words with capitals that stand side by side, particles included ("Alexander von Humboldt Foundation").
A *list* is runs after "of" or "for" joined by commas and a last "and" ("of Energy, Water Resources and Irrigation").
Both are found on the words of one sentence, by index; nothing here knows what the phrase names.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from coopdata.extract.words import Word
from coopdata.reference.countries import country_forms
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_common_word, is_english_word, is_foreign_word, organization_head

PARTICLES = word_list("name_particle")
"""Lower-case words that may stand inside a name ("von", "bin")."""
_FOREIGN_AND = word_list("foreign_and")
_LEGAL_FORMS = word_list("legal_form")
_SHORTENED = word_list("shortened")
"""Shortened words after which a full stop does not end a name ("Co. Ltd.")."""
LONGEST = 16
"""A run of more words is no name; it is cut there, so that no text makes reading slow."""
_JOINTS = frozenset((" ", "-", " & ", "&", "/", "–"))


def _is_inner(word: Word) -> bool:
    """Whether a possessive can stand inside a name: "Children's Fund", "Governors' Forum"."""
    common = word.is_capital and is_common_word(word.lower.removesuffix("s"))
    return common and organization_head(word.lower) is None


def side_by_side(words: Sequence[Word], index: int) -> bool:
    """Whether the word at `index` follows its neighbour inside one name."""
    before = words[index - 1]
    if before.possessive and not _is_inner(before):
        return False  # "Kenya's Airways" and "the Bank's Office" are two; "Governors' Forum" is one
    gap = words[index].gap
    if gap in _JOINTS or (gap in _OF_SEVERAL and _are_members(before)):
        return True
    if gap == _OPENS:
        return words[index].is_capital and index + 1 < len(words) and _closes_form(words, index + 1)
    if gap == _CLOSES:
        return before.gap == _OPENS and _closes_form(words, index)
    if before.lower in _LEGAL_FORMS or gap == ", ":
        return gap in (". ", "., ", ", ") and _is_bare_form(words[index])
    initial = len(before.text) == 1 and before.text.isalpha()
    return gap in (". ", "., ") and (before.text in _SHORTENED or initial)


_OPENS, _CLOSES = " (", ") "


def _closes_form(words: Sequence[Word], index: int) -> bool:
    """Whether a legal form stands behind a word in brackets: "Hyphen (Pty) Ltd", "Toyota (Thailand) Co."."""
    return words[index].gap == _CLOSES and _is_bare_form(words[index])


_OF_SEVERAL = ("’ ", "' ")


def _are_members(word: Word) -> bool:
    """Whether the word before an apostrophe names those whom a body is of: "Thai Bankers’ Association".

    Last words of the names of states ("the United States’ Ministry of Trade") own and are no members.
    """
    if not word.is_capital or not word.text.endswith("s") or word.lower in word_list("land_noun"):
        return False
    return is_english_word(word.lower) and organization_head(word.lower) is None


def _is_bare_form(word: Word) -> bool:
    """Whether the word is nothing but a legal form, which a comma may part from the name: "Acme, Inc."."""
    return word.is_capital and word.lower in _LEGAL_FORMS and not is_common_word(word.lower)


def _is_number(word: Word) -> bool:
    """Whether the word is a number or ordinal in figures: "China Railway 15th Bureau"."""
    return word.text[0].isdigit() and (word.text.isdigit() or word.text.lstrip("0123456789") in _ORDINAL)


_ORDINAL = ("st", "nd", "rd", "th")


def run_end(words: Sequence[Word], start: int, stop: Callable[[int], bool] = lambda _: False) -> int:
    """The index after the run that begins at `start` (a capital word); words for which `stop` holds end it."""
    index = start + 1
    limit = min(len(words), start + LONGEST)
    foreign = False
    while index < limit and side_by_side(words, index):
        word = words[index]
        named = word.is_capital or _is_number(word)
        abroad = not named and _goes_on_abroad(words, index)
        if not (named or abroad or word.text in PARTICLES) or stop(index):
            break
        if named or abroad:
            index, foreign = index + 1, foreign or abroad
            continue
        ahead = index + 1
        while ahead < len(words) and words[ahead].text in PARTICLES and side_by_side(words, ahead):
            ahead += 1
        particle = ahead < len(words) and side_by_side(words, ahead)
        if not particle or stop(ahead) or not _goes_on(words[ahead], foreign=foreign):
            break
        index = ahead + 1
    return index


def _goes_on(word: Word, *, foreign: bool) -> bool:
    """Whether the word behind a particle goes on the name; more words do where the name is `foreign` already."""
    return word.is_capital or _is_foreign(word.text) or (foreign and _is_abroad(word))


def _goes_on_abroad(words: Sequence[Word], index: int) -> bool:
    """Whether the word at `index`, in lower case, goes on a name of another language: "Lietuvos bankas".

    It is in no English dictionary, and neither is the word before it, which is no people's name either ("Thai baht");
    or it has a letter that English lacks ("Direction générale").
    """
    word, before = words[index], words[index - 1]
    if word.gap != " " or before.possessive or not _is_foreign(word.text) or before.text in country_forms():
        return False
    return not word.text.isascii() or not (is_english_word(before.lower) and before.is_capital)


@lru_cache(maxsize=1 << 14)
def _is_foreign(text: str) -> bool:
    """Whether the word is in lower case and of another language than English."""
    return len(text) > _SHORT and text.islower() and text.isalpha() and is_foreign_word(text)


_SHORT = 3


def _is_abroad(word: Word) -> bool:
    """Whether a word behind a foreign particle goes on a foreign name: "Association française de normalisation"."""
    return len(word.text) > _SHORT and word.text.islower() and not is_common_word(word.lower)


def run_start(words: Sequence[Word], end: int, stop: Callable[[int], bool] = lambda _: False) -> int:
    """The index of the first word of the run whose last word is at `end`."""
    index = end
    while index > max(0, end - LONGEST) and side_by_side(words, index) and not stop(index - 1):
        before = words[index - 1]
        if before.is_capital or _is_number(before):
            index -= 1
        elif before.text in PARTICLES and index > 1 and words[index - 2].is_capital and side_by_side(words, index - 1):
            index -= 2
        else:
            break
    return index


def foreign_list_end(words: Sequence[Word], first: int, end: int, stop: Callable[[int], bool]) -> int:
    """The end over the row behind a foreign name: "Ministério da Educação, Cultura e Ciências"; `end` where none is.

    The name holds a particle before the row, and the last field of the row stands behind a foreign "and".
    """
    if not any(word.text in PARTICLES for word in words[first:end]):
        return end
    index = end
    while index < len(words) and words[index].gap == ", " and words[index].is_capital and not stop(index):
        first, index = index, run_end(words, index, stop)
        if any(word.text in _FOREIGN_AND for word in words[first:index]):
            return index
    return end


def complement_end(
    words: Sequence[Word],
    index: int,
    stop: Callable[[int], bool],
    ends_list: Callable[[int], bool] | None = None,
) -> int:
    """The index after an "of …" or "for …" that begins at `index`; `index` itself when nothing of the sort follows.

    With `ends_list`, "Trade, Industry and Energy" is taken whole, but for items for which it holds: a comma continues
    it only where a last "and" closes the list, so that "Minister of Finance, Kim Il" ends at the comma. `stop` ends it
    at words that begin something else (a title, an instrument).
    """
    first = index + 1
    if first < len(words) and words[first].text in _ARTICLES:
        first += 1
    if first >= len(words) or not words[first].is_capital or not _spaced(words, index, first) or stop(first):
        return index
    end = run_end(words, first, stop)
    if ends_list is None:
        return end
    return list_end(words, end, lambda item: stop(item) or ends_list(item))


_ARTICLES = ("the", "a")


def _spaced(words: Sequence[Word], index: int, first: int) -> bool:
    return all(words[i].gap == " " for i in range(index + 1, first + 1))


def list_end(words: Sequence[Word], end: int, stop: Callable[[int], bool]) -> int:
    """The index after the list whose first item ends at `end`; `end` where no "and" closes it."""
    index = end
    while index < len(words):
        if words[index].text == "and" and words[index].gap in (" ", ", "):
            if words[index].gap == ", " and index == end:
                return end  # a comma before "and" closes a list of three, not of two
            last = index + 1 + (index + 2 < len(words) and words[index + 1].text == "the" and end < index)
            if last < len(words) and words[last].gap == " " and words[last].is_capital and not stop(last):
                return run_end(words, last, stop)
            return end
        if words[index].gap == ", " and words[index].is_capital and not stop(index):
            first, index = index, run_end(words, index, stop)
            if any(word.gap == " & " for word in words[first + 1 : index]):
                return index  # "Roads, Transport & Works"
            continue
        return end
    return end
