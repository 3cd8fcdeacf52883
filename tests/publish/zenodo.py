"""A stand-in for Zenodo's REST API on this machine, which enforces what https://developers.zenodo.org says of it.

Tokens with scopes, content types, required and controlled metadata, files before publishing and none after, one draft
of a new version at a time and only of the latest version, MD5 answers, limits of files, bytes and requests, errors in
the documented form. With ``as_running`` it does what zenodo.org has been seen to do since 2023 where that is otherwise
(see `coopdata.publish.deposit.zenodo`). Tests can let a request fail, and be told of each.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import RLock, Thread
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

WRITE, ACTIONS = "deposit:write", "deposit:actions"
TOKEN = "token-of-the-stand-in"  # noqa: S105
UPLOAD_TYPES = frozenset(
    {
        "publication", "poster", "presentation", "dataset", "image", "video", "software", "lesson", "physicalobject",
        "other",
    }
)  # fmt: skip
ACCESS_RIGHTS = frozenset({"open", "embargoed", "restricted", "closed"})
LICENSES = frozenset({"cc-by-4.0", "cc-zero", "cc-by", "mit-license"})
RELATIONS = frozenset(
    {
        "isCitedBy", "cites", "isSupplementTo", "isSupplementedBy", "isContinuedBy", "continues", "isDescribedBy",
        "describes", "hasMetadata", "isMetadataFor", "isNewVersionOf", "isPreviousVersionOf", "isPartOf", "hasPart",
        "isReferencedBy", "references", "isDocumentedBy", "documents", "isCompiledBy", "compiles", "isVariantFormOf",
        "isOriginalFormof", "isIdenticalTo", "isAlternateIdentifier", "isReviewedBy", "reviews", "isDerivedFrom",
        "isSourceOf", "requires", "isRequiredBy", "isObsoletedBy", "obsoletes",
    }
)  # fmt: skip
HTML_TAGS = frozenset(
    {
        "a", "abbr", "acronym", "b", "blockquote", "br", "code", "caption", "div", "em", "i", "li", "ol", "p", "pre",
        "span", "strike", "strong", "sub", "table", "tbody", "thead", "th", "td", "tr", "u", "ul",
    }
)  # fmt: skip
REQUIRED = ("title", "upload_type", "description", "creators")
"""Without a default."""
MOST_FILES = 100
PREFIX = "10.5072/zenodo."
UNAUTHORIZED = (
    "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong "
    "credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required."
)

Errors = list[dict[str, Any]]


class RefusalError(Exception):
    """An answer of the 400 series."""

    def __init__(self, status: int, message: str, errors: Errors | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.errors = status, message, errors


@dataclass
class Fault:
    """What becomes of a request: a status in the place of the answer, after it was done or without that."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    done: bool = False


@dataclass
class Stored:
    file_id: str
    size: int
    md5: str


@dataclass
class Record:
    """A draft or record."""

    number: int
    concept: int
    bucket: str
    metadata: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Stored] = field(default_factory=dict)
    is_published: bool = False


@dataclass
class Repository:
    """What the stand-in has, and what was asked of it."""

    tokens: dict[str, set[str]] = field(default_factory=lambda: {TOKEN: {WRITE, ACTIONS}})
    as_running: bool = False
    most_bytes: int = 50_000_000_000
    requests_per_minute: int = 100
    faults: dict[int, Fault] = field(default_factory=dict)
    """By the number of the request, from 1."""
    damage: Callable[[bytes], bytes] = lambda content: content
    """What becomes of a file on its way."""
    on_request: Callable[[int, str], None] = lambda *_: None
    """Called with the number of each request and "before", then "after" it was done, before it is answered; a
    ConnectionError from it ends the connection."""
    url: str = ""
    links_at: str = ""
    """Where links lead, if not to `url`."""
    records: dict[int, Record] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    next_id: int = 100
    lock: RLock = field(default_factory=RLock)
    times: list[float] = field(default_factory=list)

    def published(self) -> list[Record]:
        return [record for record in self.records.values() if record.is_published]

    def drafts(self) -> list[Record]:
        return [record for record in self.records.values() if not record.is_published]

    def new(self, concept: int | None = None) -> Record:
        if concept is None:
            concept, self.next_id = self.next_id, self.next_id + 1
        number, self.next_id = self.next_id, self.next_id + 1
        bucket = hashlib.sha256(str(number).encode()).hexdigest()[:32]
        self.records[number] = Record(number, concept, bucket)
        return self.records[number]

    def versions(self, concept: int) -> list[Record]:
        return [record for record in self.records.values() if record.concept == concept]

    def represent(self, record: Record) -> dict[str, Any]:
        """A deposition resource."""
        api, doi = self.links_at or self.url, f"{PREFIX}{record.number}"
        here = f"{api}/deposit/depositions/{record.number}"
        latest = max(self.versions(record.concept), key=lambda one: one.number)
        links = {"self": here, "bucket": f"{api}/files/{record.bucket}", "files": f"{here}/files"}
        links |= {name: f"{here}/actions/{name}" for name in ("publish", "newversion", "edit", "discard")}
        if self.as_running or not latest.is_published:
            number = record.number if self.as_running else latest.number  # zenodo/zenodo-rdm issue 858
            links["latest_draft"] = f"{api}/deposit/depositions/{number}"
        body = {
            "id": record.number, "conceptrecid": str(record.concept), "record_id": record.number, "owner": 1,
            "created": "2026-11-22T02:00:00+00:00", "modified": "2026-11-22T02:00:00+00:00", "links": links,
            "metadata": {**record.metadata, "prereserve_doi": {"doi": doi, "recid": record.number}},
            "files": self.listing(record), "title": record.metadata.get("title", ""),
            "state": "done" if record.is_published else "unsubmitted", "submitted": record.is_published,
        }  # fmt: skip
        if record.is_published:
            body |= {"doi": doi, "doi_url": f"https://doi.org/{doi}", "conceptdoi": f"{PREFIX}{record.concept}"}
        return body

    def listing(self, record: Record) -> list[dict[str, Any]]:
        """Deposition files."""
        return [
            {"id": file.file_id, "filename": name, "filesize": file.size, "checksum": file.md5}
            for name, file in record.files.items()
        ]


def check_metadata(metadata: Mapping[str, Any], *, for_publishing: bool) -> Errors:
    """What is wrong with the metadata, in the documented form."""
    wrong: Errors = []

    def require(field_name: str, holds: bool, message: str) -> None:
        if not holds:
            wrong.append({"code": 10, "field": field_name, "message": message})

    if for_publishing:
        for name in REQUIRED:
            require(name, bool(metadata.get(name)), "Missing data for required field.")
    creators = metadata.get("creators", [])
    require("upload_type", metadata.get("upload_type", "dataset") in UPLOAD_TYPES, "Not a valid choice")
    require("access_right", metadata.get("access_right", "open") in ACCESS_RIGHTS, "Not a valid choice")
    require("license", metadata.get("license", "cc-zero") in LICENSES, "Not a valid choice")
    require("creators", all(isinstance(one, dict) and one.get("name") for one in creators), "A creator has no name.")
    require("publication_date", is_date(metadata.get("publication_date", "2026-01-01")), "Not a valid date.")
    tags = set(re.findall(r"</?([a-zA-Z]+)", metadata.get("description", "")))
    require("description", tags <= HTML_TAGS, "Tags that are not accepted.")
    require("keywords", all(isinstance(word, str) for word in metadata.get("keywords", [])), "Not a valid string.")
    for related in metadata.get("related_identifiers", []):
        fits = related["relation"] in RELATIONS and related.get("resource_type", "other") in UPLOAD_TYPES
        require("related_identifiers", fits and "://" in related["identifier"], "Not a valid relation or identifier.")
    return wrong


def is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    repository: Repository


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer goes out whole; in parts, each waits for the other side
    server: _Server

    def handle_one(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        repository = self.server.repository
        with repository.lock:
            repository.asked.append(f"{self.command} {urlsplit(self.path).path.removeprefix('/api')}")
            repository.headers.append({name.lower(): value for name, value in self.headers.items()})
            number = len(repository.asked)
            try:
                repository.on_request(number, "before")
                fault = repository.faults.get(number)
                status, answer, headers = (0, None, {}) if fault and not fault.done else self.answer(body)
                repository.on_request(number, "after")
            except ConnectionError:
                self.close_connection = True
                return
            if fault:
                status, answer, headers = fault.status, {"message": "Fault", "status": fault.status}, fault.headers
        with suppress(ConnectionError):  # who asked is gone
            self.reply(status, answer, headers)

    def do_GET(self) -> None:
        self.handle_one()

    def do_POST(self) -> None:
        self.handle_one()

    def do_PUT(self) -> None:
        self.handle_one()

    def do_DELETE(self) -> None:
        self.handle_one()

    def answer(self, body: bytes) -> tuple[int, Any, Mapping[str, str]]:
        try:
            self.limit()
            self.authorize()
            status, answer = self.route(body)
            return status, answer, {}
        except RefusalError as refusal:
            errors = {"errors": refusal.errors} if refusal.errors else {}
            headers = {"Retry-After": "30"} if refusal.status == 429 else {}
            return refusal.status, {"message": refusal.message, "status": refusal.status, **errors}, headers

    def reply(self, status: int, answer: Any, headers: Mapping[str, str]) -> None:
        content = b"" if answer is None else json.dumps(answer).encode()
        self.send_response(status)
        limits = {"X-RateLimit-Limit": "100", "X-RateLimit-Remaining": "99"}
        for name, value in {**limits, "Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def limit(self) -> None:
        repository = self.server.repository
        now = time.monotonic()
        repository.times = [moment for moment in repository.times if now - moment < 60]
        if len(repository.times) >= repository.requests_per_minute:
            raise RefusalError(429, f"{repository.requests_per_minute} per 1 minute")
        repository.times.append(now)

    def authorize(self) -> None:
        repository = self.server.repository
        kind, _, token = self.headers.get("Authorization", "").partition(" ")
        scopes = repository.tokens.get(token) if kind == "Bearer" else None
        if scopes is None:
            raise RefusalError(401, UNAUTHORIZED)
        if (ACTIONS if "/actions/" in self.path else WRITE) not in scopes:
            raise RefusalError(403, "You don't have the permission to access the requested resource.")

    def route(self, body: bytes) -> tuple[int, Any]:
        url = urlsplit(self.path)
        parts = [unquote(part) for part in url.path.split("/")[1:]]
        match self.command, parts:
            case "GET", ["api", "deposit", "depositions"]:
                return 200, self.search(dict(parse_qsl(url.query)))
            case "POST", ["api", "deposit", "depositions"]:
                metadata = self.metadata(body)
                record = self.server.repository.new()
                record.metadata = metadata
                return 201, self.represent(record)
            case method, ["api", "deposit", "depositions", number, *rest]:
                return self.of_record(method, self.record(number), rest, body)
            case "PUT", ["api", "files", bucket, name]:
                return 201, self.store(bucket, name, body)
        raise RefusalError(404, "The requested URL was not found on the server.")

    def of_record(self, method: str, record: Record, rest: list[str], body: bytes) -> tuple[int, Any]:
        match method, rest:
            case "GET", []:
                return 200, self.represent(record)
            case "PUT", []:
                self.require_draft(record)
                record.metadata = self.metadata(body)
                return 200, self.represent(record)
            case "GET", ["files"]:
                return 200, self.server.repository.listing(record)
            case "DELETE", ["files", file_id]:
                return self.delete_file(record, file_id)
            case "POST", ["actions", "publish"]:
                return 202, self.represent(self.publish(record))
            case "POST", ["actions", "newversion"]:
                return 201, self.represent(self.new_version(record))
        raise RefusalError(405, "The method is not allowed for the requested URL.")

    def represent(self, record: Record) -> dict[str, Any]:
        return self.server.repository.represent(record)

    def record(self, number: str) -> Record:
        found = self.server.repository.records.get(int(number) if number.isdecimal() else 0)
        if found is None:
            raise RefusalError(404, "PID does not exist.")
        return found

    def search(self, asked: Mapping[str, str]) -> list[dict[str, Any]]:
        wanted = {"draft": False, "published": True}.get(asked.get("status", ""))
        field_name, _, value = asked.get("q", "").partition(":")
        found = [
            record
            for record in self.server.repository.records.values()
            if wanted in (None, record.is_published)
            and (not value or (field_name, value) == ("conceptrecid", str(record.concept)))
        ]
        newest = sorted(found, key=lambda record: record.number, reverse=True)
        return [self.represent(record) for record in newest[: int(asked.get("size", "10"))]]

    def metadata(self, body: bytes) -> dict[str, Any]:
        if self.headers.get("Content-Type") != "application/json":
            raise RefusalError(415, "Invalid 'Content-Type' header. Expected one of: application/json")
        try:
            given = json.loads(body)
        except ValueError as error:
            raise RefusalError(400, "Unable to decode JSON data in request body.") from error
        if set(given) - {"metadata"}:
            raise RefusalError(400, "Validation error.", [{"field": "_schema", "message": "Unknown field name"}])
        errors = check_metadata(given.get("metadata", {}), for_publishing=False)
        if errors:
            raise RefusalError(400, "Validation error.", errors)
        return {name: value for name, value in given.get("metadata", {}).items() if name != "prereserve_doi"}

    def require_draft(self, record: Record) -> None:
        if record.is_published:
            status, message = (404, "PID does not exist.") if self.server.repository.as_running else (403, "Forbidden")
            raise RefusalError(status, message)

    def store(self, bucket: str, name: str, body: bytes) -> dict[str, Any]:
        repository = self.server.repository
        record = next((one for one in repository.records.values() if one.bucket == bucket), None)
        if record is None or not name:
            raise RefusalError(404, "Bucket does not exist.")
        if record.is_published:
            raise RefusalError(403, "You don't have the permission to access the requested resource.")
        others = [file for other, file in record.files.items() if other != name]
        if len(others) >= MOST_FILES or sum(file.size for file in others) + len(body) > repository.most_bytes:
            raise RefusalError(400, "Uploading selected files will result in exceeding the quota.")
        received = repository.damage(body)
        md5 = hashlib.md5(received, usedforsecurity=False).hexdigest()
        record.files[name] = Stored(f"file-{record.number}-{len(repository.asked)}", len(received), md5)
        return {"key": name, "size": len(received), "checksum": f"md5:{md5}", "is_head": True, "delete_marker": False}

    def delete_file(self, record: Record, file_id: str) -> tuple[int, Any]:
        name = next((name for name, file in record.files.items() if file.file_id == file_id), None)
        if name is None:
            raise RefusalError(404, "File does not exist.")
        if record.is_published:
            raise RefusalError(403, "You don't have the permission to access the requested resource.")
        del record.files[name]
        if self.server.repository.as_running:  # zenodo/zenodo issue 2561: it is done, and fails in saying so
            return 500, {"message": "The server encountered an internal error.", "status": 500}
        return 204, None

    def publish(self, record: Record) -> Record:
        self.require_draft(record)
        errors = check_metadata(record.metadata, for_publishing=True)
        if not record.files:
            errors.append({"code": 10, "field": "files", "message": "Minimum one file must be provided."})
        others = [one for one in self.server.repository.versions(record.concept) if one.is_published]
        if any(checksums(one) == checksums(record) for one in others):
            errors.append({"code": 10, "field": "files", "message": "New version's files must differ."})
        if errors:
            raise RefusalError(400, "Validation error.", errors)
        record.is_published = True
        return record

    def new_version(self, record: Record) -> Record:
        repository = self.server.repository
        versions = repository.versions(record.concept)
        draft = next((one for one in versions if not one.is_published), None)
        if not record.is_published or record.number != max(one.number for one in versions if one.is_published):
            raise RefusalError(404 if repository.as_running else 403, "It is not the latest published version.")
        if draft and repository.as_running and draft.files:
            errors = [{"field": "files.enabled", "messages": ["Please remove all files first."]}]
            raise RefusalError(400, "A validation error occurred.", errors)
        if draft is None:
            draft = repository.new(record.concept)
            draft.metadata = {} if repository.as_running else dict(record.metadata)
            draft.files = {
                name: Stored(f"file-{draft.number}-{name}", file.size, file.md5) for name, file in record.files.items()
            }
        return draft if repository.as_running else record

    def log_message(self, *_: object) -> None:
        return


def checksums(record: Record) -> set[str]:
    return {file.md5 for file in record.files.values()}


@contextmanager
def serving(repository: Repository | None = None) -> Iterator[Repository]:
    """Serve a repository on a free port of this machine."""
    repository = repository or Repository()
    server = _Server(("127.0.0.1", 0), _Handler)
    server.repository = repository
    repository.url = f"http://127.0.0.1:{server.server_port}/api"
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield repository
    finally:
        server.shutdown()
        server.server_close()
