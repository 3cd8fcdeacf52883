"""What a release says about itself: dictionary, Data Package, Croissant, DCAT-AP, citation, manifest."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coopdata.publish import ReleaseInputs, publish
from coopdata.publish.changes.spec import CHANGES_TABLE
from coopdata.publish.contents import DOCUMENTATION, DOWNLOADS, changes_files, table_files
from coopdata.publish.dictionary import CSV_COLUMNS
from coopdata.publish.layout import WORKBOOK, ReleaseId
from coopdata.publish.manifest import measure
from coopdata.publish.metadata.about import meaning
from coopdata.publish.metadata.citing import bibtex, citation_cff, citation_text
from coopdata.publish.metadata.coverage import Coverage, coverage
from coopdata.publish.metadata.croissant import croissant
from coopdata.publish.metadata.dcat import dcat
from coopdata.publish.parquet import read_parquet, to_arrow
from coopdata.reference.media_types import media_types
from coopdata.tables.catalogue import SCHEMA_VERSION, TABLES
from coopdata.tables.catalogue import table as table_of
from coopdata.tables.schemas import frame
from tests.publish.conftest import INPUTS, row, tiny_frames

COLUMNS = [(table.name, column) for table in TABLES for column in table.columns]
DATA_FILES = [
    *(file for table in TABLES for file in (*table_files(table), *changes_files(table))),
    *DOWNLOADS,
]
RELEASE = ReleaseId(date(2026, 11, 22))
PUBLIC = "https://data.example.org/coop/"
ADDRESS = f"{PUBLIC}releases/2026.11.22/"

Json = dict[str, Any]


@pytest.fixture(scope="module")
def described(published: Path) -> Path:
    """The release with all that describes it; where it is published is not known."""
    return published / "releases" / str(RELEASE)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release with all that describes it, at a known address."""
    return publish(tiny_frames(), replace(INPUTS, base_url=PUBLIC), tmp_path_factory.mktemp("public")).directory


def parsed(release: Path, name: str) -> Json:
    return json.loads((release / name).read_bytes())


def tables_of(release: Path) -> dict[str, pa.Table]:
    return {table.name: read_parquet(release / f"parquet/{table.name}.parquet") for table in TABLES}


def by(key: str, objects: list[Json]) -> dict[str, Json]:
    return {found[key]: found for found in objects}


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


def test_the_data_package_describes_each_table_as_csv_and_parquet(described: Path) -> None:
    resources = by("name", parsed(described, "datapackage.json")["resources"])

    for table in TABLES:
        for name in (table.name, f"{table.name}.parquet"):
            schema = resources[name]["schema"]
            assert [field["name"] for field in schema["fields"]] == [column.name for column in table.columns]
            assert schema["primaryKey"] == list(table.key)
            for foreign_key in schema.get("foreignKeys", []):
                target = resources[foreign_key["reference"].get("resource", name)]
                assert target["format"] == resources[name]["format"]


def test_the_data_package_has_what_changed_with_its_columns_and_downloads_without(described: Path) -> None:
    resources = by("name", parsed(described, "datapackage.json")["resources"])

    for name in ("changes.agreements", "changes.agreements.parquet"):
        columns = [field["name"] for field in resources[name]["schema"]["fields"]]
        assert columns == [column.name for column in CHANGES_TABLE.columns]
    assert "schema" not in resources["coopdata.sqlite"]
    assert {resource["path"] for resource in resources.values()} == {file.path for file in DATA_FILES} - {WORKBOOK}


def test_fields_carry_types_constraints_and_code_lists(described: Path) -> None:
    agreements = by("name", parsed(described, "datapackage.json")["resources"])["agreements"]
    fields = by("name", agreements["schema"]["fields"])

    assert fields["agreement_id"]["constraints"] == {"required": True, "pattern": "agr_[a-z2-7]{10}"}
    assert fields["status"]["codeList"] == "agreement_status"
    assert "signed" in fields["status"]["constraints"]["enum"]
    assert "enum" not in fields["place_country"].get("constraints", {})
    assert fields["documents"]["type"] == "integer"


def test_the_data_package_names_its_publishers_terms_and_version(described: Path) -> None:
    package = parsed(described, "datapackage.json")

    assert package["version"] == "2026.11.22"
    assert package["sources"] == [{"title": "Vientiane Times"}]
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]


def test_every_form_has_the_hash_of_every_file_with_data(described: Path) -> None:
    hashes = {path: digest for path, (_, digest) in measure(described).items()}
    resources = parsed(described, "datapackage.json")["resources"]
    objects = parsed(described, "croissant.json")["distribution"]
    distributions = parsed(described, "dcat.jsonld")["dcat:distribution"]

    expected = {file.path: hashes[file.path] for file in DATA_FILES}
    assert {found["@id"]: found["sha256"] for found in objects} == expected
    assert {
        found["dcat:downloadURL"]["@id"]: found["spdx:checksum"]["spdx:checksumValue"]["@value"]
        for found in distributions
    } == expected
    assert {found["path"]: found["hash"].removeprefix("sha256:") for found in resources} == {
        path: digest for path, digest in expected.items() if path != WORKBOOK
    }


def test_a_deprecated_column_is_told_to_be_so() -> None:
    column = replace(table_of("agreements").column("purpose"), deprecated="since version 2.0.0; use aim")

    assert meaning(column).startswith("What the agreement is for")
    assert meaning(column).endswith(
        " Empty: No document says it in a clause of its own. Deprecated since version 2.0.0; use aim."
    )


def test_croissant_has_a_record_set_for_each_table_read_from_its_parquet_file(described: Path) -> None:
    record_sets = by("@id", parsed(described, "croissant.json")["recordSet"])

    assert list(record_sets) == [table.name for table in TABLES]
    for table in TABLES:
        record_set = record_sets[table.name]
        assert record_set["key"] == [{"@id": f"{table.name}/{name}"} for name in table.key]
        assert [field["source"] for field in record_set["field"]] == [
            {"fileObject": {"@id": f"parquet/{table.name}.parquet"}, "extract": {"column": column.name}}
            for column in table.columns
        ]


def test_croissant_keeps_partial_dates_as_text_and_points_to_other_record_sets(described: Path) -> None:
    agreements = by("@id", parsed(described, "croissant.json")["recordSet"])["agreements"]
    fields = by("name", agreements["field"])

    types = {name: fields[name]["dataType"] for name in ("signed", "documents", "confidence")}
    assert types == {"signed": "sc:Text", "documents": "sc:Integer", "confidence": "sc:Float"}
    assert fields["event_id"]["references"] == {"field": {"@id": "events/event_id"}}
    assert fields["status"]["description"].startswith("Status. Where the agreement stood")
    assert "Empty: No text tells the date." in fields["signed"]["description"]


@pytest.mark.parametrize(
    ("release_id", "version"),
    [("2026.11.22", "2026.11.22"), ("2026.01.05", "2026.1.5"), ("2026.01.05.2", "2026.1.5+2")],
)
def test_the_version_of_croissant_is_semantic_and_its_day_that_of_the_release(
    described: Path, inputs: ReleaseInputs, release_id: str, version: str
) -> None:
    release = ReleaseId.parse(release_id)
    assert release is not None

    found = croissant(TABLES, tables_of(described), measure(described), release, inputs)

    assert (found["version"], found["datePublished"]) == (version, release.day.isoformat())


def test_what_a_release_covers_is_read_off_its_tables(described: Path) -> None:
    found = parsed(described, "croissant.json")

    assert found["temporalCoverage"] == "2022-05-05/2022-05-05"
    assert found["inLanguage"] == ["en"]
    assert "spatialCoverage" not in found  # no table names a country


def test_addresses_are_absolute_where_the_public_address_is_known(public: Path) -> None:
    object_ = parsed(public, "croissant.json")["distribution"][0]
    dataset = parsed(public, "dcat.jsonld")
    distribution = dataset["dcat:distribution"][0]

    assert object_["contentUrl"] == f"{ADDRESS}{object_['@id']}"
    assert parsed(public, "croissant.json")["url"] == ADDRESS
    assert dataset["@id"] == dataset["dct:identifier"] == ADDRESS
    assert distribution["dcat:accessURL"]["@id"] == f"{ADDRESS}parquet/documents.parquet"
    assert distribution["@id"] == f"{ADDRESS}#parquet/documents.parquet"
    assert {page["@id"] for page in dataset["foaf:page"]} == {f"{ADDRESS}{file.path}" for file in DOCUMENTATION}


def test_all_forms_identify_a_release_by_the_same_name(described: Path) -> None:
    name = parsed(described, "dcat.jsonld")["@id"]

    assert name.startswith("urn:uuid:")
    assert parsed(described, "croissant.json")["identifier"] == name
    assert parsed(described, "datapackage.json")["id"] == name


def test_a_release_is_named_by_its_id_and_tables_wherever_it_lies(described: Path, inputs: ReleaseInputs) -> None:
    data, files = tables_of(described), measure(described)

    def name(changes: dict[str, tuple[int, str]], release: ReleaseId = RELEASE) -> str:
        return dcat(TABLES, data, files | changes, release, inputs)["@id"]

    assert name({}) == name({"README.md": (1, "0" * 64)})
    assert len({name({}), name({"parquet/codes.parquet": (1, "0" * 64)}), name({}, ReleaseId(RELEASE.day, 1))}) == 3


def test_the_metadata_do_not_depend_on_the_order_of_files(described: Path, inputs: ReleaseInputs) -> None:
    data, files = tables_of(described), measure(described)
    turned = dict(reversed(files.items()))

    for form in (croissant, dcat):
        assert form(TABLES, data, files, RELEASE, inputs) == form(TABLES, data, turned, RELEASE, inputs)


def test_dcat_names_themes_terms_and_formats_by_their_codes(described: Path) -> None:
    dataset = parsed(described, "dcat.jsonld")
    distributions = {found["dcat:downloadURL"]["@id"]: found for found in dataset["dcat:distribution"]}

    assert [theme["@id"].rpartition("/")[2] for theme in dataset["dcat:theme"]] == ["INTR", "GOVE"]
    assert [language["@id"].rpartition("/")[2] for language in dataset["dct:language"]] == ["ENG"]
    table = distributions["csv/agreements.csv"]
    assert table["dct:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    assert table["dcat:mediaType"]["@id"] == "https://www.iana.org/assignments/media-types/text/csv"
    assert table["dct:format"]["@id"].endswith("/file-type/CSV")
    network = distributions["downloads/parties.graphml"]
    assert "dcat:mediaType" not in network  # IANA has none for GraphML
    assert network["dct:format"]["rdfs:label"] == "GraphML"


def test_dcat_types_dates_as_exactly_as_they_are_known_and_knows_every_country(
    described: Path, inputs: ReleaseInputs
) -> None:
    signed = [("agr_aaaaaaaaaa", "2019", "XK"), ("agr_bbbbbbbbbb", "2019-03", "LA")]
    table = table_of("agreements")
    rows = [row(table, agreement_id=key, signed=day, place_country=country) for key, day, country in signed]
    data = tables_of(described) | {table.name: to_arrow(table, frame(table, rows))}

    found = dcat(TABLES, data, measure(described), RELEASE, inputs)

    assert found["dct:temporal"]["dcat:startDate"] == {"@value": "2019", "@type": "xsd:gYear"}
    assert found["dct:temporal"]["dcat:endDate"] == {"@value": "2019", "@type": "xsd:gYear"}
    assert [place["@id"].rpartition("/")[2] for place in found["dct:spatial"]] == ["LAO", "1A0"]


partial_dates = st.dates(min_value=date(1000, 1, 1)).flatmap(
    lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"])
)


@given(st.lists(partial_dates, min_size=1, max_size=8))
def test_the_period_begins_and_ends_with_the_dates_that_may_be_first_and_last(dates: list[str]) -> None:
    agreements = table_of("agreements")
    rows = [row(agreements, agreement_id=f"agr_{number:010}", signed=day) for number, day in enumerate(dates)]

    found = coverage([agreements], {"agreements": to_arrow(agreements, frame(agreements, rows))}).period

    assert found is not None
    assert set(found) <= set(dates)
    assert earliest(found[0]) == min(map(earliest, dates))
    assert latest(found[1]) == max(map(latest, dates))


def earliest(date: str) -> str:
    return (date + "-01-01")[:10]


def latest(date: str) -> str:
    return date + {4: "-12-31", 7: "-31", 10: ""}[len(date)]


def test_a_release_without_agreements_covers_no_period() -> None:
    empty = {table.name: to_arrow(table, frame(table, [])) for table in TABLES}

    assert coverage(TABLES, empty) == Coverage(None, (), ())


def test_every_media_type_of_a_release_is_known() -> None:
    assert {file.media_type for file in (*DATA_FILES, *DOCUMENTATION)} == set(media_types())


def test_the_citation_names_version_day_and_title(release: Path) -> None:
    citation = yaml.safe_load((release / "CITATION.cff").read_text(encoding="utf-8"))

    assert citation["cff-version"] == "1.2.0"
    assert (citation["version"], citation["date-released"]) == ("2026.11.22", "2026-11-22")
    assert citation["authors"] == [{"name": "coopdata contributors"}]
    assert {"message", "title", "type", "license"} <= set(citation)


def test_a_citation_names_the_doi_where_the_release_has_one() -> None:
    doi = "10.5281/zenodo.1"

    assert yaml.safe_load(citation_cff(RELEASE, doi=doi))["doi"] == doi
    assert f"\n  doi = {{{doi}}}\n" in bibtex(RELEASE, doi=doi).decode()
    assert citation_text(RELEASE, doi=doi, url=ADDRESS).endswith(f"release 2026.11.22, https://doi.org/{doi}")
    assert citation_text(RELEASE, url=ADDRESS).endswith(f"release 2026.11.22, {ADDRESS}")
    assert citation_text(RELEASE).endswith("release 2026.11.22")


def test_the_bibtex_entry_has_a_key_of_its_own_and_one_author() -> None:
    entry = bibtex(ReleaseId(RELEASE.day, 1)).decode()

    assert entry.startswith("@misc{coopdata-2026.11.22.1,\n  author = {{coopdata contributors}},\n")
    assert "\n  year = {2026},\n  month = nov,\n" in entry
    assert entry.count("{") == entry.count("}")


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
