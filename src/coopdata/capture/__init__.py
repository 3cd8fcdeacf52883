"""Capture: how texts get into raw/, and which are there. What they say is not known here."""

from coopdata.capture.files import RawFile, RawFolderMissingError, Scan, scan, sidecar_of

__all__ = ["RawFile", "RawFolderMissingError", "Scan", "scan", "sidecar_of"]
