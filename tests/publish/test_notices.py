"""The terms and the README of a release."""

from datetime import date

import pytest

from coopdata.publish.contents import DOCUMENTATION, DOWNLOADS
from coopdata.publish.layout import ReleaseId
from coopdata.publish.metadata.citing import bibtex, citation_text
from coopdata.publish.notices import licences_md, readme_md

RELEASE = ReleaseId(date(2026, 11, 22))


def test_the_terms_name_both_licences_and_the_limit_of_quotations() -> None:
    terms = licences_md().decode()

    assert "CC-BY-4.0" in terms
    assert "MIT License" in terms
    assert "at most 200 characters" in terms


def test_the_readme_says_what_every_file_is_but_itself() -> None:
    lines = readme_md(RELEASE, "2022-05").decode().splitlines()

    listed = {line.split("`")[1] for line in lines if line.startswith("| `")}
    files = {file.path for file in (*DOCUMENTATION, *DOWNLOADS)}
    assert listed == files - {"README.md"} | {"csv/", "parquet/", "changes/", "manifest.json", "SHA256SUMS"}


@pytest.mark.parametrize(("data_as_of", "told"), [("2022-05", ", from texts dated up to 2022-05"), (None, "")])
def test_the_readme_says_how_recent_the_texts_are_where_that_is_known(data_as_of: str | None, told: str) -> None:
    assert f"Release 2026.11.22{told}. It never changes" in readme_md(RELEASE, data_as_of).decode()


def test_the_readme_has_the_citation_in_words_and_as_bibtex() -> None:
    known = {"doi": "10.5281/zenodo.1", "url": "https://data.example.org/releases/2026.11.22/"}

    readme = readme_md(RELEASE, None, **known).decode()

    assert f"\n\n{citation_text(RELEASE, **known)}\n\n" in readme
    assert readme.endswith(f"```bibtex\n{bibtex(RELEASE, **known).decode()}```\n")
