"""One document to one record: the scene, the agreements, events and projects in it."""

from typing import TYPE_CHECKING

from coopdata.documents.model import Document, Rejection
from coopdata.extract import lexicon
from coopdata.extract.assembly import Assembler
from coopdata.extract.events import read_events
from coopdata.extract.projects import read_projects
from coopdata.extract.record import Record
from coopdata.extract.scene import Scene, build_scene
from coopdata.problems import Code, Problem, Severity

if TYPE_CHECKING:
    from coopdata.extract.drafts import Draft
    from coopdata.extract.hearing import Heard


def read(document: Document) -> Record:
    """What the document says: its agreements with parties and people, organizations, sums, events and projects.

    Deterministic, offline, and without regard to any other document. A document that says nothing of the sort gives
    a record without items.
    """
    scene, heard = scene_of(document)
    drafts = _agreements(scene, heard) if heard is not None else []
    events = read_events(scene, drafts)
    projects = read_projects(scene)
    return Assembler(scene).record(drafts, events, projects)


def scene_of(document: Document) -> "tuple[Scene, Heard | None]":
    """The scene with the names put right by the encoder, and what it read, where there is anything to ask it."""
    first = build_scene(document, lexicon.load())
    if not any(clause.of("I") for clause in first.clauses):
        return first, None  # nothing is called an agreement
    from coopdata.extract.agreements import listen  # noqa: PLC0415 - it takes long to load, and many texts need none

    heard = listen(first)
    return (first if heard is None else build_scene(document, lexicon.load(), heard=heard.listened())), heard


def _agreements(scene: Scene, heard: "Heard") -> "list[Draft]":
    from coopdata.extract.agreements import read_agreements  # noqa: PLC0415 - as above

    return read_agreements(scene, heard)


def read_or_reject(document: Document) -> Record | Rejection:
    """The record, or a rejection where the reader breaks on the text.

    A text that breaks a rule is a fault of ours; it must not keep all the others out of a nightly release.
    """
    try:
        return read(document)
    except Exception as fault:
        return broken(document, f"{type(fault).__name__}: {fault}")


def broken(document: Document, why: str) -> Rejection:
    """The rejection of a document on which the reader breaks."""
    problem = Problem(
        Code.READER_FAILED,
        f"the reader broke on this text ({why}).",
        Severity.ERROR,
        path=document.path,
        remedy="Report it with the text; until then take the text out or correct by hand.",
        document_id=document.id,
    )
    return Rejection(document.id, document.path, document.sha256, document.size_bytes, document.sidecar, problem)
