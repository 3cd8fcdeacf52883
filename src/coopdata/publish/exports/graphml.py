"""parties.graphml: who enters agreements with whom, as a network in GraphML, for Gephi, networkx and the like.

The network has two kinds of nodes, told apart by ``type``: every agreement, and every organization that is a party of
one or that somebody signed for. Edges have no direction, lead from an organization to an agreement, and there is one at
most between two nodes.

- Nodes have ``label`` (the name of an organization; the title of an agreement, else its instrument in words),
  ``type``, ``kind`` (the kind of an organization, the instrument of an agreement) and ``documents``; organizations
  have ``country``; agreements ``status``, ``signed`` (as exactly as it is known), ``year`` and ``confidence``.
- Edges have ``relation``: party, or signatory where the organization is no party but somebody signed for it; then
  ``position`` among the parties, ``country`` of the party and ``signatories``, the names of those who signed for it.

What is not known has no ``data`` element. Node ids are those of the tables. Characters that XML has no form for are
replaced by U+FFFD.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import duckdb
import pyarrow as pa

from coopdata.publish.exports.querying import asking, read_sql, records
from coopdata.publish.exports.text import xml_text
from coopdata.publish.layout import ReleaseId
from coopdata.publish.metadata.about import DATA_LICENCE

_KEYS: Mapping[str, Mapping[str, str]] = {
    "node": {
        "label": "string",
        "type": "string",
        "kind": "string",
        "country": "string",
        "status": "string",
        "signed": "string",
        "year": "long",
        "documents": "long",
        "confidence": "double",
    },
    "edge": {"relation": "string", "position": "long", "country": "string", "signatories": "string"},
}
"""The attributes of nodes and edges, as the queries in ``network/`` give them, with their types in GraphML."""

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def write_graphml(data: Mapping[str, pa.Table], path: Path, release: ReleaseId, schema_version: str) -> None:
    """Write the network of the tables, one per table of the catalogue, at `path`, in place of what is there.

    Raises OSError if the file cannot be written.
    """
    with asking(data) as connection, path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{_NAMESPACE}">\n')
        about = f"coopdata, release {release}, schema version {schema_version}, {DATA_LICENCE['title']}"
        stream.writelines(f"{_text(element)}\n" for element in _head(about))
        stream.write('<graph id="parties" edgedefault="undirected">\n')
        stream.writelines(f"{_text(element)}\n" for element in _nodes(connection))
        stream.writelines(f"{_text(element)}\n" for element in _edges(connection))
        stream.write("</graph>\n</graphml>\n")


def _head(about: str) -> Iterator[Element]:
    description = Element("desc")
    description.text = about
    yield description
    for home, attributes in _KEYS.items():
        for name, kind in attributes.items():
            yield Element("key", {"id": _key(home, name), "for": home, "attr.name": name, "attr.type": kind})


def _nodes(connection: duckdb.DuckDBPyConnection) -> Iterator[Element]:
    for record in records(connection, read_sql("network/nodes.sql")):
        yield _with_data(Element("node", {"id": record["id"]}), "node", record)


def _edges(connection: duckdb.DuckDBPyConnection) -> Iterator[Element]:
    for record in records(connection, read_sql("network/edges.sql")):
        yield _with_data(Element("edge", {"source": record["source"], "target": record["target"]}), "edge", record)


def _with_data(element: Element, home: str, record: Mapping[str, Any]) -> Element:
    for name in _KEYS[home]:
        if record[name] is not None:
            SubElement(element, "data", {"key": _key(home, name)}).text = xml_text(str(record[name]))
    return element


def _key(home: str, name: str) -> str:
    return f"{home}-{name}"


def _text(element: Element) -> str:
    """The element as XML; a carriage return in text would else be read as a line feed."""
    return tostring(element, encoding="unicode").replace("\r", "&#13;")
