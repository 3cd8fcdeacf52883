"""What assets are given from outside: the folders they work in. Nothing about what they do there."""

import os
from pathlib import Path

import dagster as dg


class Folders(dg.ConfigurableResource[None]):
    """Where the raw texts lie, where releases go, and where records already read and addresses asked are remembered.

    Relative paths count from the folder Dagster was started in, which is the project's.
    """

    raw: str = "raw"
    published: str = "published"
    cache: str = ".coopdata/records"
    memory: str = ".coopdata/capture"

    @classmethod
    def from_environment(cls) -> "Folders":
        """The folders named by COOPDATA_RAW, _PUBLISHED, _CACHE and _MEMORY, else the project's own."""
        named = {field: os.environ.get(f"COOPDATA_{field.upper()}") for field in cls.model_fields}
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
    def memory_path(self) -> Path:
        """The folder of what is remembered of the addresses of sources."""
        return Path(self.memory)

    @property
    def cache_path(self) -> Path:
        """The folder of records already read."""
        return Path(self.cache)
