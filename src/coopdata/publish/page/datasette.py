"""What Datasette (https://datasette.io) is told about coopdata.sqlite: titles, licence, what tables and columns mean.

In the form of its metadata (https://docs.datasette.io/en/stable/metadata.html). All of it comes from the table specs.
"""

from typing import Any

from coopdata.publish.exports.views import VIEWS
from coopdata.publish.metadata.about import AUTHORS, DATA_LICENCE, DESCRIPTION, TITLE, meaning
from coopdata.tables.catalogue import TABLES

DATABASE = "coopdata"
"""What Datasette calls coopdata.sqlite."""


def datasette_metadata(release: str) -> dict[str, Any]:
    """The metadata of the database of a release, for JSON."""
    return {
        "title": f"{TITLE} ({release})",
        "description": DESCRIPTION,
        "license": DATA_LICENCE["title"],
        "license_url": DATA_LICENCE["path"],
        "source": AUTHORS,
        "databases": {
            DATABASE: {
                "tables": {
                    table.name: {
                        "title": table.title,
                        "description": f"{table.description} {table.grain[:1].upper()}{table.grain[1:]}.",
                        "columns": {column.name: meaning(column) for column in table.columns},
                    }
                    for table in (*TABLES, *VIEWS)
                }
            }
        },
    }
