"""What a materialization tells about a table comes from its spec and its rows."""

import dagster as dg
import pandas as pd

from coopdata.evaluate.quality import published_quality
from coopdata.tables.spec import Column, Table, Type
from pipelines import metadata

PARTIES = Table(
    name="parties",
    title="Parties",
    description="Who entered an agreement.",
    grain="one row per party",
    key=("party_id",),
    columns=(
        Column("party_id", "Party", "Identifier.", Type.STRING, "p1"),
        Column(
            "agreement_id", "Agreement", "Its agreement.", Type.STRING, "a1", references=("agreements", "agreement_id")
        ),
        Column(
            "country", "Country", "Its state.", Type.STRING, "LA", null="Unknown.", code_list="country", traced=True
        ),
    ),
)
ROWS = pd.DataFrame({"party_id": ["p1", "p2"], "agreement_id": ["a1", "a1"], "country": ["LA", None]})


def test_the_column_schema_has_types_meanings_and_constraints() -> None:
    party, agreement, country = metadata.column_schema(PARTIES).columns
    assert (party.type, party.description) == ("string", "Identifier.")
    assert (party.constraints.unique, party.constraints.nullable) == (True, False)
    assert agreement.constraints.other == ["references agreements.agreement_id"]
    assert country.constraints.nullable
    assert country.constraints.other == ["code list country", "every value stands in statements"]


def test_the_lineage_leads_to_the_table_referred_to() -> None:
    (dep,) = metadata.column_lineage(PARTIES).deps_by_column["agreement_id"]
    assert (dep.asset_key, dep.column_name) == (dg.AssetKey("agreements"), "agreement_id")


def test_the_share_of_nulls_is_told_per_column() -> None:
    assert metadata.null_shares(ROWS) == {"party_id": 0.0, "agreement_id": 0.0, "country": 0.5}


def test_an_empty_table_has_no_share_of_nulls_to_speak_of() -> None:
    assert metadata.null_shares(ROWS.head(0)) == {"party_id": 0.0, "agreement_id": 0.0, "country": 0.0}


def test_the_preview_shows_five_rows_in_cells_that_cannot_break_the_table() -> None:
    frame = pd.DataFrame({"name": ["a|b", "two\nlines", None, "d", "e", "sixth"]})
    assert metadata.preview(frame).splitlines() == [
        "| name |", "| --- |", "| a\\|b |", "| two lines |", "|  |", "| d |", "| e |"
    ]  # fmt: skip


def test_rows_and_bytes_are_counted() -> None:
    recorded = metadata.table_metadata(PARTIES, ROWS)
    assert recorded["dagster/row_count"] == 2
    assert recorded["bytes"].value > 0


def test_the_main_figures_of_the_reader_are_told() -> None:
    told = metadata.quality_metadata(published_quality())
    assert list(told) == ["f1_agreements", "f1_parties", "f1_whole_records"]
    assert all(0 < f1 <= 1 for f1 in told.values())
