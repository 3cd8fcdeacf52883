"""How a value gets from one asset to the next: the I/O manager.

Within a run, values are handed over in memory, so that two runs at once never read each other's. The newest value
of every asset also lies in a file, frames as Parquet and all else pickled, for runs that materialize only a part; not
where the run leaves no history, since no later one could find it. A large value that one asset alone needs is `Handed`
to it, since there is no room for all values of a run at its end.
"""

import pickle
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd


class Handed:
    """A value that an asset makes for one other, which takes it.

    Dagster holds what assets give until the run ends: of this only what is left when the value has been taken.
    """

    def __init__(self, value: Any) -> None:
        self._held = [value]

    def take(self) -> Any:
        """The value, which is not here any more; IndexError where it has been taken before."""
        return self._held.pop()


class StageIOManager(dg.IOManager):
    """Keeps each asset's newest value as one file under `folder`; only in memory where there is none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._of_this_run: dict[dg.AssetKey, Any] = {}

    def handle_output(self, context: dg.OutputContext, obj: Any) -> None:
        """Keep the value; the file appears whole or not at all."""
        self._of_this_run[context.asset_key] = obj
        if self._folder is None:
            return
        path = _path(self._folder, context.asset_key, "parquet" if isinstance(obj, pd.DataFrame) else "pickle")
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{context.run_id}.part")
        if isinstance(obj, pd.DataFrame):
            obj.to_parquet(part)
        else:
            part.write_bytes(pickle.dumps(obj))
        part.replace(path)

    def load_input(self, context: dg.InputContext) -> Any:
        """The value of this run, else the newest of an earlier one; `dg.Failure` where there is none."""
        key = context.asset_key
        if key in self._of_this_run:
            return self._of_this_run[key]
        if self._folder is not None:
            frame, pickled = _path(self._folder, key, "parquet"), _path(self._folder, key, "pickle")
            if frame.exists():
                return pd.read_parquet(frame)
            if pickled.exists():
                return pickle.loads(pickled.read_bytes())  # noqa: S301 - written above, by this project
        raise dg.Failure(f"{key.to_user_string()} has not been materialized yet. Launch the job refresh first.")


def _path(folder: Path, key: dg.AssetKey, suffix: str) -> Path:
    return folder.joinpath(*key.path).with_suffix(f".{suffix}")


@dg.io_manager
def stage_io_manager(context: dg.InitResourceContext) -> StageIOManager:
    """The I/O manager on the storage folder of the Dagster instance it runs under."""
    if context.instance is None:
        raise dg.DagsterInvariantViolationError("the I/O manager needs a Dagster instance to know its storage folder")
    return StageIOManager(Path(context.instance.storage_directory()))


@dg.io_manager
def passing_io_manager() -> StageIOManager:
    """The I/O manager of a run that leaves no history."""
    return StageIOManager(None)
