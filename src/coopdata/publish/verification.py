"""Checking a release, offline: is it whole, is it what its specs promise, do its words stand in the texts.

`verify` is run on every release before it appears and by anyone who has a release. It never raises for what a
release holds: a missing, cut-off or altered file becomes a message, and whatever can still be checked is checked.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pyarrow as pa

from coopdata.documents.finding import find_texts
from coopdata.evaluate.quality import parse_quality
from coopdata.publish import layout
from coopdata.publish.changes.apply import proof
from coopdata.publish.changes.spec import CHANGES_SCHEMA, CHANGES_TABLE
from coopdata.publish.csvfile import says_the_same
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import Manifest, measure, parse_checksums, parse_manifest, unlisted
from coopdata.publish.model import VerifyReport
from coopdata.publish.parquet import read_parquet
from coopdata.resolve.statements import QUOTATION
from coopdata.tables.catalogue import SCHEMA_VERSION, TABLES
from coopdata.tables.checks import ROWS_AT_ONCE, check_codes, check_foreign_keys, check_statements, check_table
from coopdata.tables.schemas import arrow_schema
from coopdata.tables.spec import Table

AGAIN = "Get this release again from where it was published."
REBUILD = "Do not use it; make a release anew and report this."


@dataclass
class _Findings:
    """What has been found so far; the one thing that changes while a release is checked."""

    problems: list[str] = field(default_factory=list)
    statements: int = 0
    offsets_checked: int = 0

    def add(self, file: str, what: str, remedy: str) -> None:
        """Note a problem: the file and place, what is wrong with it, what to do."""
        self.problems.append(f"{file}: {what.rstrip('.')}. {remedy}")


def verify(release_dir: Path, raw: Path | None = None) -> VerifyReport:
    """Check the release in `release_dir`; with `raw`, also its statements against the texts found there.

    Checked: that SHA256SUMS and manifest.json list exactly the files there are, with their sizes and hashes; that
    datapackage.json is of this release and quality.json of its reader; that every Parquet file has the schema of its
    spec and the CSV file the same content; types, keys, order, code lists, foreign keys; that the changes lead here
    from the release before, where that one lies beside it; that traced values have statements, and that each wording is
    as long as its offsets say. A document counts as found under `raw` if the file, or the row of an archive, at its
    raw_path has its sha256, and the text taken from it is kept there; then the wording has to be the very characters at
    its offsets. A release of another schema version is checked for wholeness only, and says so.
    """
    if not release_dir.is_dir():
        missing = f"{release_dir}: there is no such folder. Give the folder of a release, such as published/releases/…"
        return VerifyReport(release=release_dir.name, problems=(missing,))
    findings = _Findings()
    present = measure(release_dir)
    _check_checksums(release_dir, present, findings)
    manifest = _check_manifest(release_dir, present, findings)
    _check_datapackage(release_dir, manifest, findings)
    _check_quality(release_dir, manifest, findings)
    data: dict[str, pa.Table] = {}
    if manifest is not None and manifest.schema_version != SCHEMA_VERSION:
        what = f"the release has schema version {manifest.schema_version}, this program checks {SCHEMA_VERSION}"
        findings.add(layout.MANIFEST, what, f"Check its tables with coopdata {manifest.code_version}.")
    else:
        data = _read_tables(release_dir, manifest, findings)
        _check_content(data, raw, findings)
        if manifest is not None and len(data) == len(TABLES):
            _check_changes(release_dir, manifest, data, findings)
    return VerifyReport(
        release=manifest.release if manifest else release_dir.name,
        problems=tuple(findings.problems),
        files=len(present),
        rows=sum(table.num_rows for table in data.values()),
        statements=findings.statements,
        offsets_checked=findings.offsets_checked,
    )


def _check_checksums(release_dir: Path, present: Mapping[str, tuple[int, str]], findings: _Findings) -> None:
    name = layout.CHECKSUMS
    try:
        listed = parse_checksums((release_dir / name).read_bytes())
    except (OSError, ValueError) as error:
        findings.add(name, f"cannot be read: {error}", AGAIN)
        return
    _check_listing(name, listed, {path: digest for path, (_, digest) in present.items()}, findings)


def _check_manifest(release_dir: Path, present: Mapping[str, tuple[int, str]], findings: _Findings) -> Manifest | None:
    name = layout.MANIFEST
    try:
        manifest = parse_manifest((release_dir / name).read_bytes())
    except (OSError, ValueError) as error:
        findings.add(name, f"cannot be read: {error}", AGAIN)
        return None
    _check_listing(name, manifest.files, present, findings)
    if ReleaseId.parse(manifest.release) is None:
        findings.add(name, f"{manifest.release!r} is no release id", AGAIN)
    if ReleaseId.parse(release_dir.name) and release_dir.name != manifest.release:
        what = f"the folder is called {release_dir.name}, the release in it {manifest.release}"
        findings.add(name, what, "Give the folder the name of its release.")
    return manifest


def _check_listing(name: str, listed: Mapping[str, object], present: Mapping[str, object], findings: _Findings) -> None:
    """Compare what a list says of the files with the files, in both directions."""
    expected = set(present) - unlisted(name)
    for path in sorted(set(listed) - expected):
        findings.add(path, f"listed in {name} but missing", AGAIN)
    for path in sorted(expected - set(listed)):
        findings.add(path, f"not listed in {name}", "Remove the file, it is no part of the release.")
    for path in sorted(expected & set(listed)):
        if listed[path] != present[path]:
            findings.add(path, f"size or SHA-256 is not the one in {name}", AGAIN)


def _check_datapackage(release_dir: Path, manifest: Manifest | None, findings: _Findings) -> None:
    name = layout.DATAPACKAGE
    try:
        package = json.loads((release_dir / name).read_bytes())
        version = package["version"]
    except (OSError, ValueError) as error:
        findings.add(name, f"cannot be read: {error}", AGAIN)
    except (KeyError, TypeError):
        findings.add(name, "has no version", AGAIN)
    else:
        if manifest is not None and version != manifest.release:
            findings.add(name, f"describes release {version}, not {manifest.release}", AGAIN)


def _check_quality(release_dir: Path, manifest: Manifest | None, findings: _Findings) -> None:
    """That the figures are of the reader that made the release; releases older than the figures have none."""
    name = layout.QUALITY
    if manifest is None or name not in manifest.files:
        return
    try:
        quality = parse_quality((release_dir / name).read_bytes())
    except (OSError, ValueError) as error:
        findings.add(name, f"cannot be read: {error}", AGAIN)
        return
    if quality.extractor_version != manifest.extractor_version:
        what = f"is of extractor version {quality.extractor_version}, the release of {manifest.extractor_version}"
        findings.add(name, what, AGAIN)


def _read_tables(release_dir: Path, manifest: Manifest | None, findings: _Findings) -> dict[str, pa.Table]:
    """The tables that can be read and have their schema; the CSV files are compared with them."""
    data = {}
    for table in TABLES:
        path = layout.parquet_path(table.name)
        try:
            content = read_parquet(release_dir / path)
        except (OSError, pa.ArrowException) as error:
            findings.add(path, f"cannot be read: {error}", AGAIN)
            continue
        if not content.schema.equals(arrow_schema(table)):
            findings.add(path, f"its schema is not that of the table {table.name}", REBUILD)
            continue
        data[table.name] = content
        _check_rows(table.name, content.num_rows, manifest, findings)
        _check_csv(release_dir, table, layout.csv_path(table.name), content, findings)
    return data


def _check_changes(release_dir: Path, manifest: Manifest, data: Mapping[str, pa.Table], findings: _Findings) -> None:
    """The files of changes, and, where the release they are against lies beside this one, that they lead from it here.

    Releases older than these files have none. Files of the release before that cannot be read are for its own check.
    """
    before = release_dir.parent / manifest.previous if manifest.previous else None
    for table in TABLES:
        path = layout.changes_path(table.name, layout.PARQUET)
        if path not in manifest.files:
            continue
        try:
            changes = read_parquet(release_dir / path)
        except (OSError, pa.ArrowException) as error:
            findings.add(path, f"cannot be read: {error}", AGAIN)
            continue
        if not changes.schema.equals(CHANGES_SCHEMA):
            findings.add(path, "its schema is not that of changes", REBUILD)
            continue
        _check_csv(release_dir, CHANGES_TABLE, layout.changes_path(table.name, layout.CSV), changes, findings)
        with suppress(OSError, pa.ArrowException):
            earlier = read_parquet(before / layout.parquet_path(table.name)) if before else None
            told = proof(table, earlier, changes, data[table.name]) if earlier is not None else None
            if told is not None:
                findings.add(path, told, REBUILD)


def _check_rows(name: str, rows: int, manifest: Manifest | None, findings: _Findings) -> None:
    if manifest is not None and manifest.rows.get(name) != rows:
        what = f"says {manifest.rows.get(name)} rows of {name}, the file has {rows}"
        findings.add(layout.MANIFEST, what, REBUILD)


def _check_csv(release_dir: Path, table: Table, path: str, content: pa.Table, findings: _Findings) -> None:
    try:
        same = says_the_same(release_dir / path, table, content)
    except (OSError, ValueError, pa.ArrowException) as error:
        findings.add(path, f"cannot be read: {error}", AGAIN)
        return
    if not same:
        findings.add(path, "its content is not that of the Parquet file", REBUILD)


def _check_content(data: Mapping[str, pa.Table], raw: Path | None, findings: _Findings) -> None:
    """Each table by itself; what holds between tables once every one of them is sound."""
    frames = {name: content.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get) for name, content in data.items()}
    sound = len(frames) == len(TABLES)
    for table in TABLES:
        if table.name in frames:
            problems = [*check_table(table, frames[table.name]), *_check_order(table, data[table.name])]
            sound = sound and not problems
            _add_all(layout.parquet_path(table.name), problems, findings)
    if sound:
        _add_all(layout.PARQUET, [*check_foreign_keys(frames), *check_codes(frames)], findings)
        texts = _texts(data["documents"], raw) if raw is not None else {}
        _check_wordings(frames, texts, findings)


def _add_all(file: str, problems: Iterable[str], findings: _Findings) -> None:
    for problem in problems:
        findings.add(file, problem, REBUILD)


def _check_order(table: Table, content: pa.Table) -> list[str]:
    ranks = (
        [(part is not None, part) for part in key]
        for batch in content.select(table.key).to_batches(ROWS_AT_ONCE)
        for key in zip(*(column.to_pylist() for column in batch.columns), strict=True)
    )
    in_order = all(before <= after for before, after in pairwise(ranks))
    return [] if in_order else [f"{table.name}: the rows are not in the order of their key"]


def _check_wordings(frames: Mapping[str, pd.DataFrame], texts: Mapping[str, str], findings: _Findings) -> None:
    """Every traced value has its statement; every wording is as long as its offsets say, and what its text has."""
    statements = frames["statements"]
    quoted = statements.loc[statements["start"].notna(), ["statement_id", "document_id", "start", "end", "original"]]
    lengths = (quoted["end"] - quoted["start"]).clip(upper=QUOTATION)
    wrong = quoted.loc[(quoted["original"].str.len() != lengths).fillna(True), "statement_id"]
    problems = [f"statements {name}: the wording is not as long as its offsets say" for name in wrong]
    # The check of the words themselves is for statements whose text is here.
    found = statements["document_id"].isin(texts.keys())
    problems += check_statements(
        {**frames, "statements": statements.assign(start=statements["start"].where(found))}, texts
    )
    _add_all(layout.parquet_path("statements"), problems, findings)
    findings.statements = len(quoted)
    findings.offsets_checked = int(quoted["document_id"].isin(texts.keys()).sum())


def _texts(documents: pa.Table, raw: Path) -> dict[str, str]:
    """The texts found under `raw`, by document id: those whose file still has the bytes that were read."""
    columns = ["document_id", "raw_path", "sha256", "status"]
    read = [row for row in documents.select(columns).to_pylist() if row["status"] != "rejected"]
    return find_texts(raw, {row["document_id"]: (row["raw_path"], row["sha256"]) for row in read})
