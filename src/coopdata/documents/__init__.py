"""Documents: a raw file and its sidecar become text with layout, sentences, metadata and the way back to the source.

What the text says of agreements is not known here. `read_file` and `read_text` are the way in, `model` says what they
give, `dates` is the grammar of dates for all who read them.
"""

from coopdata.documents.model import Document, PartialDate, Published, Rejection, Sidecar
from coopdata.documents.reader import duplicate_problems, number_duplicates, read_all, read_file, read_files, read_text

__all__ = [
    "Document",
    "PartialDate",
    "Published",
    "Rejection",
    "Sidecar",
    "duplicate_problems",
    "number_duplicates",
    "read_all",
    "read_file",
    "read_files",
    "read_text",
]
