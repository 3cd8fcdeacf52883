"""datapackage.json: the release as a Data Package, for tools that read data by its description.

Follows the Data Package Standard 2.0 (https://datapackage.org): every table is two resources, `<table>` for the CSV
file and `<table>.parquet` for the Parquet file, each with the Table Schema made from the table's spec. Two properties
of a field go beyond the standard: `codeList` names the code list in the table `codes`, `unit` the unit.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from coopdata.publish.dictionary import code_lists
from coopdata.publish.layout import csv_path, parquet_path
from coopdata.publish.notices import AUTHORS, DATA_LICENCE, DESCRIPTION, TITLE
from coopdata.tables.codes import OPEN_LISTS
from coopdata.tables.schemas import column_pattern
from coopdata.tables.spec import Column, Table, Type

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PARQUET_SUFFIX = ".parquet"

_TYPES = {
    Type.STRING: "string",
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.BOOLEAN: "boolean",
    Type.PARTIAL_DATE: "string",
}


def datapackage(
    tables: Sequence[Table], data: Mapping[str, pa.Table], files: Mapping[str, tuple[int, str]], release: str
) -> dict[str, Any]:
    """The content of datapackage.json. `files` gives size in bytes and SHA-256 by path in the release."""
    # Of an open list a release has only the codes in use, which must not forbid the others.
    lists = {name: [row["code"] for row in rows] for name, rows in code_lists(data).items() if name not in OPEN_LISTS}
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "coopdata",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": release,
        "licenses": [DATA_LICENCE],
        "contributors": [{"title": AUTHORS, "roles": ["creator"]}],
        "sources": _sources(data),
        "resources": [
            *(_csv_resource(table, lists, files) for table in tables),
            *(_parquet_resource(table, lists, files) for table in tables),
        ],
    }
    return {key: value for key, value in package.items() if value != []}


def _csv_resource(table: Table, lists: Mapping[str, list[str]], files: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    size, digest = files[csv_path(table.name)]
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": csv_path(table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(table, lists, ""),
    }


def _parquet_resource(
    table: Table, lists: Mapping[str, list[str]], files: Mapping[str, tuple[int, str]]
) -> dict[str, Any]:
    # No `bytes`: frictionless 5 counts them wrongly for Parquet and would call every file damaged.
    return {
        "name": f"{table.name}{PARQUET_SUFFIX}",
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": parquet_path(table.name),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{files[parquet_path(table.name)][1]}",
        "schema": _schema(table, lists, PARQUET_SUFFIX),
    }


def _schema(table: Table, lists: Mapping[str, list[str]], suffix: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "missingValues": [""],
        "fields": [_field(table, column, lists) for column in table.columns],
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


def _field(table: Table, column: Column, lists: Mapping[str, list[str]]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": column.title,
        "description": column.description + (f" Empty: {column.null}" if column.null else ""),
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
