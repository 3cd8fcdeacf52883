"""Figures of a reader that reads nearly everything right, for releases that tests make."""

from coopdata.evaluate.quality import HEADLINE, MeasuredSet, Quality
from coopdata.evaluate.report import Figure
from coopdata.evaluate.scoring import FIELDS


def quality(f1: float = 1.0, **fields: float) -> Quality:
    """Every field with this F1 on every set, but for the fields named."""
    sets = {
        name: MeasuredSet(name, title, 12, 8, 20, {field: figure(field, fields.get(field, f1)) for field in FIELDS})
        for name, title in (
            (HEADLINE, "Development documents held back"),
            ("own_held", "Others"),
            ("briefs_held", "Briefs"),
            ("reports_held", "Reports"),
            ("development", "Development"),
        )
    }
    return Quality("1", sets)


def figure(field: str, f1: float) -> Figure:
    return Figure(field, f1, f1, f1, max(f1 - 0.05, 0.0), min(f1 + 0.05, 1.0), 20, 1, 1)


QUALITY = quality()
