"""What assets are given from outside: the folders they work in, and who reads. Nothing about what they do there."""

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import dagster as dg

from coopdata.publish.remote.mirror import local_copy, mirror_of, publishing_to
from coopdata.shards.engine import Engine, engine_of
from coopdata.shards.kind import Kind


class Folders(dg.ConfigurableResource[None]):
    """Where the raw texts lie, where releases go, and where records already read and addresses asked are remembered.

    Relative paths count from the folder Dagster was started in, which is the project's. `published` may be a URL of any
    store that fsspec knows (s3, gs, sftp).
    """

    raw: str = "raw"
    published: str = "published"
    cache: str = ".coopdata/records"
    memory: str = ".coopdata/capture"
    base_url: str = ""
    """Where the public reaches `published`, ending in a slash; empty where it does not."""

    @classmethod
    def from_environment(cls) -> "Folders":
        """What COOPDATA_RAW, _PUBLISHED, _CACHE, _MEMORY and _BASE_URL name, else the project's own."""
        named = {field: os.environ.get(f"COOPDATA_{field.upper()}") for field in cls.model_fields}
        return cls(**{field: folder for field, folder in named.items() if folder})

    @property
    def raw_path(self) -> Path:
        """The folder of texts, sidecars and corrections."""
        return Path(self.raw)

    @property
    def published_path(self) -> Path:
        """The folder of releases; where `published` is a URL, its mirror on this machine as it was last pulled."""
        return mirror_of(self.published, self.cache_path)

    def pulled(self) -> Path:
        """The folder of releases to read from, with what is published now."""
        return local_copy(self.published, self.cache_path)

    def publishing(self) -> AbstractContextManager[Path]:
        """The folder to publish into; what a URL names has it when the block ends."""
        return publishing_to(self.published, self.cache_path)

    @property
    def memory_path(self) -> Path:
        """The folder of what is remembered of the addresses of sources."""
        return Path(self.memory)

    @property
    def cache_path(self) -> Path:
        """The folder of records already read."""
        return Path(self.cache)


class Workers(dg.ConfigurableResource[None]):
    """Who reads new texts: processes of this machine, one for each core where `jobs` is 0, or a Dask cluster."""

    engine: Kind = Kind.LOCAL
    jobs: int = 0
    scheduler: str = ""
    """The address of the cluster's scheduler, such as tcp://10.0.0.1:8786."""

    @classmethod
    def from_environment(cls) -> "Workers":
        """What COOPDATA_ENGINE, _JOBS and _SCHEDULER name, else every core of this machine."""
        named: dict[str, Any] = {field: os.environ.get(f"COOPDATA_{field.upper()}") for field in cls.model_fields}
        return cls(**{field: value for field, value in named.items() if value})

    def as_engine(self) -> Engine:
        """The engine that they are."""
        return engine_of(self.engine, jobs=self.jobs or None, scheduler=self.scheduler)
