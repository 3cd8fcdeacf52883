"""The names of the engines, for who lets one choose without loading any."""

from enum import StrEnum


class Kind(StrEnum):
    """Who does the work."""

    LOCAL = "local"
    """Processes of this machine."""
    DASK = "dask"
    """A Dask cluster."""
