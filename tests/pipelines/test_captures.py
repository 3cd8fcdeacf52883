"""Captures as Dagster runs them: all sources or one, what is shown of them, and the check of each."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from coopdata.capture.log import Outcome, Trouble, append
from coopdata.problems import Code
from pipelines.definitions import build_defs
from pipelines.resources import Folders
from tests.capture.server import Site, item, serving, source

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Folders]:
    """A raw/ with a source that answers and one that does not."""
    with serving(Site()) as site:
        site.feed("/feed", item(f"{site.url}/a"))
        site.page("/a", "Laos and Japan signed.")
        (tmp_path / "raw" / "documents").mkdir(parents=True)
        (tmp_path / "raw" / "sources.toml").write_text(
            source(f"{site.url}/feed", name="first-news", more="nights = 2")
            + source(f"{site.url}/x", name="other", more="nights = 2")
        )
        yield Folders(**{name: str(tmp_path / name) for name in ("raw", "published", "cache", "memory")})


def capture(folders: Folders, source: str | None = None) -> dg.ExecuteInProcessResult:
    asked = {"ops": {"captures": {"config": {"source": source}}}} if source else {}
    with dg.DagsterInstance.ephemeral() as instance:
        job = build_defs(folders).resolve_job_def("capture")
        return job.execute_in_process(run_config=QUIET | asked, instance=instance, raise_on_error=False)


def shown(result: dg.ExecuteInProcessResult) -> dict[str, object]:
    (told,) = result.asset_materializations_for_node("captures")
    return {name: value.value for name, value in told.metadata.items()}


def checks(result: dg.ExecuteInProcessResult) -> dict[str, bool]:
    return {check.check_name: check.passed for check in result.get_asset_check_evaluations()}


def test_a_run_shows_what_came_of_each_source_and_goes_on_past_one_that_fails(folders: Folders) -> None:
    result = capture(folders)

    assert result.success
    told = shown(result)
    assert (told["new"], told["new: first-news"], told["new: other"], told["sources that failed"]) == (1, 1, 0, 1)
    assert "| first-news | 1 | 1 |" in str(told["sources"])
    assert "source other: " in str(told["troubles"])
    assert checks(result) == {"fresh_first_news": True, "fresh_other": True}


def test_one_source_is_captured_by_itself(folders: Folders) -> None:
    told = shown(capture(folders, "first-news"))

    assert (told["new"], told["sources that failed"]) == (1, 0)
    assert "other" not in str(told["sources"])


def test_a_source_that_is_not_listed_fails_the_run_at_once_and_says_which_are(folders: Folders) -> None:
    result = capture(folders, "nobody")
    (failure,) = [event for event in result.all_events if event.is_step_failure]

    assert not result.success
    assert not [event for event in result.all_events if event.is_step_up_for_retry]
    assert "There are: first-news, other." in str(failure.step_failure_data.user_failure_data)


def test_the_check_of_a_source_fails_after_its_nights_of_failure(folders: Folders) -> None:
    failed = (Trouble(Code.SOURCE_FAILED, "it is down."),)
    append(folders.raw_path, Outcome("other", "2020-01-01T02:00:00+00:00", troubles=failed))
    result = capture(folders)

    assert result.success
    assert checks(result) == {"fresh_first_news": True, "fresh_other": False}


def test_what_is_wrong_with_a_source_is_an_issue_of_the_next_release(folders: Folders) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        job = build_defs(folders).resolve_job_def("nightly")
        result = job.execute_in_process(run_config=QUIET, instance=instance)
    issues = result.output_for_node("table_frames", "issues")

    assert "source_failed" in set(issues["code"])
    assert len(result.output_for_node("table_frames", "documents")) == 1
