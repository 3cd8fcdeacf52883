"""Capture: how texts get into raw/, and which are there. What they say is not known here."""

from coopdata.capture.files import (
    READMES,
    SIDECAR_SUFFIX,
    TEXTS,
    RawFile,
    RawFolderMissingError,
    Scan,
    scan,
    sidecar_of,
)

__all__ = ["READMES", "SIDECAR_SUFFIX", "TEXTS", "RawFile", "RawFolderMissingError", "Scan", "scan", "sidecar_of"]
