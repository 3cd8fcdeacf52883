"""What must hold before a release appears, beyond that its tables are sound: nothing lost, nothing run away.

Each gate compares what is staged with the release before and gives reasons with a code; none means that it is passed.
`judge` sets the waived ones apart. What the tables promise by themselves is for `tables.checks`, and for `verify`; what
the metadata must say for `metadata.gaps`.

**Shares are only judged of tables that had `JUDGED_FROM` rows**: in smaller ones a single text moves them by more than
any bound. The table `issues` is not judged either, since curators are there to empty it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from coopdata.evaluate.quality import Quality, quality_problems
from coopdata.problems import Code, Defined
from coopdata.publish.model import PublishError, Reason, Waiver
from coopdata.resolve.model import IDENTIFYING
from coopdata.tables.catalogue import TABLES

JUDGED_FROM = 100
"""Rows a table had in the release before for its size and fill to be judged."""
KEPT_SHARE = 0.8
"""A table keeps at least this share of its rows."""
GROWN_SHARE = 2.0
"""A table grows at most to this multiple, or to this multiple of what the documents grew to."""
FILL_POINTS = 5
"""A column may lose at most so many points of the share of rows that have a value in it."""


class Gate(Defined):
    """The codes of the gates; that of the quality are `Code.QUALITY_BELOW_FLOOR` and `Code.QUALITY_OUTDATED`."""

    ROWS_LOST = "rows_lost", "A table would lose more than a fifth of its rows."
    ROWS_GREW = "rows_grew", "A table would grow to more than twice what its documents account for."
    FILL_FELL = "fill_fell", "A column would have a value in fewer rows than before, by more than five points."
    ID_LOST = "id_lost", "An id that was published would be gone without a word in id_history."
    SCHEMA_VERSION_UNFIT = "schema_version_unfit", "The tables changed in another way than their version says."
    CHANGES_UNPROVEN = "changes_unproven", "The release before and the changes do not give the tables."
    TABLES_UNSOUND = "tables_unsound", "A table or file is not what its spec promises."


WAIVABLE: frozenset[Defined] = frozenset(
    {Gate.ROWS_LOST, Gate.ROWS_GREW, Gate.FILL_FELL, Gate.ID_LOST, Code.QUALITY_BELOW_FLOOR, Code.QUALITY_OUTDATED}
)
"""The codes a person may waive, with a reason: what may be meant so. All others would make a release that is broken."""

_UNJUDGED = frozenset({"issues"})
_LASTING = ("documents", *IDENTIFYING)
"""The tables whose ids are for ever."""

Data = Mapping[str, pa.Table]


@dataclass(frozen=True)
class Verdict:
    """What the gates say of a release that is staged."""

    refused: tuple[Reason, ...]
    """Why it may not appear; empty where it may."""
    waived: tuple[tuple[Waiver, tuple[Reason, ...]], ...]
    """The waivers that were needed, each with what it lets pass."""
    idle: tuple[Waiver, ...]
    """The waivers that nothing needed."""


def judge(reasons: Iterable[Reason], waivers: Sequence[Waiver]) -> Verdict:
    """Set apart the reasons that a waiver lets pass. The waivers have been through `require_waivable`."""
    found = list(reasons)
    by_code = {waiver.code: waiver for waiver in waivers}
    used = {code: tuple(reason for reason in found if reason.code == code) for code in by_code}
    return Verdict(
        refused=tuple(reason for reason in found if reason.code not in by_code),
        waived=tuple((by_code[code], passed) for code, passed in used.items() if passed),
        idle=tuple(by_code[code] for code, passed in used.items() if not passed),
    )


def require_waivable(waivers: Sequence[Waiver]) -> None:
    """Raise PublishError for a waiver of a code that is none or cannot be waived, without a reason, or given twice."""
    known = ", ".join(sorted(WAIVABLE))
    for waiver in waivers:
        if waiver.code not in WAIVABLE:
            raise PublishError(f"{waiver.code!r} cannot be waived", f"Those that can: {known}.")
        if not waiver.reason.strip() or not waiver.reason.isprintable():
            raise PublishError(
                f"the waiver of {waiver.code} has no reason that can be printed", "Say in a few words why it is right."
            )
    if len({waiver.code for waiver in waivers}) < len(waivers):
        raise PublishError("a code is waived twice", "Give each code once, with one reason.")


def read_too_badly(quality: Quality, extractor_version: str) -> Iterator[Reason]:
    """Figures below their floors, or of another version of the reader than the one that read."""
    for problem in quality_problems(quality, extractor_version):
        yield Reason(problem.code, problem.place, problem.message, f"{problem.remedy} See {problem.path}.")


def lost_or_grown(before: Data, after: Data) -> Iterator[Reason]:
    """Tables that lost or gained more rows than the bounds allow."""
    growth = max(1.0, _ratio(after["documents"].num_rows, before["documents"].num_rows))
    for name in _judged(before):
        share = _ratio(after[name].num_rows, before[name].num_rows)
        told = f"{name} has {after[name].num_rows} rows, the release before {before[name].num_rows}."
        if share < KEPT_SHARE:
            yield Reason(Gate.ROWS_LOST, name, told, "Look for texts that are missing from raw/ or no longer read.")
        elif share > GROWN_SHARE * growth:
            yield Reason(
                Gate.ROWS_GREW, name, told, "Look for texts that were taken in twice, or a rule that reads too much."
            )


def emptied(before: Data, after: Data) -> Iterator[Reason]:
    """Columns that have a value in fewer rows than before by more than the bound."""
    for name in _judged(before):
        for column in before[name].column_names:
            if column not in after[name].column_names or not after[name].num_rows:
                continue
            was, now = _fill(before[name], column), _fill(after[name], column)
            if was - now > FILL_POINTS:
                told = f"{name}.{column} has a value in {now:.1f} % of rows, in the release before in {was:.1f} %."
                yield Reason(Gate.FILL_FELL, f"{name}.{column}", told, "Look for what is no longer read.")


def lost_ids(before: Data, after: Data) -> Iterator[Reason]:
    """Ids that were published and are neither there nor in `id_history`."""
    told = after["id_history"].column("old_id")
    for table in TABLES:
        if table.name not in _LASTING or table.name not in before:
            continue
        (key,) = table.key
        ids = before[table.name].column(key)
        known = pc.or_(pc.is_in(ids, after[table.name].column(key)), pc.is_in(ids, told))
        lost = ids.filter(pc.invert(known)).to_pylist()
        if lost:
            shown = ", ".join(sorted(lost)[:3]) + (f" and {len(lost) - 3} more" if len(lost) > 3 else "")
            message = f"{len(lost)} ids of {table.name} are gone and id_history says nothing of them: {shown}."
            yield Reason(Gate.ID_LOST, table.name, message, "Report this: resolve must tell what became of each id.")


def _judged(before: Data) -> list[str]:
    return [
        table.name
        for table in TABLES
        if table.name not in _UNJUDGED and table.name in before and before[table.name].num_rows >= JUDGED_FROM
    ]


def _ratio(now: int, was: int) -> float:
    return now / was if was else 1.0


def _fill(data: pa.Table, column: str) -> float:
    empty: int = data.column(column).null_count
    rows: int = data.num_rows
    return 100 * (1 - empty / rows)
