"""Zenodo's REST API, the part that is needed here: one method for each call, none of them a decision.

The source is https://developers.zenodo.org. Where what runs at zenodo.org since 2023 does otherwise, both are taken:
the answer to *newversion* may be the older record or the new draft, a draft's metadata may lack what the older record
has, deleting a file may answer with status 500 and have been done.
The token is sent in the header Authorization, to the one address that was named: links in answers give ids only.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlencode, urlsplit

from coopdata.publish.deposit.ledger import Record
from coopdata.publish.deposit.model import DepositError, Service
from coopdata.publish.deposit.parcel import Parcel
from coopdata.publish.sending import Answer, Sender, SendError

SECONDS = 300.0
"""How long one call may take; after a large upload Zenodo computes a while."""
ATTEMPTS = 5
_LISTED = 100
"""Depositions that are asked for at a time, the most that Zenodo gives."""
_TOLD = 500
"""Characters that are told of Zenodo's own words."""
_FORBIDDEN = (401, 403)


class RefusedError(DepositError):
    """Zenodo answered, and did not do what was asked."""

    def __init__(self, message: str, remedy: str, status: int) -> None:
        super().__init__(message, remedy)
        self.status = status


@dataclass(frozen=True)
class Deposition:
    """A record, or a draft of one."""

    record: Record
    """Its DOI is registered once it is published, reserved before."""
    is_published: bool
    bucket: str | None
    """Id of the place that files are put into."""
    latest_draft: int | None
    title: str
    version: str


@dataclass(frozen=True)
class RemoteFile:
    """A file that Zenodo has."""

    file_id: str
    md5: str


class Zenodo:
    """The API, for whoever has the token. Close it, or use it in a ``with`` block. All methods raise DepositError."""

    def __init__(self, service: Service, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._address = service.address
        self._token_variable = service.token_variable
        headers = {"Authorization": f"Bearer {service.token}", "Accept": "application/json"}
        self._sender = Sender(headers, seconds=SECONDS, attempts=ATTEMPTS, sleep=sleep)

    def __enter__(self) -> Self:
        """The API, to be closed at the end of the block."""
        self._sender.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the connections."""
        self._sender.__exit__(kind, error, at)

    def create(self, metadata: Mapping[str, Any]) -> Deposition:
        """A new draft of a first version. Not asked for twice: each time would make another."""
        return _deposition(self._call("POST", "", {"metadata": metadata}, is_repeatable=False))

    def new_version(self, record_id: int) -> Deposition:
        """Ask for a draft of a further version of the latest one; where there is one already, nothing is made."""
        return _deposition(self._call("POST", f"/{record_id}/actions/newversion"))

    def deposition(self, record_id: int) -> Deposition:
        """The record or draft of this id."""
        return _deposition(self._call("GET", f"/{record_id}"))

    def drafts(self, query: str = "") -> list[Deposition]:
        """The user's newest drafts, those that fit the query if there is one."""
        asked = {"status": "draft", "all_versions": "true", "sort": "mostrecent", "size": str(_LISTED)}
        found = self._call("GET", "?" + urlencode(asked | ({"q": query} if query else {})))
        return [draft for draft in map(_deposition, _list(found)) if not draft.is_published]

    def describe(self, record_id: int, metadata: Mapping[str, Any]) -> Deposition:
        """Put this metadata in the place of what the draft has."""
        return _deposition(self._call("PUT", f"/{record_id}", {"metadata": metadata}))

    def files(self, record_id: int) -> dict[str, RemoteFile]:
        """The files of a draft, by name."""
        found = _list(self._call("GET", f"/{record_id}/files"))
        try:
            return {file["filename"]: RemoteFile(str(file["id"]), _md5(file["checksum"])) for file in found}
        except (KeyError, TypeError, AttributeError) as error:
            raise _unexpected(error) from error

    def delete_file(self, record_id: int, file: RemoteFile) -> None:
        """Take a file out of a draft; fine if it is not there."""
        try:
            self._call("DELETE", f"/{record_id}/files/{quote(file.file_id, safe='')}")
        except RefusedError as refused:
            if refused.status != 404:
                raise

    def upload(self, bucket: str, parcel: Parcel) -> str:
        """Put a file into a draft, in the place of one of the same name; gives the MD5 of what Zenodo received."""
        url = f"{self._address}/files/{quote(bucket, safe='')}/{quote(parcel.name, safe='')}"
        headers = {"Content-Type": "application/octet-stream"}
        answer = self._answer(lambda: self._sender.send("PUT", url, parcel.path, headers), f"the file {parcel.name}")
        try:
            return _md5(_json(answer)["checksum"])
        except (KeyError, TypeError, AttributeError) as error:
            raise _unexpected(error) from error

    def publish(self, record_id: int) -> Deposition:
        """Publish a draft. This cannot be taken back."""
        return _deposition(self._call("POST", f"/{record_id}/actions/publish"))

    def _call(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, *, is_repeatable: bool = True
    ) -> Any:
        url = f"{self._address}/deposit/depositions{path}"
        content = b"" if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        answer = self._answer(
            lambda: self._sender.send(method, url, content, headers, is_repeatable=is_repeatable),
            f"{method} /deposit/depositions{path.partition('?')[0]}",
        )
        return _json(answer) if answer.body else None

    def _answer(self, send: Callable[[], Answer], asked: str) -> Answer:
        """An answer of success. RefusedError with Zenodo's own words for any other."""
        try:
            answer = send()
        except SendError as error:
            raise DepositError(
                f"{self._address} could not be asked ({asked}): {error}", "Run the same command again; it goes on."
            ) from error
        if answer.is_success:
            return answer
        remedy = "Run the same command again once that is settled; it goes on."
        if answer.status in _FORBIDDEN:
            remedy = f"Set {self._token_variable} to a token of this service with deposit:write and deposit:actions."
        raise RefusedError(f"{self._address} refused {asked}: {_words(answer)}", remedy, answer.status)


def _words(answer: Answer) -> str:
    """The status and what Zenodo says of it: its message, and the message on each field."""
    told = [f"status {answer.status}"]
    try:
        body = json.loads(answer.body)
        told.append(str(body["message"]))
        for error in body.get("errors") or ():
            messages = error.get("messages") or [error.get("message")]
            told.append(f"{error.get('field')}: {' '.join(map(str, messages))}")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass  # what it says is no help then; the status is
    return "".join(sign if sign.isprintable() else " " for sign in "; ".join(told))[:_TOLD].rstrip(".")


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise _unexpected(error) from error


def _list(found: Any) -> list[Any]:
    if not isinstance(found, list):
        raise _unexpected(TypeError("it is no list"))
    return found


def _deposition(body: Any) -> Deposition:
    try:
        links, metadata = body.get("links") or {}, body.get("metadata") or {}
        reserved = metadata.get("prereserve_doi") or {}
        doi = body.get("doi") or metadata.get("doi") or reserved.get("doi")
        draft = _last_part(links.get("latest_draft"))
        return Deposition(
            record=Record(int(body["id"]), doi, str(body["conceptrecid"]), body.get("conceptdoi")),
            is_published=bool(body["submitted"]),
            bucket=_last_part(links.get("bucket")),
            latest_draft=int(draft) if draft else None,
            title=metadata.get("title") or "",
            version=metadata.get("version") or "",
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unexpected(error) from error


def _last_part(link: str | None) -> str | None:
    return urlsplit(link).path.rstrip("/").rpartition("/")[2] or None if link else None


def _md5(checksum: str) -> str:
    """Written with its kind before it (``md5:…``) by one call and without by another."""
    return checksum.removeprefix("md5:")


def _unexpected(error: Exception) -> DepositError:
    return DepositError(
        f"the answer is not of the form that Zenodo documents: {type(error).__name__}: {error}",
        "Check COOPDATA_ZENODO_URL; run again, it goes on.",
    )
