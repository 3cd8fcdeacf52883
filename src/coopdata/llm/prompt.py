"""The question: rules in the system message, the text as delimited material in the user message.

The text is untrusted. It stands between two marker lines that carry a digest of the text itself, which no text can
hold of itself, so that no text can end early; nothing else of the document is sent, neither path nor sidecar.
"""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from coopdata.llm.schema import json_schema
from coopdata.llm.settings import Settings

PROMPT_VERSION = "1"
"""Changes with the rules or the schema; part of the rule id of every value (a test keeps the two together)."""


@cache
def rules() -> str:
    """The system message."""
    return files("coopdata.llm").joinpath("prompt.md").read_text(encoding="utf-8")


def rule_id(model: str) -> str:
    """The rule id of values that `model` read: ``llm:<model>@<prompt version>``."""
    return f"llm:{model}@{PROMPT_VERSION}"


def question(text: str, settings: Settings) -> dict[str, Any]:
    """The body of the request for one text."""
    return {
        "model": settings.model,
        "messages": [{"role": "system", "content": rules()}, {"role": "user", "content": delimited(text)}],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "agreements", "strict": True, "schema": json_schema()},
        },
        **settings.parameters,
    }


def delimited(text: str) -> str:
    """The text between its two markers."""
    marker = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    return f"<<<TEXT {marker}\n{text}\nTEXT {marker}>>>"
