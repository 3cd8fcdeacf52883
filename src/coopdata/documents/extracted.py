"""What was taken from a file: its text, what the file says of it, how it was done; and how that is written down."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from coopdata.documents.model import Metadata
from coopdata.documents.sidecar import parse_date
from coopdata.problems import Code, Problem, Severity

PLAIN = "plain"
"""The extractor of a text that stands in its file as it is."""


@dataclass(frozen=True)
class Extracted:
    """The text of a file.

    `extractor` and `version` name the library that took it out, `encoding` the encoding of the file's characters where
    it has one, and `detected` says that this was told from the bytes. `repaired` are the lines of the text, numbered
    from 1, in which garbled letters were put right.
    """

    text: str
    media_type: str
    metadata: Metadata = field(default_factory=Metadata)
    extractor: str = PLAIN
    version: str = ""
    encoding: str | None = None
    detected: bool = False
    repaired: tuple[int, ...] = ()

    @property
    def is_as_stored(self) -> bool:
        """Whether the text is the file's bytes, which UTF-8 says for good."""
        return self.extractor == PLAIN and self.encoding == "utf-8" and not self.repaired

    def to_json(self) -> dict[str, Any]:
        """The same as JSON, with the title, date and byline beside the text."""
        content = asdict(self)
        return {**content.pop("metadata"), **content}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Extracted":
        """What `to_json` gave. Raises ValueError, KeyError or TypeError for anything else."""
        values = dict(content)
        metadata = Metadata(**{key: _text(values.pop(key)) for key in ("title", "published", "byline")})
        if metadata.published is not None:
            parse_date(metadata.published)
        lines = values.pop("repaired")
        if not all(isinstance(line, int) for line in lines) or not isinstance(values["detected"], bool):
            raise TypeError("not the form of a stored text")
        required = ("text", "media_type", "extractor", "version")
        if any(not isinstance(values[key], str) for key in required) or not values["text"]:
            raise TypeError("not the form of a stored text")
        _text(values["encoding"])
        return cls(metadata=metadata, repaired=tuple(lines), **values)


def encoding_problem(encoding: str, path: str) -> Problem:
    """The note that a file's encoding was told from its bytes."""
    return Problem(
        Code.TEXT_ENCODING_DETECTED,
        f"the file was read as {encoding}, as its bytes make likely.",
        Severity.NOTE,
        path=path,
        remedy="Save it again as UTF-8, if letters are wrong.",
    )


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
