"""croissant.json: the release as a schema.org Dataset with Croissant record sets, for search engines and for learning.

Follows Croissant 1.1 (http://mlcommons.org/croissant/1.1) on top of https://schema.org/Dataset. Every file with data is
a FileObject, under its path. Every table is a RecordSet, under its name, whose fields are read from the Parquet file,
which keeps types and nulls apart where a reader of CSV may guess; foreign keys are references between fields.

Dates are text there, since they are as exact as they are known and no data type of Croissant says so. `version` is the
release id in the form of Semantic Versioning, which Croissant recommends: without leading zeros, the number of a
further release of the day after a plus sign (2026.01.05.1 is 2026.1.5+1).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from coopdata.publish.contents import PARQUET_TYPE, ReleaseFile
from coopdata.publish.layout import ReleaseId, parquet_path
from coopdata.publish.manifest import Files
from coopdata.publish.metadata.about import AUTHORS, DATA_LICENCE, DESCRIPTION, KEYWORDS, LANGUAGE, TITLE, meaning
from coopdata.publish.metadata.addresses import file_address, release_address, release_iri
from coopdata.publish.metadata.citing import bibtex
from coopdata.publish.metadata.coverage import coverage
from coopdata.publish.metadata.datafiles import data_files
from coopdata.publish.model import ReleaseInputs
from coopdata.tables.codes import COUNTRY, code_lists
from coopdata.tables.spec import Column, Table, Type

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"

_CONTEXT = {
    "@language": LANGUAGE,
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the standard gives; tools expect it whole."""

_TYPES = {
    Type.STRING: "sc:Text",
    Type.INTEGER: "sc:Integer",
    Type.NUMBER: "sc:Float",
    Type.BOOLEAN: "sc:Boolean",
    Type.PARTIAL_DATE: "sc:Text",
}
_READ_AS = {PARQUET_TYPE: "application/x-parquet"}
"""The name by which readers of Croissant know a format, where it is not the registered one; both are given."""


def croissant(
    tables: Sequence[Table], data: Mapping[str, pa.Table], files: Files, release: ReleaseId, inputs: ReleaseInputs
) -> dict[str, Any]:
    """The content of croissant.json.

    `files` gives size and SHA-256 by path in the release, of all files with data. Where `inputs.base_url` is known,
    all addresses are absolute, else relative to the release.
    """
    address = release_address(str(release), inputs.base_url)
    agent = {"@type": "sc:Organization", "name": AUTHORS}
    described = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": TITLE,
        "description": DESCRIPTION,
        "identifier": release_iri(str(release), files, inputs.base_url),
        "url": address,
        "version": _semantic(release),
        "datePublished": release.day.isoformat(),
        "license": DATA_LICENCE["path"],
        "creator": agent,
        "publisher": agent,
        "citeAs": bibtex(release, url=address).decode("utf-8"),
        "keywords": list(KEYWORDS),
        "isAccessibleForFree": True,
        **_covered(tables, data),
        "distribution": [
            _file_object(file, files, str(release), inputs.base_url) for file in data_files(tables, files)
        ],
        "recordSet": [_record_set(table) for table in tables],
    }
    return {key: value for key, value in described.items() if value not in (None, [])}


def _semantic(release: ReleaseId) -> str:
    day = release.day
    return f"{day.year}.{day.month}.{day.day}" + (f"+{release.number}" if release.number else "")


def _covered(tables: Sequence[Table], data: Mapping[str, pa.Table]) -> dict[str, Any]:
    covered = coverage(tables, data)
    names = code_lists()[COUNTRY]
    return {
        "temporalCoverage": "/".join(covered.period) if covered.period else None,
        "spatialCoverage": [{"@type": "sc:Country", "name": names[code].label} for code in covered.countries],
        "inLanguage": sorted({LANGUAGE, *covered.languages}),
    }


def _file_object(file: ReleaseFile, files: Files, release: str, base_url: str | None) -> dict[str, Any]:
    size, digest = files[file.path]
    formats = [file.media_type, *([_READ_AS[file.media_type]] if file.media_type in _READ_AS else [])]
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path.rpartition("/")[2],
        "description": file.title,
        "contentUrl": file_address(file.path, release, base_url),
        "contentSize": f"{size} B",
        "encodingFormat": formats if len(formats) > 1 else formats[0],
        "sha256": digest,
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.title,
        "description": f"{table.description} {table.grain[:1].upper()}{table.grain[1:]}.",
        "key": [{"@id": _field_id(table.name, name)} for name in table.key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": _field_id(table.name, column.name),
        "name": column.name,
        "description": " ".join(_told(column)),
        "dataType": _TYPES[column.type],
        "source": _column_of_file(table.name, column.name),
    }
    if column.references:
        field["references"] = _references(table, *column.references)
    return field


def _references(table: Table, target: str, column: str) -> dict[str, Any]:
    if target == table.name:
        # A field of the same record set would make mlcroissant 1.1 wait for itself; the column in the file is the same.
        return _column_of_file(target, column)
    return {"field": {"@id": _field_id(target, column)}}


def _column_of_file(table: str, column: str) -> dict[str, Any]:
    return {"fileObject": {"@id": parquet_path(table)}, "extract": {"column": column}}


def _told(column: Column) -> Iterator[str]:
    """What a reader has to know of a column and no other key says."""
    yield f"{column.title}. {meaning(column)}"
    if column.unit:
        yield f"Unit: {column.unit}."
    if column.code_list:
        yield f"Code list: {column.code_list}."


def _field_id(table: str, column: str) -> str:
    return f"{table}/{column}"
