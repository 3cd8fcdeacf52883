"""Answers already had, kept as files: the same question of the same endpoint is paid for once.

One JSON file per answer, named by a digest over the whole question (model, rules, schema, text, parameters) and the
endpoint. Deleting the folder is always safe; it holds quotes of the texts, and nothing of the key.
"""

import hashlib
import json
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Store:
    """The answers in one folder."""

    folder: Path

    def find(self, endpoint: str, body: Mapping[str, Any]) -> str | None:
        """The answer kept for this question; None where there is none or its file is damaged."""
        try:
            content = json.loads(self._path(endpoint, body).read_bytes())
            answer = content["answer"]
            return answer if isinstance(answer, str) and _digest(answer) == content["sha256"] else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, endpoint: str, body: Mapping[str, Any], answer: str) -> None:
        """Keep an answer; its file appears whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(endpoint, body)
        part = path.with_name(f"{path.stem}.{os.getpid()}-{threading.get_ident()}.part")
        part.write_text(json.dumps({"sha256": _digest(answer), "answer": answer}), encoding="utf-8")
        part.replace(path)

    def _path(self, endpoint: str, body: Mapping[str, Any]) -> Path:
        question = json.dumps({"endpoint": endpoint, "body": body}, sort_keys=True)
        return self.folder / f"{_digest(question)}.json"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
