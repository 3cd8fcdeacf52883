"""One document to one record: the scene, the agreements, events and projects in it, and the way back to the source.

This is the only place where view positions become source positions.
"""

from coopdata.documents.model import Document
from coopdata.extract import lexicon
from coopdata.extract.agreements import read_agreements
from coopdata.extract.assembly import Assembler
from coopdata.extract.events import read_events
from coopdata.extract.projects import read_projects
from coopdata.extract.record import Record
from coopdata.extract.scene import build_scene


def read(document: Document) -> Record:
    """What the document says: its agreements with parties and people, organizations, sums, events and projects.

    Deterministic, offline, and without regard to any other document. A document that says nothing of the sort gives
    a record without items.
    """
    scene = build_scene(document, lexicon.load())
    drafts = read_agreements(scene)
    events = read_events(scene)
    projects = read_projects(scene)
    return Assembler(scene).record(drafts, events, projects)
