"""Values that were worked out once, kept in one file under a digest of all that each was made from.

A SQLite file. It is only a memory: what is not in it is worked out again, so deleting it is always safe. A value is
given back only if its checksum says that it is the one that was put there under this key; a file that is damaged as a
whole is begun anew. Several processes may use one file.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Self

from coopdata.program import reader_digest

FILE = "kept.sqlite"
"""The name of the file in a folder of caches."""
PATIENCE = 60.0
"""Seconds to wait for another process that is writing."""
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, checksum BLOB NOT NULL, value BLOB NOT NULL)"
_ASKED = 500
"""Keys that are looked for at once."""


def key_of(what: str, text: str, *facts: object) -> bytes:
    """The key of what this version of the reader makes of a text and of what else is known, told by how it prints."""
    digest = blake2b(digest_size=32)
    for part in (what, reader_digest(), repr(facts), text):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.digest()


class KeptFileError(OSError):
    """The file can be neither used nor made; the message says what to do."""


class Kept:
    """Values by key, in a file of a folder that is made where it is not there. Use it in a ``with`` block.

    Raises KeptFileError, from every method, where the file cannot be opened, read or written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        folder.mkdir(parents=True, exist_ok=True)
        self._db = self._opened()

    def __enter__(self) -> Self:
        """The same."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._db.close()

    def get(self, keys: Iterable[bytes]) -> Iterator[bytes | None]:
        """The value of each key, in their order; None where there is none."""
        waiting = iter(keys)
        while asked := list(islice(waiting, _ASKED)):
            found = self._found(asked)
            yield from (found.get(key) for key in asked)

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values, all or none of them."""
        rows = [(key, _checksum(key, value), value) for key, value in values.items()]
        try:
            with self._db:
                self._db.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        except sqlite3.OperationalError as error:
            raise self._unusable(error) from error
        except sqlite3.DatabaseError:
            self._begin_anew()

    def _found(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        marks = ",".join("?" * len(keys))
        query = f"SELECT key, checksum, CAST(value AS BLOB) FROM kept WHERE key IN ({marks})"  # noqa: S608 - nothing but question marks
        try:
            rows = self._db.execute(query, keys).fetchall()
        except sqlite3.OperationalError as error:
            raise self._unusable(error) from error
        except sqlite3.DatabaseError:
            self._begin_anew()
            return {}
        return {key: value for key, checksum, value in rows if checksum == _checksum(key, value)}

    def _opened(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.OperationalError as error:
            raise self._unusable(error) from error
        except sqlite3.DatabaseError:
            self._remove()
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=PATIENCE)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            with database:
                database.execute(_TABLE)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _begin_anew(self) -> None:
        self._db.close()
        self._remove()
        self._db = self._opened()

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm"):
            self._path.with_name(FILE + ending).unlink(missing_ok=True)

    def _unusable(self, error: sqlite3.Error) -> KeptFileError:
        remedy = "Make sure that its folder can be written and has room, or name another with --cache."
        return KeptFileError(f"{self._path}: {error}. {remedy}")


def _checksum(key: bytes, value: bytes) -> bytes:
    return blake2b(value, key=key[:64], digest_size=8).digest()
