"""Builds that die, run by test_survival.py: ``python publisher.py FRAMES.pickle PLAN.json``.

The plan is a list of builds: the folder, the number of file operations after which the build is killed (0: never),
and the seconds after which it is killed from outside (null: never). Each build is a fork of this process, so that
the libraries are imported once. Builds of one group run at once. A build that ends by itself writes the number of
its file operations into the file `operations` beside its folder.
"""

import json
import os
import pickle
import signal
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

from measured import QUALITY

from coopdata.publish import ReleaseInputs, publish

INPUTS = ReleaseInputs(datetime(2026, 11, 22, tzinfo=UTC), "2022-05", "0.1.0", "1", 1, 1, 0, QUALITY)
COUNTED = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "fcntl.flock"}


def build(frames: dict, target: Path, die_after: int) -> None:
    operations = 0

    def count(event: str, arguments: tuple) -> None:
        nonlocal operations
        if event in COUNTED and (event == "fcntl.flock" or str(target) in str(arguments[0])):
            operations += 1
            if operations == die_after:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    publish(frames, INPUTS, target)
    (target.parent / "operations").write_text(str(operations))


def fork(frames: dict, order: dict) -> int:
    child = os.fork()
    if child == 0:
        try:
            build(frames, Path(order["target"]), order["die_after"])
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if order["die_at"] is not None:
        time.sleep(order["die_at"])
        os.kill(child, signal.SIGKILL)
    return child


def main() -> None:
    frames = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301
    for group in json.loads(Path(sys.argv[2]).read_bytes()):
        children = [fork(frames, order) for order in group]
        ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        if not set(ends) <= {0, -signal.SIGKILL}:
            sys.exit(f"a build failed: {ends}")


main()
