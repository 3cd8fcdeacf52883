"""A web server on this machine that answers as a test wants: pages, feeds, redirects, slow and broken answers."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Reply:
    """What is answered at a path. `drip` seconds pass between the bytes of the body."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media: str = "text/html; charset=utf-8"
    drip: float = 0
    wait: float = 0
    endless: bool = False
    cut: bool = False
    """Whether the connection is cut in the middle of the body."""


@dataclass
class Site:
    """A site: what each path answers, and what was asked of it."""

    url: str = ""
    replies: dict[str, Reply | Callable[[Mapping[str, str]], Reply]] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        """The paths that were asked for, but for robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def page(self, path: str, words: str, *, etag: str | None = None, title: str = "") -> None:
        """Let a path answer with a page; by its tag, only where it is not known."""
        body = f"<html><head><title>{title}</title></head><body><p>{words}</p></body></html>".encode()
        self.replies[path] = tagged(Reply(body), etag) if etag else Reply(body)

    def feed(self, path: str, *items: str, etag: str | None = None) -> None:
        """Let a path answer with a feed of these items."""
        reply = Reply(rss(*items), media="application/rss+xml")
        self.replies[path] = tagged(reply, etag) if etag else reply


def tagged(reply: Reply, etag: str) -> Callable[[Mapping[str, str]], Reply]:
    """The reply with an ETag; 304 for who has it."""

    def answer(headers: Mapping[str, str]) -> Reply:
        if headers.get("If-None-Match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        return Reply(reply.body, reply.status, {**reply.headers, "ETag": etag}, reply.media)

    return answer


def source(url: str, kind: str = "feed", name: str = "one", more: str = "") -> str:
    """The table of a source on a site of a test, switched on; `more` are further keys."""
    keys = "enabled = true\nallow_private = true\ndelay = 0\nretries = 0"
    return f'[sources.{name}]\nkind = "{kind}"\nurl = "{url}"\npublisher = "Example Agency"\n{keys}\n{more}\n'


def item(url: str, title: str = "News", day: str = "Thu, 05 Sep 2019 10:00:00 GMT") -> str:
    """An item of a feed."""
    return f"<item><title>{title}</title><link>{url}</link><pubDate>{day}</pubDate></item>"


def rss(*items: str) -> bytes:
    """A feed."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{"".join(items)}</channel></rss>'.encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        site = self.server.site
        site.asked.append((self.path, dict(self.headers)))
        found = site.replies.get(self.path, Reply(status=404))
        reply = found(dict(self.headers)) if callable(found) else found
        time.sleep(reply.wait)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.endless or reply.cut:
            self.send_header("Connection", "close")
            self.close_connection = True
        if not reply.endless:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        try:
            for piece in _pieces(reply):
                self.wfile.write(piece)
        except OSError:
            return  # who asked has heard enough

    def log_message(self, *_: object) -> None:
        return


def _pieces(reply: Reply) -> Iterator[bytes]:
    """The body as it is sent."""
    if reply.cut:
        yield reply.body[: len(reply.body) // 2]
        return
    if not reply.drip:
        yield reply.body
    while reply.endless:
        yield reply.body
    for byte in reply.body if reply.drip else b"":
        yield bytes([byte])
        time.sleep(reply.drip)


@contextmanager
def serving(site: Site, wrap: Callable[[Any], Any] | None = None) -> Iterator[Site]:
    """Serve the site on a free port of this machine; `wrap` makes its socket one of TLS."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.site = site
    if wrap is not None:
        server.socket = wrap(server.socket)
    site.url = f"{'https' if wrap else 'http'}://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
