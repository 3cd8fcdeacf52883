"""What a release says about itself, gathered from its tables and from the code that made them."""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

import coopdata
from coopdata.evaluate.quality import published_quality
from coopdata.extract import EXTRACTOR_VERSION
from coopdata.publish.model import ReleaseInputs, Waiver


def release_inputs(
    frames: Mapping[str, pd.DataFrame],
    created: datetime,
    *,
    waivers: tuple[Waiver, ...] = (),
    base_url: str | None = None,
) -> ReleaseInputs:
    """The facts for the manifest: counts of documents, and the latest date known of any, retrieved or published.

    `created` needs a time zone; ValueError otherwise. `base_url` is where the public reaches `published/`.
    """
    documents = frames["documents"]
    rejected = int((documents["status"] == "rejected").sum())
    dates = pd.concat([documents["retrieved"], documents["published"]]).dropna().astype(str)
    return ReleaseInputs(
        created=created,
        data_as_of=max(dates, default=None),
        code_version=coopdata.__version__,
        extractor_version=EXTRACTOR_VERSION,
        documents_seen=len(documents),
        documents_read=len(documents) - rejected,
        documents_rejected=rejected,
        quality=published_quality(),
        waivers=waivers,
        base_url=base_url,
    )
