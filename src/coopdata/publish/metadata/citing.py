"""How a release is cited: as CITATION.cff, as BibTeX, in a sentence.

CITATION.cff follows the Citation File Format 1.2.0 (https://citation-file-format.github.io). All three name the release
by its DOI where it has one, else by the address given, if any. Year and day are those of the release's id.
"""

from typing import Any

import yaml

from coopdata.publish.layout import ReleaseId
from coopdata.publish.metadata.about import AUTHORS, DATA_LICENCE, DESCRIPTION, KEYWORDS, TITLE

_RESOLVER = "https://doi.org/"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros of BibTeX's styles."""


def citation_cff(release: ReleaseId, *, doi: str | None = None, url: str | None = None) -> bytes:
    """CITATION.cff of the release. `doi` is without resolver (``10.5281/zenodo.1``), `url` the release's address."""
    citation: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": TITLE,
        "abstract": DESCRIPTION,
        "authors": [{"name": AUTHORS}],
        "version": str(release),
        "date-released": release.day.isoformat(),
        "license": DATA_LICENCE["name"],
        "keywords": list(KEYWORDS),
    }
    known = {"doi": doi, "url": url}
    citation |= {key: value for key, value in known.items() if value is not None}
    text: str = yaml.safe_dump(citation, sort_keys=False, allow_unicode=True, width=120)
    return text.encode("utf-8")


def bibtex(release: ReleaseId, *, doi: str | None = None, url: str | None = None) -> bytes:
    """citation.bib: one entry that the styles of BibTeX and of biblatex both know; arguments as in `citation_cff`."""
    fields = {
        "author": f"{{{{{AUTHORS}}}}}",  # doubled, so that it is taken for one name and not for two
        "title": f"{{{{{TITLE}}}}}",
        "year": f"{{{release.day.year}}}",
        "month": _MONTHS[release.day.month - 1],
        "version": f"{{{release}}}",
        "note": f"{{Data set, release {release}}}",
    }
    known = {"doi": doi, "url": url}
    fields |= {key: f"{{{value}}}" for key, value in known.items() if value is not None}
    lines = ",\n".join(f"  {key} = {value}" for key, value in fields.items())
    return f"@misc{{coopdata-{release},\n{lines}\n}}\n".encode()


def citation_text(release: ReleaseId, *, doi: str | None = None, url: str | None = None) -> str:
    """The citation in a sentence, without full stop, for readers; arguments as in `citation_cff`."""
    address = f"{_RESOLVER}{doi}" if doi else url
    return f"{AUTHORS} ({release.day.year}): {TITLE}, data set, release {release}" + (f", {address}" if address else "")
