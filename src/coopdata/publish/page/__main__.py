"""Building the page of a folder of releases anew: ``python -m coopdata.publish.page PUBLISHED [BASE_URL]``."""

import sys
from pathlib import Path

from coopdata.publish import latest_release_dir
from coopdata.publish.page import build_page


def main(arguments: list[str]) -> int:
    """Build the page of the folder named first; returns the exit code."""
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write("usage: python -m coopdata.publish.page PUBLISHED [BASE_URL]\n")
        return 2
    published = Path(arguments[0])
    latest = latest_release_dir(published)
    if latest is None:
        sys.stderr.write(f"{published}: there is no release; make one with coopdata build.\n")
        return 1
    for note in build_page(published, latest, arguments[1] if len(arguments) == 2 else None):
        sys.stderr.write(f"{note}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
