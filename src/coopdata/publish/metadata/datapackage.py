"""datapackage.json: the release as a Data Package, for tools that read data by its description.

Follows the Data Package Standard 2.0 (https://datapackage.org). Every table is two resources, `<table>` for the CSV
file and `<table>.parquet` for the Parquet file, each with the Table Schema made from the table's spec; what changed in
it is `changes.<table>` and `changes.<table>.parquet` in the same way. A download is a resource without a schema, under
its file name; but the workbook is none, since readers of Data Packages take a workbook for one table. Two properties of
a field go beyond the standard: `codeList` names the code list in the table `codes`, `unit` the unit.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from coopdata.publish.changes.spec import CHANGES_TABLE
from coopdata.publish.contents import CSV_TYPE, DOWNLOADS, ReleaseFile, changes_files, table_files
from coopdata.publish.dictionary import code_lists
from coopdata.publish.layout import CHANGES, WORKBOOK
from coopdata.publish.manifest import Files
from coopdata.publish.metadata.about import AUTHORS, DATA_LICENCE, DESCRIPTION, KEYWORDS, TITLE, meaning
from coopdata.publish.metadata.addresses import release_iri
from coopdata.tables.codes import OPEN_LISTS
from coopdata.tables.schemas import column_pattern
from coopdata.tables.spec import Column, Table, Type

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PARQUET_SUFFIX = ".parquet"
LEFT_OUT = frozenset({WORKBOOK})
"""The data files that are no resources."""

_TYPES = {
    Type.STRING: "string",
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.BOOLEAN: "boolean",
    Type.PARTIAL_DATE: "string",
}
_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}

Lists = Mapping[str, list[str]]
"""The codes of each code list that a column may be held to."""


def datapackage(
    tables: Sequence[Table], data: Mapping[str, pa.Table], files: Files, release: str, base_url: str | None = None
) -> dict[str, Any]:
    """The content of datapackage.json.

    `files` gives size and SHA-256 by path in the release, of all files with data; `base_url` is the public address of
    `published/`, where it is known.
    """
    # Of an open list a release has only the codes in use, which must not forbid the others.
    lists = {name: [row["code"] for row in rows] for name, rows in code_lists(data).items() if name not in OPEN_LISTS}
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "coopdata",
        "id": release_iri(release, files, base_url),
        "title": TITLE,
        "description": DESCRIPTION,
        "version": release,
        "keywords": list(KEYWORDS),
        "licenses": [DATA_LICENCE],
        "contributors": [{"title": AUTHORS, "roles": ["creator", "publisher"]}],
        "sources": _sources(data),
        "resources": [
            *(resource for table in tables for resource in _table_resources(table, lists, files)),
            *(resource for table in tables for resource in _changes_resources(table, files)),
            *(_file_resource(file, files) for file in DOWNLOADS if file.path in set(files) - LEFT_OUT),
        ],
    }
    return {key: value for key, value in package.items() if value != []}


def _table_resources(table: Table, lists: Lists, files: Files) -> Iterator[dict[str, Any]]:
    for file in reversed(table_files(table)):
        suffix = _suffix(file)
        about = {"name": f"{table.name}{suffix}", "title": table.title, "description": table.description}
        yield _tabular(file, about, _schema(table, lists, suffix), files)


def _changes_resources(table: Table, files: Files) -> Iterator[dict[str, Any]]:
    for file in reversed(changes_files(table)):
        if file.path in files:
            name = f"{CHANGES}.{table.name}{_suffix(file)}"
            about = {"name": name, "title": file.title, "description": CHANGES_TABLE.description}
            yield _tabular(file, about, _schema(CHANGES_TABLE, {}, ""), files)


def _suffix(file: ReleaseFile) -> str:
    """What the name of a resource ends in."""
    return "" if file.media_type == CSV_TYPE else PARQUET_SUFFIX


def _tabular(file: ReleaseFile, about: Mapping[str, str], schema: Mapping[str, Any], files: Files) -> dict[str, Any]:
    size, digest = files[file.path]
    resource: dict[str, Any] = {
        **about,
        "type": "table",
        "path": file.path,
        "format": file.path.rpartition(".")[2],
        "mediatype": file.media_type,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }
    if file.media_type == CSV_TYPE:
        # Parquet has no `bytes`: frictionless 5 counts them wrongly there and would call every file damaged.
        resource |= {"encoding": "utf-8", "bytes": size, "dialect": _DIALECT}
    return resource


def _file_resource(file: ReleaseFile, files: Files) -> dict[str, Any]:
    size, digest = files[file.path]
    return {
        "name": file.path.rpartition("/")[2],
        "title": file.title,
        "path": file.path,
        "mediatype": file.media_type,
        "bytes": size,
        "hash": f"sha256:{digest}",
    }


def _schema(table: Table, lists: Lists, suffix: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "missingValues": [""],
        "fields": [_field(table, column, lists) | _read_as(column, suffix) for column in table.columns],
        "primaryKey": list(table.key),
    }
    foreign = [
        _foreign_key(table.name, column.name, column.references, suffix)
        for column in table.columns
        if column.references
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return schema


def _read_as(column: Column, suffix: str) -> dict[str, str]:
    """How tools of the standard read the column of a Parquet file, where that is not what it is.

    frictionless 5 reads whole numbers of which some are missing as floating ones, and would call each an error.
    """
    missing_some = column.type is Type.INTEGER and column.null is not None
    return {"type": _TYPES[Type.NUMBER]} if suffix == PARQUET_SUFFIX and missing_some else {}


def _field(table: Table, column: Column, lists: Lists) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": column.title,
        "description": meaning(column),
        "example": column.example,
    }
    constraints: dict[str, Any] = {}
    if column.null is None:
        constraints["required"] = True
    pattern = column_pattern(table, column)
    if pattern:
        constraints["pattern"] = pattern.removeprefix("^").removesuffix("$")  # Table Schema matches whole values
    if column.code_list and lists.get(column.code_list):
        constraints["enum"] = lists[column.code_list]
    if constraints:
        field["constraints"] = constraints
    if column.unit:
        field["unit"] = column.unit
    if column.code_list:
        field["codeList"] = column.code_list
    if column.deprecated:
        field["deprecated"] = column.deprecated
    return field


def _foreign_key(table: str, field: str, references: tuple[str, str], suffix: str) -> dict[str, Any]:
    target, column = references
    # The standard leaves the resource out where a table points to itself.
    resource = {} if target == table else {"resource": f"{target}{suffix}"}
    return {"fields": [field], "reference": {**resource, "fields": [column]}}


def _sources(data: Mapping[str, pa.Table]) -> list[dict[str, str]]:
    """The publishers of the source texts, by name."""
    if "documents" not in data:
        return []
    publishers = data["documents"].column("publisher").to_pylist()
    return [{"title": publisher} for publisher in sorted({name for name in publishers if name})]
