"""Group records: what each document says, read by the rules."""

import dagster as dg

from coopdata.documents.model import Document
from coopdata.extract import EXTRACTOR_VERSION, read_or_reject
from coopdata.extract.cache import read_all
from pipelines.assets.documents import Parsed
from pipelines.resources import Folders, Workers
from pipelines.storage import Handed


@dg.asset(group_name="records", code_version=EXTRACTOR_VERSION)
def extraction_records(folders: Folders, workers: Workers, parsed_documents: Parsed) -> dg.Output[Handed]:
    """One record per document. Documents that have not changed since they were last read are not read again."""
    texts = [document for document in parsed_documents.documents if isinstance(document, Document)]
    result = read_all(texts, folders.cache_path, EXTRACTOR_VERSION, read_or_reject, workers.as_engine())
    agreements = sum(len(record.agreements) for record in result.records)
    counts = {"records": len(result.records), "reused": result.reused, "agreements": agreements}
    return dg.Output(Handed(result), metadata=counts | {"rejected": len(result.rejections)})
