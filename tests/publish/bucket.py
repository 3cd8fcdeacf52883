"""An S3 store on loopback (moto's server) that writes down what is asked of it, and that can fail or kill who asks."""

import io
import os
import re
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

BUCKET = "data"
_ERROR = b"<?xml version='1.0'?><Error><Code>%s</Code><Message>refused</Message></Error>"
_NEVER = 10**9


def access(url: str) -> dict[str, str]:
    """The environment in which the store at this address is used, each request made once."""
    return {
        "AWS_ENDPOINT_URL_S3": url, "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_MAX_ATTEMPTS": "1",
    }  # fmt: skip


class Quiet(MotoRequestHandler):
    def log_request(self, *_: Any) -> None:
        pass


class Bucket:
    """The one bucket of the server. Faults are by the first part of the key, so that tests do not meet."""

    def __init__(self) -> None:
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._guard = threading.Lock()
        self.writes: dict[str, list[str]] = {}
        """What was put and deleted below each first part, in order; locks left out."""
        self.asked: dict[str, int] = {}
        """How many writes were asked for below each first part since faults were last set there, locks counted."""
        self._refused_from: dict[str, int] = {}
        self._kill_at: dict[str, tuple[int, Path]] = {}
        self.knows_conditions = True

    def refuse_from(self, prefix: str, number: int | None) -> None:
        """Answer 403 from the write of this number on, locks counted; None ends it."""
        self.asked[prefix] = 0
        self._refused_from[prefix] = _NEVER if number is None else number

    def kill_at(self, prefix: str, number: int, pid_file: Path) -> None:
        """Kill the process whose id is in the file as it asks for the write of this number, locks counted.

        Writes of an even number are carried out all the same.
        """
        self.asked[prefix] = 0
        self._kill_at[prefix] = number, pid_file

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        written = _written(environ)
        if written and written[0].startswith(f"{BUCKET}/"):
            with self._guard:
                refusal = self._note(environ, written)
                if refusal is not None:
                    start(refusal, [("Content-Type", "application/xml")])
                    return [_ERROR % refusal.partition(" ")[2].encode()]
                answer = self._moto(environ, start)
                self._kill_if_due(written[0].split("/")[1])
                return answer
        return self._moto(environ, start)

    def _note(self, environ: dict[str, Any], written: list[str]) -> str | None:
        """Count and write down a write; the status to refuse it with, None where it may pass."""
        prefix, key = written[0].split("/", 2)[1:]
        number = self.asked[prefix] = self.asked.get(prefix, 0) + 1
        if number >= self._refused_from.get(prefix, _NEVER) or (number % 2 and self._kill_if_due(prefix)):
            return "403 AccessDenied"
        if not self.knows_conditions and "HTTP_IF_NONE_MATCH" in environ:
            return "501 NotImplemented"
        if not key.endswith(".lock"):
            verb = "PUT" if environ["REQUEST_METHOD"] == "PUT" else "DELETE"
            self.writes.setdefault(prefix, []).extend(f"{verb} {path.split('/', 2)[2]}" for path in written)
        return None

    def _kill_if_due(self, prefix: str) -> bool:
        at, pid_file = self._kill_at.get(prefix, (0, Path()))
        if is_due := self.asked[prefix] == at:
            os.kill(int(pid_file.read_text()), signal.SIGKILL)
            del self._kill_at[prefix]
        return is_due


def _written(environ: dict[str, Any]) -> list[str]:
    """The objects that a request writes or deletes, each with its bucket; empty for one that only reads."""
    path = environ["PATH_INFO"].strip("/")
    if environ["REQUEST_METHOD"] in {"PUT", "DELETE"}:
        return [path] if "/" in path else []
    if environ["REQUEST_METHOD"] != "POST" or environ["QUERY_STRING"] != "delete":
        return []
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    environ["wsgi.input"] = io.BytesIO(body)
    return [f"{path}/{key}" for key in re.findall("<Key>([^<]+)</Key>", body.decode())]


@contextmanager
def serving() -> Iterator[tuple[Bucket, str]]:
    """The bucket, and the URL of the server."""
    bucket = Bucket()
    server = make_server("127.0.0.1", 0, bucket, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    session = boto3.Session("key", "secret", region_name="us-east-1")
    session.client("s3", endpoint_url=url).create_bucket(Bucket=BUCKET)
    yield bucket, url
    server.shutdown()
    thread.join()
