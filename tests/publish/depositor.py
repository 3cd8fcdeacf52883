"""Deposits that die, run by test_deposit.py: ``python depositor.py``.

A line of standard input is an order, as JSON: the folder, the release, the address of the API and the token. Each
deposit is a fork of this process, so that the libraries are imported once. Its process id is written to standard
output, and, when it has ended, the status it ended with.
"""

import json
import os
import sys
import traceback
from pathlib import Path

from coopdata.publish.deposit import InFolder, Order, Service, deposit
from coopdata.publish.layout import ReleaseId


def run(told: dict) -> None:
    published, release = Path(told["published"]), ReleaseId.parse(told["release"])
    service = Service(told["address"], is_production=False, token=told["token"])
    deposit(Order(published, release, service, InFolder(published)), say=lambda _: None)


def tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                run(json.loads(line))
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        tell(child)
        tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


main()
