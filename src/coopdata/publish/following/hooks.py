"""What is run and told after a release was made: a command, a webhook, or both, as environment variables name them.

====================================  ==================================================================
COOPDATA_RELEASE_COMMAND              a command, split like a shell would (`shlex`), run without a shell
COOPDATA_RELEASE_TIMEOUT              seconds the command may take, 600 if not set
COOPDATA_RELEASE_WEBHOOK              an address of https, or of http on this machine
COOPDATA_RELEASE_WEBHOOK_SECRET       what the webhook's messages are signed with, if set
====================================  ==================================================================

**The command** finds in its environment, beside all that this program was started with, COOPDATA_RELEASE (the id),
COOPDATA_RELEASE_DIR (the folder, absolute) and COOPDATA_RELEASE_PREVIOUS (the id of the release before; empty for the
first). **The webhook** gets a POST with JSON: ``release``, ``previous``, ``schema_version``, ``data_as_of``, ``path``,
``manifest_sha256`` as in latest.json, and ``changes``: by table the rows ``added``, ``changed`` and ``removed``. Where
there is a secret, the header X-Coopdata-Signature holds ``sha256=`` and the HMAC-SHA256 (RFC 2104) of the body in
hexadecimal. Any status of success will do as an answer; a redirect is not followed.

Each is called once for a release, and not again if the program dies before: who must not miss one reads latest.json or
the feed. A hook that fails never undoes a release; how it failed is told.
"""

import hashlib
import hmac
import os
import shlex
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Self
from urllib.parse import urlsplit

import pyarrow as pa

from coopdata.publish import layout
from coopdata.publish.files import json_bytes, sha256_of
from coopdata.publish.following.tally import tallies
from coopdata.publish.manifest import parse_manifest
from coopdata.publish.model import PublishResult
from coopdata.publish.sending import Sender, SendError, address_problem

COMMAND = "COOPDATA_RELEASE_COMMAND"
TIMEOUT = "COOPDATA_RELEASE_TIMEOUT"
WEBHOOK = "COOPDATA_RELEASE_WEBHOOK"
SECRET = "COOPDATA_RELEASE_WEBHOOK_SECRET"  # noqa: S105  # the variable's name
SIGNATURE = "X-Coopdata-Signature"

WEBHOOK_SECONDS = 10.0
"""The longest that one attempt at the webhook may take."""
WEBHOOK_ATTEMPTS = 3
_LINE_SHOWN = 200
"""Characters of a command's last line that are told."""


@dataclass(frozen=True)
class Hooks:
    """The hooks that are set up. A command's arguments and a webhook's path may be secret: `repr` leaves them out."""

    command: str | None = field(default=None, repr=False)
    command_timeout: str = "600"
    """Seconds, as written in the environment."""
    webhook: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The hooks that the environment names; an empty variable counts as unset. What is wrong is told by `run`."""
        given = {name: environment.get(name, "").strip() or None for name in (COMMAND, TIMEOUT, WEBHOOK, SECRET)}
        return cls(given[COMMAND], given[TIMEOUT] or cls.command_timeout, given[WEBHOOK], given[SECRET])

    def run(self, result: PublishResult, *, sleep: Callable[[float], None] = time.sleep) -> tuple[str, ...]:
        """Call the hooks for a release that was made; for one that was not, none. Gives a sentence for each failure."""
        if not result.created or not (self.command or self.webhook):
            return ()
        try:
            message = _message(result.directory)
        except (OSError, ValueError, pa.ArrowException) as error:
            return (f"No hook was called, because release {result.release} cannot be read: {error}.",)
        failures = (
            _run_command(self.command, self.command_timeout, _variables(result, message)) if self.command else None,
            _post(self.webhook, self.secret, json_bytes(message), sleep) if self.webhook else None,
        )
        return tuple(failure for failure in failures if failure)


def _message(release_dir: Path) -> dict[str, Any]:
    """What the webhook is told."""
    path = release_dir / layout.MANIFEST
    content = path.read_bytes()
    manifest = parse_manifest(content)
    return {
        "release": manifest.release,
        "previous": manifest.previous,
        "schema_version": manifest.schema_version,
        "data_as_of": manifest.data_as_of,
        "path": f"{layout.RELEASES}/{release_dir.name}",
        "manifest_sha256": sha256_of(path),
        "changes": {name: dict(rows) for name, rows in tallies(release_dir).items()},
    }


def _variables(result: PublishResult, message: Mapping[str, Any]) -> dict[str, str]:
    """What the command finds in its environment."""
    return {
        "COOPDATA_RELEASE": result.release,
        "COOPDATA_RELEASE_DIR": str(result.directory.absolute()),
        "COOPDATA_RELEASE_PREVIOUS": message["previous"] or "",
    }


def _run_command(command: str, timeout: str, variables: Mapping[str, str]) -> str | None:
    """How the command failed; None where it did not."""
    try:
        arguments, seconds = shlex.split(command), float(timeout)
    except ValueError as error:
        return f"{COMMAND} or {TIMEOUT} cannot be read: {error}. Nothing was run."
    if not arguments or not 0 < seconds < float("inf"):
        return f"{COMMAND} is empty, or {TIMEOUT} is no number above 0. Nothing was run."
    told = f"The command {Path(arguments[0]).name} ({COMMAND})"
    with tempfile.TemporaryFile() as output:
        try:
            code = _wait(arguments, {**os.environ, **variables}, output, seconds)
        except subprocess.TimeoutExpired:
            return f"{told} did not end within {seconds:g} seconds and was ended. Raise {TIMEOUT} if it needs longer."
        except (OSError, ValueError) as error:
            return f"{told} could not be run: {error}."
        return f"{told} ended with status {code}: {_last_line(output)}" if code else None


def _wait(arguments: list[str], environment: Mapping[str, str], output: IO[bytes], seconds: float) -> int:
    """The status with which the command ended. Where it takes too long, it and all that it started are ended."""
    process = subprocess.Popen(  # noqa: S603  # the operator's own command
        arguments,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _last_line(output: IO[bytes]) -> str:
    """The end of what a command said, fit for a line of a log."""
    output.seek(max(0, output.seek(0, os.SEEK_END) - 4 * _LINE_SHOWN))
    lines = output.read().decode("utf-8", "replace").split("\n")
    said = next((line for line in reversed(lines) if line.strip()), "it said nothing")
    return "".join(sign if sign.isprintable() else " " for sign in said.strip())[-_LINE_SHOWN:]


def _post(url: str, secret: str | None, body: bytes, sleep: Callable[[float], None]) -> str | None:
    """How the webhook failed; None where it did not."""
    problem = address_problem(url)
    if problem:
        return f"The webhook ({WEBHOOK}) was not told of the release: {problem}."
    told = f"The webhook at {urlsplit(url).hostname} ({WEBHOOK})"
    try:
        with Sender({}, seconds=WEBHOOK_SECONDS, attempts=WEBHOOK_ATTEMPTS, sleep=sleep) as sender:
            answer = sender.send("POST", url, body, _headers(body, secret))
    except SendError as error:
        return f"{told} was not told of the release: {error}."
    return None if answer.is_success else f"{told} did not take the release: it answered with status {answer.status}."


def _headers(body: bytes, secret: str | None) -> dict[str, str]:
    headers = {"Content-Type": "application/json"}
    if secret is None:
        return headers
    return headers | {SIGNATURE: f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"}
