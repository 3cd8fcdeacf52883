"""What assets are given from outside: the folders they work in. Nothing about what they do there."""

import os
from pathlib import Path

import dagster as dg


class Folders(dg.ConfigurableResource[None]):
    """Where the raw texts lie, where releases go, and where records already read are kept.

    Relative paths count from the folder Dagster was started in, which is the project's.
    """

    raw: str = "raw"
    published: str = "published"
    cache: str = ".coopdata/records"

    @classmethod
    def from_environment(cls) -> "Folders":
        """The folders named by COOPDATA_RAW, COOPDATA_PUBLISHED and COOPDATA_CACHE, else the project's own."""
        named = {field: os.environ.get(f"COOPDATA_{field.upper()}") for field in ("raw", "published", "cache")}
        return cls(**{field: folder for field, folder in named.items() if folder})

    @property
    def raw_path(self) -> Path:
        """The folder of texts, sidecars and corrections."""
        return Path(self.raw)

    @property
    def published_path(self) -> Path:
        """The folder of releases."""
        return Path(self.published)

    @property
    def cache_path(self) -> Path:
        """The folder of records already read."""
        return Path(self.cache)
