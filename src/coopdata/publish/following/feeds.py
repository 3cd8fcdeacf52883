"""What the two Atom feeds of `published/` list: the releases that lie there, and the agreements that are new.

Both are made from what lies in `published/` with every release. Only of agreements that releases brought which are no
longer there, the feed as it was is the source; where it is damaged, these are left out, and that is told. An agreement
is new with the release whose changes say that it was added, unless `id_history` says that its id stands for an earlier
one; with the oldest release that follows none all are. What an entry says is read from the tables of the newest
release, so an agreement that is gone is no longer listed.

The entry of an agreement leads to where the page shows it, that of a release to its README.md.

**Links** are absolute under the public address of `published/`. Where that is not known they are relative to the feed,
as RFC 4287 (4.2.7.1) allows; readers resolve them against the address that they fetched it from. **Identifiers**
follow `coopdata.publish.metadata.addresses`: addresses where the public one is known, else UUIDs.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from coopdata.files import replace_file
from coopdata.publish import layout
from coopdata.publish.changes.spec import Change
from coopdata.publish.following.atom import (
    MEDIA_TYPE,
    Entry,
    Feed,
    Known,
    Link,
    closed,
    feed_bytes,
    plain,
    read_entries,
)
from coopdata.publish.following.tally import tallies
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import Manifest, parse_manifest
from coopdata.publish.metadata.about import AUTHORS, DATA_LICENCE, DESCRIPTION
from coopdata.publish.metadata.addresses import file_address, is_web_address, release_iri
from coopdata.publish.remote.elsewhere import manifests_elsewhere
from coopdata.tables.catalogue import table
from coopdata.tables.codes import COUNTRY, code_lists

RELEASES_LISTED = 50
AGREEMENTS_LISTED = 200
_PARTIES_IN_TITLE = 3
_SOURCES_LINKED = 5
_COUNTED = ("agreements", "organizations", "documents")
"""Tables whose rows the entry of a release counts."""

_NAMESPACE = UUID("8f7d3c52-40c6-4a0e-9a51-2f6f0b7f8f1d")
"""Of the UUIDs of feeds and agreements where no public address is known; drawn once, for good."""

_AGREEMENTS = table("agreements")
_PAGE = "index.html#/agreements/{}"
"""Where the page shows an agreement, whether or not each has a page of its own."""


@dataclass(frozen=True)
class _Release:
    """A release of `published/`, or of the store of which that is a mirror (`coopdata.publish.remote.elsewhere`)."""

    release: ReleaseId
    directory: Path
    is_here: bool
    """Whether its files can be read, and not only its manifest."""
    manifest: Manifest
    created: str
    previous: str | None
    """The release that its changes are against; None for the first, and for releases older than changes."""

    def has(self, path: str) -> bool:
        """Whether it has this file; older releases have fewer."""
        return path in self.manifest.files


@dataclass(frozen=True)
class _Published:
    """What the feeds are made from, and what is to be told of it."""

    releases: Sequence[_Release]
    """The newest first."""
    base_url: str | None
    notes: list[str]

    @property
    def newest(self) -> _Release:
        """The release whose tables the feeds are read from."""
        return self.releases[0]

    def link(self, relation: str, release: _Release, path: str, media_type: str | None = None) -> Link:
        """A link to a file of a release. An ``alternate`` has no type: readers open none that is not of HTML."""
        address = file_address(path, str(release.release), self.base_url)
        relative = "" if self.base_url else f"{layout.RELEASES}/{release.release}/"
        return Link(relation, f"{relative}{address}", media_type)

    def iri(self, name: str) -> str:
        """What identifies a feed."""
        return f"{self.base_url}{name}" if self.base_url else uuid5(_NAMESPACE, name).urn


@dataclass(frozen=True)
class _Listed:
    """An agreement to be listed: when it was new, and with which release, None where that one is gone."""

    published: str
    release: _Release | None


@dataclass(frozen=True)
class _Facts:
    """What the newest release says of an agreement."""

    row: Mapping[str, Any]
    parties: list[Mapping[str, Any]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    """Addresses of the documents that report it."""


def write_feeds(published: Path, release_dir: Path, base_url: str | None) -> tuple[str, ...]:
    """Write releases.atom and agreements.atom into `published`, whose newest release is `release_dir`.

    `base_url` is where `published` can be reached, ending in a slash; None where that is not known. Gives what an
    operator should know, a sentence each. A feed that cannot be written is told there too: it never undoes a release.
    """
    releases, notes = _releases(published)
    if not releases or not releases[0].is_here or releases[0].directory.name != release_dir.name:
        return (*notes, f"The feeds were not written: {release_dir} is not the newest release, or cannot be read.")
    found = _Published(releases, base_url, notes)
    for name, make in ((layout.RELEASES_FEED, _releases_feed), (layout.AGREEMENTS_FEED, _agreements_feed)):
        try:
            content = feed_bytes(make(found, _known_entries(published / name, notes)))
            replace_file(published / name, content, published / f"{layout.STAGING_PREFIX}{os.getpid()}-{name}")
        except (OSError, pa.ArrowException) as error:
            notes.append(f"{name} could not be written: {error}. The next release writes it.")
    return tuple(notes)


def _releases(published: Path) -> tuple[list[_Release], list[str]]:
    """The releases, newest first, and which of them cannot be read."""
    folders = {release: published / layout.RELEASES / str(release) for release in layout.releases(published)}
    paths = manifests_elsewhere(published) | {one: folder / layout.MANIFEST for one, folder in folders.items()}
    found, notes = [], []
    for release in sorted(paths, reverse=True):
        try:
            content = paths[release].read_bytes()
            manifest, told = parse_manifest(content), json.loads(content)
            found.append(
                _Release(
                    release=release,
                    directory=published / layout.RELEASES / str(release),
                    is_here=release in folders,
                    manifest=manifest,
                    created=str(told["created"]),
                    previous=told.get("previous"),
                )
            )
        except (OSError, ValueError, KeyError) as error:
            notes.append(f"Release {release} is not in the feeds, because its manifest cannot be read: {error}.")
    return found, notes


def _known_entries(path: Path, notes: list[str]) -> dict[str, Known]:
    """The entries of a feed as it was; none where there is no feed, or a damaged one, of which a note is made."""
    try:
        return read_entries(path.read_bytes())
    except FileNotFoundError:
        return {}
    except ValueError as error:
        notes.append(f"{path.name} was damaged ({error}); it was made anew from the releases that lie there.")
        return {}


def _feed(found: _Published, name: str, title: str, entries: Sequence[Entry]) -> Feed:
    base = found.base_url or ""
    return Feed(
        iri=found.iri(name),
        title=title,
        subtitle=DESCRIPTION,
        author=AUTHORS,
        rights=f"{DATA_LICENCE['title']}, {DATA_LICENCE['path']}",
        updated=found.newest.created,
        links=(
            Link("self", f"{base}{name}", MEDIA_TYPE),
            Link("related", f"{base}{layout.LATEST}", "application/json"),
        ),
        entries=tuple(entries),
    )


def _releases_feed(found: _Published, known: Mapping[str, Known]) -> Feed:
    listed = found.releases[:RELEASES_LISTED]
    entries = [_release_entry(found, release, known.get(str(release.release))) for release in listed]
    return _feed(found, layout.RELEASES_FEED, "coopdata: releases", entries)


def _release_entry(found: _Published, release: _Release, known: Known | None) -> Entry:
    """The entry of a release. It never changes, so that what the feed said of it before is not counted again."""
    changes = (found.link("related", release, layout.CHANGES_MD, "text/markdown"),)
    return Entry(
        iri=release_iri(str(release.release), release.manifest.files, found.base_url),
        identifier=str(release.release),
        title=f"coopdata {release.release}",
        published=release.created,
        updated=release.created,
        summary=known.summary if known else _release_summary(found, release),
        links=(
            found.link("alternate", release, layout.README),
            *(changes if release.has(layout.CHANGES_MD) else ()),
            found.link("related", release, layout.MANIFEST, "application/json"),
        ),
    )


def _release_summary(found: _Published, release: _Release) -> str:
    rows = release.manifest.rows
    counts = " ".join(f"{table(name).title}: {rows[name]}." for name in _COUNTED if name in rows)
    if release.previous is None or not release.is_here:
        return counts
    try:
        changed = [_told(table(name).title, rows) for name, rows in tallies(release.directory).items()]
    except (OSError, pa.ArrowException) as error:
        found.notes.append(f"What changed with release {release.release} cannot be read: {error}.")
        return counts
    return f"{counts}\nSince release {release.previous}: {' '.join(changed) or 'no row changed.'}"


def _told(title: str, rows: Mapping[Change, int]) -> str:
    return f"{title}: {', '.join(f'{count} {change}' for change, count in rows.items() if count)}."


def _agreements_feed(found: _Published, known: Mapping[str, Known]) -> Feed:
    listed = dict(islice(_new_agreements(found, known), AGREEMENTS_LISTED))
    facts = _facts(found.newest.directory, list(listed))
    entries = [
        _agreement_entry(found, one, facts[identifier], known.get(identifier)) for identifier, one in listed.items()
    ]
    return _feed(found, layout.AGREEMENTS_FEED, "coopdata: new agreements", entries)


def _new_agreements(found: _Published, known: Mapping[str, Known]) -> Iterator[tuple[str, _Listed]]:
    """Agreements of the newest release, the newest first, each once; those of one release by their date of signing."""
    present = _read(found.newest.directory, "agreements", ["agreement_id", "signed"])
    history = _read(found.newest.directory, "id_history", ["new_id", "release"])
    seen: set[str] = set()
    for release in found.releases:
        added = present.filter(pc.is_in(present["agreement_id"], value_set=_added(found, release)))
        by_signing = added.sort_by([("signed", "descending"), ("agreement_id", "ascending")])
        ordered = by_signing["agreement_id"].combine_chunks()
        passed_over = seen | _renamed(ordered, history, release.release)
        for identifier in ordered.slice(0, AGREEMENTS_LISTED + len(passed_over)).to_pylist():
            if identifier not in passed_over:
                seen.add(identifier)
                yield identifier, _Listed(release.created, release)
    kept = pc.is_in(pa.array(list(known), pa.string()), value_set=present["agreement_id"].combine_chunks()).to_pylist()
    for (identifier, entry), is_present in zip(known.items(), kept, strict=True):
        if is_present and identifier not in seen:
            yield identifier, _Listed(entry.published, None)


def _added(found: _Published, release: _Release) -> pa.Array:
    """The agreements that the release says were added; all of one that follows none and is the oldest there is.

    None where that is not known.
    """
    path = layout.changes_path("agreements", layout.PARQUET)
    none = pa.array([], pa.string())
    is_first = release.previous is None and release is found.releases[-1]
    if not release.is_here or not (is_first or release.has(path)):
        return none
    try:
        if is_first:
            return _read(release.directory, "agreements", ["agreement_id"])["agreement_id"].combine_chunks()
        lines = pq.read_table(release.directory / path, columns=["change", "key"], partitioning=None)
    except (OSError, pa.ArrowException) as error:
        found.notes.append(f"Which agreements were new with release {release.release} cannot be read: {error}.")
        return none
    return lines.filter(pc.equal(lines["change"], Change.ADDED.value))["key"].unique()


def _renamed(identifiers: pa.Array, history: pa.Table, release: ReleaseId) -> set[str]:
    """Those of these ids that took the place of ids which only releases before this one had."""
    rows = history.filter(pc.is_in(history["new_id"], value_set=identifiers)).to_pylist()
    ends = ((row["new_id"], ReleaseId.parse(row["release"])) for row in rows)
    return {new for new, last in ends if last is not None and last < release}


def _read(release_dir: Path, name: str, columns: list[str], chosen: pc.Expression | None = None) -> pa.Table:
    return pq.read_table(release_dir / layout.parquet_path(name), columns=columns, filters=chosen, partitioning=None)


def _facts(release_dir: Path, identifiers: list[str]) -> dict[str, _Facts]:
    """What the release says of these agreements, by id."""
    listed = pa.array(identifiers, pa.string())
    chosen = pc.field("agreement_id").isin(listed)
    columns = ["agreement_id", "title", "instrument", "status", "signed"]
    facts = {row["agreement_id"]: _Facts(row) for row in _read(release_dir, "agreements", columns, chosen).to_pylist()}
    for party in _read(release_dir, "agreement_parties", ["agreement_id", "name", "country"], chosen).to_pylist():
        facts[party["agreement_id"]].parties.append(party)
    for identifier, address in _sources(release_dir, listed):
        facts[identifier].sources.append(address)
    return facts


def _sources(release_dir: Path, identifiers: pa.Array) -> Iterator[tuple[str, str]]:
    """Each agreement with the addresses of the documents that something about it was read from, sorted."""
    about = (pc.field("table") == _AGREEMENTS.name) & pc.field("record_id").isin(identifiers)
    stated = _read(release_dir, "statements", ["record_id", "document_id"], about)
    documents = pc.field("document_id").isin(stated["document_id"].combine_chunks())
    addresses = _read(release_dir, "documents", ["document_id", "url"], documents)
    pairs = stated.join(addresses, "document_id").select(["record_id", "url"]).drop_null()
    distinct = pairs.group_by(["record_id", "url"]).aggregate([])
    for pair in distinct.sort_by([("record_id", "ascending"), ("url", "ascending")]).to_pylist():
        if is_web_address(pair["url"]):
            yield pair["record_id"], pair["url"]


def _agreement_entry(found: _Published, listed: _Listed, facts: _Facts, known: Known | None) -> Entry:
    identifier = facts.row["agreement_id"]
    title, summary = plain(_agreement_title(facts)), plain(_agreement_summary(facts))
    is_as_it_was = known is not None and (known.title, known.summary) == (title, summary)
    updated = known.updated if known and is_as_it_was else found.newest.created if known else listed.published
    told_in = listed.release or found.newest
    page = layout.CHANGES_MD if listed.release and told_in.has(layout.CHANGES_MD) else layout.README
    return Entry(
        iri=f"{found.iri(layout.AGREEMENTS_FEED)}#{identifier}" if found.base_url else found.iri(identifier),
        identifier=identifier,
        title=title,
        published=listed.published,
        updated=updated,
        summary=summary,
        links=(
            Link("alternate", f"{found.base_url or ''}{_PAGE.format(identifier)}"),
            found.link("related", told_in, page, "text/markdown"),
            *(Link("via", address) for address in facts.sources[:_SOURCES_LINKED]),
        ),
        categories=_countries(facts),
    )


def _agreement_title(facts: _Facts) -> str:
    name = closed(facts.row["title"] or _label("instrument", facts.row["instrument"]))
    parties = [closed(party["name"]) for party in facts.parties]
    more = len(parties) - _PARTIES_IN_TITLE
    listed = ", ".join(parties[:_PARTIES_IN_TITLE]) + (f" and {more} more" if more > 0 else "")
    return f"{name}: {listed}" if listed else name


def _agreement_summary(facts: _Facts) -> str:
    """A line for each fact that is known, under the titles of the columns."""
    countries = _countries(facts)
    parties = [
        closed(party["name"]) + (f" ({countries[party['country']]})" if party["country"] else "")
        for party in facts.parties
    ]
    lines = {
        _AGREEMENTS.column("instrument").title: _label("instrument", facts.row["instrument"]),
        _AGREEMENTS.column("status").title: _label("status", facts.row["status"]),
        _AGREEMENTS.column("signed").title: facts.row["signed"],
        "Parties": "; ".join(parties),
        "Countries": ", ".join(countries.values()),
    }
    return "\n".join(f"{title}: {value}" for title, value in lines.items() if value)


def _countries(facts: _Facts) -> dict[str, str]:
    """The countries of the parties: names by code, in the order of the parties."""
    codes = [party["country"] for party in facts.parties if party["country"]]
    return {code: code_lists()[COUNTRY][code].label for code in codes}


def _label(column: str, code: str) -> str:
    """The label of a code in a column of the agreements."""
    return code_lists()[_AGREEMENTS.column(column).code_list or ""][code].label
