"""The passages that quoted words stand in, of documents whose terms let their texts be published again.

The texts are no part of a release; they lie in the raw folder, where it is at hand. **Terms** are those of the sidecar:
`republish` says yes there, and its licence is the one that the release gives for the document, so that a row of an
archive with terms of its own is not taken for one of the archive's. Of all other documents, and of texts that are gone
or no longer what was read, the page has the quoted words and their offsets alone.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from coopdata.capture import RawFile, scan
from coopdata.documents import Document, Sidecar, read_text
from coopdata.documents.finding import find_texts
from coopdata.documents.model import Span
from coopdata.documents.sidecar import read_sidecar
from coopdata.publish.page.asking import Release, Row
from coopdata.reference.file_kinds import split_row

CONTEXT = 300
"""Characters that a passage has on either side of the quoted words, at most."""
_WORD = 40
"""Characters that are given up for a passage to begin and end with a whole word."""
_CUT = "…"


@dataclass(frozen=True)
class Passage:
    """The sentences that quoted words stand in, characters as the stored text has them; an ellipsis where cut."""

    before: str
    quoted: str
    after: str


def take_passages(release: Release, raw: Path) -> None:
    """Give the release the passages of its statements, for its pages.

    Raises OSError where there is no folder of documents in `raw`, or a folder of it cannot be listed.
    """
    documents = {row["document_id"]: row for row in release.rows("read_documents")}
    open_to_all = _republished(raw, documents)
    wanted = {one: (documents[one]["raw_path"], documents[one]["sha256"]) for one in open_to_all}
    texts = find_texts(raw, wanted) if wanted else {}
    release.take("passages", _passages(release, texts, documents))


def _republished(raw: Path, documents: Mapping[str, Row]) -> list[str]:
    """The documents whose texts may be published again, by id."""
    files = {file.name: file for file in scan(raw).files}
    terms: dict[Path, tuple[bool, str | None]] = {}
    found = []
    for identifier, row in documents.items():
        archived = split_row(row["raw_path"])
        file = files.get(archived[0] if archived else row["raw_path"])
        if file is None or file.sidecar is None:
            continue
        if file.sidecar not in terms:
            terms[file.sidecar] = _terms(file, file.sidecar)
        if terms[file.sidecar] == (True, row["licence"]):
            found.append(identifier)
    return found


def _terms(file: RawFile, path: Path) -> tuple[bool, str | None]:
    """Whether a sidecar lets the text be published again, and its licence; one that is not in order lets nothing."""
    sidecar = read_sidecar(path, file.name)
    if not isinstance(sidecar, Sidecar):
        return False, None
    return json.loads(path.read_bytes().decode("utf-8-sig")).get("republish") is True, sidecar.licence


def _passages(release: Release, texts: Mapping[str, str], documents: Mapping[str, Row]) -> Iterator[Row]:
    """The passage of every quoted run of these texts, as a row."""
    read: tuple[str, Document, list[Span]] | None = None
    for row in release.rows("quoted"):
        identifier = row["document_id"]
        if identifier not in texts:
            continue
        if read is None or read[0] != identifier:
            known = {name: documents[identifier][name] for name in ("publisher", "language")}
            document = read_text(texts[identifier], sidecar=Sidecar(**known))
            read = identifier, document, sentences(document)
        found = passage(texts[identifier], (row["start"], row["end"]), read[2], row["original"])
        if found is not None:
            yield {"document_id": identifier, "start": row["start"], "end": row["end"], "passage": asdict(found)}


def sentences(document: Document) -> list[Span]:
    """The sentences of a document in characters of its stored text, in order."""
    return [document.view.to_source(sentence.start, sentence.end) for sentence in document.sentences]


def passage(text: str, span: Span, parts: list[Span], original: str) -> Passage | None:
    """The passage of a run of the text, whose sentences are `parts`; None where the words there are not `original`.

    `original` are the run's characters, or the first of a long one; such a passage ends with them.
    """
    start, end = span
    stop = start + len(original)
    if text[start:stop] != original or stop > end:
        return None
    own = [part for part in parts if part[0] < stop and start < part[1]]
    first = min([start, *(part[0] for part in own)])
    last = max([stop, *(part[1] for part in own)])
    return Passage(_ending(text[first:start]), original, _beginning(text[stop:last]) if stop == end else _CUT)


def _beginning(text: str) -> str:
    """The beginning of a text that is too long, up to the end of a word where one is near."""
    if len(text) <= CONTEXT:
        return text
    cut = CONTEXT
    while unicodedata.category(text[cut]).startswith("M") and cut > CONTEXT - _WORD:
        cut -= 1
    blank = next((at for at in range(cut, cut - _WORD, -1) if text[at].isspace()), cut)
    return text[:blank] + _CUT


def _ending(text: str) -> str:
    """The end of a text that is too long, from the beginning of a word where one is near."""
    if len(text) <= CONTEXT:
        return text
    cut = len(text) - CONTEXT
    while cut < len(text) - CONTEXT + _WORD and unicodedata.category(text[cut]).startswith("M"):
        cut += 1
    blank = next((at for at in range(cut, cut + _WORD) if text[at - 1].isspace()), cut)
    return _CUT + text[blank:]
