"""Where a release and its files are, and what identifies them, for every form of metadata.

**Addresses.** Under the public address of `published/` where that is known, absolute; else relative to the release, so
that whoever fetches a description resolves them against where it was found.

**Identity.** The identifier of a release is its address where that is known. Else it is ``urn:uuid:`` and the UUID
version 5 (RFC 9562) of its id and the SHA-256 of its Parquet tables: the same release has the same one wherever it is
copied to, and two publishers' releases of one day have different ones. A part of a release is identified by the
release's identifier, a number sign and its path.
"""

import re
from uuid import UUID, uuid5

from coopdata.publish.layout import PARQUET, RELEASES
from coopdata.publish.manifest import Files

_NAMESPACE = UUID("5b0c6a2e-6f0d-4a57-9a53-0d5a3f1c7be4")
"""Of the UUIDs of releases; drawn once, for good."""

_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x20<>\"{}|\\^`\x7f]+")
"""What can stand as an IRI in a link (RFC 3987)."""


def is_web_address(text: str) -> bool:
    """Whether the text can be linked to; documents may name anything as their address."""
    return _WEB_ADDRESS.fullmatch(text) is not None


def release_address(release: str, base_url: str | None) -> str | None:
    """The address of the folder of the release with this id, ending in a slash; None where `base_url` is not known."""
    return f"{base_url}{RELEASES}/{release}/" if base_url else None


def file_address(path: str, release: str, base_url: str | None) -> str:
    """The address of a file of the release; its path in the release where `base_url` is not known."""
    return f"{release_address(release, base_url) or ''}{path}"


def release_iri(release: str, files: Files, base_url: str | None) -> str:
    """What identifies the release; `files` are all that it has, or at least its tables."""
    known = release_address(release, base_url)
    if known:
        return known
    tables = [f"{digest} {path}" for path, (_, digest) in sorted(files.items()) if path.startswith(f"{PARQUET}/")]
    return uuid5(_NAMESPACE, "\n".join([release, *tables])).urn
