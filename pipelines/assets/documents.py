"""Group documents: every text with its metadata, layout and offsets, or the reason it was rejected."""

from collections.abc import Sequence
from dataclasses import dataclass

import dagster as dg

from coopdata.documents.model import Document, Rejection
from coopdata.documents.reader import read_all
from coopdata.kept import Kept
from coopdata.problems import Problem
from pipelines.assets.raw import RawFiles
from pipelines.resources import Folders


@dataclass(frozen=True)
class Parsed:
    """The documents, and the problems of finding and reading them."""

    documents: Sequence[Document | Rejection]
    problems: Sequence[Problem]


@dg.asset(group_name="documents")
def parsed_documents(folders: Folders, raw_files: RawFiles) -> dg.Output[Parsed]:
    """Every file of raw/ as a document ready to be read or a rejection that says why not, and all problems so far."""
    with Kept(folders.cache_path) as kept:
        documents, problems = read_all(raw_files.scan, kept)
    rejected = sum(isinstance(document, Rejection) for document in documents)
    counts = {"documents": len(documents) - rejected, "rejected": rejected, "problems": len(problems)}
    return dg.Output(Parsed(documents, problems), metadata=counts)
