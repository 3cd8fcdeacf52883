"""Building the page of a folder of releases anew: ``python -m coopdata.publish.page PUBLISHED [BASE_URL] [--raw RAW]``.

Without the folder of texts, RAW, the page quotes words without the passages around them.
"""

import argparse
import sys
from pathlib import Path

from coopdata.publish import latest_release_dir
from coopdata.publish.page import build_page


def main(arguments: list[str]) -> int:
    """Build the page of the folder named first; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m coopdata.publish.page")
    parser.add_argument("published", metavar="PUBLISHED", type=Path)
    parser.add_argument("base_url", metavar="BASE_URL", nargs="?")
    parser.add_argument("--raw", metavar="RAW", type=Path)
    given = parser.parse_args(arguments)
    latest = latest_release_dir(given.published)
    if latest is None:
        sys.stderr.write(f"{given.published}: there is no release; make one with coopdata build.\n")
        return 1
    for note in build_page(given.published, latest, given.base_url, raw=given.raw):
        sys.stderr.write(f"{note}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
