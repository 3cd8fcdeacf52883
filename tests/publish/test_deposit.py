"""Depositing at Zenodo, against a stand-in on this machine that enforces the API's rules."""

import copy
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from queue import Queue
from random import Random
from typing import Any

import pandas as pd
import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdata.publish import publish
from coopdata.publish.deposit import (
    Deposit,
    DepositError,
    InFolder,
    Order,
    Record,
    Service,
    State,
    deposit,
    deposited,
    plan,
    service_from_environment,
    version_doi,
)
from coopdata.publish.deposit.description import describe
from coopdata.publish.deposit.ledger import DEPOSITS, keep
from coopdata.publish.deposit.parcel import pack
from coopdata.publish.deposit.run import LOCK, PACKING
from coopdata.publish.layout import ReleaseId
from tests.publish.conftest import INPUTS, tiny_frames
from tests.publish.zenodo import ACTIONS, TOKEN, WRITE, Fault, Repository, check_metadata, serving

FIRST, SECOND = ReleaseId(INPUTS.created.date()), ReleaseId(INPUTS.created.date(), 1)
BESIDE = {"README.md", "CITATION.cff", "datapackage.json"}
FIRST_DEPOSIT = [
    "POST /deposit/depositions", "PUT /deposit/depositions/101", "GET /deposit/depositions/101/files",
    "GET /deposit/depositions/101/files", "PUT coopdata-2026.11.22.zip", "PUT README.md", "PUT CITATION.cff",
    "PUT datapackage.json", "GET /deposit/depositions/101/files", "POST /deposit/depositions/101/actions/publish",
]  # fmt: skip

Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def two_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two releases, not to be changed."""
    folder = tmp_path_factory.mktemp("two")
    frames = tiny_frames()
    publish(frames, INPUTS, folder)
    publish({**frames, "documents": frames["documents"].assign(publisher="The Nation")}, INPUTS, folder)
    return folder


@pytest.fixture
def published(two_releases: Path, tmp_path: Path) -> Path:
    return shutil.copytree(two_releases, tmp_path / "published")


@pytest.fixture(params=["as documented", "as running"])
def zenodo(request: pytest.FixtureRequest) -> Iterator[Repository]:
    """Both ways in which Zenodo is known to answer."""
    with serving(Repository(as_running=request.param == "as running")) as repository:
        yield repository


@pytest.fixture
def documented() -> Iterator[Repository]:
    with serving() as repository:
        yield repository


def service(zenodo: Repository, *, is_production: bool = False, token: str | None = TOKEN) -> Service:
    return Service(zenodo.url, is_production, token)


def order(published: Path, zenodo: Repository, release: ReleaseId = FIRST, **of_service: Any) -> Order:
    return Order(published, release, service(zenodo, **of_service), InFolder(published))


def entries(published: Path) -> tuple[Deposit, ...]:
    return deposited(InFolder(published))


def give(published: Path, zenodo: Repository, release: ReleaseId = FIRST, *, said: list[str] | None = None) -> Deposit:
    """Deposit a release, waiting for nothing."""
    say = (said if said is not None else []).append
    return deposit(order(published, zenodo, release), say=say, sleep=lambda _: None)


def asked(zenodo: Repository) -> list[str]:
    """What was asked, the places of files without their id."""
    return [re.sub(r"/files/[0-9a-f]{32}/", "", path) for path in zenodo.asked]


def test_a_first_deposit_is_published_with_its_files_and_what_it_is(published: Path, zenodo: Repository) -> None:
    said: list[str] = []
    made = give(published, zenodo, said=said)

    (record,) = zenodo.published()
    assert asked(zenodo) == FIRST_DEPOSIT
    assert zenodo.drafts() == []
    assert set(record.files) == BESIDE | {"coopdata-2026.11.22.zip"}
    assert record.metadata["title"].startswith("coopdata: ")
    assert record.metadata["creators"] == [{"name": "coopdata contributors"}]
    chosen = ("upload_type", "version", "publication_date", "access_right", "license", "language")
    assert [record.metadata[name] for name in chosen] == [
        "dataset", "2026.11.22", "2026-11-22", "open", "cc-by-4.0", "eng",
    ]  # fmt: skip
    assert "from texts dated up to 2022-05." in record.metadata["description"]
    assert made.state is State.PUBLISHED
    assert made.record == Record(101, "10.5072/zenodo.101", "100", "10.5072/zenodo.100")
    assert entries(published) == (made,)
    assert [line.partition(":")[0] for line in said[1:]] == [
        f"{name} is sent" for name in ("coopdata-2026.11.22.zip", "README.md", "CITATION.cff", "datapackage.json")
    ]
    assert [path.name for path in published.glob(".*") if path.name not in (".lock", LOCK)] == []


def test_the_next_release_is_a_new_version_without_the_files_of_the_one_before(
    published: Path, zenodo: Repository
) -> None:
    first, second = give(published, zenodo), give(published, zenodo, SECOND)

    one, other = zenodo.published()
    assert one.concept == other.concept
    assert set(one.files) == BESIDE | {"coopdata-2026.11.22.zip"}
    assert set(other.files) == BESIDE | {"coopdata-2026.11.22.1.zip"}
    assert other.metadata["version"] == "2026.11.22.1"
    assert zenodo.drafts() == []
    assert entries(published) == (first, second)
    assert first.record is not None
    assert second.record is not None
    assert first.record.concept_doi == second.record.concept_doi
    assert first.record.doi != second.record.doi


def test_the_archive_is_the_release_and_always_the_same(published: Path, tmp_path: Path) -> None:
    release = published / "releases" / str(FIRST)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    os.utime(release / "README.md", (0, 0))
    once = pack(release, tmp_path / "a")
    os.utime(release / "README.md", (10**9, 10**9))
    (release / "README.md").chmod(0o600)
    again = pack(release, tmp_path / "b")

    assert [(parcel.name, parcel.md5) for parcel in once] == [(parcel.name, parcel.md5) for parcel in again]
    assert once[0].md5 == hashlib.md5(once[0].path.read_bytes(), usedforsecurity=False).hexdigest()
    with zipfile.ZipFile(once[0].path) as archive:
        archive.extractall(tmp_path / "out")
    out = tmp_path / "out" / "coopdata-2026.11.22"
    check = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=out, check=True, capture_output=True, text=True)
    assert len(check.stdout.splitlines()) == len([path for path in release.rglob("*") if path.is_file()]) - 1


def test_what_is_deposited_already_is_not_asked_for_again(published: Path, documented: Repository) -> None:
    made = give(published, documented)
    documented.asked.clear()

    assert deposit(order(published, documented, token=None), say=pytest.fail) == made
    assert documented.asked == []


def test_a_plan_says_what_would_be_sent_and_sends_nothing(published: Path, documented: Repository) -> None:
    give(published, documented)
    before = (published / DEPOSITS).read_bytes()
    documented.asked.clear()

    planned = plan(order(published, documented, SECOND, token=None))

    assert documented.asked == []
    assert (published / DEPOSITS).read_bytes() == before
    assert planned.latest == entries(published)[0]
    assert planned.metadata["version"] == "2026.11.22.1"
    assert {parcel.name for parcel in planned.parcels} == BESIDE | {"coopdata-2026.11.22.1.zip"}
    assert not planned.parcels[0].path.exists()
    assert check_metadata(planned.metadata, for_publishing=True) == []


def test_only_a_published_version_at_zenodo_itself_is_cited(published: Path, documented: Repository) -> None:
    give(published, documented)
    assert version_doi(published, FIRST) is None
    (published / DEPOSITS).unlink()

    deposit(order(published, documented, is_production=True), say=lambda _: None)
    assert version_doi(published, FIRST) == "10.5072/zenodo.103"
    assert version_doi(published, SECOND) is None


@pytest.fixture(scope="module")
def depositor() -> Iterator["subprocess.Popen[str]"]:
    """The process whose forks deposit, and die."""
    script = str(Path(__file__).with_name("depositor.py"))
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def killed_at(
    depositor: "subprocess.Popen[str]", zenodo: Repository, published: Path, release: ReleaseId, point: tuple[int, str]
) -> int:
    """The status of a deposit that is killed at a request: before it was done, or after that and before the answer."""
    child: Queue[int] = Queue()

    def kill(number: int, moment: str) -> None:
        if (number, moment) == point:
            os.kill(child.get(timeout=30), signal.SIGKILL)
            raise ConnectionAbortedError

    zenodo.asked.clear()
    zenodo.on_request = kill
    told = {"published": str(published), "release": str(release), "address": zenodo.url, "token": TOKEN}
    assert depositor.stdin is not None
    assert depositor.stdout is not None
    depositor.stdin.write(json.dumps(told) + "\n")
    depositor.stdin.flush()
    child.put(int(depositor.stdout.readline()))
    status = int(depositor.stdout.readline())
    zenodo.on_request = lambda *_: None
    return status


def assert_deposited(published: Path, zenodo: Repository, release: ReleaseId, records: int) -> None:
    """The release is published once, with its files, under the DOI that was written down; nothing else is left."""
    directory = published / "releases" / str(release)
    (entry,) = [one for one in entries(published) if one.release == release]
    assert entry.state is State.PUBLISHED
    assert entry.record is not None
    record = zenodo.records[entry.record.id]
    assert record.is_published
    assert (len(zenodo.published()), zenodo.drafts()) == (records, [])
    assert record.metadata["version"] == str(release)
    for name in BESIDE:
        content = (directory / name).read_bytes()
        assert record.files[name].md5 == hashlib.md5(content, usedforsecurity=False).hexdigest()
    assert set(record.files) == BESIDE | {f"coopdata-{release}.zip"}
    assert not (published / PACKING).exists()


def points(asked: list[str]) -> list[tuple[int, str]]:
    """Where a deposit that asks this may be killed: after each kind of change was made, and before the last one."""
    kinds = {re.sub(r"^PUT [^/].*", "upload", path): number for number, path in enumerate(asked, start=1)}
    changes = [number for kind, number in kinds.items() if not kind.startswith("GET")]
    return [*((number, "after") for number in changes), (len(asked), "before")]


def test_a_first_deposit_killed_after_any_change_goes_on_where_it_was(
    two_releases: Path, documented: Repository, depositor: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    for point in points(FIRST_DEPOSIT):
        published = shutil.copytree(two_releases, tmp_path / f"{point[0]} {point[1]}")
        documented.records.clear()
        documented.times.clear()

        assert killed_at(depositor, documented, published, FIRST, point) == -signal.SIGKILL
        assert [entry.state for entry in entries(published)] == [State.ASKED if point[0] == 1 else State.DRAFT]
        give(published, documented)

        assert_deposited(published, documented, FIRST, records=1)


def test_a_new_version_killed_after_any_change_goes_on_where_it_was(
    two_releases: Path, zenodo: Repository, depositor: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    first = shutil.copytree(two_releases, tmp_path / "first")
    give(first, zenodo)
    records = copy.deepcopy(zenodo.records)
    zenodo.asked.clear()
    give(shutil.copytree(first, tmp_path / "whole"), zenodo, SECOND)

    whole = asked(zenodo)
    # Where what runs does otherwise than what is documented, only what it does otherwise is tried.
    tried = [point for point in points(whole) if not zenodo.as_running or re.match("POST|DELETE", whole[point[0] - 1])]
    for point in tried:
        published = shutil.copytree(first, tmp_path / f"{point[0]} {point[1]}")
        zenodo.records = copy.deepcopy(records)
        zenodo.times.clear()

        assert killed_at(depositor, zenodo, published, SECOND, point) == -signal.SIGKILL
        give(published, zenodo, SECOND)

        assert_deposited(published, zenodo, SECOND, records=2)
        assert entries(published)[0] == entries(first)[0]


@pytest.mark.parametrize(("tokens", "status"), [({}, 401), ({TOKEN: {ACTIONS}}, 403)])
def test_a_token_that_may_not_is_told_with_what_to_do(
    published: Path, documented: Repository, tokens: dict[str, set[str]], status: int
) -> None:
    documented.tokens = tokens
    with pytest.raises(DepositError, match=f"status {status}; .*ZENODO_SANDBOX_TOKEN .*deposit:write") as caught:
        give(published, documented)
    assert TOKEN not in str(caught.value)
    assert documented.records == {}


def test_a_token_that_may_not_publish_leaves_a_draft_that_is_published_with_one_that_may(
    published: Path, documented: Repository
) -> None:
    documented.tokens = {TOKEN: {WRITE}}
    with pytest.raises(DepositError, match="status 403"):
        give(published, documented)
    assert [entry.state for entry in entries(published)] == [State.DRAFT]

    documented.tokens = {TOKEN: {WRITE, ACTIONS}}
    documented.asked.clear()
    give(published, documented)

    assert_deposited(published, documented, FIRST, records=1)
    assert [path for path in asked(documented) if path.startswith("PUT")] == ["PUT /deposit/depositions/101"]


def test_without_a_token_nothing_is_asked(published: Path, documented: Repository) -> None:
    with pytest.raises(DepositError, match="ZENODO_SANDBOX_TOKEN is not set"):
        deposit(order(published, documented, token=None), say=pytest.fail)
    assert documented.asked == []
    assert not (published / DEPOSITS).exists()


def test_too_many_requests_are_made_again_after_the_pause_that_is_asked_for(
    published: Path, documented: Repository
) -> None:
    documented.faults = {1: Fault(429, {"Retry-After": "30"}), 6: Fault(429), 7: Fault(503)}
    pauses: list[float] = []

    deposit(order(published, documented), say=lambda _: None, sleep=pauses.append)

    assert_deposited(published, documented, FIRST, records=1)
    assert pauses == [30.0, 1.0, 2.0]


def test_a_limit_that_does_not_pass_ends_the_attempt_and_the_next_goes_on(
    published: Path, documented: Repository
) -> None:
    documented.requests_per_minute = 5
    with pytest.raises(DepositError, match=r"status 429, after 5 attempts\. Run the same command again; it goes on\."):
        give(published, documented)

    documented.requests_per_minute = 100
    give(published, documented)
    assert_deposited(published, documented, FIRST, records=1)


@pytest.mark.parametrize("number", [2, 3, 5, 9, len(FIRST_DEPOSIT)])
def test_an_answer_that_is_lost_is_asked_for_again(published: Path, documented: Repository, number: int) -> None:
    documented.faults = {number: Fault(502, done=True)}
    give(published, documented)
    assert_deposited(published, documented, FIRST, records=1)


@pytest.mark.parametrize("done", [True, False])
def test_a_draft_is_not_asked_for_twice_and_the_next_attempt_looks_for_it(
    published: Path, documented: Repository, *, done: bool
) -> None:
    documented.faults = {1: Fault(502, done=done)}
    with pytest.raises(DepositError, match="status 502"):
        give(published, documented)
    assert len(documented.asked) == 1

    give(published, documented)
    assert_deposited(published, documented, FIRST, records=1)


def test_metadata_that_is_refused_is_told_field_by_field(published: Path, documented: Repository) -> None:
    release = published / "releases" / str(FIRST)
    cited = (release / "CITATION.cff").read_text()
    rewrite(release, cited.replace("CC-BY-4.0", "Unheard-Of-1.0"))

    with pytest.raises(DepositError, match=r"status 400; Validation error\.; license: Not a valid choice"):
        give(published, documented)
    assert documented.records == {}


def rewrite(release: Path, citation: str) -> None:
    """Another CITATION.cff, as if the release had been made with it."""
    old = (release / "CITATION.cff").read_bytes()
    (release / "CITATION.cff").write_text(citation)
    new = (release / "CITATION.cff").read_bytes()
    before, after = hashlib.sha256(old).hexdigest(), hashlib.sha256(new).hexdigest()
    manifest = (release / "manifest.json").read_text().replace(before, after)
    manifest = re.sub(rf'("bytes": ){len(old)}(,\s+"sha256": "{after}")', rf"\g<1>{len(new)}\2", manifest)
    (release / "manifest.json").write_text(manifest)
    sums = [line for line in (release / "SHA256SUMS").read_text().splitlines() if not line.endswith("manifest.json")]
    sums = [line.replace(before, after) for line in sums]
    digest = hashlib.sha256((release / "manifest.json").read_bytes()).hexdigest()
    lines = sorted([*sums, f"{digest}  manifest.json"], key=lambda line: line[66:])
    (release / "SHA256SUMS").write_text("".join(f"{line}\n" for line in lines))


def test_people_and_addresses_of_the_citation_are_told(published: Path) -> None:
    release = published / "releases" / str(FIRST)
    rewrite(
        release,
        "title: A <b>\nabstract: x & y\nversion: '2026.11.22'\ndate-released: 2026-11-22\nlicense: CC-BY-4.0\n"
        "keywords: [one, two]\nurl: https://data.example/releases/2026.11.22/\n"
        "repository-code: https://code.example/coopdata\nauthors:\n"
        "- {family-names: Doe, given-names: Jane, orcid: 'https://orcid.org/0000-0002-1694-233X', affiliation: CERN}\n"
        "- {name: The Group}\n",
    )

    metadata = describe(release)

    assert metadata["creators"] == [
        {"name": "Doe, Jane", "affiliation": "CERN", "orcid": "0000-0002-1694-233X"},
        {"name": "The Group"},
    ]
    assert metadata["keywords"] == ["one", "two"]
    assert metadata["description"].startswith("<p>x &amp; y</p><p>Release 2026.11.22, from")
    assert [(one["relation"], one["identifier"]) for one in metadata["related_identifiers"]] == [
        ("isIdenticalTo", "https://data.example/releases/2026.11.22/"),
        ("isCompiledBy", "https://code.example/coopdata"),
    ]
    assert check_metadata(metadata, for_publishing=True) == []


@pytest.mark.parametrize("citation", ["", "title: x", "[", "- x", "title: {a: b}\nauthors: x"])
def test_a_citation_that_says_too_little_is_told_and_nothing_is_asked(
    published: Path, documented: Repository, citation: str
) -> None:
    rewrite(published / "releases" / str(FIRST), citation)
    with pytest.raises(DepositError, match=r"CITATION\.cff does not say what Zenodo needs"):
        give(published, documented)
    assert documented.asked == []


def test_a_file_that_arrives_otherwise_than_it_was_sent_is_never_published(
    published: Path, documented: Repository
) -> None:
    documented.damage = lambda content: content[:-1]
    with pytest.raises(DepositError, match=r"coopdata-2026\.11\.22\.zip arrived with the MD5"):
        give(published, documented)
    assert documented.published() == []

    documented.damage = lambda content: content
    give(published, documented)
    assert_deposited(published, documented, FIRST, records=1)


def test_a_release_that_is_not_sound_is_not_sent(published: Path, documented: Repository) -> None:
    (published / "releases" / str(FIRST) / "README.md").write_text("other")
    with pytest.raises(DepositError, match=r"release 2026\.11\.22 is not sound: README\.md"):
        give(published, documented)
    assert documented.asked == []


def test_a_release_older_than_what_is_deposited_is_refused(published: Path, documented: Repository) -> None:
    give(published, documented, SECOND)
    documented.asked.clear()
    with pytest.raises(DepositError, match=r"release 2026\.11\.22\.1 is deposited already, which is newer"):
        give(published, documented, FIRST)
    assert documented.asked == []


def test_a_deposit_that_is_not_finished_is_finished_before_another_begins(
    published: Path, documented: Repository
) -> None:
    documented.tokens = {TOKEN: {WRITE}}
    with pytest.raises(DepositError):
        give(published, documented)
    documented.asked.clear()

    with pytest.raises(DepositError, match=r"Run coopdata deposit 2026\.11\.22 first\."):
        give(published, documented, SECOND)
    assert documented.asked == []


def test_a_draft_that_someone_threw_away_is_made_anew(published: Path, documented: Repository) -> None:
    documented.tokens = {TOKEN: {WRITE}}
    with pytest.raises(DepositError):
        give(published, documented)
    documented.records.clear()
    documented.tokens = {TOKEN: {WRITE, ACTIONS}}
    said: list[str] = []

    give(published, documented, said=said)

    assert said[0] == "The draft of an earlier attempt, record 101, is gone; another is made."
    assert_deposited(published, documented, FIRST, records=1)


def test_a_sandbox_that_was_emptied_is_told_with_what_to_do(published: Path, zenodo: Repository) -> None:
    give(published, zenodo)
    zenodo.records.clear()
    with pytest.raises(DepositError, match=r"has no record 101, .* take the entries of this service out"):
        give(published, zenodo, SECOND)


def test_a_draft_of_a_new_version_that_someone_began_is_taken(published: Path, zenodo: Repository) -> None:
    give(published, zenodo)
    begun = zenodo.new(zenodo.published()[0].concept)
    begun.files = dict(zenodo.published()[0].files)

    made = give(published, zenodo, SECOND)

    assert made.record is not None
    assert made.record.id == begun.number
    assert_deposited(published, zenodo, SECOND, records=2)


def test_the_token_goes_to_the_address_named_and_into_no_address(published: Path, documented: Repository) -> None:
    documented.links_at = "http://127.0.0.1:9/api"  # nothing listens there

    give(published, documented)

    assert_deposited(published, documented, FIRST, records=1)
    assert {headers["authorization"] for headers in documented.headers} == {f"Bearer {TOKEN}"}
    assert all(headers["user-agent"].startswith("coopdata/") for headers in documented.headers)
    assert not any(TOKEN in path for path in documented.asked)
    assert TOKEN not in (published / DEPOSITS).read_text()
    assert TOKEN not in repr(service(documented))


def test_a_redirect_is_not_followed(published: Path, documented: Repository) -> None:
    documented.faults = {1: Fault(307, {"Location": f"{documented.url}/deposit/depositions"})}
    with pytest.raises(DepositError, match="status 307"):
        give(published, documented)
    assert len(documented.asked) == 1


def test_two_deposits_at_once_are_not_made(published: Path, documented: Repository) -> None:
    with FileLock(published / LOCK), pytest.raises(DepositError, match=r"another deposit from .* is under way"):
        give(published, documented)
    assert documented.asked == []


def test_a_service_that_is_not_there_is_told(published: Path) -> None:
    with serving() as gone:
        pass
    with pytest.raises(DepositError, match=r"could not be asked .*it could not be reached"):
        give(published, gone)
    assert [entry.state for entry in entries(published)] == [State.ASKED]


@pytest.mark.parametrize(
    "damage", ["", "[]", '{"deposits": [{}]}', '{"deposits": [{"release": "x", "state": "draft", "record": null}]}']
)
def test_damaged_deposits_are_told_and_never_overwritten(published: Path, documented: Repository, damage: str) -> None:
    (published / DEPOSITS).write_text(damage)
    with pytest.raises(DepositError, match=r"deposits\.json cannot be read: .* put back a sound copy"):
        give(published, documented)
    assert (published / DEPOSITS).read_text() == damage
    assert documented.asked == []


RELEASES = st.builds(ReleaseId, st.dates(date(2000, 1, 1)), st.integers(0, 3))
RECORDS = st.builds(Record, st.integers(1), st.just("10.1/x"), st.text(), st.none() | st.text())
ENTRIES = st.builds(
    Deposit, RELEASES, st.sampled_from(["a", "b"]), st.booleans(), st.just(State.PUBLISHED), st.text(), RECORDS
)


@settings(max_examples=20, deadline=None)
@given(st.lists(ENTRIES, max_size=4), st.randoms(use_true_random=False))
def test_what_is_kept_is_read_back_in_whatever_order_it_was_kept(
    tmp_path_factory: pytest.TempPathFactory, listed: list[Deposit], random: Random
) -> None:
    unique = list({(one.release, one.service): one for one in listed}.values())
    contents = set()
    for _ in range(2):
        random.shuffle(unique)
        folder = tmp_path_factory.mktemp("ledger")
        for entry in unique:
            keep(InFolder(folder), entry)
        assert set(entries(folder)) == set(unique)
        contents.add((folder / DEPOSITS).read_bytes() if unique else b"")
    assert len(contents) == 1


def test_the_sandbox_is_the_default_and_each_place_has_its_token() -> None:
    environment = {"ZENODO_TOKEN": "real", "ZENODO_SANDBOX_TOKEN": " trial "}
    sandbox = service_from_environment(environment, is_production=False)
    production = service_from_environment(environment, is_production=True)
    assert (sandbox.address, sandbox.token) == ("https://sandbox.zenodo.org/api", "trial")
    assert (production.address, production.token) == ("https://zenodo.org/api", "real")
    assert service_from_environment({}, is_production=True).token is None


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"COOPDATA_ZENODO_URL": "http://zenodo.example/api"}, "it is not encrypted"),
        ({"COOPDATA_ZENODO_URL": "zenodo.example"}, "it is no address of the web"),
        ({"ZENODO_SANDBOX_TOKEN": "two words"}, "ZENODO_SANDBOX_TOKEN has characters that no token has"),
        ({"ZENODO_SANDBOX_TOKEN": "a\nb"}, "ZENODO_SANDBOX_TOKEN has characters that no token has"),
    ],
)
def test_an_environment_that_cannot_be_meant_is_told(environment: dict[str, str], told: str) -> None:
    with pytest.raises(DepositError, match=told):
        service_from_environment(environment, is_production=False)
