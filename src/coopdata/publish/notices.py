"""LICENSES.md and README.md of a release: the terms, and what lies there. No data, no schema."""

from collections.abc import Iterator

from coopdata.publish.contents import DOCUMENTATION, DOWNLOADS
from coopdata.publish.layout import CHANGES, CHECKSUMS, CSV, DICTIONARY_MD, MANIFEST, PARQUET, README, ReleaseId
from coopdata.publish.metadata.about import AUTHORS, CODE_LICENCE, DATA_LICENCE, DESCRIPTION
from coopdata.publish.metadata.citing import bibtex, citation_text
from coopdata.resolve.statements import QUOTATION


def licences_md() -> bytes:
    """LICENSES.md: what may be done with data, code and source texts."""
    return (
        "# Terms of use\n\n"
        f"**Data.** The tables and their documentation are under [{DATA_LICENCE['title']}]({DATA_LICENCE['path']}) "
        f"({DATA_LICENCE['name']}): use them for anything, and name *{AUTHORS}* and the release.\n\n"
        f"**Code.** The programs that made them are under the [{CODE_LICENCE['title']}]({CODE_LICENCE['path']}).\n\n"
        "**Source texts.** They remain their publishers', under the terms each one sets (`documents.licence` where "
        f"known). A release quotes at most {QUOTATION} characters of a text in one place, as evidence for a "
        "value, and `documents.url` and `documents.publisher` name where it is from.\n"
    ).encode()


def readme_md(release: ReleaseId, data_as_of: str | None, *, doi: str | None = None, url: str | None = None) -> bytes:
    """README.md of the release: what lies here, where to begin, how to cite.

    `doi` (without resolver) and `url` (of the release) are where it can be found, as far as known.
    """
    as_of = f", from texts dated up to {data_as_of}" if data_as_of else ""
    files = "\n".join(f"| `{path}` | {title} |" for path, title in _files())
    return (
        f"# coopdata {release}\n\n"
        f"{DESCRIPTION}\n\n"
        f"Release {release}{as_of}. It never changes; corrections come with a later release. "
        f"Begin with [{DICTIONARY_MD}]({DICTIONARY_MD}).\n\n"
        f"| file | what it is |\n|---|---|\n{files}\n\n"
        f"## How to cite\n\n{citation_text(release, doi=doi, url=url)}\n\n"
        f"```bibtex\n{bibtex(release, doi=doi, url=url).decode('utf-8')}```\n"
    ).encode()


def _files() -> Iterator[tuple[str, str]]:
    """What lies in a release, folders of one form as one line, in the order in which a reader meets it."""
    yield f"{CSV}/", "The tables for spreadsheets"
    yield f"{PARQUET}/", "The same tables for programs"
    yield f"{CHANGES}/", "What changed in each table since the release before"
    for file in (*DOWNLOADS, *DOCUMENTATION):
        if file.path != README:
            yield file.path, file.title
    yield MANIFEST, "How the release was made, rows for each table, every file with its hash"
    yield CHECKSUMS, f"The hashes alone: check the files with `sha256sum -c {CHECKSUMS}`"
