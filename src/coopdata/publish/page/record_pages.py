"""The page of each record: what its template is given."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from coopdata.publish.page.asking import Release, Row
from coopdata.publish.page.evidence import Subject, evidence
from coopdata.publish.page.machines import described
from coopdata.publish.page.records import KINDS, Record, names_in, records
from coopdata.publish.page.rendering import Place, Templates, home, name, told, upper_first, web_address
from coopdata.tables.catalogue import KEY_SEPARATOR

_LONGEST_DESCRIPTION = 300
_ROOT = "../../"
"""The way from the page of a record to `published/`."""


@dataclass(frozen=True)
class RecordPage:
    """The page of one record, made when it is asked for."""

    record: Record
    templates: Templates
    place: Place

    @property
    def path(self) -> str:
        """Where it lies, relative to `published/`."""
        return f"{self.record.path}/index.html"

    @property
    def json_path(self) -> str:
        """Where its record.json lies."""
        return f"{self.record.path}/record.json"

    def json(self) -> bytes:
        """record.json: a statement a line would be kinder to read, one line is kinder to a disk that has 100,000.

        It holds all of the release that the page is made from, but for the labels of codes.
        """
        content = json.dumps(self.record.content(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return f"{content}\n".encode()

    def html(self) -> bytes:
        """The page."""
        page = _page(self.record, self.templates, self.place)
        return self.templates.render(self.record.kind.name, self.path, page=page)


def record_pages(release: Release, templates: Templates, place: Place) -> Iterator[RecordPage]:
    """The page of every record; where records have none, those of the countries."""
    for kind in KINDS:
        if kind.prefix and not place.has_records:
            continue
        for record in records(release, kind):
            yield RecordPage(record, templates, place)


def _page(record: Record, templates: Templates, place: Place) -> dict[str, Any]:
    names = names_in(record)
    title = _title(record, templates)
    read_from_texts = record.kind.prefix is not None
    documents = (
        {row["document_id"]: _document(row) for row in record.parts["documents"].rows} if read_from_texts else {}
    )
    subjects = _subjects(record, names, documents, templates) if read_from_texts else []
    return {
        "record": record,
        "title": title,
        "description": _description(record, title, templates),
        "described": described(record, place.base_url, title),
        "web": web_address(record.row.get("url")),
        "names": names,
        "documents": documents,
        "subjects": subjects,
        "anchors": {
            *(one["anchor"] for one in subjects),
            *(f"{one['anchor']}.{field['column'].name}" for one in subjects for field in one["fields"]),
        },
        "issue_link": _issue_link(record, title, place),
    }


def _title(record: Record, templates: Templates) -> str:
    """What the page is called: the name, of a document its title; of an agreement its title and its parties."""
    if record.kind.name == "documents":
        return str(record.row["title"] or record.row["raw_path"])
    if record.kind.name != "agreements":
        return str(record.row["name"])
    parties = ", ".join(party["name"] for party in record.parts["parties"].rows)
    called = templates.called(record.row)
    return f"{called}: {parties}" if parties else called


def _description(record: Record, title: str, templates: Templates) -> str:
    row = record.row
    if record.kind.name == "agreements":
        told_of = [templates.label("agreement_status", row["status"]), row["signed"], row["place"], row["purpose"]]
        title = f"{title}. {', '.join(one for one in told_of if one)}"
    else:
        title = f"{title}. {told(f'{record.kind.name}.description')}"
    return title if len(title) <= _LONGEST_DESCRIPTION else f"{title[:_LONGEST_DESCRIPTION]}…"


def _document(row: Row) -> Row:
    """A document with its address, if that is one of the web, and how a statement names it."""
    web = web_address(row["url"])
    parts = [row["publisher"], row["published"]]
    title = name(row["title"] or row["raw_path"], row["language"])
    linked = Markup('<a href="{}{}">{}</a>').format(_ROOT, home(row["document_id"]), title)
    cited = Markup(", ").join([linked, *(name(part) for part in parts if part)])
    if web:
        source = Markup('<a href="{}" rel="external noopener noreferrer">{}</a>').format(web, told("documents.source"))
        cited = Markup("{} · {}").format(cited, source)
    return {**row, "web": web, "cited": cited}


def _subjects(record: Record, names: dict[str, str], documents: dict[str, Row], templates: Templates) -> list[Row]:
    """What is stated of the record and of what hangs on it, as the page shows it."""
    shown = []
    taken: Counter[str] = Counter()
    for subject in evidence(record):
        anchor = _anchor(subject)
        taken[anchor] += 1
        shown.append(
            {
                "title": _subject_title(subject, record, names, templates),
                "anchor": anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}",
                "fields": _fields(subject, documents),
            }
        )
    return shown


def _anchor(subject: Subject) -> str:
    """The id of the part of the page that is about a row. Of texts that are part of a key, nothing gets into it."""
    first = subject.rest.partition(KEY_SEPARATOR)[0]
    return f"evidence.{subject.table}" + (f".{first}" if re.fullmatch(r"[a-z]{3}_[a-z2-7]{10}|\d+", first) else "")


def _subject_title(subject: Subject, record: Record, names: dict[str, str], templates: Templates) -> Markup | str:
    """The heading over what is stated of a row."""
    if subject.table == record.kind.name:
        return told(f"evidence.{subject.table}")
    first, _, rest = subject.rest.partition(KEY_SEPARATOR)
    heading = told(f"evidence.{subject.table}")
    if subject.table == "agreement_parties":
        party = next((row["name"] for row in record.parts["parties"].rows if str(row["position"]) == first), first)
        return Markup("{} {}: {}").format(heading, first, name(party))
    if subject.table == "agreement_people":
        heading = upper_first(templates.label("person_role", rest))
    if subject.table == "amounts":
        return heading
    if subject.table == "positions":
        return Markup("{}: {}").format(heading, name(subject.rest.rpartition(KEY_SEPARATOR)[0]))
    return Markup("{}: {}").format(heading, name(names.get(first, subject.rest)))


def _fields(subject: Subject, documents: dict[str, Row]) -> list[Row]:
    hashes = {identifier: row["sha256"] for identifier, row in documents.items()}
    value, reason = told("report.value"), told("report.reason")
    return [
        {
            "column": field.column,
            "chosen": field.chosen,
            "others": field.others,
            "value": field.value,
            "line": field.correction(value, reason, hashes),
        }
        for field in subject.fields
    ]


def _issue_link(record: Record, title: str, place: Place) -> str | None:
    """An address that opens a report about the record, filled in, where the code is kept."""
    if not place.repository:
        return None
    page = f"{place.base_url or ''}{record.path}/"
    body = told("report.body", record=record.identifier, page=page)
    form = urlencode({"title": told("report.subject", record=record.identifier, title=title[:100]), "body": body})
    return f"{place.repository.rstrip('/')}/issues/new?{form}"
