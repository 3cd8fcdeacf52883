"""Checks a file of FollowTheMoney entities, one in JSON on each line, with the followthemoney library.

Run by the interpreter of an environment that has the library: ``python followthemoney_check.py entities.ftm.json``,
with ``--properties FILE`` also the types and lengths in ``followthemoney_properties.csv`` against the model. Prints
JSON with ``entities`` (how many), ``schemata`` (how many of each) and ``problems`` (sentences); ends with 1 if there is
a problem.

Of every line: its schema exists and can have entities, every property exists and takes values, every value is valid,
not too long, and not changed, merged or dropped by the cleaning of the library; what the schema requires is there; the
id is unique and of the form of ids; what it points to is there, and of a schema that the property may point to.
"""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from followthemoney import model
from followthemoney.exc import InvalidData
from followthemoney.types import registry


def check(path: Path) -> dict[str, Any]:
    """What there is in the file, and what is wrong with it."""
    entities = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    problems = [f"{entity['id']}: {problem}" for entity in entities for problem in _of_entity(entity)]
    schemata = {entity["id"]: entity["schema"] for entity in entities}
    problems += [f"{own_id}: there are {count} of this id" for own_id, count in _repeated(entities)]
    problems += [f"{entity['id']}: {problem}" for entity in entities for problem in _of_references(entity, schemata)]
    return {"entities": len(entities), "schemata": Counter(schemata.values()), "problems": problems}


def check_properties(path: Path) -> Iterator[str]:
    """Properties of the file whose type or length is another in the model, in any schema that has one of the name."""
    with path.open(encoding="utf-8", newline="") as stream:
        expected = {row["property"]: (row["type"], int(row["length"])) for row in csv.DictReader(stream)}
    written = ("Organization", "PublicBody", "Company", "Person", "Event", "Project", "Article", "Membership")
    written += ("Employment", "ProjectParticipant", "Representation", "UnknownLink", "Documentation")
    found = {
        (prop.name, prop.type.name, prop.max_length) for name in written for prop in model[name].properties.values()
    }
    names = {name for name, _, _ in found}
    yield from (f"{name}: no schema has it" for name in expected if name not in names)
    for name, kind, length in sorted(found):
        if name in expected and expected[name] != (kind, length):
            yield f"{name}: it is {kind} of {length}, not {expected[name]}"


def _of_entity(entity: dict[str, Any]) -> Iterator[str]:
    if set(entity) != {"id", "schema", "properties"}:
        yield f"it has the keys {sorted(entity)}"
    schema = model.get(entity["schema"])
    if schema is None or schema.abstract:
        yield f"no entity can be a {entity['schema']}"
        return
    if not registry.entity.validate(entity["id"]) or len(entity["id"]) > registry.entity.max_length:
        yield "the id has not the form of an id"
    for name in schema.required:
        if not entity["properties"].get(name):
            yield f"it has no {name}"
    for name, values in entity["properties"].items():
        prop = schema.get(name)
        if prop is None or prop.stub or prop.deprecated:
            yield f"{name}: a {schema.name} takes no such property"
            continue
        for value in values:
            if not prop.type.validate(value) or len(value) > prop.max_length:
                yield f"{name}: {value[:80]!r} is no valid {prop.type.name}"
    yield from _of_cleaning(entity)


def _of_cleaning(entity: dict[str, Any]) -> Iterator[str]:
    try:
        proxy = model.get_proxy(entity, cleaned=False)
    except InvalidData as error:
        yield str(error)
        return
    if proxy.id != entity["id"]:
        yield f"the id is cleaned to {proxy.id}"
    for name, values in entity["properties"].items():
        if proxy.properties.get(name) != values:
            kept = str(proxy.properties.get(name))
            yield f"{name}: {str(values)[:200]} is cleaned to {kept[:200]}"


def _repeated(entities: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(own_id, count) for own_id, count in Counter(entity["id"] for entity in entities).items() if count > 1]


def _of_references(entity: dict[str, Any], schemata: dict[str, str]) -> Iterator[str]:
    for name, values in entity["properties"].items():
        prop = model[entity["schema"]].get(name)
        if prop is None or prop.type is not registry.entity:
            continue
        for value in values:
            if value not in schemata:
                yield f"{name}: {value} is not there"
            elif prop.range is not None and not model[schemata[value]].is_a(prop.range):
                yield f"{name}: {value} is a {schemata[value]}, which is no {prop.range.name}"


def main() -> int:
    """Check what the command line names."""
    parser = argparse.ArgumentParser()
    parser.add_argument("entities", type=Path)
    parser.add_argument("--properties", type=Path)
    arguments = parser.parse_args()
    found = check(arguments.entities)
    if arguments.properties:
        found["problems"] += check_properties(arguments.properties)
    json.dump(found, sys.stdout, indent=2)
    return 1 if found["problems"] else 0


if __name__ == "__main__":
    sys.exit(main())
