"""The job refresh on the project's own texts: a release, every check green, and no release from bad tables."""

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
import pytest

from coopdata import publish
from coopdata.extract import EXTRACTOR_VERSION
from coopdata.publish import inputs
from coopdata.tables.catalogue import TABLES
from pipelines.assets import tables
from pipelines.checks import CHECKS
from pipelines.definitions import build_defs, defs
from pipelines.resources import Folders
from tests.publish.measured import quality

PROJECT = Path(__file__).parents[2]
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    shutil.copytree(PROJECT / "raw", tmp_path / "raw")
    return Folders(**{name: str(tmp_path / name) for name in ("raw", "published", "cache", "memory")})


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral(str(tmp_path / "dagster")) as instance:
        yield instance


def refresh(
    folders: Folders, instance: dg.DagsterInstance, *assets: str, waive: dict[str, str] | None = None
) -> dg.ExecuteInProcessResult:
    """Run the job, or only some of its assets without their checks."""
    job = build_defs(folders).resolve_job_def("refresh")
    return job.execute_in_process(
        run_config=QUIET | ({"ops": {"release": {"config": {"waive": waive}}}} if waive else {}),
        instance=instance,
        raise_on_error=False,
        asset_selection=[dg.AssetKey(asset) for asset in assets] or None,
    )


def evaluations(result: dg.ExecuteInProcessResult) -> dict[tuple[str, str], bool]:
    return {
        (check.asset_key.to_user_string(), check.check_name): check.passed
        for check in result.get_asset_check_evaluations()
    }


def status(folders: Folders) -> dict[str, Any]:
    """What status.json says."""
    return json.loads((folders.published_path / "status.json").read_bytes())


def with_broken_parties(build_table: Any) -> Any:
    """`build_table`, but the parties point to an organization that is nowhere."""

    def broken(name: str, resolved: Any) -> pd.DataFrame:
        frame = build_table(name, resolved)
        return frame.assign(organization_id="org_nowhere234") if name == "agreement_parties" else frame

    return broken


def test_the_job_makes_a_release_with_every_check_green(folders: Folders, instance: dg.DagsterInstance) -> None:
    result = refresh(folders, instance)
    assert result.success
    checks = evaluations(result)
    assert all(checks.values())
    assert {(table.name, "schema") for table in TABLES} < set(checks)
    assert ("agreement_parties", "foreign_keys") in checks
    assert ("statements", "wording") in checks
    assert publish.verify(result.output_for_node("release").directory, folders.raw_path).problems == ()
    (told,) = result.asset_materializations_for_node("release")
    assert {"f1_agreements", "f1_parties", "f1_whole_records"} < set(told.metadata)


def test_every_table_tells_rows_columns_lineage_preview_and_nulls(
    folders: Folders, instance: dg.DagsterInstance
) -> None:
    result = refresh(folders, instance)
    made = {told.asset_key.to_user_string(): told for told in result.asset_materializations_for_node("table_frames")}
    told = made["agreement_parties"]
    assert {
        "bytes",
        "preview",
        "share_of_nulls",
        "dagster/row_count",
        "dagster/column_schema",
        "dagster/column_lineage",
    } <= set(told.metadata)
    assert told.metadata["dagster/row_count"].value == len(result.output_for_node("table_frames", "agreement_parties"))


def test_a_second_run_reads_no_text_again_and_makes_no_release(folders: Folders, instance: dg.DagsterInstance) -> None:
    refresh(folders, instance)
    (text, *_) = sorted(folders.raw_path.rglob("*.txt"))
    text.touch()
    again = refresh(folders, instance)
    (told,) = again.asset_materializations_for_node("extraction_records")
    assert told.metadata["reused"].value == told.metadata["records"].value == 2
    assert not again.output_for_node("release").created


def test_a_run_for_which_nothing_has_changed_skips_all_after_a_look_at_raw(
    folders: Folders, instance: dg.DagsterInstance
) -> None:
    refresh(folders, instance)
    again = refresh(folders, instance)
    assert again.success
    assert not again.asset_materializations_for_node("parsed_documents")
    assert {event.step_key for event in again.all_events if event.is_step_skipped} >= {"extraction_records", "release"}


def test_a_release_made_of_what_an_earlier_run_left_hides_no_change_from_the_next_run(
    folders: Folders, instance: dg.DagsterInstance
) -> None:
    refresh(folders, instance)
    (folders.raw_path / "documents" / "more.txt").write_text("Laos and Japan signed a memorandum of understanding.")
    refresh(folders, instance, "release")
    assert refresh(folders, instance).output_for_node("release").created


def test_a_release_after_new_texts_has_the_bytes_of_one_made_anew_from_all(
    folders: Folders, instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    refresh(folders, instance)
    shutil.copytree(folders.published_path, tmp_path / "other")
    words = "The Ministry of Trade of Cuba and KOTRA signed a memorandum of understanding on rice on 3 May 2020."
    (folders.raw_path / "documents" / "more.txt").write_text(words)
    anew = Folders(**{**folders.model_dump(), "published": str(tmp_path / "other"), "cache": str(tmp_path / "empty")})

    by_step = refresh(folders, instance).output_for_node("release")
    at_once = refresh(anew, instance).output_for_node("release")
    assert by_step.created
    assert sums(by_step.directory) == sums(at_once.directory)


def sums(release: Path) -> dict[str, bytes]:
    """The table files of a release."""
    return {path.name: path.read_bytes() for folder in ("parquet", "csv") for path in (release / folder).iterdir()}


def test_a_damaged_release_is_followed_by_a_sound_one(folders: Folders, instance: dg.DagsterInstance) -> None:
    made = refresh(folders, instance).output_for_node("release")
    (made.directory / "csv" / "agreements.csv").unlink()
    assert refresh(folders, instance).output_for_node("release").created


def test_a_bad_table_fails_its_check_and_no_release_is_made(
    folders: Folders, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "build_table", with_broken_parties(tables.build_table))
    result = refresh(folders, instance)
    assert not result.success
    failed = [check for check, passed in evaluations(result).items() if not passed]
    assert ("agreement_parties", "foreign_keys") in failed
    assert not (folders.published_path / "releases").exists()
    told = status(folders)
    assert (told["result"], told["release"]) == ("failed", None)
    assert told["message"].startswith("table_checks: ")


def test_a_person_may_waive_what_a_gate_refuses(
    folders: Folders, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    poor = replace(quality(parties=0.01), extractor_version=EXTRACTOR_VERSION)
    monkeypatch.setattr(inputs, "published_quality", lambda: poor)
    assert not refresh(folders, instance).success
    assert {reason["code"] for reason in status(folders)["reasons"]} == {"quality_below_floor"}
    assert not (folders.published_path / "index.html").exists()

    result = refresh(folders, instance, waive={"quality_below_floor": "a first look, for ourselves"})
    made = result.output_for_node("release")
    (waiver,) = json.loads((made.directory / "manifest.json").read_bytes())["waivers"]
    assert waiver["reason"] == "a first look, for ourselves"
    assert made.release in (folders.published_path / "index.html").read_text(encoding="utf-8")
    assert status(folders)["result"] == "released"


def test_hooks_are_called_after_a_release_and_what_fails_is_told(
    folders: Folders, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPDATA_RELEASE_COMMAND", f"{sys.executable} -c 'raise SystemExit(3)'")
    made = refresh(folders, instance).output_for_node("release")
    assert made.created
    (note,) = made.notes
    assert "ended with status 3" in note
    assert status(folders)["notes"] == [note]


def test_a_reader_below_its_floors_makes_no_release_and_the_run_says_which(
    folders: Folders, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    poor = replace(quality(parties=0.01), extractor_version=EXTRACTOR_VERSION)
    monkeypatch.setattr(inputs, "published_quality", lambda: poor)
    result = refresh(folders, instance)
    (failure,) = [event for event in result.all_events if event.is_step_failure]
    assert failure.step_key == "release"
    assert "F1 of parties is 0.010" in str(failure.step_failure_data.error)
    assert not (folders.published_path / "releases").exists()


def test_the_release_alone_refuses_bad_tables(
    folders: Folders, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(tables, "build_table", with_broken_parties(tables.build_table))
        refresh(folders, instance)
    result = refresh(folders, instance, "release")
    (failure,) = [event for event in result.all_events if event.is_step_failure]
    assert failure.step_key == "release"
    assert "agreement_parties.organization_id" in str(failure.step_failure_data.user_failure_data)
    assert not (folders.published_path / "releases").exists()


def test_the_release_alone_publishes_what_the_last_run_left(folders: Folders, instance: dg.DagsterInstance) -> None:
    made = refresh(folders, instance).output_for_node("release")
    again = refresh(folders, instance, "release")
    assert again.success
    assert not again.output_for_node("release").created
    assert again.output_for_node("release").release == made.release


def test_the_project_captures_and_refreshes_nightly_and_refreshes_on_change() -> None:
    repository = defs.get_repository_def()
    schedule = repository.get_schedule_def("nightly_refresh")
    assert (schedule.job_name, schedule.cron_schedule, schedule.execution_timezone) == ("nightly", "0 2 * * *", "UTC")
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert repository.get_sensor_def("raw_changed").job_name == "refresh"


def test_assets_stand_in_the_six_groups_and_each_table_is_one() -> None:
    graph = defs.resolve_asset_graph()
    groups = {key.to_user_string(): graph.get(key).group_name for key in graph.get_all_asset_keys()}
    assert set(groups.values()) == {"raw", "documents", "records", "entities", "tables", "release"}
    assert {name for name, group in groups.items() if group == "tables"} == {table.name for table in TABLES}


def test_the_release_is_late_when_the_night_has_passed_without_it() -> None:
    policy = defs.resolve_asset_graph().get(dg.AssetKey("release")).freshness_policy
    assert policy is not None
    assert policy.deadline_cron == "0 3 * * *"


def test_every_check_blocks() -> None:
    assert all(spec.blocking for check in CHECKS for spec in check.check_specs)
