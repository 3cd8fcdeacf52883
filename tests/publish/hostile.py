"""Text that wants to be more than text: what titles and names may hold, as examples, as strategies, as a release.

`hostile_text` gives what a release has to carry unchanged and inert, `refused_text` what it has to refuse. Used by
every test of a form in which data leaves the project.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from coopdata.tables.catalogue import ID_PREFIXES, TABLES, table
from coopdata.tables.schemas import column_pattern, frame
from coopdata.tables.spec import Column, Table, Type
from tests.publish.conftest import Frames, row, tiny_rows

LONG_WORD = "Donaudampfschifffahrt" * 50_000
"""A word of a megabyte."""

HOSTILE = (
    "<script>alert(1)</script>",
    "</td></tr></table><img src=x onerror=alert(1)>",
    "]]></title><!-- &amp; &#60; &bogus;",
    "</script><script>alert(1)//",
    '" onmouseover="alert(1)" x="',
    "javascript:alert(1)",
    "[title](javascript:alert(1)) ![x](http://host.invalid/x.png)",
    "http://host.invalid/ www.host.invalid <http://host.invalid/> a@host.invalid",
    "| a | b |",
    "`code` ``` fence",
    "**bold** _x_ ~~y~~ \\* # heading",
    "1. item",
    "- item",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://host.invalid/","x")',
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "＝1+1",
    "'=1+1",
    "'",
    "\t=1+1",
    "\r\n=1+1",
    "one\ntwo\n\n    three\r\nfour\rfive",
    "one\u2028two\u2029three\u0085four",
    "\u202egnp.exe",
    "a\u2066b\u202ec\u2069d\u2069e",
    "\u200b\ufeff\u00adinvisible",
    "bell\x07 escape\x1b[31m delete\x7f csi\x9b31m",
    "\ufffe\uffff\U0010ffff",
    "../../../etc/passwd",
    "..\\..\\windows\\system32",
    "/dev/null",
    "C:\\CON",
    "a/b/c",
    "'; drop table agreements; --",
    "\"; attach database 'x' as y; --",
    "%s %d {0} {name} ${HOME} $(id) `id`",
    "{{ 7*7 }} {% raw %}",
    "null",
    "NaN",
    "true",
    "007",
    "1e5",
    " ",
    " leading and trailing ",
    "ກະຊວງ 산업통상자원부 経済産業省 وزارة الاقتصاد",
    "e\u0301 \u00e9 \u212b",
    "👩‍👩‍👧‍👦🇱🇦",
    "Z" + "\u0300" * 200,
)
"""One example of each kind, short. `LONG_WORD` is the one that is not."""

REFUSED = ("nul\x00", "\x00", "half\ud800", "\udfff", "\udc00\ud800")
"""Texts that no release may hold."""

_PIECES = (
    "<", ">", "&", '"', "'", "`", "|", "\\", "/", "*", "_", "~", "[", "]", "(", ")", "!", "#", "=", "+", "-", "@", "\t",
    "\r", "\n", "\r\n", "\x0b", "\x1b", "\x85", "\u2028", "\u202e", "\u2066", "\u2069", "\ufeff", "＝", "]]>", "-->",
    "&lt;", "&#0;", "http://", "..", " ", "a", "1", "ກ",
)  # fmt: skip


def hostile_text() -> st.SearchStrategy[str]:
    """Any text a release may hold, and mostly such as a form might take for its own: never empty, at most 1 MB."""
    valid = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
    return st.one_of(
        st.sampled_from(HOSTILE),
        st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12).map("".join),
        st.text(valid, min_size=1, max_size=40),
        st.builds("{}{}".format, st.sampled_from(HOSTILE), st.text(valid, max_size=20)),
    )


def refused_text() -> st.SearchStrategy[str]:
    """Text that no release may hold: NUL or half of a surrogate pair somewhere in it."""
    wrong = st.sampled_from(["\x00", "\ud800", "\udbff", "\udc00", "\udfff"])
    return st.builds(
        "{}{}{}".format, st.text(st.characters(exclude_categories=["Cs"])), wrong, st.sampled_from(("", *HOSTILE))
    )


def hostile_frames(texts: Sequence[str]) -> Frames:
    """Frames of a sound release with a row for each text in every table that holds words, the text in each such column.

    The n-th record of every table belongs to the n-th records of the others, so that every row can be joined. The codes
    are those of the catalogue.
    """
    rows: dict[str, list[dict[str, Any]]] = {
        name: [_record(table(name), number, text) for number, text in enumerate(texts)] for name in FILLED
    }
    rows["statements"] = [
        _statement(spec, record, column)
        for spec in TABLES
        for record in rows.get(spec.name, ())
        for column in spec.columns
        if column.traced and record[column.name] is not None
    ]
    rows["codes"] = tiny_rows()["codes"]
    return {spec.name: frame(spec, [row(spec, **values) for values in rows.get(spec.name, ())]) for spec in TABLES}


FILLED = (
    "documents", "organizations", "organization_names", "people", "positions", "agreements", "agreement_parties",
    "agreement_people", "agreement_topics", "events", "event_participants", "projects", "project_organizations",
    "issues",
)  # fmt: skip
"""The tables whose rows `hostile_frames` makes, beside statements and codes."""

_KEPT_EMPTY = {
    ("agreements", "event_id"), ("organizations", "parent_id"), ("documents", "replaces"),
    ("documents", "duplicate_of"), ("issues", "record_id"), ("issues", "related_id"),
}  # fmt: skip
"""Columns that hold or point to another row, and need not."""


def is_worded(spec: Table, column: Column) -> bool:
    """Whether the column takes any text: no code, no reference, no form."""
    return (
        column.type is Type.STRING
        and column.code_list is None
        and column.references is None
        and column_pattern(spec, column) is None
        and (spec.name, column.name) not in _KEPT_EMPTY
        and column.name != "entity_id"
    )


def identifier(home: str, number: int) -> str:
    """The id of the n-th record of a table."""
    letters = hashlib.sha256(f"{home} {number}".encode()).hexdigest()[:10].translate(str.maketrans("0189", "wxyz"))
    return f"{ID_PREFIXES[home]}_{letters}"


def _record(spec: Table, number: int, text: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in spec.columns:
        home = spec.name if (column.name,) == spec.key else (column.references or ("",))[0]
        if (spec.name, column.name) in _KEPT_EMPTY:
            values[column.name] = None
        elif column.name == "entity_id":
            values[column.name] = identifier("people", number)
        elif home in ID_PREFIXES:
            values[column.name] = identifier(home, number)
        elif is_worded(spec, column):
            values[column.name] = text
    return row(spec, **values)


def _statement(spec: Table, record: dict[str, Any], column: Column) -> dict[str, Any]:
    """That the value was supplied with a document: it has no wording whose characters would have to be there."""
    key = "/".join(str(record[name]) for name in spec.key)
    digest = hashlib.sha256(f"{spec.name} {key} {column.name}".encode()).hexdigest()
    return {
        "statement_id": "stm_" + digest[:10].translate(str.maketrans("0189", "wxyz")), "table": spec.name,
        "record_id": key, "field": column.name, "value": str(record[column.name]),
        "document_id": identifier("documents", 0), "chosen": True,
    }  # fmt: skip
