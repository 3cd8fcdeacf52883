"""How good the data is, in plain words: a section of dictionary.md, and what stands beside each column there."""

from coopdata.evaluate.quality import HEADLINE, Quality
from coopdata.evaluate.report import Figure
from coopdata.evaluate.scoring import FIELDS
from coopdata.reference.quality import NOT_MEASURED, column_quality, measured_fields
from coopdata.tables.spec import Column, Table

_WORDS = """\
The values were read from texts by a program, and a program errs. How often, was measured on annotated texts, written
for this purpose from the facts of public reports: what the program read was compared with what a careful reader finds
there by written rules.

- **Precision** says how far a value can be trusted: at 0.90, nine of ten published values are right.
- **Recall** says how much is there: at 0.80, eight of ten values that the texts state are published.
- **F1** puts both into one number from 0 to 1 (their harmonic mean); it is high only where both are.
- **The interval** in brackets is where F1 would lie in 95 of 100 cases if other texts of the same kind had been taken.
  Where it is wide, there were few cases to measure on.

A name counts as right if it is one of the forms by which the text calls that body or person. Each text was measured by
itself: how well several texts on one agreement, organization or person are brought together was not measured. Look up
the wording in `statements` before you build a story on one value."""
_CAUTION = """\
No rule of the program was written from texts that are *held back*, nor from any of their publishers: they say what to
expect of a text that nobody has seen before. The figures on all documents include texts that rules were written from,
and flatter."""
_BESIDE = """\
In the tables below, F1 on the held-back development documents stands beside each column. *Not measured* means that the
column is read from texts, but nothing says how well; a dash, that it is not read from the words of a text, but given
with it, counted or computed."""
_NONE = "not measured"


def quality_section(quality: Quality) -> str:
    """What the figures mean, on what they were measured, and the figures of every field."""
    sets = quality.sets.values()
    measured = [f"| {one.title} | {one.documents} | {one.publishers} | {one.agreements} |" for one in sets]
    meanings = {field.name: field for field in measured_fields()}
    fields = [
        f"| **{field.title}:** {field.meaning} | {_both(quality.figure(HEADLINE, field.name))} | "
        + " | ".join(_f1(one.figures.get(field.name)) for one in sets)
        + " |"
        for field in map(meanings.__getitem__, FIELDS)
    ]
    headings = "".join(f" F1: {one.title[:1].lower()}{one.title[1:]} |" for one in sets)
    parts = [
        f"## How good the data is\n\n{_WORDS}",
        f"Measured was version {quality.extractor_version} of the reader, on:",
        "\n".join(["| texts | number | publishers | agreements in them |", "|---|---:|---:|---:|", *measured]),
        _CAUTION,
        "\n".join(
            [f"| what is read | precision | recall |{headings}", f"|---|---:|---:|{'---|' * len(sets)}", *fields]
        ),
        "Precision and recall are on the held-back development documents; `quality.json` has every figure.",
        _BESIDE,
    ]
    return "\n\n".join(parts)


def measured_as(table: Table, column: Column) -> str:
    """The fields of quality.json that tell how good a column is, parted by "|"; or that none does, and why."""
    return column_quality(table.name, column.name).measured_as


def column_cell(quality: Quality, table: Table, column: Column) -> str:
    """How good a column is, for its row on the page."""
    known = column_quality(table.name, column.name)
    if not known.fields:
        return _NONE if known.measured_as == NOT_MEASURED else "–"
    several = len(known.fields) > 1
    found = [(f"{name} " if several else "") + _f1(quality.figure(HEADLINE, name)) for name in known.fields]
    return ". ".join(part for part in ("; ".join(found), known.note) if part)


def _f1(figure: Figure | None) -> str:
    return f"{figure.f1:.2f} ({figure.low:.2f}–{figure.high:.2f})" if figure else _NONE


def _both(figure: Figure | None) -> str:
    return f"{figure.precision:.2f} | {figure.recall:.2f}" if figure else f"{_NONE} | {_NONE}"
