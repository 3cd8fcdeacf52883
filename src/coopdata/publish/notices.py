"""What a release says about itself in words: terms, citation, a short README. No data, no schema."""

from coopdata.publish.layout import ReleaseId
from coopdata.resolve.statements import QUOTATION

TITLE = "coopdata: international cooperation agreements from public reports"
DESCRIPTION = (
    "Agreements between organizations and governments as press releases and news report them: parties, signatories, "
    "dates, places, amounts, events and projects, each value traced to the characters it came from."
)
AUTHORS = "coopdata contributors"
DATA_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
CODE_LICENCE = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}


def citation_cff(release: ReleaseId) -> bytes:
    """CITATION.cff of the release, Citation File Format 1.2.0."""
    return (
        "cff-version: 1.2.0\n"
        'message: "If you use these data, please cite them as below."\n'
        "type: dataset\n"
        f'title: "{TITLE}"\n'
        f'abstract: "{DESCRIPTION}"\n'
        "authors:\n"
        f'  - name: "{AUTHORS}"\n'
        f'version: "{release}"\n'
        f'date-released: "{release.day.isoformat()}"\n'
        f"license: {DATA_LICENCE['name']}\n"
    ).encode()


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


def readme_md(release: ReleaseId, data_as_of: str | None) -> bytes:
    """README.md of the release: what lies here and where to begin."""
    as_of = f", from texts dated up to {data_as_of}" if data_as_of else ""
    return (
        f"# coopdata {release}\n\n"
        f"{DESCRIPTION}\n\n"
        f"Release {release}{as_of}. It never changes; corrections come with a later release.\n\n"
        "| file | what it is |\n|---|---|\n"
        "| `dictionary.md` | start here: every table, column and code explained, and how good each column is |\n"
        "| `csv/` | the tables for spreadsheets |\n"
        "| `parquet/` | the same tables for programs |\n"
        "| `quality.json` | how well the texts were read: precision, recall and F1 of every field |\n"
        "| `dictionary.csv`, `datapackage.json` | the dictionary for programs |\n"
        "| `manifest.json` | how the release was made, rows per table, every file with its hash |\n"
        "| `SHA256SUMS` | check the files with `sha256sum -c SHA256SUMS` |\n"
        "| `LICENSES.md`, `CITATION.cff` | terms of use, how to cite |\n"
    ).encode()
