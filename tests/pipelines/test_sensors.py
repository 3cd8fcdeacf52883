"""The sensor requests a run once for every change of raw/, after raw/ has come to rest."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.resources import Folders
from pipelines.sensors import fingerprint, raw_changed


class Watch:
    """Looks at a folder again and again, as the daemon does, and tells whether a run was requested."""

    def __init__(self, raw: Path, instance: dg.DagsterInstance) -> None:
        self.raw, self.instance, self.cursor = raw, instance, None

    def look(self) -> bool:
        context = dg.build_sensor_context(instance=self.instance, cursor=self.cursor)
        result = raw_changed(context, folders=Folders(raw=str(self.raw)))
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor
        return bool(result.run_requests)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("one")
    with dg.DagsterInstance.ephemeral() as instance:
        yield Watch(tmp_path, instance)


def test_the_first_look_only_remembers(watch: Watch) -> None:
    assert [watch.look(), watch.look()] == [False, False]


def test_a_new_text_requests_one_run_when_raw_has_rested(watch: Watch) -> None:
    watch.look()
    (watch.raw / "documents" / "b.txt").write_text("two")
    assert [watch.look(), watch.look(), watch.look()] == [False, True, False]


def test_a_text_that_a_run_took_out_of_a_file_requests_none(watch: Watch) -> None:
    watch.look()
    (watch.raw / "texts").mkdir()
    (watch.raw / "texts" / "a.json").write_text("{}")
    assert [watch.look(), watch.look()] == [False, False]


def test_a_text_still_being_copied_waits(watch: Watch) -> None:
    watch.look()
    growing = watch.raw / "documents" / "b.txt"
    looks = []
    for size in (1, 2, 3):
        growing.write_text("x" * size)
        looks.append(watch.look())
    assert looks == [False, False, False]
    assert watch.look()


def test_a_change_and_its_undoing_each_request_a_run(watch: Watch) -> None:
    watch.look()
    added = watch.raw / "documents" / "b.txt"
    added.write_text("two")
    assert [watch.look(), watch.look()] == [False, True]
    added.unlink()
    assert [watch.look(), watch.look()] == [False, True]


def test_the_fingerprint_sees_names_sizes_and_times_of_files_in_subfolders(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    seen = {fingerprint(tmp_path)}
    text = tmp_path / "documents" / "a.txt"
    for change in (
        lambda: text.write_text("one"),
        lambda: text.write_text("longer"),
        lambda: text.rename(tmp_path / "b"),
    ):
        change()
        seen.add(fingerprint(tmp_path))
    assert len(seen) == 4
