from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.publish import PublishError, latest_release_dir, read_latest
from coopdata.publish.layout import ReleaseId, newest_release, next_release

ids = st.builds(ReleaseId, st.dates(date(1000, 1, 1)), st.integers(0, 200))


@given(ids)
def test_an_id_is_read_back_as_written(release: ReleaseId) -> None:
    assert ReleaseId.parse(str(release)) == release


@given(ids, st.dates(date(1000, 1, 1)))
def test_ids_only_grow_whatever_the_clock_says(last: ReleaseId, today: date) -> None:
    assert next_release(today, last) > last


@pytest.mark.parametrize(
    "text", ["2026.11", "2026.02.30", "2026.11.22.0", "2026.11.22.01", "x2026.11.22", "2026.11.22\n"]
)
def test_other_names_are_no_ids(text: str) -> None:
    assert ReleaseId.parse(text) is None


def test_the_tenth_release_of_a_day_is_newer_than_the_ninth(tmp_path: Path) -> None:
    for name in ("2026.11.22", "2026.11.22.9", "2026.11.22.10", "2026.11.21", "notes"):
        (tmp_path / "releases" / name).mkdir(parents=True)

    assert newest_release(tmp_path) == ReleaseId(date(2026, 11, 22), 10)


def test_nothing_published_yet_is_none(tmp_path: Path) -> None:
    assert newest_release(tmp_path) is None
    assert read_latest(tmp_path) is None
    assert latest_release_dir(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff", b"null"])
def test_a_damaged_latest_is_refused_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "latest.json").write_bytes(content)

    with pytest.raises(PublishError, match=r"latest\.json .*Delete it; the next build writes it anew"):
        read_latest(tmp_path)


def test_a_latest_that_names_a_release_that_is_gone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latest.json").write_text(
        '{"release": "2026.11.22", "schema_version": "1", "data_as_of": null, "path": "", "manifest_sha256": ""}'
    )

    with pytest.raises(PublishError, match=r"names the release '2026\.11\.22', which is not in"):
        latest_release_dir(tmp_path)
