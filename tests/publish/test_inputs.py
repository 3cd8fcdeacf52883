"""The manifest's facts follow from the table of documents."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from coopdata.publish.inputs import release_inputs

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def documents(**columns: list[str | None]) -> dict[str, pd.DataFrame]:
    return {"documents": pd.DataFrame(columns, dtype="str")}


def test_documents_are_counted_by_what_became_of_them() -> None:
    frames = documents(
        status=["read", "rejected", "not_relevant"], retrieved=[None, None, None], published=[None, None, None]
    )
    inputs = release_inputs(frames, NOW)
    assert (inputs.documents_seen, inputs.documents_read, inputs.documents_rejected) == (3, 2, 1)


@pytest.mark.parametrize(
    ("retrieved", "published", "latest"),
    [
        (["2024-01-05", None], ["2013-12", "2022-05-25"], "2024-01-05"),
        ([None, None], ["2013-12", "2022-05-25"], "2022-05-25"),
        ([None, None], [None, None], None),
    ],
)
def test_the_data_is_as_of_the_latest_date_known(
    retrieved: list[str | None], published: list[str | None], latest: str | None
) -> None:
    frames = documents(status=["read", "read"], retrieved=retrieved, published=published)
    assert release_inputs(frames, NOW).data_as_of == latest


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        release_inputs(documents(status=[], retrieved=[], published=[]), datetime(2026, 11, 22))  # noqa: DTZ001
