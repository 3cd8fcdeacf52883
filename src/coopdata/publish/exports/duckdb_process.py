"""The process that writes a DuckDB file: a program of its own, run by `duckdb_database`, that decides nothing.

It stands alone because of memory. DuckDB writes the unused ends of its blocks as they lie in memory. In this process
there is nothing in them that is not in the tables, and with ``DUCKDB_JE_MALLOC_CONF=zero:true``, which DuckDB reads as
it is loaded, they are zeros: so nothing else gets into a published file, and the same tables give the same bytes.

It reads from standard input a line of JSON with the keys ``path``, ``settings`` and ``steps``; then, for each step that
takes rows, one Arrow stream of them. A step is a pair: an SQL statement and false, or the name of a table and true,
where rows are to be put into it. Standard input has to stay open until the process ends: when whoever feeds it is gone,
it stops at once, whatever it is at.

It ends with one of the codes below; what DuckDB said stands on standard error.
"""

import json
import os
import sys
import threading
from typing import BinaryIO

import duckdb
import pyarrow as pa

DONE, BROKEN_KEY, CANNOT_WRITE, FEEDER_GONE = 0, 3, 4, 5
"""How it ends: well; a row breaks a key; the file cannot be written; standard input ended too early."""


def main(stdin: BinaryIO) -> int:
    """Do what standard input says, and give the code to end with."""
    order = json.loads(stdin.readline())
    try:
        with duckdb.connect(order["path"], config=order["settings"]) as connection:
            _take(connection, order["steps"], stdin)
    except duckdb.ConstraintException as error:
        return _failed(BROKEN_KEY, error)
    except duckdb.Error as error:
        return _failed(CANNOT_WRITE, error)
    return DONE


def _take(connection: duckdb.DuckDBPyConnection, steps: list[tuple[str, bool]], stdin: BinaryIO) -> None:
    last = max((number for number, (_, takes_rows) in enumerate(steps) if takes_rows), default=-1)
    for number, (text, takes_rows) in enumerate(steps):
        if takes_rows:
            connection.from_arrow(pa.ipc.open_stream(stdin)).insert_into(text)
        else:
            connection.execute(text)
        if number == last:
            threading.Thread(target=_watch, args=(stdin.fileno(),), daemon=True).start()


def _watch(descriptor: int) -> None:
    """End the process when standard input ends: whoever wanted the file is gone, and its folder may be too."""
    os.read(descriptor, 1)  # past the reader, whose lock would hold up the end of the process
    os._exit(FEEDER_GONE)


def _failed(code: int, error: duckdb.Error) -> int:
    sys.stderr.write(str(error))
    return code


if __name__ == "__main__":
    code = main(sys.stdin.buffer)
    sys.stderr.flush()
    os._exit(code)  # with nothing said but what was said
