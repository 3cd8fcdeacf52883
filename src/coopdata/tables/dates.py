"""Partial dates as text."""

from coopdata.documents.model import Precision

LENGTHS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def precision(date: str | None) -> str | None:
    """How exactly an ISO 8601 partial date is known: "2019-09" → "month"; None for no date."""
    return None if date is None else str(LENGTHS[len(date)])
