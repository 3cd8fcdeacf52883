"""Text in XML 1.0, which has no form for some characters that text may have."""

import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Of the characters a table may hold, those outside the production Char of XML 1.0 (https://www.w3.org/TR/xml/)."""

INSTEAD = "\ufffd"
"""Stands where XML has no form for a character: the replacement character."""


def xml_text(text: str) -> str:
    """The text with `INSTEAD` for every character that XML has no form for."""
    return text if text.isprintable() else _NOT_IN_XML.sub(INSTEAD, text)
