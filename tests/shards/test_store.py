"""Shards in an S3 store on loopback (moto's server) that is busy for a while, for ever, or not there."""

import operator
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import s3fs
from werkzeug.serving import make_server

from coopdata.shards.engine import LocalEngine
from coopdata.shards.run import Run, read_shards
from coopdata.shards.shard import Parameters
from coopdata.shards.store import Store, StoreError
from tests.publish.bucket import BUCKET, Quiet, serving
from tests.shards.laid import QUICK, Here, contents, lay, rows

SHARDS = {"2023/a.jsonl": ["one", "RAISE"], "b.jsonl": ["two", "", "one"]}


class Busy:
    """What stands before the store, and answers 503 where it is due by the number of the request."""

    def __init__(self, store: Callable[..., Iterable[bytes]]) -> None:
        self._store = store
        self.refused = 0
        self.asked = 0
        self.is_due: Callable[[int], bool] = lambda _: False

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.asked += 1
        if self.is_due(self.asked):
            self.refused += 1
            start("503 Service Unavailable", [("Content-Type", "application/xml")])
            return [b"<?xml version='1.0'?><Error><Code>ServiceUnavailable</Code><Message>busy</Message></Error>"]
        return self._store(environ, start)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Busy, str]]:
    with serving() as (bucket, _):
        busy = Busy(bucket)
        front = make_server("127.0.0.1", 0, busy, threaded=True, request_handler=Quiet)
        thread = threading.Thread(target=front.serve_forever, daemon=True)
        thread.start()
        yield busy, f"http://127.0.0.1:{front.server_port}"
        front.shutdown()
        thread.join()


@pytest.fixture
def busy(server: tuple[Busy, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Busy]:
    found, url = server
    for name, value in {
        "AWS_ENDPOINT_URL_S3": url, "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_MAX_ATTEMPTS": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    found.asked = found.refused = 0
    yield found
    found.is_due = lambda _: False


@pytest.fixture
def source(tmp_path: Path, busy: Busy) -> str:  # noqa: ARG001
    """A source of these shards in the store."""
    lay(tmp_path / "source", SHARDS)
    url = f"s3://{BUCKET}/{tmp_path.name}/source"
    s3fs.S3FileSystem().put(str(tmp_path / "source"), url, recursive=True)
    return url


def fetched(target: str, folder: Path) -> Path:
    s3fs.S3FileSystem().get(target, str(folder), recursive=True)
    return folder


def read(source: str, parameters: Parameters = QUICK, engine: Any = None) -> tuple[Run, str]:
    target = source.replace("/source", "/target")
    return read_shards(source, target, engine or Here(), parameters), target


def test_a_store_gives_the_same_records_as_folders(tmp_path: Path, source: str) -> None:
    run, target = read(source, engine=LocalEngine(1))
    read_shards(str(tmp_path / "source"), str(tmp_path / "here"), Here(), QUICK)

    assert contents(fetched(target, tmp_path / "there")) == contents(tmp_path / "here")
    assert run.new == 2
    assert read(source)[0].new == 0


def test_a_store_that_is_busy_now_and_then_costs_no_document(tmp_path: Path, source: str, busy: Busy) -> None:
    busy.is_due = lambda number: number % 16 < 8
    run, target = read(source, replace(QUICK, pauses=(0.01,) * 9))
    busy.is_due = lambda _: False

    assert busy.refused >= 8
    assert run.failed == ()
    assert [row["status"] for row in rows(fetched(target, tmp_path / "there"))] == [
        "read", "rejected", "read", "rejected", "read"
    ]  # fmt: skip


def test_a_store_that_is_gone_at_any_time_is_told_and_the_next_run_goes_on(source: str, busy: Busy) -> None:
    before = busy.asked
    read(source)
    needed = busy.asked - before
    told = []
    for last in range(1, needed, 7):
        busy.asked = 0
        busy.is_due = partial(operator.lt, last)
        target = source.replace("/source", f"/{last}")
        try:
            told += [problem.message for problem in read_shards(source, target, Here(), QUICK).failed]
        except StoreError as error:
            told.append(str(error))
        busy.is_due = lambda _: False
        run = read_shards(source, target, Here(), QUICK)
        assert (run.failed, run.documents) == ((), 5)

    assert all("busy" in line or "Unavailable" in line for line in told), told
    assert len(told) >= needed // 7


def test_a_store_without_the_bucket_is_told(busy: Busy) -> None:
    with pytest.raises(StoreError, match="no such file, folder or bucket"):
        Store("s3://nobody/has", QUICK.pauses).find()
    assert busy.asked < 3


def test_a_kind_of_store_that_nobody_knows_is_told() -> None:
    with pytest.raises(StoreError, match=r"coopdata\[s3\]"):
        Store("nowhere://a/b")


def test_a_password_in_a_url_is_not_shown() -> None:
    assert "secret" not in Store("memory://someone:secret@host/a").url
