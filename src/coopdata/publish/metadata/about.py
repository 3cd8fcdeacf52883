"""What the data is called, what it is about, whose it is and under which terms: said once for every form of metadata.

Only words: which form writes them under which name, its own module knows.
"""

from coopdata.tables.spec import Column

TITLE = "coopdata: international cooperation agreements from public reports"
DESCRIPTION = (
    "Agreements between organizations and governments as press releases and news report them: parties, signatories, "
    "dates, places, amounts, events and projects, each value traced to the characters it came from."
)
LANGUAGE = "en"
"""The language of titles, descriptions and codes, ISO 639-1."""
AUTHORS = "coopdata contributors"
DATA_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
CODE_LICENCE = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}
KEYWORDS = (
    "international cooperation",
    "agreements",
    "memoranda of understanding",
    "international relations",
    "press releases",
    "open data",
)
THEMES = {"INTR": "International issues", "GOVE": "Government and public sector"}
"""Themes of the data, codes and labels of the EU's list (http://publications.europa.eu/resource/authority/data-theme)."""


def meaning(column: Column) -> str:
    """What a column holds, what an empty cell means, whether it is deprecated; for forms that have one text for all."""
    parts = [column.description]
    if column.null:
        parts.append(f"Empty: {column.null}")
    if column.deprecated:
        parts.append(f"Deprecated {column.deprecated}.")
    return " ".join(parts)
