"""Builds that die, run by test_survival.py: ``python publisher.py FRAMES.pickle PLAN.json``.

The plan is a list of groups of builds; builds of one group run at once. Of each build it says the folder, the number of
file operations after which it is killed (0: never), the seconds after which it is killed from outside (null: never),
and the staged file that is damaged while the manifest is written (null: none). Each build is a fork of this process, so
that the libraries are imported once. How each ended stands in ``ends.json``; a build that ends by itself writes the
number of its file operations into the file `operations` beside its folder, and what it was told into `said`.
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

from coopdata.publish import PublishError, ReleaseInputs, publish

INPUTS = ReleaseInputs(datetime(2026, 11, 22, tzinfo=UTC), "2022-05", "0.1.0", "1", 1, 1, 0, QUALITY)
COUNTED = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "fcntl.flock"}
REFUSED = 2


def build(frames: dict, order: dict) -> int:
    target = Path(order["target"])
    operations = 0

    def watch(event: str, arguments: tuple) -> None:
        nonlocal operations
        if event in COUNTED and (event == "fcntl.flock" or str(target) in str(arguments[0])):
            operations += 1
            if operations == order["die_after"]:
                os.kill(os.getpid(), signal.SIGKILL)
            if (
                order["damage"]
                and event == "open"
                and str(arguments[0]).endswith("manifest.json")
                and "w" in str(arguments[1])
            ):
                damage(Path(arguments[0]).parent / order["damage"])

    sys.addaudithook(watch)
    try:
        publish(frames, INPUTS, target)
        ended = 0
    except PublishError as error:
        (target.parent / "said").write_text(str(error))
        ended = REFUSED
    (target.parent / "operations").write_text(str(operations))
    return ended


def damage(path: Path) -> None:
    """Turn over a byte in the middle of the file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def fork(frames: dict, order: dict) -> int:
    child = os.fork()
    if child == 0:
        try:
            ended = build(frames, order)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(ended)
    if order["die_at"] is not None:
        time.sleep(order["die_at"])
        os.kill(child, signal.SIGKILL)
    return child


def main() -> None:
    frames = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301
    ends = []
    for group in json.loads(Path(sys.argv[2]).read_bytes()):
        children = [fork(frames, order) for order in group]
        ends.append([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])
    Path("ends.json").write_text(json.dumps(ends))


main()
