"""The command line: what a person types, sees and is told when it fails.

`app`, `releases` and `sharding` have the commands, `console` how they speak; the others do one command's work each.
Heavy imports (pandas, Dagster, the reader) stay inside the functions that need them, so that `--help` is quick.
"""

from coopdata.cli import releases, sharding
from coopdata.cli.app import main

__all__ = ["main", "releases", "sharding"]
