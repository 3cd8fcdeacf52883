"""Group documents: every text with its metadata, layout and offsets, or the reason it was rejected."""

import dagster as dg

from coopdata import documents
from coopdata.capture import Scan
from coopdata.documents import Document, Rejection


@dg.asset(group_name="documents")
def parsed_documents(raw_files: Scan) -> dg.Output[list[Document | Rejection]]:
    """Every file of raw/ as a document ready to be read, or as a rejection that says why it is not."""
    found = documents.read_files(raw_files.files)
    rejected = sum(isinstance(document, Rejection) for document in found)
    return dg.Output(found, metadata={"documents": len(found) - rejected, "rejected": rejected})
