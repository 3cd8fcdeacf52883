"""What is called after a release: real commands, and a real server on this machine that takes what is posted."""

import hashlib
import hmac
import json
import os
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from coopdata.publish import PublishResult
from coopdata.publish.files import sha256_of
from coopdata.publish.following.hooks import COMMAND, SECRET, TIMEOUT, WEBHOOK, Hooks
from coopdata.publish.sending import LARGEST_ANSWER, address_problem
from tests.publish.conftest import tiny_frames
from tests.publish.laid import agreement, lay, with_agreements


@dataclass(frozen=True)
class Reply:
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: bool = False
    """Whether the connection ends without an answer."""


@dataclass
class Receiver:
    """A server that takes webhooks, with its replies one after the other, the last one ever after."""

    replies: list[Reply]
    url: str = ""
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def receiving(*replies: Reply) -> Iterator[Receiver]:
    receiver = Receiver(list(replies) or [Reply()])

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
            reply = receiver.replies[min(len(receiver.taken), len(receiver.replies)) - 1]
            if reply.cut:
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook/secret-path"
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> PublishResult:
    """The second release of a folder, which has two more agreements than the first; not to be changed."""
    published = tmp_path_factory.mktemp("published")
    first = tiny_frames()
    lay(published, "2026.11.22", first)
    directory = lay(published, "2026.11.23", with_agreements(agreement("b"), agreement("c")), ("2026.11.22", first))
    return PublishResult("2026.11.23", directory, created=True, message="made")


def python(code: str, *arguments: str | Path) -> str:
    return shlex.join([sys.executable, "-c", code, *map(str, arguments)])


def test_the_command_finds_the_release_in_its_environment(result: PublishResult, tmp_path: Path) -> None:
    out = tmp_path / "an out; file"
    code = "import os, sys; open(sys.argv[1], 'w').write('\\n'.join(os.environ[name] for name in sys.argv[2:]))"
    names = ["COOPDATA_RELEASE", "COOPDATA_RELEASE_DIR", "COOPDATA_RELEASE_PREVIOUS", "PATH"]

    assert Hooks(python(code, out, *names)).run(result) == ()
    assert out.read_text().splitlines() == ["2026.11.23", str(result.directory), "2026.11.22", os.environ["PATH"]]


def test_the_command_goes_through_no_shell(result: PublishResult, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = f"{python('import sys; open(sys.argv[1], chr(119)).write(str(sys.argv[2:]))', out)} $HOME ; touch x && y"

    assert Hooks(command).run(result) == ()
    assert out.read_text() == "['$HOME', ';', 'touch', 'x', '&&', 'y']"


def test_the_first_release_has_none_before_it(result: PublishResult) -> None:
    first = replace(result, release="2026.11.22", directory=result.directory.with_name("2026.11.22"))
    check = "import os, sys; sys.exit(os.environ['COOPDATA_RELEASE_PREVIOUS'] != '')"

    with receiving() as receiver:
        assert Hooks(python(check), webhook=receiver.url).run(first) == ()
    assert json.loads(receiver.taken[0][1])["previous"] is None


def test_a_command_that_fails_is_told_with_its_last_line(result: PublishResult) -> None:
    code = "import sys; print('one'); print('no \\x1b[31mspace left', file=sys.stderr); sys.exit(3)"

    (failure,) = Hooks(python(code)).run(result)

    assert failure.endswith(f"({COMMAND}) ended with status 3: no  [31mspace left")
    assert code not in failure


def test_a_command_that_takes_too_long_is_ended_with_all_that_it_started(result: PublishResult, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    code = (
        "import subprocess, sys; "
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        "open(sys.argv[1], 'w').write(str(child.pid)); child.wait()"
    )
    begun = time.monotonic()

    (failure,) = Hooks(python(code, pid), command_timeout="1").run(result)

    assert f"did not end within 1 seconds and was ended. Raise {TIMEOUT}" in failure
    assert time.monotonic() - begun < 20
    deadline = time.monotonic() + 10
    while is_running(int(pid.read_text())) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_running(int(pid.read_text()))


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("command", "timeout", "told"),
    [
        ("'unclosed", "1", "No closing quotation"),
        ("''", "1", "could not be run"),
        ("/no/such/command", "1", "The command command"),
        ("true", "soon", "could not convert string to float"),
        ("true", "0", "no number above 0"),
        ("true", "inf", "no number above 0"),
        ("true", "nan", "no number above 0"),
    ],
)
def test_a_command_that_cannot_be_run_is_told(result: PublishResult, command: str, timeout: str, told: str) -> None:
    (failure,) = Hooks(command, command_timeout=timeout).run(result)
    assert told in failure


def test_the_webhook_is_told_of_the_release_and_what_changed(result: PublishResult) -> None:
    with receiving() as receiver:
        assert Hooks(webhook=receiver.url).run(result) == ()

    ((headers, body),) = receiver.taken
    assert json.loads(body) == {
        "release": "2026.11.23",
        "previous": "2026.11.22",
        "schema_version": "1.0.0",
        "data_as_of": None,
        "path": "releases/2026.11.23",
        "manifest_sha256": sha256_of(result.directory / "manifest.json"),
        "changes": {"agreements": {"added": 2, "changed": 0, "removed": 0}},
    }
    assert headers["content-type"] == "application/json"
    assert headers["user-agent"].startswith("coopdata/")
    assert "x-coopdata-signature" not in headers


def test_the_webhook_can_tell_by_the_signature_who_sent_it(result: PublishResult) -> None:
    key = "sécret"
    with receiving() as receiver:
        assert Hooks(webhook=receiver.url, secret=key).run(result) == ()

    ((headers, body),) = receiver.taken
    digest = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    assert headers["x-coopdata-signature"] == f"sha256={digest}"


def test_a_webhook_that_is_busy_is_told_again_after_the_pause_it_asks_for(result: PublishResult) -> None:
    pauses: list[float] = []
    with receiving(Reply(503), Reply(429, {"Retry-After": "7"}), Reply()) as receiver:
        assert Hooks(webhook=receiver.url).run(result, sleep=pauses.append) == ()

    assert pauses == [1.0, 7.0]
    assert len({body for _, body in receiver.taken}) == 1


def test_only_who_is_busy_is_waited_for_as_long_as_it_says(result: PublishResult) -> None:
    pauses: list[float] = []
    in_a_minute = Reply(429, {"X-RateLimit-Reset": str(int(time.time()) + 60)})
    with receiving(in_a_minute, Reply(502, {"Retry-After": "59"}), Reply()) as receiver:
        assert Hooks(webhook=receiver.url).run(result, sleep=pauses.append) == ()

    assert 30 < pauses[0] <= 60
    assert pauses[1] == 2.0


@pytest.mark.parametrize(
    ("reply", "told", "attempts"),
    [
        (Reply(404), "did not take the release: it answered with status 404.", 1),
        (Reply(302, {"Location": "http://127.0.0.1:9/"}), "did not take the release: it answered with status 302.", 1),
        (Reply(503), "was not told of the release: it answered with status 503, after 3 attempts.", 3),
        (Reply(429, {"Retry-After": "3600"}), "it answered with status 429, and asks to wait 3600 seconds.", 1),
        (Reply(cut=True), "the connection broke off, or the answer is no HTTP, after 3 attempts.", 3),
        (Reply(200, body=b"x" * (LARGEST_ANSWER + 1)), f"its answer has more than {LARGEST_ANSWER} bytes.", 1),
    ],
)
def test_a_webhook_that_fails_is_told_without_its_path(
    result: PublishResult, reply: Reply, told: str, attempts: int
) -> None:
    with receiving(reply) as receiver:
        (failure,) = Hooks(webhook=receiver.url).run(result, sleep=lambda _: None)

    assert failure.startswith(f"The webhook at 127.0.0.1 ({WEBHOOK}) ")
    assert failure.endswith(told)
    assert "secret-path" not in failure
    assert len(receiver.taken) == attempts


def test_a_webhook_that_is_not_there_is_told(result: PublishResult) -> None:
    with receiving() as receiver:
        gone = receiver.url
    (failure,) = Hooks(webhook=gone).run(result, sleep=lambda _: None)
    assert "it could not be reached" in failure


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("http://hooks.example/x", "it is not encrypted; write https"),
        ("http://127.0.0.1.example/x", "it is not encrypted; write https"),
        ("https://user:word@hooks.example/x", "it holds a user name or password"),
        ("ftp://hooks.example/x", "it is no address of the web"),
        ("https://hooks.example/a b", "it is no address of the web"),
        ("https://[::1", "it is no address of the web"),
        ("hooks.example", "it is no address of the web"),
        ("https://hooks.example/x", None),
        ("http://localhost:8080/x", None),
        ("http://[::1]:8080/x", None),
    ],
)
def test_nothing_is_sent_in_the_clear_but_to_this_machine(address: str, problem: str | None) -> None:
    assert address_problem(address) == problem


def test_an_address_that_may_not_be_used_is_told_and_not_called(result: PublishResult) -> None:
    (failure,) = Hooks(webhook="http://hooks.invalid/secret-path").run(result)
    assert failure == f"The webhook ({WEBHOOK}) was not told of the release: it is not encrypted; write https."


def test_both_hooks_are_called_and_both_failures_told(result: PublishResult) -> None:
    with receiving(Reply(404)) as receiver:
        failures = Hooks("false", webhook=receiver.url).run(result)
    assert [failure.split(" ")[1] for failure in failures] == ["command", "webhook"]


def test_no_hook_is_called_where_no_release_was_made(result: PublishResult) -> None:
    with receiving() as receiver:
        assert Hooks("false", webhook=receiver.url).run(replace(result, created=False)) == ()
    assert receiver.taken == []


def test_a_release_that_cannot_be_read_calls_no_hook_and_that_is_told(result: PublishResult, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    damaged = replace(result, directory=tmp_path)
    (failure,) = Hooks(python("open(__import__('sys').argv[1], 'w')", tmp_path / "called")).run(damaged)
    assert failure.startswith("No hook was called, because release 2026.11.23 cannot be read: ")
    assert not (tmp_path / "called").exists()


def test_the_environment_names_the_hooks_and_an_empty_variable_counts_as_unset() -> None:
    assert Hooks.from_environment({COMMAND: " ", WEBHOOK: ""}) == Hooks()
    named: dict[str, Any] = {COMMAND: "a b", TIMEOUT: "5", WEBHOOK: "https://x.example", SECRET: "s"}
    assert Hooks.from_environment(named) == Hooks("a b", "5", "https://x.example", "s")
    assert "x.example" not in repr(Hooks.from_environment(named))
