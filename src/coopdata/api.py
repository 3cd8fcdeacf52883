"""The reader for use from Python, in one call."""

from datetime import date

from coopdata.documents.model import Sidecar
from coopdata.documents.reader import read_text
from coopdata.extract import read
from coopdata.extract.record import Record


def extract(text: str, *, published: str | date | None = None) -> Record:
    """What a text says of agreements and who made them.

    `published` is the day the text appeared, as a date or ISO 8601 (``2022-05-25``, ``2022-05``, ``2022``);
    "yesterday" and dates without a year count from it. Without it, the date that the text gives itself is taken.
    Spans in the record are offsets into `text`. Raises ValueError for a `published` that is no such date.
    """
    day = published.isoformat() if isinstance(published, date) else published
    return read(read_text(text, sidecar=Sidecar(published=day)))
