"""Which files of a release hold data, and so are described one by one."""

from collections.abc import Sequence

from coopdata.publish.contents import DOWNLOADS, ReleaseFile, changes_files, table_files
from coopdata.publish.manifest import Files
from coopdata.tables.spec import Table


def data_files(tables: Sequence[Table], files: Files) -> list[ReleaseFile]:
    """The tables, what changed in them, the downloads: those that are among `files`, in the order of `contents`."""
    candidates = [
        *(file for table in tables for file in table_files(table)),
        *(file for table in tables for file in changes_files(table)),
        *DOWNLOADS,
    ]
    return [file for file in candidates if file.path in files]
