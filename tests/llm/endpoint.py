"""An OpenAI-compatible endpoint on this machine that says what a test tells it to, and remembers what it was asked."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One reply: `pause` seconds before it, and between its bytes where it comes in drops."""

    content: str | None = None
    """What the model writes; None for a reply without."""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    in_drops: bool = False
    tokens: int | None = 1000
    finish: str = "stop"
    raw: bytes | None = None
    """The whole body, instead of a chat completion."""

    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        if self.status != 200:
            return json.dumps({"error": {"message": self.content or "no"}}).encode()
        message = {"role": "assistant", "content": self.content}
        reply: dict[str, Any] = {"choices": [{"message": message, "finish_reason": self.finish}]}
        if self.tokens is not None:
            reply["usage"] = {"total_tokens": self.tokens}
        return json.dumps(reply).encode()


@dataclass
class Endpoint:
    """Gives its replies one after the other, the last one ever after."""

    replies: list[Reply]
    base_url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    at_once: int = 0
    """The most requests that were under way at one time."""
    _under_way: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def enter(self, path: str, key: str | None, body: dict[str, Any]) -> Reply:
        with self._lock:
            self._under_way += 1
            self.at_once = max(self.at_once, self._under_way)
            self.paths.append(path)
            self.keys.append(key)
            self.asked.append(body)
            return self.replies[min(len(self.asked), len(self.replies)) - 1]

    def leave(self) -> None:
        with self._lock:
            self._under_way -= 1


@contextmanager
def serving(*replies: Reply) -> Iterator[Endpoint]:
    """An endpoint with these replies, for as long as the block runs."""
    endpoint = Endpoint(list(replies))
    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = endpoint.enter(self.path, self.headers.get("Authorization"), body)
            stopped.wait(reply.pause)
            endpoint.leave()
            data = reply.body()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            try:
                self._write(data, reply)
            except OSError:
                self.close_connection = True  # the client has given up waiting, as it should

        def _write(self, data: bytes, reply: Reply) -> None:
            for index in range(0, len(data), 1 if reply.in_drops else len(data)):
                self.wfile.write(data[index : index + 1] if reply.in_drops else data)
                if reply.in_drops and stopped.wait(0.02):
                    return

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    endpoint.base_url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield endpoint
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def waited(since: float) -> float:
    """Seconds since then."""
    return time.monotonic() - since
