"""Small releases with their page, for tests that change what is published."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from coopdata.publish import publish
from coopdata.publish.page import build_page
from tests.publish.conftest import INPUTS, Frames


def built(folder: Path, frames: Frames, base_url: str | None = None, day: int = 22) -> Path:
    """The folder with a release of the frames, made on this day, and its page."""
    inputs = replace(INPUTS, created=datetime(2026, 11, day, 2, 0, tzinfo=UTC))
    assert build_page(folder, publish(frames, inputs, folder).directory, base_url) == ()
    return folder


def with_row(frame: Any, row: dict[str, Any]) -> Any:
    return pd.concat([frame, pd.DataFrame([row]).astype(frame.dtypes)], ignore_index=True)
