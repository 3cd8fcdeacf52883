"""What the metadata of a release leaves unsaid: read from the files as they lie staged, so of what is published.

What each file has to say is a table here (`_FORMS`), not a rule in code; a gap is reported under a short stable code
that tests, reports and a refused release share. Whether a file is valid, the validators of its standard tell; whether
it says what people need to find, trust and use the data, this does.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from coopdata.problems import Defined
from coopdata.publish.contents import DOCUMENTATION
from coopdata.publish.layout import CHECKSUMS, CITATION, CROISSANT, DATAPACKAGE, DCAT, MANIFEST, PARQUET
from coopdata.publish.metadata.datapackage import LEFT_OUT
from coopdata.publish.model import Reason


class Gap(Defined):
    """The codes of what metadata can lack."""

    METADATA_UNREADABLE = (
        "metadata_unreadable",
        "A metadata file is missing or not of the form its name says, or a table does not tell its columns.",
    )
    MISSING_TITLE = "missing_title", "The data, a table or a file has no title."
    MISSING_DESCRIPTION = "missing_description", "The data or a table has no description."
    MISSING_LICENCE = "missing_licence", "Nothing says under which terms the data or a file may be used."
    MISSING_PUBLISHER = "missing_publisher", "Nothing says who made or published the data."
    MISSING_IDENTIFIER = "missing_identifier", "Nothing identifies the release among all others."
    MISSING_VERSION = "missing_version", "Nothing says which release it is."
    MISSING_DATE = "missing_date", "Nothing says of which day the release is."
    MISSING_KEYWORDS = "missing_keywords", "There are no keywords to find the data by."
    MISSING_THEME = "missing_theme", "There is no theme under which a catalogue can list the data."
    MISSING_CITATION = "missing_citation", "Nothing says how to cite the data."
    MISSING_COLUMN_TITLE = "missing_column_title", "A column has no title or name."
    MISSING_COLUMN_DESCRIPTION = "missing_column_description", "A column has no description."
    MISSING_COLUMN_TYPE = "missing_column_type", "A column has no data type."
    MISSING_MEDIA_TYPE = "missing_media_type", "A file has neither media type nor format."
    MISSING_CHECKSUM = "missing_checksum", "A file has no SHA-256."
    MISSING_ADDRESS = "missing_address", "Nothing says where a file is."
    COLUMN_NOT_DESCRIBED = "column_not_described", "A table has a column that is not described."
    FILE_NOT_DESCRIBED = "file_not_described", "The release has a file that is not described."
    FILE_NOT_THERE = "file_not_there", "A file is described that the release does not have."


Tree = Mapping[str, Any]
"""A metadata file as it was parsed."""


@dataclass(frozen=True)
class _Form:
    """What an object has to say, and what has to be said of its parts."""

    said: Mapping[Gap, tuple[str, ...]]
    """By the gap that is left where it is not said: the keys, one of which has to hold something."""
    parts: Mapping[str, "_Form"] = field(default_factory=dict)
    """By the key, or keys with full stops between, that lists them."""
    named_by: str = "name"
    """The key that tells which part it is."""


_FORMS: Mapping[str, _Form] = {
    DATAPACKAGE: _Form(
        {
            Gap.MISSING_TITLE: ("title",),
            Gap.MISSING_DESCRIPTION: ("description",),
            Gap.MISSING_LICENCE: ("licenses",),
            Gap.MISSING_PUBLISHER: ("contributors",),
            Gap.MISSING_IDENTIFIER: ("id",),
            Gap.MISSING_VERSION: ("version",),
            Gap.MISSING_KEYWORDS: ("keywords",),
        },
        {
            "resources": _Form(
                {
                    Gap.MISSING_TITLE: ("title",),
                    Gap.MISSING_ADDRESS: ("path",),
                    Gap.MISSING_MEDIA_TYPE: ("mediatype",),
                    Gap.MISSING_CHECKSUM: ("hash",),
                },
                {
                    "schema.fields": _Form(
                        {
                            Gap.MISSING_COLUMN_TITLE: ("title",),
                            Gap.MISSING_COLUMN_DESCRIPTION: ("description",),
                            Gap.MISSING_COLUMN_TYPE: ("type",),
                        }
                    )
                },
            )
        },
    ),
    CROISSANT: _Form(
        {
            Gap.MISSING_TITLE: ("name",),
            Gap.MISSING_DESCRIPTION: ("description",),
            Gap.MISSING_LICENCE: ("license",),
            Gap.MISSING_PUBLISHER: ("publisher",),
            Gap.MISSING_IDENTIFIER: ("identifier",),
            Gap.MISSING_VERSION: ("version",),
            Gap.MISSING_DATE: ("datePublished",),
            Gap.MISSING_KEYWORDS: ("keywords",),
            Gap.MISSING_CITATION: ("citeAs",),
        },
        {
            "distribution": _Form(
                {
                    Gap.MISSING_TITLE: ("description",),
                    Gap.MISSING_ADDRESS: ("contentUrl",),
                    Gap.MISSING_MEDIA_TYPE: ("encodingFormat",),
                    Gap.MISSING_CHECKSUM: ("sha256",),
                },
                named_by="@id",
            ),
            "recordSet": _Form(
                {Gap.MISSING_TITLE: ("name",), Gap.MISSING_DESCRIPTION: ("description",)},
                {
                    "field": _Form(
                        {
                            Gap.MISSING_COLUMN_TITLE: ("name",),
                            Gap.MISSING_COLUMN_DESCRIPTION: ("description",),
                            Gap.MISSING_COLUMN_TYPE: ("dataType",),
                        },
                        named_by="@id",
                    )
                },
                named_by="@id",
            ),
        },
    ),
    DCAT: _Form(
        {
            Gap.MISSING_TITLE: ("dct:title",),
            Gap.MISSING_DESCRIPTION: ("dct:description",),
            Gap.MISSING_PUBLISHER: ("dct:publisher",),
            Gap.MISSING_IDENTIFIER: ("dct:identifier",),
            Gap.MISSING_VERSION: ("dcat:version",),
            Gap.MISSING_DATE: ("dct:issued",),
            Gap.MISSING_KEYWORDS: ("dcat:keyword",),
            Gap.MISSING_THEME: ("dcat:theme",),
        },
        {
            "dcat:distribution": _Form(
                {
                    Gap.MISSING_TITLE: ("dct:title",),
                    Gap.MISSING_LICENCE: ("dct:license",),
                    Gap.MISSING_ADDRESS: ("dcat:downloadURL",),
                    Gap.MISSING_MEDIA_TYPE: ("dcat:mediaType", "dct:format"),
                    Gap.MISSING_CHECKSUM: ("spdx:checksum",),
                },
                named_by="@id",
            )
        },
    ),
    CITATION: _Form(
        {
            Gap.MISSING_TITLE: ("title",),
            Gap.MISSING_DESCRIPTION: ("abstract",),
            Gap.MISSING_LICENCE: ("license",),
            Gap.MISSING_PUBLISHER: ("authors",),
            Gap.MISSING_VERSION: ("version",),
            Gap.MISSING_DATE: ("date-released",),
            Gap.MISSING_KEYWORDS: ("keywords",),
        }
    ),
}

_REMEDY = "Complete the spec, the list of contents, or the module of coopdata.publish.metadata that makes the file."
_MARKS = frozenset({"@type", "@language"})
"""Keys of JSON-LD that tell what a value is, and are none."""


def metadata_gaps(staging: Path) -> list[Reason]:
    """What the metadata of the release in `staging` leaves unsaid, in the order of its files; empty: nothing.

    All files of the release have to be staged, but for manifest.json and SHA256SUMS.
    """
    files = {path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file()} - _LISTS
    columns, reasons = _table_columns(staging)
    for name, form in _FORMS.items():
        try:
            tree = _parsed(staging / name)
        except (OSError, ValueError, yaml.YAMLError) as error:
            reasons.append(_reason(Gap.METADATA_UNREADABLE, name, f"It cannot be read: {error}"))
            continue
        reasons += _unsaid(tree, form, name)
        if name in _SCOPES:
            reasons += _undescribed(_SCOPES[name], tree, name, files, columns)
    return reasons


def _table_columns(staging: Path) -> tuple[list[tuple[str, str]], list[Reason]]:
    """The path of the file and the name of each column of each table; the tables that do not tell theirs."""
    columns, reasons = [], []
    for path in sorted((staging / PARQUET).glob("*.parquet")):
        inside = path.relative_to(staging).as_posix()
        try:
            columns += [(inside, name) for name in pq.read_schema(path).names]
        except (OSError, pa.ArrowException) as error:
            reasons.append(_reason(Gap.METADATA_UNREADABLE, inside, f"It cannot be read: {error}"))
    return columns, reasons


def _parsed(path: Path) -> Tree:
    text = path.read_text(encoding="utf-8")
    tree = yaml.safe_load(text) if path.name == CITATION else json.loads(text)
    if not isinstance(tree, dict):
        raise ValueError("it holds no names and values")
    return tree


def _unsaid(tree: Tree, form: _Form, place: str) -> Iterator[Reason]:
    """The gaps of an object and of its parts."""
    for gap, keys in form.said.items():
        if not any(_is_said(tree.get(key)) for key in keys):
            yield _reason(gap, place, f"Expected under {' or '.join(keys)}.")
    for key, part_form in form.parts.items():
        for number, part in enumerate(_parts(tree, key), start=1):
            named = part.get(part_form.named_by) or number
            yield from _unsaid(part, part_form, f"{place}, {key} {named}")


def _is_said(value: object) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, dict):
        return any(_is_said(inner) for key, inner in value.items() if key not in _MARKS)
    if isinstance(value, list):
        return any(_is_said(inner) for inner in value)
    return value is not None


def _parts(tree: Tree, keys: str) -> list[Tree]:
    """The objects listed under a key, or under keys with full stops between; none where there is no such list."""
    found: Any = tree
    for key in keys.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []


def _undescribed(
    scope: "_Scope", tree: Tree, place: str, files: Set[str], columns: Iterable[tuple[str, str]]
) -> Iterator[Reason]:
    """Files and columns that a metadata file leaves out, and files that it makes up."""
    described = {path for path in scope.paths(tree) if isinstance(path, str)}
    for path in sorted(files - described - scope.left_out):
        yield _reason(Gap.FILE_NOT_DESCRIBED, f"{place}, {path}")
    for path in sorted(described - files):
        yield _reason(Gap.FILE_NOT_THERE, f"{place}, {path}")
    if scope.columns is None:
        return
    known = set(scope.columns(tree))
    for path, name in columns:
        if (path, name) not in known:
            yield _reason(Gap.COLUMN_NOT_DESCRIBED, f"{place}, {path}, {name}")


def _package_paths(tree: Tree) -> list[object]:
    return [resource.get("path") for resource in _parts(tree, "resources")]


def _croissant_paths(tree: Tree) -> list[object]:
    return [_inside(file.get("contentUrl"), tree.get("url")) for file in _parts(tree, "distribution")]


def _dcat_paths(tree: Tree) -> list[object]:
    files = [_at(file, "dcat:downloadURL") for file in _parts(tree, "dcat:distribution")]
    return [_inside(file.get("@id"), tree.get("@id")) for file in (*files, *_parts(tree, "foaf:page"))]


def _inside(address: object, release: object) -> object:
    """An address relative to that of the release, if it is one of its files."""
    if isinstance(address, str) and isinstance(release, str):
        return address.removeprefix(release)
    return address


def _package_columns(tree: Tree) -> Iterator[tuple[object, object]]:
    for resource in _parts(tree, "resources"):
        for column in _parts(resource, "schema.fields"):
            yield resource.get("path"), column.get("name")


def _croissant_columns(tree: Tree) -> Iterator[tuple[object, object]]:
    for record_set in _parts(tree, "recordSet"):
        for column in _parts(record_set, "field"):
            source = _at(column, "source")
            yield _at(source, "fileObject").get("@id"), _at(source, "extract").get("column")


def _at(tree: Tree, key: str) -> Tree:
    found = tree.get(key)
    return found if isinstance(found, dict) else {}


def _reason(gap: Gap, place: str, message: str = "") -> Reason:
    return Reason(gap, place, f"{gap.definition} {message}".rstrip(), _REMEDY)


@dataclass(frozen=True)
class _Scope:
    """Which files and columns a metadata file describes, and which it may leave out."""

    paths: Callable[[Tree], list[object]]
    """Paths in the release; what is no text is none."""
    columns: Callable[[Tree], Iterator[tuple[object, object]]] | None
    """Columns, each after the path of its file; None: it is not for columns."""
    left_out: frozenset[str]


_LISTS = frozenset({MANIFEST, CHECKSUMS})
"""What lists all files; the layout describes it."""
_EXPLAINING = frozenset(file.path for file in DOCUMENTATION)
_SCOPES: Mapping[str, _Scope] = {
    DATAPACKAGE: _Scope(_package_paths, _package_columns, _EXPLAINING | LEFT_OUT),
    CROISSANT: _Scope(_croissant_paths, _croissant_columns, _EXPLAINING),
    DCAT: _Scope(_dcat_paths, None, frozenset()),
}
