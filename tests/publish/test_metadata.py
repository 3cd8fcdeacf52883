"""What a release says about itself: dictionary, Data Package, manifest, citation, terms."""

import csv
import json
from pathlib import Path
from typing import Any

import yaml

from coopdata.publish.dictionary import CSV_COLUMNS
from coopdata.tables.catalogue import SCHEMA_VERSION, TABLES
from coopdata.tables.catalogue import table as table_of

COLUMNS = [(table.name, column) for table in TABLES for column in table.columns]


def package_of(release: Path) -> dict[str, Any]:
    return json.loads((release / "datapackage.json").read_bytes())


def test_the_dictionary_has_a_row_for_every_column(release: Path) -> None:
    with (release / "dictionary.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))

    assert tuple(rows[0]) == CSV_COLUMNS
    assert [(row["table"], row["column"]) for row in rows] == [(table, column.name) for table, column in COLUMNS]
    assert {row["references"] for row in rows if row["column"] == "duplicate_of"} == {"documents.document_id"}


def test_the_page_explains_every_table_column_and_code(release: Path) -> None:
    page = (release / "dictionary.md").read_text(encoding="utf-8")

    for table in TABLES:
        assert f"## {table.title} (`{table.name}`)" in page
        assert table.grain[1:] in page
    for _, column in COLUMNS:
        assert f"| `{column.name}` | **{column.title}.** " in page
    assert "| `memorandum_of_understanding` |" in page
    assert "release 2026.11.22. Data under CC-BY-4.0" in page


def test_the_data_package_describes_each_table_as_csv_and_parquet(release: Path) -> None:
    resources = package_of(release)["resources"]

    names = [table.name for table in TABLES]
    assert [resource["name"] for resource in resources] == [*names, *(f"{name}.parquet" for name in names)]
    assert all((release / resource["path"]).is_file() for resource in resources)
    for resource in resources:
        table = table_of(resource["name"].removesuffix(".parquet"))
        schema = resource["schema"]
        assert [field["name"] for field in schema["fields"]] == [column.name for column in table.columns]
        assert schema["primaryKey"] == list(table.key)
        targets = {resource["name"] for resource in resources}
        for foreign_key in schema.get("foreignKeys", []):
            assert foreign_key["reference"].get("resource", resource["name"]) in targets


def test_fields_carry_types_constraints_and_code_lists(release: Path) -> None:
    (agreements,) = [resource for resource in package_of(release)["resources"] if resource["name"] == "agreements"]
    fields = {field["name"]: field for field in agreements["schema"]["fields"]}

    assert fields["agreement_id"]["constraints"] == {"required": True, "pattern": "agr_[a-z2-7]{10}"}
    assert fields["status"]["codeList"] == "agreement_status"
    assert "signed" in fields["status"]["constraints"]["enum"]
    assert "enum" not in fields["place_country"].get("constraints", {})
    assert fields["documents"]["type"] == "integer"


def test_the_data_package_names_its_publishers_terms_and_version(release: Path) -> None:
    package = package_of(release)

    assert package["version"] == "2026.11.22"
    assert package["sources"] == [{"title": "Vientiane Times"}]
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]


def test_the_manifest_says_how_the_release_was_made(release: Path) -> None:
    manifest = json.loads((release / "manifest.json").read_bytes())

    assert {key: manifest[key] for key in ("release", "schema_version", "created", "data_as_of", "notes")} == {
        "release": "2026.11.22",
        "schema_version": SCHEMA_VERSION,
        "created": "2026-11-22T02:00:00Z",
        "data_as_of": "2022-05",
        "notes": [],
    }
    assert manifest["documents"] == {"seen": 1, "read": 1, "rejected": 0}
    assert manifest["tables"]["organizations"] == {"rows": 2}


def test_the_citation_names_version_day_and_title(release: Path) -> None:
    citation = yaml.safe_load((release / "CITATION.cff").read_text(encoding="utf-8"))

    assert citation["cff-version"] == "1.2.0"
    assert (citation["version"], citation["date-released"]) == ("2026.11.22", "2026-11-22")
    assert citation["authors"] == [{"name": "coopdata contributors"}]
    assert {"message", "title", "type", "license"} <= set(citation)


def test_the_terms_name_both_licences_and_the_limit_of_quotations(release: Path) -> None:
    terms = (release / "LICENSES.md").read_text(encoding="utf-8")

    assert "CC-BY-4.0" in terms
    assert "MIT License" in terms
    assert "at most 200 characters" in terms
