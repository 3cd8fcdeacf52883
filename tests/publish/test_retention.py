"""Which releases are kept, and what pruning and promoting do to a folder."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.publish import PublishError, layout
from coopdata.publish.layout import ReleaseId
from coopdata.publish.pointers import point
from coopdata.publish.retention import Ground, Held, Plan, Policy, folder_at, plan, prune
from tests.publish.small import small_release

TODAY = date(2026, 11, 22)
NOTHING = Policy(days=0, months=0, years=0)


def ids(*names: str) -> tuple[ReleaseId, ...]:
    found = tuple(ReleaseId.parse(name) for name in names)
    assert None not in found
    return found


def chain(*names: str, latest: str | None = None, stable: str | None = None) -> Held:
    """Releases whose changes are each against the one before."""
    releases = ids(*names)
    return Held(
        dict(zip(releases, (None, *releases), strict=False)),
        ReleaseId.parse(latest or names[-1]),
        ReleaseId.parse(stable) if stable else None,
    )


def kept(held: Held, policy: Policy) -> list[str]:
    return [str(release) for release in plan(held, policy, TODAY).kept]


def test_every_release_of_the_last_days_is_kept() -> None:
    held = chain("2026.10.20", "2026.10.21", "2026.10.24", "2026.11.01", "2026.11.01.1", "2026.11.22")
    assert kept(held, Policy(days=30, months=0, years=0)) == ["2026.10.21", *map(str, list(held.previous)[2:])]


def test_of_a_month_its_last_release_is_kept_with_what_its_changes_are_against() -> None:
    held = chain("2026.08.01", "2026.08.02", "2026.08.03", "2026.08.03.1", "2026.11.22")
    assert kept(held, Policy(days=0, months=24, years=0)) == ["2026.08.03", "2026.08.03.1", "2026.11.22"]


def test_months_are_counted_by_the_calendar_from_this_one() -> None:
    held = chain("2026.08.31", "2026.09.01", "2026.10.01", "2026.11.22")
    without_changes = Held(dict.fromkeys(held.previous), held.latest, None)
    assert kept(without_changes, Policy(days=0, months=3, years=0)) == ["2026.09.01", "2026.10.01", "2026.11.22"]


def test_of_a_year_its_last_release_is_kept_for_ever_or_for_as_many_years_as_asked() -> None:
    held = Held(dict.fromkeys(ids("1999.01.01", "1999.12.31", "2025.06.01", "2026.11.22")), None, None)
    assert kept(held, Policy(days=0, months=0)) == ["1999.12.31", "2025.06.01", "2026.11.22"]
    assert kept(held, Policy(days=0, months=0, years=2)) == ["2025.06.01", "2026.11.22"]


def test_the_latest_the_stable_and_the_newest_are_kept_by_any_policy() -> None:
    held = chain("2020.01.01", "2020.01.02", "2020.01.03", "2020.01.04", latest="2020.01.03", stable="2020.01.01")
    found = plan(Held(dict.fromkeys(held.previous), held.latest, held.stable), NOTHING, TODAY)
    assert [one.grounds for one in found.decisions] == [(Ground.STABLE,), (), (Ground.LATEST,), (Ground.NEWEST,)]


def test_a_release_kept_for_anothers_changes_does_not_keep_the_one_before_it() -> None:
    found = plan(chain("2020.01.01", "2020.01.02", "2020.01.03"), NOTHING, TODAY)
    assert [str(release) for release in found.kept] == ["2020.01.02", "2020.01.03"]
    needed = found.decisions[1]
    assert (needed.grounds, str(needed.needed_by)) == ((Ground.NEEDED,), "2020.01.03")


def test_a_clock_that_is_behind_removes_nothing_more() -> None:
    held = Held(dict.fromkeys(ids("2026.11.20", "2026.11.21", "2026.11.22")), None, None)
    policy = Policy(days=1, months=0, years=0)
    assert len(plan(held, policy, date(2020, 1, 1)).kept) == 3
    assert [str(release) for release in plan(held, policy, TODAY).kept] == ["2026.11.22"]


def test_a_policy_has_no_numbers_below_zero() -> None:
    with pytest.raises(ValueError, match="below zero"):
        Policy(days=-1)


days = st.dates(TODAY - timedelta(days=1500), TODAY + timedelta(days=40))
releases = st.lists(st.builds(ReleaseId, days, st.integers(0, 3)), min_size=1, max_size=40, unique=True)
policies = st.builds(Policy, st.integers(0, 90), st.integers(0, 40), st.none() | st.integers(0, 5))


@st.composite
def holdings(draw: st.DrawFn) -> Held:
    """Any releases; changes are against any earlier one, one that is gone, or none."""
    found = sorted(draw(releases))
    gone = ReleaseId(date(2000, 1, 1))
    previous = {release: draw(st.sampled_from([None, gone, *found[:place]])) for place, release in enumerate(found)}
    return Held(previous, draw(st.sampled_from([None, *found])), draw(st.sampled_from([None, *found])))


def those_left(held: Held, after: Plan) -> Held:
    return Held({release: held.previous[release] for release in after.kept}, held.latest, held.stable)


@given(holdings(), policies, days)
def test_the_latest_the_stable_the_newest_and_what_their_changes_need_are_always_kept(
    held: Held, policy: Policy, today: date
) -> None:
    found = plan(held, policy, today)
    for_own_sake = {one.release for one in found.decisions if set(one.grounds) - {Ground.NEEDED}}
    needed = {held.previous[release] for release in for_own_sake} & held.previous.keys()

    assert ({held.latest, held.stable} - {None}) | {max(held.previous)} <= for_own_sake
    assert set(found.kept) == for_own_sake | needed
    assert sorted((*found.kept, *found.removed)) == sorted(held.previous)


@given(holdings(), policies, days)
def test_what_is_left_is_left_again(held: Held, policy: Policy, today: date) -> None:
    found = plan(held, policy, today)
    assert plan(those_left(held, found), policy, today).removed == ()


@given(holdings(), policies, days, st.integers(0, 400))
def test_what_is_removed_later_would_not_have_kept_more_now(
    held: Held, policy: Policy, today: date, later: int
) -> None:
    """Pruning every day and pruning once leave the same, but for what was needed in between."""
    then = today + timedelta(days=later)
    at_once = {one.release for one in plan(held, policy, then).decisions if set(one.grounds) - {Ground.NEEDED}}
    assert at_once <= set(plan(held, policy, today).kept)


@pytest.fixture
def four(tmp_path: Path) -> Path:
    """A folder of four releases of four years, the newest of which is the latest."""
    published = tmp_path / "published"
    names = ["2020.01.01", "2021.01.01", "2022.01.01", "2026.11.22"]
    folders = [small_release(published, name) for name in names]
    point(published, layout.LATEST, folders[-1])
    return published


def pruned(published: Path, policy: Policy = NOTHING, *, dry_run: bool = False) -> tuple[list[str], int]:
    with folder_at(published) as folder:
        found = prune(folder, policy, TODAY, dry_run=dry_run)
    return [str(release) for release in found.plan.removed], found.freed


def names(published: Path) -> list[str]:
    return sorted(path.name for path in (published / layout.RELEASES).iterdir())


def test_pruning_removes_what_is_not_kept_and_counts_its_bytes(four: Path) -> None:
    removed = [four / layout.RELEASES / name for name in ("2020.01.01", "2021.01.01", "2022.01.01")]
    size = sum(file.stat().st_size for folder in removed for file in folder.rglob("*") if file.is_file())

    assert pruned(four, dry_run=True) == ([folder.name for folder in removed], size)
    assert len(names(four)) == 4
    assert pruned(four) == ([folder.name for folder in removed], size)
    assert names(four) == ["2026.11.22"]
    assert pruned(four) == ([], 0)


def test_the_release_that_the_manifest_calls_previous_is_kept(four: Path) -> None:
    manifest = four / layout.RELEASES / "2026.11.22" / layout.MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_bytes()) | {"previous": "2021.01.01"}))
    assert pruned(four)[0] == ["2020.01.01", "2022.01.01"]


def test_nothing_but_release_folders_is_removed(four: Path, tmp_path: Path) -> None:
    kept_folder = shutil.copytree(four / layout.RELEASES / "2020.01.01", tmp_path / "elsewhere")
    (four / layout.RELEASES / "notes").mkdir()
    (four / layout.RELEASES / "2020.02.31").mkdir()
    (four / layout.RELEASES / "2020.03.01").symlink_to(kept_folder)
    (four / layout.RELEASES / "2020.03.02").write_text("a file")
    pruned(four)
    assert names(four) == ["2020.02.31", "2020.03.01", "2020.03.02", "2026.11.22", "notes"]
    assert (kept_folder / layout.MANIFEST).is_file()


def test_what_a_dead_prune_left_hidden_is_removed_by_the_next(four: Path) -> None:
    hidden = four / f"{layout.STAGING_PREFIX}1-removed-2020.01.01"
    (four / layout.RELEASES / "2020.01.01").rename(hidden)
    size = sum(file.stat().st_size for file in hidden.rglob("*") if file.is_file())

    assert pruned(four, Policy()) == ([], size)
    assert not hidden.exists()


@pytest.mark.parametrize("damaged", ["releases/2020.01.01/manifest.json", "latest.json"])
def test_where_something_cannot_be_read_nothing_is_removed(four: Path, damaged: str) -> None:
    (four / damaged).write_text("{")
    with pytest.raises(PublishError, match=damaged):
        pruned(four)
    assert len(names(four)) == 4


def test_where_a_pointer_names_a_release_that_is_gone_nothing_is_removed(four: Path) -> None:
    shutil.copy(four / layout.LATEST, four / layout.STABLE)
    shutil.rmtree(four / layout.RELEASES / "2026.11.22")
    with pytest.raises(PublishError, match=r"names the release 2026.11.22, which is not there"):
        pruned(four)
    assert len(names(four)) == 3


def test_a_release_that_cannot_be_removed_is_told(four: Path) -> None:
    with folder_at(four) as folder, pytest.raises(PublishError, match=r"cannot remove .*2026\.11\.23: No such file"):
        folder.remove(*ids("2026.11.23"))


def test_a_folder_that_a_build_holds_is_not_pruned(four: Path) -> None:
    with folder_at(four), pytest.raises(PublishError, match="another build"), folder_at(four, lock_wait_seconds=0):
        pass


def test_the_stable_release_is_named_as_the_latest_is(release: Path) -> None:
    published = release.parent.parent
    with folder_at(published) as folder:
        assert folder.promote(*ids(release.name))
        assert not folder.promote(*ids(release.name))
    assert (published / layout.STABLE).read_bytes() == (published / layout.LATEST).read_bytes()


def test_a_release_that_is_damaged_is_not_promoted(release: Path) -> None:
    (release / layout.README).write_text("other")
    with (
        folder_at(release.parent.parent) as folder,
        pytest.raises(PublishError, match=r"2026\.11\.22 is not sound .*README\.md.*coopdata verify"),
    ):
        folder.promote(*ids(release.name))
    assert not (release.parent.parent / layout.STABLE).exists()


def test_a_release_that_is_not_there_is_told_with_those_that_are(four: Path) -> None:
    with folder_at(four) as folder, pytest.raises(PublishError, match=r"no release 2026\.11\.23 .*newest there: 2026"):
        folder.promote(*ids("2026.11.23"))
