"""Values get from one asset to the next unchanged, and a run never reads what another run made meanwhile."""

from pathlib import Path

import dagster as dg
import pandas as pd
import pytest

from pipelines.storage import StageIOManager

KEY = dg.AssetKey("agreements")


def store(manager: StageIOManager, value: object) -> None:
    manager.handle_output(dg.build_output_context(asset_key=KEY, run_id="run"), value)


def load(manager: StageIOManager) -> object:
    return manager.load_input(dg.build_input_context(asset_key=KEY))


def test_a_later_run_finds_a_frame_as_parquet(tmp_path: Path) -> None:
    frame = pd.DataFrame({"name": ["JETRO", None], "documents": [2, 1]})
    store(StageIOManager(tmp_path), frame)
    assert [path.name for path in tmp_path.iterdir()] == ["agreements.parquet"]
    pd.testing.assert_frame_equal(load(StageIOManager(tmp_path)), frame)  # type: ignore[arg-type]


def test_a_later_run_finds_any_other_value(tmp_path: Path) -> None:
    store(StageIOManager(tmp_path), [("a", 1)])
    assert load(StageIOManager(tmp_path)) == [("a", 1)]


def test_a_run_reads_its_own_value_though_another_run_stored_a_newer_one(tmp_path: Path) -> None:
    mine = StageIOManager(tmp_path)
    store(mine, "mine")
    store(StageIOManager(tmp_path), "theirs")
    assert load(mine) == "mine"


def test_a_run_without_history_hands_over_in_memory_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    manager = StageIOManager(None)
    store(manager, "mine")
    assert load(manager) == "mine"
    assert not list(tmp_path.iterdir())
    with pytest.raises(dg.Failure, match="has not been materialized yet"):
        load(StageIOManager(None))


def test_a_value_never_made_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(dg.Failure, match=r"agreements has not been materialized yet\. Launch the job refresh"):
        load(StageIOManager(tmp_path))
