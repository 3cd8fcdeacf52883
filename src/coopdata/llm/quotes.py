"""Where a quote stands in the text. A quote counts only at full length; there is no near enough.

White space, line breaks and typographic quotes are compared in their plain form, as everywhere in the reader: a model
writes them as it likes, and they change no wording. Case, accents, punctuation and every word must be the text's own.
"""

from collections.abc import Iterator

from coopdata.documents.model import Document, Span
from coopdata.documents.view import normalize

_MOST = 1000
"""Places of one quote that are looked at; a wording that stands more often has no place of its own."""


class QuotedText:
    """The text of one document, to look quotes up in. All positions are view positions."""

    def __init__(self, document: Document) -> None:
        self._view = document.view
        self.text = document.view.text.replace("\n", " ")
        """The view on one line, position for position."""

    def find(self, quote: str, near: Span | None = None) -> Span | None:
        """Where the quote stands, of several places the one nearest to `near` (inside it, if any); None if nowhere."""
        words = normalize(quote).text
        if not any(char.isalnum() for char in words):
            return None
        places = self._places(words)
        if near is None:
            return next(places, None)
        return min(places, key=lambda place: (_distance(place, near), place), default=None)

    def words(self, span: Span) -> str:
        """The text's own words."""
        return self.text[slice(*span)]

    def source(self, span: Span) -> Span:
        """The place in the text as stored."""
        return self._view.to_source(*span)

    def _places(self, words: str) -> Iterator[Span]:
        """The places where the words stand as words, and not inside others ("US" in "BUS")."""
        at = -1
        for _ in range(_MOST):
            at = self.text.find(words, at + 1)
            if at < 0:
                return
            end = at + len(words)
            if not _inside_word(self.text, at) and not _inside_word(self.text, end):
                yield at, end


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _distance(place: Span, near: Span) -> int:
    return max(near[0] - place[0], place[1] - near[1], 0)
