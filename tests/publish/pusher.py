"""Small builds that die, run by test_remote.py: ``python pusher.py PLAN.json``.

The plan is a list of groups of builds; those of a group run at once, each a fork of this process, so that libraries are
imported once. A build has the `url`, the folder `cache` of its machine, the `content` of its table, and the seconds
after which it is killed (`die_at`; null: not from here). It writes its process id into `cache`/pid, and how it ended
into `cache`/told.
"""

import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import s3fs  # noqa: F401 - the forks would each import it anew

from coopdata.publish import PublishError
from coopdata.publish.remote.mirror import remote_published
from tests.publish.small import small_build


def build(order: dict) -> None:
    cache = Path(order["cache"])
    cache.mkdir(parents=True, exist_ok=True)
    (cache / "pid").write_text(str(os.getpid()))
    try:
        with remote_published(order["url"], cache) as mirror:
            release = small_build(mirror, order["content"])
        (cache / "told").write_text(str(release))
    except PublishError as error:
        (cache / "told").write_text(str(error))


def fork(order: dict) -> int:
    child = os.fork()
    if child == 0:
        try:
            build(order)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if order["die_at"] is not None:
        time.sleep(order["die_at"])
        os.kill(child, signal.SIGKILL)
    return child


def main() -> None:
    for group in json.loads(Path(sys.argv[1]).read_bytes()):
        children = [fork(order) for order in group]
        ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        if not set(ends) <= {0, -signal.SIGKILL}:
            sys.exit(f"a build failed: {ends}")


main()
