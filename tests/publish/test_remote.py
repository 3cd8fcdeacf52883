"""Releases in a store: pulled, published and pushed; killed, refused, and two at once; promoted and pruned there."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import fsspec
import pytest
import s3fs

from coopdata.publish import PublishError, ReleaseInputs, latest_release_dir, layout, publish, verify
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import checksums, measure
from coopdata.publish.remote.elsewhere import manifests_elsewhere
from coopdata.publish.remote.lock import Holder
from coopdata.publish.remote.mirror import (
    is_remote,
    local_copy,
    mirror_of,
    place_at,
    publishing_to,
    remote_published,
    target_at,
)
from coopdata.publish.remote.store import Store
from coopdata.publish.retention import Policy, prune
from tests.publish.bucket import BUCKET, Bucket, access, serving
from tests.publish.conftest import Frames
from tests.publish.small import DAY, small_build, small_release

PUSHER = Path(__file__).with_name("pusher.py")
FIRST, SECOND = "2026.11.22", "2026.11.22.1"


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Bucket, str]]:
    with serving() as running:
        yield running


@dataclass(frozen=True)
class Remote:
    """A folder of its own in the bucket, and a machine that publishes there."""

    bucket: Bucket
    name: str
    machine: Path

    @property
    def url(self) -> str:
        return f"s3://{BUCKET}/{self.name}/coopdata"

    @property
    def store(self) -> Store:
        return Store(self.url)

    def on(self, machine: str) -> "Remote":
        return replace(self, machine=self.machine.with_name(machine))

    def build(self, content: str, day: date = DAY) -> str:
        with remote_published(self.url, self.machine, lock_wait_seconds=0) as mirror:
            return str(small_build(mirror, content, day))

    def latest(self) -> str | None:
        content = self.store.read(layout.LATEST)
        return json.loads(content)["release"] if content else None

    def releases(self) -> set[str]:
        """The releases that are whole: every file that SHA256SUMS lists is there, with that hash, and no other."""
        names = self.store.entries(layout.RELEASES)
        return {name for name in names if self._is_whole(f"{layout.RELEASES}/{name}")}

    def _is_whole(self, folder: str) -> bool:
        sums = self.store.read(f"{folder}/{layout.CHECKSUMS}")
        if sums is None:
            return False
        copy = self.machine.with_name("looked-at")
        for path in self.store.sizes(folder):
            (copy / folder / path).parent.mkdir(parents=True, exist_ok=True)
            self.store.fetch(f"{folder}/{path}", copy / folder / path)
        present = {path: of for path, of in measure(copy / folder).items() if path != layout.CHECKSUMS}
        return checksums(present) == sums

    def writes(self) -> list[str]:
        """What has been put and deleted since this was last asked, locks left out."""
        return self.bucket.writes.pop(self.name, [])


@pytest.fixture
def remote(server: tuple[Bucket, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Remote]:
    bucket, url = server
    for name, value in access(url).items():
        monkeypatch.setenv(name, value)
    yield Remote(bucket, tmp_path.name, tmp_path / "machine")
    bucket.knows_conditions = True


def test_a_url_is_told_from_a_folder() -> None:
    assert is_remote("s3://bucket/coopdata")
    assert not is_remote("published")
    assert not is_remote("/srv/published")


def test_a_folder_is_its_own_mirror_and_is_published_into_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "published"
    with publishing_to(str(folder), tmp_path) as given:
        assert given == folder
    assert local_copy(str(folder), tmp_path) == mirror_of(str(folder), tmp_path) == folder
    assert not folder.exists()


def test_a_release_of_the_tables_is_published_to_a_store_and_read_on_another_machine(
    remote: Remote, frames: Frames, changed: Frames, inputs: ReleaseInputs
) -> None:
    with remote_published(remote.url, remote.machine) as mirror:
        publish(frames, inputs, mirror)
    with remote_published(remote.url, remote.on("other").machine) as mirror:
        assert publish(changed, inputs, mirror).release == SECOND

    folder = latest_release_dir(local_copy(remote.url, remote.on("reader").machine))
    assert folder is not None
    assert folder.name == SECOND
    assert verify(folder).problems == ()
    assert remote.releases() == {FIRST, SECOND}


def test_latest_json_is_the_last_and_what_makes_a_release_whole_the_last_of_its_files(remote: Remote) -> None:
    assert remote.build("one") == FIRST

    folder = f"PUT coopdata/releases/{FIRST}"
    assert remote.writes() == [
        f"{folder}/README.md", f"{folder}/csv/agreements.csv", f"{folder}/manifest.json", f"{folder}/SHA256SUMS",
        "PUT coopdata/releases.atom", "PUT coopdata/status.json", "PUT coopdata/latest.json",
    ]  # fmt: skip


def test_where_nothing_has_changed_nothing_is_put(remote: Remote) -> None:
    remote.build("one")
    remote.writes()

    assert remote.build("one") == FIRST
    assert remote.writes() == []
    assert local_copy(remote.url, remote.machine) == mirror_of(remote.url, remote.machine)
    assert remote.writes() == []


def test_a_second_release_leaves_the_first_as_it_is(remote: Remote) -> None:
    remote.build("one")
    remote.writes()

    assert remote.build("two") == SECOND
    assert remote.releases() == {FIRST, SECOND}
    assert not [line for line in remote.writes() if f"/{FIRST}/" in line]


def test_a_release_that_is_in_the_mirror_already_is_not_fetched_again(remote: Remote) -> None:
    remote.build("one")
    mirror = local_copy(remote.url, remote.machine)
    before = [(path, path.stat().st_ctime_ns) for path in sorted(mirror.rglob("*"))]
    assert local_copy(remote.url, remote.machine) == mirror
    assert [(path, path.stat().st_ctime_ns) for path in sorted(mirror.rglob("*"))] == before


def test_what_is_not_committed_is_gone_from_the_mirror_after_a_pull(remote: Remote) -> None:
    remote.build("one")
    mirror = mirror_of(remote.url, remote.machine)
    small_build(mirror, "never pushed")
    (mirror / "extra.html").write_text("")
    (mirror / layout.RELEASES / FIRST / layout.README).write_text("damaged here")
    local_copy(remote.url, remote.machine)

    assert [path.name for path in (mirror / layout.RELEASES).iterdir()] == [FIRST]
    assert (mirror / layout.RELEASES / FIRST / layout.README).read_text() == f"Release {FIRST}"
    assert not (mirror / "extra.html").exists()
    assert (mirror / layout.LATEST).read_bytes() == remote.store.read(layout.LATEST)


def test_of_a_refused_build_only_the_status_is_pushed(remote: Remote) -> None:
    remote.build("one")
    remote.writes()

    def refused() -> None:
        with remote_published(remote.url, remote.machine) as mirror:
            small_build(mirror, "two")
            (mirror / layout.REFUSED).mkdir()
            raise PublishError("refused")

    with pytest.raises(PublishError, match=r"^refused\.$"):
        refused()

    assert remote.writes() == ["PUT coopdata/status.json"]
    assert remote.store.read(layout.STATUS) == b"2026.11.22.1: two"
    assert (remote.latest(), remote.releases()) == (FIRST, {FIRST})


def test_a_push_that_is_refused_at_any_write_leaves_the_last_release_and_the_next_build_goes_on(
    remote: Remote,
) -> None:
    remote.bucket.refuse_from(remote.name, None)
    remote.build("one")
    total = remote.bucket.asked[remote.name] - 1  # the last gives the lock back
    assert total == 10
    for number in range(1, total + 1):
        place = replace(remote, name=f"{remote.name}-{number}")
        place.build("one")
        remote.bucket.refuse_from(place.name, number)
        with pytest.raises(PublishError, match=r"cannot be written: refused.*AWS_ACCESS_KEY_ID"):
            place.build("two")
        remote.bucket.refuse_from(place.name, None)
        assert place.latest() == FIRST
        assert FIRST in place.releases() <= {FIRST, SECOND}

        assert place.build("two") == SECOND
        assert (place.latest(), place.releases()) == (SECOND, {FIRST, SECOND})


def test_a_lock_that_could_not_be_given_back_is_taken_back(remote: Remote) -> None:
    remote.bucket.refuse_from(remote.name, 11)
    assert remote.build("one") == FIRST
    remote.bucket.refuse_from(remote.name, None)
    assert remote.store.read(layout.LOCK) is not None
    with pytest.raises(PublishError, match="is being published to"):
        remote.on("other").build("two")
    assert remote.build("two") == SECOND
    assert remote.store.read(layout.LOCK) is None


def test_a_release_that_arrived_whole_before_its_push_died_is_followed_and_never_overwritten(remote: Remote) -> None:
    remote.build("one")
    remote.bucket.refuse_from(remote.name, 10)  # the tenth is latest.json
    with pytest.raises(PublishError):
        remote.build("two")
    remote.bucket.refuse_from(remote.name, None)
    assert (remote.latest(), remote.releases()) == (FIRST, {FIRST, SECOND})
    remote.writes()

    assert remote.build("three") == "2026.11.22.2"
    assert not [line for line in remote.writes() if f"/{SECOND}/" in line]
    assert remote.releases() == {FIRST, SECOND, "2026.11.22.2"}


def test_where_latest_json_was_deleted_the_next_build_writes_it_anew(remote: Remote) -> None:
    remote.build("one")
    remote.build("two")
    remote.store.delete([layout.LATEST])

    assert remote.build("two") == SECOND
    assert remote.latest() == SECOND
    remote.store.delete([layout.LATEST])
    assert remote.build("three") == "2026.11.22.2"
    assert remote.releases() == {FIRST, SECOND, "2026.11.22.2"}


def test_files_that_a_dead_push_left_in_the_folder_of_the_release_are_no_part_of_it(remote: Remote) -> None:
    remote.store.create(f"{layout.RELEASES}/{FIRST}/csv/dropped.csv", b"")
    assert remote.build("one") == FIRST
    assert remote.releases() == {FIRST}


def run(folder: Path, plan: list[list[dict[str, Any]]]) -> None:
    (folder / "plan.json").write_text(json.dumps(plan))
    subprocess.run([sys.executable, str(PUSHER), "plan.json"], cwd=folder, check=True, timeout=120)


def order(remote: Remote, content: str, die_at: float | None = None) -> dict[str, Any]:
    return {"url": remote.url, "cache": str(remote.machine), "content": content, "die_at": die_at}


def test_a_push_that_is_killed_leaves_the_last_release_and_the_next_build_goes_on(
    remote: Remote, tmp_path: Path
) -> None:
    at = {
        replace(remote, name=f"{remote.name}-{number}").on(f"machine-{number}"): number for number in (1, 3, 6, 7, 10)
    }
    for place, number in at.items():
        place.build("one")
        remote.bucket.kill_at(place.name, number, place.machine / "pid")
    remote.build("one")
    moments = {f"killed after {moment}": moment for moment in (random.uniform(0, 1) for _ in range(3))}  # noqa: S311
    run(
        tmp_path,
        [[order(place, "two")] for place in at]
        + [[order(remote, content, moment)] for content, moment in moments.items()],
    )

    for place, number in at.items():
        assert not (place.machine / "told").exists()
        assert place.latest() == (SECOND if number == 10 else FIRST)  # the tenth is latest.json, and arrives
        assert FIRST in place.releases() <= {FIRST, SECOND}
        assert place.build("two") == SECOND
        assert (place.latest(), place.releases()) == (SECOND, {FIRST, SECOND})
    assert remote.latest() in remote.releases()
    made = remote.build("two")
    assert (remote.latest(), made in remote.releases()) == (made, True)


def test_two_machines_at_once_publish_one_after_the_other(remote: Remote, tmp_path: Path) -> None:
    run(tmp_path, [[order(remote, "one"), order(remote.on("other"), "two")]])

    told = {(remote.on(machine).machine / "told").read_text() for machine in ("machine", "other")}
    assert told == {FIRST, SECOND}
    assert remote.releases() == {FIRST, SECOND}
    assert remote.latest() == SECOND
    assert remote.store.read(layout.LOCK) is None


def test_who_publishes_is_told_to_another_machine(remote: Remote) -> None:
    with (
        target_at(remote.url, remote.machine),
        pytest.raises(PublishError, match=r"is being published to by .+, process \d+, since .* UTC\. Wait for it to"),
    ):
        remote.on("other").build("one")
    assert remote.on("other").build("one") == FIRST


def lock_of_another(until: datetime) -> bytes:
    return Holder("another machine, process 1", "another", until - timedelta(hours=1), until).to_bytes()


def test_the_lock_of_a_dead_build_ends_by_itself(remote: Remote) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    remote.store.create(layout.LOCK, lock_of_another(now + timedelta(minutes=1)))
    with pytest.raises(PublishError, match="another machine, process 1"):
        remote.build("one")
    remote.store.write(layout.LOCK, lock_of_another(now))
    assert remote.build("one") == FIRST


def test_a_build_that_lost_its_lock_moves_nothing(remote: Remote) -> None:
    def losing() -> None:
        with remote_published(remote.url, remote.machine) as mirror:
            small_build(mirror, "one")
            remote.store.write(layout.LOCK, lock_of_another(datetime.now(UTC).replace(microsecond=0)))

    with pytest.raises(PublishError, match=r"lost while publishing: another machine, process 1 has it"):
        losing()
    assert remote.latest() is None
    assert remote.store.entries(layout.RELEASES) == {}


def test_a_build_that_finds_latest_json_moved_moves_nothing(remote: Remote) -> None:
    def overtaken() -> None:
        with remote_published(remote.url, remote.machine) as mirror:
            small_build(mirror, "one")
            own = remote.store.read(layout.LOCK)
            assert own is not None
            remote.store.delete([layout.LOCK])
            remote.on("other").build("two")
            remote.store.create(layout.LOCK, own)

    with pytest.raises(PublishError, match=r"latest\.json was moved by another build"):
        overtaken()
    pointed = json.loads(remote.store.read(layout.LATEST) or b"")
    assert pointed["release"] == FIRST
    assert remote.store.read(f"{layout.RELEASES}/{FIRST}/csv/agreements.csv") == b"two"


def test_a_store_that_knows_no_conditions_is_locked_after_looking(remote: Remote) -> None:
    remote.bucket.knows_conditions = False
    with target_at(remote.url, remote.machine), pytest.raises(PublishError, match="is being published to"):
        remote.on("other").build("one")
    assert remote.build("one") == FIRST


def test_a_release_of_the_store_is_promoted_after_it_was_verified(
    remote: Remote, frames: Frames, changed: Frames, inputs: ReleaseInputs
) -> None:
    for tables in (frames, changed):
        with remote_published(remote.url, remote.machine) as mirror:
            publish(tables, inputs, mirror)
    first_pointer = json.loads(remote.store.read(layout.LATEST) or b"")
    remote.writes()
    with place_at(remote.url, remote.on("other").machine) as place:
        assert place.promote(ReleaseId(DAY))
        assert not place.promote(ReleaseId(DAY))

    assert remote.writes() == ["PUT coopdata/stable.json"]
    stable = json.loads(remote.store.read(layout.STABLE) or b"")
    assert (stable["release"], stable.keys()) == (FIRST, first_pointer.keys())
    assert remote.latest() == SECOND


def test_a_release_that_is_not_sound_or_not_there_is_not_promoted(remote: Remote) -> None:
    remote.build("one")
    with place_at(remote.url, remote.machine) as place:
        with pytest.raises(PublishError, match="is not sound"):
            place.promote(ReleaseId(DAY))
        with pytest.raises(PublishError, match=rf"no release 2026\.11\.23 in s3://.*The newest there: {FIRST}"):
            place.promote(ReleaseId(date(2026, 11, 23)))
    assert remote.store.read(layout.STABLE) is None


def test_pruning_a_store_removes_what_is_not_kept_and_what_dead_builds_left(remote: Remote) -> None:
    for number in range(4):
        remote.build(f"content {number}", DAY + timedelta(days=number))
    remote.store.create(f"{layout.RELEASES}/2026.11.01/{layout.README}", b"part")
    remote.store.create(f"{layout.RELEASES}/notes/{layout.README}", b"of somebody")
    policy = Policy(days=0, months=0, years=0)
    with place_at(remote.url, remote.machine) as place:
        told = prune(place, policy, DAY, dry_run=True)
        assert remote.releases() == {"2026.11.22", "2026.11.23", "2026.11.24", "2026.11.25"}
        found = prune(place, policy, DAY)
        again = prune(place, policy, DAY)

    assert [str(release) for release in found.plan.removed] == ["2026.11.22", "2026.11.23"]
    assert found.plan == told.plan
    assert (found.leftovers, found.freed) == (len(b"part"), told.freed + len(b"part"))
    assert (again.plan.removed, again.freed) == ((), 0)
    assert remote.releases() == {"2026.11.24", "2026.11.25"}
    assert remote.store.entries(layout.RELEASES).keys() == {"2026.11.24", "2026.11.25", "notes"}
    assert remote.build("content 3") == "2026.11.25"


def test_a_prune_that_dies_leaves_no_part_of_a_release_as_one(remote: Remote) -> None:
    for number in range(3):
        remote.build(f"content {number}", DAY + timedelta(days=number))
    policy = Policy(days=0, months=0, years=0)
    remote.bucket.refuse_from(remote.name, 3)  # the lock and SHA256SUMS may pass
    with pytest.raises(PublishError, match="cannot be deleted"), place_at(remote.url, remote.machine) as place:
        prune(place, policy, DAY)
    remote.bucket.refuse_from(remote.name, None)
    with place_at(remote.url, remote.machine) as place:
        found = prune(place, policy, DAY)

    assert (found.plan.removed, found.leftovers > 0) == ((), True)
    assert remote.store.entries(layout.RELEASES).keys() == {"2026.11.23", "2026.11.24"}


def test_the_manifests_of_the_releases_that_are_not_in_the_mirror_are(remote: Remote) -> None:
    for number in range(4):
        remote.build(f"content {number}", DAY + timedelta(days=number))
    mirror = local_copy(remote.url, remote.on("other").machine)
    assert [str(release) for release in layout.releases(mirror)] == ["2026.11.25"]
    manifests = manifests_elsewhere(mirror)
    assert [str(release) for release in manifests] == ["2026.11.22", "2026.11.23", "2026.11.24"]
    assert json.loads(manifests[ReleaseId(DAY)].read_bytes())["release"] == FIRST

    with place_at(remote.url, remote.machine) as place:
        prune(place, Policy(days=0, months=0, years=0), DAY)
    assert [str(release) for release in manifests_elsewhere(local_copy(remote.url, remote.on("other").machine))] == [
        "2026.11.24"
    ]
    assert manifests_elsewhere(remote.machine / "published") == {}


def test_any_release_of_the_store_can_be_read(remote: Remote) -> None:
    for content in ("one", "two"):
        remote.build(content)
    mirror = local_copy(remote.url, remote.on("other").machine, ReleaseId(DAY))
    assert (mirror / layout.RELEASES / FIRST / layout.csv_path("agreements")).read_text() == "one"
    with pytest.raises(PublishError, match=rf"no release 2026\.11\.23 in s3://.*The newest there: {SECOND}, {FIRST}"):
        local_copy(remote.url, remote.machine, ReleaseId(date(2026, 11, 23)))


@pytest.mark.parametrize("damaged", ["README.md", "manifest.json", "SHA256SUMS"])
def test_a_damaged_release_in_the_store_is_told_and_never_taken(remote: Remote, damaged: str) -> None:
    remote.build("one")
    remote.store.write(f"{layout.RELEASES}/{FIRST}/{damaged}", b"damaged")
    with pytest.raises(PublishError, match=rf"{damaged} (is not what SHA256SUMS says|cannot be read)"):
        remote.on("other").build("two")
    assert list(mirror_of(remote.url, remote.on("other").machine).glob("releases/*")) == []
    assert remote.latest() == FIRST


def test_a_release_put_in_the_place_of_another_is_told(remote: Remote, tmp_path: Path) -> None:
    remote.build("one")
    folder = small_release(tmp_path, FIRST, content="other")
    for path in measure(folder):
        remote.store.put(folder / path, f"{layout.RELEASES}/{FIRST}/{path}")
    with pytest.raises(PublishError, match=r"manifest\.json is not the one that latest\.json names"):
        remote.build("two")


def test_a_release_that_latest_json_names_and_that_is_gone_is_told(remote: Remote) -> None:
    remote.build("one")
    remote.store.delete([f"{layout.RELEASES}/{FIRST}/{layout.CHECKSUMS}"])
    with pytest.raises(PublishError, match=rf"latest\.json in s3://.* names the release {FIRST}, which is not there"):
        remote.build("two")


def test_files_outside_of_the_mirror_are_never_written(remote: Remote) -> None:
    remote.build("one")
    remote.store.write(f"{layout.RELEASES}/{FIRST}/{layout.CHECKSUMS}", f"{'0' * 64}  ../../outside\n".encode())
    with pytest.raises(PublishError, match=r"outside lies outside of the release"):
        remote.on("other").build("two")


def test_a_bucket_that_is_not_there_is_told(remote: Remote) -> None:
    with (
        pytest.raises(PublishError, match=r"s3://nowhere/x/\.lock cannot be written: .*Make the bucket"),
        remote_published("s3://nowhere/x", remote.machine),
    ):
        pass


def test_missing_credentials_are_told(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(PublishError, match=r"Unable to locate credentials\. .*AWS_ACCESS_KEY_ID"):
        remote.build("one")


def test_a_store_that_cannot_be_reached_is_told(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(PublishError, match=r"Could not connect .*AWS_ENDPOINT_URL_S3"):
        local_copy(remote.url, remote.machine)


@pytest.mark.parametrize("url", ["gs://bucket/coopdata", "nothing://bucket"])
def test_a_kind_of_store_that_needs_an_extra_is_told(url: str, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=rf"{url} cannot be opened: .*coopdata\[gcs\]"):
        local_copy(url, tmp_path)


def test_a_password_in_a_url_is_never_shown(tmp_path: Path) -> None:
    with pytest.raises(PublishError) as told:
        local_copy("nothing://user:secret@host/folder", tmp_path)
    assert "nothing://user:…@host/folder" in str(told.value)
    assert "secret" not in str(told.value)


def test_a_cache_that_cannot_be_written_is_told(remote: Remote) -> None:
    remote.machine.write_text("a file")
    with pytest.raises(PublishError, match=r"cannot write to .*machine.*Make sure"):
        remote.build("one")


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_any_fsspec_store_is_published_to(kind: str, tmp_path: Path) -> None:
    url = f"{kind}://{tmp_path}/store"
    for content, expected in (("one", FIRST), ("one", FIRST), ("two", SECOND)):
        with remote_published(url, tmp_path / "machine") as mirror:
            assert str(small_build(mirror, content)) == expected
    with place_at(url, tmp_path / "other") as place:
        found = prune(place, Policy(days=0, months=0, years=0), DAY + timedelta(days=400))
    assert [str(release) for release in found.plan.kept] == [FIRST, SECOND]
    files = fsspec.filesystem(kind).find(f"{tmp_path}/store")
    assert len([path for path in files if path.endswith("SHA256SUMS")]) == 2
    assert not [path for path in files if layout.STAGING_PREFIX in path or path.endswith(".lock")]
