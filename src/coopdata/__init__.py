"""coopdata: open data on international cooperation agreements, every value traced to the characters it came from.

From Python::

    import coopdata

    record = coopdata.extract(text, published="2022-05-25")

`coopdata.extract` is the package of the reader and, called, its simplest use; see `coopdata.api.extract`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coopdata.api import extract
    from coopdata.extract.record import Record

    __version__: str

__all__ = ["Record", "__version__", "extract"]


def __getattr__(name: str) -> Any:
    """Load the public names when they are first used, so that `import coopdata` is quick."""
    if name == "Record":
        return import_module("coopdata.extract.record").Record
    if name == "__version__":
        return import_module("importlib.metadata").version("coopdata")
    if name == "extract":
        return import_module("coopdata.extract")
    raise AttributeError(f"module 'coopdata' has no attribute {name!r}")
