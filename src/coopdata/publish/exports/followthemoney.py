"""entities.ftm.json: the entities and their relations as FollowTheMoney, one entity in JSON on each line.

For tools that read FollowTheMoney (https://followthemoney.tech): Aleph, OpenSanctions, yente. The SQL in
``entities/`` says, file by file, what becomes what; its columns are the properties.

- Organizations are Organization, PublicBody or Company after their kind; people are Person, with their titles.
- A title in an organization is an Employment with the title as its role. It is no Directorship, which says that one
  controls the other: the words of a title do not tell that. A unit of an organization has a Membership in it.
- Events are Event, with who organized them and who was involved.
- Projects are Project, and so are agreements, for which there is no schema: the instrument and the topics are keywords,
  the date of signing is ``date``, the purpose ``goal``, the place ``address``. Parties, signatories, witnesses and the
  organizations of projects are ProjectParticipant by their role; a signatory who signed for a party has a
  Representation too.
- Between two agreements, and between an agreement and the event where it was signed, stands an UnknownLink with the
  relation as its role: no schema says that.
- Source texts are Article, linked by Documentation to each entity they tell of; relations name them as ``proof``.

Ids are ours after "coopdata-", with hyphens, the only sign they may have; those of relations are made of the ids at
their ends. Countries are lower-case, dates stand at the precision known. Values are as the library keeps them
(`followthemoney_values`): too long ones are cut, web addresses that it refuses are left out. Where nothing of a name or
file name is left, which every entity needs, its id stands there. Statements, issues and the history of ids have no
place in the model.
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa

from coopdata.publish.exports.followthemoney_values import clean_values
from coopdata.publish.exports.querying import asking, read_sql, records
from coopdata.publish.exports.views import PARTIES_OF_AGREEMENTS, view_sql
from coopdata.publish.layout import ReleaseId
from coopdata.reference.followthemoney import followthemoney_properties, followthemoney_terms

_FOLDER = "entities"
_NEEDED = ("name", "fileName")
"""Properties that an entity cannot be without, where its schema has them."""


def write_followthemoney(
    data: Mapping[str, pa.Table],
    path: Path,
    release: ReleaseId,  # noqa: ARG001  # the entities say nothing of the release; all writers are called alike
    schema_version: str,  # noqa: ARG001
) -> None:
    """Write the tables, one per table of the catalogue, as JSON lines at `path`, in place of what is there.

    Raises OSError if the file cannot be written.
    """
    terms = pa.Table.from_pylist([vars(term) for term in followthemoney_terms()])
    with asking({**data, "terms": terms}) as connection, path.open("w", encoding="utf-8", newline="\n") as stream:
        view = PARTIES_OF_AGREEMENTS
        connection.execute(f"CREATE VIEW {view.name} AS {view_sql(view)}")
        connection.execute(read_sql(f"{_FOLDER}/setup.sql"))
        for name in _queries():
            for record in records(connection, read_sql(f"{_FOLDER}/{name}")):
                stream.write(json.dumps(_entity(record), ensure_ascii=False) + "\n")


def _queries() -> list[str]:
    """The names of the files with a query, in their order."""
    folder = files("coopdata.publish.exports").joinpath(_FOLDER)
    return sorted(entry.name for entry in folder.iterdir() if entry.name[0].isdigit())


def _entity(record: dict[str, Any]) -> dict[str, Any]:
    """A row of a query as the entity that it is."""
    own_id, schema = record.pop("id"), record.pop("schema")
    kinds = followthemoney_properties()
    properties = {name: clean_values(values, kinds[name]) for name, values in record.items()}
    for name in _NEEDED:
        if properties.get(name) == []:
            properties[name] = [own_id]
    return {"id": own_id, "schema": schema, "properties": {name: kept for name, kept in properties.items() if kept}}
