"""The page in a store: what is put and in which order, what is removed, and that no push leaves half a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import s3fs

from coopdata.publish import PublishError, ReleaseInputs, layout, publish
from coopdata.publish.page import renew_page
from coopdata.publish.page.renewing import LAYOUT
from coopdata.publish.remote.mirror import local_copy, mirror_of, remote_published, target_at
from coopdata.publish.remote.page import INVENTORY, PageLayout
from coopdata.publish.remote.store import Store
from tests.publish.bucket import BUCKET, Bucket, access, serving
from tests.publish.conftest import Frames
from tests.publish.small import small_build

PAGE = PageLayout(frozenset({"site", "agreements"}), ("llms.txt", "sitemap.xml", "index.html"))
OLD = {
    "site/data/1/meta.js": "old data",
    "site/assets/coopdata.css": "style",
    "agreements/agr_a/index.html": "a",
    "agreements/agr_b/index.html": "b",
    "llms.txt": "llms",
    "sitemap.xml": "old map",
    "index.html": "old data/1 agr_a agr_b",
}
NEW = {
    "site/data/2/meta.js": "new data",
    "site/assets/coopdata.css": "style",
    "agreements/agr_a/index.html": "A",
    "agreements/agr_c/index.html": "c",
    "llms.txt": "llms",
    "index.html": "new data/2 agr_a agr_c",
}
WRITES_OF_NEW = 11
"""Of a push of NEW over OLD, until the lock is given back; its own writes counted."""

Content = dict[str, str]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Bucket, str]]:
    with serving() as running:
        yield running


@dataclass(frozen=True)
class Remote:
    """A folder of its own in a store, and a machine that publishes there."""

    bucket: Bucket
    name: str
    url: str
    machine: Path

    def push(self, page: Content) -> None:
        with target_at(self.url, self.machine) as target:
            target.pull()
            write(target.mirror, page)
            target.push_page(PAGE)

    def on(self, machine: str) -> "Remote":
        return Remote(self.bucket, self.name, self.url, self.machine.with_name(machine))

    def page(self) -> Content:
        """The page as it lies in the store."""
        store = Store(self.url)
        paths = [f"{folder}/{path}" for folder in PAGE.folders for path in store.sizes(folder)]
        contents = {path: store.read(path) for path in (*paths, *PAGE.files)}
        return {path: content.decode() for path, content in contents.items() if content is not None}

    def writes(self) -> list[str]:
        """What has been put and deleted since this was last asked, locks left out."""
        return [line.replace("coopdata/", "") for line in self.bucket.writes.pop(self.name, [])]


def write(mirror: Path, page: Content) -> None:
    """Have this page in the mirror, as building it would."""
    for folder in PAGE.folders:
        for path in (mirror / folder).rglob("*"):
            if path.is_file() and path.relative_to(mirror).as_posix() not in page:
                path.unlink()
    for name in PAGE.files:
        (mirror / name).unlink(missing_ok=True)
    for name, content in page.items():
        (mirror / name).parent.mkdir(parents=True, exist_ok=True)
        (mirror / name).write_text(content)


@pytest.fixture
def remote(server: tuple[Bucket, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Remote]:
    bucket, url = server
    for name, value in access(url).items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()  # it keeps the address of a server that other tests had
    yield Remote(bucket, tmp_path.name, f"s3://{BUCKET}/{tmp_path.name}/coopdata", tmp_path / "machine")
    s3fs.S3FileSystem.clear_instance_cache()


def is_whole(page: Content) -> bool:
    """Whether all that the landing page leads to is there."""
    links = {"data": "site/{}/meta.js", "agr": "agreements/{}/index.html"}
    words = page["index.html"].split()[1:]
    return all(links[word[:4].rstrip("/_")].format(word) in page for word in words if word)


def test_all_that_the_landing_page_leads_to_is_put_before_it(remote: Remote) -> None:
    remote.push(OLD)

    writes = remote.writes()
    assert remote.page() == OLD
    assert writes[0] == writes[-1] == f"PUT {INVENTORY}"
    assert writes[-4:-1] == ["PUT llms.txt", "PUT sitemap.xml", "PUT index.html"]


def test_only_what_has_changed_is_put_and_what_is_gone_is_removed_after_the_landing_page(remote: Remote) -> None:
    remote.push(OLD)
    remote.writes()

    remote.push(NEW)

    writes = remote.writes()
    assert remote.page() == NEW
    at = writes.index("PUT index.html")
    assert {line for line in writes[:at] if line.startswith("PUT")} == {
        f"PUT {INVENTORY}", "PUT site/data/2/meta.js", "PUT agreements/agr_a/index.html",
        "PUT agreements/agr_c/index.html",
    }  # fmt: skip
    assert set(writes[at + 1 :]) == {
        "DELETE site/data/1/meta.js", "DELETE agreements/agr_b/index.html", f"PUT {INVENTORY}",
    }  # fmt: skip
    assert writes[at - 1] == "DELETE sitemap.xml"


def test_a_page_that_is_as_it_lies_there_is_not_put_again(remote: Remote) -> None:
    remote.push(OLD)
    remote.writes()

    remote.push(OLD)

    assert remote.writes() == []


@pytest.mark.parametrize("number", range(2, WRITES_OF_NEW + 1))
def test_a_push_refused_midway_leaves_a_whole_page_and_the_next_one_completes_it(remote: Remote, number: int) -> None:
    remote.push(OLD)
    remote.bucket.refuse_from(remote.name, number)
    with pytest.raises(PublishError):
        remote.push(NEW)
    remote.bucket.refuse_from(remote.name, None)

    assert is_whole(remote.page())
    remote.push(NEW)
    assert remote.page() == NEW


def test_the_refusals_of_the_test_before_cover_a_whole_push(remote: Remote) -> None:
    remote.push(OLD)
    remote.bucket.refuse_from(remote.name, None)
    remote.push(NEW)

    assert remote.bucket.asked[remote.name] == WRITES_OF_NEW + 1  # the lock is given back


def test_what_a_dead_push_has_changed_is_put_back_by_one_that_has_it_as_before(remote: Remote) -> None:
    remote.push(OLD)
    remote.bucket.refuse_from(remote.name, WRITES_OF_NEW - 4)
    with pytest.raises(PublishError):
        remote.push(NEW)
    remote.bucket.refuse_from(remote.name, None)
    assert remote.page()["agreements/agr_a/index.html"] == "A"

    remote.push(OLD)

    assert remote.page() == OLD


def test_a_machine_without_a_page_leaves_the_one_in_the_store_as_it_is_when_it_publishes(remote: Remote) -> None:
    remote.push(OLD)

    with remote_published(remote.url, remote.on("other").machine) as mirror:
        small_build(mirror, "one")

    assert remote.page() == OLD


def test_a_machine_whose_page_is_older_leaves_a_newer_one_as_it_is_when_it_publishes(remote: Remote) -> None:
    remote.push(OLD)
    remote.on("other").push(NEW)

    with remote_published(remote.url, remote.machine) as mirror:
        small_build(mirror, "one")
    local_copy(remote.url, remote.machine)

    assert remote.page() == NEW


def test_a_page_is_pushed_by_another_machine_over_the_one_that_lies_there(remote: Remote) -> None:
    remote.push(OLD)
    remote.writes()

    remote.on("other").push(NEW)

    assert remote.page() == NEW
    assert "PUT site/assets/coopdata.css" not in remote.writes()


@pytest.mark.parametrize("damaged", [b"{", b"[]", b"\xff"])
def test_without_a_list_that_can_be_read_all_is_put_anew(remote: Remote, damaged: bytes) -> None:
    remote.push(OLD)
    Store(remote.url).write(INVENTORY, damaged)
    remote.writes()

    remote.push(OLD)

    assert {f"PUT {path}" for path in OLD if "/" in path} < set(remote.writes())


def test_a_file_that_somebody_removed_is_put_again(remote: Remote) -> None:
    remote.push(OLD)
    Store(remote.url).delete(["agreements/agr_a/index.html"])

    remote.push(OLD)

    assert remote.page() == OLD


def test_a_page_of_a_release_that_another_build_has_passed_is_not_put(remote: Remote) -> None:
    remote.push(OLD)

    def overtaken() -> None:
        with target_at(remote.url, remote.machine) as target:
            target.pull()
            write(target.mirror, NEW)
            Store(remote.url).write(layout.LATEST, b"{}")
            target.push_page(PAGE)

    with pytest.raises(PublishError, match=r"latest\.json was moved by another build"):
        overtaken()
    assert remote.page() == OLD


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_a_page_is_pushed_to_any_fsspec_store(kind: str, server: tuple[Bucket, str], tmp_path: Path) -> None:
    remote = Remote(server[0], tmp_path.name, f"{kind}://{tmp_path}/store", tmp_path / "machine")
    for page in (OLD, NEW, NEW):
        remote.push(page)
        assert remote.page() == page
    assert Store(remote.url).entries("agreements").keys() == {"agr_a", "agr_c"}


def test_the_page_of_a_release_is_built_and_pushed_once_it_lies_there(
    remote: Remote, frames: Frames, inputs: ReleaseInputs
) -> None:
    with remote_published(remote.url, remote.machine) as mirror:
        release = publish(frames, inputs, mirror).release
    assert renew_page(remote.url, remote.machine, None) == ()

    mirror = mirror_of(remote.url, remote.machine)
    store = Store(remote.url)
    for folder in LAYOUT.folders:
        there = {path: (mirror / folder / path).stat().st_size for path in store.sizes(folder)}
        assert there == store.sizes(folder)
    assert release in (store.read("index.html") or b"").decode()
    remote.writes()
    assert renew_page(remote.url, remote.machine, None) == ()
    assert remote.writes() == []


def test_a_page_that_cannot_be_built_is_told_and_nothing_of_it_is_pushed(
    remote: Remote, frames: Frames, inputs: ReleaseInputs
) -> None:
    with remote_published(remote.url, remote.machine) as mirror:
        publish(frames, inputs, mirror)
        (mirror / "deposits.json").write_text("damaged")
    remote.writes()

    notes = renew_page(remote.url, remote.machine, None)

    assert "The page could not be built" in notes[-1]
    assert remote.writes() == []
