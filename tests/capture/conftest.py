"""A site to capture from, and a raw/ whose sources name it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.capture.server import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on this machine, with nothing on it yet."""
    with serving(Site()) as found:
        yield found


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """An empty raw/."""
    (tmp_path / "raw" / "documents").mkdir(parents=True)
    return tmp_path / "raw"
