"""What the tables promise to programs that read them, and how much a change of it asks of their version.

The contract of a schema version is ``reference/contracts/<version>.json``: tables with their keys and columns, and the
codes of the lists that coopdata keeps itself. ``python -m coopdata.tables.contract`` writes it from the catalogue. Once
its version has been published, a contract never changes.

A change asks for a higher minor or major version (Semantic Versioning 2.0.0, https://semver.org):

- **minor**, because programs that read the tables go on as they are: a table; a column that may be empty, at the end
  of its table; a column that is never empty any more; a reference or a code list where there was none; a code in a
  list, for which a program should be prepared; a deprecation, or one taken back.
- **major**, because programs may stop or err: anything removed, renamed or moved; another type, unit, key, reference
  or code list; a column that may be empty now; a new column that never is, because rows of earlier releases cannot
  have it; a code taken out of a list.

The order of tables and codes promises nothing. A change of meaning shows in no contract: a version may therefore be
higher than its change asks, and never lower.

**Deprecation.** A column is removed in two steps: `Column.deprecated` says so in the last versions of one major
version, and the next major version may be without it.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import IntEnum
from importlib.resources import files
from pathlib import Path
from typing import Any

from coopdata.tables.catalogue import SCHEMA_VERSION, TABLES
from coopdata.tables.codes import OPEN_LISTS, code_lists
from coopdata.tables.schemas import PARTIAL_DATE
from coopdata.tables.spec import Table, Type

FOLDER = "contracts"
"""Where the contracts lie in the package `coopdata.reference`."""

Version = tuple[int, int, int]

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)", re.ASCII)


@dataclass(frozen=True)
class ColumnContract:
    """What a column promises. `references` is written "table.column"."""

    name: str
    type: str
    nullable: bool
    unit: str | None = None
    code_list: str | None = None
    references: str | None = None
    deprecated: str | None = None


@dataclass(frozen=True)
class TableContract:
    """What a table promises: its key, and its columns in their order."""

    name: str
    key: tuple[str, ...]
    columns: tuple[ColumnContract, ...]


@dataclass(frozen=True)
class Contract:
    """What all tables of a schema version promise."""

    schema_version: str
    tables: tuple[TableContract, ...]
    code_lists: Mapping[str, tuple[str, ...]]
    """The codes of each list, sorted; without the lists that others keep (`codes.OPEN_LISTS`)."""


class Size(IntEnum):
    """How much a change asks of the version."""

    NONE = 0
    MINOR = 1
    MAJOR = 2


@dataclass(frozen=True)
class Change:
    """How two contracts differ, a sentence for each difference."""

    minor: tuple[str, ...]
    major: tuple[str, ...]
    premature: tuple[str, ...]
    """The columns, "table.column", that were removed without having been deprecated."""

    @property
    def size(self) -> Size:
        """The largest that one of the differences asks for."""
        return Size.MAJOR if self.major else Size.MINOR if self.minor else Size.NONE


def contract_of_catalogue(tables: Sequence[Table] = TABLES, version: str = SCHEMA_VERSION) -> Contract:
    """What the tables of the catalogue, or others, promise."""
    used = {column.code_list for table in tables for column in table.columns if column.code_list} - OPEN_LISTS
    return Contract(
        version,
        tuple(_table_contract(table) for table in tables),
        {name: tuple(sorted(code_lists()[name])) for name in sorted(used)},
    )


def contract_of_release(release_dir: Path) -> Contract:
    """What a release's tables promise, read from its datapackage.json, the version from its manifest.json.

    Raises ValueError, naming the file, where one of them cannot be read or is not as a release has it.
    """
    version = _json(release_dir / "manifest.json")
    package = _json(release_dir / "datapackage.json")
    try:
        resources = [each for each in package["resources"] if each["path"] == f"csv/{each['name']}.csv"]
        fields = [field for resource in resources for field in resource["schema"]["fields"]]
        lists = {
            field["codeList"]: tuple(sorted(field["constraints"]["enum"]))
            for field in fields
            if field.get("codeList") and "enum" in field.get("constraints", {})
        }
        tables = tuple(_table_of_resource(resource) for resource in resources)
        return Contract(str(version["schema_version"]), tables, dict(sorted(lists.items())))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{release_dir / 'datapackage.json'} or manifest.json is not as a release has it") from error


def published_contracts() -> tuple[Contract, ...]:
    """The contracts kept in the package, oldest first."""
    texts = (path.read_text("utf-8") for path in files("coopdata.reference").joinpath(FOLDER).iterdir())
    return tuple(sorted(map(parse_contract, texts), key=lambda contract: _version(contract.schema_version)))


def parse_contract(text: str) -> Contract:
    """The contract that `contract_json` wrote."""
    content = json.loads(text)
    tables = tuple(
        TableContract(
            table["name"], tuple(table["key"]), tuple(ColumnContract(**column) for column in table["columns"])
        )
        for table in content["tables"]
    )
    lists = {name: tuple(codes) for name, codes in content["code_lists"].items()}
    return Contract(content["schema_version"], tables, lists)


def contract_json(contract: Contract) -> str:
    """The contract as its file has it; what a column does not have is left out."""
    content = asdict(contract)
    for table in content["tables"]:
        table["columns"] = [
            {key: value for key, value in column.items() if value is not None} for column in table["columns"]
        ]
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def classify(before: Contract, after: Contract) -> Change:
    """How the later contract differs from the earlier one, whatever their versions say."""
    old = {table.name: table for table in before.tables}
    new = {table.name: table for table in after.tables}
    minor = [f"the table {name} is new" for name in new if name not in old]
    major = [f"the table {name} is gone" for name in old if name not in new]
    for name in old.keys() & new.keys():
        for size, sentence in _table_differences(old[name], new[name]):
            (major if size is Size.MAJOR else minor).append(sentence)
    for name in before.code_lists.keys() & after.code_lists.keys():
        added, removed = _compared(before.code_lists[name], after.code_lists[name])
        minor += [f"the code list {name} has the new code {code}" for code in added]
        major += [f"the code list {name} has lost the code {code}" for code in removed]
    kept = {(table.name, column.name) for table in after.tables for column in table.columns}
    premature = (
        f"{table.name}.{column.name}"
        for table in before.tables
        for column in table.columns
        if (table.name, column.name) not in kept and column.deprecated is None
    )
    return Change(tuple(sorted(minor)), tuple(sorted(major)), tuple(premature))


def version_fits(before_version: str, after_version: str, change: Change) -> str | None:
    """None where the later version is what the change asks for; else in a sentence or two why not, and what would be.

    Raises ValueError for what is no version.
    """
    before, after = _version(before_version), _version(after_version)
    if change.premature:
        return (
            f"{', '.join(change.premature)}: removed without having been deprecated in version {before_version}. "
            "Keep the column, say in its `deprecated` since when and what to use instead, and remove it in the next "
            "major version"
        )
    if after < before:
        return f"the schema version {after_version} is lower than {before_version}, the one before"
    significant = 3 - change.size
    if change.size is Size.NONE or after[:significant] > before[:significant]:
        return None
    size, differences = change.size.name.lower(), change.major or change.minor
    return (
        f"the tables differ from version {before_version} ({'; '.join(differences)}), which asks for a new {size} "
        f"version, {_next(before, change.size)} or higher, and the schema version is {after_version}"
    )


def contract_problem(before: Contract) -> str | None:
    """Why the schema version does not fit what changed in the tables since that contract; None where it does."""
    after = contract_of_catalogue()
    return version_fits(before.schema_version, after.schema_version, classify(before, after))


def deprecated_columns(tables: Sequence[Table] = TABLES) -> list[dict[str, str]]:
    """The deprecated columns: `table`, `column`, and in `deprecated` since when and what to use instead."""
    return [
        {"table": table.name, "column": column.name, "deprecated": column.deprecated}
        for table in tables
        for column in table.columns
        if column.deprecated is not None
    ]


def write_contract(folder: Path, contract: Contract, known: Sequence[Contract]) -> Path:
    """Write the contract into the folder, where its version fits those known; the file.

    Raises ValueError, saying why, where the version does not fit, or another contract is known under it.
    """
    for other in known:
        if other.schema_version == contract.schema_version and other != contract:
            change = classify(other, contract)
            raise ValueError(
                f"{FOLDER}/{other.schema_version}.json has it otherwise: {'; '.join(change.major + change.minor)}. "
                "Set SCHEMA_VERSION higher; or, if this version was never published, remove the file and try again"
            )
    earlier = [other for other in known if _version(other.schema_version) < _version(contract.schema_version)]
    if earlier:
        problem = version_fits(earlier[-1].schema_version, contract.schema_version, classify(earlier[-1], contract))
        if problem is not None:
            raise ValueError(problem)
    path = folder / f"{contract.schema_version}.json"
    path.write_text(contract_json(contract), encoding="utf-8", newline="\n")
    return path


def _table_contract(table: Table) -> TableContract:
    columns = tuple(
        ColumnContract(
            name=column.name,
            type=column.type.value,
            nullable=column.null is not None,
            unit=column.unit,
            code_list=column.code_list,
            references=".".join(column.references) if column.references else None,
            deprecated=column.deprecated,
        )
        for column in table.columns
    )
    return TableContract(table.name, table.key, columns)


def _table_of_resource(resource: Mapping[str, Any]) -> TableContract:
    schema = resource["schema"]
    references = {
        key["fields"][0]: f"{key['reference'].get('resource', resource['name'])}.{key['reference']['fields'][0]}"
        for key in schema.get("foreignKeys", ())
    }
    columns = tuple(_column_of_field(field, references.get(field["name"])) for field in schema["fields"])
    return TableContract(resource["name"], tuple(schema["primaryKey"]), columns)


def _column_of_field(field: Mapping[str, Any], references: str | None) -> ColumnContract:
    constraints = field.get("constraints", {})
    # Table Schema has no type for dates of three precisions: these are text of this one form.
    is_date = f"^{constraints.get('pattern')}$" == PARTIAL_DATE
    return ColumnContract(
        name=field["name"],
        type=Type.PARTIAL_DATE.value if is_date else field["type"],
        nullable=not constraints.get("required", False),
        unit=field.get("unit"),
        code_list=field.get("codeList"),
        references=references,
        deprecated=field.get("deprecated"),
    )


def _table_differences(before: TableContract, after: TableContract) -> Iterator[tuple[Size, str]]:
    name = before.name
    old = {column.name: column for column in before.columns}
    new = {column.name: column for column in after.columns}
    if before.key != after.key:
        yield Size.MAJOR, f"the key of {name} is {', '.join(after.key)}, no longer {', '.join(before.key)}"
    yield from ((Size.MAJOR, f"the column {name}.{column} is gone") for column in old if column not in new)
    kept = [column for column in old if column in new]
    if [column for column in new if column in old] != kept:
        yield Size.MAJOR, f"the columns of {name} stand in another order"
    last = max((list(new).index(column) for column in kept), default=-1)
    for position, column in enumerate(after.columns):
        if column.name not in old:
            yield _added(f"{name}.{column.name}", column, at_end=position > last)
    for column_name in kept:
        yield from _column_differences(f"{name}.{column_name}", old[column_name], new[column_name])


def _added(where: str, column: ColumnContract, *, at_end: bool) -> tuple[Size, str]:
    if not column.nullable:
        return Size.MAJOR, f"the column {where} is new and never empty"
    if not at_end:
        return Size.MAJOR, f"the column {where} is new and not at the end of its table"
    return Size.MINOR, f"the column {where} is new"


def _column_differences(where: str, before: ColumnContract, after: ColumnContract) -> Iterator[tuple[Size, str]]:
    if before.nullable != after.nullable:
        size, what = (Size.MAJOR, "may be empty now") if after.nullable else (Size.MINOR, "is never empty now")
        yield size, f"the column {where} {what}"
    if before.deprecated != after.deprecated:
        yield Size.MINOR, f"the column {where} is {'no longer ' if after.deprecated is None else ''}deprecated"
    for what in ("type", "unit", "code_list", "references"):
        old, new = getattr(before, what), getattr(after, what)
        if old != new:
            size = Size.MINOR if old is None and what in ("code_list", "references") else Size.MAJOR
            yield size, f"{what} of {where} is {new or 'none'}, no longer {old or 'none'}"


def _compared(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str]]:
    """What was added and what was removed."""
    return sorted(set(after) - set(before)), sorted(set(before) - set(after))


def _version(text: str) -> Version:
    match = _VERSION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no version of the form 1.2.0")
    return int(match[1]), int(match[2]), int(match[3])


def _next(version: Version, size: Size) -> str:
    return f"{version[0] + 1}.0.0" if size is Size.MAJOR else f"{version[0]}.{version[1] + 1}.0"


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ValueError(f"{path} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise ValueError(f"{path} holds no object")
    return content


def main() -> None:
    """Write the contract of the catalogue's schema version; exit with the reason where it does not fit."""
    folder = Path(str(files("coopdata.reference").joinpath(FOLDER)))
    try:
        path = write_contract(folder, contract_of_catalogue(), published_contracts())
    except ValueError as error:
        sys.exit(f"{error}.")
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
